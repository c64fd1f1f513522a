"""Listens by an OpenAI-compatible server, such as vLLM with Qwen2-Audio, Audio Flamingo 3 or Qwen-Omni."""

import base64
from dataclasses import dataclass
from typing import Any

import openai
import structlog
from openai.types.chat import ChatCompletion
from songreel_chassis.errors import NotConfigured, Unavailable

from songreel_lalm.known_models import check_licence, window_of
from songreel_lalm.listeners import Attempt, Unusable
from songreel_lalm.samples import Samples, as_wav, hum

log = structlog.get_logger()

HEARD_TOKENS = 320
TOLD_TOKENS = 1600
RETRY_SECONDS = 5.0


@dataclass(frozen=True)
class Endpoint:
    """A server and how it is spoken to."""

    base_url: str
    api_key: str
    model: str
    """Empty for the server's first one."""
    window_seconds: float
    """0 for what is known of the model."""
    call_seconds: float
    allow_noncommercial: bool


class ChatListener:
    """Over HTTP. A cancelled call closes its connection, which ends the generation."""

    backend = "openai"
    speaks_json = True
    weights_sha256 = ""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.model = endpoint.model
        self.licence = ""
        self.window_seconds = 0.0
        self._client = openai.AsyncOpenAI(
            base_url=endpoint.base_url, api_key=endpoint.api_key, timeout=endpoint.call_seconds, max_retries=0
        )

    async def warm_up(self) -> None:
        """Finds the model, and has it hear a second of sound."""
        if not self.model:
            listed = await self._guarded(self._client.models.list())
            if not listed.data:
                raise NotConfigured("The model server lists no model. Set SONGREEL_LALM_MODEL.")
            self.model = listed.data[0].id
        self.licence = check_licence(self.model, self._endpoint.allow_noncommercial)
        self.window_seconds = window_of(self.model, self._endpoint.window_seconds)
        message = self._heard_message(hum(), "What do you hear?")
        await self._guarded(
            self._client.chat.completions.create(model=self.model, messages=[message], max_tokens=1, temperature=0.0)
        )

    async def hear(self, samples: Samples, question: str, attempt: Attempt) -> str:
        """The model's words on the stretch."""
        return await self._answer([self._heard_message(samples, question)], HEARD_TOKENS, attempt, None)

    async def say(self, question: str, attempt: Attempt, schema: dict[str, Any] | None = None) -> str:
        """The model's answer; JSON text with a schema."""
        return await self._answer([{"role": "user", "content": question}], TOLD_TOKENS, attempt, schema)

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()

    @staticmethod
    def _heard_message(samples: Samples, question: str) -> Any:
        sound = {"data": base64.b64encode(as_wav(samples)).decode("ascii"), "format": "wav"}
        return {
            "role": "user",
            "content": [{"type": "input_audio", "input_audio": sound}, {"type": "text", "text": question}],
        }

    async def _answer(self, messages: list[Any], tokens: int, attempt: Attempt, schema: dict[str, Any] | None) -> str:
        call: dict[str, Any] = {
            "model": self.model,
            "messages": messages,
            "max_tokens": attempt.room(tokens),
            "seed": attempt.drawn,
            "temperature": attempt.temperature,
            "top_p": 0.95,
        }
        if schema is not None:
            form = {"name": "narrative", "schema": schema, "strict": True}
            call["response_format"] = {"type": "json_schema", "json_schema": form}
        reply = await self._guarded(self._client.chat.completions.create(**call))
        if not isinstance(reply, ChatCompletion) or not reply.choices:  # a body that is no JSON comes as it is
            raise Unusable("gave no choice")
        choice = reply.choices[0]
        if choice.finish_reason == "length":
            raise Unusable("was cut off")
        said = choice.message.content
        if not said or not said.strip():
            raise Unusable("said nothing")
        return str(said)

    async def _guarded(self, call: Any) -> Any:
        where = self._endpoint.base_url
        what = "Start it, or correct SONGREEL_LALM_BASE_URL (with its /v1)."
        try:
            return await call
        except openai.APITimeoutError:
            raise Unavailable(
                f"The audio-language model at {where} gave no answer in {self._endpoint.call_seconds:g} s. Raise "
                "SONGREEL_LALM_CALL_SECONDS, or give it fewer songs at once.",
                retry_after_seconds=RETRY_SECONDS,
            ) from None
        except openai.APIConnectionError as error:
            log.warning("audio_language_model_unreachable", base_url=where, cause=repr(error.__cause__))
            raise Unavailable(
                f"No audio-language model answers at {where}. {what}", retry_after_seconds=RETRY_SECONDS
            ) from None
        except (openai.AuthenticationError, openai.PermissionDeniedError):
            raise NotConfigured(f"The model server at {where} refused the key. Set SONGREEL_LALM_API_KEY.") from None
        except openai.NotFoundError:
            raise NotConfigured(
                f"The server at {where} has no model {self.model!r}. Set SONGREEL_LALM_MODEL and "
                "SONGREEL_LALM_BASE_URL."
            ) from None
        except openai.BadRequestError as error:
            raise NotConfigured(
                f"The model server at {where} cannot take such a request: {error.message[:300]}. It must serve an "
                "audio-language model; lower SONGREEL_LALM_WINDOW_SECONDS if the sound is too long for it."
            ) from None
        except openai.APIStatusError as error:
            log.warning("audio_language_model_failed", base_url=where, status=error.status_code)
            raise Unavailable(
                f"The audio-language model at {where} failed with HTTP {error.status_code}. {what}",
                retry_after_seconds=RETRY_SECONDS,
            ) from None
        except ValueError as error:  # a body that is no JSON, or JSON of another shape
            raise Unusable(f"sent a reply that cannot be read ({type(error).__name__})") from None

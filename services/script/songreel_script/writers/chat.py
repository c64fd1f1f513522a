"""Writes by any OpenAI-compatible server: llama.cpp, vLLM, a hosted API. One call an ask, a strict JSON schema."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import openai
import structlog
from pydantic import BaseModel, ValidationError
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import NotConfigured, Unavailable

from songreel_script.answers import LoglineAnswer, OutlineAnswer, SceneAnswer, schema_of
from songreel_script.assignment import Assignment
from songreel_script.outline import Outline
from songreel_script.premise import Premise
from songreel_script.prompting import Message, has_theme, opening, outline_messages, scene_messages
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.writers import ENGLISH, Attempt, Credit, Unusable

log = structlog.get_logger()

A = TypeVar("A", bound=BaseModel)

OUTLINE_TOKENS = 300
SCENE_TOKENS = 220


@dataclass(frozen=True)
class Endpoint:
    """A server and how to speak to it."""

    base_url: str
    model: str
    """Empty for the server's first one."""
    api_key: str
    call_seconds: float
    """Longest wait for one answer."""
    what_to_do: str
    """For the message when it does not answer."""


class ChatWriter:
    """A writer over HTTP. A cancelled call closes its connection, which ends the generation."""

    hands = 1
    languages = ENGLISH

    def __init__(self, endpoint: Endpoint, credit: Credit) -> None:
        self._endpoint = endpoint
        self._model = endpoint.model
        self._credit = credit
        self._client = openai.AsyncOpenAI(
            base_url=endpoint.base_url, api_key=endpoint.api_key, timeout=endpoint.call_seconds, max_retries=1
        )

    @property
    def credit(self) -> Credit:
        """With the model's name as the server has it."""
        return dataclasses.replace(self._credit, model=self._credit.model or self._model)

    async def warm_up(self) -> None:
        """Finds the model and has the server read the opening that all asks share."""
        if not self._model:
            listed = await self._guarded(self._client.models.list())
            if not listed.data:
                raise NotConfigured("The language model server lists no model. Set SONGREEL_SCRIPT_MODEL.")
            self._model = listed.data[0].id
        await self._guarded(
            self._client.chat.completions.create(
                **self._call([*opening(), {"role": "user", "content": "{}"}], 1, Attempt(0))
            )
        )

    async def outline(self, assignment: Assignment, premise: Premise, attempt: Attempt) -> Outline:
        """The model's outline."""
        messages = outline_messages(assignment, premise)
        kind: type[OutlineAnswer | LoglineAnswer] = OutlineAnswer if has_theme(assignment) else LoglineAnswer
        answer = await self._answer(messages, kind, OUTLINE_TOKENS, attempt)
        return answer.outline()

    async def scene(self, ask: SceneAsk, treatment: script_pb2.Script, attempt: Attempt) -> SceneWords:
        """The model's words for the passage."""
        answer = await self._answer(scene_messages(ask), SceneAnswer, SCENE_TOKENS, attempt)
        return answer.scene(ask)

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()

    def _call(self, messages: Sequence[Message], tokens: int, attempt: Attempt) -> dict[str, Any]:
        # Each attempt is warmer and has another seed, so that it cannot end as the one before did.
        return {
            "model": self._model,
            "messages": list(messages),
            "max_tokens": tokens,
            "seed": (attempt.seed * 7919 + attempt.number * 104_729) % 2**31,
            "temperature": 0.6 + 0.2 * attempt.number,
            "top_p": 0.9,
        }

    async def _answer(self, messages: list[Message], kind: type[A], tokens: int, attempt: Attempt) -> A:
        schema = {"name": kind.__name__, "schema": schema_of(kind), "strict": True}
        call = self._call(messages, tokens, attempt)
        call["response_format"] = {"type": "json_schema", "json_schema": schema}
        reply = await self._guarded(self._client.chat.completions.create(**call))
        if reply.usage:
            attempt.meter.prompt_tokens += reply.usage.prompt_tokens
            attempt.meter.completion_tokens += reply.usage.completion_tokens
        if not reply.choices:
            raise Unusable("The language model gave no choice.")
        choice = reply.choices[0]
        if choice.finish_reason == "length":
            raise Unusable("The answer was cut off.")
        try:
            return kind.model_validate_json(choice.message.content or "")
        except ValidationError as error:
            raise Unusable(f"The answer is not what the schema asks for: {error.error_count()} faults.") from None

    async def _guarded(self, call: Any) -> Any:
        where, what = self._endpoint.base_url, self._endpoint.what_to_do
        try:
            return await call
        except openai.APITimeoutError:
            seconds = self._endpoint.call_seconds
            raise Unavailable(
                f"The language model at {where} gave no answer in {seconds:g} s. {what} Or raise "
                "SONGREEL_SCRIPT_CALL_SECONDS.",
                retry_after_seconds=5,
            ) from None
        except openai.APIConnectionError as error:
            log.warning("language_model_unreachable", base_url=where, cause=repr(error.__cause__))
            raise Unavailable(f"No language model answers at {where}. {what}", retry_after_seconds=5) from None
        except (openai.AuthenticationError, openai.PermissionDeniedError):
            raise NotConfigured(
                f"The language model at {where} refused the key. Set SONGREEL_SCRIPT_API_KEY."
            ) from None
        except openai.NotFoundError:
            raise NotConfigured(
                f"The server at {where} has no model {self._model!r}. Set SONGREEL_SCRIPT_MODEL and "
                "SONGREEL_SCRIPT_BASE_URL (with its /v1)."
            ) from None
        except openai.APIStatusError as error:
            log.warning("language_model_failed", base_url=where, status=error.status_code, said=error.message[:300])
            raise Unavailable(
                f"The language model at {where} failed with HTTP {error.status_code}. {what}", retry_after_seconds=5
            ) from None
        except ValueError as error:  # a body that is no JSON, or JSON of another shape
            raise Unusable(f"The server's reply cannot be read: {type(error).__name__}.") from None

"""The line to a model server: a reply, or an error that says what to do; what a server gets over is waited out.

stalls, breaks off, goes away, is overloaded     asked again, later each time, as long as the patience lasts
refuses the key, the model, the request          said at once: asking again cannot help
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import openai
import structlog
from songreel_chassis.errors import Unavailable

from songreel_script.writers import Fault, Meter, Unusable
from songreel_script.writers.refusals import refusal, status_of
from songreel_script.writers.replies import BrokenOff, Reply

log = structlog.get_logger()

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 8.0
COME_BACK_SECONDS = 5.0
"""For callers, where the server gave no hint."""
PASSING = (408, 409, 425, 429)
"""With every 5xx: statuses that another time does away with."""


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
    stall_seconds: float = 0.0
    """Longest wait for the next token; 0 for as long as for the answer."""
    patience_seconds: float = 0.0
    """How long a server that fails is asked again, from its first failure on."""


@dataclass(frozen=True)
class Trouble:
    """Why a request came to nothing that may pass."""

    name: str
    """ "HTTP 503", "no token for 60 s"."""
    hint_seconds: float = 0.0
    """When the server said that it may be asked again."""
    setting: str = ""
    """Which setting gives it more time, if one does."""


class Line:
    """Requests to one server. A cancelled one closes its connection, which ends the generation."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        wait = openai.Timeout(endpoint.stall_seconds or endpoint.call_seconds, connect=5.0, pool=None)
        # As many connections as hands; the library's own retries know neither patience nor streams.
        self._client = openai.AsyncOpenAI(
            base_url=endpoint.base_url, api_key=endpoint.api_key, timeout=wait, max_retries=0
        )

    async def models(self) -> list[Any]:
        """What the server says it has."""
        return list((await self._patiently("", self._client.models.list)).data)

    async def reply(self, call: dict[str, Any], meter: Meter) -> Reply:
        """The whole reply; what it cost is counted even when it fails. Raises Unusable, Unavailable, NotConfigured."""

        async def once() -> Reply:
            reply = Reply()
            try:
                async with await self._client.chat.completions.create(**call) as stream:
                    await reply.read(stream)
            except openai.APIConnectionError as error:
                if reply.chunks and not isinstance(error, openai.APITimeoutError):
                    raise BrokenOff("the connection broke in mid-answer") from error
                raise
            finally:
                meter.prompt_tokens += reply.prompt_tokens
                meter.completion_tokens += reply.completion_tokens
                meter.reasoning_tokens += min(reply.reasoning_tokens, reply.completion_tokens)
            return reply

        reply: Reply = await self._patiently(call["model"], once)
        return reply

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()

    async def _patiently(self, model: str, act: Callable[[], Any]) -> Any:
        tried: list[Trouble] = []
        ends = 0.0
        while True:
            try:
                async with asyncio.timeout(self.endpoint.call_seconds):
                    return await act()
            except (TimeoutError, openai.APIError, BrokenOff) as error:
                tried.append(self._trouble(error, model))
            except (ValueError, TypeError, AttributeError) as error:  # no JSON, or JSON of another shape
                raise Unusable(Fault.UNREADABLE, type(error).__name__) from None
            ends = ends or time.monotonic() + self.endpoint.patience_seconds
            pause = tried[-1].hint_seconds or min(FIRST_PAUSE_SECONDS * 2 ** (len(tried) - 1), LONGEST_PAUSE_SECONDS)
            log.warning(
                "language_model_failed", base_url=self.endpoint.base_url, attempt=len(tried) - 1, trouble=tried[-1].name
            )
            if time.monotonic() + pause > ends:
                raise self._gone(tried)
            # Many hands failed at one moment: they must not all come back at one.
            await asyncio.sleep(pause * random.uniform(1.0, 1.25))  # noqa: S311  # spreads load, hides nothing

    def _trouble(self, error: Exception, model: str) -> Trouble:
        """What failed and may pass; raises what asking again cannot mend."""
        endpoint = self.endpoint
        if isinstance(error, TimeoutError):
            return Trouble(f"no whole answer in {endpoint.call_seconds:g} s", setting="SONGREEL_SCRIPT_CALL_SECONDS")
        if isinstance(error, openai.APITimeoutError):
            seconds = endpoint.stall_seconds or endpoint.call_seconds
            stall = "SONGREEL_SCRIPT_STALL_SECONDS" if endpoint.stall_seconds else "SONGREEL_SCRIPT_CALL_SECONDS"
            return Trouble(f"nothing came for {seconds:g} s", setting=stall)
        if isinstance(error, openai.APIConnectionError):
            return Trouble("no connection")
        if not isinstance(error, openai.APIError):
            return Trouble(str(error))
        status = status_of(error)
        if 400 <= status < 500 and status not in PASSING:
            raise refusal(status, error.message, endpoint.base_url, model) from None
        if isinstance(error, openai.APIStatusError):
            return Trouble(f"HTTP {status}", _hint(error.response.headers.get("retry-after", "")))
        return Trouble(f"it failed in mid-answer ({error.message[:120]})")

    def _gone(self, tried: list[Trouble]) -> Unavailable:
        counts = Counter(trouble.name for trouble in tried)
        names = "; ".join(name + (f" ({times} times)" if times > 1 else "") for name, times in counts.items())
        settings = dict.fromkeys(trouble.setting for trouble in tried if trouble.setting)
        more = f" Or raise {', '.join(settings)}." if settings else ""
        return Unavailable(
            f"No answer from the language model at {self.endpoint.base_url}. Tried {len(tried)} times: {names}. "
            f"{self.endpoint.what_to_do}{more}",
            retry_after_seconds=tried[-1].hint_seconds or COME_BACK_SECONDS,
        )


def _hint(header: str) -> float:
    """Seconds of a Retry-After header; 0 for none and for a date, which few servers send."""
    try:
        return min(max(float(header), 0.0), 3600.0)
    except ValueError:
        return 0.0

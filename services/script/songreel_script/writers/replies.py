"""A streamed reply as it comes in: thinking and answer kept apart, tokens counted, time to the first one taken."""

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any


class BrokenOff(Exception):
    """The stream ended before the answer did: the server went away, or said in mid-stream that it failed."""


@dataclass
class Reply:
    """What has come so far."""

    content: str = ""
    reasoning: str = ""
    finish: str = ""
    """ "stop" or "length"; empty until the end."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    reasoning_tokens: int = 0
    first_token_seconds: float = 0.0
    chunks: int = 0
    started: float = field(default_factory=time.monotonic)

    async def read(self, stream: AsyncIterator[Any]) -> None:
        """Reads to the end. Raises BrokenOff when something came, but no end."""
        async for chunk in stream:
            self.chunks += 1
            self._count(chunk)
            for choice in (chunk.choices or ())[:1]:
                self._take(choice)
        if self.chunks and not self.finish:
            raise BrokenOff("the stream ended in mid-answer")

    def _take(self, choice: Any) -> None:
        # vLLM says `reasoning`, llama.cpp and others still say `reasoning_content`; neither is in OpenAI's own types.
        more = (choice.delta.model_extra or {}) if choice.delta else {}
        thought = more.get("reasoning") or more.get("reasoning_content") or ""
        said = (choice.delta.content or "") if choice.delta else ""
        if (thought or said) and not self.first_token_seconds:
            self.first_token_seconds = time.monotonic() - self.started
        self.content += said
        self.reasoning += thought
        if thought and not self.content:
            # Running usage knows better than the number of chunks, of which one may bring several tokens.
            self.reasoning_tokens = max(self.reasoning_tokens + 1, self.completion_tokens)
        self.finish = choice.finish_reason or self.finish

    def _count(self, chunk: Any) -> None:
        if chunk.usage is not None:
            self.prompt_tokens = chunk.usage.prompt_tokens or self.prompt_tokens
            self.completion_tokens = chunk.usage.completion_tokens or self.completion_tokens
            details = chunk.usage.completion_tokens_details
            self.reasoning_tokens = max(self.reasoning_tokens, (details and details.reasoning_tokens) or 0)

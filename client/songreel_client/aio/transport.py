"""HTTP to one gateway without blocking: what `songreel_client.transport` is for threads."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from songreel_client.retrying import Attempts
from songreel_client.transport import CONNECT_SECONDS, STREAM_TIMEOUT, Line, headers_of, json_of


class AsyncTransport(Line):
    """Everything that the async SDK sends goes through here."""

    def __init__(self, base_url: str, api_key: str | None = None) -> None:
        """Raises BadInput as `Line` does."""
        super().__init__(base_url, api_key)
        self._http = httpx.AsyncClient(**self._options)

    async def close(self) -> None:
        """Ends the connections."""
        await self._http.aclose()

    async def call(self, method: str, path: str, **options: Any) -> Any:
        """The answer's JSON. Raises ApiError and Unreachable."""
        return json_of(await self._request(method, path, **options))

    async def send(self, method: str, path: str, headers: dict[str, str], content: bytes = b"") -> httpx.Headers:
        """The answer's headers. Raises ApiError and Unreachable."""
        return headers_of(await self._request(method, path, headers=headers, content=content))

    async def answers(self, path: str) -> tuple[int, str]:
        """Status and text of a GET, whatever the status. Raises Unreachable."""
        with self.reaching():
            answer = await self._http.get(path, timeout=CONNECT_SECONDS)
            return answer.status_code, answer.text

    @asynccontextmanager
    async def stream(self, path: str, headers: dict[str, str]) -> AsyncIterator[httpx.Response]:
        """A response whose body is still to be read; refusals are raised."""
        with self.reaching():
            async with self._http.stream("GET", path, headers=headers, timeout=STREAM_TIMEOUT) as answer:
                if answer.is_error:
                    await answer.aread()
                    json_of(answer)
                yield answer

    async def _request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """The answer, also when it refuses. Sent again where that does no harm."""
        attempts = Attempts(method, options.get("headers") or {})
        with self.reaching():
            while True:
                outcome: httpx.Response | httpx.TransportError
                try:
                    outcome = await self._http.request(method, path, **options)
                except httpx.TransportError as error:
                    outcome = error
                pause = attempts.pause_after(outcome)
                if pause is not None:
                    await asyncio.sleep(pause)
                elif isinstance(outcome, httpx.TransportError):
                    raise outcome
                else:
                    return outcome

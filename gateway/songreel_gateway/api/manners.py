"""What every answer has, whatever its route: an id of the request, an ETag, a limit for what is read into memory.

ASGI middleware, so that a route that somebody adds has all of it.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request

from songreel_gateway.api.answers import REQUEST_ID, answer, request_id
from songreel_gateway.problems import problem

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]

LARGEST_BODY_BYTES = 4_000_000
STREAMED = re.compile(r"POST /v1/(songs|images)|(POST|PATCH) /v1/tus(/.*)?|PUT /v1/uploads/.*")
"""These read their bodies piece by piece, each with a limit of its own."""
CHANGES = ("PUT", "PATCH", "DELETE", "POST")


class Manners:
    """Goes round the app."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Called by the server for every request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        named = request_id(request)
        structlog.contextvars.bind_contextvars(request=named)
        try:
            wanted = request.headers.get("if-match", "") if scope["method"] in CHANGES else ""
            now = await self._etag_now(scope) if wanted else None
            if now and not matches(wanted, now, weak=False):
                detail = "It was changed since you read it. Read it again, then send the change with its new ETag."
                refused = answer(request, problem("precondition-failed", 412, detail), {"etag": now})
                await refused(scope, receive, send)
                return
            if not STREAMED.fullmatch(f"{scope['method']} {scope['path']}"):
                receive = limited(request, receive)
            await self._app(scope, receive, Reply(request, named, send))
        finally:
            structlog.contextvars.unbind_contextvars("request")

    async def _etag_now(self, scope: Any) -> str | None:
        """Of the resource that a change is meant for, or None for one that has none."""
        headers = [(name, value) for name, value in scope["headers"] if name in (b"host", b"authorization")]
        asked = {**scope, "method": "GET", "headers": headers, "query_string": b"", "state": dict(scope["state"])}
        found: list[str | None] = []
        sent: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

        async def nothing() -> Message:
            return sent.pop() if sent else {"type": "http.disconnect"}  # nobody follows a stream here

        async def note(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                found.append(Headers(raw=message["headers"]).get("etag"))

        await self._app(asked, nothing, Reply(Request(asked), "", note))
        return found[0] if found else None


class Reply:
    """A `send` that adds what an answer lacks."""

    def __init__(self, request: Request, named: str, send: Send) -> None:
        self._request = request
        self._named = named
        self._send = send
        self._start: Message | None = None
        self._done = False

    async def __call__(self, message: Message) -> None:
        """Called by the app for each piece of the answer."""
        if self._done:
            return  # the body of an answer that the client has
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault(REQUEST_ID, self._named)
            readable = self._request.method == "GET" and message["status"] == 200
            if readable and headers.get("content-type", "").startswith("application/json") and "etag" not in headers:
                self._start = message  # until its body is known
                return
            if readable and "etag" in headers and self._has(headers["etag"]):
                await self._unchanged(headers)
                return
        elif self._start is not None:
            start, self._start = self._start, None
            if not message.get("more_body"):
                headers = MutableHeaders(scope=start)
                headers["etag"] = f'"{hashlib.sha256(message.get("body", b"")).hexdigest()[:32]}"'
                headers.setdefault("cache-control", "private, no-cache")
                if self._has(headers["etag"]):
                    await self._unchanged(headers)
                    return
            await self._send(start)
        await self._send(message)

    def _has(self, etag: str) -> bool:
        return matches(self._request.headers.get("if-none-match", ""), etag, weak=True)

    async def _unchanged(self, headers: MutableHeaders) -> None:
        """304, with what a cache wants to know and no body."""
        self._done = True
        kept = [(name, value) for name, value in headers.raw if name not in (b"content-length", b"content-type")]
        await self._send({"type": "http.response.start", "status": 304, "headers": kept})
        await self._send({"type": "http.response.body", "body": b""})


def matches(wanted: str, etag: str, weak: bool) -> bool:
    """Whether an If-Match or If-None-Match names this ETag (RFC 9110, section 13.1)."""
    names = [name.strip() for name in wanted.split(",")]
    if weak:
        names = [name.removeprefix("W/") for name in names]
    return "*" in names or etag.removeprefix("W/") in names


def limited(request: Request, receive: Receive) -> Receive:
    """A `receive` that refuses a body that is too large for memory."""
    read = 0

    async def counted() -> Message:
        nonlocal read
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > LARGEST_BODY_BYTES:
            raise HTTPException(413, headers={"connection": "close"})
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_BODY_BYTES:
            raise HTTPException(413, headers={"connection": "close"})
        return message

    return counted

"""The gate before every route: who calls, whether they may, and whether they have sent too much.

It stands before the app reads a body or looks at a path, so that what is not let in costs next to nothing, and a route
that somebody adds and forgets is behind it all the same.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import structlog
from starlette.requests import Request

from songreel_gateway.access.callers import ANYBODY, Caller
from songreel_gateway.access.keyring import NotLetIn
from songreel_gateway.access.origins import check_origin
from songreel_gateway.access.scopes import allows, is_public, needed
from songreel_gateway.api.answers import answer
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import Refusal, problem

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

ASK = (
    "Send an API key: `Authorization: Bearer sr_...`. Whoever runs this gateway makes them with `songreel keys create`."
)
REALM = 'Bearer realm="songreel"'


class Gate:
    """ASGI middleware. Puts the caller into the request's state."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Send) -> None:
        """Called by the app for every request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, headers = Request(scope), dict[str, str]()
        try:
            caller = await self._let_in(request, headers)
        except Refusal as refusal:
            told = answer(request, refusal.problem, refusal.headers | {"connection": "close"})
            await told(scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = caller
        structlog.contextvars.bind_contextvars(tenant=caller.tenant_id, key=caller.key_id)
        try:
            await self._app(scope, receive, adding(headers, send) if headers else send)
        finally:
            structlog.contextvars.unbind_contextvars("tenant", "key")

    async def _let_in(self, request: Request, headers: dict[str, str]) -> Caller:
        """Who calls; `headers` gets what their answer is to tell. Raises Refusal."""
        gateway: Gateway = request.app.state.gateway
        if gateway.access is None:
            if gateway.settings.auth != "open":
                check_origin(request, request.app.state.origins)
            return ANYBODY
        if is_public(request.url.path):
            return NOBODY
        if linked := await gateway.links.caller(request):
            return linked
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not text:
            raise refused("no-key", 401, ASK, {"www-authenticate": REALM})
        try:
            caller, rate = await gateway.access.keyring.caller(text.strip())
        except NotLetIn as error:
            told = {"www-authenticate": f'{REALM}, error="invalid_token"'}
            raise refused("no-key", 401, str(error), told) from None
        allowance = gateway.access.rates.take(str(caller.key_id), rate)
        if allowance:
            headers |= allowance.headers()
            if not allowance.granted:
                detail = (
                    f"This key may send {allowance.limit} requests in {allowance.window_seconds} s. "
                    f"Wait {allowance.resets_seconds} s."
                )
                raise refused("too-fast", 429, detail, allowance.headers())
        check_scope(caller, needed(request.method, request.url.path), headers)
        return caller


NOBODY = Caller("", None, frozenset())
"""Whoever reads what needs no key: owns nothing, may nothing."""


def check_scope(caller: Caller, wanted: str, headers: dict[str, str]) -> None:
    """403 where the caller's key does not allow it."""
    if not allows(caller.scopes, wanted):
        held = ", ".join(sorted(caller.scopes)) or "none"
        detail = f"This needs a key with the scope {wanted}. Yours has: {held}."
        challenge = f'{REALM}, error="insufficient_scope", scope="{wanted}"'
        raise refused("forbidden", 403, detail, {**headers, "www-authenticate": challenge})


def refused(kind: str, status: int, detail: str, headers: dict[str, str]) -> Refusal:
    """A refusal with these headers."""
    return Refusal(problem(kind, status, detail), headers)


def adding(headers: dict[str, str], send: Send) -> Send:
    """A `send` that adds these headers to the answer."""
    added = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *added]
        await send(message)

    return with_headers

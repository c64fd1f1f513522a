"""What every route shares: the gateway, and every error as problem details."""

import re
import secrets
from typing import Annotated, Any

import structlog
from fastapi import Depends, FastAPI, Request
from fastapi import Path as InPath
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from songreel_chassis.errors import ServiceError
from starlette.exceptions import HTTPException

from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import STATUSES, FieldProblem, Problem, Refusal, problem
from songreel_gateway.store.database import LARGEST_NUMBER
from songreel_gateway.telemetry.tracing import current_trace_id

log = structlog.get_logger()

PROBLEM_MEDIA = "application/problem+json"
REQUEST_ID = "x-request-id"
PLAIN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
KINDS = {404: "not-found", 405: "method-not-allowed", 400: "bad-request", 413: "too-large"}
DETAILS = {
    404: "Nothing is at {path}. The API is described at /openapi.json.",
    405: "{method} is not for {path}.",
    413: "The body is too large for {path}. Songs and pictures are uploaded; what is written is 4 MB at most.",
}


async def the_gateway(request: Request) -> Gateway:
    """The gateway that the server opened. A coroutine, as all such: plain functions are run in threads."""
    gateway: Gateway = request.app.state.gateway
    return gateway


TheGateway = Annotated[Gateway, Depends(the_gateway)]
Number = Annotated[int, InPath(ge=0, le=LARGEST_NUMBER)]
"""Of a shot, a take or a revision."""


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """A route's entry in the OpenAPI document for these errors."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {status: {"model": Problem, "content": {PROBLEM_MEDIA: schema}} for status in statuses}


def install(app: FastAPI) -> None:
    """Makes the app answer every error in one form."""
    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(ServiceError, on_service_error)
    app.add_exception_handler(Exception, on_crash)


def answer(request: Request, why: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    """The problem as a response."""
    named = request_id(request)
    told = {"instance": request.url.path, "trace_id": current_trace_id(), "request_id": named}
    why = why.model_copy(update=told)
    return JSONResponse(why.document(), why.status, {**(headers or {}), REQUEST_ID: named}, PROBLEM_MEDIA)


def request_id(request: Request) -> str:
    """The client's own name of its request where it is plain, else ours: the trace id where there is one."""
    state = request.scope.setdefault("state", {})
    if "request_id" not in state:
        told = request.headers.get(REQUEST_ID, "")
        state["request_id"] = told if PLAIN_ID.fullmatch(told) else current_trace_id() or secrets.token_hex(16)
    named: str = state["request_id"]
    return named


async def on_refusal(request: Request, error: Any) -> JSONResponse:
    """Our own refusals."""
    return answer(request, error.problem, error.headers)


async def on_invalid(request: Request, error: Any) -> JSONResponse:
    """A body or a parameter of the wrong form, field by field."""
    found = [FieldProblem(pointer=pointer_to(each["loc"]), detail=each["msg"]) for each in error.errors()]
    named = "; ".join(f"{each.pointer}: {each.detail}" for each in found)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    whole = any(tuple(each["loc"]) == ("body",) for each in error.errors())
    if whole and media != "application/json" and not media.endswith("+json") and await request.body():
        detail = f"This takes JSON with Content-Type: application/json, not {media or 'a body without a type'}."
        return answer(request, problem("unsupported-media-type", 415, detail))
    unreadable = any(each["type"] == "json_invalid" for each in error.errors())
    kind, status = ("bad-request", 400) if unreadable else ("unprocessable", 422)
    return answer(request, problem(kind, status, named, errors=found))


async def on_http_error(request: Request, error: Any) -> JSONResponse:
    """What the framework refuses by itself."""
    words = DETAILS.get(error.status_code, str(error.detail))
    detail = words.format(path=request.url.path, method=request.method)
    kind, headers = KINDS.get(error.status_code, "bad-request"), dict(error.headers or {})
    if error.status_code == 405 and (methods := request.app.methods_at(request.url.path)):
        headers = {"allow": ", ".join(methods)}  # the router's own names those of one route of several at this path
    return answer(request, problem(kind, error.status_code, detail), headers)


async def on_service_error(request: Request, error: Any) -> JSONResponse:
    """An error of the chassis, from the artifact store."""
    status, kind = STATUSES.get(error.status, (500, "crashed"))
    return answer(request, problem(kind if kind != "gave-up-waiting" else "unavailable", status, error.message))


async def on_crash(request: Request, _error: Exception) -> JSONResponse:
    """Anything else: logged by the server with its traceback, told without internals."""
    log.error("request_crashed", path=request.url.path, method=request.method)
    detail = "Something failed inside the gateway. It was logged; try again, and report the trace id if it stays."
    return answer(request, problem("crashed", 500, detail))


def pointer_to(location: tuple[int | str, ...]) -> str:
    """A JSON pointer for a field of the body, else the parameter's name."""
    where, *path = location
    if where != "body":
        return ".".join(map(str, path))
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)

"""The OpenAPI document, finished: what holds for every operation is said at every operation.

What is written beside the routes is what is special about each. Here come problem details for every refusal, the
headers that every answer has, conditional requests, and examples of requests.
"""

import re
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import compile_path

from songreel_gateway.api.answers import PROBLEM_MEDIA
from songreel_gateway.api.examples import EXAMPLES
from songreel_gateway.problems import problem

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
TAGS = {
    "songs": "Songs: uploaded once, named by their bytes.",
    "uploads": "For large songs and bad lines: resumable (tus 1.0.0) or by parts, straight to S3 where there is one.",
    "videos": "Videos: ordered, followed, downloaded.",
    "shots": "The shots of a video, and every filming of each.",
    "revisions": "Edits of a film that is there.",
    "images": "Pictures of characters.",
    "hearings": "Songs heard without filming them.",
    "scripts": "Scripts written without filming them.",
    "quotes": "What a video would take and cost.",
    "keyframes": "Pictures that wait for your approval before shots are filmed.",
    "decisions": "What a video asks of you: approval, shots that cannot be filmed, a budget that is spent.",
    "keys": "API keys, and what yours allows.",
    "health": "For probes and people who run it.",
    "webhooks": "Your server told instead of asking.",
}
WORDS = {
    400: ("bad-request", "The request cannot be read."),
    401: ("no-key", "An API key is needed, or this one is not valid any more."),
    403: ("forbidden", "The key's scopes do not allow it."),
    404: ("not-found", "There is no such thing, or it is not yours."),
    409: ("conflict", "Not in this state; `detail` says what to do first."),
    412: ("precondition-failed", "If-Match named another ETag, or a version that is not spoken."),
    413: ("too-large", "The body is too large."),
    415: ("unsupported-media-type", "The body's Content-Type is not taken."),
    422: ("unprocessable", "Well formed but wrong; `errors` points at every field."),
    429: ("too-fast", "Too many at once; `Retry-After` says when."),
    460: ("bad-request", "The body does not have its checksum."),
    500: ("crashed", "A fault of Songreel's own; it was logged under `request_id`."),
    502: ("service-failed", "A service behind the gateway failed."),
    503: ("unavailable", "Not now: a service or a setting is missing, `detail` says which."),
    507: ("storage-full", "There is no room."),
}
REQUEST_ID = {
    "description": "Names this request in the logs: yours where you sent one, else ours.",
    "schema": {"type": "string"},
}
ETAG = {"description": "Changes when the answer does; for If-None-Match and If-Match.", "schema": {"type": "string"}}
PROBLEM = {PROBLEM_MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "`sr_...`, where the gateway asks for keys; one on your own machine does not.",
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag you have: 304 without a body where nothing changed.",
}


class DescribedApp(FastAPI):
    """An app whose document is finished."""

    def openapi(self) -> dict[str, Any]:
        """The document; made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            document["tags"] = _tags(document)
            document["security"] = [{"key": []}, {}]
            document["components"]["securitySchemes"] = {"key": KEY}
            document["components"]["responses"] = {f"Problem{status}": _problem(status) for status in WORDS}
            for unused in ("HTTPValidationError", "ValidationError"):
                document["components"]["schemas"].pop(unused, None)
            for path, item in document["paths"].items():
                for method in METHODS:
                    if method in item:
                        _finish(item[method], method, path)
        return self.openapi_schema or {}

    def methods_at(self, path: str) -> list[str]:
        """What may be asked at a path, after the document; empty for one that is not in it. Routers know this only
        route by route, each with the methods that share a function."""
        if self._methods is None:
            paths = self.openapi()["paths"].items()
            self._methods = [
                (compile_path(path)[0], {each for each in METHODS if each in item}) for path, item in paths
            ]
        found = set[str]().union(*(methods for pattern, methods in self._methods if pattern.fullmatch(path)))
        return sorted(method.upper() for method in found)

    _methods: list[tuple[re.Pattern[str], set[str]]] | None = None


def operation_id(route: APIRoute) -> str:
    """The function's name, since generated clients name their methods after it. No two functions are called alike."""
    return route.name


def _tags(document: dict[str, Any]) -> list[dict[str, str]]:
    operations = [item[method] for item in document["paths"].values() for method in METHODS if method in item]
    used = {tag for operation in operations for tag in operation.get("tags", ())}
    return [{"name": name, "description": words} for name, words in TAGS.items() if name in used]


def _finish(operation: dict[str, Any], method: str, path: str) -> None:
    responses = operation["responses"]
    _read_conditionally(operation, method)
    for status in _usual(operation, method, path):
        responses.setdefault(str(status), {})
    for status, response in responses.items():
        if status.isdecimal() and int(status) >= 400:
            responses[status] = {"$ref": f"#/components/responses/Problem{status}"}
        else:
            response.setdefault("headers", {})["X-Request-Id"] = REQUEST_ID
    responses["default"] = {"description": "Any other refusal, in the same form.", "content": PROBLEM}
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if body is not None and operation["operationId"] in EXAMPLES:
        body["examples"] = {"one": {"value": EXAMPLES[operation["operationId"]]}}


def _usual(operation: dict[str, Any], method: str, path: str) -> list[int]:
    """Refusals that follow from the form of an operation."""
    if not path.startswith("/v1"):
        return [500]
    usual = [401, 403, 429, 500]
    if operation.get("parameters") or "requestBody" in operation:
        usual.append(422)
    if "requestBody" in operation:
        usual += [400, 413]
        if set(operation["requestBody"]["content"]) == {"application/json"}:
            usual.append(415)
    if method in ("put", "post", "patch", "delete") and "{" in path:
        usual.append(412)
    return usual


def _read_conditionally(operation: dict[str, Any], method: str) -> None:
    told = operation["responses"].get("200", {})
    if method == "get" and any(not media.startswith("text/event-stream") for media in told.get("content", {})):
        told.setdefault("headers", {})["ETag"] = ETAG
        operation["responses"]["304"] = {"description": "What you have is still so."}
        operation.setdefault("parameters", []).append(IF_NONE_MATCH)


def _problem(status: int) -> dict[str, Any]:
    kind, words = WORDS[status]
    example = problem(kind, status, words, request_id="0af7651916cd43dd8448eb211c80319c").document()
    content = {PROBLEM_MEDIA: {**PROBLEM[PROBLEM_MEDIA], "example": example}}
    return {"description": words, "content": content, "headers": {"X-Request-Id": REQUEST_ID}}

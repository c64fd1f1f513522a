"""Web pages of other origins that may call this gateway from a browser (CORS): those that its operator names."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from fastapi import FastAPI
from songreel_chassis.errors import InvalidInput
from starlette.middleware.cors import CORSMiddleware

ASKED_AGAIN_SECONDS = 600  # how long a browser remembers what it was allowed
TOLD = (
    "etag", "location", "retry-after", "ratelimit", "ratelimit-policy", "x-request-id", "content-disposition",
    "tus-resumable", "tus-version", "tus-extension", "tus-max-size", "upload-offset", "upload-length", "upload-expires",
)  # fmt: skip
"""Headers of answers that a page may read."""
NO_ORIGIN = "SONGREEL_CORS_ORIGINS: {!r} is no origin. Write https://app.example.com, without a path, or *."


def read_origins(setting: str) -> list[str]:
    """The origins in a setting. Raises InvalidInput."""
    origins = [each.strip() for each in setting.split(",") if each.strip()]
    for origin in origins:
        parts = urlsplit(origin)
        whole = parts.scheme in ("http", "https") and parts.netloc and origin == f"{parts.scheme}://{parts.netloc}"
        if origin != "*" and not whole:
            raise InvalidInput(NO_ORIGIN.format(origin), field="cors_origins")
    return origins


def let_in(app: FastAPI, origins: Sequence[str]) -> None:
    """Has the app tell browsers that pages of these origins may call it. Keys come in headers, so cookies need not."""
    app.state.origins = frozenset(origins)
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(origins),
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=list(TOLD),
            max_age=ASKED_AGAIN_SECONDS,
        )

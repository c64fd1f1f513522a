"""The line to an engine: jobs begun, looked at, fetched and dropped; what passes is waited out, within bounds.

no answer, broken off, 408, 425, 429, 5xx     asked again, later each time, as long as the patience lasts
404 of a job                                  Lost: the engine has been started anew and remembers nothing
any other 4xx                                 said at once, in the engine's own words: asking again cannot help
"""

import contextlib
import mimetypes
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import structlog
from songreel_chassis.errors import NotConfigured, Unavailable

log = structlog.get_logger()

FIRST_PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 10.0
PASSING = (408, 425, 429)
WORDS = 300
"""Characters of an engine's refusal that are passed on."""


class Stopped(Exception):
    """Nobody wants the shot any more, or not here."""


class Lost(Exception):
    """The engine does not know the job."""


class UnfitEngine(NotConfigured):
    """The engine does not do what this service needs of it; somebody has to set it up otherwise."""


@dataclass(frozen=True)
class Job:
    """As the engine tells of it."""

    id: str
    status: str
    """queued, in_progress, completed, failed."""
    progress: int
    """0 to 100; many engines say nothing between the two."""
    error: str


@dataclass(frozen=True)
class Served:
    """Which model the engine serves."""

    model: str
    revision: str
    """Empty where it does not tell."""


class Engine:
    """One server. Its calls block; those that wait end with Stopped once `stop` is set."""

    def __init__(self, base_url: str, api_key: str, patience_seconds: float) -> None:
        self.base_url = base_url.rstrip("/")
        self._patience_seconds = patience_seconds
        keys = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        wait = httpx.Timeout(30.0, connect=5.0)
        # Directly: an engine stands beside its pods, where a machine's proxy for the outside would not find it.
        # A connection a call: a stale one would fail a job that cannot be begun twice, and nothing is left to close.
        once = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.Client(headers=keys, timeout=wait, trust_env=False, follow_redirects=True, limits=once)

    def served(self, patience_seconds: float = 0.0) -> Served:
        """The engine's first model. Raises Unavailable, or NotConfigured for a server that names none."""
        answer = self._ask("GET", "/models", patience_seconds=patience_seconds)
        try:
            first = _document(answer)["data"][0]
            return Served(str(first["id"]), str(first.get("revision") or first.get("sha") or ""))
        except (KeyError, IndexError, TypeError, AttributeError):
            raise UnfitEngine(
                f"{self.base_url}/models names no model (HTTP {answer.status_code}). SONGREEL_VIDEO_ENGINE_URL is the "
                "address of a vLLM-Omni or SGLang diffusion server, with its /v1."
            ) from None

    def submit(self, fields: Mapping[str, str], picture: Path | None, stop: threading.Event) -> Job:
        """The job that was begun. Raises UnfitEngine when the engine refuses it, Unavailable when it stays away."""
        image = (picture.name, picture.read_bytes(), _media_type(picture)) if picture else None
        # Always as a form: vLLM-Omni takes nothing else, and SGLang takes a picture no other way.
        parts = {name: (None, value) for name, value in fields.items()} | ({"input_reference": image} if image else {})
        answer = self._ask("POST", "/videos", stop, files=parts)
        if answer.status_code == 400 and image is None and "input_reference" in answer.text:
            # SGLang before 2026 reads a form only with a picture, and text alone as JSON.
            answer = self._ask("POST", "/videos", stop, json={n: _number(value) for n, value in fields.items()})
        if answer.status_code == 404:
            raise UnfitEngine(
                f"There is no {self.base_url}/videos. SONGREEL_VIDEO_ENGINE_URL is the address of a vLLM-Omni or "
                "SGLang diffusion server that serves a video model, with its /v1."
            )
        if answer.is_error:
            raise UnfitEngine(
                f"The video engine at {self.base_url} refused the shot (HTTP {answer.status_code}: {_words(answer)}). "
                "Serve a model of the family and kind that SONGREEL_VIDEO_ENGINE_FAMILY and _FOLLOWS name."
            )
        return _job(answer)

    def look(self, job_id: str, stop: threading.Event) -> Job:
        """The job as it is now. Raises Lost, Unavailable."""
        return _job(self._of_job(job_id, "", stop))

    def fetch(self, job_id: str, path: Path, stop: threading.Event) -> None:
        """The finished clip as a file, whole. Raises Lost, Unavailable."""

        def keep(response: httpx.Response) -> None:
            with path.open("wb") as file:
                for chunk in response.iter_bytes():
                    file.write(chunk)

        self._of_job(job_id, "/content", stop, keep)

    def drop(self, job_id: str) -> None:
        """Ends and forgets the job, as far as the engine can; never fails."""
        with contextlib.suppress(httpx.HTTPError):
            status = self._client.delete(f"{self.base_url}/videos/{job_id}").status_code
            log.info("engine_job_dropped", job=job_id, status=status)

    def _of_job(
        self, job_id: str, what: str, stop: threading.Event, read: Callable[[httpx.Response], None] | None = None
    ) -> httpx.Response:
        answer = self._ask("GET", f"/videos/{job_id}{what}", stop, read=read)
        if answer.status_code in (404, 410):
            raise Lost
        if answer.is_error:
            raise UnfitEngine(
                f"The video engine at {self.base_url} does not give out the clip (HTTP {answer.status_code}: "
                f"{_words(answer)}). Let it keep finished clips on its own disk."
            )
        return answer

    def _ask(
        self,
        method: str,
        path: str,
        stop: threading.Event | None = None,
        *,
        patience_seconds: float = 0.0,
        read: Callable[[httpx.Response], None] | None = None,
        **body: Any,
    ) -> httpx.Response:
        """An answer below 500, read; a good one by `read`, where it is given."""
        ends = time.monotonic() + (patience_seconds or self._patience_seconds)
        pause = FIRST_PAUSE_SECONDS
        while True:
            trouble, hint = "", 0.0
            try:
                with self._client.stream(method, f"{self.base_url}{path}", **body) as answer:
                    if read and not answer.is_error:
                        read(answer)
                        return answer
                    answer.read()
                if answer.status_code in (401, 403):
                    raise NotConfigured(
                        f"The video engine at {self.base_url} refuses the key. Set SONGREEL_VIDEO_ENGINE_API_KEY."
                    )
                if answer.status_code < 500 and answer.status_code not in PASSING and _readable(answer):
                    return answer
                trouble, hint = f"HTTP {answer.status_code}", _retry_after(answer)
            except httpx.HTTPError as error:
                trouble = type(error).__name__
            log.warning("engine_failed", method=method, url=f"{self.base_url}{path}", trouble=trouble)
            wait = hint or pause
            if time.monotonic() + wait > ends:
                raise Unavailable(
                    f"The video engine at {self.base_url} does not answer as it should ({trouble}). Start it, or give "
                    "it less to do; the shot goes on by itself when it is back.",
                    retry_after_seconds=wait,
                )
            if (stop or threading.Event()).wait(wait):
                raise Stopped
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def _document(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _readable(answer: httpx.Response) -> bool:
    """A good answer that is no JSON comes from something half-way that speaks for the engine: it passes."""
    return answer.is_error or isinstance(_document(answer), dict)


def _job(answer: httpx.Response) -> Job:
    told = _document(answer)
    error = told.get("error")
    why = error.get("message", "") if isinstance(error, dict) else error or ""
    progress = told.get("progress")
    return Job(
        id=str(told.get("id", "")),
        status=str(told.get("status", "")),
        progress=min(100, max(0, int(progress))) if isinstance(progress, (int, float)) else 0,
        error=" ".join(str(why).split())[:WORDS],
    )


def _words(answer: httpx.Response) -> str:
    told = _document(answer)
    if isinstance(told, dict):
        told = told.get("error") or told.get("detail") or told
        told = told.get("message", told) if isinstance(told, dict) else told
    return " ".join(str(told or answer.text).split())[:WORDS]


def _retry_after(answer: httpx.Response) -> float:
    hint = answer.headers.get("retry-after", "")
    return min(float(hint), LONGEST_PAUSE_SECONDS) if hint.isdigit() else 0.0


def _media_type(picture: Path) -> str:
    return mimetypes.guess_type(picture.name)[0] or "application/octet-stream"


def _number(value: str) -> int | float | str:
    for kind in (int, float):
        with contextlib.suppress(ValueError):
            return kind(value)
    return value

"""The studio films one shot at a time: found when it was filmed before, else drawn, encoded, stored, in this order.

digest ── clips/<digest>.json there? ── yes ──► the clip, at once
                 │ no
   frames ──► encoder ──► clips/<digest>.mp4 ──► clips/<digest>.json (written last: "complete")

Who stops listening stops the shot: the thread saves its state (`pauses.py`), and the next request goes on from there.
"""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

import structlog
from google.protobuf import json_format
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import Busy, Unavailable
from songreel_chassis.worker import ModelThread

from songreel_video.backends import Backend, Reading
from songreel_video.cost.forecast import Forecast
from songreel_video.encoding import encoder_name
from songreel_video.handles import head_path, with_head
from songreel_video.pauses import StoredPauses
from songreel_video.requests import check_request, clip_digest, shape_of
from songreel_video.shelves import StoredShelf
from songreel_video.take import Stopped, Take

log = structlog.get_logger()

RETRY_SECONDS = 0.5
T = TypeVar("T")


class Studio:
    """One place, one model thread."""

    def __init__(self, backend: Backend, store: ArtifactStore, encoder_threads: int, forecast: Forecast) -> None:
        self._backend = backend
        self._store = store
        self._encoder_threads = encoder_threads
        self._encoder = encoder_name(encoder_threads)
        self._thread = ModelThread("studio")
        self._filming: asyncio.Future[Any] | None = None
        self._take: Take | None = None
        self.forecast = forecast
        self.frames_per_second = 0.0

    async def film(self, request: video_pb2.FilmShotRequest) -> AsyncGenerator[video_pb2.FilmShotResponse, None]:
        """Progress, then the clip. Raises `Busy` at once when another shot is being filmed."""
        check_request(request)
        self._backend.check(with_head(request))
        digest = clip_digest(request, self._backend, self._encoder)
        if found := await self._find(digest):
            log.info("shot_found", shot=request.shot.index, digest=digest)
            yield video_pb2.FilmShotResponse(clip=found)
            return
        pauses = StoredPauses(self._store, digest, asyncio.get_running_loop())
        quoted = self.forecast.quote(shape_of(request), request.preset, None)
        take = Take(request, self._backend, self._encoder_threads, pauses, quoted)
        take.shelf = self._shelf()
        filming = self.begin(self._film_and_store(take, pauses, digest))
        self._take = take
        try:
            async for progress in take.progress(filming):
                yield video_pb2.FilmShotResponse(progress=progress)
            yield video_pb2.FilmShotResponse(clip=await filming)
        except Stopped:  # by `leave`, with its state saved: whoever asks another pod now gets all of it
            raise Unavailable("This pod is going. What it filmed of the shot is kept; another pod goes on.") from None
        finally:
            take.stop.set()  # the thread sees it within a frame; the place is free once it has ended

    def begin(self, work: Coroutine[Any, Any, T]) -> "asyncio.Future[T]":
        """Does the work in the one place. Raises `Busy` at once when that is taken."""
        if self._filming is not None and not self._filming.done():
            work.close()
            raise Busy("This pod is filming another shot. Try again soon.", retry_after_seconds=RETRY_SECONDS)
        filming = asyncio.ensure_future(work)
        filming.add_done_callback(_retrieve)
        self._filming = filming
        return filming

    def leave(self, seconds: float) -> None:
        """The pod goes: a shot that needs longer than this ends behind its next step, its state saved. Its caller is
        told only then, so that nobody goes on from an older state meanwhile."""
        if self._take and self._filming and not self._filming.done():
            eta = self._take.eta_seconds
            if not 0 <= eta <= seconds:
                log.info("shot_left", eta_seconds=round(eta, 1))
                self._take.stop.set()

    async def run(self, function: Callable[[], T]) -> T:
        """What the function returns, in the model thread; for work that has begun."""
        return await self._thread.run(function)

    def note(self, requests: Sequence[video_pb2.FilmShotRequest]) -> int:
        """Notes the words of shots to come; how many texts. They are read now, or before the next shot."""
        if not isinstance(self._backend, Reading):
            return 0
        count = self._backend.note(requests)
        if self._filming is None or self._filming.done():
            reading = asyncio.ensure_future(self._thread.run(self._backend.read_noted, self._shelf()))
            reading.add_done_callback(_retrieve)
        return count

    def _shelf(self) -> StoredShelf:
        return StoredShelf(self._store, "embeddings", asyncio.get_running_loop())

    async def close(self) -> None:
        """Ends the model thread, once the shot that was stopped last has saved its state."""
        if self._filming is not None:
            await asyncio.wait({self._filming})
        self._thread.stop()

    async def _find(self, digest: str) -> video_pb2.Clip | None:
        """The finished clip. What a lost disk or a stranger left half there is swept away, to be filmed anew."""
        about = f"artifact:clips/{digest}.json"
        document = await self._store.read_bytes(about)
        if document is None:
            return None
        with contextlib.suppress(json_format.ParseError, UnicodeDecodeError):
            clip = json_format.Parse(document, video_pb2.Clip())
            whole = (clip.clip_uri, clip.request_digest) == (f"artifact:clips/{digest}.mp4", digest)
            files = [clip.clip_uri, *([clip.head.clip_uri] if clip.HasField("head") else [])]
            if whole and all([await self._store.exists(uri) for uri in files]):
                return clip
        log.warning("damaged_clip_dropped", digest=digest)
        await self._store.delete(about)
        return None

    async def _film_and_store(self, take: Take, pauses: StoredPauses, digest: str) -> video_pb2.Clip:
        for reference in take.request.references:
            take.images[reference.image_uri] = await self._store.local_path(reference.image_uri)
        with tempfile.TemporaryDirectory(prefix="take-") as folder:
            path = Path(folder) / "clip.mp4"
            clip = await self._thread.run(take.film, path)
            clip.clip_uri, clip.request_digest = f"artifact:clips/{digest}.mp4", digest
            await self._store.put_file(clip.clip_uri, path)
            if clip.HasField("head"):
                clip.head.clip_uri = f"artifact:clips/{digest}.head.mp4"
                await self._store.put_file(clip.head.clip_uri, head_path(path))
        await self._store.put_json(f"artifact:clips/{digest}.json", json_format.MessageToJson(clip))
        await pauses.drop()
        seconds = clip.provenance.filming_seconds
        self.frames_per_second = clip.frames / seconds
        if not clip.provenance.resumed_count:  # else these seconds are of a part
            self.forecast.filmed(shape_of(take.request), take.request.preset, seconds, take.quoted)
        log.info("shot_filmed", shot=clip.shot_index, digest=digest, frames=clip.frames, seconds=round(seconds, 3))
        return clip


def _retrieve(filming: "asyncio.Future[Any]") -> None:
    """Its exception is seen here too, since the caller may have gone."""
    if not filming.cancelled():
        filming.exception()

"""The studio films one shot at a time: found when it was filmed before, else drawn, encoded, stored, in this order.

digest ── clips/<digest>.json there? ── yes ──► the clip, at once
                 │ no
   frames ──► encoder ──► clips/<digest>.mp4 ──► clips/<digest>.json (written last: "complete")
"""

import asyncio
import contextlib
import tempfile
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

import structlog
from google.protobuf import json_format
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore, file_sha256
from songreel_chassis.errors import Busy
from songreel_chassis.worker import ModelThread

from songreel_video.backends import Backend, Stage
from songreel_video.encoding import ClipEncoder, ClipFormat, encoder_name
from songreel_video.requests import check_request, clip_digest, frame_count

log = structlog.get_logger()

RETRY_SECONDS = 0.5
TELL_EVERY_SECONDS = 0.1


class Stopped(Exception):
    """The shot was given up."""


class Studio:
    """One place, one model thread."""

    def __init__(self, backend: Backend, store: ArtifactStore, encoder_threads: int) -> None:
        self._backend = backend
        self._store = store
        self._encoder_threads = encoder_threads
        self._encoder = encoder_name(encoder_threads)
        self._thread = ModelThread("studio")
        self._taken = False
        self.frames_per_second = 0.0

    async def film(self, request: video_pb2.FilmShotRequest) -> AsyncGenerator[video_pb2.FilmShotResponse, None]:
        """Progress, then the clip. Raises `Busy` at once when another shot is being filmed."""
        check_request(request)
        digest = clip_digest(request, self._backend, self._encoder)
        if found := await self._find(digest):
            log.info("shot_found", shot=request.shot.index, digest=digest)
            yield video_pb2.FilmShotResponse(clip=found)
            return
        if self._taken:
            raise Busy("This pod is filming another shot. Try again soon.", retry_after_seconds=RETRY_SECONDS)
        self._taken = True
        take = Take(request, self._backend, self._encoder_threads)
        filming = asyncio.ensure_future(self._film_and_store(take, digest))
        filming.add_done_callback(self._free)
        try:
            async for progress in take.progress(filming):
                yield video_pb2.FilmShotResponse(progress=progress)
            yield video_pb2.FilmShotResponse(clip=await filming)
        finally:
            take.stop.set()  # the thread sees it within a frame; the place is free once it has ended

    def close(self) -> None:
        """Ends the model thread."""
        self._thread.stop()

    def _free(self, filming: "asyncio.Future[video_pb2.Clip]") -> None:
        self._taken = False
        if not filming.cancelled():
            filming.exception()  # retrieved here too, since the caller may have gone

    async def _find(self, digest: str) -> video_pb2.Clip | None:
        """The finished clip. What a lost disk or a stranger left half there is swept away, to be filmed anew."""
        about = f"artifact:clips/{digest}.json"
        document = await self._store.read_bytes(about)
        if document is None:
            return None
        with contextlib.suppress(json_format.ParseError, UnicodeDecodeError):
            clip = json_format.Parse(document, video_pb2.Clip())
            whole = (clip.clip_uri, clip.request_digest) == (f"artifact:clips/{digest}.mp4", digest)
            if whole and await self._store.exists(clip.clip_uri):
                return clip
        log.warning("damaged_clip_dropped", digest=digest)
        await self._store.delete(about)
        return None

    async def _film_and_store(self, take: "Take", digest: str) -> video_pb2.Clip:
        with tempfile.TemporaryDirectory(prefix="take-") as folder:
            path = Path(folder) / "clip.mp4"
            clip = await self._thread.run(take.film, path)
            clip.clip_uri, clip.request_digest = f"artifact:clips/{digest}.mp4", digest
            await self._store.put_file(clip.clip_uri, path)
        await self._store.put_json(f"artifact:clips/{digest}.json", json_format.MessageToJson(clip))
        seconds = clip.provenance.filming_seconds
        self.frames_per_second = clip.frames / seconds
        log.info("shot_filmed", shot=clip.shot_index, digest=digest, frames=clip.frames, seconds=round(seconds, 3))
        return clip


class Take:
    """One filming of a shot: `film` in the model thread, `progress` on the event loop."""

    def __init__(self, request: video_pb2.FilmShotRequest, backend: Backend, encoder_threads: int) -> None:
        self.stop = threading.Event()
        self._request = request
        self._backend = backend
        self._encoder_threads = encoder_threads
        self._started = time.monotonic()
        self._latest = video_pb2.FilmingProgress(stage=video_pb2.FILMING_STAGE_QUEUED, eta_seconds=-1)

    def film(self, path: Path) -> video_pb2.Clip:
        """The clip, coded in the file; without its URI and digest."""
        request, frames = self._request, frame_count(self._request)
        clip = ClipFormat(
            request.size.width_pixels,
            request.size.height_pixels,
            request.rate.numerator,
            request.rate.denominator,
            frames,
            self._backend.pixels,
        )
        with ClipEncoder(path, clip, self._encoder_threads) as encoder:
            for frame in self._backend.film(request, self._note, self.stop):
                encoder.write(frame)
                if self.stop.is_set():
                    raise Stopped
            self._note(video_pb2.FILMING_STAGE_ENCODING, 0, 1)
            encoder.finish()
        provenance = self._backend.provenance(request)
        provenance.filming_seconds = max(time.monotonic() - self._started, 1e-3)
        return video_pb2.Clip(
            shot_index=request.timing.index,
            frames=frames,
            rate=request.rate,
            size=request.size,
            sha256=file_sha256(path),
            provenance=provenance,
        )

    def rehearse(self) -> None:
        """Films without keeping anything: loads code and caches, and proves that backend and encoder work here."""
        with tempfile.TemporaryDirectory(prefix="take-") as folder:
            self.film(Path(folder) / "clip.mp4")

    async def progress(self, filming: "asyncio.Future[video_pb2.Clip]") -> AsyncIterator[video_pb2.FilmingProgress]:
        """What the thread noted last, whenever it changed, until filming ends."""
        told = None
        while not filming.done():
            if told is not self._latest:
                told = self._latest
                yield told
            await asyncio.wait({filming}, timeout=TELL_EVERY_SECONDS)

    def _note(self, stage: Stage, done_count: int, total_count: int) -> None:
        spent = time.monotonic() - self._started
        eta = spent * (total_count - done_count) / done_count if done_count else -1.0
        self._latest = video_pb2.FilmingProgress(
            stage=stage, done_count=done_count, total_count=total_count, eta_seconds=eta
        )

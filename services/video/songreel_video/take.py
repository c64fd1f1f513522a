"""One filming of a shot: drawn or generated in the model thread, encoded, measured; its progress told on the way."""

import asyncio
import tempfile
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path

from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import file_sha256

from songreel_video.backends import Backend, Desk, Stage
from songreel_video.cost.forecast import Quote
from songreel_video.encoding import ClipFormat
from songreel_video.handles import HeadedEncoder, handle, with_head
from songreel_video.pauses import NoPauses, Pauses
from songreel_video.requests import frame_count
from songreel_video.shelves import NoShelf, Shelf

TELL_EVERY_SECONDS = 0.1


class Stopped(Exception):
    """The shot was given up."""


class Take:
    """One filming of a shot: `film` in the model thread, `progress` on the event loop."""

    def __init__(
        self,
        request: video_pb2.FilmShotRequest,
        backend: Backend,
        encoder_threads: int,
        pauses: Pauses | None = None,
        quoted: Quote | None = None,
    ) -> None:
        self.stop = threading.Event()
        self.images: dict[str, Path] = {}
        """The request's reference images by URI; to be there before `film`."""
        self.shelf: Shelf = NoShelf()
        self._pauses = pauses or NoPauses()
        self.request = request
        self._backend = backend
        self._encoder_threads = encoder_threads
        self.quoted = quoted
        """What the shot was to take, before it was begun."""
        self._started = time.monotonic()
        self._stage: tuple[Stage, int, float] | None = None
        """The stage, how much of it was done when it was first heard of, and when that was."""
        self._latest = video_pb2.FilmingProgress(
            stage=video_pb2.FILMING_STAGE_QUEUED, eta_seconds=quoted.seconds.total if quoted else -1
        )

    def film(self, path: Path) -> video_pb2.Clip:
        """The clip, coded in the file, and its head beside it; without URIs and digest."""
        request, frames = self.request, frame_count(self.request)
        clip = ClipFormat(
            request.size.width_pixels,
            request.size.height_pixels,
            request.rate.numerator,
            request.rate.denominator,
            frames,
            self._backend.pixels,
        )
        desk = Desk(self._note, self.stop, self._pauses, self.images, self.shelf)
        with HeadedEncoder(path, clip, request.head_frames, self._encoder_threads) as encoder:
            for frame in self._backend.film(with_head(request), desk):
                encoder.write(frame)
                if self.stop.is_set():
                    break
            if self.stop.is_set():
                raise Stopped
            self._note(video_pb2.FILMING_STAGE_ENCODING, 0, 1)
            encoder.finish()
        provenance = self._backend.provenance(request)
        provenance.references.extend(request.references)
        provenance.resumed_count = self._pauses.resumed_count
        provenance.filming_seconds = max(time.monotonic() - self._started, 1e-3)
        return video_pb2.Clip(
            shot_index=request.timing.index,
            frames=frames,
            rate=request.rate,
            size=request.size,
            sha256=file_sha256(path),
            provenance=provenance,
            head=handle(path, request.head_frames),
        )

    @property
    def eta_seconds(self) -> float:
        """Until the clip is there, as it was told last; negative while nobody knows."""
        return self._latest.eta_seconds

    def rehearse(self) -> None:
        """Films without keeping anything: loads code and caches, and proves that backend and encoder work here."""
        with tempfile.TemporaryDirectory(prefix="take-") as folder:
            for reference in self.request.references:
                self.images[reference.image_uri] = grey = Path(folder) / "grey.ppm"
                grey.write_bytes(b"P6 16 16 255\n" + bytes([128]) * 16 * 16 * 3)
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
        now = time.monotonic()
        if self._stage is None or self._stage[0] != stage:
            self._stage = (stage, done_count, now)
        _, begun_with, since = self._stage  # a resumed shot begins in the middle
        done = done_count - begun_with
        step = (now - since) / done if done > 0 else -1.0
        eta = self._eta(stage, step, total_count - done_count, total_count)
        self._latest = video_pb2.FilmingProgress(
            stage=stage,
            done_count=done_count,
            total_count=total_count,
            eta_seconds=eta,
            seconds_per_step=max(0.0, step),
        )

    def _eta(self, stage: Stage, step: float, left: int, total: int) -> float:
        """Seconds until the clip is there: by the steps of this shot once there are two, else as quoted."""
        filming = stage == video_pb2.FILMING_STAGE_FILMING
        if self.quoted is None or stage == video_pb2.FILMING_STAGE_ENCODING:
            return step * left if step >= 0 else -1.0
        seconds = self.quoted.seconds
        if not filming:
            return seconds.total
        return (step if step >= 0 else seconds.denoise / max(1, total)) * left + seconds.after

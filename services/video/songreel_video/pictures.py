"""Pictures by the model that films: what a character looks like, or the frame that a shot begins with.

A picture is a shot of one frame, so it is found, stopped and gone on with as a shot is.

digest ── pictures/<digest>.json there? ── yes ──► the picture, at once
                 │ no
     one frame ──► PNG ──► pictures/<digest>.png ──► pictures/<digest>.json (written last: "complete")
"""

import asyncio
import hashlib
import threading
import time
from pathlib import Path

import av
import grpc
import structlog
from google.protobuf import json_format
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore, request_digest
from songreel_chassis.errors import ServiceError

from songreel_video.backends import Backend, Desk
from songreel_video.encoding import Frame
from songreel_video.pauses import StoredPauses
from songreel_video.requests import check_request
from songreel_video.studio import Studio

log = structlog.get_logger()

FORMAT = "png rgb24 1"
"""Part of every picture's digest."""


class NoPictures(ServiceError):
    """The backend makes none."""

    status = grpc.StatusCode.UNIMPLEMENTED


class PictureFailed(ServiceError):
    """The backend gave no frame."""


class Pictures:
    """Made in the studio's one place, by its one thread."""

    def __init__(self, backend: Backend, store: ArtifactStore, studio: Studio) -> None:
        self._backend = backend
        self._store = store
        self._studio = studio

    async def make(self, request: video_pb2.MakePictureRequest) -> video_pb2.MakePictureResponse:
        """The picture. Raises `Busy` at once when the place is taken, InvalidInput, and NoPictures."""
        about = self._backend.describe()
        if not about.makes_pictures:
            raise NoPictures(
                f"The {about.backend} backend makes no pictures. Ask a pod whose DescribeBackend says that it does."
            )
        shot = as_shot(request, about.rate)
        check_request(shot)
        self._backend.check(shot)
        decisive = request.SerializeToString(deterministic=True)
        digest = request_digest(FORMAT, self._backend.name, self._backend.version, decisive)
        if found := await self._find(digest):
            return found
        stop = threading.Event()
        making = self._studio.begin(self._make_and_store(shot, digest, stop))
        try:
            return await asyncio.shield(making)
        finally:
            stop.set()

    async def _find(self, digest: str) -> video_pb2.MakePictureResponse | None:
        document = await self._store.read_bytes(f"artifact:pictures/{digest}.json")
        if document is None:
            return None
        try:
            found = json_format.Parse(document, video_pb2.MakePictureResponse())
        except (json_format.ParseError, UnicodeDecodeError):
            found = video_pb2.MakePictureResponse()
        if found.request_digest == digest and await self._store.exists(found.image_uri):
            return found
        log.warning("damaged_picture_dropped", digest=digest)
        await self._store.delete(f"artifact:pictures/{digest}.json")
        return None

    async def _make_and_store(
        self, shot: video_pb2.FilmShotRequest, digest: str, stop: threading.Event
    ) -> video_pb2.MakePictureResponse:
        images: dict[str, Path] = {}
        for reference in shot.references:
            images[reference.image_uri] = await self._store.local_path(reference.image_uri)
        pauses = StoredPauses(self._store, digest, asyncio.get_running_loop())
        desk = Desk(lambda *_: None, stop, pauses, images)
        begun = time.monotonic()
        frame = await self._studio.run(lambda: next(iter(self._backend.film(shot, desk)), None))
        if frame is None:
            raise PictureFailed(
                "The picture was given up before it was there. Ask for it again; it goes on from there."
            )
        data = png(frame)
        uri = f"artifact:pictures/{digest}.png"
        await self._store.replace_bytes(uri, data)
        provenance = self._backend.provenance(shot)
        provenance.references.extend(shot.references)
        provenance.resumed_count = pauses.resumed_count
        provenance.filming_seconds = max(time.monotonic() - begun, 1e-3)
        made = video_pb2.MakePictureResponse(
            image_uri=uri,
            size=shot.size,
            sha256=hashlib.sha256(data).hexdigest(),
            request_digest=digest,
            provenance=provenance,
        )
        await self._store.put_json(f"artifact:pictures/{digest}.json", json_format.MessageToJson(made))
        await pauses.drop()
        log.info("picture_made", digest=digest, seconds=round(provenance.filming_seconds, 3))
        return made


def as_shot(request: video_pb2.MakePictureRequest, rate: audio_pb2.FrameRate) -> video_pb2.FilmShotRequest:
    """The shot of one frame that is the picture."""
    return video_pb2.FilmShotRequest(
        shot=script_pb2.Shot(prompt=request.prompt),
        timing=audio_pb2.TimedShot(end_frame=1),
        rate=rate,
        look=request.look,
        preset=request.preset,
        seed=request.seed,
        size=request.size,
        references=request.references,
    )


def png(frame: Frame) -> bytes:
    """A frame, (height, width, 3) uint8, as a file."""
    height, width = frame.shape[:2]
    coder = av.CodecContext.create("png", "w")
    coder.width, coder.height, coder.pix_fmt = width, height, "rgb24"
    packets = [*coder.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")), *coder.encode(None)]
    return b"".join(bytes(packet) for packet in packets)

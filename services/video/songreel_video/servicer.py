"""VideoService over gRPC."""

import time
from contextlib import aclosing
from typing import Any, TypeAlias

import grpc
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import InvalidInput, Unavailable
from songreel_chassis.server import Service
from songreel_chassis.worker import ModelThread

from songreel_video.backends import Backend, load_backend
from songreel_video.cost.devices import find_device
from songreel_video.cost.forecast import Forecast
from songreel_video.cost.quoting import MOST_SHOTS, quote_shots
from songreel_video.pictures import Pictures
from songreel_video.requests import shape_of
from songreel_video.settings import VideoSettings
from songreel_video.studio import Studio
from songreel_video.take import Take

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class VideoServicer(video_pb2_grpc.VideoServiceServicer):
    """One backend, one studio."""

    def __init__(self, settings: VideoSettings) -> None:
        self._settings = settings
        self._store = ArtifactStore(settings.artifacts_url, settings.cache_folder)
        self._backend: Backend | None = None
        self._studio: Studio | None = None

    async def warm_up(self) -> None:
        """Loads the backend and draws a short take that nobody keeps."""
        loading = ModelThread("loading")
        self._backend = await loading.run(load_backend, self._settings)
        request = warm_up_request(self._backend)
        forecast = Forecast(self._backend, find_device(getattr(self._backend, "device", "")))
        take = Take(request, self._backend, self._settings.encoder_threads)
        await loading.run(take.rehearse)
        if forecast.device is None:
            begun = time.monotonic()  # the first take loads code and fills caches, so a second one is timed
            await loading.run(Take(request, self._backend, self._settings.encoder_threads).rehearse)
            forecast.rehearsed(shape_of(request), request.preset, time.monotonic() - begun)
        loading.stop()
        self._studio = Studio(self._backend, self._store, self._settings.encoder_threads, forecast)

    def stopping(self) -> None:
        """Ends a shot that cannot be filmed within the drain time."""
        if self._studio:
            self._studio.leave(self._settings.drain_seconds)

    async def close(self) -> None:
        """Gives the model thread back."""
        if self._studio:
            await self._studio.close()

    async def FilmShot(self, request: video_pb2.FilmShotRequest, context: Context) -> None:  # type: ignore[override]  # noqa: N802  # a coroutine that writes
        """Streams progress, then the clip."""
        studio, _ = self._ready()
        async with aclosing(studio.film(request)) as parts:
            async for part in parts:
                await context.write(part)

    async def MakePicture(  # noqa: N802  gRPC's name
        self, request: video_pb2.MakePictureRequest, context: Context
    ) -> video_pb2.MakePictureResponse:
        """A character's picture, or a keyframe."""
        studio, backend = self._ready()
        return await Pictures(backend, self._store, studio).make(request)

    async def DescribeBackend(  # noqa: N802  gRPC's name
        self, request: video_pb2.DescribeBackendRequest, context: Context
    ) -> video_pb2.DescribeBackendResponse:
        """What can be filmed here."""
        studio, backend = self._ready()
        answer = backend.describe()
        answer.frames_per_second = studio.frames_per_second
        return answer

    async def QuoteShots(  # noqa: N802  gRPC's name
        self, request: video_pb2.QuoteShotsRequest, context: Context
    ) -> video_pb2.QuoteShotsResponse:
        """What shots would cost, here or on another device."""
        studio, backend = self._ready()
        return quote_shots(request, backend.describe(), studio.forecast)

    async def EncodePrompts(  # noqa: N802  gRPC's name
        self, request: video_pb2.EncodePromptsRequest, context: Context
    ) -> video_pb2.EncodePromptsResponse:
        """Words of shots to come, for the text encoder."""
        studio, _ = self._ready()
        if len(request.shots) > MOST_SHOTS:
            raise InvalidInput(f"{MOST_SHOTS} shots can be noted at once, not more.", field="shots")
        return video_pb2.EncodePromptsResponse(noted_count=studio.note(request.shots))

    def _ready(self) -> tuple[Studio, Backend]:
        if self._studio is None or self._backend is None:
            raise Unavailable("The video service is still warming up. Ask again soon.", retry_after_seconds=2)
        return self._studio, self._backend


def warm_up_request(backend: Backend) -> video_pb2.FilmShotRequest:
    """Half a second of a small picture, from a keyframe where the backend needs one."""
    about = backend.describe()
    keyframe = video_pb2.Reference(kind=video_pb2.REFERENCE_KIND_KEYFRAME, image_uri="rehearsal")
    needs_keyframe = keyframe.kind in about.reference_kinds
    return video_pb2.FilmShotRequest(
        shot=script_pb2.Shot(sentence="a lighthouse on a cliff at dusk, a keeper looks out to sea"),
        timing=audio_pb2.TimedShot(start_frame=0, end_frame=12),
        rate=about.rate,
        size=video_pb2.FrameSize(width_pixels=256, height_pixels=128),
        references=[keyframe] if needs_keyframe else [],
    )


def build(settings: VideoSettings) -> Service:
    """The service as the chassis runs it."""
    servicer = VideoServicer(settings)
    return Service(
        name="songreel.video.v1.VideoService",
        register=lambda server: video_pb2_grpc.add_VideoServiceServicer_to_server(servicer, server),
        warm_up=servicer.warm_up,
        close=servicer.close,
        stopping=servicer.stopping,
    )

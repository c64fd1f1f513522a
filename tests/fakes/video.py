"""Clips of plain bytes."""

import asyncio

from google.protobuf import json_format
from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.artifacts import request_digest
from songreel_chassis.errors import Busy, InvalidInput

from tests.fakes.ways import POISON, RATE, Context, Ways

DRAWING = ("fake", "animatic")
FOLLOWS = {
    "wan_i2v": [video_pb2.REFERENCE_KIND_KEYFRAME, video_pb2.REFERENCE_KIND_LAST_FRAME],
    "wan_vace": [video_pb2.REFERENCE_KIND_CHARACTER, video_pb2.REFERENCE_KIND_PLACE],
}
SIZES = [(854, 480), (480, 854), (480, 480), (1280, 720), (1920, 1080)]


class Video(video_pb2_grpc.VideoServiceServicer):
    """One shot at a time; a finished clip is found by the request's digest."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways
        self.filming = asyncio.Lock()

    async def DescribeBackend(  # noqa: N802
        self, request: video_pb2.DescribeBackendRequest, context: Context
    ) -> video_pb2.DescribeBackendResponse:
        self.ways.note("described", by=self.ways.backend)
        sizes = [video_pb2.FrameSize(width_pixels=width, height_pixels=height) for width, height in SIZES]
        rate = audio_pb2.FrameRate(numerator=RATE, denominator=1)
        return video_pb2.DescribeBackendResponse(
            backend=self.ways.backend,
            rate=rate,
            sizes=sizes,
            animatic=self.ways.backend in DRAWING,
            reference_kinds=FOLLOWS.get(self.ways.backend),
            makes_pictures=self.ways.backend in ("wan", "wan_vace"),
        )

    async def MakePicture(  # noqa: N802
        self, request: video_pb2.MakePictureRequest, context: Context
    ) -> video_pb2.MakePictureResponse:
        digest = request_digest(request.SerializeToString(deterministic=True))
        uri = f"artifact:pictures/{digest}.png"
        if self.filming.locked():
            raise Busy("Filming another shot.", retry_after_seconds=0.1)
        async with self.filming:
            await asyncio.sleep(self.ways.shot_seconds)
            if await self.ways.store().put_bytes(uri, b"picture"):
                self.ways.note("pictured", by=self.ways.backend, prompt=request.prompt, uri=uri, seed=request.seed)
        return video_pb2.MakePictureResponse(image_uri=uri, request_digest=digest)

    async def EncodePrompts(  # noqa: N802
        self, request: video_pb2.EncodePromptsRequest, context: Context
    ) -> video_pb2.EncodePromptsResponse:
        self.ways.note("announced", shots=[shot.shot.index for shot in request.shots])
        return video_pb2.EncodePromptsResponse(noted_count=len(request.shots))

    async def QuoteShots(  # noqa: N802
        self, request: video_pb2.QuoteShotsRequest, context: Context
    ) -> video_pb2.QuoteShotsResponse:
        seconds = [frames / RATE for frames in request.frame_counts]
        quotes = [video_pb2.ShotQuote(seconds=each, gpu_seconds=each * self.ways.gpu_factor) for each in seconds]
        return video_pb2.QuoteShotsResponse(
            quotes=quotes, device="fake", basis=video_pb2.QUOTE_BASIS_ASSUMED, relative_error=-1
        )

    async def FilmShot(self, request: video_pb2.FilmShotRequest, context: Context) -> None:  # type: ignore[override]  # noqa: N802  # a coroutine that writes
        digest = request_digest(request.SerializeToString(deterministic=True))
        store, sidecar = self.ways.store(), f"artifact:clips/{digest}.json"
        found = await store.read_text(sidecar)
        if found is None:
            if self.filming.locked():
                raise Busy("Filming another shot.", retry_after_seconds=0.1)
            async with self.filming:
                found = await self._film(request, digest, context)
            await store.put_bytes(f"artifact:clips/{digest}.mp4", f"clip {request.shot.index}".encode())
            if await store.put_json(sidecar, found):
                follows = [(each.kind, each.image_uri, each.character_id) for each in request.references]
                self.ways.note(
                    "finished",
                    shot=request.shot.index,
                    digest=digest,
                    seed=request.seed,
                    by=self.ways.backend,
                    follows=follows,
                )
            else:
                self.ways.note("finished_again", shot=request.shot.index, digest=digest)
        await context.write(video_pb2.FilmShotResponse(clip=json_format.Parse(found, video_pb2.Clip())))

    async def _film(self, request: video_pb2.FilmShotRequest, digest: str, context: Context) -> str:
        self.ways.note("started", shot=request.shot.index, digest=digest, seed=request.seed, prompt=request.shot.prompt)
        if POISON in request.shot.sentence and self.ways.backend != "animatic":
            raise InvalidInput("The shot cannot be filmed. Change its words.", field="shot.sentence")
        frames = request.timing.end_frame - request.timing.start_frame
        try:
            for done in range(0, frames, 4):
                step = video_pb2.FilmingProgress(
                    stage=video_pb2.FILMING_STAGE_FILMING, done_count=done, total_count=frames, eta_seconds=1.0
                )
                await context.write(video_pb2.FilmShotResponse(progress=step))
                await asyncio.sleep(self.ways.shot_seconds * 4 / frames)
        except asyncio.CancelledError:
            self.ways.note("stopped", shot=request.shot.index, digest=digest)
            raise
        clip = video_pb2.Clip(
            clip_uri=f"artifact:clips/{digest}.mp4",
            shot_index=request.shot.index,
            frames=frames,
            rate=request.rate,
            size=request.size,
            request_digest=digest,
        )
        clip.provenance.animatic = self.ways.backend in DRAWING
        clip.provenance.device = "fake"
        clip.provenance.filming_seconds = frames / RATE * (self.ways.gpu_factor or 1.0) * self.ways.gpu_overrun
        clip.provenance.gpu_count = int(self.ways.gpu_factor > 0)
        return json_format.MessageToJson(clip)

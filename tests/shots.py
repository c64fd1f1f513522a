"""Small, short shots: a video service to film them, requests for them, and clips measured from their files."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import av
import grpc
import numpy as np
import pytest
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.errors import RemoteError, read_rpc_error
from songreel_video.servicer import build
from songreel_video.settings import VideoSettings

from tests.processes import served

Stub: TypeAlias = "video_pb2_grpc.VideoServiceAsyncStub"


def settings_of(folder: Path, **fields: Any) -> VideoSettings:
    """Settings of a service that keeps everything under the folder."""
    return VideoSettings(artifacts_url=f"file://{folder}/artifacts", cache_folder=folder / "cache", **fields)


@asynccontextmanager
async def filming(folder: Path, **fields: Any) -> AsyncIterator[Stub]:
    """A warmed-up service that keeps its clips in the folder; `fields` are settings."""
    service = build(settings_of(folder, **fields))
    await service.warm_up()
    async with served(service.register) as channel:
        yield video_pb2_grpc.VideoServiceStub(channel)
    await service.close()


async def film(video: Stub, request: video_pb2.FilmShotRequest) -> list[video_pb2.FilmShotResponse]:
    """The whole stream."""
    return [part async for part in video.FilmShot(request)]


async def clip_of(video: Stub, request: video_pb2.FilmShotRequest) -> video_pb2.Clip:
    """What the stream ends with."""
    return (await film(video, request))[-1].clip


async def refused(
    video: Stub, request: video_pb2.FilmShotRequest, deadline_seconds: float | None = None
) -> RemoteError:
    """The error that a request which must fail comes back with."""
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        async for _ in video.FilmShot(request, timeout=deadline_seconds):
            pass
    return read_rpc_error(caught.value)


def shot_request(frames: int = 12, width: int = 96, height: int = 54, sentence: str = "") -> video_pb2.FilmShotRequest:
    """A woman walks on a bridge by night; a beat each half second, energy that rises."""
    return video_pb2.FilmShotRequest(
        shot=script_pb2.Shot(
            index=3, sentence=sentence or "A woman walks over a bridge at night in the rain.", action="walks",
            framing=script_pb2.FRAMING_WIDE, camera=script_pb2.CAMERA_MOVE_PUSH_IN,
        ),
        timing=audio_pb2.TimedShot(
            index=3, start_frame=100, end_frame=100 + frames,
            music=audio_pb2.ShotMusic(
                energy=[number / max(1, frames) for number in range(frames)],
                beat_frames=range(0, frames, 12), bpm=120.0,
            ),
        ),
        rate=audio_pb2.FrameRate(numerator=24, denominator=1),
        look=script_pb2.Look(palette=["#101020", "#304070", "#c05030", "#f0c060"]),
        characters=[script_pb2.Character(id="ada", description="a woman in a red coat")],
        seed=7,
        size=video_pb2.FrameSize(width_pixels=width, height_pixels=height),
    )  # fmt: skip


@dataclass(frozen=True)
class Coded:
    """What is in a clip, by its packets and its pictures."""

    opens_with_keyframe: bool
    steps: frozenset[int]
    """Distances between neighbouring pictures, in frames of its rate times 1000."""
    pictures: np.ndarray
    """(frames, height, width, 3) red, green, blue."""
    rate: str
    colour: tuple[int, int, int, int]
    """Primaries, transfer, matrix and range as H.273 numbers them; range 1 is limited."""
    pixels: str


def decode(path: Path) -> Coded:
    """Everything decoded."""
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        packets = [packet for packet in file.demux(stream) if packet.size]
        assert stream.average_rate is not None
        assert stream.time_base is not None
        ticks = [int(1000 * (packet.pts or 0) * stream.time_base * stream.average_rate) for packet in packets]
        context = stream.codec_context
        numbers = (context.color_primaries, context.color_trc, context.colorspace, context.color_range)
        primaries, transfer, matrix, limits = map(int, numbers)
        first, rate, pixels = packets[0].is_keyframe, str(stream.average_rate), str(context.pix_fmt)
    with av.open(str(path)) as file:
        pictures = np.stack([frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)])
    steps = frozenset(np.diff(sorted(ticks)).tolist())
    return Coded(first, steps, pictures, rate, (primaries, transfer, matrix, limits), pixels)

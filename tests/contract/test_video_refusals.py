"""What cannot be filmed is refused with its field's name; what fails is said clearly and leaves the place free."""

import asyncio
import json
import os
import resource
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.channels import open_channel
from songreel_chassis.server import Service, serve
from songreel_video.servicer import build
from songreel_video.settings import VideoSettings

from tests.shots import Stub, clip_of, decode, filming, refused, settings_of, shot_request

Change = Callable[[video_pb2.FilmShotRequest], object]


@pytest.fixture
async def video(tmp_path: Path) -> AsyncIterator[Stub]:
    async with filming(tmp_path) as stub:
        yield stub


def sets(path: str, value: Any) -> Change:
    """Sets the field at the dotted path."""

    def change(request: video_pb2.FilmShotRequest) -> None:
        *parents, name = path.split(".")
        message: Any = request
        for parent in parents:
            message = getattr(message, parent)
        if isinstance(value, list):
            del getattr(message, name)[:]
            getattr(message, name).extend(value)
        else:
            setattr(message, name, value)

    return change


NAN, INFINITE = float("nan"), float("inf")
IMPOSSIBLE: list[tuple[str, Change]] = [
    ("timing", sets("timing.end_frame", 100)),
    ("timing", sets("timing.end_frame", 99)),
    ("timing", sets("timing.start_frame", -1)),
    ("timing", sets("timing.end_frame", 2**31 - 1)),
    ("timing", lambda request: request.ClearField("timing")),
    ("rate", lambda request: request.ClearField("rate")),
    ("rate", sets("rate.numerator", 0)),
    ("rate", sets("rate.denominator", 0)),
    ("rate", sets("rate.denominator", -1)),
    ("rate", sets("rate.numerator", 2**31 - 1)),
    ("rate", sets("rate.numerator", 241)),
    ("rate", sets("rate.denominator", 25)),
    ("size", lambda request: request.ClearField("size")),
    ("size", sets("size.width_pixels", 97)),
    ("size", sets("size.height_pixels", 53)),
    ("size", sets("size.height_pixels", 14)),
    ("size", sets("size.width_pixels", 4098)),
    ("size", sets("size.width_pixels", -96)),
    ("size", sets("size.width_pixels", 136)),
    ("timing.music.energy", sets("timing.music.energy", [0.5] * 11)),
    ("timing.music.energy", sets("timing.music.energy", [NAN] * 12)),
    ("timing.music.onset", sets("timing.music.onset", [0.5] * 13)),
    ("timing.music.onset", sets("timing.music.onset", [INFINITE] * 12)),
    ("timing.music.vocal", sets("timing.music.vocal", [0.5])),
    ("timing.music.vocal", sets("timing.music.vocal", [-0.1] * 12)),
    ("timing.music.beat_frames", sets("timing.music.beat_frames", [0, 12])),
    ("timing.music.downbeat_frames", sets("timing.music.downbeat_frames", [-1])),
    ("timing.music.bpm", sets("timing.music.bpm", NAN)),
    ("timing.music.bpm", sets("timing.music.bpm", -120.0)),
    ("timing.music.bpm", sets("timing.music.bpm", 1e9)),
]


async def test_what_can_never_be_filmed_names_its_field(video: Stub, tmp_path: Path) -> None:
    """INVALID_ARGUMENT with the field in BadRequest, and nothing is kept."""
    for number, (field, change) in enumerate(IMPOSSIBLE):
        request = shot_request()
        change(request)
        remote = await refused(video, request)
        assert (remote.status, remote.field) == (grpc.StatusCode.INVALID_ARGUMENT, field), IMPOSSIBLE[number]
        assert len(remote.message) > 20
    assert not list((tmp_path / "artifacts").rglob("*.*"))


ODD: dict[str, Change] = {
    "a framing from the future": sets("shot.framing", 99),
    "moves and moods from the future": lambda request: request.shot.MergeFrom(
        script_pb2.Shot(camera=99, mood=99, transition=99)  # type: ignore[arg-type]  # any number is one
    ),
    "no words": lambda request: request.ClearField("shot"),
    "words of another alphabet": sets("shot.sentence", "Она идёт по мосту. 橋の上 🌉"),
    "control characters": sets("shot.place", "\0\x1b[31m\u202ebridge\n"),
    "no music": lambda request: request.timing.ClearField("music"),
    "the same beat again and again": sets("timing.music.beat_frames", [5] * 40),
    "palette of nonsense": sets("look.palette", ["", "red", "#-0fffff", "#12345", "#xyzxyz", "٠٠٠٠٠٠"]),
    "the greatest seed and index": lambda request: (
        sets("seed", 2**64 - 1)(request),
        sets("shot.index", 2**31 - 1)(request),
    ),
    "a crowd": lambda request: request.characters.extend([request.characters[0]] * 500),
    "the widest picture": lambda request: (
        sets("size.width_pixels", 40)(request),
        sets("size.height_pixels", 16)(request),
    ),
}


@pytest.mark.parametrize("name", ODD)
async def test_what_is_odd_is_filmed_all_the_same(video: Stub, tmp_path: Path, name: str) -> None:
    """Whatever a language model or a person wrote, the clip has its frames."""
    request = shot_request()
    ODD[name](request)
    clip = await clip_of(video, request)
    path = tmp_path / "artifacts" / clip.clip_uri.removeprefix("artifact:")
    assert decode(path).pictures.shape == (12, request.size.height_pixels, request.size.width_pixels, 3)


def _lose_clip(clip: Path, about: Path) -> None:
    clip.unlink()


def _truncate(clip: Path, about: Path) -> None:
    about.write_bytes(about.read_bytes()[:-20])


def _empty(clip: Path, about: Path) -> None:
    about.write_bytes(b"")


def _garble(clip: Path, about: Path) -> None:
    about.write_bytes(b"\xff\xfe\0")


def _other_document(clip: Path, about: Path) -> None:
    about.write_text("[1]")


def _other_clip(clip: Path, about: Path) -> None:
    document = json.loads(about.read_text())
    document["clipUri"] = f"artifact:songs/{'0' * 64}.mp3"
    about.write_text(json.dumps(document))


@pytest.mark.parametrize(
    "damage", [_lose_clip, _truncate, _empty, _garble, _other_document, _other_clip], ids=lambda d: d.__name__[1:]
)
async def test_a_damaged_store_is_filmed_over(
    video: Stub, tmp_path: Path, damage: Callable[[Path, Path], None]
) -> None:
    """The clip is whole again after one request, and found by the next."""
    first = await clip_of(video, shot_request())
    path = tmp_path / "artifacts" / "clips" / f"{first.request_digest}.mp4"
    damage(path, path.with_suffix(".json"))
    parts = [part async for part in video.FilmShot(shot_request())]
    assert len(parts) > 1
    assert parts[-1].clip.sha256 == first.sha256
    assert len(decode(path).pictures) == 12
    assert [part async for part in video.FilmShot(shot_request())] == parts[-1:]


async def test_a_store_that_takes_nothing_is_a_clear_error(video: Stub, tmp_path: Path) -> None:
    """UNAVAILABLE with the artifact's name; when the store is well again, so is the service."""
    block = tmp_path / "artifacts" / "clips"
    block.write_text("a file where a folder belongs")
    remote = await refused(video, shot_request())
    assert remote.status == grpc.StatusCode.UNAVAILABLE
    assert "artifact" in remote.message
    block.unlink()
    assert (await clip_of(video, shot_request())).frames == 12


@contextmanager
def file_limit(size_bytes: int) -> Iterator[None]:
    """No file of this process or its children grows larger."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_an_encoder_that_dies_is_a_clear_error(video: Stub, tmp_path: Path) -> None:
    """The message says what stopped it and what to do; nothing is kept and the next shot is filmed."""
    request = shot_request(frames=48, width=640, height=360)
    with file_limit(2_000):
        remote = await refused(video, request)
    assert (remote.status, remote.reason) == (grpc.StatusCode.INTERNAL, "ENCODING_FAILED")
    assert "SIGXFSZ" in remote.message
    assert "Film the shot again" in remote.message
    assert not list((tmp_path / "artifacts").rglob("*.*"))
    assert (await clip_of(video, request)).frames == 48


async def test_before_the_warm_up_nothing_is_filmed_and_health_says_so(short_folder: Path) -> None:
    """NOT_SERVING and UNAVAILABLE with a retry hint until the warm-up ended; then SERVING, and clips."""
    gate = asyncio.Event()

    def gated(settings: VideoSettings) -> Service:
        service = build(settings)

        async def warm_up() -> None:
            await gate.wait()
            await service.warm_up()

        return replace(service, warm_up=warm_up)

    address = f"unix:{short_folder}/s.sock"
    server = asyncio.ensure_future(serve(settings_of(short_folder, listen=address, drain_seconds=0), gated))
    async with open_channel(address) as channel:
        video = video_pb2_grpc.VideoServiceStub(channel)
        healths: Any = health_pb2_grpc.HealthStub(channel)

        async def status() -> int:
            asked = health_pb2.HealthCheckRequest(service="songreel.video.v1.VideoService")
            return int((await healths.Check(asked, wait_for_ready=True)).status)

        assert await status() == health_pb2.HealthCheckResponse.NOT_SERVING
        remote = await refused(video, shot_request())
        assert remote.status == grpc.StatusCode.UNAVAILABLE
        assert remote.retry_after_seconds > 0
        gate.set()
        while await status() != health_pb2.HealthCheckResponse.SERVING:
            await asyncio.sleep(0.02)
        assert (await clip_of(video, shot_request())).frames == 12
    os.kill(os.getpid(), signal.SIGTERM)
    await server

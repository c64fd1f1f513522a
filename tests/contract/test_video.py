"""The video service over real gRPC: clips exactly as ordered, found when filmed before, the place given back."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import grpc
import numpy as np
import pytest
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import file_sha256
from songreel_chassis.errors import read_rpc_error

from tests.shots import Stub, clip_of, decode, film, filming, refused, shot_request

LONG_FRAMES = 20_000


@pytest.fixture
async def video(tmp_path: Path) -> AsyncIterator[Stub]:
    async with filming(tmp_path) as stub:
        yield stub


def stored(folder: Path) -> list[str]:
    """Names of all that lies under the store, drafts as well."""
    return sorted(path.name for path in (folder / "artifacts").rglob("*") if path.is_file())


def path_of(folder: Path, clip: video_pb2.Clip) -> Path:
    return folder / "artifacts" / clip.clip_uri.removeprefix("artifact:")


async def film_when_free(video: Stub, request: video_pb2.FilmShotRequest) -> video_pb2.Clip:
    """The clip, asked for as often as it takes until the place is free."""
    async with asyncio.timeout(60):
        while True:
            try:
                return await clip_of(video, request)
            except grpc.aio.AioRpcError as error:
                assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
                await asyncio.sleep(read_rpc_error(error).retry_after_seconds)


async def test_progress_streams_and_the_clip_comes_last(video: Stub) -> None:
    """Stages never go back, nothing is counted beyond its total, and exactly one clip ends the stream."""
    parts = await film(video, shot_request(frames=600))
    assert [part.WhichOneof("part") for part in parts] == ["progress"] * (len(parts) - 1) + ["clip"]
    told = [part.progress for part in parts[:-1]]
    assert told
    assert [step.stage for step in told] == sorted(step.stage for step in told)
    assert all(0 <= step.done_count <= step.total_count for step in told)
    assert {step.total_count for step in told if step.stage == video_pb2.FILMING_STAGE_FILMING} <= {600}


async def test_a_head_is_filmed_in_one_go_with_its_shot(video: Stub, tmp_path: Path) -> None:
    """The clip has the shot's own frames, the head those before, coded alike; together they are one longer shot."""
    request = shot_request(frames=20)
    request.head_frames = 9
    clip = await clip_of(video, request)
    assert (clip.frames, clip.head.frames) == (20, 9)
    head_path = tmp_path / "artifacts" / clip.head.clip_uri.removeprefix("artifact:")
    assert clip.head.sha256 == file_sha256(head_path)
    head, body = decode(head_path), decode(path_of(tmp_path, clip))
    assert (head.pictures.shape[0], body.pictures.shape[0]) == (9, 20)
    assert (head.rate, head.colour, head.pixels) == (body.rate, body.colour, body.pixels)
    longer = shot_request(frames=29)
    longer.timing.music.energy[:] = [*request.timing.music.energy[:1] * 9, *request.timing.music.energy]
    longer.timing.music.beat_frames[:] = [9 + frame for frame in request.timing.music.beat_frames]
    whole = decode(path_of(tmp_path, await clip_of(video, longer))).pictures.astype(int)
    assert abs(np.concatenate([head.pictures, body.pictures]) - whole).mean((1, 2, 3)).max() < 5
    assert await clip_of(video, request) == clip
    head_path.unlink()
    assert (await clip_of(video, request)).head.sha256 == clip.head.sha256, "a lost head is filmed again"


@pytest.mark.parametrize(
    ("frames", "rate", "size"),
    [(1, (24, 1), (96, 54)), (2, (25, 1), (54, 96)), (25, (24000, 1001), (64, 64)), (61, (30, 1), (130, 74)),
     (31, (15, 2), (96, 54)), (8, (240, 1), (16, 16)), (9, (60000, 1001), (40, 16))],
    ids=str,
)  # fmt: skip
async def test_a_clip_is_exactly_what_was_ordered(
    video: Stub, tmp_path: Path, frames: int, rate: tuple[int, int], size: tuple[int, int]
) -> None:
    """Frames, rate and size to the letter; a keyframe first, one step throughout, BT.709 limited and tagged so."""
    request = shot_request(frames, *size)
    request.rate.numerator, request.rate.denominator = rate
    clip = await clip_of(video, request)
    path = path_of(tmp_path, clip)
    coded = decode(path)
    assert coded.pictures.shape == (frames, size[1], size[0], 3)
    assert coded.opens_with_keyframe
    assert coded.steps <= {1000}
    assert coded.rate == (f"{rate[0]}/{rate[1]}" if rate[1] > 1 else str(rate[0]))
    assert (coded.colour, coded.pixels) == ((1, 1, 1, 1), "yuv420p")
    assert coded.pictures.std() > 5
    assert (clip.frames, clip.shot_index, clip.rate, clip.size) == (frames, 3, request.rate, request.size)
    assert clip.sha256 == file_sha256(path)
    assert clip.clip_uri == f"artifact:clips/{clip.request_digest}.mp4"


async def test_a_clip_says_how_it_came_to_be(video: Stub) -> None:
    """It owns up to being an animatic, and carries its seed, prompt and renderer."""
    provenance = (await clip_of(video, shot_request())).provenance
    assert (provenance.backend, provenance.animatic, provenance.device) == ("animatic", True, "cpu")
    assert (provenance.seed, provenance.prompt) == (7, shot_request().shot.sentence)
    assert provenance.preset == video_pb2.PRESET_PREVIEW
    assert provenance.renderer_version
    assert provenance.filming_seconds > 0


async def test_the_same_request_is_found_not_filmed_again(video: Stub, tmp_path: Path) -> None:
    """The second answer is the first clip alone, without progress, and its file is untouched."""
    first = await clip_of(video, shot_request())
    written = path_of(tmp_path, first).stat()
    again = video_pb2.FilmShotRequest(resume_token="from before")  # noqa: S106  no password
    again.MergeFrom(shot_request())
    assert await film(video, again) == [video_pb2.FilmShotResponse(clip=first)]
    assert path_of(tmp_path, first).stat().st_mtime_ns == written.st_mtime_ns
    assert path_of(tmp_path, first).stat().st_ino == written.st_ino
    assert len(stored(tmp_path)) == 2


async def test_an_empty_store_gets_the_same_bytes(video: Stub, tmp_path: Path) -> None:
    """Filmed anew by another service, the clip is the same to the byte."""
    request = shot_request(frames=30)
    first = await clip_of(video, request)
    async with filming(tmp_path / "other") as other:
        second = await clip_of(other, request)
    assert path_of(tmp_path, first) != path_of(tmp_path / "other", second)
    assert (first.sha256, first.request_digest) == (second.sha256, second.request_digest)


def _seed(request: video_pb2.FilmShotRequest) -> None:
    request.seed += 1


def _palette(request: video_pb2.FilmShotRequest) -> None:
    request.look.palette[2] = "#30c050"


def _sentence(request: video_pb2.FilmShotRequest) -> None:
    request.shot.sentence = "A woman walks through a desert at noon."


def _label(request: video_pb2.FilmShotRequest) -> None:
    request.label_animatic = True


@pytest.mark.parametrize("change", [_seed, _palette, _sentence, _label], ids=lambda change: change.__name__[1:])
async def test_another_wish_is_another_clip(video: Stub, change: Callable[[video_pb2.FilmShotRequest], None]) -> None:
    """Another address; and, but for a still camera's seed, other pixels."""
    request, other = shot_request(), shot_request()
    change(other)
    first, second = await clip_of(video, request), await clip_of(video, other)
    assert first.request_digest != second.request_digest
    assert first.clip_uri != second.clip_uri
    assert change is _seed or first.sha256 != second.sha256


async def test_a_busy_place_says_so_at_once(video: Stub) -> None:
    """While one shot is filmed another is RESOURCE_EXHAUSTED with a retry hint; what is stored is still found."""
    known = await clip_of(video, shot_request())
    stream = video.FilmShot(shot_request(frames=LONG_FRAMES))
    await anext(aiter(stream))
    remote = await refused(video, shot_request(frames=13))
    assert (remote.status, remote.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "BUSY")
    assert remote.retry_after_seconds > 0
    assert await clip_of(video, shot_request()) == known
    stream.cancel()


@pytest.mark.parametrize("leaving", ["cancel", "deadline"])
async def test_a_caller_that_goes_away_frees_the_place_and_leaves_nothing(
    video: Stub, tmp_path: Path, short_folder: Path, monkeypatch: pytest.MonkeyPatch, leaving: str
) -> None:
    """The next shot is filmed; of the one given up neither clip nor draft remains."""
    monkeypatch.setattr(tempfile, "tempdir", str(short_folder))
    long = shot_request(frames=LONG_FRAMES)
    if leaving == "cancel":
        stream = video.FilmShot(long)
        async for part in stream:
            if part.progress.done_count:
                break
        assert list(short_folder.glob("take-*"))
        stream.cancel()
    else:
        assert (await refused(video, long, deadline_seconds=0.3)).status == grpc.StatusCode.DEADLINE_EXCEEDED
    clip = await film_when_free(video, shot_request())
    assert stored(tmp_path) == [f"{clip.request_digest}.json", f"{clip.request_digest}.mp4"]
    assert not list(short_folder.glob("take-*"))


async def test_the_backend_describes_itself_truly(video: Stub) -> None:
    """An animatic that names its rate and sizes; its speed is unknown before the first shot and measured after it."""
    about = await video.DescribeBackend(video_pb2.DescribeBackendRequest())
    assert (about.backend, about.animatic, about.rate.numerator, about.rate.denominator) == ("animatic", True, 24, 1)
    assert about.frames_per_second == 0
    assert not about.legal_frame_counts
    assert set(about.presets) == set(video_pb2.Preset.values()) - {video_pb2.PRESET_UNSPECIFIED}
    for size in about.sizes:
        request = shot_request(1, size.width_pixels, size.height_pixels)
        assert (await clip_of(video, request)).size == size
    assert (await video.DescribeBackend(video_pb2.DescribeBackendRequest())).frames_per_second > 0


async def test_shots_are_quoted_before_and_held_against_what_they_took(video: Stub) -> None:
    """At first by the rehearsal, then by what was filmed, with the error of the quotes so far."""
    ask = video_pb2.QuoteShotsRequest(
        frame_counts=[60, 240], size=video_pb2.FrameSize(width_pixels=192, height_pixels=108)
    )
    first = await video.QuoteShots(ask)
    assert first.basis == video_pb2.QUOTE_BASIS_ASSUMED
    assert 0 < first.quotes[0].seconds < first.quotes[1].seconds
    assert (first.quotes[0].gpu_seconds, first.measured_shots) == (0, 0)
    assert first.relative_error < 0
    await clip_of(video, shot_request(frames=240))
    then = await video.QuoteShots(ask)
    assert (then.basis, then.measured_shots) == (video_pb2.QUOTE_BASIS_MEASURED, 1)
    assert then.relative_error >= 0
    assert not then.assumptions


async def test_the_first_progress_already_tells_when_the_clip_will_be_there(video: Stub) -> None:
    """By the quote, before anything of the shot is done."""
    parts = await film(video, shot_request(frames=600))
    assert parts[0].progress.eta_seconds > 0
    paces = [part.progress.seconds_per_step for part in parts[:-1]]
    assert paces[0] == 0
    assert max(paces) > 0

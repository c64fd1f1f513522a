"""What every backend of the video service keeps, over real gRPC: one suite, run over each of them.

A test module gives the fixture `case` and lets a class of its own inherit `VideoContract`.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore, file_sha256
from songreel_chassis.errors import read_rpc_error

from tests.shots import Stub, clip_of, decode, film, filming, refused

GREY = b"P6 16 16 255\n" + bytes([128]) * 16 * 16 * 3


@dataclass
class Case:
    """A backend and what it films."""

    name: str
    folder: Path
    rate: int
    settings: dict[str, Any] = field(default_factory=dict)
    follows: "video_pb2.ReferenceKind.ValueType" = video_pb2.REFERENCE_KIND_UNSPECIFIED
    """A picture of this kind is given with every request."""
    legal: bool = True
    """Films some sizes, rates and lengths alone."""
    slow_down: Callable[[], None] = lambda: None
    """Called before a shot that must still be in work a moment later."""
    slow_frames: int = 77

    def filming(self) -> AbstractAsyncContextManager[Stub]:
        """A warmed-up service."""
        return filming(self.folder, video_backend=self.name, **self.settings)

    async def request(self, frames: int = 9, seed: int = 7) -> video_pb2.FilmShotRequest:
        """64x48 pixels: a small boat."""
        references = []
        if self.follows:
            store = ArtifactStore(f"file://{self.folder}/artifacts", self.folder / "cache")
            path = self.folder / "grey.ppm"
            path.write_bytes(GREY)
            stored = await store.add_file(path, "images", "ppm")
            references = [video_pb2.Reference(kind=self.follows, image_uri=stored.uri)]
        return video_pb2.FilmShotRequest(
            shot=script_pb2.Shot(index=2, sentence="A boat at dawn."),
            timing=audio_pb2.TimedShot(index=2, start_frame=50, end_frame=50 + frames),
            rate=audio_pb2.FrameRate(numerator=self.rate, denominator=1),
            size=video_pb2.FrameSize(width_pixels=64, height_pixels=48),
            look=script_pb2.Look(palette=["#101020", "#304070", "#c05030", "#f0c060"]),
            seed=seed,
            references=references,
        )

    def clips(self) -> list[Path]:
        """All that lies beside the clips, drafts as well."""
        return sorted((self.folder / "artifacts" / "clips").glob("*"))


class VideoContract:
    """The suite."""

    async def test_a_clip_has_exactly_the_frames_rate_and_size_that_were_ordered(self, case: Case) -> None:
        """Also where the model films only other lengths: what is too much is cut off."""
        async with case.filming() as video:
            for frames in (1, 8, 9, 14):
                request = await case.request(frames)
                clip = await clip_of(video, request)
                path = case.folder / "artifacts" / clip.clip_uri.removeprefix("artifact:")
                coded = decode(path)
                assert coded.pictures.shape == (frames, 48, 64, 3)
                assert (coded.opens_with_keyframe, coded.rate) == (True, str(case.rate))
                assert (coded.colour, coded.pixels) == ((1, 1, 1, 1), "yuv420p")
                assert coded.steps <= {1000}
                assert (clip.frames, clip.shot_index, clip.rate, clip.size) == (frames, 2, request.rate, request.size)
                assert clip.sha256 == file_sha256(path)

    async def test_progress_streams_and_the_clip_comes_last(self, case: Case) -> None:
        """Stages never go back, nothing is counted beyond its total, and exactly one clip ends the stream."""
        async with case.filming() as video:
            parts = await film(video, await case.request())
        assert [part.WhichOneof("part") for part in parts] == ["progress"] * (len(parts) - 1) + ["clip"]
        told = [part.progress for part in parts[:-1]]
        assert told
        assert [step.stage for step in told] == sorted(step.stage for step in told)
        assert all(0 <= step.done_count <= step.total_count for step in told)

    async def test_the_same_request_is_found_and_another_seed_is_another_clip(self, case: Case) -> None:
        """Found alone, without progress; the other one has another address and other provenance."""
        async with case.filming() as video:
            request = await case.request()
            first = await clip_of(video, request)
            assert await film(video, request) == [video_pb2.FilmShotResponse(clip=first)]
            other = await clip_of(video, await case.request(seed=8))
        assert other.request_digest != first.request_digest
        assert (first.provenance.seed, other.provenance.seed) == (7, 8)

    async def test_a_clip_says_how_it_came_to_be(self, case: Case) -> None:
        """Backend, prompt, renderer, seconds; drawn or not."""
        async with case.filming() as video:
            told = (await clip_of(video, await case.request())).provenance
            about = await video.DescribeBackend(video_pb2.DescribeBackendRequest())
        assert (told.backend, told.model, told.animatic) == (case.name, about.model, about.animatic)
        assert told.prompt.startswith("A boat at dawn")
        assert told.renderer_version
        assert told.filming_seconds > 0

    async def test_a_busy_place_says_so_at_once_and_a_caller_that_leaves_frees_it(self, case: Case) -> None:
        """RESOURCE_EXHAUSTED with a hint; once the first caller is gone the other's shot is filmed, and of the one
        given up no clip lies anywhere."""
        async with case.filming() as video:
            case.slow_down()
            stream = video.FilmShot(await case.request(case.slow_frames, seed=9))
            await anext(aiter(stream))
            remote = await refused(video, await case.request())
            assert (remote.status, remote.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "BUSY")
            assert remote.retry_after_seconds > 0
            stream.cancel()
            clip = await _when_free(video, await case.request())
            assert [path.stem for path in case.clips()] == [clip.request_digest] * 2

    async def test_it_describes_itself_truly_and_refuses_the_rest(self, case: Case) -> None:
        """Its prompts have a dialect where it is a model; another rate, size or length names its field."""
        async with case.filming() as video:
            about = await video.DescribeBackend(video_pb2.DescribeBackendRequest())
            assert (about.backend, about.rate.numerator) == (case.name, case.rate)
            assert list(about.reference_kinds) == ([] if not case.follows else list(about.reference_kinds))
            assert case.follows in (*about.reference_kinds, video_pb2.REFERENCE_KIND_UNSPECIFIED)
            if not case.legal:
                return
            assert about.dialect != script_pb2.DIALECT_UNSPECIFIED
            for field_name, change in REFUSED.items():
                request = await case.request()
                change(request)
                remote = await refused(video, request)
                assert (remote.status, remote.field) == (grpc.StatusCode.INVALID_ARGUMENT, field_name)


async def _when_free(video: Stub, request: video_pb2.FilmShotRequest) -> video_pb2.Clip:
    async with asyncio.timeout(60):
        while True:
            try:
                return await clip_of(video, request)
            except grpc.aio.AioRpcError as error:
                assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
                await asyncio.sleep(read_rpc_error(error).retry_after_seconds)


def _rate(request: video_pb2.FilmShotRequest) -> None:
    request.rate.numerator += 1


def _size(request: video_pb2.FilmShotRequest) -> None:
    request.size.width_pixels += 2


def _length(request: video_pb2.FilmShotRequest) -> None:
    request.timing.end_frame += 500


def _reference(request: video_pb2.FilmShotRequest) -> None:
    request.references.insert(0, video_pb2.Reference(image_uri="artifact:images/" + "0" * 64 + ".png"))


REFUSED: dict[str, Callable[[video_pb2.FilmShotRequest], None]] = {
    "rate": _rate,
    "size": _size,
    "timing.end_frame": _length,
    "references[0].kind": _reference,
}

"""An outside video engine that misbehaves: the shot gets its clip all the same, or a sentence that says what to do."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import numpy as np
import pytest
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.channels import open_channel
from songreel_chassis.errors import NotConfigured, Unavailable
from songreel_video.servicer import build

from tests.processes import wait_until
from tests.shots import Stub, clip_of, decode, film, filming, refused, settings_of
from tests.video_engine import MODEL, Trouble, VideoEngine, Way

FILMING = video_pb2.FILMING_STAGE_FILMING
SLOW = Way(looks=100_000)


@dataclass
class Place:
    """An engine, and services that film by it on one store."""

    engine: VideoEngine
    folder: Path

    def pod(self, **settings: Any) -> AbstractAsyncContextManager[Stub]:
        """A service, warmed up."""
        chosen = {
            "video_engine_url": self.engine.url,
            "video_engine_patience_seconds": 0.6,
            "video_engine_keep_seconds": 0,
            **settings,
        }
        return filming(self.folder, video_backend="engine_http", **chosen)

    def from_now(self, *ways: Way) -> None:
        """The next jobs go these ways, those after them well."""
        first = len(self.engine.begun)
        self.engine.behave = lambda number: ways[number - first] if number - first < len(ways) else Way()

    @property
    def jobs_begun(self) -> int:
        """But for rehearsals."""
        return len(self.engine.begun)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with VideoEngine() as engine:
        yield Place(engine, tmp_path)


def shot(frames: int = 8, seed: int = 7) -> video_pb2.FilmShotRequest:
    """64x48 pixels, Wan's rate."""
    return video_pb2.FilmShotRequest(
        shot=script_pb2.Shot(index=2, sentence="A boat at dawn.", prompt="A red boat on a lake, at dawn, 35 mm film."),
        timing=audio_pb2.TimedShot(index=2, start_frame=0, end_frame=frames),
        rate=audio_pb2.FrameRate(numerator=16, denominator=1),
        size=video_pb2.FrameSize(width_pixels=64, height_pixels=48),
        look=script_pb2.Look(do_not_show=["knives"]),
        preset=video_pb2.PRESET_FINAL,
        seed=seed,
    )


async def test_the_engine_is_asked_for_exactly_this(place: Place) -> None:
    """Prompt, what must not be seen, size, the legal length that covers the shot, rate, steps, guidance, seed, key."""
    async with place.pod(video_engine_api_key="sesame") as video:
        await clip_of(video, shot(frames=8, seed=2**64 - 1))
    asked = place.engine.begun[-1].fields
    assert asked.pop("negative_prompt").endswith(", knives")
    assert asked == {
        "prompt": "A red boat on a lake, at dawn, 35 mm film.",
        "model": MODEL["id"],
        "size": "64x48",
        "seconds": "1",
        "num_frames": "9",
        "fps": "16",
        "num_inference_steps": "50",
        "guidance_scale": "5.0",
        "flow_shift": "5.0",
        "seed": str(2**32 - 1),
    }
    assert place.engine.keys == {"Bearer sesame"}


async def test_the_clip_is_the_engines_first_frames(place: Place) -> None:
    """Of nine frames the first eight, one to one: cut off, not stretched; in the same colours."""
    async with place.pod() as video:
        clip = await clip_of(video, shot(frames=8))
    made = place.engine.begun[-1]
    (place.folder / "theirs.mp4").write_bytes(place.engine.clip(made))
    theirs = decode(place.folder / "theirs.mp4").pictures
    ours = decode(place.folder / "artifacts" / clip.clip_uri.removeprefix("artifact:")).pictures
    assert len(theirs) == 9
    differences = np.abs(ours.astype(int) - theirs[:8]).mean(axis=(1, 2, 3))
    assert differences.max() < 3
    assert np.abs(ours.astype(int) - theirs[1:]).mean() > 2 * differences.max()
    assert place.engine.dropped[-1] == made.id  # its clip is ours now


async def test_colours_survive_whatever_the_engine_tags(place: Place) -> None:
    """A clip coded in BT.601 without tags, as most engines write it, has the colours of one in BT.709 with tags; one
    that is tagged as what it is not has not, which shows that the comparison sees it."""
    in_601 = ("-vf", "scale=out_color_matrix=bt601:out_range=tv")
    untagged = ("-colorspace", "unknown", "-color_primaries", "unknown", "-color_trc", "unknown")
    mistagged = ("-vf", f"{in_601[1]},setparams=colorspace=bt709")
    place.from_now(Way(), Way(flags=(*untagged, *in_601)), Way(flags=mistagged))
    async with place.pod() as video:
        clips = [await clip_of(video, shot(seed=7 + number * 2**32)) for number in range(3)]  # all the same picture
    true, plain, false = [
        decode(place.folder / "artifacts" / clip.clip_uri.removeprefix("artifact:")).pictures.astype(int)
        for clip in clips
    ]
    assert 2 * np.abs(plain - true).mean() < np.abs(false - true).mean()
    assert np.abs(plain - true).mean() < 4


async def test_a_keyframe_reaches_the_engine(place: Place) -> None:
    """Byte by byte; another keyframe is another clip, and without one the shot is refused."""
    store = ArtifactStore(f"file://{place.folder}/artifacts", place.folder / "cache")
    clips = []
    async with place.pod(video_engine_follows="keyframe") as video:
        for shade in (b"\x10", b"\xf0"):
            (place.folder / "key.ppm").write_bytes(picture := b"P6 16 16 255\n" + shade * 16 * 16 * 3)
            uri = (await store.add_file(place.folder / "key.ppm", "images", "ppm")).uri
            request = shot()
            request.references.add(kind=video_pb2.REFERENCE_KIND_KEYFRAME, image_uri=uri)
            clips.append(await clip_of(video, request))
            assert place.engine.begun[-1].picture == picture
        assert (await refused(video, shot())).field == "references"
    assert clips[0].sha256 != clips[1].sha256


TROUBLES = {
    "overloaded": Trouble("POST", "/videos", 429, "1"),
    "busy without a hint": Trouble("POST", "/videos", 429),
    "an internal error": Trouble("POST", "/videos", 500),
    "a proxy's page in its place": Trouble("GET", "/content", 502, body=b"<html>Bad gateway</html>"),
    "no JSON": Trouble("POST", "/videos", 200, body=b"<html>Welcome</html>"),
    "a list": Trouble("POST", "/videos", 200, body=b"[]"),
}


@pytest.mark.parametrize("name", TROUBLES)
async def test_what_passes_is_waited_out(place: Place, name: str) -> None:
    """Asked again, after as long as the engine says; one job is enough."""
    async with place.pod(video_engine_patience_seconds=3) as video:
        place.engine.troubles = [TROUBLES[name]]
        begun = time.monotonic()
        assert (await clip_of(video, shot())).frames == 8
    assert not place.engine.troubles
    assert time.monotonic() - begun > (1 if TROUBLES[name].retry_after else 0)
    assert place.jobs_begun == 1


async def test_a_download_that_breaks_off_is_begun_again(place: Place) -> None:
    """The job is not."""
    place.from_now(Way(hangs_up=2))
    async with place.pod(video_engine_patience_seconds=3) as video:
        assert (await clip_of(video, shot())).frames == 8
    assert place.jobs_begun == 1


async def test_an_engine_that_vanishes_and_forgets_films_the_shot_anew(place: Place) -> None:
    """Gone in the middle of the job, back a moment later with no memory of it."""
    place.from_now(SLOW)
    async with place.pod(video_engine_patience_seconds=20) as video:
        stream = video.FilmShot(shot())
        await anext(aiter(stream))
        await asyncio.to_thread(wait_until, lambda: place.jobs_begun == 1, 10, "the job")
        await asyncio.to_thread(place.engine.stop)
        await asyncio.sleep(0.5)
        place.engine.start()
        parts = [part async for part in stream]
    assert parts[-1].clip.frames == 8
    assert place.jobs_begun == 2
    assert parts[-1].clip.provenance.resumed_count == 0


async def test_an_engine_that_stays_away_is_named(place: Place) -> None:
    """UNAVAILABLE, which callers wait out, with the engine's address and what to do."""
    async with place.pod() as video:
        place.engine.stop()
        remote = await refused(video, shot())
        place.engine.start()
        assert (await clip_of(video, shot())).frames == 8
    assert (remote.status, remote.retry_after_seconds > 0) == (grpc.StatusCode.UNAVAILABLE, True)
    assert f"engine at {place.engine.url}" in remote.message
    assert "Start it" in remote.message


async def test_a_job_that_fails_is_begun_again(place: Place) -> None:
    """Twice failed, the third time good."""
    place.from_now(Way(fails="CUDA error"), Way(keeps=0.6))
    async with place.pod() as video:
        assert (await clip_of(video, shot())).frames == 8
    assert place.jobs_begun == 3
    assert len(place.engine.dropped) == 3
    assert not place.engine.jobs


HOPELESS: dict[str, tuple[Way, grpc.StatusCode, str]] = {
    "fails": (Way(fails="CUDA out of memory"), grpc.StatusCode.INTERNAL, "3 times: CUDA out of memory. Look at its"),
    "is cut off": (Way(keeps=0.5), grpc.StatusCode.INTERNAL, "3 times"),
    "keeps nothing": (Way(keeps=0), grpc.StatusCode.INTERNAL, "3 times"),
    "another size": (Way(size=(80, 48)), grpc.StatusCode.FAILED_PRECONDITION, "is 80x48, not 64x48 as asked for"),
    "another rate": (Way(rate=24), grpc.StatusCode.FAILED_PRECONDITION, "has 24 frames a second, not 16 as asked for"),
    "too short": (Way(frames=5), grpc.StatusCode.FAILED_PRECONDITION, "has 5 frames, the shot 8. Serve a model"),
}


@pytest.mark.parametrize("name", HOPELESS)
async def test_what_does_not_pass_is_said_in_a_sentence(place: Place, tmp_path: Path, name: str) -> None:
    """Nothing is kept, no job is left in the engine, and the next shot is filmed."""
    way, status, words = HOPELESS[name]
    place.from_now(way, way, way)
    async with place.pod() as video:
        remote = await refused(video, shot())
        assert (remote.status, words in remote.message) == (status, True), remote.message
        assert not place.engine.jobs
        assert not list((tmp_path / "artifacts" / "clips").glob("*"))
        place.from_now()
        assert (await clip_of(video, shot())).frames == 8


async def test_a_job_that_never_ends_is_given_up(place: Place) -> None:
    """After the longest time for one, with the setting's length in the sentence."""
    async with place.pod(video_engine_job_seconds=0.2, video_engine_patience_seconds=0.1) as video:
        place.from_now(SLOW, SLOW, SLOW)
        remote = await refused(video, shot())
    assert (remote.status, remote.reason) == (grpc.StatusCode.INTERNAL, "ENGINE_FAILED")
    assert "longer than 0.2 s" in remote.message


REFUSALS = {
    "the key": (Trouble("POST", "/videos", 401), "SONGREEL_VIDEO_ENGINE_API_KEY"),
    "the shot": (Trouble("POST", "/videos", 400, body=b'{"error": {"message": "size must be square"}}'), "be square"),
    "the form": (Trouble("POST", "/videos", 422, body=b'{"detail": [{"msg": "Field required"}]}'), "Field required"),
    "everything": (Trouble("POST", "/videos", 404, body=b"nothing here"), "SONGREEL_VIDEO_ENGINE_URL"),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_refusal_is_passed_on_at_once(place: Place, name: str) -> None:
    """FAILED_PRECONDITION: asking again cannot help; with the engine's words, or the setting that mends it."""
    trouble, words = REFUSALS[name]
    async with place.pod(video_engine_patience_seconds=60) as video:
        place.engine.troubles = [trouble]
        remote = await refused(video, shot())
    assert (remote.status, words in remote.message) == (grpc.StatusCode.FAILED_PRECONDITION, True), remote.message


async def test_a_pod_that_is_started_anew_waits_for_the_same_job(place: Place) -> None:
    """The job runs on in the engine while no pod is there; one job in all, and the clip tells that it was resumed."""
    place.from_now(Way(looks=4))
    async with place.pod(video_engine_keep_seconds=3600) as video:
        stream = video.FilmShot(shot())
        async for part in stream:
            if part.progress.stage == FILMING:
                break
        stream.cancel()
    async with place.pod() as video:
        clip = await clip_of(video, shot())
    jobs = [made for made in place.engine.begun if made.fields["num_frames"] == "9"]
    assert (len(jobs), clip.provenance.resumed_count) == (1, 1)
    assert not list((place.folder / "artifacts" / "pauses").glob("*"))


@contextmanager
def process_of(place: Place, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """A pod as a process, listening under the name; killed at the end."""
    environment = {
        **os.environ,
        "SONGREEL_LISTEN": f"unix:{place.folder}/{name}.sock",
        "SONGREEL_METRICS_PORT": "0",
        "SONGREEL_ARTIFACTS_URL": f"file://{place.folder}/artifacts",
        "SONGREEL_CACHE_FOLDER": str(place.folder / "cache"),
        "SONGREEL_DRAIN_SECONDS": "0.1",
        "SONGREEL_VIDEO_BACKEND": "engine_http",
        "SONGREEL_VIDEO_ENGINE_URL": place.engine.url,
    }
    with subprocess.Popen([sys.executable, "-m", "songreel_video"], env=environment) as process:
        yield process
        process.kill()


async def ready(place: Place, name: str, channels: AsyncExitStack) -> Stub:
    """Its stub, once it answers."""
    channel = await channels.enter_async_context(open_channel(f"unix:{place.folder}/{name}.sock"))
    stub: Stub = video_pb2_grpc.VideoServiceStub(channel)
    async with asyncio.timeout(60):
        while True:
            with suppress(grpc.aio.AioRpcError):
                await stub.DescribeBackend(video_pb2.DescribeBackendRequest())
                return stub
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
async def test_whatever_ends_a_pod_its_job_is_gone_on_with_by_another_one(
    short_folder: Path, ending: signal.Signals
) -> None:
    """`kill -9`, or an autoscaler: the engine films on, and the next process takes the clip of that very job."""
    with VideoEngine() as engine, process_of(place := Place(engine, short_folder), "first") as first:
        async with AsyncExitStack() as channels:
            place.from_now(Way(looks=12))
            stream = (await ready(place, "first", channels)).FilmShot(shot())
            async for part in stream:
                if part.progress.stage == FILMING:
                    break
            first.send_signal(ending)
            await asyncio.to_thread(first.wait, 60)
            assert place.jobs_begun == 1
            assert place.engine.begun[0].id in place.engine.jobs
            with process_of(place, "second"):
                clip = await clip_of(await ready(place, "second", channels), shot())
    assert (place.jobs_begun, clip.provenance.resumed_count) == (1, 1)


async def test_a_job_whose_caller_left_is_ended_after_a_while(place: Place) -> None:
    """Kept as long as the setting says, then deleted; a caller that comes back in time finds it running."""
    place.from_now(SLOW)
    async with place.pod(video_engine_keep_seconds=1.5) as video:
        for _ in range(2):
            stream = video.FilmShot(shot())
            await anext(aiter(stream))
            await asyncio.to_thread(wait_until, lambda: place.jobs_begun == 1, 10, "the job")
            stream.cancel()
            await asyncio.sleep(0.4)
        assert place.jobs_begun == 1
        left = place.engine.begun[-1].id
        assert left in place.engine.jobs
        await asyncio.to_thread(wait_until, lambda: left in place.engine.dropped, 10, "the job's end")


async def test_another_shot_does_not_queue_behind_a_job_that_was_left(place: Place) -> None:
    """It is ended at once."""
    place.from_now(SLOW)
    async with place.pod(video_engine_keep_seconds=3600) as video:
        stream = video.FilmShot(shot())
        await anext(aiter(stream))
        await asyncio.to_thread(wait_until, lambda: place.jobs_begun == 1, 10, "the job")
        left = place.engine.begun[-1].id
        stream.cancel()
        await _when_free(video, shot(seed=8))
    assert left in place.engine.dropped


async def _when_free(video: Stub, request: video_pb2.FilmShotRequest) -> video_pb2.Clip:
    while True:
        try:
            return await clip_of(video, request)
        except grpc.aio.AioRpcError as error:
            assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
            await asyncio.sleep(0.05)


async def test_model_and_revision_name_the_clip(place: Place) -> None:
    """They stand in its provenance; another revision is another clip; a changed engine films nothing here."""
    async with place.pod() as video:
        first = await clip_of(video, shot())
    async with place.pod(video_engine_revision="r2") as video:
        second = await clip_of(video, shot())
        place.engine.models = [{"id": "Wan-AI/Wan2.1-T2V-14B-Diffusers"}]
        remote = await refused(video, shot(seed=8))
    told = [(clip.provenance.model, clip.provenance.model_revision) for clip in (first, second)]
    assert told == [(MODEL["id"], ""), (MODEL["id"], "r2")]
    assert first.provenance.licence == "Apache-2.0"
    assert "coded twice: the engine's MP4, then ours" in first.provenance.lossy_options
    assert first.request_digest != second.request_digest
    assert remote.status == grpc.StatusCode.UNAVAILABLE
    assert "serves Wan-AI/Wan2.1-T2V-14B-Diffusers" in remote.message
    assert "Restart the pod" in remote.message


async def test_an_engine_that_takes_text_alone_as_json_gets_json(place: Place) -> None:
    """SGLang's earlier versions; numbers are numbers there."""
    place.engine.speaks_forms = False
    async with place.pod() as video:
        assert (await clip_of(video, shot())).frames == 8
    assert place.engine.begun[-1].fields["num_frames"] == "9"


async def test_progress_is_what_the_engine_tells_else_what_the_last_shot_took(place: Place) -> None:
    """With an estimate of the time that is left, in both cases."""
    place.from_now(Way(looks=5, tells=(0, 20, 40, 60, 80)), Way(looks=5))
    async with place.pod(video_engine_patience_seconds=0.2) as video:
        told, guessed = [
            [part.progress for part in await film(video, shot(seed=seed)) if part.progress.stage == FILMING]
            for seed in (1, 2)
        ]
    assert {20, 40, 60, 80} >= {step.done_count for step in told[:-1]} > set()
    assert sorted(step.done_count for step in guessed) == [step.done_count for step in guessed]
    assert any(0 < step.done_count < 100 for step in guessed)
    for steps in (told, guessed):
        assert any(step.eta_seconds > 0 for step in steps)
        assert {step.total_count for step in steps} == {100}


@pytest.mark.parametrize(
    ("prepare", "error", "words"),
    [
        (lambda place: place.engine.stop(), Unavailable, "does not answer"),
        (lambda place: place.engine.models.clear(), NotConfigured, "names no model"),
    ],
)
async def test_a_pod_without_its_engine_does_not_start(
    place: Place, prepare: Callable[[Place], None], error: type[Exception], words: str
) -> None:
    """And says why; it waits for one that still loads."""
    prepare(place)
    settings = settings_of(
        place.folder, video_backend="engine_http", video_engine_url=place.engine.url, video_engine_start_seconds=0.3
    )
    service = build(settings)
    with pytest.raises(error, match=words):
        await service.warm_up()
    await service.close()
    if not place.engine.models:
        return
    threading.Timer(0.5, place.engine.start).start()
    async with place.pod(video_engine_start_seconds=20) as video:
        assert (await clip_of(video, shot())).frames == 8

"""Pods of an outside video engine that end or lose their caller: the engine's job is gone on with, or ended."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path

import grpc
import pytest
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.channels import open_channel
from songreel_chassis.errors import NotConfigured, Unavailable
from songreel_video.servicer import build

from tests.engine_place import FILMING, SLOW, Place, shot
from tests.processes import wait_until
from tests.shots import Stub, clip_of, settings_of
from tests.video_engine import VideoEngine, Way


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with VideoEngine() as engine:
        yield Place(engine, tmp_path)


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

"""The video service as a process, filming by diffusion on tiny random weights: stopped in every way there is."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.channels import open_channel
from songreel_chassis.errors import read_rpc_error

from tests.models.tiny_video import write_checkpoint
from tests.processes import free_port

pytestmark = pytest.mark.timeout(600)
READY_SECONDS = 240  # a busy machine imports and warms up slowly
FILMING = video_pb2.FILMING_STAGE_FILMING


@dataclass
class Pod:
    """A running video service."""

    process: subprocess.Popen[bytes]
    address: str


class Cluster:
    """Pods on one store; a pod that ended is started anew when it is asked for."""

    def __init__(self, folder: Path, checkpoint: Path) -> None:
        self.folder = folder
        self._checkpoint = checkpoint
        self._pods: dict[str, Pod] = {}

    def pod(self, name: str) -> Pod:
        """Running, though perhaps not ready."""
        known = self._pods.get(name)
        if known is None or known.process.poll() is not None:
            address = f"127.0.0.1:{free_port()}"
            environment = {
                **os.environ,
                "SONGREEL_LISTEN": address,
                "SONGREEL_METRICS_PORT": "0",
                "SONGREEL_ARTIFACTS_URL": f"file://{self.folder}/artifacts",
                "SONGREEL_CACHE_FOLDER": str(self.folder / "cache"),
                "SONGREEL_VIDEO_BACKEND": "wan",
                "SONGREEL_VIDEO_CHECKPOINT": str(self._checkpoint),
                "SONGREEL_VIDEO_DTYPE": "float32",
                "SONGREEL_VIDEO_SAVE_SECONDS": "0",
                "SONGREEL_DRAIN_SECONDS": "0.1",
                "OMP_NUM_THREADS": "1",  # two pods and whoever else is on this machine
            }
            self._pods[name] = Pod(subprocess.Popen([sys.executable, "-m", "songreel_video"], env=environment), address)
        return self._pods[name]

    def stop(self) -> None:
        """Ends them all."""
        for pod in self._pods.values():
            pod.process.kill()
            pod.process.wait()

    @property
    def states(self) -> list[Path]:
        """Of shots that were stopped."""
        return sorted((self.folder / "artifacts" / "pauses").glob("*"))

    def forget(self, clip: video_pb2.Clip) -> None:
        """Takes a finished clip out of the store."""
        for path in (self.folder / "artifacts" / "clips").glob(f"{clip.request_digest}.*"):
            path.unlink()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two pods of tiny Wans; whatever was started is ended."""
    checkpoint = write_checkpoint("wan", tmp_path_factory.mktemp("wan"))
    cluster = Cluster(tmp_path_factory.mktemp("store"), checkpoint)
    for name in ("first", "second"):
        cluster.pod(name)  # both warm up at once
    yield cluster
    cluster.stop()


@asynccontextmanager
async def ready(pod: Pod) -> "AsyncIterator[video_pb2_grpc.VideoServiceAsyncStub]":
    """A stub of a pod that answers."""
    async with open_channel(pod.address) as channel:
        stub = video_pb2_grpc.VideoServiceStub(channel)
        async with asyncio.timeout(READY_SECONDS):
            while True:
                try:
                    await stub.DescribeBackend(video_pb2.DescribeBackendRequest())
                    break
                except grpc.aio.AioRpcError:
                    assert pod.process.poll() is None
                    await asyncio.sleep(0.2)
        yield stub


def shot(seed: int, preset: "video_pb2.Preset.ValueType" = video_pb2.PRESET_PREVIEW) -> video_pb2.FilmShotRequest:
    """About a tenth of a second a step."""
    return video_pb2.FilmShotRequest(
        shot=script_pb2.Shot(sentence="A boat at dawn."),
        timing=audio_pb2.TimedShot(start_frame=0, end_frame=33),
        rate=audio_pb2.FrameRate(numerator=16, denominator=1),
        size=video_pb2.FrameSize(width_pixels=256, height_pixels=192),
        preset=preset,
        seed=seed,
    )


async def film(pod: Pod, request: video_pb2.FilmShotRequest) -> list[Any]:
    """The whole stream, asked for until the pod is free."""
    async with ready(pod) as stub:
        while True:
            try:
                return [part async for part in stub.FilmShot(request)]
            except grpc.aio.AioRpcError as error:
                if error.code() != grpc.StatusCode.RESOURCE_EXHAUSTED:
                    raise
                await asyncio.sleep(0.1)


async def until_step(stream: Any, step: int) -> None:
    """Returns when so many steps are done."""
    async for part in stream:
        if part.progress.stage == FILMING and part.progress.done_count >= step:
            return
    raise AssertionError("the shot ended before it could be stopped")


async def leave(pod: Pod, request: video_pb2.FilmShotRequest) -> None:
    """The caller goes away."""
    async with ready(pod) as stub:
        stream = stub.FilmShot(request)
        await until_step(stream, 5)
        stream.cancel()


async def run_out(pod: Pod, request: video_pb2.FilmShotRequest) -> None:
    """The caller's deadline passes."""
    async with ready(pod) as stub:
        stream = stub.FilmShot(request, timeout=3)
        with pytest.raises(grpc.aio.AioRpcError) as ended:
            async for _ in stream:
                pass
    assert ended.value.code() == grpc.StatusCode.DEADLINE_EXCEEDED


async def terminate(pod: Pod, request: video_pb2.FilmShotRequest) -> None:
    """The pod is asked to go, as by an autoscaler: it saves, and ends by itself."""
    async with ready(pod) as stub:
        await until_step(stub.FilmShot(request), 5)
        pod.process.terminate()
        assert await asyncio.to_thread(pod.process.wait, 30) == 0


async def kill(pod: Pod, request: video_pb2.FilmShotRequest) -> None:
    """The machine is gone."""
    async with ready(pod) as stub:
        await until_step(stub.FilmShot(request), 5)
        pod.process.send_signal(signal.SIGKILL)
        await asyncio.to_thread(pod.process.wait, 30)


@pytest.mark.parametrize("stop", [leave, run_out, terminate, kill])
async def test_a_stopped_shot_goes_on_in_another_process_to_the_same_clip(stop: Any, cluster: Cluster) -> None:
    """However it is stopped, another process goes on behind the last saved step, and the clip's bytes are the same."""
    request = shot(seed=[leave, run_out, terminate, kill].index(stop))
    if stop is run_out:  # long enough for any machine to be in the middle of it when its time is over
        request.preset, request.timing.end_frame = video_pb2.PRESET_FINAL, 81
    whole = (await film(cluster.pod("second"), request))[-1].clip
    assert whole.provenance.resumed_count == 0
    cluster.forget(whole)
    await stop(cluster.pod("first"), request)
    async with asyncio.timeout(30):
        while not cluster.states:  # the one who left does not wait for it
            await asyncio.sleep(0.1)
    parts = await film(cluster.pod("second"), request)
    steps = [part.progress.done_count for part in parts if part.progress.stage == FILMING]
    assert steps[0] > 1
    clip = parts[-1].clip
    assert (clip.sha256, clip.request_digest) == (whole.sha256, whole.request_digest)
    assert clip.provenance.resumed_count == 1
    assert not cluster.states


async def test_a_busy_pod_says_so_at_once_and_is_free_again(cluster: Cluster) -> None:
    """A second shot is refused while the first is filmed, with a hint when to ask again."""
    async with ready(cluster.pod("second")) as stub:
        stream = stub.FilmShot(shot(seed=20))
        await until_step(stream, 1)
        with pytest.raises(grpc.aio.AioRpcError) as busy:
            async for _ in stub.FilmShot(shot(seed=21)):
                pass
        refused = read_rpc_error(busy.value)
        assert (refused.status, refused.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "BUSY")
        assert refused.retry_after_seconds > 0
        stream.cancel()
    assert (await film(cluster.pod("second"), shot(seed=21)))[-1].clip.frames == 33


async def test_a_clip_tells_its_model_weights_and_what_its_preset_gives_up(cluster: Cluster) -> None:
    """Half the steps is a lossy option by name; all steps is none."""
    clips = [
        (await film(cluster.pod("second"), shot(30, preset)))[-1].clip
        for preset in (video_pb2.PRESET_PREVIEW, video_pb2.PRESET_FINAL)
    ]
    for clip in clips:
        told = clip.provenance
        assert (told.backend, told.licence, told.animatic, told.device) == ("wan", "Apache-2.0", False, "cpu")
        assert len(told.weights_sha256) == 64
        assert told.prompt == "A boat at dawn."
    assert [list(clip.provenance.lossy_options) for clip in clips] == [["25 of 50 steps"], []]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("rate", {"rate": audio_pb2.FrameRate(numerator=24, denominator=1)}),
        ("size", {"size": video_pb2.FrameSize(width_pixels=250, height_pixels=190)}),
        ("timing.end_frame", {"timing": audio_pb2.TimedShot(end_frame=82)}),
        ("references[0].kind", {"references": [video_pb2.Reference(kind=video_pb2.REFERENCE_KIND_KEYFRAME)]}),
    ],
)
async def test_what_the_model_would_change_silently_is_refused(
    field: str, change: dict[str, Any], cluster: Cluster
) -> None:
    """Another rate, a size that is no multiple of 16, too many frames, a picture that it does not follow."""
    request = shot(40)
    for name, value in change.items():
        request.ClearField(name)  # type: ignore[arg-type]  # one of its fields
        request.MergeFrom(video_pb2.FilmShotRequest(**{name: value}))
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await film(cluster.pod("second"), request)
    error = read_rpc_error(refused.value)
    assert (error.status, error.field) == (grpc.StatusCode.INVALID_ARGUMENT, field)


async def test_words_of_shots_to_come_are_read_for_all_pods(cluster: Cluster) -> None:
    """An idle pod reads them at once, each text once; the other one finds them in the store."""
    texts = cluster.folder / "artifacts" / "embeddings"
    shots = [shot(50), shot(51)]
    for number, request in enumerate(shots):
        request.shot.sentence = f"A boat, {number} gulls."
    before = set(texts.glob("*"))
    async with ready(cluster.pod("first")) as stub:
        answer = await stub.EncodePrompts(video_pb2.EncodePromptsRequest(shots=shots))
        assert answer.noted_count == 3
        async with asyncio.timeout(30):
            while len(read := set(texts.glob("*")) - before) < len(shots):
                await asyncio.sleep(0.1)
    await film(cluster.pod("second"), shots[0])
    assert len(set(texts.glob("*")) - before) == len(read)

"""The chassis over real gRPC: errors, trace, health, drain, S3."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import grpc
import httpx
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from songreel.audio.v1 import audio_pb2, audio_pb2_grpc
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.channels import open_channel
from songreel_chassis.errors import Busy, InvalidInput, read_rpc_error

from tests.processes import s3_server, served, wait_until

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class Audio(audio_pb2_grpc.AudioServiceServicer):
    """Answers as the test wishes."""

    def __init__(self, behave: Callable[[audio_pb2.HearSongRequest], None]) -> None:
        self.behave = behave

    async def HearSong(self, request: audio_pb2.HearSongRequest, context: Context) -> audio_pb2.HearSongResponse:  # noqa: N802
        self.behave(request)
        return audio_pb2.HearSongResponse()


async def failure(behave: Callable[[audio_pb2.HearSongRequest], None]) -> grpc.aio.AioRpcError:
    async with served(lambda s: audio_pb2_grpc.add_AudioServiceServicer_to_server(Audio(behave), s)) as channel:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await audio_pb2_grpc.AudioServiceStub(channel).HearSong(audio_pb2.HearSongRequest())
        return caught.value


def refuse(error: Exception) -> Callable[[object], None]:
    def behave(_request: object) -> None:
        raise error

    return behave


async def test_an_error_keeps_its_message_reason_and_field_over_the_wire() -> None:
    """What a service raises is what its caller reads."""
    remote = read_rpc_error(await failure(refuse(InvalidInput("Not audio. Upload a song.", field="song_uri"))))
    assert (remote.status, remote.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_INPUT")
    assert (remote.message, remote.field) == ("Not audio. Upload a song.", "song_uri")


async def test_a_busy_answer_says_when_to_come_back() -> None:
    """RESOURCE_EXHAUSTED carries the retry hint."""
    remote = read_rpc_error(await failure(refuse(Busy("Filming another shot.", retry_after_seconds=1.5))))
    assert (remote.status, remote.retry_after_seconds) == (grpc.StatusCode.RESOURCE_EXHAUSTED, 1.5)


async def test_an_unexpected_exception_tells_the_caller_no_internals() -> None:
    """A crash is INTERNAL with a fixed sentence; the secret stays in the log."""
    error = await failure(refuse(KeyError("the password is swordfish")))
    assert error.code() == grpc.StatusCode.INTERNAL
    assert "swordfish" not in (error.details() or "")


async def test_the_trace_crosses_from_caller_to_service() -> None:
    """The service sees the caller's trace id."""
    seen: list[int] = []

    def behave(_request: object) -> None:
        seen.append(trace.get_current_span().get_span_context().trace_id)

    tracer = TracerProvider().get_tracer("test")
    async with served(lambda s: audio_pb2_grpc.add_AudioServiceServicer_to_server(Audio(behave), s)) as channel:
        with tracer.start_as_current_span("caller") as span:
            await audio_pb2_grpc.AudioServiceStub(channel).HearSong(audio_pb2.HearSongRequest())
    assert seen == [span.get_span_context().trace_id]


class Video(video_pb2_grpc.VideoServiceServicer):
    """Streams for ever and notes when it was stopped."""

    def __init__(self) -> None:
        self.stopped = asyncio.Event()

    async def FilmShot(self, request: video_pb2.FilmShotRequest, context: Context) -> None:  # type: ignore[override]  # noqa: N802  # a coroutine that writes
        try:
            while True:
                await context.write(video_pb2.FilmShotResponse())
                await asyncio.sleep(0.01)
        finally:
            self.stopped.set()


async def test_a_caller_that_goes_away_stops_the_stream() -> None:
    """The handler's `finally` runs soon after the caller cancelled."""
    video = Video()
    async with served(lambda s: video_pb2_grpc.add_VideoServiceServicer_to_server(video, s)) as channel:
        stream = video_pb2_grpc.VideoServiceStub(channel).FilmShot(video_pb2.FilmShotRequest())
        await anext(aiter(stream))
        stream.cancel()
        await asyncio.wait_for(video.stopped.wait(), 5)
    assert video.stopped.is_set()


SERVER = """
import asyncio, sys
from pathlib import Path
from songreel.audio.v1 import audio_pb2, audio_pb2_grpc
from songreel_chassis.server import Service, run_service
from songreel_chassis.settings import ProcessSettings, read_settings
folder = Path(sys.argv[1])
class Audio(audio_pb2_grpc.AudioServiceServicer):
    async def HearSong(self, request, context):
        (folder / "called").touch()
        await asyncio.sleep(1)
        return audio_pb2.HearSongResponse()
async def warm_up():
    while not (folder / "go").exists():
        await asyncio.sleep(0.02)
async def close():
    (folder / "closed").touch()
def build(settings):
    register = lambda server: audio_pb2_grpc.add_AudioServiceServicer_to_server(Audio(), server)
    return Service("songreel.audio.v1.AudioService", register, warm_up, close)
run_service("audio", read_settings(ProcessSettings), build)
"""


def start_server(folder: Path, **environment: str) -> subprocess.Popen[bytes]:
    listen = f"unix:{folder}/s.sock"
    command = [sys.executable, "-c", SERVER, str(folder)]
    return subprocess.Popen(
        command, env={**os.environ, "SONGREEL_LISTEN": listen, **environment}, stderr=subprocess.PIPE
    )


async def test_a_server_serves_after_its_warm_up_and_drains_on_sigterm(short_folder: Path) -> None:
    """NOT_SERVING before the warm-up, SERVING after it; SIGTERM lets the running call end, closes, exits 0."""
    process = start_server(short_folder)
    name = "songreel.audio.v1.AudioService"
    try:
        async with open_channel(f"unix:{short_folder}/s.sock") as channel:
            healths: Any = health_pb2_grpc.HealthStub(channel)

            async def status() -> Any:
                return (await healths.Check(health_pb2.HealthCheckRequest(service=name), wait_for_ready=True)).status

            assert await status() == health_pb2.HealthCheckResponse.NOT_SERVING
            (short_folder / "go").touch()
            while await status() != health_pb2.HealthCheckResponse.SERVING:
                await asyncio.sleep(0.02)
            call = asyncio.ensure_future(audio_pb2_grpc.AudioServiceStub(channel).HearSong(audio_pb2.HearSongRequest()))
            while not (short_folder / "called").exists():
                await asyncio.sleep(0.02)
            process.send_signal(signal.SIGTERM)
            assert await call == audio_pb2.HearSongResponse()
        assert process.wait(20) == 0
        assert (short_folder / "closed").exists()
    finally:
        process.kill()
        process.communicate()


def test_a_taken_address_is_one_clear_sentence(short_folder: Path) -> None:
    """The second server on an address exits with the setting to change, and no traceback."""
    process = start_server(short_folder)
    try:
        wait_until((short_folder / "s.sock").exists, 20, "the first server")
        second = start_server(short_folder, SONGREEL_LISTEN="256.0.0.1:1")
        _, said = second.communicate(timeout=20)
        assert second.returncode == 1
        assert "Set SONGREEL_LISTEN." in said.decode()
        assert "Traceback" not in said.decode()
    finally:
        process.kill()
        process.communicate()


def test_a_wrong_setting_is_named_with_its_value(short_folder: Path) -> None:
    """Exit status 2, the variable's name and what it was."""
    process = start_server(short_folder, SONGREEL_METRICS_PORT="many")
    _, said = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "SONGREEL_METRICS_PORT" in said.decode()
    assert "'many'" in said.decode()


async def test_artifacts_live_in_s3_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same promises as in a folder, held by a real S3 server: add, read, create once, miss, delete."""
    with s3_server(tmp_path) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "any")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "any")
        monkeypatch.setenv("AWS_REGION", "us-east-1")
        await make_bucket(endpoint, "reels")
        store = ArtifactStore("s3://reels/films", tmp_path / "cache")
        song = tmp_path / "song.wav"
        song.write_bytes(os.urandom(12_000_000))
        stored = await store.add_file(song, "songs", "wav")
        assert (await store.local_path(stored.uri)).read_bytes() == song.read_bytes()
        note = f"artifact:clips/{'a' * 64}.json"
        assert await store.put_json(note, "{}") is True
        assert await store.put_json(note, "[]") is False
        assert await store.read_text(note) == "{}"
        await store.delete(note)
        assert await store.exists(note) is False


async def make_bucket(endpoint: str, name: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        for _ in range(200):  # the gateway listens before its volumes take writes
            made = await http.put(f"{endpoint}/{name}")
            probed = await http.put(f"{endpoint}/{name}/probe", content=b"x")
            if made.status_code in (200, 409) and probed.status_code == 200:
                return
            await asyncio.sleep(0.1)
    raise AssertionError(f"no bucket: {made.text} {probed.text}")

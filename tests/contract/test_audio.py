"""The audio service over real gRPC, with the weights that it is shipped with."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from songreel.audio.v1 import audio_pb2, audio_pb2_grpc
from songreel_audio.servicer import build
from songreel_audio.settings import AudioSettings
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.channels import open_channel
from songreel_chassis.errors import read_rpc_error
from songreel_weights import fetch

from tests.processes import served, wait_until
from tests.songs import SongTruth, play_freely, synthesise

CACHE = Path("~/.cache/songreel")
PLAN = audio_pb2.PlanOptions(rate=audio_pb2.FrameRate(numerator=24, denominator=1))
LABELS = [audio_pb2.LabelSet(family="genre", template="This is {}.", labels=["rock"])]
GOLDEN = Path(__file__).with_name("golden") / "analysis.txt"


def settings(folder: Path, **chosen: str) -> AudioSettings:
    """Settings with artifacts in the folder and the weights of this machine's cache."""
    return AudioSettings.model_validate({"artifacts_url": f"file://{folder}", "cache_folder": CACHE, **chosen})


@asynccontextmanager
async def audio_service(folder: Path, **chosen: str) -> "AsyncIterator[audio_pb2_grpc.AudioServiceAsyncStub]":
    """A stub of the warmed-up service."""
    service = build(settings(folder, **chosen))
    await service.warm_up()
    try:
        async with served(service.register) as channel:
            yield audio_pb2_grpc.AudioServiceStub(channel)
    finally:
        await service.close()


async def stored(folder: Path, path: Path) -> str:
    """The URI of a song put into the service's store."""
    return (await ArtifactStore(f"file://{folder}", CACHE).add_file(path, "songs", path.suffix[1:])).uri


@pytest.fixture(scope="module")
def pop(tmp_path_factory: pytest.TempPathFactory) -> SongTruth:
    """A pop song of which everything is known."""
    return synthesise(tmp_path_factory.mktemp("songs") / "pop.mp3", bpm=126, key="A minor", lead_in_seconds=0.7)


async def test_a_song_is_heard_as_it_was_written(tmp_path: Path, pop: SongTruth, golden: bool) -> None:
    """Tempo, key, beats, downbeats and section edges are the written ones; the film is as long as the song."""
    async with audio_service(tmp_path) as audio:
        uri = await stored(tmp_path, pop.path)
        song = (await audio.HearSong(audio_pb2.HearSongRequest(song_uri=uri, plan=PLAN))).analysis
    assert song.tempo.bpm == pytest.approx(pop.bpm, rel=0.002)
    assert (song.key.tonic, song.key.mode) == ("A", audio_pb2.MODE_MINOR)
    beats = [beat.seconds for beat in song.beats]
    downbeats = [beat.seconds for beat in song.beats if beat.bar_position == 1]
    assert share_found(pop.beats_seconds, beats) > 0.95
    assert share_found(pop.downbeats_seconds, downbeats) > 0.9
    assert share_found(pop.edges_seconds, [section.start_seconds for section in song.sections]) == 1
    assert song.frames == song.shots[-1].end_frame == round(song.duration_seconds * 24)
    assert song.duration_seconds == pytest.approx(pop.duration_seconds, abs=0.03)
    assert {heard.task for heard in song.heard_by} == {"beats", "tags", "vocals", "key", "sections"}
    weighed = [heard for heard in song.heard_by if heard.task in ("beats", "tags", "vocals")]
    assert all(len(heard.weights_sha256) == 64 and heard.licence for heard in weighed)
    assert song.tags
    assert all(segment.tags for segment in song.segments)
    text = told(song)
    if golden:
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def share_found(written: object, heard: list[float]) -> float:
    """The share of written moments with a heard one within 50 ms."""
    moments = list(written)  # type: ignore[call-overload]  # an array
    return sum(any(abs(moment - other) < 0.05 for other in heard) for moment in moments) / len(moments)


def told(song: audio_pb2.SongAnalysis) -> str:
    """An analysis as a person would check it, coarse enough to be the same on any machine."""
    rows = [
        f"{song.tempo.bpm:.0f} BPM in {song.tempo.beats_per_bar}, {song.key.tonic} {audio_pb2.Mode.Name(song.key.mode)}"
    ]
    for section in song.sections:
        kind = audio_pb2.SectionKind.Name(section.kind).removeprefix("SECTION_KIND_").lower()
        rows.append(f"\n{section.letter} {kind} from {section.start_seconds:.1f} s")
        shots = [shot for shot in song.shots if shot.section_index == section.index]
        rows += [f"  {(shot.end_frame - shot.start_frame) / 24:4.1f} s  {shot.cut.sentence}" for shot in shots]
    return "\n".join(rows) + "\n"


async def test_shots_can_be_planned_anew_without_hearing_again(tmp_path: Path, pop: SongTruth) -> None:
    """Another rate and strategy give another plan of the same analysis."""
    async with audio_service(tmp_path) as audio:
        uri = await stored(tmp_path, pop.path)
        song = (await audio.HearSong(audio_pb2.HearSongRequest(song_uri=uri, plan=PLAN))).analysis
        other = audio_pb2.PlanOptions(
            rate=audio_pb2.FrameRate(numerator=30000, denominator=1001),
            strategy=audio_pb2.SEGMENTATION_STRATEGY_RANDOM,
            seed=3,
        )
        again = (await audio.PlanShots(audio_pb2.PlanShotsRequest(analysis=song, plan=other))).analysis
    assert again.sections == song.sections
    assert again.frames == round(song.duration_seconds * 30000 / 1001)
    assert {shot.cut.reason for shot in again.shots[1:]} == {audio_pb2.CUT_REASON_STRATEGY}


@pytest.mark.parametrize(
    ("source", "seconds"),
    [("anullsrc=r=44100", 12), ("sine=frequency=330", 1), ("anoisesrc=amplitude=0.3", 25), ("sine=frequency=200", 0.2)],
    ids=["silence", "one second", "noise", "a fifth of a second"],
)
async def test_sounds_that_are_hardly_songs_get_a_plan(tmp_path: Path, source: str, seconds: float) -> None:
    """Every frame belongs to a shot, silence is called silence, and nothing fails."""
    path = tmp_path / "odd.flac"
    make_sound(path, source, seconds)
    async with audio_service(tmp_path) as audio:
        request = audio_pb2.HearSongRequest(song_uri=await stored(tmp_path, path), plan=PLAN)
        song = (await audio.HearSong(request)).analysis
    assert song.shots[-1].end_frame == song.frames == round(seconds * 24)
    if source.startswith("anull"):
        assert [section.kind for section in song.sections] == [audio_pb2.SECTION_KIND_SILENCE]
        assert not song.beats
        assert song.key.tonic == ""


def make_sound(path: Path, source: str, seconds: float) -> None:
    """A file by ffmpeg from a generated sound."""
    import imageio_ffmpeg

    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        source,
        "-t",
        str(seconds),
        str(path),
    ]
    subprocess.run(command, check=True, timeout=60)


async def test_music_without_tempo_is_cut_by_its_phrases_and_notes(tmp_path: Path) -> None:
    """The network is sure of a beat in each pluck, and yet no cut falls on one."""
    song = tmp_path / "free.flac"
    play_freely(song, seed=1)
    async with audio_service(tmp_path, audio_vocals="none") as audio:
        request = audio_pb2.HearSongRequest(song_uri=await stored(tmp_path, song), plan=PLAN)
        analysis = (await audio.HearSong(request)).analysis
    assert len(analysis.beats) > 50
    assert max(section.beat_trust for section in analysis.sections) < 0.35
    reasons = {shot.cut.reason for shot in analysis.shots}
    assert not reasons & {audio_pb2.CUT_REASON_BEAT, audio_pb2.CUT_REASON_DOWNBEAT}
    assert reasons & {audio_pb2.CUT_REASON_PHRASE, audio_pb2.CUT_REASON_ONSET}


async def test_librosa_hears_beats_without_weights(tmp_path: Path, pop: SongTruth) -> None:
    """Tempo and beats are there, tags are not, and the plan is as long as the song."""
    async with audio_service(tmp_path, audio_beats="librosa", audio_tags="none", audio_vocals="none") as audio:
        request = audio_pb2.HearSongRequest(song_uri=await stored(tmp_path, pop.path), plan=PLAN)
        song = (await audio.HearSong(request)).analysis
    assert song.tempo.bpm == pytest.approx(pop.bpm, rel=0.02)
    assert share_found(pop.beats_seconds, [beat.seconds for beat in song.beats]) > 0.85
    assert not song.tags
    assert song.shots[-1].end_frame == song.frames


@pytest.mark.parametrize(
    ("request_", "status", "field", "says"),
    [
        (audio_pb2.HearSongRequest(plan=PLAN, song_uri="../etc/passwd"), "INVALID_ARGUMENT", "", "artifact:songs/"),
        (audio_pb2.HearSongRequest(plan=PLAN, song_uri=f"artifact:songs/{'0' * 64}.mp3"), "NOT_FOUND", "", "Upload"),
        (audio_pb2.HearSongRequest(song_uri=f"artifact:songs/{'0' * 64}.mp3"), "INVALID_ARGUMENT", "plan.rate", "24/1"),
        (audio_pb2.HearSongRequest(plan=PLAN, label_sets=LABELS), "FAILED_PRECONDITION", "label_sets", "AUDIO_TAGS"),
    ],
    ids=["not a uri", "not stored", "no rate", "labels that musicnn does not take"],
)
async def test_requests_that_cannot_succeed_say_why(
    tmp_path: Path, request_: audio_pb2.HearSongRequest, status: str, field: str, says: str
) -> None:
    """The status, the field and what to do travel to the caller."""
    async with audio_service(tmp_path) as audio:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await audio.HearSong(request_)
    error = read_rpc_error(refused.value)
    assert (error.status.name, error.field) == (status, field)
    assert says in error.message


async def test_a_file_that_is_no_song_is_refused(tmp_path: Path) -> None:
    """The service answers, and hears the next song as if nothing had been."""
    text = tmp_path / "a.mp3"
    text.write_bytes(b"no sound in here " * 99)
    tone = tmp_path / "b.flac"
    make_sound(tone, "sine=frequency=330", 2)
    async with audio_service(tmp_path) as audio:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await audio.HearSong(audio_pb2.HearSongRequest(song_uri=await stored(tmp_path, text), plan=PLAN))
        assert read_rpc_error(refused.value).status == grpc.StatusCode.INVALID_ARGUMENT
        assert "Send an audio file" in read_rpc_error(refused.value).message
        request = audio_pb2.HearSongRequest(song_uri=await stored(tmp_path, tone), plan=PLAN)
        assert (await audio.HearSong(request)).analysis.frames == 48


def started(environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """The service as a process of its own."""
    return subprocess.Popen([sys.executable, "-m", "songreel_audio"], env=environment, stderr=subprocess.DEVNULL)


async def test_a_process_serves_only_after_it_warmed_up_and_ends_on_sigterm(short_folder: Path) -> None:
    """Health says NOT_SERVING, then SERVING, and SIGTERM ends the process with status 0."""
    fetch("beatnet-1", cache_folder=CACHE)
    fetch("musicnn-msd", cache_folder=CACHE)
    fetch("spleeter-2stems", cache_folder=CACHE)
    listen = f"unix:{short_folder}/audio.sock"
    environment = os.environ | {
        "SONGREEL_LISTEN": listen,
        "SONGREEL_ARTIFACTS_URL": f"file://{short_folder}/artifacts",
        "SONGREEL_CACHE_FOLDER": str(CACHE),
    }
    process = started(environment)
    try:
        wait_until((short_folder / "audio.sock").exists, 60, "the socket")  # a first dial in vain would sleep a second
        async with open_channel(listen) as channel:
            healths: Any = health_pb2_grpc.HealthStub(channel)
            deadline, seen = time.monotonic() + 120, []
            while health_pb2.HealthCheckResponse.SERVING not in seen and time.monotonic() < deadline:
                request = health_pb2.HealthCheckRequest(service="songreel.audio.v1.AudioService")
                seen.append((await healths.Check(request, wait_for_ready=True)).status)
        assert seen[-1] == health_pb2.HealthCheckResponse.SERVING
        assert seen[0] == health_pb2.HealthCheckResponse.NOT_SERVING
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()

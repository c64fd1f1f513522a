"""Who sings when, and the words of supplied lyrics, from the audio service to the script, over real gRPC."""

from pathlib import Path

import av
import grpc
import numpy as np
import pytest
import soxr
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2, audio_pb2_grpc
from songreel.script.v1 import script_pb2
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.servicer import build
from songreel_audio.settings import AudioSettings
from songreel_audio.song import HEARING_RATE_HZ
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import read_rpc_error
from songreel_script.settings import ScriptSettings

from tests.contract.test_script import script_service
from tests.processes import served
from tests.real_songs import CACHE, real_song, speech

PLAN = audio_pb2.PlanOptions(rate=audio_pb2.FrameRate(numerator=24, denominator=1))
SPEECH_STARTS_SECONDS, SPEECH_ENDS_SECONDS = 12.0, 23.0
LIMITS = SongLimits(1200, 200_000_000)
PLAIN = "And so my fellow Americans\nask not what your country can do for you\nask what you can do for your country\n"


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instrumental song of half a minute over which somebody speaks from 12 to 23 s."""
    song, voice = (decode_song(path, LIMITS).samples for path in (real_song("happy_acoustic_1"), speech()))
    start = round(SPEECH_STARTS_SECONDS * HEARING_RATE_HZ)
    mixed = 0.3 * song / np.abs(song).max()
    mixed[start : start + len(voice)] += 0.6 * voice / np.abs(voice).max()
    path = tmp_path_factory.mktemp("spoken") / "spoken.wav"
    write_wav(path, mixed.astype(np.float32))
    return path


def write_wav(path: Path, samples: NDArray[np.float32]) -> None:
    """Mono at 44.1 kHz."""
    whole = (soxr.resample(samples, HEARING_RATE_HZ, 44100) * 32767).astype(np.int16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=44100, layout="mono")
        frame = av.AudioFrame.from_ndarray(whole[None], format="s16", layout="mono")
        frame.sample_rate = 44100
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


async def heard(folder: Path, path: Path, lyrics: str = "", **chosen: str) -> audio_pb2.SongAnalysis:
    """The analysis of a song by the service with the light backends, and what else is chosen."""
    light = {"audio_beats": "librosa", "audio_tags": "none", "audio_vocals": "none"}
    places = {"artifacts_url": f"file://{folder}", "cache_folder": CACHE}
    service = build(AudioSettings.model_validate({**places, **light, **chosen}))
    await service.warm_up()
    try:
        async with served(service.register) as channel:
            uri = (await ArtifactStore(f"file://{folder}", CACHE).add_file(path, "songs", path.suffix[1:])).uri
            request = audio_pb2.HearSongRequest(song_uri=uri, plan=PLAN)
            request.lyrics.text = lyrics
            return (await audio_pb2_grpc.AudioServiceStub(channel).HearSong(request)).analysis
    finally:
        await service.close()


async def test_a_voice_is_heard_where_it_is(tmp_path: Path, spoken: Path) -> None:
    """The curve, the sections and the frames of the shots say so, and the instrumental around it is none."""
    song = await heard(tmp_path, spoken, audio_vocals="spleeter")
    assert len(song.vocal.values) == len(song.energy.values)
    sung = np.array(song.vocal.values) >= 0.5
    times = np.arange(len(sung)) / song.vocal.rate_hz
    inside = (times > SPEECH_STARTS_SECONDS + 0.5) & (times < SPEECH_ENDS_SECONDS - 0.5)
    outside = (times < SPEECH_STARTS_SECONDS - 0.5) | (times > SPEECH_ENDS_SECONDS + 0.5)
    assert sung[inside].mean() > 0.6  # he pauses
    assert sung[outside].mean() < 0.02
    share = sum(section.vocal * (section.end_seconds - section.start_seconds) for section in song.sections)
    assert share == pytest.approx(sung.sum() / song.vocal.rate_hz, abs=0.5)
    for shot in song.shots:
        assert len(shot.music.vocal) == shot.end_frame - shot.start_frame
    (credit,) = [credit for credit in song.heard_by if credit.task == "vocals"]
    assert (credit.model, len(credit.weights_sha256), credit.licence) == ("spleeter-2stems", 64, "MIT")


async def test_plain_lyrics_lie_where_the_voice_is(tmp_path: Path, spoken: Path) -> None:
    """Each line in order, within the speech, every word of it unsure."""
    song = await heard(tmp_path, spoken, PLAIN, audio_vocals="spleeter")
    assert [line.text for line in song.lyrics.lines] == PLAIN.splitlines()
    assert song.lyrics.supplied
    assert song.lyrics.lines[0].start_seconds == pytest.approx(SPEECH_STARTS_SECONDS, abs=1)
    assert song.lyrics.lines[-1].end_seconds == pytest.approx(SPEECH_ENDS_SECONDS, abs=1)
    assert all(word.confidence < 0.5 for line in song.lyrics.lines for word in line.words)


@pytest.mark.parametrize(
    "text",
    [
        "[00:02.00]first we wait\n[00:06.00]\n[00:14.00]then we sing\n[00:18.00]\n",
        "[00:02.00]<00:02.00>first <00:03.00>we <00:04.00>wait\n[00:06.00]\n[00:14.00]then we sing\n[00:18.00]\n",
        "1\n00:00:02,000 --> 00:00:06,000\nfirst we wait\n\n2\n00:00:14,000 --> 00:00:18,000\nthen we sing\n",
    ],
    ids=["lrc", "lrc with word times", "srt"],
)
async def test_supplied_lines_reach_the_shots_they_are_sung_in(tmp_path: Path, text: str, spoken: Path) -> None:
    """Heard by the audio service, written by the script service: a shot says the line that is sung in it, or none."""
    song = await heard(tmp_path, spoken, text)
    assert [(line.text, line.start_seconds, line.end_seconds) for line in song.lyrics.lines] == [
        ("first we wait", 2, 6),
        ("then we sing", 14, 18),
    ]
    async with script_service(ScriptSettings(script_backend="rules")) as script:
        stream = script.WriteScript(script_pb2.WriteScriptRequest(analysis=song, seed=1))
        parts = [part async for part in stream]
    said = {shot.index: shot.lyric_line for shot in parts[-1].script.shots}
    for shot in song.shots:
        start, end = shot.start_frame / 24, shot.end_frame / 24
        lines = [(a, b, text) for a, b, text in ((2, 6, "first we wait"), (14, 18, "then we sing"))]
        for a, b, line in lines:
            overlap = min(b, end) - max(a, start)
            assert (line in said[shot.index]) == (overlap >= min(b - a, end - start) / 3)
    assert {"first we wait", "then we sing"} <= set(said.values())


async def test_lyrics_that_are_a_book_are_refused(tmp_path: Path, spoken: Path) -> None:
    """The field is named."""
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await heard(tmp_path, spoken, "la " * 6000)
    error = read_rpc_error(refused.value)
    assert (error.status, error.field) == (grpc.StatusCode.INVALID_ARGUMENT, "lyrics.text")

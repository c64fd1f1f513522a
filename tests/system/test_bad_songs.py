"""Hostile and tired users' songs through the real stack: a film, or one clear sentence; never half a thing."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
import pytest
import soundfile

from tests.probe import probe_film
from tests.processes import wait_until
from tests.stack import Stack, running_stack

ENDED = ("completed", "failed", "cancelled")


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, running_stack(Path(folder)) as stack:
        yield stack


def tone(path: Path, seconds: float, rate_hz: int = 44100, channels: int = 2) -> Path:
    """A pulsing chord."""
    at = np.arange(round(seconds * rate_hz)) / rate_hz
    chord = sum(np.sin(2 * np.pi * hertz * at) for hertz in (220, 277, 330)) / 4
    samples = chord * (0.3 + 0.7 * np.exp(-6 * (at % 0.5)))
    soundfile.write(path, np.repeat(samples[:, None], channels, 1), rate_hz, format="WAV")
    return path


def converted(song: Path, name: str, *flags: str) -> Path:
    """The song as FFmpeg writes it with these flags."""
    out = song.with_name(name)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-i", str(song), *flags, str(out)]
    subprocess.run(command, check=True)
    return out


def ended(stack: Stack, song: Path) -> dict[str, Any]:
    """The video of the song once it has ended, well or not."""
    video_id = stack.create_video(stack.upload(song), seed=1, aspect="1:1")
    wait_until(lambda: stack.video(video_id)["state"] in ENDED, 200, "the video to end")
    return stack.video(video_id)


def assert_refused(stack: Stack, song: Path) -> None:
    """The upload or the video is refused with a sentence for a person, and no film is left behind."""
    with song.open("rb") as file:
        answer = stack.http.post("/v1/songs", files={"file": (song.name, file)})
    if answer.status_code < 400:
        video = ended(stack, song)
        assert video["state"] == "failed", video
        assert not video.get("film")
        problem = video["error"]
    else:
        problem = answer.json()
    assert 400 <= problem["status"] < 500, problem
    assert len(problem["detail"]) > 20, problem
    assert "Traceback" not in str(problem)


NOT_SONGS = {
    "zero bytes.mp3": b"",
    "a text.mp3": b"Dear Sir or Madam,\n" * 400,
    "noise.flac": bytes(np.random.default_rng(0).integers(0, 256, 50_000, dtype=np.uint8)),
    "only a head.wav": b"RIFF\xff\xff\xff\xffWAVEfmt ",
    "page.ogg": b"<!doctype html><title>404</title>" * 50,
}


@pytest.mark.parametrize("name", NOT_SONGS)
def test_what_is_no_song_is_refused_with_a_sentence(stack: Stack, tmp_path: Path, name: str) -> None:
    """Not audio, whatever its name says: a 4xx problem whose detail says what to do."""
    path = tmp_path / name
    path.write_bytes(NOT_SONGS[name])
    assert_refused(stack, path)


def test_a_picture_without_sound_is_refused(stack: Stack, tmp_path: Path) -> None:
    """A video file that has no audio stream is no song."""
    out = tmp_path / "silent film.mp4"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "testsrc=d=1", str(out)]
    subprocess.run(command, check=True)
    assert_refused(stack, out)


ODD_SONGS = {
    "one second": lambda f: tone(f / "s.wav", 1.0),
    "silence": lambda f: silence(f / "s.wav"),
    "mono 8 kHz": lambda f: tone(f / "s.wav", 3, 8000, 1),
    "96 kHz": lambda f: tone(f / "s.wav", 6, 96000),
    "5.1": lambda f: tone(f / "s.wav", 3, 48000, 6),
    "wrong extension": lambda f: tone(f / "s.wav", 3).rename(f / "s.mp3"),
    "no extension": lambda f: tone(f / "s.wav", 3).rename(f / "s"),
    "truncated": lambda f: truncated(converted(tone(f / "s.wav", 6), "s.mp3")),
    "m4a": lambda f: converted(tone(f / "s.wav", 3.3), "s.m4a", "-c:a", "aac"),
    "opus": lambda f: converted(tone(f / "s.wav", 3.3), "s.opus"),
    "flac": lambda f: converted(tone(f / "s.wav", 3.3), "s.flac"),
}


def silence(path: Path) -> Path:
    soundfile.write(path, np.zeros((3 * 44100, 2)), 44100)
    return path


def truncated(song: Path) -> Path:
    song.write_bytes(song.read_bytes()[: song.stat().st_size * 2 // 3])
    return song


@pytest.mark.parametrize("kind", ODD_SONGS)
def test_an_odd_song_gives_a_film_of_its_length(stack: Stack, tmp_path: Path, kind: str) -> None:
    """Whatever FFmpeg can decode becomes a film with every frame of it."""
    video = ended(stack, ODD_SONGS[kind](tmp_path))
    assert video["state"] == "completed", video
    film = tmp_path / "film.mp4"
    film.write_bytes(stack.download(video["id"]))
    probe = probe_film(film)
    analysis = stack.http.get(f"/v1/videos/{video['id']}/analysis").json()
    duration = analysis.get("durationSeconds") or analysis["duration_seconds"]
    assert probe.frames == round(duration * 24)
    assert abs(probe.picture_start_seconds - probe.sound_start_seconds) < 0.001
    assert probe.sound_seconds >= duration - 0.001


HOSTILE_NAMES = [
    "my  song.wav",
    'it\'s "mine".wav',
    "two\nlines.wav",
    "..%2f..%2fetc.wav",
    "ünïcödé 歌.wav",
    "a" * 200 + ".wav",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_is_only_a_name(stack: Stack, tmp_path: Path, name: str) -> None:
    """Spaces, quotes, newlines and escapes in a song's name change nothing but the name it is shown by."""
    song = tone(tmp_path / "s.wav", 1.5)
    with song.open("rb") as file:
        answer = stack.http.post("/v1/songs", files={"file": (name, file)})
    assert answer.status_code in (200, 201), answer.text
    video_id = stack.create_video(answer.json()["id"], seed=1, aspect="1:1")
    assert stack.wait_for_film(video_id)["state"] == "completed"
    download = stack.http.get(f"/v1/videos/{video_id}/film")
    disposition = download.headers["content-disposition"]
    assert "\n" not in disposition
    assert "/" not in disposition.split("filename", 1)[1].replace("UTF-8''", "").split(";")[0]

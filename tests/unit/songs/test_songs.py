"""The synthesised songs are what their truth says: otherwise every test that uses them is worth nothing."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.songs import synthesise

SECTIONS = (("intro", 2, 0.4), ("verse", 4, 0.5), ("chorus", 4, 0.9), ("verse", 4, 0.5), ("chorus", 4, 0.9))


def decode(path: Path, rate: int = 22_050) -> NDArray[np.float32]:
    """(samples,) float32, mixed to mono."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(path), "-ac", "1", "-ar", str(rate)]
    done = subprocess.run([*command, "-f", "f32le", "-"], check=True, capture_output=True, timeout=60)
    return np.frombuffer(done.stdout, np.float32)


def onset_strength(sound: NDArray[np.float32], seconds: NDArray[np.float64], rate: int = 22_050) -> float:
    """How much louder the 30 ms after these times are than the 30 ms before, on average, in log energy."""
    gains = []
    for at in np.round(seconds * rate).astype(int):
        before, after = sound[max(0, at - rate * 3 // 100) : at], sound[at : at + rate * 3 // 100]
        if len(before) and len(after):
            gains.append(np.log(np.mean(after**2) + 1e-6) - np.log(np.mean(before**2) + 1e-6))
    return float(np.mean(gains))


@pytest.mark.parametrize(("bpm", "beats_per_bar", "lead_in"), [(120.0, 4, 0.0), (93.5, 3, 0.41), (171.0, 4, 0.2)])
def test_sound_begins_on_the_beats(tmp_path: Path, bpm: float, beats_per_bar: int, lead_in: float) -> None:
    """The rise of energy at the true beats exceeds that anywhere between them."""
    path = tmp_path / "song.wav"
    song = synthesise(path, bpm=bpm, beats_per_bar=beats_per_bar, sections=SECTIONS, lead_in_seconds=lead_in)
    sound = decode(path)
    at_beats = onset_strength(sound, song.beats_seconds)
    for part in (0.15, 0.35, 0.6, 0.85):
        assert at_beats > onset_strength(sound, song.beats_seconds + part * 60 / bpm) + 0.5
    assert np.allclose(np.diff(song.downbeats_seconds), beats_per_bar * 60 / bpm)
    assert song.beats_seconds[0] == song.sections[0].start_seconds == lead_in


def test_sections_meet_and_fill_the_song(tmp_path: Path) -> None:
    """Each section starts where the last one ends, on a downbeat; the loud ones are loud."""
    path = tmp_path / "song.wav"
    song = synthesise(path, bpm=120, sections=SECTIONS, tail_seconds=1.0)
    sound = decode(path)
    assert [s.end_seconds for s in song.sections[:-1]] == list(song.edges_seconds)
    assert set(song.edges_seconds) <= set(song.downbeats_seconds)
    assert len(sound) / 22_050 == pytest.approx(song.duration_seconds, abs=1e-3)
    level = {s.kind: np.std(sound[int(s.start_seconds * 22_050) : int(s.end_seconds * 22_050)]) for s in song.sections}
    assert level["chorus"] > 1.5 * level["verse"] > 1.5 * level["intro"]


def test_a_repeated_chorus_is_the_same_sound(tmp_path: Path) -> None:
    """Once the last section has rung out, the second chorus equals the first; the verse does not."""
    path = tmp_path / "song.wav"
    song = synthesise(path, bpm=120, sections=SECTIONS)
    sound = decode(path)
    two, last = (int((s.start_seconds + 2) * 22_050) for s in song.sections if s.kind == "chorus")
    verse = int((song.sections[1].start_seconds + 2) * 22_050)
    span = 4 * 22_050
    assert np.corrcoef(sound[two : two + span], sound[last : last + span])[0, 1] > 0.999
    assert abs(np.corrcoef(sound[two : two + span], sound[verse : verse + span])[0, 1]) < 0.7


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    """Bytes are equal for equal arguments, and not for another seed."""
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        synthesise(tmp_path / f"{name}.wav", sections=(("verse", 2, 0.5),), seed=seed)
    a, b, c = ((tmp_path / f"{name}.wav").read_bytes() for name in "abc")
    assert a == b != c


@pytest.mark.parametrize("suffix", ["mp3", "m4a", "flac", "ogg", "opus"])
def test_a_song_comes_in_every_format(tmp_path: Path, suffix: str) -> None:
    """The file decodes to the length of the truth, within an encoder's padding."""
    song = synthesise(tmp_path / f"song.{suffix}", sections=(("chorus", 2, 0.9),))
    assert len(decode(song.path)) / 22_050 == pytest.approx(song.duration_seconds, abs=0.06)

"""The synthesised songs are what their truth says: otherwise every test that uses them is worth nothing."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.band import SectionPlan, drum_pattern
from tests.song_book import written_song
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


def test_a_tempo_ramp_goes_evenly_from_one_tempo_to_the_other(tmp_path: Path) -> None:
    """Gaps shrink from beat to beat, the first and last are those of the two tempi, and sound begins on them."""
    song = synthesise(tmp_path / "song.wav", bpm=100, end_bpm=130, sections=SECTIONS)
    gaps = np.diff(song.beats_seconds)
    assert (np.diff(gaps) < 0).all()
    assert (60 / gaps[[0, -1]]).tolist() == pytest.approx([100, 130], rel=0.01)
    between = (song.beats_seconds[:-1] + song.beats_seconds[1:]) / 2 + 0.03
    sound = decode(song.path)
    assert onset_strength(sound, song.beats_seconds) > onset_strength(sound, between) + 0.5


@pytest.mark.parametrize(("swing", "beats_per_bar", "division"), [(0.5, 4, 2), (2 / 3, 4, 2), (0.5, 2, 3)])
def test_the_parts_of_a_beat_fall_where_the_feel_puts_them(
    tmp_path: Path, swing: float, beats_per_bar: int, division: int
) -> None:
    """Of all places within the beat, sound begins at the second eighth: late in swing, at a third in 6/8."""
    song = synthesise(
        tmp_path / "song.wav",
        bpm=80,
        swing=swing,
        beats_per_bar=beats_per_bar,
        division=division,
        sections=(("intro", 8, 0.5),),
    )
    sound = decode(song.path)
    places = {"third": 1 / 3, "half": 1 / 2, "two thirds": 2 / 3}
    rises = {name: onset_strength(sound, song.beats_seconds + at * 60 / 80) for name, at in places.items()}
    written = {"third", "two thirds"} if division == 3 else {"two thirds" if swing > 0.5 else "half"}
    assert min(rises[name] for name in written) > max(rises[name] for name in set(places) - written) + 0.5


def test_silence_is_silent_and_has_no_beats(tmp_path: Path) -> None:
    """Once the last notes have rung out nothing sounds, and the next section begins where it was written."""
    sections = (("verse", 4, 0.5), ("silence", 1.8, 0.0), ("chorus", 4, 0.9))
    song = synthesise(tmp_path / "song.wav", bpm=100, sections=sections)
    quiet = song.sections[1]
    sound = decode(song.path)
    assert (
        np.abs(sound[int((quiet.start_seconds + 2) * 22_050) : int((quiet.end_seconds - 0.01) * 22_050)]).max() < 1e-3
    )
    inside = (song.beats_seconds >= quiet.start_seconds) & (song.beats_seconds < quiet.end_seconds)
    assert not inside.any()
    assert quiet.end_seconds in song.downbeats_seconds


def test_noise_is_as_loud_as_it_was_asked_to_be(tmp_path: Path) -> None:
    """In a silence the hiss is that many decibels under the song."""
    sections = (("chorus", 4, 0.9), ("silence", 2, 0.0), ("chorus", 4, 0.9))
    song = synthesise(tmp_path / "song.wav", bpm=120, sections=sections, noise_db=20, tail_seconds=0)
    music, silence = song.sections[:2]
    sound = decode(song.path)
    loud = sound[: int(music.end_seconds * 22_050)].std()
    hiss = sound[int((silence.start_seconds + 2) * 22_050) : int(silence.end_seconds * 22_050)].std()
    # mixed to mono, the hiss of two channels loses 3 dB; the music's level is that of the whole song, silence and all
    assert 20 * np.log10(loud / hiss) == pytest.approx(20 + 3 + 1.5, abs=1)


def test_drums_take_half_or_double_time_under_the_same_beat() -> None:
    """The snare falls on 2 and 4, on 3 alone, or between all beats."""
    snares = {
        drums: [beat for beat, _, snare in drum_pattern(4, drums) if snare] for drums in ("straight", "half", "double")
    }
    assert snares == {"straight": [1, 3], "half": [2], "double": [0.5, 1.5, 2.5, 3.5]}
    assert SectionPlan("verse", 4, 0.5).drums == "straight"


def test_fifty_written_songs_hold_every_tempo_metre_and_difficulty() -> None:
    """None of what the benchmark is to measure is missing, and a number always writes the same song."""
    songs = [written_song(number) for number in range(50)]
    assert {song.metre for song in songs} == {"3/4", "4/4", "6/8"}
    assert {word for song in songs for word in song.hard.split(", ")} > {
        "swing",
        "ramp",
        "silence",
        "noise",
        "half-time",
    }
    assert min(song.bpm for song in songs) < 65
    assert max(song.bpm for song in songs) > 185
    assert songs[17] == written_song(17)


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

"""Levels, metres and hushes, on songs of which the truth is known; no weights."""

from pathlib import Path

import numpy as np
import pytest
from songreel.audio.v1 import audio_pb2
from songreel_audio.bar_pointer import ANY_TEMPO, NO_METRE, BeatGrid, track_beats
from songreel_audio.beats import find_pulse
from songreel_audio.curves import Curves, draw_curves
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.downbeats import place_downbeats
from songreel_audio.hush import find_hushes
from songreel_audio.levels import compound, settle_level
from songreel_audio.plan.moments import BEAT_PACED_TRUST
from songreel_audio.sections import find_sections
from songreel_audio.tempo import Pulse, doubted
from songreel_audio.turns import find_turns

from tests.band import SectionPlan
from tests.songs import SongTruth, play_freely, synthesise

LIMITS = SongLimits(1200, 200_000_000)
SECTIONS = (("verse", 8, 0.5), ("chorus", 8, 0.9), ("verse", 8, 0.5))


def pulse_of(seconds: np.ndarray, bpm: float) -> Pulse:
    """A trusted pulse of these beats."""
    return Pulse(BeatGrid(seconds, np.arange(len(seconds)) % 4 + 1, 4), bpm, np.ones(len(seconds)))


def heard(path: Path, **written: object) -> tuple[SongTruth, Curves]:
    """A synthesised song and its curves."""
    truth = synthesise(path, **{"sections": SECTIONS, **written})  # type: ignore[arg-type]  # as synthesise names them
    return truth, draw_curves(decode_song(truth.path, LIMITS).samples)


@pytest.mark.parametrize(("bpm", "counted"), [(172.0, 86.0), (172.0, 172.0), (88.0, 88.0), (110.0, 110.0)])
def test_fast_songs_counted_at_half_are_counted_anew_and_others_stay(
    tmp_path: Path, bpm: float, counted: float
) -> None:
    """Where the places between the beats are beats as well, and a bar would have two beats, it is twice as fast."""
    truth, curves = heard(tmp_path / "song.wav", bpm=bpm)
    beats = {bpm: truth.beats_seconds, bpm / 2: truth.beats_seconds[::2]}
    settled = settle_level(
        pulse_of(beats[counted], counted), curves, lambda at: pulse_of(beats.get(at, beats[bpm]), at)
    )
    assert settled.bpm == bpm


@pytest.mark.parametrize("beats_per_bar", [3, 4])
def test_a_slow_song_counted_twice_too_fast_is_counted_anew(tmp_path: Path, beats_per_bar: int) -> None:
    """Little begins between its beats, and harmony moves in bars of eight or six: at any tempo, not above one alone."""
    truth, curves = heard(tmp_path / "song.wav", bpm=62, beats_per_bar=beats_per_bar)
    beats = truth.beats_seconds
    twice = np.interp(np.arange(0, len(beats) - 0.75, 0.5), np.arange(len(beats)), beats)
    settled = settle_level(pulse_of(twice, 124), curves, lambda at: pulse_of(beats if at < 80 else twice, at))
    assert settled.bpm == 62


def test_a_fast_waltz_counted_at_half_is_counted_anew(tmp_path: Path) -> None:
    """Its bars have one and a half of the slow beats, so that no number of them opens with the harmony."""
    truth, curves = heard(tmp_path / "song.wav", bpm=180, beats_per_bar=3, noise_db=14)
    beats = {180: truth.beats_seconds, 90: truth.beats_seconds[::2]}
    settled = settle_level(pulse_of(beats[90], 90), curves, lambda at: pulse_of(beats.get(round(at), beats[180]), at))
    assert settled.bpm == 180


def test_a_compound_song_counted_across_its_beats_is_counted_anew(tmp_path: Path) -> None:
    """In 6/8 a tracker takes every second eighth; the dotted quarters are struck harder, and fall into three."""
    truth, curves = heard(tmp_path / "song.wav", bpm=76, beats_per_bar=2, division=3)
    beats = truth.beats_seconds
    across = np.interp(np.arange(0, len(beats) - 1, 2 / 3), np.arange(len(beats)), beats)
    right = pulse_of(beats, 76)
    settled = settle_level(pulse_of(across, 114), curves, lambda at: right if at < 100 else pulse_of(across, at))
    assert settled.bpm == 76
    assert compound(right, curves)


@pytest.mark.parametrize("swing", [0.5, 0.66])
def test_straight_and_swung_beats_are_not_compound(tmp_path: Path, swing: float) -> None:
    """Swing strikes the last third, but not the first."""
    truth, curves = heard(tmp_path / "song.wav", bpm=100, swing=swing)
    assert not compound(pulse_of(truth.beats_seconds, 100), curves)


@pytest.mark.parametrize(("metre", "is_compound"), [(4, False), (3, False), (2, True)])
def test_a_bar_has_as_many_beats_as_the_harmony_needs_to_move(metre: int, is_compound: bool) -> None:
    """Chords that change every two, three or four beats make bars of as many, with the change on the downbeat."""
    beats = np.arange(72, dtype=np.float64) * 0.5
    chroma = np.zeros((1850, 12), np.float32)
    for bar in range(72 // metre + 1):
        chroma[bar * metre * 25 : (bar + 1) * metre * 25, [bar * 5 % 12, (bar * 5 + 4) % 12]] = 1
    grid = place_downbeats(
        BeatGrid(beats, np.ones(72, np.int64), 1), np.full((1850, 2), 0.3, np.float32), chroma, compound=is_compound
    )
    assert grid.beats_per_bar == metre
    assert grid.positions.tolist() == (np.arange(72) % metre + 1).tolist()


@pytest.mark.parametrize("noise_db", [None, 16.0])
def test_a_pause_has_no_beats_and_is_a_section_that_ends_on_one(tmp_path: Path, noise_db: float | None) -> None:
    """Also where hiss goes on: whatever the network hears in it, nobody plays; edges are where they were written."""
    sections = (SectionPlan("verse", 8, 0.5), SectionPlan("silence", 2.3, 0.0), SectionPlan("chorus", 8, 0.9))
    truth, curves = heard(tmp_path / "song.wav", bpm=120, sections=sections, noise_db=noise_db)
    quiet = truth.sections[1]
    ((start, end),) = find_hushes(curves)
    assert (start, end) == pytest.approx((quiet.start_seconds, quiet.end_seconds), abs=0.35)
    probabilities = np.full((len(curves.onset), 2), 0.02, np.float32)
    frames = np.round(np.arange(0, truth.duration_seconds, 0.5) * 50).astype(int)  # on through the pause
    probabilities[frames[frames < len(probabilities)], 0] = 0.8
    pulse = find_pulse(probabilities, curves)
    inside = (pulse.grid.seconds > quiet.start_seconds + 0.6) & (pulse.grid.seconds < quiet.end_seconds - 0.1)
    assert not inside.any()
    silences = [
        section
        for section in find_sections(curves, pulse_of(truth.beats_seconds, 120), None, truth.duration_seconds)
        if section.kind == audio_pb2.SECTION_KIND_SILENCE
    ]
    assert [(s.start_seconds, s.end_seconds) for s in silences] == [
        pytest.approx((quiet.start_seconds, quiet.end_seconds), abs=0.05)
    ]


def test_a_song_surges_into_its_choruses_and_drops_out_of_them(tmp_path: Path) -> None:
    """Each is found once, on the downbeat where it was written, and a song of one level has none."""
    truth, curves = heard(tmp_path / "song.wav", bpm=120, sections=(*SECTIONS, *SECTIONS[1:]))
    turns = find_turns(curves, pulse_of(truth.beats_seconds, 120))
    assert [turn.seconds for turn in turns] == pytest.approx(truth.edges_seconds.tolist())
    assert [turn.change > 0 for turn in turns] == [True, False, True, False]
    truth, curves = heard(tmp_path / "even.wav", bpm=120, sections=(("chorus", 16, 0.9),))
    assert find_turns(curves, pulse_of(truth.beats_seconds, 120)) == []


def test_a_tracker_without_metre_finds_the_beat_alone() -> None:
    """Every beat of an even song is found, each a downbeat of its own."""
    probabilities = np.full((40 * 25, 2), 0.01, np.float32)
    probabilities[np.arange(40) * 25, 1] = 0.9
    grid = track_beats(probabilities, ANY_TEMPO, NO_METRE)
    assert np.diff(grid.seconds).tolist() == pytest.approx([0.5] * 39)
    assert set(grid.positions.tolist()) == {1}


@pytest.mark.parametrize("seed", [0, 1])
def test_a_grid_laid_over_free_playing_is_not_trusted(tmp_path: Path, seed: int) -> None:
    """However clear and even its beats are said to be; a band's own grid is trusted as before, swung or not."""
    play_freely(tmp_path / "free.wav", seed=seed)
    curves = draw_curves(decode_song(tmp_path / "free.wav", LIMITS).samples)
    assert doubted(pulse_of(np.arange(90) * 0.68, 60 / 0.68), curves.onset).trust(0, 60) < BEAT_PACED_TRUST / 2
    for swing in (0.5, 0.64):
        truth, curves = heard(tmp_path / "song.wav", bpm=126, swing=swing)
        assert doubted(pulse_of(truth.beats_seconds, 126), curves.onset).trust(0, truth.beats_seconds[-1]) > 0.95

"""Beats, tempo, key, curves and sections, on sounds of which the truth is known; no weights."""

from pathlib import Path

import numpy as np
import pytest
from madmom_infer.features.downbeats import DBNDownBeatTrackingProcessor
from songreel.audio.v1 import audio_pb2
from songreel_audio.bar_pointer import BeatGrid, track_beats
from songreel_audio.curves import CURVE_RATE_HZ, draw_curves
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.downbeats import place_downbeats
from songreel_audio.key import find_key
from songreel_audio.sections import find_sections
from songreel_audio.song import HEARING_RATE_HZ, Song
from songreel_audio.spectra import mel_filters
from songreel_audio.tempo import Pulse, feel_pulse
from songreel_audio.warm_up import warm_up_song

from tests.songs import SongTruth, synthesise

LIMITS = SongLimits(1200, 200_000_000)


@pytest.fixture(scope="module")
def pop(tmp_path_factory: pytest.TempPathFactory) -> tuple[SongTruth, Song]:
    """A synthesised song in A minor at 126 BPM with a pickup."""
    path: Path = tmp_path_factory.mktemp("songs") / "pop.wav"
    truth = synthesise(path, bpm=126, key="A minor", lead_in_seconds=0.7)
    return truth, decode_song(path, LIMITS)


def clicks(beats: int, gap_frames: int, metre: int, seed: int) -> np.ndarray:
    """(frames, 2) noisy probabilities with a beat every `gap_frames`."""
    rng = np.random.default_rng(seed)
    out = rng.uniform(0.005, 0.05, (beats * gap_frames, 2)).astype(np.float32)
    for beat in range(beats):
        at = beat * gap_frames + int(rng.integers(0, 2))
        out[at, int(beat % metre == 0)] = rng.uniform(0.5, 0.9)
        out[at, int(beat % metre != 0)] = 0.05
    return out


@pytest.mark.parametrize(("gap", "metre", "seed"), [(25, 4, 0), (31, 3, 1), (19, 4, 2), (40, 2, 3)])
def test_the_beat_decoder_finds_the_same_path_as_the_reference(gap: int, metre: int, seed: int) -> None:
    """Stepping from beat to beat changes nothing against madmom's frame-by-frame Viterbi."""
    probabilities = clicks(40, gap, metre, seed)
    reference = DBNDownBeatTrackingProcessor(beats_per_bar=[2, 3, 4], fps=50)(probabilities)
    grid = track_beats(probabilities)
    assert grid.seconds.tolist() == reference[:, 0].tolist()
    assert grid.positions.tolist() == reference[:, 1].astype(int).tolist()


def test_silence_has_no_beats() -> None:
    """Probabilities near zero give an empty grid."""
    assert len(track_beats(np.full((500, 2), 0.001, np.float32)).seconds) == 0


def test_tempo_is_exact_although_beats_lie_on_a_coarse_grid_and_some_are_lost() -> None:
    """The refitted tempo is within 0.1 % where the median gap is 2 % off."""
    exact = np.arange(200) * 60 / 139.0
    heard = np.delete(np.round(exact * 50) / 50, [40, 41, 97, 150])
    pulse = feel_pulse(BeatGrid(heard, np.ones(len(heard), np.int64), 4), np.full(len(heard), 0.9))
    assert pulse.bpm == pytest.approx(139.0, rel=1e-3)
    assert abs(60 / np.median(np.diff(heard)) / 139 - 1) > 0.01


def test_faint_or_uneven_beats_are_not_trusted() -> None:
    """Trust is high for clear steady beats, low for faint ones, and lower for uneven than for steady ones."""
    rng = np.random.default_rng(5)
    steady = np.arange(60) * 0.5
    uneven = np.cumsum(rng.uniform(0.3, 0.8, 60))

    def trust(seconds: np.ndarray, clarity: float) -> float:
        grid = BeatGrid(seconds, np.ones(60, np.int64), 4)
        return feel_pulse(grid, np.full(60, clarity)).trust(0, float(seconds[-1]))

    assert trust(steady, 0.8) > 0.95
    assert trust(steady, 0.2) < 0.2
    assert trust(uneven, 0.8) < 0.75


def test_downbeats_move_to_where_chords_change() -> None:
    """Bars counted two beats late are counted anew when the harmony says so."""
    beats = np.arange(64, dtype=np.float64) * 0.5
    late = BeatGrid(beats, (np.arange(64) + 2) % 4 + 1, 4)
    probabilities = np.full((1650, 2), 0.3, np.float32)
    chroma = np.zeros((1600, 12), np.float32)
    for bar in range(16):
        chroma[bar * 100 : (bar + 1) * 100, [bar * 5 % 12, (bar * 5 + 4) % 12]] = 1
    assert place_downbeats(late, probabilities, chroma).positions.tolist() == (np.arange(64) % 4 + 1).tolist()


@pytest.mark.parametrize("key", ["C major", "A minor", "Eb major", "G minor"])
def test_the_key_of_a_synthesised_song_is_heard(tmp_path: Path, key: str) -> None:
    """Tonic and mode are those the song was written in."""
    sharps = {"Eb": "D#"}
    path = synthesise(tmp_path / "a.wav", key=key, bpm=160).path
    heard = find_key(draw_curves(decode_song(path, LIMITS).samples).chroma)
    tonic, mode = key.split()
    assert (heard.tonic, heard.minor) == (sharps.get(tonic, tonic), mode == "minor")


def test_noise_and_silence_have_no_key() -> None:
    """Silence has none at all; noise has no confidence."""
    assert find_key(np.zeros((100, 12), np.float32)).tonic == ""
    noise = np.random.default_rng(0).standard_normal(HEARING_RATE_HZ * 5).astype(np.float32) * 0.1
    assert find_key(draw_curves(noise).chroma).confidence < 0.2


def test_curves_follow_the_sound(pop: tuple[SongTruth, Song]) -> None:
    """Energy ranks the sections as written, onsets stand on beats, and all values lie in [0, 1]."""
    truth, song = pop
    curves = draw_curves(song.samples)
    assert len(curves.energy) == pytest.approx(song.duration_seconds * CURVE_RATE_HZ, abs=2)
    for curve in (curves.energy, curves.onset):
        assert 0 <= curve.min() <= curve.max() <= 1
    means = [curves.energy[int(s.start_seconds * 50) : int(s.end_seconds * 50)].mean() for s in truth.sections]
    assert means[0] < means[1] < means[2]
    on_beat = np.round(truth.beats_seconds * 50).astype(int)
    near = np.stack([curves.onset[on_beat + shift] for shift in (-1, 0, 1, 2)]).max(0)
    assert near.mean() > 4 * curves.onset.mean()


def test_mel_filters_are_those_of_librosa() -> None:
    """The networks were trained on them."""
    from librosa.filters import mel

    assert np.abs(mel_filters(16000, 512, 96).T - mel(sr=16000, n_fft=512, n_mels=96)).max() < 1e-6


def test_sections_begin_where_they_were_written(pop: tuple[SongTruth, Song]) -> None:
    """With the true beat, every edge is found on its downbeat, repeats share a letter, and the loud one is a chorus."""
    truth, song = pop
    grid = BeatGrid(truth.beats_seconds, np.arange(len(truth.beats_seconds)) % 4 + 1, 4)
    pulse = Pulse(grid, truth.bpm, np.ones(len(truth.beats_seconds)))
    sections = find_sections(draw_curves(song.samples), pulse, None, song.duration_seconds)
    found = np.array([section.start_seconds for section in sections[1:]])
    assert all(np.abs(found - edge).min() < 0.05 for edge in truth.edges_seconds)
    assert len(found) <= len(truth.edges_seconds) + 1
    by_kind: dict[str, set[str]] = {}
    for written in truth.sections:
        middle = (written.start_seconds + written.end_seconds) / 2
        heard = next(s for s in sections if s.start_seconds <= middle < s.end_seconds)
        by_kind.setdefault(written.kind, set()).add(heard.letter)
        if written.kind == "chorus":
            assert heard.kind == audio_pb2.SECTION_KIND_CHORUS
    assert [len(letters) for letters in by_kind.values()] == [1, 1, 1]
    assert sections[0].start_seconds == 0
    assert sections[-1].end_seconds == song.duration_seconds


def test_a_long_silence_is_a_section_of_its_own() -> None:
    """Seconds without sound are told from the music around them."""
    song = warm_up_song()
    samples = song.samples.copy()
    samples[3 * HEARING_RATE_HZ : int(6.5 * HEARING_RATE_HZ)] = 0
    grid = BeatGrid(np.arange(20, dtype=np.float64) * 0.5, np.arange(20) % 4 + 1, 4)
    sections = find_sections(draw_curves(samples), Pulse(grid, 120.0, np.ones(20)), None, 10.0)
    silent = [section for section in sections if section.kind == audio_pb2.SECTION_KIND_SILENCE]
    assert len(silent) == 1
    assert silent[0].start_seconds == pytest.approx(3, abs=0.2)
    assert silent[0].end_seconds == pytest.approx(6.5, abs=0.2)

"""The beats of a song from the probabilities of a network: tracked, held to one tempo, counted at the right speed."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from songreel_audio.bar_pointer import FRAMES_PER_SECOND, NO_BEATS, SLOWEST_BPM, BeatGrid, TempoRange, track_beats
from songreel_audio.curves import CURVE_RATE_HZ, Curves
from songreel_audio.downbeats import place_downbeats
from songreel_audio.tempo import Pulse, feel_pulse

TEMPO_DRIFT = 0.15
"""How far a band strays from its tempo."""
FAST_BPM = 125.0
"""Slower grids are not doubted."""
LEAST_ONSETS_PER_BEAT = 1.0
"""Fewer, and the grid counts twice too fast: of the calm test tracks, three of the five that are tracked at double
tempo have 0.7 to 0.9; of the fast ones none has less than 1.16."""
LEAST_BEATS = 4
"""Fewer make no pulse."""
CLEAR_ONSET = 0.15
CLOSEST_ONSETS_SECONDS = 0.06

Floats = NDArray[np.float32]


def find_pulse(probabilities: Floats, curves: Curves) -> Pulse:
    """The pulse from (frames, 2) probabilities of beat and downbeat, and the song's onsets and harmony."""
    pulse = _felt(probabilities, track_beats(probabilities))
    if _changes_level(pulse):
        pulse = _felt(probabilities, track_beats(probabilities, _around(pulse.bpm)))
    if pulse.bpm > FAST_BPM and _onsets_per_beat(curves.onset, pulse.bpm) < LEAST_ONSETS_PER_BEAT:
        pulse = _felt(probabilities, track_beats(probabilities, _around(pulse.bpm / 2)))
    return replace(pulse, grid=place_downbeats(pulse.grid, probabilities, curves.chroma))


def _felt(probabilities: Floats, grid: BeatGrid) -> Pulse:
    if len(grid.seconds) < LEAST_BEATS:
        grid = NO_BEATS
    frames = np.round(grid.seconds * FRAMES_PER_SECOND).astype(int)
    clarity = probabilities.max(1)[np.minimum(frames, len(probabilities) - 1)].astype(np.float64)
    return feel_pulse(grid, clarity)


def _around(bpm: float) -> TempoRange:
    return TempoRange(max(SLOWEST_BPM, bpm) * (1 - TEMPO_DRIFT), bpm * (1 + TEMPO_DRIFT))


def _changes_level(pulse: Pulse) -> bool:
    """Whether part of the song is counted in half, double or one and a half times the tempo of the rest."""
    if not pulse.bpm:
        return False
    tempi = 60 / np.diff(pulse.grid.seconds)
    ratio = np.maximum(tempi / pulse.bpm, pulse.bpm / tempi)
    return bool((ratio > 1 + 2 * TEMPO_DRIFT).mean() > 0.04)


def _onsets_per_beat(onset: Floats, bpm: float) -> float:
    peaks, _ = find_peaks(onset, height=CLEAR_ONSET, distance=round(CLOSEST_ONSETS_SECONDS * CURVE_RATE_HZ))
    return len(peaks) / (len(onset) / CURVE_RATE_HZ) * 60 / bpm

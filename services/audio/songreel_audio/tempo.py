"""A steadied beat grid, its tempo, and how far it may be trusted.

Trackers put beats on a 20 ms grid and sometimes lose or add one. The tempo is refitted here by a line through each
stretch of beats that keep step with each other, so that neither the grid nor a lost beat bends it.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from songreel_audio.bar_pointer import BeatGrid
from songreel_audio.concord import concord

STEP_TOLERANCE = 0.12
"""A gap further than this from its neighbourhood's median, in beats, breaks a stretch."""
LARGEST_JUMP = 0.2
"""From one gap to the next; more is another tempo."""
LEAST_STRETCH_BEATS = 8
NEIGHBOURS = 4
"""Beats on each side that a beat is steadied by."""
FURTHEST_CORRECTION_SECONDS = 0.02
FAINT, CLEAR = 0.15, 0.6
"""Mean beat probability of music without and with an audible beat."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pulse:
    """The beat of a song."""

    grid: BeatGrid
    bpm: float
    """0 when there are no beats."""
    beat_trust: Floats
    """(beats,) in [0, 1]: clear, in step with its neighbours, and what is struck about it keeps to the grid."""

    def trust(self, start_seconds: float, end_seconds: float) -> float:
        """Trust in the grid over a stretch: its beats' mean, less the share of the stretch that has none."""
        if not self.bpm or end_seconds <= start_seconds:
            return 0.0
        inside = (self.grid.seconds >= start_seconds) & (self.grid.seconds < end_seconds)
        if not inside.any():
            return 0.0
        covered = inside.sum() * 60 / self.bpm / (end_seconds - start_seconds)
        return float(self.beat_trust[inside].mean() * min(1.0, covered))


def feel_pulse(grid: BeatGrid, clarity: Floats) -> Pulse:
    """The pulse of a tracked grid; `clarity` is the tracker's probability of each beat, (beats,) in [0, 1]."""
    if len(grid.seconds) < 2:
        return Pulse(grid, 0.0, np.zeros(len(grid.seconds)))
    gaps = np.diff(grid.seconds)
    in_step = _in_step(gaps)
    bpm = _bpm(grid.seconds, gaps, in_step)
    steady = np.concatenate([in_step[:1], in_step]) & np.concatenate([in_step, in_step[-1:]])
    clear = np.clip((clarity - FAINT) / (CLEAR - FAINT), 0, 1)
    steadied = replace(grid, seconds=_steadied(grid.seconds, gaps, in_step))
    return Pulse(steadied, bpm, clear * np.where(steady, 1.0, 0.5))


def doubted(pulse: Pulse, onset: NDArray[np.float32]) -> Pulse:
    """The same pulse, trusted less where the song's onsets do not keep to its grid."""
    return replace(pulse, beat_trust=pulse.beat_trust * concord(pulse.grid, onset))


def _in_step(gaps: Floats) -> NDArray[np.bool_]:
    """(gaps,) whether each gap is about as long as those around it."""
    if len(gaps) <= NEIGHBOURS:
        return np.abs(gaps / np.median(gaps) - 1) < STEP_TOLERANCE
    padded = np.pad(gaps, NEIGHBOURS, mode="reflect")
    around = np.median(np.lib.stride_tricks.sliding_window_view(padded, 2 * NEIGHBOURS + 1), axis=1)
    return np.abs(gaps / around - 1) < STEP_TOLERANCE


def _stretches(gaps: Floats, in_step: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open ranges of beats whose gaps are all in step."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], in_step, [False]]).astype(int)))
    stretches: list[tuple[int, int]] = []
    for first, last in edges.reshape(-1, 2):
        jumps = first + 1 + np.flatnonzero(np.abs(gaps[first + 1 : last] / gaps[first : last - 1] - 1) > LARGEST_JUMP)
        bounds = [int(first), *(int(jump) for jump in jumps), int(last)]
        stretches += [(a, b + 1) for a, b in pairwise(bounds)]
    return stretches


def _bpm(seconds: Floats, gaps: Floats, in_step: NDArray[np.bool_]) -> float:
    """The tempo that most of the song keeps: the median of the stretches' slopes, by the time they last."""
    slopes, lengths = [], []
    for first, end in _stretches(gaps, in_step):
        for at in range(first, end, 4 * LEAST_STRETCH_BEATS):
            part = seconds[at : min(end, at + 4 * LEAST_STRETCH_BEATS)]
            if len(part) >= LEAST_STRETCH_BEATS:
                slopes.append(float(np.polyfit(np.arange(len(part)), part, 1)[0]))
                lengths.append(part[-1] - part[0])
    if not slopes:
        return 60 / float(np.median(gaps))
    order = np.argsort(slopes)
    middle = np.searchsorted(np.cumsum(np.array(lengths)[order]), sum(lengths) / 2)
    return 60 / slopes[int(order[middle])]


def _steadied(seconds: Floats, gaps: Floats, in_step: NDArray[np.bool_]) -> Floats:
    """Each beat moved onto the line through its neighbours, where they keep step, by at most the tracker's own grid."""
    out = seconds.copy()
    for first, end in _stretches(gaps, in_step):
        for beat in range(first, end):
            low, high = max(first, beat - NEIGHBOURS), min(end, beat + NEIGHBOURS + 1)
            if high - low > NEIGHBOURS:
                _, start = np.polyfit(np.arange(low, high) - beat, seconds[low:high], 1)
                out[beat] += np.clip(start - seconds[beat], -FURTHEST_CORRECTION_SECONDS, FURTHEST_CORRECTION_SECONDS)
    return np.maximum(out, 0.0)

"""At which level a song is counted: whether its beat is the tracker's, or one and a half times, twice or half as fast.

A tracker's beats are nearly always somebody's beats, seldom the wrong ones. What tells the level is what happens on
them and between them: how hard they are struck, how hard the places between, how much begins in a beat, and in how
many beats the harmony moves (after M. F. McKinney and D. Moelants, "Ambiguity in tempo perception", 2006; and
A. Klapuri, A. Eronen, J. Astola, "Analysis of the meter of acoustic musical signals", 2006).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from songreel_audio.bar_pointer import SLOWEST_BPM, BeatGrid
from songreel_audio.curves import CURVE_RATE_HZ, Curves
from songreel_audio.downbeats import harmony_changes
from songreel_audio.tempo import Pulse

FASTEST_BPM = 205.0
"""Nothing is counted faster than this."""
STRUCK_HARDER = 1.5
"""Beats two thirds or one and a half times as fast are the right ones when they are struck so much harder: in 6/8 a
tracker may count every second eighth."""
EVEN = 0.8
"""Places between the beats struck at least this hard, against the beats, are beats as well ..."""
TWO_BEAT_HARMONY = 0.7
"""... when the harmony moves nearly as much every two beats as every four: else a bar would have two beats."""
CLEAR_HARMONY = 0.2
FAST_BPM = 125.0
"""Slower grids are never halved."""
LEAST_ONSETS_PER_BEAT = 1.0
"""Fewer, and the grid counts twice too fast: of the calm test tracks, three of the five that are tracked at double
tempo have 0.7 to 0.9; of the fast ones none has less than 1.16."""
FEW_ONSETS_PER_BEAT, SLOW_HARMONY = 1.25, 2.0
"""So few, and harmony that moves this much more every eight beats than every four, say the same."""
CLEAR_ONSET = 0.15
CLOSEST_ONSETS_SECONDS = 0.06
LEAST_BEATS = 8

At = Callable[[float], Pulse]
"""The song's pulse at about a tempo."""


def settle_level(pulse: Pulse, curves: Curves, at: At) -> Pulse:
    """The pulse at the level that a listener would count."""
    if not pulse.bpm or len(pulse.grid.seconds) < LEAST_BEATS:
        return pulse
    for bpm in (pulse.bpm * 2 / 3, pulse.bpm * 3 / 2):
        if not SLOWEST_BPM <= bpm <= FASTEST_BPM:
            continue
        other = at(bpm)
        if struck(curves.onset, other.grid) > STRUCK_HARDER * struck(curves.onset, pulse.grid):
            return other
    if 2 * pulse.bpm <= FASTEST_BPM and _counts_every_second(pulse, curves):
        return at(2 * pulse.bpm)
    if pulse.bpm > FAST_BPM and _counts_twice(pulse, curves):
        return at(pulse.bpm / 2)
    return pulse


def _counts_every_second(pulse: Pulse, curves: Curves) -> bool:
    if struck(curves.onset, pulse.grid, 1 / 2) < EVEN * struck(curves.onset, pulse.grid):
        return False
    four = _moves(pulse, curves, 4)
    return four > CLEAR_HARMONY and _moves(pulse, curves, 2) > TWO_BEAT_HARMONY * four


def _counts_twice(pulse: Pulse, curves: Curves) -> bool:
    onsets = _onsets_per_beat(curves.onset, pulse.bpm)
    slow = _moves(pulse, curves, 8) > SLOW_HARMONY * max(_moves(pulse, curves, 4), CLEAR_HARMONY)
    return onsets < LEAST_ONSETS_PER_BEAT or (onsets < FEW_ONSETS_PER_BEAT and slow)


def struck(onset: NDArray[np.float32], grid: BeatGrid, share: float = 0.0) -> float:
    """Mean onset strength at a share of the way from each beat to the next, in [0, 1]; 0 without beats."""
    if len(grid.seconds) < 2:
        return 0.0
    places = np.round((grid.seconds[:-1] + share * np.diff(grid.seconds)) * CURVE_RATE_HZ).astype(int)
    near = places + np.array([[-1], [0], [1]])
    return float(onset[np.clip(near, 0, len(onset) - 1)].max(0).mean())


def compound(pulse: Pulse, curves: Curves) -> bool:
    """Whether beats fall into three: both thirds are struck, and the middle less than either. Swing lacks the first."""
    first, half, second = (struck(curves.onset, pulse.grid, share) for share in (1 / 3, 1 / 2, 2 / 3))
    return min(first, second) > max(half, 0.02)


def _moves(pulse: Pulse, curves: Curves, beats: int) -> float:
    """How much more than usual the harmony changes at every so many beats, counted from the best one."""
    change = harmony_changes(pulse.grid, curves.chroma)
    return max(float(change[first::beats].mean()) for first in range(beats))


def _onsets_per_beat(onset: NDArray[np.float32], bpm: float) -> float:
    peaks, _ = find_peaks(onset, height=CLEAR_ONSET, distance=round(CLOSEST_ONSETS_SECONDS * CURVE_RATE_HZ))
    return len(peaks) / (len(onset) / CURVE_RATE_HZ) * 60 / bpm

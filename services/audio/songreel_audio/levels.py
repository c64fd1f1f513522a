"""At which level a song is counted: whether its beat is the tracker's, or one and a half times, twice or half as fast.

A tracker's beats are nearly always somebody's beats, seldom the wrong ones. What tells the level is what happens on
them and between them: how hard they are struck, how hard the places between, how much begins in a beat, in how many
beats the harmony moves, and how fast people tap (after M. F. McKinney and D. Moelants, "Ambiguity in tempo
perception", 2006; and A. Klapuri, A. Eronen, J. Astola, "Analysis of the meter of acoustic musical signals", 2006).
None of these decides alone: the four are summed as the log odds of the faster of two levels.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from songreel_audio.bar_pointer import SLOWEST_BPM, BeatGrid
from songreel_audio.curves import CURVE_RATE_HZ, Curves
from songreel_audio.downbeats import harmony_changes
from songreel_audio.tempo import Pulse

FASTEST_BPM = 205.0
"""Nothing is counted faster than this."""
STRUCK_HARDER = 1.7
"""Beats two thirds or one and a half times as fast are the right ones when they are struck so much harder: in 6/8 a
tracker may count every second eighth. There they are struck 2.1 to 2.6 times as hard, elsewhere 0.2 to 1.4 times."""
EVEN_ODDS, ONSETS_ODDS, HARMONY_ODDS, TEMPO_ODDS, BIAS_ODDS = 7.6, 5.5, 3.6, -6.0, -2.9
"""Of counting twice as fast: by how evenly beats and the places between are struck, in [0, 1], and by doublings of
onsets in a fast beat, of the harmony's movement by fast bars and of the slower tempo. Fitted to 28 real and 100 written
songs, the real ones weighing three times as much; each left out in turn, the rest misjudge two."""
TYPICAL_SLOW_BPM = 75.0
MOST_ONSETS = 2.0
"""In a fast beat; more say no more."""
LEAST_HARMONY = 0.25
"""Of what the slow bars move; less says no more."""
CLEAR_HARMONY = 0.2
CLEAR_ONSET = 0.15
CLOSEST_ONSETS_SECONDS = 0.06
LEAST_BEATS = 8

At = Callable[[float], Pulse]
"""The song's pulse at about a tempo, free of bars: held to them, a tracker at another level slips to keep them."""


def settle_level(pulse: Pulse, curves: Curves, at: At) -> Pulse:
    """The pulse at the level that a listener would count."""
    if not pulse.bpm or len(pulse.grid.seconds) < LEAST_BEATS:
        return pulse
    pulse = _across(pulse, curves, at)
    if 2 * pulse.bpm <= FASTEST_BPM and faster_odds(pulse.grid, _doubled(pulse.grid), pulse.bpm, curves) > 0:
        return at(2 * pulse.bpm)
    slow = pulse.bpm / 2
    if slow >= SLOWEST_BPM and faster_odds(_halved(pulse.grid, curves), pulse.grid, slow, curves) < 0:
        return at(slow)
    return pulse


def _across(pulse: Pulse, curves: Curves, at: At) -> Pulse:
    """The pulse, or the one two thirds or one and a half times as fast if that is what is struck."""
    hardest = STRUCK_HARDER * struck(curves.onset, at(pulse.bpm).grid)
    for bpm in (pulse.bpm * 2 / 3, pulse.bpm * 3 / 2):
        if SLOWEST_BPM <= bpm <= FASTEST_BPM and struck(curves.onset, (other := at(bpm)).grid) > hardest:
            return other
    return pulse


def faster_odds(slow: BeatGrid, fast: BeatGrid, slow_bpm: float, curves: Curves) -> float:
    """Log odds that a listener counts the faster of two levels, of which one has twice the beats of the other."""
    even = min(1.0, struck(curves.onset, slow, 1 / 2) / max(struck(curves.onset, slow), 1e-6))
    onsets = min(MOST_ONSETS, max(_onsets_per_beat(curves.onset, 2 * slow_bpm), 1e-2))
    change = harmony_changes(fast, curves.chroma)
    by_bar, by_two = (max(_moves(change, beats) for beats in bars) for bars in ((3, 4), (6, 8)))
    harmony = np.clip(by_bar / max(by_two, CLEAR_HARMONY), LEAST_HARMONY, 1)
    evidence = even, np.log2(onsets), np.log2(harmony), np.log2(slow_bpm / TYPICAL_SLOW_BPM), 1.0
    return float(np.dot(evidence, (EVEN_ODDS, ONSETS_ODDS, HARMONY_ODDS, TEMPO_ODDS, BIAS_ODDS)))


def _doubled(grid: BeatGrid) -> BeatGrid:
    """With a beat between every two."""
    between = (grid.seconds[1:] + grid.seconds[:-1]) / 2
    seconds = np.sort(np.concatenate([grid.seconds, between]))
    return replace(grid, seconds=seconds, positions=np.ones(len(seconds), np.int64))


def _halved(grid: BeatGrid, curves: Curves) -> BeatGrid:
    """Every second beat, of the two ways to choose them the one that is struck harder."""
    ways = [replace(grid, seconds=grid.seconds[first::2], positions=grid.positions[first::2]) for first in (0, 1)]
    return max(ways, key=lambda way: struck(curves.onset, way))


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


def _moves(change: NDArray[np.float64], beats: int) -> float:
    """How much more than usual the harmony changes at every so many beats, counted from the best one."""
    return max(float(change[first::beats].mean()) for first in range(beats))


def _onsets_per_beat(onset: NDArray[np.float32], bpm: float) -> float:
    peaks, _ = find_peaks(onset, height=CLEAR_ONSET, distance=round(CLOSEST_ONSETS_SECONDS * CURVE_RATE_HZ))
    return len(peaks) / (len(onset) / CURVE_RATE_HZ) * 60 / bpm

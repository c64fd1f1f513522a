"""Which beats open the bars, and how many a bar has, from the network and from where the harmony changes.

The tracker settles both by the network alone, which on even drums is often half a bar off and counts most waltzes in
four; chords change on downbeats more than anywhere else (M. Goto, "An audio-based real-time beat tracking system",
2001). Here both are weighed for all beats of the song at once, with a price on every bar that is longer or shorter
than the others, and each metre is tried.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from songreel_audio.bar_pointer import FRAMES_PER_SECOND, BeatGrid
from songreel_audio.curves import CURVE_RATE_HZ

HARMONY_WEIGHT = 1.5
SLIP_PRICE = 20.0
"""Of an odd bar: as much as ten clear downbeats."""
RESTART_PRICE = 1.0
"""Of a bar broken off by a pause in the beat."""
PAUSE_BEATS = 1.6
NETWORK_BOUND = 1.0
"""The network is sure of itself also where it is wrong: no single beat of its may outweigh a change of chord."""
HARMONY_BOUND = 3.0
THREE_ADVANTAGE = 1.3
"""How much better than four a metre of three has to explain the song: most songs are in four."""
TWO_ADVANTAGE = {False: 1.7, True: 0.8}
"""The same for two, by whether the beats are compound: 6/8 has two beats in a bar, 2/4 is rare."""

Floats = NDArray[np.float64]


def place_downbeats(
    grid: BeatGrid, probabilities: NDArray[np.float32], chroma: NDArray[np.float32], *, compound: bool = False
) -> BeatGrid:
    """The same beats, counted anew in bars of two, three or four; `compound` beats fall into three parts each."""
    if len(grid.seconds) < 8:
        return grid
    evidence = _network(grid, probabilities) + HARMONY_WEIGHT * harmony_changes(grid, chroma)
    gaps = np.diff(grid.seconds, prepend=grid.seconds[0])
    paused = gaps > PAUSE_BEATS * np.median(gaps[1:])
    advantages = {4: 1.0, 3: THREE_ADVANTAGE, 2: TWO_ADVANTAGE[compound]}
    counted = {metre: _counted(evidence, paused, metre) for metre in advantages}
    metre = max(advantages, key=lambda m: counted[m][0] / advantages[m])
    return replace(grid, positions=counted[metre][1], beats_per_bar=metre)


def _counted(evidence: Floats, paused: NDArray[np.bool_], metre: int) -> tuple[float, NDArray[np.int64]]:
    """The best count in that metre: what speaks for it, and (beats,) places in the bar."""
    best = np.zeros(metre)
    came_from = np.zeros((len(evidence), metre), int)
    for beat, says_downbeat in enumerate(evidence):
        steady = np.roll(best, 1)
        came_from[beat] = (np.arange(metre) - 1) % metre
        slipped = best.max() - (RESTART_PRICE if paused[beat] else SLIP_PRICE)
        came_from[beat][slipped > steady] = best.argmax()
        best = np.maximum(steady, slipped)
        best[0] += says_downbeat
    place = int(best.argmax())
    places = np.zeros(len(evidence), np.int64)
    for beat in range(len(evidence) - 1, -1, -1):
        places[beat] = place + 1
        place = int(came_from[beat, place])
    return float(best.max()), places


def _network(grid: BeatGrid, probabilities: NDArray[np.float32]) -> Floats:
    """(beats,) log odds of downbeat against beat, about their median, bounded."""
    frames = np.minimum(np.round(grid.seconds * FRAMES_PER_SECOND).astype(int), len(probabilities) - 1)
    beat, down = np.maximum(probabilities[frames].T.astype(np.float64), 1e-4)
    odds = np.log(down / beat)
    bounded: Floats = np.clip(odds - np.median(odds), -NETWORK_BOUND, NETWORK_BOUND)
    return bounded


def harmony_changes(grid: BeatGrid, chroma: NDArray[np.float32]) -> Floats:
    """(beats,) how much the pitch classes differ between the beat before and the beat after, in standard deviations."""
    running = np.concatenate([np.zeros((1, 12)), np.cumsum(chroma, 0, dtype=np.float64)])
    edges = np.clip(np.round(grid.seconds * CURVE_RATE_HZ).astype(int), 0, len(chroma) - 1)
    edges = np.concatenate([edges, [len(chroma)]])
    sounds = (running[edges[1:]] - running[edges[:-1]]) / np.maximum(np.diff(edges), 1)[:, None]
    sounds /= np.maximum(np.linalg.norm(sounds, axis=1, keepdims=True), 1e-9)
    change = np.concatenate([[0.0], 1 - (sounds[1:] * sounds[:-1]).sum(1)])
    spread = change.std()
    if spread < 1e-6:
        return np.zeros(len(change))
    bounded: Floats = np.clip((change - change.mean()) / spread, -HARMONY_BOUND, HARMONY_BOUND)
    return bounded

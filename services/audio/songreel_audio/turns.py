"""Where a song surges or drops: moments at which it grows much louder or thins out, and stays so for seconds."""

from dataclasses import dataclass

import numpy as np
from scipy.signal import find_peaks

from songreel_audio.curves import CURVE_RATE_HZ, Curves
from songreel_audio.tempo import Pulse
from songreel_audio.units import TRUSTED

COMPARED_SECONDS = 2.0
"""Loudness is compared over so long before and after."""
LEAST_CHANGE = 0.18
"""Of the loudness of the song's loudest moments."""
CLOSEST_SECONDS = 4.0
REACH_SECONDS = 0.7
"""A turn within this of a trusted downbeat is on it."""


@dataclass(frozen=True)
class Turn:
    """One surge or drop."""

    seconds: float
    change: float
    """In [-1, 1]: loudness after less loudness before; above 0 a surge, below a drop."""


def find_turns(curves: Curves, pulse: Pulse) -> list[Turn]:
    """Surges and drops in order, on downbeats where the beat is trusted; none within two seconds of the song's ends."""
    span = round(COMPARED_SECONDS * CURVE_RATE_HZ)
    if len(curves.energy) < 2 * span + 3:
        return []
    running = np.concatenate([[0.0], np.cumsum(curves.energy, dtype=np.float64)])
    means = (running[span:] - running[:-span]) / span
    change = means[span:] - means[:-span]
    peaks, _ = find_peaks(np.abs(change), height=LEAST_CHANGE, distance=round(CLOSEST_SECONDS * CURVE_RATE_HZ))
    return [Turn(_placed((peak + span) / CURVE_RATE_HZ, pulse), float(change[peak])) for peak in peaks]


def _placed(seconds: float, pulse: Pulse) -> float:
    downbeats = pulse.grid.seconds[pulse.grid.positions == 1]
    if not len(downbeats) or pulse.trust(seconds - COMPARED_SECONDS, seconds + COMPARED_SECONDS) < TRUSTED:
        return seconds
    nearest = float(downbeats[np.abs(downbeats - seconds).argmin()])
    return nearest if abs(nearest - seconds) <= REACH_SECONDS else seconds

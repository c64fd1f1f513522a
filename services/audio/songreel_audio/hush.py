"""Where a song holds its breath: stretches in which nothing begins and little or nothing sounds."""

import numpy as np
from numpy.typing import NDArray

from songreel_audio.curves import CURVE_RATE_HZ, Curves

HUSH_SECONDS = 2.5
"""A shorter one is a rest."""
QUIET = 0.6
"""Of the song's median loudness; less is quiet. Hiss 12 dB under the music is about half as loud."""
FAINT_ONSET = 0.15
MARGIN_SECONDS = 0.16
"""The energy curve is smoothed: what begins at a hush's very edges belongs to its neighbours."""


def find_hushes(curves: Curves) -> list[tuple[float, float]]:
    """(start, end) seconds of each stretch without sound, or quiet and without any onset, of at least HUSH_SECONDS."""
    if not len(curves.energy) or not curves.energy.any():
        return [(0.0, len(curves.energy) / CURVE_RATE_HZ)]
    quiet = curves.energy < QUIET * np.median(curves.energy[curves.energy > 0])
    margin = round(MARGIN_SECONDS * CURVE_RATE_HZ)
    calm = [(a, b) for a, b in _runs(quiet) if curves.onset[a + margin : b - margin].max(initial=0) < FAINT_ONSET]
    still = np.zeros(len(quiet), bool)
    for first, end in [*calm, *_runs(curves.silent)]:
        still[first:end] = True
    return [(first / CURVE_RATE_HZ, end / CURVE_RATE_HZ) for first, end in _runs(still)]


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open ranges of at least HUSH_SECONDS where the mask holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(int))).reshape(-1, 2)
    return [(int(a), int(b)) for a, b in edges if b - a >= HUSH_SECONDS * CURVE_RATE_HZ]

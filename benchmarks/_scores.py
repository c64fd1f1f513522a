"""How well heard moments are those that were written, as mir_eval (C. Raffel et al., ISMIR 2014) defines it."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

BEAT_WINDOW_SECONDS = 0.07
"""mir_eval.beat.f_measure."""
EDGE_WINDOW_SECONDS = 0.5
"""mir_eval.segment.detection, without the song's start and end (trim)."""
TEMPO_TOLERANCE = 0.04
OCTAVES = (2, 1 / 2, 3, 1 / 3, 3 / 2, 2 / 3, 4 / 3, 3 / 4)

Floats = NDArray[np.float64]


def f_measure(written: ArrayLike, heard: ArrayLike, window_seconds: float = BEAT_WINDOW_SECONDS) -> float:
    """Harmonic mean of precision and recall, in [0, 1]; 1 when nothing was written and nothing heard.

    Each moment is matched once at most. On a line the greedy matching in order is the largest one. Nothing is left
    out at the start (mir_eval's command drops beats before 5 s).
    """
    true, found = np.sort(np.asarray(written, np.float64)), np.sort(np.asarray(heard, np.float64))
    if not len(true) or not len(found):
        return float(len(true) == len(found))
    hits = a = b = 0
    while a < len(true) and b < len(found):
        if abs(true[a] - found[b]) <= window_seconds:
            hits, a, b = hits + 1, a + 1, b + 1
        elif true[a] < found[b]:
            a += 1
        else:
            b += 1
    return 2 * hits / (len(true) + len(found))


def judge_tempo(heard_bpm: float, true_bpm: float) -> str:
    """right (within 4 %), octave (a half, double, two thirds or the like of it), or wrong."""
    if abs(heard_bpm / true_bpm - 1) <= TEMPO_TOLERANCE:
        return "right"
    close = any(abs(heard_bpm / true_bpm / ratio - 1) <= TEMPO_TOLERANCE for ratio in OCTAVES)
    return "octave" if close else "wrong"

"""A dissolve inside a shot: pictures between two others that are a mixture of them."""

import numpy as np
from numpy.typing import NDArray
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.findings import Limits, Measured, judged
from songreel_critic.shot_view import ShotView

LENGTHS_FRAMES = (12, 18, 26)


def dissolve_inside(view: ShotView) -> critic_pb2.Finding:
    """How well a picture is explained as a mixture of two unlike ones before and after it, from 0 to 1."""
    flat = view.levels.reshape(view.viewing.frames, -1)
    flat = flat - flat.mean(1, keepdims=True)
    best, where = 1.0, -1
    for length in LENGTHS_FRAMES:
        for start in range(view.transition_frames, len(flat) - length, 2):
            left = _left_over(flat[start], flat[start + length // 2], flat[start + length])
            if left < best:
                best, where = left, start
    found = 1 - best > thresholds.DISSOLVE_WARNING
    says = "No dissolve inside the shot."
    if found:
        says = f"From frame {where} of the shot on, another picture is mixed in. Film the shot again."
    measured = Measured("dissolve_inside", 1 - best, "share", says, where if found else -1, view.shot)
    return judged(measured, Limits(thresholds.DISSOLVE_WARNING))


def _left_over(first: NDArray[np.float32], middle: NDArray[np.float32], last: NDArray[np.float32]) -> float:
    """The share of the middle picture that no mixture of the others explains; 1 where it is no mixture of two."""
    aa, bb, ab = float(first @ first), float(last @ last), float(first @ last)
    if min(aa, bb) < 1 or ab > thresholds.DISSOLVE_LIKENESS * np.sqrt(aa * bb):
        return 1.0
    am, bm, mm = float(first @ middle), float(last @ middle), float(middle @ middle)
    whole = aa * bb - ab * ab
    one, other = (am * bb - bm * ab) / whole, (bm * aa - am * ab) / whole
    low, high = thresholds.DISSOLVE_PARTS
    if not (low < one < high and low < other < high) or mm < 1:
        return 1.0
    left = middle - one * first - other * last
    return float(np.sqrt((left @ left) / mm))

"""A dissolve inside a shot: pictures between two others that are a mixture of them."""

import numpy as np
from numpy.typing import NDArray
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.findings import Limits, Measured, judged
from songreel_critic.shot_view import ShotView

LENGTHS_FRAMES = (12, 18, 26)


def dissolve_inside(view: ShotView) -> critic_pb2.Finding:
    """How well pictures are explained as mixtures of two unlike ones before and after them, from 0 to 1."""
    flat = view.levels.reshape(view.viewing.frames, -1)
    flat = flat - flat.mean(1, keepdims=True)
    best, where = 1.0, -1
    for length in LENGTHS_FRAMES:
        for start in range(view.transition_frames, len(flat) - length, 2):
            left = _left_over(flat[start : start + length + 1])
            if left < best:
                best, where = left, start
    found = 1 - best > thresholds.DISSOLVE_WARNING
    says = "No dissolve inside the shot."
    if found:
        says = f"From frame {where} of the shot on, another picture is mixed in. Film the shot again."
    measured = Measured("dissolve_inside", 1 - best, "share", says, where if found else -1, view.shot)
    return judged(measured, Limits(thresholds.DISSOLVE_WARNING))


def _left_over(pictures: NDArray[np.float32]) -> float:
    """The share of the pictures between that no mixture of the first and the last explains; 1 where it is no dissolve.

    Mixed in the middle, and more of the first before it than after.
    """
    first, middle, last = pictures[0], pictures[len(pictures) // 2], pictures[-1]
    if float(first @ last) > thresholds.DISSOLVE_LIKENESS * float(np.sqrt((first @ first) * (last @ last))):
        return 1.0
    left, one, other = _mixed(first, middle, last)
    low, high = thresholds.DISSOLVE_PARTS
    if left > 1 - thresholds.DISSOLVE_WARNING / 2 or not (low < one < high and low < other < high):
        return 1.0
    early, late = (_mixed(first, pictures[len(pictures) * quarter // 4], last) for quarter in (1, 3))
    if early[1] - early[2] < thresholds.DISSOLVE_TURNS or late[2] - late[1] < thresholds.DISSOLVE_TURNS:
        return 1.0
    return (early[0] + left + late[0]) / 3


def _mixed(
    first: NDArray[np.float32], between: NDArray[np.float32], last: NDArray[np.float32]
) -> tuple[float, float, float]:
    """(share left over, part of the first, part of the last) of the best mixture."""
    aa, bb, ab = float(first @ first), float(last @ last), float(first @ last)
    am, bm, mm = float(first @ between), float(last @ between), float(between @ between)
    whole = aa * bb - ab * ab
    if min(aa, bb, mm) < 1 or whole <= 0:
        return 1.0, 0.0, 0.0
    one, other = (am * bb - bm * ab) / whole, (bm * aa - am * ab) / whole
    left = between - one * first - other * last
    return float(np.sqrt((left @ left) / mm)), one, other

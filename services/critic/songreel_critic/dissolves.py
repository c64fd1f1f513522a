"""A dissolve inside a shot: pictures between two others that are a mixture of them."""

import numpy as np
from numpy.typing import NDArray
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.findings import Limits, Measured, judged
from songreel_critic.shot_view import ShotView
from songreel_critic.watching import LUMA

LENGTHS_FRAMES = (12, 18, 26)
EDGES_SIDE_PIXELS = 4


def dissolve_inside(view: ShotView) -> critic_pb2.Finding:
    """How well pictures are explained as mixtures of two unlike ones before and after them, from 0 to 1."""
    flat = view.levels.reshape(view.viewing.frames, -1)
    flat = flat - flat.mean(1, keepdims=True)
    best, where = 0.0, -1
    for length in LENGTHS_FRAMES:
        for start in range(view.transition_frames, len(flat) - length, 2):
            explained = _explained(flat[start : start + length + 1])
            if explained > best and _edges_alike(view, start, start + length) < thresholds.DISSOLVE_EDGES:
                best, where = explained, start
    found = best > thresholds.DISSOLVE_WARNING
    says = "No dissolve inside the shot."
    if found:
        says = f"From frame {where} of the shot on, another picture is mixed in. Film the shot again."
    measured = Measured("dissolve_inside", best, "share", says, where if found else -1, view.shot)
    return judged(measured, Limits(thresholds.DISSOLVE_WARNING))


def _edges_alike(view: ShotView, one: int, other: int) -> float:
    """Correlation of where edges are in two frames, roughly: light that changes colour fades like a dissolve, but
    leaves things where they are."""
    a, b = (_edges(picture @ LUMA) for picture in view.adapted_pictures(one, other))
    return float((a * b).sum() / max(1e-6, float(np.sqrt((a * a).sum() * (b * b).sum()))))


def _edges(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """(rows, columns) of squares: how strong edges are in each, less the mean."""
    side, (height, width) = EDGES_SIDE_PIXELS, picture.shape
    slopes = np.hypot(*np.gradient(picture))[: height // side * side, : width // side * side]
    squares = slopes.reshape(height // side, side, width // side, side).mean((1, 3))
    strengths: NDArray[np.float32] = squares - squares.mean()
    return strengths


def _explained(pictures: NDArray[np.float32]) -> float:
    """The share of the pictures between that mixtures of the first and the last explain; 0 where it is no dissolve.

    Mixed in the middle, more of the first before it than after, and paler than both: the variance of two unlike
    pictures falls while they are mixed (A. M. Alattar, 1993), that of one that moves does not.
    """
    first, middle, last = pictures[0], pictures[len(pictures) // 2], pictures[-1]
    if float(first @ last) > thresholds.DISSOLVE_LIKENESS * float(np.sqrt((first @ first) * (last @ last))):
        return 0.0
    left, one, other = _mixed(first, middle, last)
    low, high = thresholds.DISSOLVE_PARTS
    if left > thresholds.DISSOLVE_LEFT or not (low < one < high and low < other < high):
        return 0.0
    early, late = (_mixed(first, pictures[len(pictures) * quarter // 4], last) for quarter in (1, 3))
    if early[1] - early[2] < thresholds.DISSOLVE_TURNS or late[2] - late[1] < thresholds.DISSOLVE_TURNS:
        return 0.0
    part = one / (one + other)
    steady = part * float(first @ first) + (1 - part) * float(last @ last)
    paler = (1 - float(middle @ middle) / steady) / (2 * part * (1 - part))  # 1 for two unlike pictures, 0 for one
    return (1 - (early[0] + left + late[0]) / 3) * float(np.clip(paler / thresholds.DISSOLVE_PALER, 0, 1))


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

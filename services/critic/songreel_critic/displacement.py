"""How much of what changed between two pictures has moved: the rest is light, or something else altogether."""

import numpy as np
from numpy.typing import NDArray

from songreel_critic.watching import THUMBNAIL_HEIGHT_PIXELS, THUMBNAIL_WIDTH_PIXELS

REACH = 3
SIDE = 8
TOPS = range(REACH, THUMBNAIL_HEIGHT_PIXELS - SIDE - REACH + 1, SIDE // 2)
LEFTS = range(REACH, THUMBNAIL_WIDTH_PIXELS - SIDE - REACH + 1, SIDE // 2)
Picture = NDArray[np.float32]


def moved_share(one: Picture, other: Picture) -> float:
    """From 0 to 1: by how much less the other picture is left unexplained when each part of it may be found elsewhere
    in the first, up to REACH thumbnail's pixels away, and not only where it is.

    Parts may get lighter, darker, and change in contrast: a lamp that goes on moves nothing.
    """
    ends = _parts(other, 0, 0)
    here = _left_over(_parts(one, 0, 0), ends)
    reach = range(-REACH, REACH + 1)
    best = np.minimum.reduce([_left_over(_parts(one, down, right), ends) for down in reach for right in reach])
    return float(1 - best.sum() / max(float(here.sum()), 1e-6))


def _parts(picture: Picture, down: int, right: int) -> Picture:
    parts = [picture[y + down :, x + right :][:SIDE, :SIDE].reshape(-1) for y in TOPS for x in LEFTS]
    flat = np.stack(parts)
    centred: Picture = flat - flat.mean(1, keepdims=True)
    return centred


def _left_over(starts: Picture, ends: Picture) -> Picture:
    """(parts,) what no gain of the first explains of the second."""
    own, across, whole = (starts * starts).sum(1), (starts * ends).sum(1), (ends * ends).sum(1)
    explained = np.where((own > 1) & (across > 0), across * across / np.maximum(own, 1e-6), 0.0)
    left: Picture = np.sqrt(np.maximum(whole - explained, 0.0))
    return left

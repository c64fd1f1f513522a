"""How alike two small pictures are."""

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8] | NDArray[np.float32]
"""(height, width, 3) or (pixels, 3) red, green, blue."""


def difference(one: Picture, other: Picture) -> float:
    """Mean absolute difference, 0 to 255."""
    return float(np.abs(one.astype(np.float32) - other).mean())


def likeness(one: Picture, other: Picture) -> float:
    """Correlation of the pictures, -1 to 1: that of the drawing, whatever the brightness and contrast.

    Two flat pictures are alike (1); a flat one is unlike any other (0).
    """
    a, b = (picture.reshape(-1, 3).astype(np.float32) for picture in (one, other))
    a, b = a - a.mean(0), b - b.mean(0)
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    flat = [float(np.abs(p).max()) < 1.0 for p in (a, b)]
    if all(flat):
        return 1.0
    return 0.0 if any(flat) or size == 0 else float((a * b).sum() / size)


def longest_run(flags: NDArray[np.bool_]) -> tuple[int, int]:
    """(start, length) of the longest run of true values; (0, 0) when there is none."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return 0, 0
    best = int(np.argmax(ends - starts))
    return int(starts[best]), int(ends[best] - starts[best])

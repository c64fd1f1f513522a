"""How steep the edges in a picture are, from its luma."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SIDE = 8
STRONGEST = 0.998
LEAST_STEP = 4.0
STRONG_SHARE = 0.5
SHARPER_THAN_MOST = 0.75
ROUNDING_LEVELS = 1.0
STEEPEST = 1.5


def steepness(levels: Floats) -> float:
    """The rise of the strong edges from pixel to pixel over that between means of 8x8 pixels, along rows or columns,
    whichever is steeper: about 1 where edges are a pixel wide, towards 0.125 where the picture is soft.

    Each edge is held against itself, so that a picture with few of them counts as much as one with many; one without
    any has 1.
    """
    found = [each for each in (_along_rows(levels), _along_rows(np.ascontiguousarray(levels.T))) if each is not None]
    return max(found, default=1.0)


def _along_rows(levels: Floats) -> float | None:
    rows, columns = (size // SIDE for size in levels.shape)
    whole = levels[: rows * SIDE, : columns * SIDE]
    coarse = np.abs(np.diff(whole.reshape(rows, SIDE, columns, SIDE).mean((1, 3)), axis=1))
    strongest = float(np.quantile(coarse, STRONGEST))
    if strongest <= LEAST_STEP:
        return None
    strong = np.argwhere(coarse >= max(LEAST_STEP, STRONG_SHARE * strongest))
    bands = whole.reshape(rows, SIDE, columns * SIDE)
    pairs = np.stack([bands[row, :, column * SIDE : (column + 2) * SIDE] for row, column in strong])
    steepest = np.median(np.abs(np.diff(pairs, axis=2)).max(2), axis=1)  # of an edge's eight rows
    rises = np.maximum(steepest - ROUNDING_LEVELS, 0) / coarse[strong[:, 0], strong[:, 1]]
    return min(STEEPEST, float(np.quantile(rises, SHARPER_THAN_MOST)))

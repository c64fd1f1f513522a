"""Two moments in one picture, woven row by row, as interlaced video shows them.

Slats and fronts of houses have rows that disagree too. They are told apart by weaving the picture anew with the one
before it: rows of two moments are then no further apart in time than they were, and disagree no more; in a picture of
one moment, all that moves begins to.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

BLOCK_PIXELS = 16
RATIO = 1.15
LEVELS = 2.0
MOTION = 0.4
BY_CHANCE_BLOCKS = 1


@dataclass(frozen=True)
class Combs:
    """Shares of the blocks in which something moves and rows are nearer to the next but one than to the next, less
    those of which columns are."""

    here: float = 0.0
    odd_before: float = 0.0
    """When the odd rows are taken from the picture before."""
    even_before: float = 0.0


def count_combs(levels: Floats, before: Floats, dimness: float) -> Combs:
    """Of (height, width) luma and that of the picture before it; `dimness` is 1 for a picture by day, less by night."""
    moved, least = np.abs(levels - before), LEVELS * dimness
    here = _combed(levels, moved, least)
    if not here:
        return Combs()
    odd, even = levels.copy(), levels.copy()
    odd[1::2], even[::2] = before[1::2], before[::2]
    return Combs(here, _combed(odd, moved, least), _combed(even, moved, least))


def _combed(levels: Floats, moved: Floats, least: float) -> float:
    rows, columns = _alternating(levels, moved, least), _alternating(levels.T, moved.T, least)
    return max(0.0, float(rows.sum() - columns.sum()) - BY_CHANCE_BLOCKS) / max(1, rows.size)


def _alternating(levels: Floats, moved: Floats, least: float) -> Flags:
    """(blocks down, blocks across) whose rows are nearer to the next but one than to the next, for something moves."""
    height, width = (size // BLOCK_PIXELS * BLOCK_PIXELS for size in (levels.shape[0] - 2, levels.shape[1]))
    shape = (height // BLOCK_PIXELS, BLOCK_PIXELS, width // BLOCK_PIXELS, BLOCK_PIXELS)
    p = levels[: height + 2, :width]
    rows = (np.abs(p[1:-1] - p[:-2]), np.abs(p[2:] - p[:-2]), moved[:height, :width])
    step, skip, motion = (each.reshape(shape).mean((1, 3)) for each in rows)
    alternating: Flags = (step > RATIO * skip) & (step > least) & (motion > MOTION * step)
    return alternating

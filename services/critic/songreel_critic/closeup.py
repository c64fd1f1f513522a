"""A `Closeup`: what only a picture in its full size shows, as a few numbers.

All of them are taken from the luma; a picture of 854x480 costs about eleven milliseconds of one core.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from songreel_critic.combs import Combs, count_combs
from songreel_critic.steepness import steepness

Luma = NDArray[np.uint8]
"""(height, width) as it is coded, 16 to 235 in the limited range."""
Floats = NDArray[np.float32]

PARTS = (3, 4)
BLOCK_PIXELS = 16
CALMEST_SHARE = 0.2
NOISE_TO_SIGMA = float(np.sqrt(np.pi / 2) / 6)
BLACK = 16
LIT = 24
WHITE_BY_DAY = 110.0
MOST_GAIN = 6.0
FEWEST_COLUMNS = 4
LIT_COLUMN = 0.1
GRID_SHARE = 0.7
WHITE = 232
SMALLEST_PIXELS = 32


@dataclass(frozen=True)
class Closeup:
    """Measured in one picture."""

    frame: int
    sharpness: float
    """Variance of the Laplacian, a classic focus measure (Pech-Pacheco et al., 2000)."""
    fine: float
    """The same over the variance of the luma: whatever the contrast."""
    parts: tuple[float, ...]
    """The same in each of PARTS, row by row."""
    edges: float
    """How steep the strong edges are: about 1 where they are a pixel wide, towards 0.125 where the picture is soft."""
    blocks: float
    """Steps across a grid of 8 pixels over those beside it; 1 without one (after Wang, Bovik, Evans, 2000)."""
    noise: float
    """Standard deviation of the noise (J. Immerkær, 1996) in the calmest fifth of the picture, in levels."""
    combs: Combs
    white: float
    """Share of pixels that are white."""


def look_closely(frame: int, luma: Luma, before: Luma) -> Closeup:
    """The numbers of one picture, `before` which came another; a picture of a few pixels has none but zeros."""
    if min(luma.shape) < SMALLEST_PIXELS:
        return Closeup(frame, laplacian_variance(luma), 1.0, (), 1.0, 1.0, 0.0, Combs(), 0.0)
    levels = luma.astype(np.float32)
    across = np.abs(np.diff(levels, axis=1))
    white = float((luma >= WHITE).mean())
    laplacian = _laplacian(levels)
    sharpness = float(laplacian.var())
    half = slice(len(levels) // 4, -(len(levels) // 4))  # half of the rows show noise and combs as well as all
    combs = count_combs(levels[half], before[half].astype(np.float32), _dimness(levels))
    fine = sharpness / (float(levels.var()) + 1)
    return Closeup(
        frame, sharpness, fine, _in_parts(laplacian, levels), steepness(levels), _blockiness(levels, across),
        _noise(levels[half]), combs, white,
    )  # fmt: skip


def laplacian_variance(luma: Luma) -> float:
    """How much fine detail a (height, width) picture has."""
    laplacian = _laplacian(luma.astype(np.float32))
    return float(laplacian.var()) if laplacian.size else 0.0


def _laplacian(p: Floats) -> Floats:
    return p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, :-2] + p[1:-1, 2:] - 4 * p[1:-1, 1:-1]


def _in_parts(laplacian: Floats, levels: Floats) -> tuple[float, ...]:
    rows, columns = PARTS
    height, width = laplacian.shape[0] // rows, laplacian.shape[1] // columns
    fine, plain = (
        each[: height * rows, : width * columns].reshape(rows, height, columns, width).var((1, 3)).reshape(-1)
        for each in (laplacian, levels[1:-1, 1:-1])
    )
    return tuple((fine / (plain + 1)).tolist())


def _dimness(levels: Floats) -> float:
    """1 for a picture with a bright spot in it, as by day; less for one that has none."""
    some = levels[::4, ::4]
    lit = some[some > LIT] - BLACK
    white = float(np.quantile(lit, 0.95)) if len(lit) else WHITE_BY_DAY
    return float(np.clip(white / WHITE_BY_DAY, 1 / MOST_GAIN, 1.0))


def _blockiness(levels: Floats, across: Floats) -> float:
    """Of the columns in which there is something to see, by the rows in which there is."""
    lit = (levels > LIT)[:, :-1]
    enough = lit.mean(0) > LIT_COLUMN
    columns = (across * lit).sum(0) / np.maximum(lit.sum(0), 1)
    beside = columns[8::8]
    grid, seen = columns[7::8][: len(beside)], enough[7::8][: len(beside)]
    beside = np.maximum(beside, columns[6::8][: len(beside)])
    if seen.sum() < FEWEST_COLUMNS:
        return 1.0
    grid, beside = grid[seen], beside[seen]
    return float(np.quantile((grid + 0.5) / (beside + 0.5), GRID_SHARE))  # a drawing has edges on less of the grid


def _noise(levels: Floats) -> float:
    p = levels
    rows = p[:-2] - 2 * p[1:-1] + p[2:]
    mask = np.abs(rows[:, :-2] - 2 * rows[:, 1:-1] + rows[:, 2:])
    height, width = (size // BLOCK_PIXELS * BLOCK_PIXELS for size in mask.shape)
    shape = (height // BLOCK_PIXELS, BLOCK_PIXELS, width // BLOCK_PIXELS, BLOCK_PIXELS)
    blocks = np.sort(mask[:height, :width].reshape(shape).mean((1, 3)).reshape(-1))
    return float(blocks[int(len(blocks) * CALMEST_SHARE)] * NOISE_TO_SIGMA)

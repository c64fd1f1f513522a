"""Which parts of a sheet are worth drawing: what is empty, and what nearer sheets hide throughout a shot, is left out.

Drawing a picture scaled and filtered costs the same for an empty pixel as for a full one, and half of a set's pixels
are empty or behind a floor. Sheets are looked at in blocks; a nearer sheet hides a block only if it is opaque there in
every view of the shot, with a margin.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from songreel_video.backends.animatic.stage.camera import View

BLOCK = 24
"""Pixels of a sheet's picture, on a side."""
CELLS_HIGH = 40
"""Cells of the frame's height, for asking what is hidden."""
MARGIN = 2
"""Cells by which whatever hides is taken to be smaller: the camera moves between the views that are asked."""
BRIDGE = 2
"""Empty blocks between full ones that are drawn along: a piece more costs more than they do."""

STEP = 4
"""Blocks that boxes begin and end at multiples of, so that slanting edges do not make a box a row."""

Mask = npt.NDArray[np.bool_]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of a picture."""


@dataclass(frozen=True)
class Blocks:
    """A sheet's picture by blocks."""

    depth: float
    left: float
    """Of its area, in stage units."""
    top: float
    pixels_per_unit: float
    full: Mask
    """(rows, columns): where there is anything."""
    opaque: Mask
    """(rows, columns): where nothing shines through."""


def blocks_of(alpha: npt.NDArray[np.uint8]) -> tuple[Mask, Mask]:
    """Which blocks of a picture have anything in them, and which are opaque throughout."""
    rows, columns = -(-alpha.shape[0] // BLOCK), -(-alpha.shape[1] // BLOCK)
    across = np.arange(columns) * BLOCK
    down = np.arange(rows) * BLOCK
    most = np.maximum.reduceat(np.maximum.reduceat(alpha, down, axis=0), across, axis=1)
    least = np.minimum.reduceat(np.minimum.reduceat(alpha, down, axis=0), across, axis=1)
    return np.asarray(most > 0), np.asarray(least == 255)


def seen_blocks(sheets: Sequence[Blocks], views: Sequence[View], aspect: float) -> list[Mask]:
    """Of sheets from far to near: the blocks that are full, and seen in any of the views."""
    shown = [np.zeros_like(sheet.full) for sheet in sheets]
    columns = int(CELLS_HIGH * aspect) + 1
    for view in views:
        hidden = np.zeros((CELLS_HIGH, columns), bool)
        for sheet, seen in zip(reversed(sheets), reversed(shown), strict=True):
            left, top, right, bottom = _on_screen(sheet, view, aspect)
            seen |= sheet.full & _any_open(hidden, left, top, right, bottom)
            hidden |= _covered(sheet, view, aspect, hidden.shape)
    return shown


def _on_screen(sheet: Blocks, view: View, aspect: float) -> tuple[npt.NDArray[np.intp], ...]:
    """The cells that each column and row of blocks reaches over: first and last column, first and last row."""
    scale, offset_x, offset_y = view.place(sheet.depth)
    rows, columns = sheet.full.shape
    x = (sheet.left + np.arange(columns + 1) * BLOCK / sheet.pixels_per_unit) * scale + offset_x + aspect / 2
    y = (sheet.top + np.arange(rows + 1) * BLOCK / sheet.pixels_per_unit) * scale + offset_y
    across, down = np.floor(x * CELLS_HIGH).astype(int), np.floor(y * CELLS_HIGH).astype(int)
    return across[:-1], down[:-1], across[1:] + 1, down[1:] + 1


def _any_open(
    hidden: Mask,
    left: npt.NDArray[np.intp],
    top: npt.NDArray[np.intp],
    right: npt.NDArray[np.intp],
    bottom: npt.NDArray[np.intp],
) -> Mask:
    """(rows, columns): whether any cell that a block reaches over is not hidden; cells beyond the frame are."""
    height, width = hidden.shape
    total = np.zeros((height + 1, width + 1), int)
    total[1:, 1:] = np.cumsum(np.cumsum(~hidden, 0), 1)
    x0, x1 = np.clip(left, 0, width), np.clip(right, 0, width)
    y0, y1 = np.clip(top, 0, height)[:, None], np.clip(bottom, 0, height)[:, None]
    return np.asarray(total[y1, x1] - total[y0, x1] - total[y1, x0] + total[y0, x0] > 0)


def _covered(sheet: Blocks, view: View, aspect: float, shape: tuple[int, ...]) -> Mask:
    """The cells of the frame around which the sheet is opaque, for as far as the margin."""
    if not sheet.opaque.any():
        return np.zeros(shape, bool)
    scale, offset_x, offset_y = view.place(sheet.depth)
    per_block = sheet.pixels_per_unit / BLOCK
    rows, columns = sheet.opaque.shape

    def block(cell: npt.NDArray[np.float64], offset: float, start: float) -> npt.NDArray[np.intp]:
        return np.floor(((cell / CELLS_HIGH - offset) / scale - start) * per_block).astype(int)

    total = np.zeros((rows + 1, columns + 1), int)
    total[1:, 1:] = np.cumsum(np.cumsum(~sheet.opaque, 0), 1)
    down, across = np.arange(shape[0], dtype=float), np.arange(shape[1], dtype=float)
    if view.roll_degrees:  # a rolled frame looks over the edges of the level one
        return np.asarray(_covered(sheet, replace(view, roll_degrees=0.0), aspect, shape) & _inner(shape))
    # what lies beyond the frame need not be hidden there
    top, bottom = (
        block(np.maximum(down - MARGIN, 0), offset_y, sheet.top),
        block(np.minimum(down + 1 + MARGIN, shape[0]), offset_y, sheet.top) + 1,
    )
    first, last = (
        block(np.maximum(across - MARGIN, 0), offset_x + aspect / 2, sheet.left),
        block(np.minimum(across + 1 + MARGIN, aspect * CELLS_HIGH), offset_x + aspect / 2, sheet.left) + 1,
    )
    inside = ((top >= 0) & (bottom <= rows))[:, None] & ((first >= 0) & (last <= columns))[None, :]
    y0, y1 = np.clip(top, 0, rows)[:, None], np.clip(bottom, 0, rows)[:, None]
    x0, x1 = np.clip(first, 0, columns), np.clip(last, 0, columns)
    return np.asarray((total[y1, x1] - total[y0, x1] - total[y1, x0] + total[y0, x0] == 0) & inside)


def _inner(shape: tuple[int, ...]) -> Mask:
    """All cells but those at the edges of the frame."""
    inner = np.zeros(shape, bool)
    inner[MARGIN:-MARGIN, MARGIN:-MARGIN] = True
    return inner


def boxes_of(wanted: Mask, size: tuple[int, int]) -> tuple[Box, ...]:
    """Few boxes that hold all wanted blocks of a picture and do not overlap."""
    boxes: list[Box] = []
    running: dict[tuple[int, int], int] = {}
    rows = wanted.shape[0]
    for row in range(rows + 1):
        runs = _runs(wanted[row]) if row < rows else []
        for run, start in list(running.items()):
            if run not in runs:
                boxes.append((run[0] * BLOCK, start * BLOCK, min(run[1] * BLOCK, size[0]), min(row * BLOCK, size[1])))
                del running[run]
        for run in runs:
            running.setdefault(run, row)
    return tuple(boxes)


def _runs(row: Mask) -> list[tuple[int, int]]:
    """Where a row is wanted, from and to, over small gaps."""
    places = np.flatnonzero(row)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > BRIDGE + 1)
    starts, ends = places[np.r_[0, breaks + 1]], places[np.r_[breaks, len(places) - 1]] + 1
    runs: list[tuple[int, int]] = []
    for start, end in zip(starts // STEP * STEP, -(-ends // STEP) * STEP, strict=True):
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], int(end))
        else:
            runs.append((int(start), int(end)))
    return runs

"""Bare rock: a wall in strata, rounded stones that are wet."""

import random
from collections.abc import Callable

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import REACH_X
from songreel_video.backends.animatic.stage.workshop.brushes import (
    Point,
    below,
    box,
    fill,
    shade,
    shape,
)


def strata(
    canvas: skia.Canvas, rng: random.Random, rim: Callable[[float], float], rock: Colour, colours: Colours
) -> None:
    """A wall of rock in layers of blocks that jut and fall back, from its rim to below the horizon."""
    top, foot = rim(0.0) + 0.02, 0.81
    canvas.drawPath(below(rim), shade(colours.lit(rock, 0.30), colours.shaded(rock, 0.35), top, foot + 0.1))
    y = top + 0.02
    while y < foot:
        tall, x = rng.uniform(0.05, 0.095), -REACH_X - rng.uniform(0, 0.2)
        while x < REACH_X:
            width, jut = rng.uniform(0.09, 0.30), rng.uniform(-0.012, 0.012)
            tone = mix(colours.lit(rock, 0.30), colours.shaded(rock, 0.55), rng.random() * 0.7 + 0.3 * (y - top))
            _block(canvas, rng, box(x, y + jut, x + width, y + tall + 0.03), tone, colours)
            x += width * 0.96
        y += tall


def _block(canvas: skia.Canvas, rng: random.Random, area: skia.Rect, tone: Colour, colours: Colours) -> None:
    """One block of a stratum: a lit brow, a face, a side in shade."""
    x0, y0, x1, y1 = area.left(), area.top(), area.right(), area.bottom()
    tilt, notch = rng.uniform(-0.012, 0.012), (x1 - x0) * rng.uniform(0.08, 0.25)
    face = shape([(x0, y0 + 0.012), (x0 + 0.012, y0), (x1 - 0.01, y0 + tilt), (x1, y0 + 0.014), (x1, y1), (x0, y1)])
    canvas.drawPath(face, shade(tone, colours.shaded(tone, 0.55), y0, y1))
    dark = x1 if colours.key_side < 0 else x0
    inner = dark + colours.key_side * notch
    side = shape([(dark, y0 + 0.012), (inner, y0 + 0.02), ((dark + inner) / 2, y1), (dark, y1)])
    canvas.drawPath(side, fill(colours.shadow, 0.28))
    brow = shape([(x0, y0 + 0.012), (x0 + 0.012, y0), (x1 - 0.01, y0 + tilt), (x1, y0 + 0.014)])
    canvas.drawPath(brow, fill(colours.lit(tone, 0.5), 0.8))


def stone(canvas: skia.Canvas, at: Point, size: float, rock: Colour, colours: Colours) -> None:
    """A rounded wet stone with a glint."""
    x, y = at
    side = colours.key_side
    canvas.drawOval(box(x - size, y - size * 0.62, x + size, y + size * 0.5), fill(colours.shaded(rock, 0.35)))
    canvas.drawOval(
        box(
            x - size * 0.72 + side * size * 0.14, y - size * 0.56, x + size * 0.72 + side * size * 0.14, y + size * 0.2
        ),
        fill(colours.lit(rock, 0.18)),
    )
    glint = x + side * size * 0.3
    canvas.drawOval(
        box(glint - size * 0.26, y - size * 0.46, glint + size * 0.26, y - size * 0.32),
        fill(mix(colours.light, WHITE, 0.3), 0.65),
    )

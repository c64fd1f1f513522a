"""High country: three ranges of mountains, firs under snow."""

import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.places.brushes import (
    LEAF,
    Ridge,
    below,
    box,
    fill,
    ground_line,
    line,
    pine,
    shade,
    shape,
    tinted,
)
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Layer, Scenery


def mountains(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Three ranges one behind the other, and a shoulder of rock to stand on."""
    far, mid = colours.far, mix(colours.far, colours.mid, 0.5)
    rock = mix(colours.ground, colours.near, 0.35)

    def shoulder(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 5)
        height = ground_line(rng, 0.84, 0.035, 2.0, 0.35)
        canvas.drawPath(below(height), shade(colours.lit(rock, 0.3), colours.shaded(rock, 0.6), 0.8, 1.2))
        for _ in range(60):
            x = rng.uniform(-REACH_X, REACH_X)
            y = height(x) + rng.uniform(0.0, 0.35)
            size = rng.uniform(0.01, 0.05)
            stone = shape(
                [
                    (x - size, y + size * 0.5),
                    (x - size * 0.5, y - size * 0.2),
                    (x + size * 0.4, y - size * 0.3),
                    (x + size, y + size * 0.5),
                ]
            )
            canvas.drawPath(stone, fill(colours.shaded(rock, 0.35), 0.7))
            canvas.drawLine(
                x - size * 0.5, y - size * 0.2, x + size * 0.4, y - size * 0.3, line(colours.lit(rock, 0.5), 0.004)
            )

    return Scenery(
        (
            Layer(14, Ridge(colours, seed, 0.50, 0.14, 1.9, colours.distant(far, 0.55), 0.9, True).paint),
            Layer(9, Ridge(colours, seed + 1, 0.60, 0.11, 2.4, colours.distant(mid, 0.35), 0.85, True).paint),
            Layer(5, Ridge(colours, seed + 2, 0.72, 0.08, 2.6, colours.distant(colours.mid, 0.15), 0.5).paint),
            Layer(2.6, partial(_pine_belt, colours, seed, 0.86, 0.09)),
            Layer(1, shoulder),
        ),
        horizon_y=0.62,
        ground_y=0.90,
    )


def _pine_belt(colours: Colours, seed: int, foot: float, tall: float, canvas: skia.Canvas, snow: bool = False) -> None:
    rng = random.Random(seed + 4)
    leaf = tinted(LEAF, colours.near, 0.4)
    for _ in range(46):
        x = rng.uniform(-REACH_X, REACH_X)
        pine(canvas, rng, x, foot + rng.uniform(-0.01, 0.03), tall * rng.uniform(0.7, 1.4), leaf, colours, snow=snow)
    canvas.drawRect(box(-REACH_X, foot, REACH_X, BOTTOM_Y), fill(colours.shaded(leaf, 0.3)))


def snow(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Firs under snow, blue shadows on white ground."""
    white = mix(mix(colours.light, WHITE, 0.5), colours.sky_low, 0.25 + 0.45 * colours.night)

    def ground(canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + 1), 0.79, 0.02, 1.6)
        canvas.drawPath(
            below(height),
            shade(mix(white, WHITE, 0.35 * (1 - colours.night)), mix(white, colours.shadow, 0.35), 0.78, 1.2),
        )
        rng = random.Random(seed + 2)
        for _ in range(18):
            x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.84, 1.2)
            canvas.drawOval(box(x - 0.25, y, x + 0.25, y + 0.03), fill(mix(colours.shadow, colours.sky_top, 0.5), 0.14))

    return Scenery(
        (
            Layer(12, Ridge(colours, seed, 0.56, 0.12, 2.0, mix(white, colours.far, 0.55), 0.8, True).paint),
            Layer(5, partial(_pine_belt, colours, seed, 0.70, 0.13, snow=True)),
            Layer(2.2, partial(_snow_pines, colours, seed, white)),
            Layer(1, ground),
        ),
        horizon_y=0.64,
        ground_y=0.92,
    )


def _snow_pines(colours: Colours, seed: int, white: Colour, canvas: skia.Canvas) -> None:
    rng = random.Random(seed + 5)
    canvas.drawRect(box(-REACH_X, 0.76, REACH_X, BOTTOM_Y), fill(mix(white, colours.shadow, 0.15)))
    for side in (-1, 1):
        for _ in range(5):
            x = side * rng.uniform(0.40, 1.5)
            pine(
                canvas,
                rng,
                x,
                0.79 + rng.uniform(-0.015, 0.02),
                rng.uniform(0.32, 0.62),
                tinted(LEAF, colours.near),
                colours,
                snow=True,
            )


PLACES = {"mountains": mountains, "snow": snow}

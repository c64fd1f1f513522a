"""Open ground to the horizon: a field of grain, a desert."""

import math
import random
from functools import partial
from itertools import pairwise

import skia

from songreel_video.backends.animatic.stage.colours import Colours, mix
from songreel_video.backends.animatic.stage.places.brushes import (
    LEAF,
    SAND,
    STRAW,
    Meadow,
    Ridge,
    below,
    fill,
    grass_frame,
    ground_line,
    line,
    shade,
    shape,
    tinted,
    tree,
)
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Layer, Moment, Scenery


def field(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Grain to the horizon, a lone tree, a fence."""
    rng = random.Random(seed)
    straw = tinted(STRAW, colours.ground, 0.35)
    tree_x = rng.choice((-1, 1)) * rng.uniform(0.45, 0.7)

    def middle(canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + 2), 0.655, 0.02, 1.7)
        canvas.drawPath(below(height), shade(colours.lit(straw, 0.3), straw, 0.62, 0.8))
        tree(canvas, random.Random(seed + 3), tree_x, height(tree_x) + 0.006, 0.27, tinted(LEAF, colours.mid), colours)
        for number in range(16):
            x = -REACH_X + number * 0.25
            canvas.drawLine(x, height(x) - 0.028, x, height(x) + 0.012, line(colours.shaded(straw, 0.6), 0.006))
        wire_y = [(-REACH_X + n * 0.25, height(-REACH_X + n * 0.25) - 0.02) for n in range(16)]
        for start, end in pairwise(wire_y):
            canvas.drawLine(*start, *end, line(colours.shaded(straw, 0.6), 0.002))

    def wave(canvas: skia.Canvas, moment: Moment) -> None:
        pen = line(colours.lit(straw, 0.5), 0.004, 0.5)
        for number in range(46):
            x = -1.2 + 2.4 * ((number * 0.618) % 1)
            y = 0.80 + 0.36 * ((number * 0.755) % 1)
            sway = 0.012 * math.sin(moment.seconds * 2.1 + x * 5) * (0.6 + moment.energy)
            canvas.drawLine(x, y, x + sway, y - 0.05, pen)

    return Scenery(
        (
            Layer(11, Ridge(colours, seed, 0.60, 0.05, 1.6, colours.far, 0.0).paint),
            Layer(4.5, middle),
            Layer(1, Meadow(colours, seed, 0.74, straw, 900).paint, wave),
            Layer(0.68, partial(grass_frame, colours, seed)),
        ),
        horizon_y=0.60,
        ground_y=0.90,
    )


def desert(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Mesas on the horizon, dunes with sharp crests."""
    sand = tinted(SAND, colours.ground, 0.3)

    def mesas(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        tone = colours.distant(mix(colours.far, (0.6, 0.3, 0.22), 0.4), 0.3)
        for _ in range(5):
            x, width, tall = rng.uniform(-1.4, 1.4), rng.uniform(0.12, 0.36), rng.uniform(0.06, 0.17)
            top = 0.61 - tall
            body = shape(
                [
                    (x - width * 0.64, 0.63),
                    (x - width * 0.5, top + 0.02),
                    (x - width * 0.46, top),
                    (x + width * 0.46, top + 0.006),
                    (x + width * 0.5, top + 0.03),
                    (x + width * 0.66, 0.63),
                ]
            )
            canvas.drawPath(body, shade(colours.lit(tone, 0.25), colours.shaded(tone, 0.2), top, 0.63))
            for band in range(3):
                y = top + tall * (0.25 + 0.22 * band)
                canvas.drawLine(x - width * 0.5, y, x + width * 0.5, y, line(colours.shaded(tone, 0.35), 0.004, 0.5))

    def dunes(y: float, amplitude: float, number: int, canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + number), y, amplitude, 1.5)
        tone = colours.distant(sand, 0.4 - 0.16 * number)
        canvas.drawPath(below(height), shade(colours.lit(tone, 0.35), tone, y - amplitude, y + 0.25))
        lee = skia.Path()  # the side of the dune that turns from the light
        shift = 0.16 * colours.key_side
        lee.moveTo(-REACH_X, BOTTOM_Y)
        x = -REACH_X
        while x <= REACH_X:
            lee.lineTo(x, height(x) + 0.02 + 0.10 * max(0.0, math.sin(3.2 * (x + shift) + number)))
            x += 0.03
        lee.lineTo(REACH_X, BOTTOM_Y)
        lee.close()
        canvas.drawPath(lee, fill(colours.shaded(tone, 0.35), 0.35))

    def near(canvas: skia.Canvas) -> None:
        dunes(0.82, 0.03, 3, canvas)
        rng = random.Random(seed + 8)
        for _ in range(70):
            x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.88, 1.3)
            path = skia.Path()
            path.moveTo(x, y)
            path.quadTo(x + 0.06, y - 0.012, x + 0.13, y)
            canvas.drawPath(path, line(colours.shaded(sand, 0.35), 0.003, 0.4))

    return Scenery(
        (
            Layer(14, mesas),
            Layer(7, partial(dunes, 0.65, 0.03, 1)),
            Layer(3.2, partial(dunes, 0.72, 0.04, 2)),
            Layer(1, near),
        ),
        horizon_y=0.62,
        ground_y=0.92,
    )


PLACES = {"field": field, "desert": desert}

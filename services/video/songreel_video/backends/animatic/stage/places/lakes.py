"""Water inland: a lake among hills, a waterfall."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.places.brushes import (
    LEAF,
    STRAW,
    Meadow,
    Ridge,
    box,
    fill,
    foliage,
    line,
    pine,
    shade,
    shape,
    tinted,
    water,
)
from songreel_video.backends.animatic.stage.places.shores import sun_x
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Layer, Moment, Scenery


def lake(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Hills mirrored in still water, reeds at the bank."""
    leaf = tinted(LEAF, colours.mid, 0.5)

    def mirror(canvas: skia.Canvas) -> None:
        water(canvas, random.Random(seed), 0.62, BOTTOM_Y, colours, sun_x(colours, seed))
        canvas.save()
        canvas.translate(0, 1.24)
        canvas.scale(1, -0.8)
        canvas.translate(0, 0.155)
        layer = skia.Paint(Alphaf=0.35)
        canvas.saveLayer(None, layer)
        Ridge(colours, seed + 2, 0.575, 0.07, 1.9, colours.distant(colours.mid, 0.25), 0.25).paint(canvas)
        canvas.restore()
        canvas.restore()
        canvas.drawRect(box(-REACH_X, 0.62, REACH_X, 0.66), shade(colours.haze, colours.haze, 0.61, 0.66, (0.5, 0.0)))

    def shore(canvas: skia.Canvas) -> None:
        Ridge(colours, seed + 2, 0.575, 0.07, 1.9, colours.distant(colours.mid, 0.25), 0.25).paint(canvas)
        rng = random.Random(seed + 3)
        for _ in range(60):
            x = rng.uniform(-REACH_X, REACH_X)
            pine(canvas, rng, x, 0.622, rng.uniform(0.03, 0.075), colours.distant(leaf, 0.15), colours)
        canvas.clipRect(box(-REACH_X, -1, REACH_X, 0.625))

    def bank(canvas: skia.Canvas) -> None:
        Meadow(colours, seed + 1, 0.84, mix(leaf, colours.ground, 0.5), 420).paint(canvas)
        rng = random.Random(seed + 4)
        for side in (-1, 1):
            for _ in range(34):
                x = side * rng.uniform(0.35, 1.3)
                tall = rng.uniform(0.10, 0.24)
                lean = rng.uniform(-0.03, 0.03)
                canvas.drawLine(x, 0.9, x + lean, 0.9 - tall, line(colours.shaded(leaf, 0.35), 0.005))
                if rng.random() < 0.4:
                    canvas.drawOval(
                        box(x + lean - 0.006, 0.9 - tall - 0.035, x + lean + 0.006, 0.9 - tall),
                        fill(colours.shaded(STRAW, 0.5)),
                    )

    def ripples(canvas: skia.Canvas, moment: Moment) -> None:
        for number in range(5):
            share = (moment.seconds * 0.22 + number * 0.37) % 1
            x, y = -0.7 + 0.35 * number, 0.70 + 0.022 * number
            pen = line(mix(colours.light, WHITE, 0.4), 0.0025, 0.4 * (1 - share))
            canvas.drawOval(box(x - 0.16 * share, y - 0.018 * share, x + 0.16 * share, y + 0.018 * share), pen)

    return Scenery(
        (Layer(10, mirror, ripples), Layer(9, shore), Layer(1, bank)),
        horizon_y=0.62,
        ground_y=0.93,
        wet=0.0,
    )


def waterfall(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Rock walls, falling water, spray."""
    rock = mix(colours.mid, colours.near, 0.4)
    leaf = tinted(LEAF, colours.mid, 0.4)

    def walls(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        canvas.drawRect(
            box(-REACH_X, 0.16, REACH_X, BOTTOM_Y),
            shade(colours.lit(rock, 0.25), colours.shaded(rock, 0.4), 0.16, 0.85),
        )
        for _ in range(90):
            x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.16, 0.8)
            width, tall = rng.uniform(0.03, 0.12), rng.uniform(0.05, 0.2)
            canvas.drawPath(
                shape([(x, y), (x + width, y + 0.02), (x + width * 0.8, y + tall), (x - 0.01, y + tall * 0.9)]),
                fill(colours.shaded(rock, rng.uniform(0.15, 0.5)), 0.6),
            )
        for _ in range(26):
            foliage(
                canvas,
                rng,
                rng.uniform(-REACH_X, REACH_X),
                rng.uniform(0.06, 0.18),
                rng.uniform(0.06, 0.12),
                leaf,
                colours,
            )
        fall = mix(colours.sky_low, WHITE, 0.6)
        canvas.drawPath(
            shape([(-0.13, 0.15), (0.13, 0.15), (0.19, 0.8), (-0.19, 0.8)]),
            shade(fall, mix(fall, WHITE, 0.4), 0.15, 0.8),
        )

    def falling(canvas: skia.Canvas, moment: Moment) -> None:
        for number in range(30):
            x = -0.14 + 0.28 * ((number * 0.618) % 1)
            y = 0.15 + 0.62 * ((number * 0.755 + moment.seconds * 0.9) % 1)
            canvas.drawLine(x * (0.9 + y * 0.4), y, x * (0.93 + y * 0.45), y + 0.09, line(WHITE, 0.006, 0.35))
        for number in range(12):
            x = -0.3 + 0.6 * ((number * 0.618) % 1)
            puff = 0.05 + 0.03 * math.sin(moment.seconds * 2 + number * 1.7)
            canvas.drawCircle(x, 0.79, puff, fill(WHITE, 0.10))

    def pool(canvas: skia.Canvas) -> None:
        water(canvas, random.Random(seed + 1), 0.78, 0.95, colours, 0.0)
        Meadow(colours, seed + 2, 0.90, mix(leaf, colours.ground, 0.4), 300).paint(canvas)

    return Scenery((Layer(5, walls, falling), Layer(1, pool)), horizon_y=0.5, ground_y=0.95)


PLACES = {"lake": lake, "waterfall": waterfall}

"""A forest of tall trunks in the mist."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import Colours, mix
from songreel_video.backends.animatic.stage.places.brushes import (
    LEAF,
    Meadow,
    box,
    fill,
    foliage,
    glow,
    line,
    shade,
    shape,
    tinted,
)
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Layer, Moment, Scenery


def forest(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Tall trunks in the mist, shafts of light, ferns."""
    leaf = tinted(LEAF, colours.mid, 0.45)
    bark = mix(colours.near, (0.28, 0.2, 0.18), 0.4)

    def trunks(depth: float, count: int, foot: float, canvas: skia.Canvas) -> None:
        rng = random.Random(seed + int(depth * 10))
        tone = colours.distant(bark, min(0.85, depth / 9))
        for number in range(count):
            x = -REACH_X + (number + rng.uniform(0.15, 0.85)) * 2 * REACH_X / count
            if depth < 2.5 and abs(x) < 0.26:
                continue
            width = rng.uniform(0.018, 0.034) * (3.2 / depth) ** 0.45
            lean = rng.uniform(-0.02, 0.02)
            base = foot + rng.uniform(-0.012, 0.012)
            trunk = shape(
                [(x - width * 1.3, base), (x - width + lean, -0.5), (x + width + lean, -0.5), (x + width * 1.3, base)]
            )
            canvas.drawPath(trunk, fill(tone))
            edge = colours.key_side * width
            lit = shape(
                [
                    (x + edge * 1.3, base),
                    (x + edge + lean, -0.5),
                    (x + edge * 0.55 + lean, -0.5),
                    (x + edge * 0.7, base),
                ]
            )
            canvas.drawPath(lit, fill(colours.lit(tone, 0.45), 0.7))
            for _ in range(3):
                y = rng.uniform(0.0, 0.45)
                reach = rng.choice((-1, 1)) * rng.uniform(0.06, 0.16)
                canvas.drawLine(x + lean, y, x + lean + reach, y - 0.05, line(tone, width * 0.35))

    def canopy(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 77)
        for _ in range(26):
            foliage(
                canvas,
                rng,
                rng.uniform(-REACH_X, REACH_X),
                rng.uniform(-0.30, 0.08),
                rng.uniform(0.10, 0.2),
                colours.distant(leaf, 0.25),
                colours,
            )

    def backdrop(canvas: skia.Canvas) -> None:
        canvas.drawRect(
            box(-REACH_X, -0.45, REACH_X, BOTTOM_Y),
            shade(mix(colours.haze, leaf, 0.45), mix(colours.haze, leaf, 0.15), -0.2, 0.75),
        )
        canvas.drawRect(
            box(-REACH_X, -0.45, REACH_X, BOTTOM_Y), glow(colours.key_side * 0.35, 0.25, 0.8, colours.light, 0.55)
        )

    def floor(canvas: skia.Canvas) -> None:
        Meadow(colours, seed, 0.74, mix(leaf, colours.ground, 0.4), 420).paint(canvas)
        rng = random.Random(seed + 6)
        path = shape([(-0.05, 0.745), (0.05, 0.745), (0.30, 1.3), (-0.42, 1.3)])
        canvas.drawPath(path, fill(colours.lit(mix(colours.ground, (0.5, 0.4, 0.3), 0.4), 0.2), 0.55))
        for _ in range(40):
            x = rng.choice((-1, 1)) * rng.uniform(0.22, REACH_X)
            y = rng.uniform(0.78, 1.1)
            for blade in range(7):
                angle = math.pi * (0.15 + 0.7 * blade / 6)
                reach = rng.uniform(0.03, 0.055)
                canvas.drawLine(
                    x, y, x + math.cos(angle) * reach, y - math.sin(angle) * reach, line(colours.lit(leaf, 0.15), 0.005)
                )

    def shafts(canvas: skia.Canvas, moment: Moment) -> None:
        side = colours.key_side
        for number in range(4):
            x = side * (0.55 - 0.26 * number)
            strength = 0.10 + 0.05 * math.sin(moment.seconds * 0.5 + number) + 0.10 * moment.pulse * moment.energy
            beam = shape([(x, -0.2), (x + 0.07, -0.2), (x + 0.10 - side * 0.42, 0.86), (x - 0.08 - side * 0.42, 0.86)])
            canvas.drawPath(
                beam, shade(colours.light, colours.light, -0.2, 0.86, (strength * (1 - 0.6 * colours.night), 0.0))
            )

    return Scenery(
        (
            Layer(16, backdrop),
            Layer(7, partial(trunks, 7.0, 26, 0.74)),
            Layer(4, partial(trunks, 4.0, 15, 0.77), shafts),
            Layer(3, canopy),
            Layer(1.5, partial(trunks, 1.5, 8, 0.84)),
            Layer(1, floor),
        ),
        horizon_y=0.70,
        ground_y=0.91,
    )


PLACES = {"forest": forest}

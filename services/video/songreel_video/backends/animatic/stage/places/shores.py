"""The open sea from a strip of sand, and a lighthouse above it."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.places.brushes import (
    SAND,
    below,
    box,
    fill,
    ground_line,
    line,
    shade,
    shape,
    tinted,
    water,
)
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery


def sea(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Open sea behind a strip of sand."""
    sand = tinted(SAND, colours.ground, 0.35)
    light_x = sun_x(colours, seed)

    def open_water(canvas: skia.Canvas) -> None:
        water(canvas, random.Random(seed), 0.60, BOTTOM_Y, colours, light_x)

    def headland(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 1)
        side = -colours.key_side
        tone = colours.distant(colours.far, 0.2)
        path = skia.Path()
        path.moveTo(side * REACH_X, 0.61)
        path.lineTo(side * REACH_X, 0.46)
        path.cubicTo(side * 1.0, 0.44 + rng.uniform(-0.02, 0.02), side * 0.7, 0.52, side * 0.55, 0.56)
        path.cubicTo(side * 0.5, 0.59, side * 0.38, 0.60, side * 0.30, 0.61)
        path.close()
        canvas.drawPath(path, shade(colours.lit(tone, 0.2), tone, 0.45, 0.62))

    def beach(canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + 2), 0.80, 0.010, 2.0)
        canvas.drawPath(below(lambda x: height(x) - 0.012), fill(mix(colours.sky_low, WHITE, 0.5), 0.75))
        canvas.drawPath(below(height), shade(colours.shaded(sand, 0.30), colours.lit(sand, 0.12), 0.79, 0.95))
        rng = random.Random(seed + 3)
        for _ in range(160):
            x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.86, 1.3)
            canvas.drawOval(box(x, y, x + 0.02, y + 0.004), fill(colours.shaded(sand, 0.4), 0.25))

    def surf(canvas: skia.Canvas, moment: Moment) -> None:
        for number in range(3):
            share = (moment.seconds * 0.16 + number / 3) % 1
            y = 0.70 + 0.105 * share
            path = skia.Path()
            path.moveTo(-1.5, y)
            x = -1.5
            while x < 1.5:
                path.quadTo(
                    x + 0.10,
                    y + 0.012 * math.sin(x * 9 + number * 2 + moment.seconds),
                    x + 0.2,
                    y + 0.004 * math.sin(x * 7),
                )
                x += 0.2
            alpha = math.sin(math.pi * share) * 0.75
            canvas.drawPath(path, line(mix(colours.light, WHITE, 0.6), 0.003 + 0.008 * share, alpha))
        glints = fill(mix(colours.sun, WHITE, 0.6), 0.5 + 0.4 * moment.pulse)
        for number in range(26):
            phase = math.sin(moment.seconds * (1.4 + (number * 0.618) % 1) + number * 2.4)
            if phase > 0.25:
                share = (number * 0.755) % 1
                x = light_x + (((number * 0.618) % 1) - 0.5) * (0.06 + 0.26 * share)
                y = 0.606 + 0.13 * share
                canvas.drawOval(box(x - 0.012 * phase, y, x + 0.012 * phase, y + 0.003), glints)

    return Scenery(
        (Layer(12, open_water), Layer(9, headland), Layer(2.2, lambda canvas: None, surf), Layer(1, beach)),
        horizon_y=0.60,
        ground_y=0.92,
        wet=0.25,
    )


def sun_x(colours: Colours, seed: int) -> float:
    """Where the sky hangs its sun, as `sky.paint_sky` draws it: after the stars it would be elsewhere at night."""
    return (
        colours.key_side * (0.18 + 0.34 * random.Random(seed).random())
        if colours.night <= 0.5
        else colours.key_side * 0.33
    )


def cliff(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A lighthouse on a headland above the sea; its lamp turns."""
    base = sea(colours, seed, aspect)
    side = -colours.key_side
    x = side * 0.52

    def tower(canvas: skia.Canvas) -> None:
        rock = colours.distant(colours.mid, 0.12)
        path = skia.Path()
        path.moveTo(side * REACH_X, 0.80)
        path.lineTo(side * REACH_X, 0.50)
        path.cubicTo(side * 0.9, 0.49, side * 0.5, 0.52, side * 0.36, 0.56)
        path.cubicTo(side * 0.34, 0.62, side * 0.27, 0.70, side * 0.22, 0.80)
        path.close()
        canvas.drawPath(path, shade(colours.lit(rock, 0.25), colours.shaded(rock, 0.45), 0.5, 0.8))
        wall = mix(colours.light, WHITE, 0.3 * (1 - colours.night))
        body = shape([(x - 0.045, 0.53), (x - 0.028, 0.22), (x + 0.028, 0.22), (x + 0.045, 0.53)])
        canvas.drawPath(body, fill(colours.shaded(wall, 0.25 + 0.3 * colours.night)))
        for number in range(3):
            y = 0.27 + 0.09 * number
            half = 0.031 + 0.0052 * number
            canvas.drawPath(
                shape([(x - half, y), (x + half, y), (x + half + 0.002, y + 0.04), (x - half - 0.002, y + 0.04)]),
                fill(colours.shaded(colours.accent, 0.2)),
            )
        canvas.drawRect(box(x - 0.036, 0.212, x + 0.036, 0.222), fill(colours.shaded(colours.near, 0.4)))
        canvas.drawRect(box(x - 0.02, 0.175, x + 0.02, 0.212), fill(mix(colours.glow, WHITE, 0.3)))
        canvas.drawPath(
            shape([(x - 0.028, 0.175), (x, 0.145), (x + 0.028, 0.175)]), fill(colours.shaded(colours.accent, 0.35))
        )

    def beam(canvas: skia.Canvas, moment: Moment) -> None:
        turn = math.cos(moment.seconds * 1.4)
        reach = 1.5 * turn
        alpha = (0.10 + 0.35 * colours.night) * (0.4 + 0.6 * abs(turn))
        path = shape([(x, 0.19), (x + reach, 0.19 - 0.14 * abs(turn)), (x + reach, 0.19 + 0.14 * abs(turn))])
        canvas.drawPath(path, fill(mix(colours.glow, WHITE, 0.5), alpha * 0.6))

    return Scenery(
        (*base.layers[:1], Layer(6, tower, beam), base.layers[2], base.layers[3]),
        0.60,
        0.92,
        lamps=(Lamp(x, 0.19, 6, 0.22, colours.glow),),
        wet=0.2,
    )


PLACES = {"sea": sea, "cliff": cliff}

"""The open sea from a strip of sand, and a lighthouse above it."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    SAND,
    below,
    box,
    fill,
    glow,
    ground_line,
    line,
    shade,
    shape,
    tinted,
    water,
    within,
)


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

    def wet_sand(canvas: skia.Canvas, moment: Moment) -> None:
        """The last of each wave runs up the beach and sinks in."""
        share = (moment.seconds * 0.16) % 1
        reach = 0.030 * math.sin(math.pi * share)
        rough = [0.008 * math.sin(n * 0.9 + seed) + 0.004 * math.sin(n * 2.1) for n in range(27)]
        edge = [((n - 13) / 8, 0.802 + reach + rough[n]) for n in range(27)]
        film = fill(mix(colours.sky_low, colours.sky_top, 0.3), 0.35)
        canvas.drawPath(shape([(-1.7, 0.79), *edge, (1.7, 0.79)]), film)
        foam = skia.Path()
        foam.addPoly([skia.Point(*point) for point in edge], False)
        canvas.drawPath(foam, line(mix(colours.light, WHITE, 0.6), 0.006, 0.65 * (1 - share)))

    return Scenery(
        (
            Layer(12, open_water, partial(_far_life, colours, seed)),
            Layer(9, headland),
            Layer(2.2, lambda canvas: None, partial(_surf, colours, light_x)),
            Layer(1, beach, wet_sand),
        ),
        horizon_y=0.60,
        ground_y=0.92,
        wet=0.25,
    )


def _surf(colours: Colours, light_x: float, canvas: skia.Canvas, moment: Moment) -> None:
    """Waves that swell, whiten and come in, and the light that dances on them."""
    white, hollow = mix(colours.light, WHITE, 0.6), mix(colours.shadow, colours.sky_top, 0.5)
    for number in range(3):
        share = (moment.seconds * 0.16 + number / 3) % 1
        y, thick = 0.665 + 0.15 * share**1.3, 0.003 + 0.014 * share
        swell = math.sin(math.pi * share)
        top, low = [], []
        for n in range(-9, 10):
            x = n / 7
            lift = 0.010 * math.sin(2.3 * x + 1.9 * number) + 0.005 * math.sin(6.1 * x + number + 0.6 * moment.seconds)
            lift *= 0.4 + share
            open_here = max(0.0, math.sin(3.7 * x + 2.6 * number + 0.35 * moment.seconds) + 0.35)
            top.append((x, y + lift - thick * 0.4))
            low.append((x, y + lift + thick * open_here))
        trough = [*((x, y + thick * 1.6) for x, y in top), *((x, y + 0.016 + thick) for x, y in reversed(low))]
        canvas.drawPath(shape(trough), fill(hollow, 0.16 * swell))
        canvas.drawPath(shape([*top, *reversed(low)]), fill(white, 0.80 * swell))
    glints = fill(mix(colours.sun, WHITE, 0.6), 0.5 + 0.4 * moment.pulse)
    for number in range(44):
        shine = math.sin(moment.seconds * (1.4 + (number * 0.618) % 1) + number * 2.4)
        if shine > 0.2:
            share = (number * 0.755) % 1
            wide = 0.06 + 0.26 * share if number % 3 else 1.6
            x, y = light_x + ((number * 0.618) % 1 - 0.5) * wide, 0.606 + 0.14 * share
            size = (0.013 if number % 3 else 0.006) * shine
            canvas.drawOval(box(x - size, y, x + size, y + 0.003), glints)


def _far_life(colours: Colours, seed: int, canvas: skia.Canvas, moment: Moment) -> None:
    """A sail on the horizon, its lantern at night, and gulls while it is light."""
    way = 1 if seed % 3 else -1
    x, y = 0.16 * colours.key_side - way * 0.30 + way * 0.006 * moment.seconds, 0.606
    tilt = 1.5 * math.sin(moment.seconds * 0.9)
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(tilt)
    sail = mix(colours.light, WHITE, 0.4 * (1 - colours.night))
    dark = colours.shaded(colours.mid, 0.55)
    canvas.drawPath(shape([(-0.034, -0.010), (0.036, -0.012), (0.024, 0.004), (-0.024, 0.004)]), fill(dark))
    canvas.drawLine(0, -0.010, 0, -0.088, line(dark, 0.0025))
    canvas.drawPath(shape([(0.003, -0.086), (0.032, -0.018), (0.003, -0.018)]), fill(colours.shaded(sail, 0.1)))
    canvas.drawPath(shape([(-0.003, -0.078), (-0.026, -0.018), (-0.003, -0.018)]), fill(colours.shaded(sail, 0.3)))
    if colours.night > 0.3:
        canvas.drawCircle(0, -0.090, 0.014, fill(colours.glow, 0.25 + 0.15 * moment.pulse))
        canvas.drawCircle(0, -0.090, 0.004, fill(mix(colours.glow, WHITE, 0.5)))
    canvas.restore()
    if colours.night > 0.75:
        return
    for number in range(5):
        phase = moment.seconds * (0.10 + 0.015 * number) + number * 1.3 + seed
        gx = 0.62 * math.sin(phase) - 0.15 * colours.key_side
        gy = 0.30 + 0.05 * math.sin(2.1 * phase + number) + 0.03 * number
        span = 0.012 + 0.0035 * number
        beat = math.sin(moment.seconds * (5.0 + 0.5 * number) + number) if math.sin(phase * 3) > -0.2 else 0.4
        gull = skia.Path()
        gull.moveTo(gx - span, gy - span * 0.45 * beat)
        gull.quadTo(gx - span * 0.4, gy - span * (0.35 + 0.25 * beat), gx, gy)
        gull.quadTo(gx + span * 0.4, gy - span * (0.35 + 0.25 * beat), gx + span, gy - span * 0.45 * beat)
        canvas.drawPath(gull, line(colours.shaded(colours.near, 0.15), 0.0032, 0.9))


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
    shift = within(x, aspect) - x

    def tower(canvas: skia.Canvas) -> None:
        canvas.translate(shift, 0)
        rock = colours.distant(colours.mid, 0.12)
        path = skia.Path()
        path.moveTo(side * REACH_X, 0.80)
        path.lineTo(side * REACH_X, 0.50)
        path.cubicTo(side * 0.9, 0.49, side * 0.5, 0.52, side * 0.36, 0.56)
        path.cubicTo(side * 0.34, 0.62, side * 0.27, 0.70, side * 0.22, 0.80)
        path.close()
        canvas.drawPath(path, shade(colours.lit(rock, 0.25), colours.shaded(rock, 0.45), 0.5, 0.8))
        rng = random.Random(seed + 12)
        canvas.save()
        canvas.clipPath(path, doAntiAlias=True)
        for _ in range(46):  # faces that catch the light, and cracks between them
            fx, fy = side * rng.uniform(0.2, 1.5), rng.uniform(0.52, 0.80)
            wide, tall = rng.uniform(0.02, 0.07), rng.uniform(0.03, 0.10)
            face = [(fx - wide, fy + 0.01), (fx + wide * 0.4, fy - 0.012), (fx + wide, fy + tall * 0.7)]
            face.append((fx - wide * 0.2, fy + tall))
            tone = colours.lit(rock, 0.3) if rng.random() < 0.45 else colours.shaded(rock, 0.5)
            canvas.drawPath(shape(face), fill(tone, 0.45))
        grass = colours.distant(tinted(LEAF, colours.mid, 0.4), 0.1)
        for number in range(40):
            gx = side * (0.33 + number * 0.04)
            top = 0.565 - 0.075 * min(1.0, (number / 14) ** 0.6)
            canvas.drawOval(box(gx - 0.04, top - 0.05, gx + 0.04, top + 0.012 + rng.uniform(0, 0.014)), fill(grass))
        canvas.restore()
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
        canvas.translate(shift, 0)
        turn = math.cos(moment.seconds * 1.4)
        reach = 1.5 * turn
        alpha = (0.10 + 0.35 * colours.night) * (0.4 + 0.6 * abs(turn))
        path = shape([(x, 0.19), (x + reach, 0.19 - 0.14 * abs(turn)), (x + reach, 0.19 + 0.14 * abs(turn))])
        canvas.drawPath(path, glow(x, 0.19, 1.5, mix(colours.glow, WHITE, 0.5), alpha))

    return Scenery(
        (*base.layers[:1], Layer(6, tower, beam), base.layers[2], base.layers[3]),
        0.60,
        0.92,
        lamps=(Lamp(x + shift, 0.19, 6, 0.22, colours.glow),),
        wet=0.2,
    )


PLACES = {"sea": sea, "cliff": cliff}

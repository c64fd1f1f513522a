"""A forest of tall trunks in the mist, under one roof of leaves."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    Meadow,
    box,
    fern,
    fill,
    foliage,
    glow,
    line,
    shade,
    shape,
    tinted,
)


def forest(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Tall trunks in the mist, shafts of light, ferns."""
    leaf = tinted(LEAF, colours.mid, 0.45)

    def backdrop(canvas: skia.Canvas) -> None:
        everywhere = box(-REACH_X, TOP_Y, REACH_X, BOTTOM_Y)
        top, low = mix(colours.haze, leaf, 0.55), mix(colours.haze, leaf, 0.12)
        canvas.drawRect(everywhere, shade(top, low, -0.2, 0.75))
        canvas.drawRect(everywhere, glow(colours.key_side * 0.35, 0.25, 0.8, colours.light, 0.6))
        rng = random.Random(seed + 40)
        for _ in range(36):  # crowns far off, hardly darker than the mist
            x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(-0.4, 0.22)
            size = rng.uniform(0.08, 0.18)
            canvas.drawOval(box(x - size, y - size * 0.7, x + size, y + size * 0.7), fill(mix(top, leaf, 0.25), 0.35))

    def deep(canvas: skia.Canvas) -> None:
        _trunks(canvas, colours, seed, 7.0, 26, 0.74)
        _bushes(canvas, random.Random(seed + 31), 0.735, 0.05, colours.distant(leaf, 0.6), colours)

    def middle(canvas: skia.Canvas) -> None:
        _canopy(canvas, random.Random(seed + 77), 0.07, 0.09, colours.distant(leaf, 0.45), colours)
        _trunks(canvas, colours, seed, 4.0, 15, 0.77)
        _bushes(canvas, random.Random(seed + 32), 0.765, 0.06, colours.distant(leaf, 0.35), colours)

    def front(canvas: skia.Canvas) -> None:
        _trunks(canvas, colours, seed, 1.5, 8, 0.84)
        _canopy(canvas, random.Random(seed + 78), -0.02, 0.12, colours.shaded(leaf, 0.25), colours)
        rng = random.Random(seed + 33)
        for side in (-1, 1):
            for _ in range(6):
                foot = (side * rng.uniform(0.34, 1.4), rng.uniform(0.81, 0.85))
                fern(canvas, foot, rng.uniform(0.10, 0.17), colours.shaded(leaf, 0.12), colours)

    def floor(canvas: skia.Canvas) -> None:
        Meadow(colours, seed, 0.79, mix(leaf, colours.ground, 0.4), 420).paint(canvas)
        earth = colours.lit(mix(colours.ground, (0.5, 0.4, 0.3), 0.4), 0.2)
        path = skia.Path()
        path.moveTo(-0.06, 0.792)
        path.cubicTo(-0.10, 0.86, -0.30, 0.95, -0.50, 1.35)
        path.lineTo(0.42, 1.35)
        path.cubicTo(0.24, 1.0, 0.14, 0.88, 0.06, 0.792)
        path.close()
        canvas.drawPath(path, shade(earth, colours.shaded(earth, 0.25), 0.79, 1.1, (0.35, 0.75)))
        rng = random.Random(seed + 6)
        for _ in range(9):  # patches where the sun reaches the ground
            x, y = rng.uniform(-0.9, 0.9), rng.uniform(0.83, 1.1)
            half = rng.uniform(0.06, 0.16)
            spot = fill(colours.light, 0.16 * (1 - 0.7 * colours.night))
            canvas.drawOval(box(x - half, y, x + half, y + half * 0.2), spot)
        for _ in range(30):
            side = rng.choice((-1, 1))
            foot = (side * rng.uniform(0.36, REACH_X), rng.uniform(0.82, 1.15))
            size = 0.045 + 0.22 * (foot[1] - 0.80)
            fern(canvas, foot, size * rng.uniform(0.7, 1.2), colours.lit(leaf, 0.10), colours)
        for _ in range(12):
            _mushroom(canvas, rng, colours)

    return Scenery(
        (
            Layer(16, backdrop),
            Layer(7, deep),
            Layer(4, middle, partial(_shafts, colours)),
            Layer(1.5, front, partial(_motes, colours, seed)),
            Layer(1, floor),
        ),
        horizon_y=0.70,
        ground_y=0.925,
    )


def _trunks(canvas: skia.Canvas, colours: Colours, seed: int, depth: float, count: int, foot: float) -> None:
    """A row of trunks; the near ones keep the middle free."""
    rng = random.Random(seed + int(depth * 10))
    bark = mix(colours.near, (0.28, 0.2, 0.18), 0.4)
    tone = colours.distant(bark, min(0.85, depth / 9))
    for number in range(count):
        x = -REACH_X + (number + rng.uniform(0.15, 0.85)) * 2 * REACH_X / count
        if depth < 2.5 and abs(x) < 0.34:
            continue
        width = rng.uniform(0.018, 0.034) * (3.2 / depth) ** 0.45
        lean, base = rng.uniform(-0.02, 0.02), foot + rng.uniform(-0.012, 0.012)
        trunk = skia.Path()
        trunk.moveTo(x - width * 2.0, base + 0.012)
        trunk.quadTo(x - width * 1.1, base - 0.02, x - width + lean * 0.2, base - 0.14)
        trunk.lineTo(x - width * 0.8 + lean, TOP_Y)
        trunk.lineTo(x + width * 0.8 + lean, TOP_Y)
        trunk.lineTo(x + width + lean * 0.2, base - 0.14)
        trunk.quadTo(x + width * 1.1, base - 0.02, x + width * 2.0, base + 0.012)
        trunk.close()
        canvas.drawPath(trunk, fill(tone))
        canvas.save()
        canvas.clipPath(trunk, doAntiAlias=True)
        edge = colours.key_side * width
        lit = [(x + edge * 2.0, base), (x + edge * 2.0, TOP_Y), (x + edge * 0.5 + lean, TOP_Y), (x + edge * 0.6, base)]
        canvas.drawPath(shape(lit), fill(colours.lit(tone, 0.45), 0.7))
        groove = line(colours.shaded(tone, 0.4), width * 0.10, 0.5)
        for _ in range(9):
            gx, gy = x + rng.uniform(-0.8, 0.6) * width, rng.uniform(-0.3, base - 0.1)
            canvas.drawLine(gx, gy, gx + lean * 0.2, gy + rng.uniform(0.04, 0.14), groove)
        canvas.restore()
        for _ in range(3):
            y, reach = rng.uniform(0.0, 0.45), rng.choice((-1, 1)) * rng.uniform(0.06, 0.16)
            canvas.drawLine(x + lean, y, x + lean + reach, y - 0.05, line(tone, width * 0.35))


def _canopy(
    canvas: skia.Canvas, rng: random.Random, hem: float, size: float, tone: Colour, colours: Colours
) -> None:  # fmt: skip
    """A closed roof of leaves whose hem hangs lower towards the sides."""
    canvas.drawRect(box(-REACH_X, TOP_Y, REACH_X, hem - size * 0.4), fill(colours.shaded(tone, 0.45)))
    for row in range(3):
        x = -REACH_X
        while x < REACH_X:
            low = hem + 0.10 * min(1.0, abs(x)) ** 1.5 - size * 0.75 * (2 - row) + rng.uniform(-0.5, 0.5) * size * 0.6
            radius = size * rng.uniform(0.7, 1.15)
            foliage(canvas, rng, x, low, radius, colours.shaded(tone, 0.24 - 0.12 * row), colours)
            x += size * rng.uniform(0.75, 1.25)


def _bushes(
    canvas: skia.Canvas, rng: random.Random, foot: float, size: float, tone: Colour, colours: Colours
) -> None:  # fmt: skip
    """Undergrowth in which the trunks stand, and the ground behind it."""
    canvas.drawRect(box(-REACH_X, foot, REACH_X, BOTTOM_Y), fill(colours.shaded(tone, 0.2)))
    x = -REACH_X
    while x < REACH_X:
        foliage(canvas, rng, x, foot + rng.uniform(-0.1, 0.3) * size, size * rng.uniform(0.5, 1.1), tone, colours)
        x += size * rng.uniform(0.9, 2.0)


def _mushroom(canvas: skia.Canvas, rng: random.Random, colours: Colours) -> None:
    x, y, size = rng.choice((-1, 1)) * rng.uniform(0.3, 1.2), rng.uniform(0.86, 1.05), rng.uniform(0.007, 0.014)
    stem = colours.shaded(mix(colours.light, WHITE, 0.2), 0.2 + 0.3 * colours.night)
    canvas.drawLine(x, y, x, y - size * 1.3, line(stem, size * 0.6))
    cap = box(x - size, y - size * 2.1, x + size, y - size * 0.5)
    canvas.drawArc(cap, 180, 180, True, fill(colours.shaded(colours.accent, 0.1 + 0.3 * colours.night)))


def _shafts(colours: Colours, canvas: skia.Canvas, moment: Moment) -> None:
    """Beams that fall through the roof and breathe with the music."""
    side, beams = colours.key_side, skia.Path()
    for number in range(4):
        sway = 0.012 * math.sin(moment.seconds * 0.4 + 1.7 * number)
        x, wide = side * (0.72 - 0.31 * number) + sway, 0.04 + 0.035 * ((number * 0.618) % 1)
        foot = x - side * 0.42
        beams.addPath(shape([(x - wide, -0.1), (x + wide, -0.1), (foot + 2.4 * wide, 0.80), (foot - 2.4 * wide, 0.80)]))
    strength = 0.34 + 0.06 * math.sin(moment.seconds * 0.5) + 0.12 * moment.pulse * moment.energy
    strength *= 1 - 0.6 * colours.night
    paint = shade(colours.light, colours.light, -0.1, 0.80, (strength, 0.0))
    paint.setDither(False)  # the beams' soft ends hide what it would, at half the cost
    canvas.drawPath(beams, paint)


def _motes(colours: Colours, seed: int, canvas: skia.Canvas, moment: Moment) -> None:
    """Dust in the light by day, fireflies by night."""
    tone = mix(colours.light, mix(colours.glow, (0.85, 1.0, 0.5), 0.3), colours.night)
    for number in range(26):
        drift = moment.seconds * 0.018 + number * 0.618 + seed * 0.1
        x = -0.95 + 1.9 * (drift % 1) + 0.02 * math.sin(moment.seconds * 0.8 + number)
        y = 0.28 + 0.52 * ((number * 0.755) % 1) + 0.02 * math.sin(moment.seconds * 0.6 + 2 * number)
        blink = 0.5 + 0.5 * math.sin(moment.seconds * (1.1 + 0.07 * (number % 7)) + number)
        if colours.night > 0.5:
            canvas.drawCircle(x, y, 0.012, fill(tone, 0.16 * blink))
        canvas.drawCircle(x, y, 0.0022 + 0.0012 * colours.night, fill(tone, 0.25 + 0.6 * blink))


PLACES = {"forest": forest}

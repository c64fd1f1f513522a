"""Open ground to the horizon: a field of grain, a desert."""

import math
import random
from functools import partial
from itertools import pairwise

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, at_lightness, mix, to_oklab
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    SAND,
    STRAW,
    Meadow,
    Ridge,
    below,
    box,
    fill,
    grass_frame,
    ground_line,
    line,
    shade,
    shape,
    tinted,
    tree,
)


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
    """Mesas on the horizon, dunes with sharp crests, cacti."""
    sand = tinted(SAND, at_lightness(colours.ground, float(to_oklab(colours.ground)[0]) + 0.07 * colours.night), 0.3)
    red = mix(colours.far, (0.6, 0.3, 0.22), 0.45)

    def mesas(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        for number in range(7):
            x = -1.55 + 0.5 * number + rng.uniform(-0.14, 0.14)
            _mesa(canvas, rng, x, colours, colours.distant(red, 0.42 - 0.06 * (number % 3)))

    def dunes(y: float, amplitude: float, number: int, canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + number), y, amplitude, 1.5, 0.35)
        tone = mix(colours.distant(sand, 0.4 - 0.16 * number), colours.shadow, 0.05 * (3 - number))
        canvas.drawPath(below(height), shade(colours.lit(tone, 0.4), tone, y - amplitude, y + 0.25))
        lee = skia.Path()  # the side of the dune that turns from the light
        lee.moveTo(-REACH_X, BOTTOM_Y)
        shift, x = 0.16 * colours.key_side, -REACH_X
        while x <= REACH_X:
            lee.lineTo(x, height(x) + 0.012 + 0.10 * max(0.0, math.sin(3.2 * (x + shift) + number)))
            x += 0.02
        lee.lineTo(REACH_X, BOTTOM_Y)
        lee.close()
        canvas.drawPath(lee, shade(colours.shaded(tone, 0.55), tone, y, y + 0.22, (0.55, 0.25)))
        crest = skia.Path()
        crest.addPoly([skia.Point(n / 50, height(n / 50)) for n in range(-95, 96)], False)
        canvas.drawPath(crest, line(mix(colours.lit(tone, 0.6), WHITE, 0.2), 0.004, 0.55))

    def middle(canvas: skia.Canvas) -> None:
        dunes(0.72, 0.04, 2, canvas)
        rng = random.Random(seed + 6)
        for side in (-1, 1):
            for _ in range(2):
                x = side * rng.uniform(0.42, 1.3)
                _cactus(canvas, rng, (x, 0.76 + rng.uniform(0.0, 0.02)), rng.uniform(0.14, 0.24), colours)

    def near(canvas: skia.Canvas) -> None:
        dunes(0.82, 0.03, 3, canvas)
        rng = random.Random(seed + 8)
        pen = line(colours.shaded(sand, 0.35), 0.003, 0.4)
        for _ in range(90):
            x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.88, 1.3)
            path = skia.Path()
            path.moveTo(x, y)
            path.quadTo(x + 0.06, y - 0.012, x + 0.13, y)
            canvas.drawPath(path, pen)

    def blown(canvas: skia.Canvas, moment: Moment) -> None:
        pen = line(mix(colours.light, sand, 0.4), 0.002, 0.4)
        for number in range(18):
            share = (moment.seconds * (0.16 + 0.012 * (number % 5)) + number * 0.618) % 1
            x = colours.key_side * (1.2 - 2.4 * share)
            y = 0.84 + 0.16 * ((number * 0.755) % 1) + 0.006 * math.sin(9 * share + number)
            canvas.drawLine(x, y, x + 0.03 + 0.03 * moment.energy, y, pen)

    return Scenery(
        (
            Layer(14, mesas),
            Layer(7, partial(dunes, 0.65, 0.03, 1)),
            Layer(3.2, middle),
            Layer(1, near, blown),
        ),
        horizon_y=0.62,
        ground_y=0.92,
    )


def _mesa(canvas: skia.Canvas, rng: random.Random, x: float, colours: Colours, tone: Colour) -> None:
    """A table mountain with strata, on a skirt of rubble."""
    width, tall = rng.uniform(0.10, 0.32), rng.uniform(0.06, 0.20)
    top, foot = 0.62 - tall, 0.70
    skirt = top + tall * 0.55
    edge = [(x - width * 0.5, skirt), (x - width * 0.46, top + 0.012), (x - width * 0.40, top)]
    edge += [(x + width * 0.40, top + 0.004), (x + width * 0.46, top + 0.018), (x + width * 0.5, skirt)]
    body = shape([(x - width * 0.78, foot), *edge, (x + width * 0.78, foot)])
    canvas.drawPath(body, shade(colours.lit(tone, 0.3), colours.shaded(tone, 0.15), top, foot))
    canvas.save()
    canvas.clipPath(body, doAntiAlias=True)
    for number in range(9):
        fx = x + width * (-0.46 + 0.92 * number / 8 + rng.uniform(-0.03, 0.03))
        canvas.drawLine(fx, top + rng.uniform(0.0, 0.02), fx, skirt, line(colours.shaded(tone, 0.5), 0.003, 0.45))
    for share in (0.14, 0.3, 0.5):
        y = top + tall * share
        canvas.drawLine(x - width, y, x + width, y + 0.003, line(colours.shaded(tone, 0.4), 0.004, 0.55))
    edges = sorted((x - colours.key_side * width, x - colours.key_side * width * 0.18))
    canvas.drawRect(box(edges[0], top, edges[1], foot), fill(colours.shadow, 0.28))
    canvas.restore()


def _cactus(canvas: skia.Canvas, rng: random.Random, foot: tuple[float, float], tall: float, colours: Colours) -> None:
    """A saguaro with one to three arms, lit along one edge."""
    (x, y), width = foot, tall * 0.15
    green = colours.shaded(tinted((0.26, 0.42, 0.30), colours.near, 0.3), 0.1)
    stem = skia.Path()
    stem.moveTo(x, y)
    stem.lineTo(x, y - tall)
    for number in range(rng.randint(1, 3)):
        side, low = (-1, 1)[number % 2], tall * rng.uniform(0.35, 0.6)
        stem.moveTo(x, y - low)
        stem.quadTo(x + side * width * 1.9, y - low, x + side * width * 1.9, y - low - tall * 0.08)
        stem.lineTo(x + side * width * 1.9, y - low - tall * rng.uniform(0.16, 0.3))
    canvas.drawOval(box(x - width * 2.2, y - 0.006, x + width * 2.2, y + 0.008), fill(colours.shadow, 0.35))
    canvas.drawPath(stem, line(colours.shaded(green, 0.35), width))
    canvas.save()
    canvas.translate(colours.key_side * width * 0.22, 0)
    canvas.drawPath(stem, line(colours.lit(green, 0.2), width * 0.36))
    canvas.restore()


PLACES = {"field": field, "desert": desert}

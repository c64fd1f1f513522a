"""Kept green: a park with a bench, beds of flowers."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery, Seat
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    SAND,
    Meadow,
    Point,
    box,
    fill,
    foliage,
    lamp_post,
    line,
    shade,
    shape,
    tinted,
    tree,
)


def park(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A path between trees, a bench, lamps."""
    leaf = tinted(LEAF, colours.mid, 0.4)
    rng = random.Random(seed)
    lamp_x = rng.choice((-1, 1)) * 0.52
    bench_x = -lamp_x * 0.92

    def trees(canvas: skia.Canvas) -> None:
        mine = random.Random(seed + 1)
        canvas.drawRect(box(-REACH_X, 0.70, REACH_X, BOTTOM_Y), fill(colours.distant(leaf, 0.3)))
        for _ in range(18):
            tree(
                canvas,
                mine,
                mine.uniform(-REACH_X, REACH_X),
                0.715,
                mine.uniform(0.22, 0.4),
                colours.distant(leaf, 0.4),
                colours,
            )

    def row(canvas: skia.Canvas) -> None:
        mine = random.Random(seed + 2)
        for x in (-1.35, -0.82, 0.78, 1.3):
            tree(canvas, mine, x + mine.uniform(-0.08, 0.08), 0.79, mine.uniform(0.6, 0.78), leaf, colours)

    def lawn(canvas: skia.Canvas) -> None:
        Meadow(colours, seed, 0.76, mix(leaf, colours.ground, 0.35), 500).paint(canvas)
        gravel = colours.lit(mix(colours.ground, SAND, 0.4), 0.25)
        path = skia.Path()
        path.moveTo(-0.10, 0.762)
        path.cubicTo(0.06, 0.82, -0.30, 0.92, -0.75, 1.3)
        path.lineTo(0.62, 1.3)
        path.cubicTo(0.25, 0.95, 0.22, 0.84, 0.02, 0.762)
        path.close()
        canvas.drawPath(path, shade(gravel, colours.shaded(gravel, 0.2), 0.76, 1.1))
        lamp_post(canvas, lamp_x, 0.88, 0.42, colours.shaded(colours.near, 0.5), colours)
        _bench(canvas, bench_x, 0.885, colours)

    lx, ly = lamp_x + 0.063, 0.88 - 0.414
    return Scenery(
        (Layer(8, trees), Layer(3.2, row), Layer(1, lawn)),
        horizon_y=0.66,
        ground_y=0.92,
        lamps=(Lamp(lx, ly, 1.0, 0.3, colours.glow, 0.9),),
        seat_y=0.768,
        seats=(Seat(bench_x - 0.05), Seat(bench_x + 0.07)),
    )


def _bench(canvas: skia.Canvas, x: float, foot: float, colours: Colours) -> None:
    wood = colours.shaded(mix(colours.near, (0.45, 0.30, 0.2), 0.5), 0.2)
    for leg in (-0.13, 0.13):
        canvas.drawLine(x + leg, foot, x + leg, foot - 0.20, line(colours.shaded(colours.near, 0.6), 0.009))
    for y in (0.112, 0.145, 0.172, 0.199):
        canvas.drawRect(
            box(x - 0.17, foot - y - 0.009, x + 0.17, foot - y + 0.008),
            fill(colours.lit(wood, 0.25) if y < 0.12 else wood),
        )


def garden(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A path between beds of flowers, clipped hedges, an arch of roses, butterflies."""
    base = park(colours, seed, aspect)
    leaf = tinted(LEAF, colours.mid, 0.35)
    tones = [
        colours.shaded(tone, 0.12 + 0.3 * colours.night)
        for tone in (colours.accent, colours.second, mix(colours.accent, WHITE, 0.5), mix(colours.glow, WHITE, 0.2))
    ]

    def hedges(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 4)
        green = colours.distant(leaf, 0.12)
        canvas.drawRect(box(-REACH_X, 0.75, REACH_X, BOTTOM_Y), fill(colours.shaded(green, 0.2)))
        for side in (-1, 1):
            edges = sorted((side * 0.17, side * REACH_X))
            canvas.drawRect(box(edges[0], 0.675, edges[1], 0.78), fill(colours.shaded(green, 0.35)))
            x = 0.19
            while x < REACH_X:
                foliage(canvas, rng, side * x, 0.685 + rng.uniform(-0.006, 0.006), 0.045, green, colours)
                foliage(canvas, rng, side * x, 0.745 + rng.uniform(-0.006, 0.006), 0.045, green, colours)
                x += 0.045
            for reach in (0.50, 0.98, 1.45):
                foliage(canvas, rng, side * reach, 0.625, 0.085, green, colours)
        _arch(canvas, rng, tones, colours)

    def beds(canvas: skia.Canvas) -> None:
        Meadow(colours, seed, 0.77, mix(leaf, colours.ground, 0.3), 380).paint(canvas)
        stone = colours.lit(mix(colours.ground, SAND, 0.4), 0.25)
        path = shape([(-0.07, 0.772), (0.07, 0.772), (0.52, 1.35), (-0.52, 1.35)])
        canvas.drawPath(path, shade(stone, colours.shaded(stone, 0.25), 0.77, 1.1))
        for number in range(1, 12):
            y = 0.772 + 0.55 * (number / 11) ** 1.6
            half = 0.07 + 0.45 * (y - 0.772) / 0.578
            canvas.drawLine(-half, y, half, y, line(colours.shaded(stone, 0.35), 0.003, 0.6))
        rng = random.Random(seed + 3)
        for y in sorted(rng.uniform(0.79, 1.25) for _ in range(620)):
            x = rng.choice((-1, 1)) * (0.11 + 0.8 * (y - 0.772) + rng.random() ** 1.4 * 1.5)
            _flower(canvas, (x, y), 0.005 + 0.018 * (y - 0.76), rng.choice(tones), colours)

    return Scenery(
        (base.layers[0], base.layers[1], Layer(2.2, hedges), Layer(1, beds, partial(_butterflies, tones, colours))),
        base.horizon_y,
        base.ground_y,
    )


def _arch(canvas: skia.Canvas, rng: random.Random, tones: list[Colour], colours: Colours) -> None:
    """A trellis over the path, grown with roses."""
    leaf = tinted(LEAF, colours.near, 0.35)
    post = line(colours.shaded(mix(colours.light, WHITE, 0.2), 0.25 + 0.3 * colours.night), 0.007)
    for half in (0.15, 0.17):
        canvas.drawArc(box(-half, 0.49 - half * 0.85, half, 0.49 + half * 0.85), 180, 180, False, post)
        for side in (-1, 1):
            canvas.drawLine(side * half, 0.49, side * half, 0.785, post)
    for number in range(40):
        angle = math.pi * (number / 39)
        x, y = 0.16 * math.cos(angle), 0.49 - 0.14 * math.sin(angle)
        foliage(canvas, rng, x, y, 0.026 + 0.012 * math.sin(angle), leaf, colours)
    for number in range(22):
        side = (-1, 1)[number % 2]
        foliage(canvas, rng, side * 0.16 + rng.uniform(-0.012, 0.012), 0.49 + 0.28 * rng.random(), 0.022, leaf, colours)
    for _ in range(46):
        angle = rng.uniform(-0.5, math.pi + 0.5)
        x, y = 0.16 * max(-1.0, min(1.0, 1.15 * math.cos(angle))), 0.49 - 0.14 * math.sin(angle)
        x, y = x + rng.uniform(-0.02, 0.02), y + rng.uniform(-0.015, 0.03)
        tone = rng.choice(tones[:3])
        canvas.drawCircle(x, y, 0.009, fill(tone))
        canvas.drawCircle(x - 0.001, y - 0.001, 0.004, fill(colours.lit(tone, 0.4)))


def _flower(canvas: skia.Canvas, at: Point, size: float, tone: Colour, colours: Colours) -> None:
    """Five petals on a stem with a leaf."""
    x, y = at
    green = colours.shaded(tinted(LEAF, colours.mid, 0.35), 0.2)
    canvas.drawLine(x, y, x, y + size * 4, line(green, size * 0.3))
    canvas.drawOval(box(x, y + size * 1.9, x + size * 1.3, y + size * 2.6), fill(green))
    petal = fill(tone)
    for number in range(5):
        angle = math.tau * number / 5
        canvas.drawCircle(x + math.cos(angle) * size, y + math.sin(angle) * size, size * 0.72, petal)
    canvas.drawCircle(x, y, size * 0.6, fill(colours.glow))


def _butterflies(tones: list[Colour], colours: Colours, canvas: skia.Canvas, moment: Moment) -> None:
    """Wings that beat over the beds by day, fireflies by night."""
    for number in range(9):
        phase = moment.seconds * (0.35 + 0.03 * number) + number * 2.3
        x = 0.75 * math.sin(0.6 * phase + number) + 0.05 * math.sin(2.9 * phase)
        y = 0.74 + 0.10 * math.sin(0.9 * phase + 2 * number) + 0.015 * math.sin(5 * phase)
        if colours.night > 0.6:
            blink = 0.5 + 0.5 * math.sin(2.2 * moment.seconds + 1.7 * number)
            canvas.drawCircle(x, y, 0.012, fill(colours.glow, 0.22 * blink))
            canvas.drawCircle(x, y, 0.003, fill(colours.glow, 0.3 + 0.7 * blink))
        elif number < 6:
            wing = 0.012 * (0.25 + 0.75 * abs(math.sin(moment.seconds * 9 + number)))
            paint = fill(tones[number % len(tones)])
            for side in (-1, 1):
                canvas.drawPath(
                    shape([(x, y), (x + side * wing, y - 0.011), (x + side * wing * 0.8, y + 0.008)]), paint
                )


PLACES = {"park": park, "garden": garden}

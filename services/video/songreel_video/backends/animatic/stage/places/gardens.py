"""Kept green: a park with a bench, beds of flowers."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.places.brushes import (
    LEAF,
    SAND,
    Meadow,
    box,
    fill,
    lamp_post,
    line,
    shade,
    tinted,
    tree,
)
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Scenery


def park(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A path between trees, a bench, lamps."""
    leaf = tinted(LEAF, colours.mid, 0.4)
    rng = random.Random(seed)
    lamp_x = rng.choice((-1, 1)) * 0.52

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
        _bench(canvas, -lamp_x * 0.92, 0.875, colours)

    lx, ly = lamp_x + 0.063, 0.88 - 0.414
    return Scenery(
        (Layer(8, trees), Layer(3.2, row), Layer(1, lawn)),
        horizon_y=0.66,
        ground_y=0.92,
        lamps=(Lamp(lx, ly, 1.0, 0.3, colours.glow, 0.9),),
        seat_y=None,
    )


def _bench(canvas: skia.Canvas, x: float, foot: float, colours: Colours) -> None:
    wood = colours.shaded(mix(colours.near, (0.45, 0.30, 0.2), 0.5), 0.2)
    for leg in (-0.1, 0.1):
        canvas.drawLine(x + leg, foot, x + leg, foot - 0.12, line(colours.shaded(colours.near, 0.6), 0.008))
    for y in (0.055, 0.085, 0.115):
        canvas.drawRect(
            box(x - 0.13, foot - y - 0.008, x + 0.13, foot - y + 0.006),
            fill(colours.lit(wood, 0.2) if y < 0.06 else wood),
        )


def garden(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Beds of flowers before hedges."""
    base = park(colours, seed, aspect)
    leaf = tinted(LEAF, colours.mid, 0.35)

    def beds(canvas: skia.Canvas) -> None:
        Meadow(colours, seed, 0.76, mix(leaf, colours.ground, 0.3), 380).paint(canvas)
        rng = random.Random(seed + 3)
        tones = (colours.accent, colours.second, mix(colours.accent, WHITE, 0.5), mix(colours.glow, WHITE, 0.2))
        for _ in range(330):
            x = rng.choice((-1, 1)) * rng.uniform(0.16, REACH_X)
            y = rng.uniform(0.80, 1.25)
            size = 0.005 + 0.016 * (y - 0.76)
            canvas.drawLine(x, y, x, y + size * 4, line(colours.shaded(leaf, 0.2), 0.0025))
            tone = colours.shaded(rng.choice(tones), 0.12 + 0.3 * colours.night)
            for petal in range(5):
                angle = math.tau * petal / 5
                canvas.drawCircle(x + math.cos(angle) * size, y + math.sin(angle) * size, size * 0.72, fill(tone))
            canvas.drawCircle(x, y, size * 0.6, fill(colours.glow))

    return Scenery((*base.layers[:2], Layer(1, beds)), base.horizon_y, base.ground_y)


PLACES = {"park": park, "garden": garden}

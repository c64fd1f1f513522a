"""A back alley between close walls."""

import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.places.brushes import Town, box, fill, line, shade, shape, wires
from songreel_video.backends.animatic.stage.places.signs import neon_signs
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Scenery


def alley(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Close walls, fire escapes, cables, puddles."""
    signs, neon = neon_signs(colours, seed, 0.82, 0.28)
    brick = mix(colours.mid, (0.45, 0.24, 0.2), 0.25)

    def walls(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        for side in (-1, 1):
            inner, outer = side * 0.24, side * REACH_X
            wall = shape([(inner, 0.30), (outer, -0.45), (outer, BOTTOM_Y), (side * 0.6, 0.98), (inner, 0.72)])
            canvas.drawPath(wall, shade(colours.shaded(brick, 0.2), colours.shaded(brick, 0.55), -0.1, 0.95))
            for row in range(26):
                y = -0.3 + 0.05 * row
                canvas.drawLine(
                    side * (0.30 + 0.01 * (row % 2)),
                    0.42 + (y - 0.42) * 0.62,
                    outer,
                    y,
                    line(colours.shaded(brick, 0.5), 0.0022, 0.30),
                )
            for row in range(4):
                y = 0.06 + 0.17 * row
                x0, x1 = side * 0.46, side * 0.74
                lit = rng.random() < 0.4 + 0.4 * colours.night
                pane = mix(colours.glow, WHITE, 0.2) if lit else colours.shaded(brick, 0.7)
                canvas.drawRect(box(min(x0, x1) + 0.06, y, max(x0, x1) - 0.06, y + 0.09), fill(pane, 0.9))
                rail = line(colours.shaded(colours.near, 0.6), 0.005)
                canvas.drawLine(x0, y + 0.115, x1, y + 0.13, rail)
                canvas.drawLine(x0, y + 0.07, x1, y + 0.085, rail)
                for bar in range(7):
                    bx = x0 + (x1 - x0) * bar / 6
                    canvas.drawLine(bx, y + 0.075, bx, y + 0.12, line(colours.shaded(colours.near, 0.6), 0.0025))
                canvas.drawLine(x0, y + 0.115, x1, y + 0.28, rail)
        for _ in range(5):
            y = rng.uniform(-0.05, 0.35)
            wires(canvas, [(-0.9, y), (0.9, y + rng.uniform(-0.1, 0.1))], 0.10, colours.shaded(colours.near, 0.6))

    def floor(canvas: skia.Canvas) -> None:
        tone = colours.shaded(colours.ground, 0.45)
        canvas.drawRect(box(-REACH_X, 0.72, REACH_X, BOTTOM_Y), shade(tone, colours.shaded(tone, 0.5), 0.72, 1.1))
        rng = random.Random(seed + 2)
        for _ in range(26):
            x, y = rng.uniform(-0.7, 0.7), rng.uniform(0.75, 1.05)
            hue = rng.choice((colours.accent, colours.second, colours.glow))
            canvas.drawRect(box(x, y, x + 0.02, y + 0.14), shade(hue, hue, y, y + 0.14, (0.34, 0.0)))
        for side in (-1, 1):
            x = side * rng.uniform(0.50, 0.64)
            canvas.drawRect(
                box(x - 0.08, 0.76, x + 0.08, 0.90),
                shade(colours.shaded(colours.near, 0.2), colours.shaded(colours.near, 0.6), 0.76, 0.9),
            )
            canvas.drawRect(box(x - 0.088, 0.75, x + 0.088, 0.768), fill(colours.shaded(colours.near, 0.1)))

    return Scenery(
        (Layer(10, Town(colours, seed + 3, 0.70, (0.2, 0.5), 0.45).paint), Layer(2.2, walls, neon), Layer(1, floor)),
        horizon_y=0.66,
        ground_y=0.92,
        lamps=tuple(Lamp(x, y, 2.2, 0.2, colours.accent, 0.8) for x, y, _ in signs),
        wet=0.7,
    )


PLACES = {"alley": alley}

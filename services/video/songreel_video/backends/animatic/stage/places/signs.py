"""Neon signs without letters."""

import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.places.brushes import line, shape
from songreel_video.backends.animatic.stage.scenery import Moment


def neon_signs(
    colours: Colours, seed: int, foot: float, free: float
) -> tuple[list[tuple[float, float, int]], "partial[None]"]:
    """Where the signs hang, and what draws them each frame."""
    rng = random.Random(seed + 21)
    places = [
        (side * (free + rng.uniform(0.05, 0.5)), foot - rng.uniform(0.24, 0.46), rng.randint(0, 2))
        for side in (-1, 1)
        for _ in range(2)
    ]

    def draw(places: list[tuple[float, float, int]], canvas: skia.Canvas, moment: Moment) -> None:
        for number, (x, y, kind) in enumerate(places):
            tone = (colours.accent, colours.second, colours.glow)[(number + seed) % 3]
            flicker = 0.65 + 0.35 * moment.pulse if (number + seed) % 2 else 0.9
            pen = line(mix(tone, WHITE, 0.35), 0.007, flicker * (0.35 + 0.65 * colours.night))
            halo = line(tone, 0.022, 0.22 * flicker * colours.night)
            for stroke in (halo, pen):
                if kind == 0:
                    canvas.drawCircle(x, y, 0.03, stroke)
                    canvas.drawLine(x - 0.012, y, x + 0.012, y, stroke)
                elif kind == 1:
                    canvas.drawPath(shape([(x - 0.028, y + 0.02), (x, y - 0.032), (x + 0.028, y + 0.02)]), stroke)
                else:
                    for bar in range(3):
                        canvas.drawLine(x - 0.022, y + 0.028 * bar - 0.02, x + 0.022, y + 0.028 * bar - 0.02, stroke)

    return places, partial(draw, places)

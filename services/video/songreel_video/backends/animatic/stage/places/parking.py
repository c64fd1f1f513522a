"""Painted bays under one tall lamp."""

import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    Town,
    box,
    fill,
    foliage,
    lamp_post,
    line,
    shade,
    shape,
)


def parking_lot(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Painted bays, two parked cars, one tall lamp."""

    def lot(canvas: skia.Canvas) -> None:
        tone = mix(colours.shaded(colours.ground, 0.3), colours.shadow, 0.2)
        canvas.drawRect(
            box(-REACH_X, 0.72, REACH_X, BOTTOM_Y), shade(colours.lit(tone, 0.15), colours.shaded(tone, 0.4), 0.72, 1.1)
        )
        for number in range(-7, 8):
            canvas.drawLine(number * 0.13, 0.76, number * 0.34, 1.05, line(mix(colours.light, WHITE, 0.3), 0.006, 0.45))
        for x, body in ((-0.74, colours.accent), (0.80, colours.second)):
            car_side(canvas, x, 0.885, 0.46, colours.shaded(body, 0.2 + 0.25 * colours.night), colours)
        lamp_post(
            canvas,
            0.30 * colours.key_side,
            0.84,
            0.62,
            colours.shaded(colours.near, 0.5),
            colours,
            side=-colours.key_side,
        )

    def trees(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 9)
        canvas.drawRect(box(-REACH_X, 0.70, REACH_X, BOTTOM_Y), fill(colours.distant(colours.mid, 0.3)))
        for _ in range(30):
            foliage(
                canvas,
                rng,
                rng.uniform(-REACH_X, REACH_X),
                0.69,
                rng.uniform(0.04, 0.08),
                colours.distant(colours.mid, 0.2),
                colours,
            )

    x = 0.30 * colours.key_side - colours.key_side * 0.093
    return Scenery(
        (Layer(12, Town(colours, seed + 3, 0.68, (0.08, 0.24), 0.55).paint), Layer(5, trees), Layer(1, lot)),
        horizon_y=0.68,
        ground_y=0.93,
        lamps=(Lamp(x, 0.23, 1.0, 0.45, colours.glow, 1.0),),
        wet=0.2,
    )


def car_side(
    canvas: skia.Canvas, x: float, foot: float, length: float, body: tuple[float, float, float], colours: Colours
) -> None:
    """A saloon car from the side."""
    tall = length * 0.30
    canvas.drawOval(box(x - length * 0.52, foot - 0.012, x + length * 0.52, foot + 0.02), fill(colours.shadow, 0.5))
    path = skia.Path()
    path.moveTo(x - length * 0.5, foot - tall * 0.25)
    path.cubicTo(
        x - length * 0.5,
        foot - tall * 0.6,
        x - length * 0.42,
        foot - tall * 0.58,
        x - length * 0.28,
        foot - tall * 0.62,
    )
    path.cubicTo(
        x - length * 0.18,
        foot - tall * 1.02,
        x - length * 0.10,
        foot - tall * 1.05,
        x + length * 0.04,
        foot - tall * 1.05,
    )
    path.cubicTo(
        x + length * 0.18,
        foot - tall * 1.04,
        x + length * 0.24,
        foot - tall * 0.8,
        x + length * 0.30,
        foot - tall * 0.62,
    )
    path.cubicTo(
        x + length * 0.46, foot - tall * 0.58, x + length * 0.5, foot - tall * 0.5, x + length * 0.5, foot - tall * 0.22
    )
    path.close()
    canvas.drawPath(path, shade(colours.lit(body, 0.35), colours.shaded(body, 0.4), foot - tall, foot - tall * 0.2))
    glass = mix(colours.sky_low, colours.shadow, 0.4)
    canvas.drawPath(
        shape(
            [
                (x - length * 0.20, foot - tall * 0.66),
                (x - length * 0.12, foot - tall * 0.96),
                (x + length * 0.02, foot - tall * 0.96),
                (x + length * 0.02, foot - tall * 0.66),
            ]
        ),
        fill(glass),
    )
    canvas.drawPath(
        shape(
            [
                (x + length * 0.045, foot - tall * 0.66),
                (x + length * 0.045, foot - tall * 0.96),
                (x + length * 0.14, foot - tall * 0.93),
                (x + length * 0.23, foot - tall * 0.66),
            ]
        ),
        fill(glass),
    )
    for wheel in (-0.30, 0.31):
        canvas.drawCircle(x + wheel * length, foot - tall * 0.16, tall * 0.24, fill(colours.shaded(colours.near, 0.75)))
        canvas.drawCircle(
            x + wheel * length, foot - tall * 0.16, tall * 0.12, fill(mix(colours.light, colours.near, 0.4))
        )
    canvas.drawOval(
        box(x + length * 0.455, foot - tall * 0.5, x + length * 0.495, foot - tall * 0.36),
        fill(mix(colours.glow, WHITE, 0.5)),
    )
    canvas.drawOval(
        box(x - length * 0.497, foot - tall * 0.5, x - length * 0.465, foot - tall * 0.38), fill(colours.accent)
    )


PLACES = {"parking_lot": parking_lot}

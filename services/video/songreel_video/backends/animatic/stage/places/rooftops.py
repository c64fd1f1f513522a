"""Where a town is seen from: a flat roof, a railing across the river."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    Town,
    box,
    fill,
    house,
    lamp_post,
    line,
    shade,
    shape,
    skyline,
    water,
    wires,
)


def rooftop(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A flat roof with a parapet; the town behind and below."""
    roof = mix(colours.ground, colours.near, 0.35)

    def deck(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 5)
        canvas.drawRect(
            box(-REACH_X, 0.80, REACH_X, BOTTOM_Y), shade(colours.lit(roof, 0.18), colours.shaded(roof, 0.45), 0.8, 1.1)
        )
        canvas.drawRect(
            box(-REACH_X, 0.735, REACH_X, 0.80),
            shade(colours.shaded(roof, 0.25), colours.shaded(roof, 0.5), 0.735, 0.8),
        )
        canvas.drawRect(box(-REACH_X, 0.722, REACH_X, 0.742), fill(colours.lit(roof, 0.35)))
        for number in range(14):
            y = 0.82 + 0.4 * (number / 13) ** 1.4
            canvas.drawLine(-REACH_X, y, REACH_X, y, line(colours.shaded(roof, 0.4), 0.002, 0.35))
        side = rng.choice((-1, 1))
        x = side * 0.66  # the stair house
        canvas.drawRect(
            box(x - 0.17, 0.47, x + 0.17, 0.86),
            shade(colours.shaded(colours.mid, 0.1), colours.shaded(colours.mid, 0.5), 0.47, 0.86),
        )
        canvas.drawRect(box(x - 0.19, 0.455, x + 0.19, 0.475), fill(colours.lit(colours.mid, 0.2)))
        canvas.drawRect(box(x - 0.045, 0.62, x + 0.055, 0.86), fill(colours.shaded(colours.near, 0.4)))
        canvas.drawCircle(x + 0.005, 0.575, 0.013, fill(mix(colours.glow, WHITE, 0.4), 0.4 + 0.6 * colours.night))
        x = -side * 0.78  # the tank
        for leg in (-0.07, 0.07):
            canvas.drawLine(x + leg, 0.84, x + leg * 0.8, 0.60, line(colours.shaded(colours.near, 0.5), 0.008))
        canvas.drawRect(
            box(x - 0.10, 0.43, x + 0.10, 0.61),
            shade(colours.lit(colours.near, 0.12), colours.shaded(colours.near, 0.4), 0.43, 0.61),
        )
        canvas.drawPath(
            shape([(x - 0.112, 0.43), (x, 0.36), (x + 0.112, 0.43)]), fill(colours.shaded(colours.near, 0.25))
        )
        for mast in (-0.36, 0.40):
            canvas.drawLine(mast, 0.74, mast, 0.50, line(colours.shaded(colours.near, 0.4), 0.004))
            for bar in range(4):
                reach = 0.03 - 0.004 * bar
                canvas.drawLine(
                    mast - reach,
                    0.515 + 0.018 * bar,
                    mast + reach,
                    0.515 + 0.018 * bar,
                    line(colours.shaded(colours.near, 0.4), 0.003),
                )

    side = random.Random(seed + 5).choice((-1, 1))
    bulbs = [(-0.95 + 0.19 * n, 0.53 + 0.03 * math.sin(n * 1.9)) for n in range(11)]

    def string(canvas: skia.Canvas, moment: Moment) -> None:
        wires(canvas, bulbs, 0.014, colours.shaded(colours.near, 0.5), 0.002)
        for number, (x, y) in enumerate(bulbs):
            shine = 0.55 + 0.45 * (moment.pulse if number % 2 else 1 - 0.5 * moment.pulse)
            canvas.drawCircle(
                x, y + 0.012, 0.0075, fill(mix(colours.glow, WHITE, 0.4), shine * (0.35 + 0.65 * colours.night))
            )
            canvas.drawCircle(x, y + 0.012, 0.022, fill(colours.glow, 0.2 * shine * colours.night))

    return Scenery(
        (
            Layer(14, Town(colours, seed + 3, 0.70, (0.10, 0.40), 0.6).paint),
            Layer(7, partial(_town, colours, seed + 4, 0.82, (0.16, 0.46), 0.35)),
            Layer(3.4, partial(_town, colours, seed + 6, 0.90, (0.12, 0.34), 0.12)),
            Layer(1, deck, string),
        ),
        horizon_y=0.66,
        ground_y=0.925,
        lamps=(Lamp(side * 0.665, 0.575, 1.0, 0.24, colours.glow, 0.8),),
        seat_y=0.735,
    )


def _town(
    colours: Colours, seed: int, foot: float, tall: tuple[float, float], distance: float, canvas: skia.Canvas
) -> None:
    skyline(
        canvas,
        random.Random(seed),
        foot,
        tall,
        (0.10, 0.22),
        colours.distant(colours.mid, distance),
        colours,
        pane=0.016,
    )
    canvas.drawRect(box(-REACH_X, foot, REACH_X, BOTTOM_Y), fill(colours.shaded(colours.mid, 0.4)))


def city_skyline(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Towers across a river, seen from a railing."""

    def river(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        water(canvas, rng, 0.66, BOTTOM_Y, colours, 0.3 * colours.key_side)
        for _ in range(110):
            x, tall = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.03, 0.15)
            tone = rng.choice((colours.glow, colours.glow, colours.accent, colours.second))
            canvas.drawRect(
                box(x, 0.662, x + 0.007, 0.662 + tall),
                shade(tone, tone, 0.66, 0.66 + tall, (0.55 * colours.night + 0.06, 0.0)),
            )

    def rail(canvas: skia.Canvas) -> None:
        stone = mix(colours.ground, colours.mid, 0.3)
        canvas.drawRect(
            box(-REACH_X, 0.84, REACH_X, BOTTOM_Y),
            shade(colours.lit(stone, 0.2), colours.shaded(stone, 0.4), 0.84, 1.1),
        )
        for number in range(22):
            x = -REACH_X + number * 0.18
            canvas.drawLine(x, 0.86, x, 0.70, line(colours.shaded(colours.near, 0.5), 0.006))
        for y, width in ((0.70, 0.011), (0.75, 0.005), (0.80, 0.005)):
            canvas.drawLine(-REACH_X, y, REACH_X, y, line(colours.shaded(colours.near, 0.45), width))
        lamp_post(
            canvas,
            -0.66 * colours.key_side,
            0.87,
            0.46,
            colours.shaded(colours.near, 0.5),
            colours,
            side=colours.key_side,
        )

    def beacons(canvas: skia.Canvas, moment: Moment) -> None:
        rng = random.Random(seed + 30)
        for number in range(7):
            x, y = rng.uniform(-1.2, 1.2), rng.uniform(0.28, 0.45)
            on = math.sin(moment.seconds * 2.4 + number * 1.8) > 0.3
            canvas.drawCircle(x, y, 0.005, fill(colours.accent, (0.9 if on else 0.15) * colours.night))

    x = -0.66 * colours.key_side + colours.key_side * 0.07
    return Scenery(
        (
            Layer(18, Town(colours, seed + 1, 0.665, (0.12, 0.34), 0.6).paint),
            Layer(13, partial(_towers, colours, seed + 2), beacons),
            Layer(9, river),
            Layer(1, rail),
        ),
        horizon_y=0.66,
        ground_y=0.93,
        lamps=(Lamp(x, 0.42, 1.0, 0.3, colours.glow, 0.9),),
        wet=0.15,
    )


def _towers(colours: Colours, seed: int, canvas: skia.Canvas) -> None:
    rng = random.Random(seed)
    for number in range(22):
        x = -REACH_X + number * 0.175 + rng.uniform(-0.05, 0.05)
        middle = math.exp(-((x - 0.1) ** 2) / 0.5)
        tone = colours.distant(mix(colours.far, colours.mid, 0.5), rng.uniform(0.1, 0.4))
        house(
            canvas,
            rng,
            x,
            0.668,
            rng.uniform(0.07, 0.13),
            rng.uniform(0.12, 0.22) + 0.30 * middle * rng.uniform(0.6, 1.0),
            tone,
            colours,
            pane=0.009,
            lit_share=0.55,
        )


PLACES = {"rooftop": rooftop, "skyline": city_skyline}

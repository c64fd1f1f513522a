"""Where people gather under cloth and bulbs: a market street, a fairground."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.places.brushes import (
    box,
    fill,
    line,
    shade,
    shape,
    wires,
)
from songreel_video.backends.animatic.stage.places.streets import asphalt, city_street
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery


def market(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Stalls under striped cloth, lanterns on strings."""
    street = city_street(colours, seed + 2, aspect)

    def stalls(canvas: skia.Canvas) -> None:
        asphalt(colours, seed, 0.3 * colours.night, canvas)
        rng = random.Random(seed)
        for side in (-1, 1):
            for number in range(3):
                x, foot = side * (0.52 + 0.36 * number), 0.86 + 0.035 * number
                tone = (colours.accent, colours.second, colours.glow)[(number + (side > 0)) % 3]
                wood = colours.shaded(mix(colours.near, (0.45, 0.3, 0.2), 0.5), 0.2)
                for post in (-0.15, 0.15):
                    canvas.drawLine(x + post, foot, x + post, foot - 0.36, line(wood, 0.008))
                canvas.drawRect(
                    box(x - 0.17, foot - 0.13, x + 0.17, foot),
                    shade(wood, colours.shaded(wood, 0.5), foot - 0.13, foot),
                )
                for _ in range(24):
                    fx, fy = x + rng.uniform(-0.15, 0.15), foot - 0.135 - rng.uniform(0, 0.02)
                    fruit = rng.choice((colours.accent, colours.second, colours.glow, (0.45, 0.55, 0.25)))
                    canvas.drawCircle(fx, fy, 0.014, fill(colours.shaded(fruit, 0.1 + 0.25 * colours.night)))
                for stripe in range(8):
                    a, b = x - 0.20 + 0.05 * stripe, x - 0.15 + 0.05 * stripe
                    cloth = (
                        colours.shaded(tone, 0.1 + 0.25 * colours.night)
                        if stripe % 2
                        else mix(tone, WHITE, 0.65 - 0.4 * colours.night)
                    )
                    canvas.drawPath(
                        shape(
                            [
                                (a * 0.96 + x * 0.04, foot - 0.42),
                                (b * 0.96 + x * 0.04, foot - 0.42),
                                (b, foot - 0.33),
                                (a, foot - 0.33),
                            ]
                        ),
                        fill(cloth),
                    )

    hung = [(-1.0 + 0.2 * n, 0.36 + 0.035 * math.sin(n * 2.1)) for n in range(11)]

    def lanterns(canvas: skia.Canvas, moment: Moment) -> None:
        wires(canvas, hung, 0.02, colours.shaded(colours.near, 0.5), 0.002)
        for number, (x, y) in enumerate(hung):
            sway = 0.006 * math.sin(moment.seconds * 1.6 + number)
            tone = (colours.glow, colours.accent, colours.second)[number % 3]
            shine = 0.75 + 0.25 * moment.pulse
            canvas.drawOval(
                box(x + sway - 0.022, y + 0.012, x + sway + 0.022, y + 0.062), fill(mix(tone, WHITE, 0.25), shine)
            )
            canvas.drawCircle(x + sway, y + 0.037, 0.055, fill(tone, 0.16 * shine * colours.night))

    return Scenery(
        (*street.layers[:3], Layer(1, stalls, lanterns)),
        street.horizon_y,
        street.ground_y,
        lamps=street.lamps[2:],
        wet=0.2,
    )


def arcade(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A fairground: a wheel that turns, tents, bulbs."""
    side = colours.key_side
    cx, cy, radius = -0.34 * side, 0.36, 0.29

    def tents(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        canvas.drawRect(box(-REACH_X, 0.72, REACH_X, BOTTOM_Y), fill(colours.distant(colours.ground, 0.3)))
        for number in range(9):
            x = -1.6 + 0.4 * number + rng.uniform(-0.06, 0.06)
            width, tall = rng.uniform(0.16, 0.26), rng.uniform(0.16, 0.28)
            tone = rng.choice((colours.accent, colours.second, colours.glow))
            for stripe in range(6):
                a, b = x - width / 2 + width * stripe / 6, x - width / 2 + width * (stripe + 1) / 6
                cloth = (
                    colours.shaded(tone, 0.15 + 0.3 * colours.night)
                    if stripe % 2
                    else colours.shaded(mix(tone, WHITE, 0.6), 0.35 * colours.night)
                )
                canvas.drawRect(box(a, 0.74 - tall * 0.55, b, 0.75), fill(cloth))
                canvas.drawPath(
                    shape([(a, 0.74 - tall * 0.55), (b, 0.74 - tall * 0.55), (x, 0.74 - tall)]),
                    fill(colours.shaded(cloth, 0.12)),
                )
            canvas.drawLine(x, 0.74 - tall, x, 0.72 - tall, line(colours.near, 0.003))
            canvas.drawPath(
                shape([(x, 0.72 - tall), (x + 0.03, 0.727 - tall), (x, 0.735 - tall)]), fill(colours.accent)
            )

    def wheel(canvas: skia.Canvas, moment: Moment) -> None:
        frame = line(mix(colours.mid, colours.sky_low, 0.25), 0.006)
        canvas.drawLine(cx, cy, cx - 0.13, 0.74, line(colours.shaded(colours.mid, 0.3), 0.011))
        canvas.drawLine(cx, cy, cx + 0.13, 0.74, line(colours.shaded(colours.mid, 0.3), 0.011))
        canvas.drawCircle(cx, cy, radius, frame)
        canvas.drawCircle(cx, cy, radius * 0.9, line(mix(colours.mid, colours.sky_low, 0.25), 0.003))
        turn = moment.seconds * 0.22
        for number in range(12):
            angle = turn + math.tau * number / 12
            x, y = cx + math.cos(angle) * radius, cy + math.sin(angle) * radius
            canvas.drawLine(cx, cy, x, y, line(mix(colours.mid, colours.sky_low, 0.25), 0.0028))
            tone = (colours.accent, colours.second, colours.glow)[number % 3]
            canvas.drawRect(box(x - 0.02, y + 0.004, x + 0.02, y + 0.036), fill(colours.shaded(tone, 0.15)))
            bulb = 0.5 + 0.5 * (moment.pulse if number % 2 else 1 - moment.pulse)
            canvas.drawCircle(x, y, 0.007, fill(mix(colours.glow, WHITE, 0.5), bulb))
            canvas.drawCircle(x, y, 0.022, fill(colours.glow, 0.22 * bulb * colours.night))

    def ground(canvas: skia.Canvas) -> None:
        tone = colours.ground
        canvas.drawRect(
            box(-REACH_X, 0.76, REACH_X, BOTTOM_Y), shade(colours.lit(tone, 0.2), colours.shaded(tone, 0.45), 0.76, 1.1)
        )
        x = 0.72 * side
        for number in range(2):
            foot, tall = 0.90, 0.30
            bx = x + number * 0.3 * side
            canvas.drawRect(
                box(bx - 0.13, foot - tall, bx + 0.13, foot),
                shade(colours.shaded(colours.mid, 0.2), colours.shaded(colours.mid, 0.55), foot - tall, foot),
            )
            canvas.drawRect(
                box(bx - 0.11, foot - tall + 0.08, bx + 0.11, foot - 0.11),
                fill(mix(colours.glow, colours.accent, 0.3), 0.5 + 0.45 * colours.night),
            )
            canvas.drawPath(
                shape(
                    [
                        (bx - 0.16, foot - tall),
                        (bx + 0.16, foot - tall),
                        (bx + 0.13, foot - tall - 0.07),
                        (bx - 0.13, foot - tall - 0.07),
                    ]
                ),
                fill(colours.shaded(colours.accent, 0.2)),
            )

    return Scenery(
        (Layer(7, tents), Layer(5, lambda canvas: None, wheel), Layer(1, ground)),
        horizon_y=0.70,
        ground_y=0.92,
        lamps=(Lamp(cx, cy, 5, 0.45, colours.glow, 0.6), Lamp(0.72 * side, 0.74, 1, 0.3, colours.accent, 0.7)),
    )


PLACES = {"market": market, "arcade": arcade}

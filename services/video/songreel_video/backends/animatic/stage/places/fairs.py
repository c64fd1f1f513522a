"""Where people gather under cloth and bulbs: a market street, a fairground."""

import math
import random
from functools import partial
from itertools import pairwise

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.places.streets import asphalt, city_street
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    Point,
    box,
    fill,
    line,
    shade,
    shape,
    wires,
    within,
)
from songreel_video.backends.animatic.stage.workshop.wheels import Wheel


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

    tones = [(tone, mix(tone, WHITE, 0.25)) for tone in (colours.glow, colours.accent, colours.second)]
    string = colours.shaded(colours.near, 0.5)

    def lanterns(canvas: skia.Canvas, moment: Moment) -> None:
        wires(canvas, hung, 0.02, string, 0.002)
        for number, (x, y) in enumerate(hung):
            sway = 0.006 * math.sin(moment.seconds * 1.6 + number)
            tone, core = tones[number % 3]
            shine = 0.75 + 0.25 * moment.pulse
            canvas.drawOval(box(x + sway - 0.022, y + 0.012, x + sway + 0.022, y + 0.062), fill(core, shine))
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
    wheel = Wheel(colours, within(-0.34 * side, aspect), 0.36, min(0.29, 0.12 + 0.17 * aspect))
    hues = (colours.glow, colours.accent, colours.second)
    whites = tuple(mix(hue, WHITE, 0.5) for hue in hues)
    bulbs = [(-1.5 + 0.25 * n, 0.20 + 0.05 * (n % 2)) for n in range(13)]

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

    def strings(ends: list[Point], canvas: skia.Canvas) -> None:
        wires(canvas, ends, 0.05, colours.shaded(colours.near, 0.5), 0.002)

    def shine(ends: list[Point], canvas: skia.Canvas, moment: Moment) -> None:
        strength = 0.4 + 0.6 * colours.night
        for number, ((x0, y0), (x1, y1)) in enumerate(pairwise(ends)):
            for step in range(4):
                share = (step + 0.5) / 4
                x = x0 + (x1 - x0) * share
                y = (1 - share) ** 2 * y0 + 2 * share * (1 - share) * (max(y0, y1) + 0.05) + share**2 * y1
                hue = (number + step) % 3
                on = 1.0 if (number * 4 + step + int(moment.seconds * 3)) % 3 else 0.45 + 0.55 * moment.pulse
                canvas.drawCircle(x, y + 0.008, 0.017, fill(hues[hue], 0.20 * on * colours.night))
                canvas.drawCircle(x, y + 0.008, 0.006, fill(whites[hue], on * strength))

    return Scenery(
        (
            Layer(7, tents),
            Layer(5, wheel.paint, wheel.move),
            Layer(2, partial(strings, bulbs), partial(shine, bulbs)),
            Layer(1, ground),
        ),
        horizon_y=0.70,
        ground_y=0.92,
        lamps=(
            Lamp(wheel.x, wheel.y, 5, 0.45, colours.glow, 0.6),
            Lamp(0.72 * side, 0.74, 1, 0.3, colours.accent, 0.7),
        ),
    )


PLACES = {"market": market, "arcade": arcade}

"""Built places under the sky: street, alley, rooftop, skyline, market, arcade, parking lot."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.places.brushes import (
    box,
    fill,
    foliage,
    house,
    lamp_post,
    line,
    shade,
    shape,
    skyline,
    water,
    wires,
)
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery

VANISH_Y = 0.60


def far_town(
    colours: Colours, seed: int, foot: float, tall: tuple[float, float], distance: float, canvas: skia.Canvas
) -> None:
    """A skyline in the haze."""
    rng = random.Random(seed)
    skyline(canvas, rng, foot, tall, (0.06, 0.16), colours.distant(colours.far, distance), colours, pane=0.010)
    canvas.drawRect(
        box(-REACH_X, foot - 0.12, REACH_X, foot + 0.4),
        shade(colours.haze, colours.haze, foot - 0.12, foot, (0.0, 0.45)),
    )
    canvas.drawRect(box(-REACH_X, foot, REACH_X, BOTTOM_Y), fill(colours.distant(colours.far, distance)))


def asphalt(colours: Colours, seed: int, wet: float, canvas: skia.Canvas) -> None:
    """A road that runs away from us between two pavements."""
    rng = random.Random(seed + 7)
    tone = mix(colours.shaded(colours.ground, 0.35), colours.shadow, 0.25)
    canvas.drawRect(
        box(-REACH_X, 0.70, REACH_X, BOTTOM_Y), shade(colours.lit(tone, 0.12), colours.shaded(tone, 0.4), 0.70, 1.1)
    )
    pavement = colours.lit(mix(colours.ground, colours.mid, 0.4), 0.12)
    for side in (-1, 1):
        edge = [(side * 0.22, 0.70), (side * REACH_X, 0.70), (side * REACH_X, 1.35), (side * 1.25, 1.35)]
        canvas.drawPath(shape(edge), shade(pavement, colours.shaded(pavement, 0.35), 0.70, 1.1))
        canvas.drawLine(side * 0.22, 0.70, side * 1.25, 1.35, line(colours.lit(pavement, 0.35), 0.006))
        for number in range(9):
            y = 0.72 + 0.62 * (number / 8) ** 1.5
            x = side * (0.22 + (y - 0.70) / 0.65 * 1.03)
            canvas.drawLine(x, y, x + side * 1.2, y, line(colours.shaded(pavement, 0.3), 0.003, 0.6))
    paint = fill(mix(colours.light, WHITE, 0.2), 0.42)
    for number in range(7):
        near, far = 0.72 + 0.6 * ((number + 0.55) / 7) ** 1.7, 0.72 + 0.6 * (number / 7) ** 1.7
        half_near, half_far = 0.028 * (near - 0.66), 0.028 * (far - 0.66)
        canvas.drawPath(shape([(-half_far, far), (half_far, far), (half_near, near), (-half_near, near)]), paint)
    if wet:
        for _ in range(46):
            x, y = rng.uniform(-1.3, 1.3), rng.uniform(0.74, 1.1)
            tall = rng.uniform(0.05, 0.2)
            tone = rng.choice((colours.glow, colours.glow, colours.accent, colours.second, colours.sky_low))
            canvas.drawRect(
                box(x, y, x + rng.uniform(0.006, 0.022), y + tall), shade(tone, tone, y, y + tall, (0.30 * wet, 0.0))
            )
        for _ in range(9):
            x, y = rng.uniform(-1.0, 1.0), rng.uniform(0.80, 1.08)
            half = rng.uniform(0.06, 0.18)
            canvas.drawOval(
                box(x - half, y, x + half, y + half * 0.16),
                fill(mix(colours.sky_low, colours.glow, 0.3 * colours.night), 0.30),
            )


def shopfronts(colours: Colours, seed: int, free: float, canvas: skia.Canvas) -> None:
    """Houses on both sides, with lit shops at street level, awnings and signs that say nothing."""
    rng = random.Random(seed + 1)
    for side in (-1, 1):
        reach = free
        while reach < REACH_X:
            width, tall = rng.uniform(0.26, 0.42), rng.uniform(0.55, 1.05)
            x = side * reach if side > 0 else -reach - width
            tone = mix(
                colours.mid,
                rng.choice((colours.accent, colours.second, colours.near, colours.far)),
                rng.uniform(0.05, 0.35),
            )
            house(canvas, rng, x, 0.80, width, tall, tone, colours, pane=0.034)
            _shop(canvas, rng, x, 0.80, width, colours)
            reach += width * 1.01


def _shop(canvas: skia.Canvas, rng: random.Random, x: float, foot: float, width: float, colours: Colours) -> None:
    glass = (
        mix(colours.glow, WHITE, 0.25)
        if colours.night > 0.3 and rng.random() < 0.75
        else colours.shaded(colours.sky_low, 0.4)
    )
    top = foot - 0.145
    canvas.drawRect(box(x, top - 0.03, x + width, foot), fill(colours.shaded(colours.near, 0.3)))
    panes = rng.randint(2, 3)
    for number in range(panes):
        left = x + width * (0.06 + 0.90 * number / panes)
        right = left + width * 0.84 / panes
        canvas.drawRect(
            box(left, top + 0.012, right, foot - 0.02), shade(glass, mix(glass, colours.accent, 0.3), top, foot)
        )
        for _ in range(3):
            sx = rng.uniform(left, right - 0.012)
            tall = rng.uniform(0.02, 0.06)
            canvas.drawRect(
                box(sx, foot - 0.02 - tall, sx + 0.012, foot - 0.02), fill(colours.shaded(colours.near, 0.2), 0.55)
            )
    tone = rng.choice((colours.accent, colours.second, colours.glow))
    if rng.random() < 0.6:
        stripes = 7
        for number in range(stripes):
            a, b = x + width * number / stripes, x + width * (number + 1) / stripes
            stripe = (
                colours.shaded(tone, 0.15 + 0.25 * colours.night)
                if number % 2
                else mix(tone, WHITE, 0.6 - 0.35 * colours.night)
            )
            canvas.drawPath(
                shape([(a, top - 0.02), (b, top - 0.02), (b + 0.004, top + 0.028), (a + 0.004, top + 0.028)]),
                fill(stripe),
            )
    else:
        canvas.drawRect(
            box(x + width * 0.1, top - 0.028, x + width * 0.9, top + 0.004), fill(colours.shaded(tone, 0.3))
        )
        bars = rng.randint(3, 5)
        for number in range(bars):
            bx = x + width * (0.16 + 0.7 * number / bars)
            canvas.drawRect(
                box(bx, top - 0.019, bx + width * rng.uniform(0.05, 0.11), top - 0.007),
                fill(mix(tone, WHITE, 0.7), 0.9),
            )


def _neon(
    colours: Colours, seed: int, foot: float, free: float
) -> tuple[list[tuple[float, float, int]], "partial[None]"]:
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


def city_street(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A shopping street that runs to the horizon."""
    wet = 0.25 + 0.5 * colours.night
    signs, neon = _neon(colours, seed, 0.80, 0.40)
    dark = colours.shaded(colours.near, 0.5)

    def lamps(canvas: skia.Canvas) -> None:
        asphalt(colours, seed, wet, canvas)
        for side in (-1, 1):
            lamp_post(canvas, side * 0.62, 0.88, 0.50, dark, colours, side=-side)
        wires(canvas, [(-1.6, 0.12), (-0.55, 0.18), (0.55, 0.16), (1.6, 0.1)], 0.06, dark, 0.0022)

    def cars(canvas: skia.Canvas, moment: Moment) -> None:
        for number in range(3):
            share = (moment.seconds * 0.10 + number / 3 + (seed % 7) / 7) % 1
            depth = share**2
            x, y = 0.03 + 0.10 * depth, 0.715 + 0.04 * depth
            size = 0.006 + 0.012 * depth
            for eye in (-1, 1):
                canvas.drawCircle(x + eye * size * 1.3, y, size * 0.5, fill(mix(colours.glow, WHITE, 0.6), 0.9))
                canvas.drawCircle(x + eye * size * 1.3, y, size * 1.4, fill(colours.glow, 0.16 + 0.2 * colours.night))

    post = [Lamp(side * 0.545, 0.39, 1.0, 0.34, colours.glow, 0.9) for side in (-1, 1)]
    glow = [Lamp(x, y, 1.9, 0.14, colours.accent, 0.6) for x, y, _ in signs]
    return Scenery(
        (
            Layer(12, partial(far_town, colours, seed + 3, 0.66, (0.10, 0.42), 0.55)),
            Layer(5, partial(_mid_block, colours, seed + 4)),
            Layer(1.9, partial(shopfronts, colours, seed, 0.36), neon),
            Layer(1, lamps, cars),
        ),
        horizon_y=0.64, ground_y=0.915, lamps=(*post, *glow), wet=wet,
    )  # fmt: skip


def _mid_block(colours: Colours, seed: int, canvas: skia.Canvas) -> None:
    rng = random.Random(seed)
    skyline(
        canvas,
        rng,
        0.74,
        (0.25, 0.62),
        (0.12, 0.22),
        colours.distant(colours.mid, 0.35),
        colours,
        pane=0.018,
        keep_free=0.10,
    )


def alley(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Close walls, fire escapes, cables, puddles."""
    signs, neon = _neon(colours, seed, 0.82, 0.28)
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
        (Layer(10, partial(far_town, colours, seed + 3, 0.70, (0.2, 0.5), 0.45)), Layer(2.2, walls, neon), Layer(1, floor)),
        horizon_y=0.66, ground_y=0.92, lamps=tuple(Lamp(x, y, 2.2, 0.2, colours.accent, 0.8) for x, y, _ in signs), wet=0.7,
    )  # fmt: skip


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
            Layer(14, partial(far_town, colours, seed + 3, 0.70, (0.10, 0.40), 0.6)),
            Layer(7, partial(_town, colours, seed + 4, 0.82, (0.16, 0.46), 0.35)),
            Layer(3.4, partial(_town, colours, seed + 6, 0.90, (0.12, 0.34), 0.12)),
            Layer(1, deck, string),
        ),
        horizon_y=0.66, ground_y=0.925, lamps=(Lamp(side * 0.665, 0.575, 1.0, 0.24, colours.glow, 0.8),), seat_y=0.735,
    )  # fmt: skip


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
            Layer(18, partial(far_town, colours, seed + 1, 0.665, (0.12, 0.34), 0.6)),
            Layer(13, partial(_towers, colours, seed + 2), beacons),
            Layer(9, river),
            Layer(1, rail),
        ),
        horizon_y=0.66, ground_y=0.93, lamps=(Lamp(x, 0.42, 1.0, 0.3, colours.glow, 0.9),), wet=0.15,
    )  # fmt: skip


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
        horizon_y=0.70, ground_y=0.92, lamps=(Lamp(cx, cy, 5, 0.45, colours.glow, 0.6), Lamp(0.72 * side, 0.74, 1, 0.3, colours.accent, 0.7)),
    )  # fmt: skip


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
        (Layer(12, partial(far_town, colours, seed + 3, 0.68, (0.08, 0.24), 0.55)), Layer(5, trees), Layer(1, lot)),
        horizon_y=0.68, ground_y=0.93, lamps=(Lamp(x, 0.23, 1.0, 0.45, colours.glow, 1.0),), wet=0.2,
    )  # fmt: skip


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


PLACES = {
    "city_street": city_street, "alley": alley, "rooftop": rooftop, "skyline": city_skyline, "market": market,
    "arcade": arcade, "parking_lot": parking_lot,
}  # fmt: skip

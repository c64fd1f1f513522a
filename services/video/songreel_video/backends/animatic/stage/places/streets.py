"""A shopping street that runs to the horizon."""

import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
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
    wires,
)
from songreel_video.backends.animatic.stage.workshop.signs import neon_signs


def _tar(colours: Colours) -> Colour:
    return mix(colours.shaded(colours.ground, 0.35), colours.shadow, 0.25)


def asphalt(colours: Colours, seed: int, wet: float, canvas: skia.Canvas) -> None:
    """A road that runs away from us between two pavements."""
    rng = random.Random(seed + 7)
    tone = _tar(colours)
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


def city_street(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A shopping street that runs to the horizon."""
    wet = 0.25 + 0.5 * colours.night
    rng = random.Random(seed + 20)
    spots = [
        (side * (0.36 + reach + rng.uniform(0.0, 0.08)), rng.uniform(0.36, 0.54))
        for side in (-1, 1)
        for reach in (0.08, 0.32, 0.62)
    ]
    signs = neon_signs(colours, seed, spots)
    dark = colours.shaded(colours.near, 0.5)

    def houses(canvas: skia.Canvas) -> None:
        canvas.drawRect(box(-REACH_X, 0.795, REACH_X, BOTTOM_Y), fill(_tar(colours)))
        shopfronts(colours, seed, 0.36, canvas)
        signs.boards(canvas)

    def lamps(canvas: skia.Canvas) -> None:
        asphalt(colours, seed, wet, canvas)
        for side in (-1, 1):
            lamp_post(canvas, side * 0.62, 0.88, 0.50, dark, colours, side=-side)
        wires(canvas, [(-1.6, 0.12), (-0.55, 0.18), (0.55, 0.16), (1.6, 0.1)], 0.06, dark, 0.0022)

    bodies = [
        colours.shaded(tone, 0.25 + 0.35 * colours.night) for tone in (colours.accent, colours.second, colours.mid)
    ]
    bulb, pane = mix(colours.glow, WHITE, 0.6), colours.shaded(colours.sky_low, 0.55)

    def cars(canvas: skia.Canvas, moment: Moment) -> None:
        for number in range(3):
            share = (moment.seconds * 0.10 + number / 3 + (seed % 7) / 7) % 1
            near = share**2
            x, foot, size = 0.03 + 0.12 * near, 0.722 + 0.05 * near, 0.010 + 0.022 * near
            alpha = min(1.0, share * 6, (1 - share) * 8)
            cabin = [(-0.72, -1.0), (-0.5, -1.55), (0.5, -1.55), (0.72, -1.0)]
            canvas.drawPath(shape([(x + px * size, foot + py * size) for px, py in cabin]), fill(pane, alpha))
            hull = box(x - size, foot - size * 1.05, x + size, foot - size * 0.12)
            canvas.drawRoundRect(hull, size * 0.2, size * 0.2, fill(bodies[number], alpha))
            for eye in (-1, 1):
                ex, ey = x + eye * size * 0.68, foot - size * 0.62
                canvas.drawCircle(ex, ey, size * 0.62, fill(colours.glow, (0.06 + 0.26 * colours.night) * alpha))
                canvas.drawCircle(ex, ey, size * 0.20, fill(bulb, alpha))

    post = [Lamp(side * 0.545, 0.39, 1.0, 0.34, colours.glow, 0.9) for side in (-1, 1)]
    glow = [Lamp(sign.x, sign.y, 1.9, 0.15, sign.tone, 0.6) for sign in signs.hung]
    return Scenery(
        (
            Layer(12, Town(colours, seed + 3, 0.66, (0.10, 0.42), 0.55).paint),
            Layer(5, partial(_mid_block, colours, seed + 4)),
            Layer(1.9, houses, signs.move),
            Layer(1, lamps, cars),
        ),
        horizon_y=0.64,
        ground_y=0.915,
        lamps=(*post, *glow),
        wet=wet,
    )


def _mid_block(colours: Colours, seed: int, canvas: skia.Canvas) -> None:
    rng = random.Random(seed)
    canvas.drawRect(box(-REACH_X, 0.715, REACH_X, BOTTOM_Y), fill(colours.distant(_tar(colours), 0.2)))
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


PLACES = {"city_street": city_street}

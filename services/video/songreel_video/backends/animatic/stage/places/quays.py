"""A harbour: a stone quay, boats that rock at their ropes, lamps over the water, a town and a lighthouse beyond."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.boats import moored, rock
from songreel_video.backends.animatic.stage.workshop.brushes import (
    below,
    box,
    fill,
    ground_line,
    house,
    lamp_post,
    line,
    shade,
    shape,
    water,
)
from songreel_video.backends.animatic.stage.workshop.passing import blend, halo

WATER_Y = 0.605
QUAY_Y = 0.815
SEAT_Y = 0.825


def harbour(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A quay before a basin with boats; gabled houses with lit windows on the far side."""
    rng = random.Random(seed)
    side = rng.choice((-1, 1))  # where the lighthouse stands
    half = min(aspect / 2, 0.89)
    post_x = -side * max(0.21, half - 0.24)
    light = (side * half * 0.55, 0.335)

    def shore(canvas: skia.Canvas) -> None:
        own = random.Random(seed + 1)
        for number, distance in enumerate((0.8, 0.62)):
            tone = colours.distant(colours.far, distance)
            ridge = ground_line(own, 0.53 + 0.035 * number, 0.035, 2.0 + number)
            canvas.drawPath(below(ridge), shade(tone, mix(tone, colours.haze, 0.5), 0.46, 0.62))
        _far_quay(canvas, colours, own)
        _lighthouse(canvas, colours, light)

    boats = moored(colours, rng, half)
    return Scenery(
        (
            Layer(9, shore, partial(_beam, colours, light)),
            Layer(5, partial(_basin, colours, seed), partial(_glitter, colours, seed)),
            Layer(1.8, lambda canvas: None, partial(rock, colours, boats)),
            Layer(1, partial(_quay, colours, seed, post_x, side), partial(_gulls, colours, seed)),
        ),
        horizon_y=WATER_Y, ground_y=0.92, seat_y=SEAT_Y, wet=0.3, water_y=0.775,
        lamps=(
            Lamp(post_x + side * 0.081, 0.375, 1.0, 0.36, colours.glow, 0.95),
            Lamp(light[0], light[1], 9, 0.16, mix(colours.glow, WHITE, 0.4), 1.0),
            *(Lamp(x, 0.57, 9, 0.07, colours.glow, 0.7) for x in (-1.1, -0.55, 0.05, 0.6, 1.15)),
        ),
    )  # fmt: skip


def _far_quay(canvas: skia.Canvas, colours: Colours, rng: random.Random) -> None:
    x = -1.75
    while x < 1.75:
        width, tall = rng.uniform(0.06, 0.105), rng.uniform(0.07, 0.13)
        hue = rng.choice((colours.accent, colours.second, colours.light, colours.glow, colours.mid))
        tone = colours.distant(colours.shaded(mix(colours.mid, hue, 0.5), 0.1 + 0.4 * colours.night), 0.32)
        top = 0.595 - tall
        roof = [(x - 0.004, top + 0.002), (x + width / 2, top - width * 0.45), (x + width + 0.004, top + 0.002)]
        canvas.save()
        canvas.clipRect(box(x, top, x + width, 0.6))
        house(canvas, rng, x, 0.595, width, tall, tone, colours, pane=0.015, lit_share=0.75)
        canvas.restore()
        canvas.drawPath(shape(roof), fill(colours.shaded(mix(tone, (0.5, 0.25, 0.2), 0.4), 0.3)))
        x += width * rng.choice((1.0, 1.0, 1.0, 1.5))
    stone = colours.distant(colours.shaded(colours.ground, 0.35), 0.25)
    canvas.drawRect(box(-REACH_X, 0.592, REACH_X, BOTTOM_Y), fill(stone))
    canvas.drawRect(box(-REACH_X, 0.589, REACH_X, 0.595), fill(colours.lit(stone, 0.4)))


def _lighthouse(canvas: skia.Canvas, colours: Colours, light: tuple[float, float]) -> None:
    x, y = light
    white = colours.distant(colours.shaded(mix(colours.light, WHITE, 0.4), 0.1 + 0.45 * colours.night), 0.15)
    red = colours.distant(colours.shaded(colours.accent, 0.1 + 0.4 * colours.night), 0.15)
    foot = 0.60
    for number in range(5):
        a, b = number / 5, (number + 1) / 5
        y0, y1 = y + 0.028 + (foot - y - 0.028) * a, y + 0.028 + (foot - y - 0.028) * b
        w0, w1 = 0.020 + 0.012 * a, 0.020 + 0.012 * b
        ring = [(x - w0, y0), (x + w0, y0), (x + w1, y1), (x - w1, y1)]
        canvas.drawPath(shape(ring), fill(white if number % 2 else red))
    canvas.drawRect(box(x - 0.027, y + 0.022, x + 0.027, y + 0.030), fill(colours.shaded(colours.near, 0.2)))
    canvas.drawRect(box(x - 0.014, y - 0.018, x + 0.014, y + 0.022), fill(mix(colours.glow, WHITE, 0.5)))
    canvas.drawPath(shape([(x - 0.019, y - 0.016), (x, y - 0.042), (x + 0.019, y - 0.016)]), fill(red))
    canvas.drawOval(box(x - 0.10, 0.588, x + 0.10, 0.63), fill(colours.distant(colours.shaded(colours.near, 0.1), 0.3)))


def _beam(colours: Colours, light: tuple[float, float], canvas: skia.Canvas, moment: Moment) -> None:
    """The lighthouse's beam swings round once in five seconds."""
    if colours.night < 0.3:
        return
    x, y = light
    turn = moment.seconds * math.tau / 5
    reach, strength = 1.3 * math.cos(turn), colours.night * (0.25 + 0.10 * moment.pulse)
    gradient = skia.GradientShader.MakeLinear(
        points=[skia.Point(x, y), skia.Point(x + (reach if abs(reach) > 0.01 else 0.01), y)],
        colors=[skia.Color4f(*colours.glow, strength).toColor(), skia.Color4f(*colours.glow, 0).toColor()],
    )
    cone = [(x, y - 0.006), (x + reach, y - 0.05 - 0.03 * abs(reach)), (x + reach, y + 0.05), (x, y + 0.006)]
    canvas.drawPath(shape(cone), skia.Paint(AntiAlias=True, Shader=gradient))
    flare = max(0.0, math.sin(turn)) ** 6
    halo(colours.glow).draw(canvas, x, y, 0.2, 0.7 * flare * colours.night)


def _basin(colours: Colours, seed: int, canvas: skia.Canvas) -> None:
    rng = random.Random(seed + 3)
    water(canvas, rng, WATER_Y, 0.98, colours, colours.key_side * 0.34)
    for _ in range(round(26 + 70 * colours.night)):  # houses and lamps stand in the water
        x, tall = rng.uniform(-1.6, 1.6), rng.uniform(0.03, 0.14)
        hue = rng.choice((colours.glow, colours.glow, colours.accent, colours.second))
        strength = (0.10 + 0.40 * colours.night) * rng.uniform(0.5, 1.0)
        paint = shade(hue, hue, WATER_Y, WATER_Y + tall, (strength, 0.0))
        canvas.drawRect(box(x, WATER_Y, x + rng.uniform(0.004, 0.012), WATER_Y + tall), paint)
    mirror = shade(colours.distant(colours.mid, 0.3), colours.mid, WATER_Y, WATER_Y + 0.05, (0.45, 0.0))
    canvas.drawRect(box(-REACH_X, WATER_Y, REACH_X, WATER_Y + 0.05), mirror)


def _glitter(colours: Colours, seed: int, canvas: skia.Canvas, moment: Moment) -> None:
    rng = random.Random(seed + 4)
    path = skia.Path()
    for _ in range(46):
        share, x = rng.random(), rng.uniform(-1.2, 1.2)
        wave = math.sin(moment.seconds * 1.4 + rng.uniform(0, math.tau))
        half = (0.008 + 0.035 * share) * (0.35 + 0.65 * abs(wave))
        y = WATER_Y + 0.012 + 0.24 * share
        path.addOval(box(x + 0.01 * wave - half, y, x + 0.01 * wave + half, y + 0.0022 + 0.003 * share))
    tone = blend(colours.sky_low, colours.glow, 0.5 * colours.night)
    canvas.drawPath(path, fill(blend(tone, WHITE, 0.3), 0.32 + 0.25 * moment.pulse))


def _quay(colours: Colours, seed: int, post_x: float, side: int, canvas: skia.Canvas) -> None:
    rng = random.Random(seed + 6)
    stone = colours.shaded(mix(colours.ground, (0.50, 0.45, 0.40), 0.3), 0.08 + 0.2 * colours.night)
    canvas.drawRect(
        box(-REACH_X, QUAY_Y, REACH_X, BOTTOM_Y),
        shade(colours.lit(stone, 0.2), colours.shaded(stone, 0.45), QUAY_Y, 1.1),
    )
    for row in range(6):
        y0, y1 = QUAY_Y + 0.028 + 0.03 * row**1.35, QUAY_Y + 0.028 + 0.03 * (row + 1) ** 1.35
        canvas.drawLine(-REACH_X, y0, REACH_X, y0, line(colours.shaded(stone, 0.35), 0.0025, 0.6))
        gap = 0.16 + 0.06 * row
        for number in range(-13, 14):
            x = (number + 0.5 * (row % 2)) * gap
            canvas.drawLine(x, y0, x * 1.03, y1, line(colours.shaded(stone, 0.35), 0.0025, 0.5))
            if rng.random() < 0.25:
                canvas.drawRect(box(x, y0, x + gap, y1), fill(rng.choice((colours.light, colours.shadow)), 0.07))
    canvas.drawRect(
        box(-REACH_X, QUAY_Y - 0.008, REACH_X, QUAY_Y + 0.022),
        shade(colours.lit(stone, 0.45), colours.lit(stone, 0.15), QUAY_Y - 0.01, QUAY_Y + 0.02),
    )
    canvas.drawRect(box(-REACH_X, QUAY_Y + 0.020, REACH_X, QUAY_Y + 0.027), fill(colours.shaded(stone, 0.5)))
    iron = colours.shaded(colours.near, 0.25)
    for x in (-0.78, -0.44, 0.44, 0.78):
        rope = skia.Path()
        rope.moveTo(x, QUAY_Y - 0.035)
        rope.quadTo(x + 0.05, 0.83, x + 0.11, 0.755)
        canvas.drawPath(rope, line(mix((0.72, 0.60, 0.42), iron, 0.25 + 0.45 * colours.night), 0.007))
        canvas.drawRoundRect(
            box(x - 0.020, QUAY_Y - 0.045, x + 0.020, QUAY_Y + 0.022),
            0.008,
            0.008,
            shade(colours.lit(iron, 0.25), iron, 0.77, 0.83),
        )
        canvas.drawRoundRect(
            box(x - 0.029, QUAY_Y - 0.055, x + 0.029, QUAY_Y - 0.036), 0.009, 0.009, fill(colours.lit(iron, 0.2))
        )
    _cargo(canvas, colours, rng, side)
    lamp_post(canvas, post_x, 0.86, 0.49, iron, colours, side=side)


def _cargo(canvas: skia.Canvas, colours: Colours, rng: random.Random, side: int) -> None:
    """Crates, lobster pots and a coil of rope, to the side."""
    wood = colours.shaded(mix(colours.mid, (0.52, 0.37, 0.24), 0.65), 0.12 + 0.4 * colours.night)
    for x, y, half in ((0.64, 0.885, 0.062), (0.775, 0.895, 0.066), (0.69, 0.765, 0.055)):
        x *= side
        top = y - 2 * half if y > 0.8 else y - half * 1.1
        foot = y
        canvas.drawRect(
            box(x - half, top, x + half, foot), shade(colours.lit(wood, 0.18), colours.shaded(wood, 0.3), top, foot)
        )
        for number in range(3):
            sy = top + (foot - top) * number / 3
            canvas.drawLine(x - half, sy, x + half, sy, line(colours.shaded(wood, 0.5), 0.004))
        for edge in (-1, 1):
            canvas.drawRect(
                box(x + edge * half * 0.86 - 0.009, top, x + edge * half * 0.86 + 0.009, foot),
                fill(colours.shaded(wood, 0.25)),
            )
    rope = mix((0.72, 0.60, 0.42), colours.near, 0.25 + 0.4 * colours.night)
    x = -side * 0.60
    for number in range(4):
        y, half = 0.915 - 0.010 * number, 0.062 - 0.005 * number
        ring = box(x - half, y - 0.013, x + half, y + 0.011)
        canvas.drawOval(ring, fill(colours.shaded(rope, 0.12 * (3 - number))))
        canvas.drawOval(ring, line(colours.shaded(rope, 0.55), 0.0025))
    canvas.drawOval(box(x - 0.022, 0.877, x + 0.022, 0.889), fill(colours.shaded(rope, 0.65)))


def _gulls(colours: Colours, seed: int, canvas: skia.Canvas, moment: Moment) -> None:
    for number in range(4):
        angle = moment.seconds * (0.35 + 0.05 * number) + number * 1.9 + seed % 6
        x, y = 0.42 * math.cos(angle) + 0.1 * number - 0.15, 0.20 + 0.05 * math.sin(angle * 1.3) + 0.03 * number
        flap = 0.010 * math.sin(moment.seconds * 5 + number * 2)
        bird = skia.Path()
        bird.moveTo(x - 0.024, y - 0.006 - flap)
        bird.quadTo(x - 0.010, y - 0.010, x, y)
        bird.quadTo(x + 0.010, y - 0.010, x + 0.024, y - 0.006 - flap)
        canvas.drawPath(bird, line(blend(WHITE, colours.near, 0.15 + 0.6 * colours.night), 0.0042, 0.9))


PLACES = {"harbour": harbour}

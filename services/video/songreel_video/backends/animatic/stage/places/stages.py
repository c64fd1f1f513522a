"""A concert stage."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, at_lightness, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, glow, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.floors import boards
from songreel_video.backends.animatic.stage.workshop.furniture import block, speaker
from songreel_video.backends.animatic.stage.workshop.indoors import half_width, room_tones
from songreel_video.backends.animatic.stage.workshop.instruments import drums, microphone
from songreel_video.backends.animatic.stage.workshop.spotlights import Beam, after_dark, crowd

RISER_Y = 0.785


def stage(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A concert stage: a wall of lamps, beams from the truss, drums on a riser, towers of speakers, a microphone."""
    rng = random.Random(seed)
    half = half_width(aspect)
    colours = after_dark(colours)
    tones = room_tones(colours, rng)
    dark = at_lightness(mix(colours.near, colours.shadow, 0.4), 0.18, 0.9)
    hues = [at_lightness(hue, 0.70, 1.15) for hue in (colours.accent, colours.second, colours.glow)]
    rng.shuffle(hues)
    fan, squeeze = rng.random() < 0.5, min(1.0, half / 0.70)
    wall = [
        ((column - 4.5) * 0.140 * squeeze, 0.175 + 0.112 * row, (row * 5 + column * 7) % 12 / 12)
        for row in range(4)
        for column in range(10)
    ]

    def backdrop(canvas: skia.Canvas) -> None:
        canvas.drawRect(
            box(-REACH_X, TOP_Y, REACH_X, 0.80), shade(colours.shaded(dark, 0.75), mix(dark, hues[0], 0.30), -0.05, 0.8)
        )
        for x, hue in ((-0.45, hues[0]), (0.45, hues[1]), (0.0, hues[2])):
            canvas.drawCircle(x * squeeze, 0.62, 0.52, glow(x * squeeze, 0.62, 0.52, hue, 0.40))
        for x, y, _ in wall:
            canvas.drawCircle(x, y, 0.034, fill(colours.shaded(dark, 0.7)))
            canvas.drawCircle(x, y, 0.025, fill(mix(dark, hues[2], 0.30)))
        canvas.drawRect(box(-REACH_X, 0.72, REACH_X, BOTTOM_Y), fill(colours.shaded(dark, 0.4)))

    def blinders(canvas: skia.Canvas, moment: Moment) -> None:
        ring = moment.seconds * 1.6
        lit: list[list[skia.Point]] = [[] for _ in bulbs]
        for x, y, share in wall:
            wave = 0.5 + 0.5 * math.sin(
                ring * math.tau * 0.5 + (math.hypot(x, y - 0.4) * 11 if fan else share * math.tau)
            )
            level = min(1.0, (0.18 + 0.45 * wave * moment.energy) + 0.55 * moment.pulse * (share < 0.6))
            lit[int(level * 5)].append(skia.Point(x, y))
        for lamps_lit, halo, bulb in zip(lit, halos, bulbs, strict=True):
            if not lamps_lit:
                continue
            if halo:
                canvas.drawPoints(skia.Canvas.kPoints_PointMode, lamps_lit, halo)
            canvas.drawPoints(skia.Canvas.kPoints_PointMode, lamps_lit, bulb)

    bulbs = [line(mix(mix(dark, hues[2], 0.35), mix(hues[2], WHITE, 0.7), step / 5), 0.045) for step in range(6)]
    halos = [line(hues[2], 0.080, 0.055 * step) if step > 2 else None for step in range(6)]

    sources = [x * squeeze for x in (-0.72, -0.44, -0.16, 0.16, 0.44, 0.72)]
    cones = [Beam(hue, 0.085) for hue in hues]

    def truss(canvas: skia.Canvas) -> None:
        steel = line(colours.shaded(dark, 0.75), 0.006)
        for y in (-0.02, 0.035):
            canvas.drawLine(-REACH_X, y, REACH_X, y, steel)
        for number in range(64):
            x = -REACH_X + 0.06 * number
            canvas.drawLine(x, -0.02, x + 0.03, 0.035, steel)
            canvas.drawLine(x + 0.03, 0.035, x + 0.06, -0.02, steel)
        for x in sources:
            canvas.drawRect(box(x - 0.016, 0.030, x + 0.016, 0.072), fill(colours.shaded(dark, 0.85)))
            canvas.drawCircle(x, 0.070, 0.011, fill(mix(hues[0], WHITE, 0.6)))
        for number in (1, 4):  # two hang still
            x = sources[number]
            cones[number % 3].draw(canvas, (x, 0.07), (x * 0.55, 0.92), 0.55)

    moving = [(number, x) for number, x in enumerate(sources) if number not in (1, 4)]

    def beams(canvas: skia.Canvas, moment: Moment) -> None:
        for number, x in moving:
            swing = math.sin(moment.seconds * 0.8 + number * (0.6 if fan else math.pi))
            aim = x * (1.5 if fan else 0.7) + 0.38 * swing
            strength = 0.34 + 0.28 * moment.energy + 0.40 * moment.pulse * (number % 2 == int(moment.seconds * 1.6) % 2)
            cones[number % 3].draw(canvas, (x, 0.07), (aim, 0.92), strength)

    def backline(canvas: skia.Canvas) -> None:
        block(canvas, colours, box(-0.46, 0.70, 0.46, 0.80), mix(dark, hues[1], 0.10), lid=0.008)
        drums(canvas, colours, 0.0 if half < 0.5 else 0.05 * (1 if seed % 2 else -1), 0.695, hues[0], dark)
        for side in (-1, 1):
            for number in range(3):
                x = side * (half * 0.52 + 0.125 * number)
                for level in range(2):
                    top = 0.555 + 0.13 * level
                    speaker(canvas, colours, tones, box(x - 0.058, top, x + 0.058, top + 0.122))
                    canvas.drawCircle(x - 0.044, top + 0.010, 0.003, fill(hues[number % 3]))

    def deck(canvas: skia.Canvas) -> None:
        boards(canvas, colours, mix(dark, hues[0], 0.14), 0.765)
        for x, hue in zip((-0.45, 0.0, 0.45), hues, strict=True):
            canvas.save()
            canvas.translate(x * squeeze, 0.91)
            canvas.scale(1, 0.20)
            canvas.drawCircle(0, 0, 0.42, glow(0, 0, 0.42, mix(hue, WHITE, 0.2), 0.38))
            canvas.restore()
        block(canvas, colours, box(-0.50, RISER_Y + 0.008, 0.50, 0.865), mix(dark, hues[1], 0.06), lid=0.008)
        canvas.drawLine(-0.49, 0.862, 0.49, 0.862, line(mix(hues[1], WHITE, 0.2), 0.004, 0.8))
        x = (1 if seed % 2 else -1) * min(0.42, half * 0.55)
        microphone(canvas, colours, x, 0.925, dark)
        for side in (-1, 1):
            wedge = [
                (side * half * 0.70 + dx, y)
                for dx, y in ((-0.075, 0.945), (0.075, 0.945), (0.055, 0.885), (-0.035, 0.872))
            ]
            canvas.drawPath(shape(wedge), fill(colours.shaded(dark, 0.55)))
            canvas.drawLine(*wedge[2], *wedge[3], line(mix(dark, hues[2], 0.5), 0.004))

    def audience(canvas: skia.Canvas) -> None:
        crowd(canvas, seed + 1, 1.14, 0.28, colours.shaded(dark, 0.85), hues[1], free=half * 0.50)

    lamps = [Lamp(x, 0.075, 1.5, 0.20, hues[n % 3], 0.7) for n, x in enumerate(sources)]
    return Scenery(
        (
            Layer(3.4, backdrop, blinders),
            Layer(1.8, backline),
            Layer(1, deck),
            Layer(1.5, truss, beams),
            Layer(0.75, audience),
        ),
        horizon_y=0.62, ground_y=0.925, indoors=True, seat_y=RISER_Y, lamps=tuple(lamps), wet=0.3,
    )  # fmt: skip


PLACES = {"stage": stage}

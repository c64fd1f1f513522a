"""A bar: bottles lit from behind, a long counter, a jukebox."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery, Seat
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.fittings import bottles
from songreel_video.backends.animatic.stage.workshop.floors import boards, fallen_light
from songreel_video.backends.animatic.stage.workshop.furniture import block, picture, stool
from songreel_video.backends.animatic.stage.workshop.indoors import (
    Tones,
    Window,
    half_width,
    outdoors,
    room_tones,
    wall_with_holes,
    window_frame,
)
from songreel_video.backends.animatic.stage.workshop.lights import lit_lamps, pendant
from songreel_video.backends.animatic.stage.workshop.spotlights import after_dark

SEAT_Y = 0.775


def bar(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A bar: bottles lit from behind, a long counter with stools, hanging lamps, a jukebox and a window."""
    rng = random.Random(seed)
    colours = after_dark(colours, least=0.0)  # daylight comes in, but the corners stay dark
    tones, half = room_tones(colours, rng), half_width(aspect)
    side, pattern = rng.choice((-1, 1)), rng.choice(("bricks", "panels", "stripes"))
    shelf_half = min(0.46, half * 0.62)
    centre = -side * max(0.0, half - 0.60) * 0.35
    wide = min(0.13, half * 0.34)
    window = Window(side * (half * 0.80) - wide, 0.14, side * (half * 0.80) + wide, 0.58, 2, 2)
    juke_x = -side * half * 0.84
    hues = (colours.accent, colours.second, colours.glow, mix((0.25, 0.55, 0.35), colours.glow, 0.2), (0.75, 0.45, 0.2))
    tones = _darkened(colours, tones)

    def wall(canvas: skia.Canvas) -> None:
        wall_with_holes(canvas, colours, tones, (window,), 0.76, pattern)
        window_frame(canvas, colours, window, tones.wood)
        x0, x1 = centre - shelf_half, centre + shelf_half
        block(canvas, colours, box(x0 - 0.03, 0.10, x1 + 0.03, 0.66), colours.shaded(tones.wood, 0.35))
        warm = 0.55 + 0.40 * colours.night
        mirror = box(x0, 0.13, x1, 0.64)
        canvas.drawRect(mirror, fill(colours.shaded(tones.wood, 0.55)))
        shelves = random.Random(seed + 4)
        for row in range(3):
            foot = 0.285 + 0.145 * row
            back = mix(colours.glow, colours.accent, 0.20 + 0.15 * row)
            canvas.drawRect(box(x0, foot - 0.145, x1, foot), shade(back, back, foot - 0.150, foot, (0.08, warm)))
            bottles(canvas, shelves, colours, (x0 + 0.015, x1 - 0.02), foot, hues, tall=0.112)
            canvas.drawRect(box(x0, foot, x1, foot + 0.009), fill(mix(tones.wood, colours.glow, 0.6)))
        for x in (x0, centre - shelf_half / 3, centre + shelf_half / 3, x1):
            canvas.drawRect(box(x - 0.009, 0.10, x + 0.009, 0.66), fill(colours.shaded(tones.wood, 0.2)))
        canvas.drawRect(box(x0 - 0.05, 0.075, x1 + 0.05, 0.10), fill(colours.lit(tones.wood, 0.2)))
        if half > 0.6:
            for number in range(2):
                x = juke_x + side * (0.0 + 0.13 * number)
                picture(canvas, colours, tones, box(x - 0.045, 0.22, x + 0.045, 0.34), seed + number)

    neon, sign_tone = (
        _cocktail(side * half * 0.55 if half > 0.6 else centre, 0.085),
        (colours.accent, colours.second)[seed % 2],
    )
    neon_core = mix(sign_tone, WHITE, 0.45)

    def sign(canvas: skia.Canvas, moment: Moment) -> None:
        strength = (0.55 + 0.45 * moment.pulse) * (0.45 + 0.55 * colours.night)
        canvas.drawPath(neon, line(sign_tone, 0.020, 0.25 * strength))
        canvas.drawPath(neon, line(neon_core, 0.006, strength))

    def counter(canvas: skia.Canvas) -> None:
        _counter(canvas, colours, tones)
        _jukebox(canvas, colours, tones, juke_x)

    bulb_tones = [mix(tone, WHITE, 0.4) for tone in (colours.accent, colours.glow, colours.second)]

    def bulbs(canvas: skia.Canvas, moment: Moment) -> None:
        for number in range(13):
            angle = math.pi * (1 + number / 12)
            x, y = juke_x + 0.083 * math.cos(angle), 0.575 + 0.083 * math.sin(angle)
            on = (number + int(moment.seconds * 4)) % 3 == 0
            canvas.drawCircle(x, y, 0.0065, fill(bulb_tones[number % 3], 1.0 if on else 0.30 + 0.5 * moment.pulse))

    def floor(canvas: skia.Canvas) -> None:
        boards(canvas, colours, colours.shaded(tones.floor, 0.2), 0.80)
        fallen_light(canvas, colours, window, 0.82, 0.5)
        canvas.drawOval(box(-0.7, 0.85, 0.7, 1.02), fill(colours.glow, 0.05 + 0.07 * colours.night))
        for number in range(-3, 4):
            stool(canvas, colours, tones, 0.24 * number, SEAT_Y, 0.90)

    def hanging(canvas: skia.Canvas) -> None:
        for x in lamp_xs:
            pendant(canvas, colours, tones, x, 0.225, 0.050)

    def glasses(canvas: skia.Canvas) -> None:
        x = side * (half - 0.02)
        bottles(canvas, random.Random(seed), colours, (x - 0.05, x + 0.08), 1.02, hues, tall=0.34)

    lamp_xs = tuple(x for x in (-0.72, -0.36, 0.0, 0.36, 0.72) if abs(x) < half)
    lamps = [Lamp(x, 0.235, 1.5, 0.30, colours.glow, 0.75) for x in lamp_xs]
    return Scenery(
        (
            Layer(12, partial(outdoors, colours, seed, (window,))),
            Layer(2.8, wall, sign),
            Layer(1.7, counter, bulbs),
            Layer(1.5, hanging),
            Layer(1, floor),
            Layer(0.7, glasses),
        ),
        horizon_y=0.62, ground_y=0.925, indoors=True, seat_y=SEAT_Y,
        seats=tuple(Seat(0.24 * number) for number in (1, -1, 0, 2, -2)), wet=0.15,
        lamps=lit_lamps(colours, *lamps, Lamp(juke_x, 0.60, 1.7, 0.28, colours.accent, 0.7), by_day=0.15),
    )  # fmt: skip


def _cocktail(x: float, y: float) -> skia.Path:
    """A glass with a straw, as a neon tube is bent."""
    path = skia.Path()
    path.addPoly([skia.Point(x + dx, y + dy) for dx, dy in ((0, 0.012), (-0.030, -0.022), (0.030, -0.022))], True)
    for x0, y0, x1, y1 in ((0, 0.012, 0, 0.042), (-0.018, 0.042, 0.018, 0.042), (0.006, 0, 0.028, -0.042)):
        path.moveTo(x + x0, y + y0)
        path.lineTo(x + x1, y + y1)
    return path


def _darkened(colours: Colours, tones: Tones) -> Tones:
    """The same room with darker walls, as bars are painted."""
    wall, trim = colours.shaded(tones.wall, 0.30), colours.shaded(tones.trim, 0.45)
    return Tones(wall, trim, tones.floor, colours.shaded(tones.wood, 0.15), tones.dark, tones.cloth, tones.other)


def _counter(canvas: skia.Canvas, colours: Colours, tones: Tones) -> None:
    """The long counter: panels, a brass rail, glasses and taps on it."""
    tone = colours.shaded(tones.wood, 0.12)
    block(canvas, colours, box(-REACH_X, 0.655, REACH_X, 0.87), tone, lid=0)
    canvas.drawRect(box(-REACH_X, 0.845, REACH_X, BOTTOM_Y), fill(colours.shaded(tones.floor, 0.6)))
    for number in range(20):
        x = -REACH_X + 0.2 * number
        panel = box(x + 0.014, 0.690, x + 0.186, 0.825)
        canvas.drawRect(panel, shade(colours.shaded(tone, 0.05), colours.shaded(tone, 0.35), 0.69, 0.825))
        canvas.drawRect(panel, line(colours.shaded(tone, 0.5), 0.003))
        canvas.drawLine(panel.left(), 0.690, panel.right(), 0.690, line(colours.lit(tone, 0.3), 0.0025, 0.6))
    canvas.drawRect(box(-REACH_X, 0.638, REACH_X, 0.662), fill(colours.lit(tones.wood, 0.22)))
    canvas.drawRect(box(-REACH_X, 0.638, REACH_X, 0.643), fill(mix(colours.glow, tones.wood, 0.3)))
    canvas.drawLine(-REACH_X, 0.825, REACH_X, 0.825, line(mix(colours.glow, tones.dark, 0.35), 0.008))
    for number in range(9):
        x = -0.86 + 0.215 * number
        if number % 3 == 1:  # taps
            canvas.drawLine(x, 0.638, x, 0.575, line(mix(colours.glow, tones.trim, 0.4), 0.012))
            for tap in (-1, 1):
                canvas.drawLine(x, 0.590, x + tap * 0.024, 0.604, line(mix(colours.glow, tones.trim, 0.4), 0.006))
                canvas.drawLine(x + tap * 0.010, 0.575, x + tap * 0.012, 0.545, line(tones.dark, 0.008))
        else:
            glass = shape([(x - 0.013, 0.600), (x + 0.013, 0.600), (x + 0.010, 0.638), (x - 0.010, 0.638)])
            canvas.drawPath(glass, fill(mix(colours.light, WHITE, 0.3), 0.30))
            low = shape([(x - 0.012, 0.614), (x + 0.012, 0.614), (x + 0.010, 0.636), (x - 0.010, 0.636)])
            canvas.drawPath(low, fill((colours.glow, colours.accent)[number % 2], 0.7))


def _jukebox(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float) -> None:
    """A jukebox with a round head, a lit window, a grille."""
    for inset, tone in ((0.0, tones.wood), (0.014, mix(colours.accent, colours.shadow, 0.15)), (0.034, tones.dark)):
        path = skia.Path()
        path.moveTo(x - 0.108 + inset, 0.88)
        path.lineTo(x - 0.108 + inset, 0.575)
        path.arcTo(box(x - 0.108 + inset, 0.467 + inset, x + 0.108 - inset, 0.683 - inset), 180, 180, False)
        path.lineTo(x + 0.108 - inset, 0.88)
        path.close()
        canvas.drawPath(path, shade(colours.lit(tone, 0.2), colours.shaded(tone, 0.25), 0.46, 0.88))
    canvas.drawRoundRect(
        box(x - 0.062, 0.545, x + 0.062, 0.645),
        0.02,
        0.02,
        shade(mix(colours.glow, WHITE, 0.3), colours.accent, 0.54, 0.66),
    )
    canvas.drawCircle(x, 0.600, 0.034, fill(tones.dark))
    canvas.drawCircle(x, 0.600, 0.012, fill(colours.second))
    for bar_ in range(7):
        left = x - 0.058 + 0.018 * bar_
        canvas.drawRect(box(left, 0.685, left + 0.009, 0.835), fill((colours.glow, colours.second)[bar_ % 2], 0.75))


PLACES = {"bar": bar}

"""A recording studio: the live room, with the control room behind glass."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery, Seat
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, glow, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.floors import boards, fallen_light
from songreel_video.backends.animatic.stage.workshop.furniture import block, picture, speaker, stool
from songreel_video.backends.animatic.stage.workshop.indoors import (
    Tones,
    Window,
    half_width,
    outdoors,
    room_tones,
    wall_with_holes,
    window_frame,
)
from songreel_video.backends.animatic.stage.workshop.instruments import (
    amplifier,
    boom_microphone,
    guitar,
    rack,
)
from songreel_video.backends.animatic.stage.workshop.lights import floor_lamp, lit_lamps

SEAT_Y = 0.785


def studio(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A studio: a desk of faders and meters behind glass, foam on the walls, a microphone, an amplifier, a guitar."""
    rng = random.Random(seed)
    tones, half = room_tones(colours, rng), half_width(aspect)
    side, pattern = rng.choice((-1, 1)), rng.choice(("bricks", "", "panels"))
    reach = min(0.42, half * 0.66)
    centre = -side * (half - reach) * 0.30
    glass = Window(centre - reach, 0.17, centre + reach, 0.56, 2, 1)
    day = Window(side * half * 0.86 - 0.07, 0.10, side * half * 0.86 + 0.07, 0.50, 1, 3)
    rack_x, amp_x = side * half * 0.80, -side * half * 0.74
    leds = [mix(colours.second, (0.30, 0.85, 0.50), 0.6), colours.glow, mix(colours.accent, (0.95, 0.25, 0.2), 0.5)]

    def control(canvas: skia.Canvas) -> None:
        _control_room(canvas, colours, tones, glass, seed)

    def meters(canvas: skia.Canvas, moment: Moment) -> None:
        _levels(canvas, (glass.x0 + reach * 0.20, glass.x1 - reach * 0.20), 0.452, 26, moment, leds, 0.008, 5)

    def outside(canvas: skia.Canvas) -> None:
        if half > 0.6:
            outdoors(colours, seed, (day,), canvas)

    def wall(canvas: skia.Canvas) -> None:
        openings = (glass, day) if half > 0.6 else (glass,)
        wall_with_holes(canvas, colours, tones, openings, 0.765, pattern)
        _foam(canvas, colours, tones, openings)
        for opening in openings:
            window_frame(canvas, colours, opening, colours.shaded(tones.wood, 0.05))
        block(canvas, colours, box(centre - 0.075, 0.085, centre + 0.075, 0.130), tones.dark, lid=0.006)
        canvas.drawCircle(centre, 0.25, 0.5, glow(centre, 0.25, 0.5, colours.glow, 0.05 + 0.18 * colours.night))

    red = mix(leds[2], WHITE, 0.15)

    def recording(canvas: skia.Canvas, moment: Moment) -> None:
        canvas.drawRoundRect(
            box(centre - 0.062, 0.093, centre + 0.062, 0.123), 0.006, 0.006, fill(red, 0.65 + 0.35 * moment.pulse)
        )
        canvas.drawCircle(centre - 0.040, 0.108, 0.008, fill(WHITE, 0.9))
        for bar in range(3):
            canvas.drawRect(
                box(centre - 0.020 + 0.026 * bar, 0.103, centre - 0.001 + 0.026 * bar, 0.113), fill(WHITE, 0.85)
            )

    def gear(canvas: skia.Canvas) -> None:
        rack(canvas, colours, tones, rack_x, seed)
        amplifier(canvas, colours, tones, amp_x)
        guitar(canvas, colours, tones, amp_x + side * min(0.14, half * 0.30), 0.845)
        if half > 0.6:
            floor_lamp(canvas, colours, tones, side * 0.60, 0.83, 0.42)

    def levels(canvas: skia.Canvas, moment: Moment) -> None:
        for row in range(2):
            _levels(canvas, (rack_x - 0.075, rack_x + 0.075), 0.560 + 0.130 * row, 12, moment, leds, 0.0085, 6)

    def floor(canvas: skia.Canvas) -> None:
        boards(canvas, colours, tones.floor, 0.78)
        if half > 0.6:
            fallen_light(canvas, colours, day, 0.80, 0.7)
        _carpet(canvas, colours, tones, min(0.62, half * 0.95))
        for place in (-1, 1):
            stool(canvas, colours, tones, place * 0.24, SEAT_Y, 0.915)
        boom_microphone(canvas, colours, tones, side * min(0.44, half * 0.62), side)

    def shield(canvas: skia.Canvas) -> None:
        x = -side * (half + 0.01)
        canvas.drawLine(x, BOTTOM_Y, x, 0.62, line(colours.shaded(tones.dark, 0.5), 0.022))
        canvas.drawCircle(x, 0.55, 0.095, fill(colours.shaded(tones.dark, 0.45), 0.85))
        canvas.drawCircle(x, 0.55, 0.095, line(colours.shaded(tones.dark, 0.2), 0.014))

    return Scenery(
        (
            Layer(12, outside),
            Layer(5, control, meters),
            Layer(3, wall, recording),
            Layer(2, gear, levels),
            Layer(1, floor),
            Layer(0.7, shield),
        ),
        horizon_y=0.62, ground_y=0.92, indoors=True, seat_y=SEAT_Y,
        seats=(Seat(-0.24), Seat(0.24)), wet=0.08,
        lamps=lit_lamps(
            colours, Lamp(side * 0.60, 0.45, 2, 0.34, colours.glow, 0.6 if half > 0.6 else 0.0),
            Lamp(centre, 0.24, 5, 0.30, colours.glow, 0.55), Lamp(centre, 0.108, 3, 0.16, leds[2], 0.6), by_day=0.45,
        ),
    )  # fmt: skip


def _levels(
    canvas: skia.Canvas, span: tuple[float, float], foot: float, count: int, moment: Moment, leds: list[Colour],
    size: float, rows: int,
) -> None:  # fmt: skip
    """Columns of lights that follow the music."""
    paths = [skia.Path() for _ in leds]
    pitch = (span[1] - span[0]) / count
    for number in range(count):
        wave = abs(math.sin(number * 1.7 + moment.seconds * (5 + number % 4)))
        lit = round(rows * min(1.0, (0.25 + 0.55 * wave) * (0.3 + moment.energy) + 0.35 * moment.pulse * wave))
        for row in range(lit):
            x, y = span[0] + pitch * number, foot - size * 1.35 * row
            paths[0 if row < rows * 0.5 else 1 if row < rows * 0.8 else 2].addRect(
                box(x, y - size, x + pitch * 0.62, y)
            )
    for path, tone in zip(paths, leds, strict=True):
        canvas.drawPath(path, fill(tone, 0.92))


def _control_room(canvas: skia.Canvas, colours: Colours, tones: Tones, glass: Window, seed: int) -> None:
    """The room behind the glass, dim and warm: lamp, loudspeakers, the long desk, somebody at it."""
    area = box(glass.x0 - 0.12, glass.y0 - 0.12, glass.x1 + 0.12, glass.y1 + 0.12)
    x, wide = area.centerX(), glass.x1 - glass.x0
    back = colours.shaded(mix(tones.wall, colours.glow, 0.30), 0.42)
    canvas.drawRect(area, shade(colours.shaded(back, 0.2), colours.lit(back, 0.05), area.top(), area.bottom()))
    canvas.drawCircle(x, 0.28, 0.34, glow(x, 0.28, 0.34, colours.glow, 0.55))
    for number in range(9):
        left = x - wide * 0.60 + wide * 0.134 * number
        canvas.drawRect(box(left, area.top(), left + 0.006, area.bottom()), fill(colours.shaded(back, 0.5), 0.5))
    picture(canvas, colours, tones, box(x - 0.05, 0.235, x + 0.05, 0.335), seed)
    for side in (-1, 1):
        left = x + side * wide * 0.32
        speaker(canvas, colours, tones, box(left - 0.042, 0.275, left + 0.042, 0.400))
    head = x + wide * (0.16 if seed % 2 else -0.16)
    shadow = fill(colours.shaded(tones.dark, 0.55))
    canvas.drawCircle(head, 0.372, 0.026, shadow)
    canvas.drawRoundRect(box(head - 0.052, 0.402, head + 0.052, 0.50), 0.03, 0.03, shadow)
    canvas.drawArc(box(head - 0.030, 0.342, head + 0.030, 0.402), 180, 180, False, line(tones.trim, 0.006))
    desk = shape([(x - wide * 0.47, 0.472), (x + wide * 0.47, 0.472), (x + wide * 0.56, 0.60), (x - wide * 0.56, 0.60)])
    canvas.drawRect(box(x - wide * 0.44, 0.405, x + wide * 0.44, 0.476), fill(colours.shaded(tones.dark, 0.55)))
    canvas.drawPath(desk, shade(colours.lit(tones.dark, 0.18), tones.dark, 0.472, 0.58))
    rng = random.Random(seed)
    for number in range(34):
        left = x - wide * 0.45 + wide * 0.90 * number / 33
        canvas.drawLine(left, 0.485, x + (left - x) * 1.12, 0.56, line(colours.shaded(tones.dark, 0.6), 0.0025))
        at = rng.uniform(0.492, 0.545)
        knob = x + (left - x) * (1 + 0.12 * (at - 0.485) / 0.075)
        canvas.drawRect(
            box(knob - 0.0035, at, knob + 0.0035, at + 0.010),
            fill(rng.choice((tones.trim, colours.accent, tones.trim))),
        )


def _foam(canvas: skia.Canvas, colours: Colours, tones: Tones, windows: tuple[Window, ...]) -> None:
    """Wedges of foam in panels along the wall, clear of the windows."""
    tone = mix(tones.dark, tones.cloth, 0.25)
    size, number = 0.150, 0
    x = -REACH_X
    while x < REACH_X:
        for y in (0.08, 0.245, 0.41):
            number += 1
            if any(x + size > window.x0 - 0.03 and x < window.x1 + 0.03 for window in windows):
                continue
            mine = colours.lit(tone, 0.14 if number % 2 else 0.04)
            canvas.drawRect(box(x, y, x + size, y + size), fill(colours.shaded(mine, 0.4)))
            for wedge in range(5):
                a, b = wedge * size / 5, (wedge + 0.5) * size / 5
                if number % 2:
                    canvas.drawRect(box(x + a, y, x + b, y + size), fill(mine))
                else:
                    canvas.drawRect(box(x, y + a, x + size, y + b), fill(mine))
        x += size * 1.10


def _carpet(canvas: skia.Canvas, colours: Colours, tones: Tones, half: float) -> None:
    """A patterned carpet in perspective."""
    for inset, tone in (
        (0.0, tones.cloth),
        (0.022, tones.trim),
        (0.034, tones.other),
        (0.10, tones.cloth),
        (0.115, tones.other),
    ):
        y0, y1, wide = 0.835 + inset * 0.55, 1.03 - inset * 0.6, half - inset
        quad = [(-wide * 0.72, y0), (wide * 0.72, y0), (wide * 1.08, y1), (-wide * 1.08, y1)]
        canvas.drawPath(shape(quad), fill(colours.shaded(tone, 0.40)))


PLACES = {"studio": studio}

"""Where people live: a room and a kitchen."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.scenery import Lamp, Layer, Moment, Scenery, Seat
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, glow, line, shade
from songreel_video.backends.animatic.stage.workshop.fittings import (
    cupboards,
    fridge,
    shelf,
    sink,
    splash_tiles,
    steam,
    stove,
    table,
)
from songreel_video.backends.animatic.stage.workshop.floors import boards, dust, fallen_light, shaft_area, tiles
from songreel_video.backends.animatic.stage.workshop.furniture import (
    bed,
    picture,
    plant,
    record_player,
    sofa,
    stool,
)
from songreel_video.backends.animatic.stage.workshop.indoors import (
    Window,
    curtain,
    half_width,
    outdoors,
    room_tones,
    wall_with_holes,
    window_frame,
)
from songreel_video.backends.animatic.stage.workshop.lights import (
    floor_lamp,
    light_string,
    lit_lamps,
    pendant,
)

SEAT_Y = 0.785


def room(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A bedroom or a living room: a tall window, something to lie on, records, pictures, a plant."""
    rng = random.Random(seed)
    tones, half = room_tones(colours, rng), half_width(aspect)
    side, pattern = rng.choice((-1, 1)), rng.choice(("stripes", "panels", "flowers", ""))
    sleeps = rng.random() < 0.5
    middle, wide = side * half * 0.60, min(0.15, half * 0.42)
    window = Window(middle - wide, 0.06, middle + wide, 0.60, 2, 4, arched=rng.random() < 0.25)
    lamp_x, rod = -side * half * 0.71, line(tones.dark, 0.009)

    def wall(canvas: skia.Canvas) -> None:
        wall_with_holes(canvas, colours, tones, (window,), 0.76, pattern)
        window_frame(canvas, colours, window, tones.trim)
        frames = random.Random(seed + 2)
        for number in range(4):
            x = -side * half * (0.06 + 0.27 * number) + frames.uniform(-0.02, 0.02)
            tall = frames.uniform(0.13, 0.21)
            top = 0.20 + frames.uniform(-0.04, 0.08)
            if half > 0.4 or number % 2 == 0:
                picture(canvas, colours, tones, box(x - tall * 0.38, top, x + tall * 0.38, top + tall), seed + number)
        if colours.night > 0.3:
            canvas.drawCircle(lamp_x, 0.44, 0.55, glow(lamp_x, 0.44, 0.55, colours.glow, 0.30 * colours.night))
        if colours.night > 0.3 and seed % 2:
            light_string(canvas, colours, tones, 0.07)

    cloths = []
    for reach in (-1, 1):
        edge = middle + reach * wide * 1.32
        inner = edge - reach * 0.075
        cloths.append((reach, curtain(colours, box(min(edge, inner), 0.02, max(edge, inner), 0.72), tones.other)))

    def veil(canvas: skia.Canvas, moment: Moment) -> None:
        air = 0.010 + 0.025 * moment.energy
        for reach, cloth in cloths:
            cloth(canvas, -reach * air * (0.6 + 0.4 * math.sin(moment.seconds * 1.3 + reach)))
        canvas.drawLine(middle - wide * 1.45, 0.018, middle + wide * 1.45, 0.018, rod)

    def things(canvas: skia.Canvas) -> None:
        record_player(canvas, colours, tones, middle + side * min(0.02, half * 0.05), 0.815)
        floor_lamp(canvas, colours, tones, lamp_x, 0.815, 0.40)
        if half > 0.4:
            plant(canvas, colours, tones, middle - side * (wide + 0.10), 0.80, 0.30, seed)

    def floor(canvas: skia.Canvas) -> None:
        boards(canvas, colours, tones.floor, 0.78)
        for inset, tone in enumerate((tones.cloth, tones.other, tones.trim)):
            rim = box(-0.74, 0.850, 0.74, 1.02).makeInset(0.055 * inset, 0.010 * inset)
            canvas.drawOval(rim, fill(colours.shaded(tone, 0.38)))
        fallen_light(canvas, colours, window, 0.78)
        if sleeps:
            bed(canvas, colours, tones, -side * half * 0.14, SEAT_Y, 0.46, -side)
        else:
            sofa(canvas, colours, tones, -side * half * 0.12, SEAT_Y, 0.36)

    def leaves(canvas: skia.Canvas) -> None:
        plant(canvas, colours, tones, side * (half + 0.05), 1.20, 0.60, seed + 5)

    return Scenery(
        (
            Layer(12, partial(outdoors, colours, seed, (window,))),
            Layer(3.4, wall, veil),
            Layer(2.0, things),
            Layer(1, floor, dust(colours, seed, shaft_area(colours, window, 0.78))),
            Layer(0.7, leaves),
        ),
        horizon_y=0.62, ground_y=0.92, indoors=True, seat_y=SEAT_Y,
        seats=tuple(Seat(-side * half * 0.13 + place * min(0.20, half * 0.4)) for place in (1, -1, 0)),
        lamps=lit_lamps(colours, Lamp(lamp_x, 0.45, 2.0, 0.36, colours.glow, 0.6)),
    )  # fmt: skip


def kitchen(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A kitchen: a window over the sink, cupboards and shelves, a pot on the stove, a lamp over the table."""
    rng = random.Random(seed)
    tones, half = room_tones(colours, rng), half_width(aspect)
    side = rng.choice((-1, 1))
    front = rng.choice((tones.cloth, tones.other, colours.lit(tones.trim, 0.1)))
    middle, wide = side * half * 0.48, min(0.19, half * 0.44)
    window = Window(middle - wide, 0.12, middle + wide, 0.50, 3, 2)
    stove_x, lamp_x = -side * half * 0.50, -side * half * 0.10

    def wall(canvas: skia.Canvas) -> None:
        wall_with_holes(canvas, colours, tones, (window,), 0.78, "")
        splash_tiles(canvas, colours, tones, (window,))
        window_frame(canvas, colours, window, tones.trim)
        blind = box(window.x0 - 0.01, 0.085, window.x1 + 0.01, 0.175)
        canvas.drawRect(blind, shade(colours.lit(tones.other, 0.2), colours.shaded(tones.other, 0.1), 0.085, 0.175))
        for scallop in range(8):
            canvas.drawCircle(
                blind.left() + blind.width() * (scallop + 0.5) / 8, 0.175, blind.width() / 16, fill(tones.other)
            )
        canvas.drawCircle(lamp_x, 0.30, 0.6, glow(lamp_x, 0.30, 0.6, colours.glow, 0.32 * colours.night))

    def worktop(canvas: skia.Canvas) -> None:
        cupboards(canvas, colours, tones, front, seed)
        for row, y in enumerate((0.21, 0.34)):
            shelf(canvas, colours, tones, (stove_x - 0.20, stove_x + 0.20), y, seed + row)
        stove(canvas, colours, tones, stove_x)
        sink(canvas, colours, tones, middle)
        if half > 0.6:
            fridge(canvas, colours, tones, side * 0.86)

    def floor(canvas: skia.Canvas) -> None:
        pale = colours.shaded(tones.trim, 0.12)
        tiles(canvas, colours, (pale, colours.shaded(mix(tones.wall, tones.trim, 0.35), 0.22)), 0.79)
        fallen_light(canvas, colours, window, 0.79, 0.9)
        for reach in (-1, 1):
            stool(canvas, colours, tones, reach * 0.24, SEAT_Y, 0.915)
        table(canvas, colours, tones, -side * (half - min(0.12, half * 0.3)), seed)

    white = mix(colours.light, WHITE, 0.4)

    def kettle(canvas: skia.Canvas, moment: Moment) -> None:
        steam(canvas, (stove_x - 0.05, 0.545), white, moment.seconds)

    def hanging(canvas: skia.Canvas) -> None:
        pendant(canvas, colours, tones, lamp_x, 0.215, 0.062)
        if half > 0.4:
            pendant(canvas, colours, tones, lamp_x - side * 0.34, 0.185, 0.062)

    return Scenery(
        (
            Layer(12, partial(outdoors, colours, seed, (window,))),
            Layer(3, wall),
            Layer(2.2, worktop, kettle),
            Layer(1.5, hanging),
            Layer(1, floor, dust(colours, seed, shaft_area(colours, window, 0.8), 0.35)),
        ),
        horizon_y=0.62, ground_y=0.92, indoors=True, seat_y=SEAT_Y,
        seats=(Seat(-0.24), Seat(0.24)),
        lamps=lit_lamps(
            colours, Lamp(lamp_x, 0.22, 1.5, 0.42, colours.glow, 0.9),
            Lamp(lamp_x - side * 0.34, 0.19, 1.5, 0.36, colours.glow, 0.6)
        ),
    )  # fmt: skip


PLACES = {"room": room, "kitchen": kitchen}

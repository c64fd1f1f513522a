"""A great window over the town, with a bench under it."""

import math
import random
from dataclasses import replace
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import Colours
from songreel_video.backends.animatic.stage.scenery import REACH_X, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line
from songreel_video.backends.animatic.stage.workshop.floors import boards, dust, fallen_light
from songreel_video.backends.animatic.stage.workshop.furniture import (
    block,
    cushion,
    plant,
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
    lamp_shade,
    lit_lamps,
)

SEAT_Y = 0.785


def window(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A great window over the town, with a bench to sit on under it."""
    rng = random.Random(seed)
    tones, half = room_tones(colours, rng), half_width(aspect)
    side, arched = rng.choice((-1, 1)), rng.random() < 0.4
    reach = half * 0.80
    count = 3 if half > 0.4 else 1
    wide = 2 * reach / count
    if arched:
        panes = [
            Window(-reach + wide * n + 0.02, -0.02, -reach + wide * (n + 1) - 0.02, 0.66, 2, 4, arched=True)
            for n in range(count)
        ]
    else:
        panes = [Window(-reach, -0.05, reach, 0.66, 2 * count, 3)]

    def wall(canvas: skia.Canvas) -> None:
        deep = replace(tones, wall=colours.shaded(tones.wall, 0.30))
        wall_with_holes(canvas, colours, deep, panes, 0.80, "panels")
        for pane in panes:
            window_frame(canvas, colours, pane, colours.shaded(tones.trim, 0.15))
        for cloth in still:
            cloth(canvas, 0.0)

    cloths, still = [], []
    for end in (-1, 1):  # only the inner folds move in the air
        outer, split, inner = (end * (reach + shift) for shift in (0.09, -0.01, -min(0.07, reach * 0.2)))
        still.append(curtain(colours, box(min(outer, split), -0.12, max(outer, split), 0.79), tones.cloth))
        cloths.append((end, curtain(colours, box(min(split, inner), -0.12, max(split, inner), 0.79), tones.cloth)))

    def veils(canvas: skia.Canvas, moment: Moment) -> None:
        air = 0.02 + 0.05 * moment.energy
        for end, cloth in cloths:
            cloth(canvas, -end * air * (0.5 + 0.5 * math.sin(moment.seconds * 1.1 + end * 1.7)))

    def bench(canvas: skia.Canvas) -> None:
        boards(canvas, colours, tones.floor, 0.80)
        for pane in panes:
            fallen_light(canvas, colours, pane, 0.82, 0.8)
        block(canvas, colours, box(-REACH_X, SEAT_Y + 0.012, REACH_X, 0.875), colours.shaded(tones.trim, 0.15))
        for number in range(19):
            x = -REACH_X + 0.2 * number
            canvas.drawRect(
                box(x + 0.02, SEAT_Y + 0.035, x + 0.18, 0.860), line(colours.shaded(tones.trim, 0.42), 0.003, 0.6)
            )
        cushion(
            canvas,
            colours,
            box(-reach * 1.1, SEAT_Y - 0.016, reach * 1.1, SEAT_Y + 0.016),
            colours.shaded(tones.cloth, 0.1),
        )
        for number, tone in enumerate((tones.other, tones.wall)):
            x = side * (reach - 0.04 - 0.10 * number)
            canvas.save()
            canvas.rotate(side * (10 + 14 * number), x, SEAT_Y)
            cushion(canvas, colours, box(x - 0.065, SEAT_Y - 0.130, x + 0.065, SEAT_Y - 0.012), tone)
            canvas.restore()
        x = -side * (reach - 0.05)
        for number, tone in enumerate((tones.cloth, tones.trim, tones.other, tones.dark)):
            y, shift = SEAT_Y - 0.017 - 0.016 * number, 0.006 * ((number * 5) % 3)
            canvas.drawRect(box(x - 0.050 + shift, y - 0.015, x + 0.050 + shift, y), fill(colours.shaded(tone, 0.1)))
        lamp_shade(canvas, colours, tones, x, SEAT_Y - 0.225, 0.075)
        canvas.drawLine(x, SEAT_Y - 0.15, x, SEAT_Y - 0.080, line(tones.dark, 0.007))
        canvas.drawCircle(x, SEAT_Y - 0.102, 0.024, fill(colours.shaded(tones.cloth, 0.1)))

    def leaves(canvas: skia.Canvas) -> None:
        plant(canvas, colours, tones, side * (half + 0.03), 1.15, 0.66, seed + 5)

    return Scenery(
        (
            Layer(12, partial(outdoors, colours, seed, panes)),
            Layer(2.4, wall, veils),
            Layer(1, bench, dust(colours, seed, box(-reach, 0.25, reach, 0.9))),
            Layer(0.7, leaves),
        ),
        horizon_y=0.62, ground_y=0.93, indoors=True, seat_y=SEAT_Y,
        lamps=lit_lamps(colours, Lamp(-side * (reach - 0.05), SEAT_Y - 0.18, 1, 0.34, colours.glow, 0.6)),
    )  # fmt: skip


PLACES = {"window": window}

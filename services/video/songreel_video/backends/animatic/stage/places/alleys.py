"""A back alley: brick, fire escapes, pipes, bins, steam, hanging wires."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brickwork import END, NEAR, SEAM, VANISH_Y, Alley, at, panel
from songreel_video.backends.animatic.stage.workshop.brushes import (
    Puff,
    Town,
    box,
    fill,
    glow,
    line,
    shade,
    wires,
)
from songreel_video.backends.animatic.stage.workshop.signs import neon_signs


def alley(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Close walls of brick that run to a far street."""
    place = Alley(colours, seed)
    rng = random.Random(seed + 2)
    lamp_side = rng.choice((-1, 1))
    spots = [(-0.26, 0.40), (0.25, 0.36), (lamp_side * 0.30, 0.54)]
    signs = neon_signs(colours, seed, spots, size=0.026)

    def far_end(canvas: skia.Canvas) -> None:
        place.walls(canvas, 1.2, END)
        mine = random.Random(seed + 3)
        for side in (-1, 1):
            for distance in (2.5, 3.3, 4.3):
                for height in (0.45, 0.95, 1.45):
                    place.window(canvas, mine, side, height, distance)
        haze = mix(colours.haze, colours.glow, 0.25 * colours.night)
        x, y = at(0, 0.3, END)
        canvas.drawRect(box(-0.7, 0.0, 0.7, 1.2), glow(x, y, 0.5, haze, 0.42))
        signs.boards(canvas)

    def near_end(canvas: skia.Canvas) -> None:
        place.walls(canvas, NEAR, SEAM)
        canvas.drawRect(
            box(-REACH_X, at(0, 0, NEAR)[1] - 0.01, REACH_X, BOTTOM_Y), fill(colours.shaded(colours.ground, 0.5))
        )
        mine = random.Random(seed + 4)
        for side in (-1, 1):
            for height in (0.62, 1.15):
                for distance in (1.02, 1.55):
                    place.window(canvas, mine, side, height, distance)
        for height in (0.98, 0.48):
            place.escape(canvas, -lamp_side, height, (0.98, 1.75))
        _pipes(canvas, place, lamp_side)
        _door(canvas, place, lamp_side)
        dark = (mix(colours.near, (0.2, 0.36, 0.3), 0.4), colours.shaded(colours.second, 0.45))
        for number, distance in enumerate((1.42, 1.2)):
            place.bin(canvas, -lamp_side, distance, colours.shaded(dark[number], 0.25 + 0.25 * colours.night))
        _puddles(canvas, mine, colours)

    def hung(canvas: skia.Canvas) -> None:
        mine = random.Random(seed + 6)
        tone = colours.shaded(colours.near, 0.6)
        for _ in range(6):
            distance = mine.uniform(1.3, 3.2)
            ends = [at(-1, mine.uniform(1.0, 1.9), distance), at(1, mine.uniform(1.0, 1.9), distance * 1.1)]
            wires(canvas, ends, 0.10 / distance, tone, 0.0045 / distance)

    def steam(canvas: skia.Canvas, moment: Moment) -> None:
        x, y = at(0.42 * lamp_side, 0, 1.75)
        for number in range(9):
            share = (moment.seconds * 0.16 + number / 9) % 1
            sway = 0.03 * math.sin(3.1 * share + number + 0.6 * moment.seconds)
            alpha = 0.20 * math.sin(math.pi * share**0.7) * (0.8 + 0.4 * moment.energy)
            px, py, size = x + sway * (0.4 + share), y - 0.34 * share, 0.03 + 0.10 * share
            puff.draw(canvas, px, py, size, 2.2 * alpha)

    puff = Puff(mix(mix(colours.haze, colours.glow, 0.3 * colours.night), WHITE, 0.35))
    lx, ly = at(lamp_side * 0.955, 0.60, 1.5)
    return Scenery(
        (
            Layer(12, Town(colours, seed + 3, 0.70, (0.2, 0.5), 0.45).paint),
            Layer(2.8, far_end, signs.move),
            Layer(2.0, hung, steam),
            Layer(1, near_end),
        ),
        horizon_y=0.66,
        ground_y=0.925,
        lamps=(
            Lamp(lx, ly, 1.0, 0.30, colours.glow, 1.0),
            *(Lamp(sign.x, sign.y, 2.8, 0.2, sign.tone, 0.75) for sign in signs.hung),
        ),
        wet=0.55,
    )


def _pipes(canvas: skia.Canvas, place: Alley, side: int) -> None:
    """Two drainpipes and a box that hums."""
    tone = place.colours.shaded(place.colours.near, 0.35)
    for distance in (1.12, 2.05):
        canvas.drawLine(
            *at(side * 0.985, 0.02, distance), *at(side * 0.985, 2.6, distance), line(tone, 0.018 / distance)
        )
        edge = line(place.colours.lit(tone, 0.4), 0.004 / distance)
        canvas.drawLine(*at(side * 0.982, 0.02, distance), *at(side * 0.982, 2.6, distance), edge)
    metal = mix(place.colours.mid, place.colours.light, 0.25)
    canvas.drawPath(panel(side * 0.93, (0.98, 1.14), (1.22, 1.42)), fill(place.colours.shaded(metal, 0.35)))
    for number in range(5):
        height = 1.0 + 0.028 * number
        slat = line(place.colours.shaded(metal, 0.6), 0.0035)
        canvas.drawLine(*at(side * 0.93, height, 1.24), *at(side * 0.93, height, 1.40), slat)


def _door(canvas: skia.Canvas, place: Alley, side: int) -> None:
    """A steel door on a step, under a caged lamp."""
    colours = place.colours
    canvas.drawPath(panel(side * 0.995, (0.0, 0.56), (1.34, 1.70)), fill(colours.shaded(place.brick, 0.7)))
    steel = colours.shaded(mix(colours.accent, colours.near, 0.45), 0.2 + 0.25 * colours.night)
    canvas.drawPath(panel(side * 0.99, (0.03, 0.53), (1.38, 1.66)), fill(steel))
    canvas.drawPath(panel(side * 0.99, (0.30, 0.47), (1.44, 1.60)), fill(colours.shaded(steel, 0.35)))
    x, y = at(side * 0.955, 0.60, 1.5)
    lamp = mix(colours.glow, WHITE, 0.5) if colours.night > 0.2 else colours.shaded(colours.light, 0.4)
    canvas.drawLine(*at(side, 0.64, 1.5), x, y - 0.012, line(colours.shaded(colours.near, 0.5), 0.005))
    canvas.drawOval(box(x - 0.012, y - 0.014, x + 0.012, y + 0.016), fill(lamp))


def _puddles(canvas: skia.Canvas, rng: random.Random, colours: Colours) -> None:
    """Water in the dips of the floor: sky, and the signs in streaks."""
    water = mix(colours.sky_low, colours.shadow, 0.25 + 0.2 * colours.night)
    for _ in range(8):
        x, y = at(rng.uniform(-0.75, 0.75), 0, rng.uniform(0.7, 2.0))
        half = rng.uniform(0.05, 0.17) * (0.4 + (y - VANISH_Y))
        canvas.drawOval(box(x - half * 1.6, y - half * 0.13, x + half * 1.6, y + half * 0.16), fill(water, 0.5))
    for _ in range(26):
        x, y = at(rng.uniform(-0.8, 0.8), 0, rng.uniform(0.75, 2.2))
        hue, tall = rng.choice((colours.accent, colours.second, colours.glow)), rng.uniform(0.04, 0.12)
        strength = 0.10 + 0.26 * colours.night
        canvas.drawRect(box(x, y, x + 0.012, y + tall), shade(hue, hue, y, y + tall, (strength, 0.0)))


PLACES = {"alley": alley}

"""A club, where it is always night."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, at_lightness, ink, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, glow, line, shade
from songreel_video.backends.animatic.stage.workshop.floors import floor_grid
from songreel_video.backends.animatic.stage.workshop.furniture import block, cushion, speaker
from songreel_video.backends.animatic.stage.workshop.indoors import half_width, room_tones
from songreel_video.backends.animatic.stage.workshop.spotlights import Beam, after_dark, crowd

SEAT_Y = 0.775


def club(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A club: a wall of light behind the decks, sweeping beams, a floor that lights with the beat, a crowd."""
    rng = random.Random(seed)
    half = half_width(aspect)
    colours = after_dark(colours)
    tones = room_tones(colours, rng)
    dark = at_lightness(mix(colours.near, colours.shadow, 0.4), 0.17, 0.9)
    hues = [
        colours.accent,
        colours.second,
        mix(colours.accent, (0.45, 0.2, 0.9), 0.6),
        mix(colours.second, (0.1, 0.8, 0.9), 0.45),
    ]
    rng.shuffle(hues)
    hues = [at_lightness(hue, 0.66, 1.25) for hue in hues]
    round_wall = rng.random() < 0.5
    grid = [(path, row, column) for path, row, column in floor_grid(0.70, 0.24, 7) if abs(column + 0.5) < 5 and row < 6]
    floor_paints = [
        [skia.Paint(Color=ink(mix(hue, WHITE, 0.1), 0.04 + 0.075 * step)) for step in range(9)] for hue in hues
    ]
    columns = 25
    cells = [(-0.60 + 1.20 * n / (columns - 1)) * min(1.0, half / 0.66) for n in range(columns)]

    def wall(canvas: skia.Canvas) -> None:
        canvas.drawRect(
            box(-REACH_X, TOP_Y, REACH_X, 0.74), shade(colours.shaded(dark, 0.6), mix(dark, hues[0], 0.22), -0.1, 0.74)
        )
        canvas.drawRect(box(-REACH_X, 0.72, REACH_X, BOTTOM_Y), fill(colours.shaded(dark, 0.5)))
        for hue, x in ((hues[0], -0.5), (hues[1], 0.5), (hues[2], 0.0)):
            canvas.drawCircle(x * half / 0.6, 0.42, 0.55, glow(x * half / 0.6, 0.42, 0.55, hue, 0.38))
        for side in (-1, 1):
            for tower in range(2):
                x = side * half * (0.70 + 0.22 * tower)
                speaker(canvas, colours, tones, box(x - 0.075, 0.40 - 0.03 * tower, x + 0.075, 0.55))
                speaker(canvas, colours, tones, box(x - 0.085, 0.55, x + 0.085, 0.735))

    panels = [fill(hue, 0.85) for hue in hues]

    def lights(canvas: skia.Canvas, moment: Moment) -> None:
        beat = moment.seconds * 2.2
        if round_wall:
            for ring in range(7):
                size = 0.045 + 0.045 * ((ring + beat * 0.5) % 7)
                share = 1 - size / 0.36
                pen = line(hues[ring % 4], 0.010, max(0.0, share) * (0.45 + 0.55 * moment.pulse))
                canvas.drawCircle(0, 0.36, size, pen)
            return
        paths = [skia.Path() for _ in panels]
        for number, x in enumerate(cells):
            wave = 0.5 + 0.5 * math.sin(number * 0.7 + beat) * math.cos(number * 0.23 - beat * 0.6)
            tall = int(2 + 8 * wave * (0.45 + 0.35 * moment.energy + 0.35 * moment.pulse))
            for cell in range(tall):
                y = 0.56 - 0.037 * cell
                paths[number * 4 // columns].addRect(box(x - 0.015, y - 0.026, x + 0.015, y))
        for path, paint in zip(paths, panels, strict=True):
            canvas.drawPath(path, paint)

    def decks(canvas: skia.Canvas) -> None:
        reach = min(0.26, half * 0.8)
        block(canvas, colours, box(-reach, 0.60, reach, 0.76), mix(dark, hues[1], 0.10), lid=0.008)
        for number in range(9):
            x = -reach + 2 * reach * (number + 0.5) / 9
            canvas.drawLine(x, 0.625, x, 0.74, line(mix(hues[2], WHITE, 0.15), 0.005, 0.75))
        for side in (-1, 1):
            canvas.drawOval(
                box(side * reach * 0.6 - 0.05, 0.582, side * reach * 0.6 + 0.05, 0.598), fill((0.04, 0.04, 0.06))
            )
            canvas.drawLine(side * reach * 0.25, 0.592, side * reach * 0.05, 0.584, line(tones.trim, 0.004))

    def people(canvas: skia.Canvas) -> None:
        crowd(canvas, seed, 0.78, 0.20, colours.shaded(dark, 0.55), hues[0], free=0.44 if half > 0.5 else 0.20)

    def floor(canvas: skia.Canvas) -> None:
        canvas.drawRect(
            box(-REACH_X, 0.735, REACH_X, BOTTOM_Y),
            shade(mix(dark, hues[0], 0.16), colours.shaded(dark, 0.6), 0.735, 1.05),
        )
        for path, _, _ in grid:
            canvas.drawPath(path, line(colours.shaded(dark, 0.7), 0.004, 0.9))
        cushion(canvas, colours, box(-0.44, SEAT_Y + 0.01, 0.44, SEAT_Y + 0.085), mix(dark, hues[1], 0.08))
        canvas.drawLine(-0.42, SEAT_Y + 0.084, 0.42, SEAT_Y + 0.084, line(hues[1], 0.004, 0.8))

    beams = [Beam(hue, 0.08) for hue in hues]

    def glowing(canvas: skia.Canvas, moment: Moment) -> None:
        step = int(moment.seconds * 2.2)
        for path, row, column in grid:
            key = (row * 7 + column * 13 + step * 5 + seed) % 11
            if key < 5:
                level = (moment.pulse * 5 + 1 + moment.energy * 4) * (1 - key / 8)
                canvas.drawPath(path, floor_paints[key % 4][min(8, int(level))])
        for number in range(4):
            swing = math.sin(moment.seconds * (0.9 + 0.13 * number) + number * 1.7)
            x = (-0.66 + 0.44 * number) * min(1.0, half / 0.75)
            strength = 0.36 + 0.28 * moment.energy + 0.36 * moment.pulse * (number % 2 == step % 2)
            beams[number % 4].draw(canvas, (x, -0.06), (x + 0.55 * swing, 0.95), strength)

    def hands(canvas: skia.Canvas) -> None:
        crowd(canvas, seed + 1, 1.12, 0.34, colours.shaded(dark, 0.8), hues[2], free=half * 0.66)

    def ball(canvas: skia.Canvas, moment: Moment) -> None:
        canvas.drawLine(0, TOP_Y, 0, 0.06, cord)
        canvas.drawCircle(0, 0.115, 0.055, silver)
        for row in range(-3, 4):
            reach = math.sqrt(1 - (row / 4) ** 2) * 0.055
            for facet in range(7):
                turn = (facet / 7 + moment.seconds * 0.12) % 1
                x, y = reach * -math.cos(math.pi * turn), 0.115 + 0.0135 * row
                shine = (facet * 3 + row * 5 + int(moment.seconds * 5)) % 4
                canvas.drawRect(box(x - 0.0055, y - 0.0055, x + 0.0055, y + 0.0055), facets[shine])

    cord, silver = line(tones.dark, 0.003), fill(mix(dark, WHITE, 0.35))
    facets = [fill(mix(hue, WHITE, 0.5 * (number == 0)), 0.35 + 0.2 * number) for number, hue in enumerate(hues)]
    lamps = [Lamp(x * half, 0.02, 1.6, 0.26, hues[n % 4], 0.8) for n, x in enumerate((-0.85, -0.4, 0.4, 0.85))]
    return Scenery(
        (
            Layer(4, wall, lights),
            Layer(2.6, decks, ball),
            Layer(1, floor, glowing),
            Layer(1.25, people),
            Layer(0.75, hands),
        ),
        horizon_y=0.62, ground_y=0.925, indoors=True, seat_y=SEAT_Y, lamps=tuple(lamps), wet=0.5,
    )  # fmt: skip


PLACES = {"club": club}

"""Floors in one-point perspective, and the light that falls on them."""

import math
import random
from collections.abc import Callable
from itertools import pairwise

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, ink, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Moment
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.indoors import Window

EYE_Y = 0.52
"""The vanishing point of floors and walls; the camera travels towards the same height."""


def project(x: float, y: float, depth: float) -> tuple[float, float]:
    """Where a point of a hall is seen: x and y (down from the eye) at depth 1, seen from a depth."""
    return x / depth, EYE_Y + y / depth


def boards(canvas: skia.Canvas, colours: Colours, tone: Colour, floor_y: float) -> None:
    """A floor of boards that run away from us; its far edge fades, since the wall has a floor of its own."""
    dark = colours.shaded(tone, 0.45)
    canvas.drawRect(box(-REACH_X, floor_y, REACH_X, floor_y + 0.05), shade(tone, tone, floor_y, floor_y + 0.05, (0, 1)))
    canvas.drawRect(
        box(-REACH_X, floor_y + 0.05, REACH_X, BOTTOM_Y),
        shade(tone, colours.shaded(tone, 0.42), floor_y + 0.05, 1.08),
    )
    top = (floor_y + 0.02 - EYE_Y) / (BOTTOM_Y - EYE_Y)
    for number in range(-26, 27):
        x = number * 0.27
        stave = shape(
            [(x * top, floor_y + 0.02), (x, BOTTOM_Y), (x + 0.27, BOTTOM_Y), ((x + 0.27) * top, floor_y + 0.02)]
        )
        if number % 3 == 0:
            canvas.drawPath(stave, fill(dark if number % 2 else colours.lit(tone, 0.3), 0.10))
        canvas.drawLine(x * top, floor_y + 0.02, x, BOTTOM_Y, line(dark, 0.0022, 0.40))
        for joint in range(3):
            y = floor_y + 0.04 + 0.55 * ((number * 37 % 11) / 11 * 0.33 + joint * 0.33) ** 1.5
            share = (y - EYE_Y) / (BOTTOM_Y - EYE_Y)
            canvas.drawLine(x * share, y, (x + 0.27) * share, y, line(dark, 0.002, 0.35))


def tiles(canvas: skia.Canvas, colours: Colours, pair: tuple[Colour, Colour], floor_y: float) -> None:
    """A chequered floor in one-point perspective."""
    canvas.drawRect(box(-REACH_X, floor_y + 0.03, REACH_X, BOTTOM_Y), fill(mix(*pair, 0.5)))
    canvas.drawRect(box(-REACH_X, floor_y, REACH_X, floor_y + 0.03), shade(*pair, floor_y, floor_y + 0.03, (0, 0.7)))
    for quad, row, column in floor_grid(floor_y + 0.01):
        canvas.drawPath(quad, fill(pair[(row + column) % 2]))
    canvas.drawRect(
        box(-REACH_X, floor_y, REACH_X, BOTTOM_Y), shade(colours.shadow, colours.shadow, 0.85, 1.15, (0.0, 0.45))
    )


def floor_grid(floor_y: float, size: float = 0.20, rows: int = 9) -> list[tuple[skia.Path, int, int]]:
    """Squares on the floor from the wall to the lens, each with its row and column."""
    deepest = (0.92 - EYE_Y) / (floor_y - EYE_Y)
    depths = [deepest * (0.46 / deepest) ** (row / rows) for row in range(rows + 1)]
    grid = []
    for row, (far, near) in enumerate(pairwise(depths)):
        y0, y1 = EYE_Y + 0.40 / far, EYE_Y + 0.40 / near
        reach = min(14, int(REACH_X * far / size) + 1)
        for column in range(-reach, reach):
            a, b = column * size, (column + 1) * size
            grid.append((shape([(a / far, y0), (b / far, y0), (b / near, y1), (a / near, y1)]), row, column))
    return grid


def fallen_light(canvas: skia.Canvas, colours: Colours, window: Window, floor_y: float, strength: float = 1.0) -> None:
    """The window's light: a shaft in the air and a bright, barred shape on the floor."""
    alpha = strength * (0.40 - 0.28 * colours.night)
    tone, lean = mix(colours.light, WHITE, 0.15), -0.30 * colours.key_side
    top, low = floor_y + 0.05, min(1.02, floor_y + 0.23)
    wide = window.x1 - window.x0

    def spot(u: float, v: float) -> tuple[float, float]:
        return window.x0 + wide * (u * (1 + 0.45 * v) - 0.2 * v) + lean * (0.25 + v), top + (low - top) * v

    shaft = shape([(window.x0, window.y0), (window.x1, window.y0), spot(1, 1), spot(0, 1)])
    shader = skia.GradientShader.MakeLinear(
        points=[skia.Point(window.x0, window.y0), skia.Point(*spot(0.5, 1))],
        colors=[ink(tone, alpha * 0.55), ink(tone, alpha * 0.10)],
    )
    canvas.drawPath(shaft, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))
    for row in range(window.rows):
        for column in range(window.columns):
            u0, u1 = (column + 0.07) / window.columns, (column + 0.93) / window.columns
            v0, v1 = (row + 0.06) / window.rows, (row + 0.94) / window.rows
            canvas.drawPath(shape([spot(u0, v0), spot(u1, v0), spot(u1, v1), spot(u0, v1)]), fill(tone, alpha))


def shaft_area(colours: Colours, window: Window, floor_y: float) -> skia.Rect:
    """Where the light of a window hangs in the air."""
    lean = -0.2 * colours.key_side
    return box(window.x0 + min(0, lean), window.y0 + 0.1, window.x1 + max(0, lean), floor_y + 0.05)


def dust(colours: Colours, seed: int, area: skia.Rect, alpha: float = 0.5) -> Callable[[skia.Canvas, Moment], None]:
    """Motes that hang in the light and rise a little with the music."""
    rng = random.Random(seed + 17)
    motes = [
        (rng.random(), rng.random(), rng.uniform(0.0012, 0.0034), rng.uniform(0.006, 0.02), rng.uniform(0, math.tau))
        for _ in range(22)
    ]
    paint = fill(mix(colours.light, colours.glow, colours.night), alpha)

    def draw(canvas: skia.Canvas, moment: Moment) -> None:
        for x, y, size, speed, phase in motes:
            rise = (y - moment.seconds * speed * 1.6) % 1
            sway = 0.012 * math.sin(moment.seconds * 0.7 + phase)
            canvas.drawCircle(
                area.left() + area.width() * x + sway,
                area.top() + area.height() * rise,
                size * (1 + 0.5 * moment.pulse),
                paint,
            )

    return draw

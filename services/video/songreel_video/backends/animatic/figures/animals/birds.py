"""A bird: in flight where others walk or run, on its feet where they stand."""

from __future__ import annotations

from math import pi, sin

from songreel_video.backends.animatic.figures.animals.sheet import Sheet
from songreel_video.backends.animatic.figures.ink.curves import Point, oval, twice
from songreel_video.backends.animatic.figures.ink.shading import Tone, fill, scaled, stroke

_FLYING = ("walk", "run", "dance", "jump", "ride", "drive", "reach")
_BODY = (
    (0.46, 0.30), (0.36, 0.40), (0.20, 0.40), (0.04, 0.30), (-0.30, 0.16), (-0.46, 0.06), (-0.24, -0.02), (0.10, -0.08),
    (0.34, 0.04), (0.42, 0.18),
)  # fmt: skip


def draw_bird(sheet: Sheet) -> None:
    """Draws the bird; flying, it is as high as an adult's shoulders."""
    coat, dark = sheet.tone(sheet.look.top_colour), sheet.tone(scaled(sheet.look.top_colour, 0.70))
    flies = sheet.pose.kind in _FLYING
    beat = sin(2.0 * pi * sheet.time_seconds * 2.2)
    y = 3.0 - 0.10 * beat if flies else 0.36 + 0.01 * sin(sheet.time_seconds * 2.0)
    if flies:
        _draw_wing(sheet, y, beat, dark, shift=0.10)
    else:
        for x in (0.0, 0.12):
            leg = stroke((0.45, 0.32, 0.20), 0.035)
            sheet.canvas.drawLine(x, -y, x + 0.02, 0.0, leg)
            sheet.canvas.drawLine(x - 0.05, -0.01, x + 0.13, -0.01, leg)
    tail: list[Point] = [(-0.24, y + 0.14), *twice((-0.74, y - 0.02)), *twice((-0.70, y - 0.12)), (-0.22, y + 0.02)]
    sheet.shape(tail, dark.base)
    sheet.shape([(px, y + py) for px, py in _BODY], coat.base)
    sheet.shape([(px, y + py) for px, py in ((-0.24, -0.02), (0.10, -0.08), (0.34, 0.04), (0.06, 0.06))], coat.shade)
    gape = 0.05 * abs(sin(pi * sheet.pose.phase * 4.0)) if sheet.pose.kind == "sing" else 0.0
    beak = sheet.tone((0.90, 0.62, 0.24))
    sheet.shape([(0.42, y + 0.34), *twice((0.66, y + 0.26 + gape)), (0.42, y + 0.24)], beak.base)
    sheet.shape([(0.42, y + 0.26), *twice((0.60, y + 0.23 - gape)), (0.40, y + 0.20)], beak.shade)
    sheet.canvas.drawOval(oval(0.34, -(y + 0.30), 0.034, 0.038), fill(scaled(sheet.lighting.shade, 0.12)))
    sheet.canvas.drawCircle(0.35, -(y + 0.315), 0.012, fill((1.0, 1.0, 1.0)))
    if flies:
        _draw_wing(sheet, y, beat, coat)
    else:
        folded = [(0.18, y + 0.24), (-0.10, y + 0.22), *twice((-0.56, y + 0.02)), (-0.08, y + 0.02), (0.14, y + 0.08)]
        sheet.shape(folded, dark.base)


def _draw_wing(sheet: Sheet, y: float, beat: float, paints: Tone, shift: float = 0.0) -> None:
    wrist = (0.16 + shift, y + 0.20 + 0.42 * beat)
    tip = (-0.30 + shift, y + 0.22 + 0.95 * beat)
    wing: list[Point] = [
        (0.26 + shift, y + 0.24),
        wrist,
        *twice(tip),
        (-0.24 + shift, y + 0.16 + 0.40 * beat),
        (-0.18, y + 0.16),
    ]
    sheet.shape(wing, paints.base)
    lower = [
        *twice(tip),
        (-0.24 + shift, y + 0.16 + 0.40 * beat),
        (-0.18, y + 0.16),
        (0.02 + shift, y + 0.20 + 0.22 * beat),
    ]
    sheet.shape(lower, paints.shade)

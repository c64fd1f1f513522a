"""Glasses and headphones."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import closed_curve, open_curve
from songreel_video.backends.animatic.figures.ink.shading import Tone, colour_of, fill, lit, mix, shaded, stroke
from songreel_video.backends.animatic.figures.look import FigureLook


def draw_glasses(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws glasses or sunglasses before the eyes."""
    if look.glasses == "none" or view.from_behind or view.pixels < 12:
        return
    dark = shaded((0.12, 0.10, 0.10), view.lighting)
    places = []
    for u in (-0.165, 0.165):
        if view.nearness(u, 0.31) < 0.04:
            continue
        x, y = view.place(u, 0.445, 0.345)
        half = 0.118 * max(0.35, cos(view.turn + (0.35 if u > 0 else -0.35)))
        lens = skia.Rect.MakeLTRB(x - half, y - 0.090, x + half, y + 0.095)
        if look.glasses == "sunglasses":
            canvas.drawRoundRect(lens, 0.07, 0.07, fill(mix(dark, (0.05, 0.05, 0.08), 0.5)))
            canvas.drawPath(
                closed_curve(
                    [
                        (x - half * 0.6, y - 0.07),
                        (x - half * 0.1, y - 0.08),
                        (x - half * 0.4, y + 0.05),
                        (x - half * 0.8, y + 0.04),
                    ]
                ),
                fill(lit((0.8, 0.88, 1.0), view.lighting), 0.30),
            )
        else:
            canvas.drawRoundRect(lens, 0.08, 0.08, fill((1.0, 1.0, 1.0), 0.12))
            canvas.drawRoundRect(lens, 0.08, 0.08, stroke(dark, 0.020))
        places.append((x, y, half))
    if len(places) == 2:
        a, b = places
        canvas.drawLine(a[0] + a[2], a[1] - 0.02, b[0] - b[2], b[1] - 0.02, stroke(dark, 0.020))
    if places and sin(view.turn) > 0.3:
        ear = view.place(-0.36, 0.48, -0.02)
        canvas.drawLine(places[0][0] - places[0][2], places[0][1] - 0.03, ear[0], ear[1], stroke(dark, 0.020))


def draw_headphones(canvas: skia.Canvas, view: HeadView, paints: Tone) -> None:
    """Draws headphones over the crown."""
    left, right = view.place(-0.40, 0.48, -0.02), view.place(0.40, 0.48, -0.02)
    # From the side the band goes over the crown and out of sight behind it.
    sweep = pi * (1.0 if sin(view.turn) < 0.3 or view.from_behind else 0.62)
    arc = [
        view.place(-0.40 * cos(angle), 0.48 + 0.585 * sin(angle) ** 0.8, -0.02)
        for angle in (sweep * index / 8 for index in range(9))
    ]
    canvas.drawPath(open_curve(arc), stroke(colour_of(paints.base), 0.075))
    for spot, u in ((left, -0.4), (right, 0.4)):
        if view.nearness(u, -0.02) < -0.2:
            continue
        half = 0.075 + 0.07 * abs(sin(view.turn))
        canvas.drawOval(skia.Rect.MakeLTRB(spot[0] - half, spot[1] - 0.17, spot[0] + half, spot[1] + 0.15), paints.base)
        canvas.drawOval(
            skia.Rect.MakeLTRB(spot[0] - half * 0.6, spot[1] - 0.12, spot[0] + half * 0.6, spot[1] + 0.10), paints.shade
        )

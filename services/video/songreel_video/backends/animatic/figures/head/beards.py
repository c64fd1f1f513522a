"""Beards and moustaches."""

from __future__ import annotations

from math import sin

import skia

from songreel_video.backends.animatic.figures.head.skull import contour
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import closed_curve
from songreel_video.backends.animatic.figures.ink.shading import tone
from songreel_video.backends.animatic.figures.look import FigureLook


def draw_beard(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws a beard or moustache around the mouth; call before the mouth is drawn."""
    if look.beard == "none" or view.from_behind or view.pixels < 9:
        return
    paints = tone(look.hair, view.lighting, 0.2)
    x, y = view.place(0.0, 0.215, 0.36)
    x -= 0.03 * sin(view.turn)
    if look.beard in ("short", "full", "stubble"):
        front, back = contour(view, 0.02 if look.beard == "full" else 0.005)
        drop = 0.16 if look.beard == "full" else 0.03
        lower = [p for p in front if -p[1] < 0.40]
        rear = [p for p in back if -p[1] < 0.42]
        if look.beard == "stubble":
            paint = skia.Paint(paints.shade)
            paint.setAlphaf(0.35)
        else:
            paint = paints.base
        cheek_near = view.place(-0.30, 0.40, 0.14)
        cheek_far = view.place(0.30, 0.40, 0.14)
        chin = view.place(0.0, -drop, 0.26)
        right = cheek_far if sin(view.turn) < 0.35 else (lower[-1][0] - 0.01, lower[-1][1] + 0.06)
        outline = [
            right,
            *[(px, py) for px, py in reversed(lower[:-1])],
            (chin[0] + 0.08, chin[1]),
            (chin[0] - 0.08, chin[1]),
            *[(max(px, view.place(-0.36, 0.3, -0.02)[0]), py) for px, py in rear],
            cheek_near,
            (x - 0.15, y + 0.02),
            (x - 0.07, y - 0.03),
            (x, y - 0.02),
            (x + 0.07, y - 0.03),
            (min(x + 0.13, right[0]), y + 0.02),
        ]
        canvas.drawPath(closed_curve(outline), paint)
    if look.beard in ("moustache", "full"):
        half = 0.15
        canvas.drawPath(
            closed_curve(
                [
                    (x, y - 0.03),
                    (x + half * 0.6, y - 0.02),
                    (x + half, y + 0.05),
                    (x + half * 0.4, y + 0.03),
                    (x, y + 0.015),
                    (x - half * 0.4, y + 0.03),
                    (x - half, y + 0.05),
                    (x - half * 0.6, y - 0.02),
                ]
            ),
            paints.base if look.beard == "moustache" else paints.shade,
        )

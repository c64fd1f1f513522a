"""Eyes with lids and light in them, and the brows that carry the mood."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, sin

import skia

from songreel_video.backends.animatic.figures.head.expressions import Expression
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import closed_curve, open_curve, oval, twice
from songreel_video.backends.animatic.figures.ink.shading import Colour, fill, lit, mix, scaled, shaded, stroke
from songreel_video.backends.animatic.figures.look import FigureLook


@dataclass(frozen=True, slots=True)
class _Eye:
    """Where one eye is seen, and how wide; `outer` is the side of its outer corner, `dark` the ink of its lashes."""

    x: float
    y: float
    seen: float
    outer: float
    dark: Colour


def draw_eye(canvas: skia.Canvas, view: HeadView, look: FigureLook, mood: Expression, u: float, blink: float) -> None:
    """Draws one eye with its brow; nothing when the head hides it."""
    if view.nearness(u, 0.31) < 0.04:
        return
    x, y = view.place(u, 0.455, 0.318)
    seen = seen_width(view, u)
    youth = {"child": 1.22, "teen": 1.08, "elder": 0.92}.get(look.age, 1.0)
    half, tall = 0.078 * seen * youth, 0.056 * youth
    opening = max(0.0, mood.lids * (1.0 - max(blink, mood.wink if u < 0 else 0.0)))
    outer = 1.0 if u > 0 else -1.0
    dark = scaled(mix(shaded(look.hair, view.lighting), shaded((0.12, 0.08, 0.08), view.lighting), 0.65), 0.8)
    inner_point = (x - outer * half, y + 0.012)
    outer_point = (x + outer * half, y - 0.006)
    low = (x, y + tall * (0.62 - 0.5 * mood.squint) * min(1.0, opening + 0.25))
    top_height = tall * (1.9 * opening - 0.55)
    if opening <= 0.15 and mood.squint > 0.6:  # laughing eyes are closed from below
        top_height = 0.75 * tall
    upper = [
        inner_point,
        (x - outer * half * 0.55, y - top_height),
        (x + outer * half * 0.5, y - top_height),
        outer_point,
    ]
    if opening > 0.15:
        white = closed_curve(
            [
                *twice(inner_point),
                *upper[1:3],
                *twice(outer_point),
                (x + outer * half * 0.4, low[1]),
                (x - outer * half * 0.4, low[1]),
            ]
        )
        canvas.save()
        canvas.clipPath(white, skia.ClipOp.kIntersect, True)
        canvas.drawPaint(fill(mix(lit((0.97, 0.95, 0.93), view.lighting), view.shade(), 0.10)))
        radius = 0.050 * youth
        centre_x = x + 0.016 * sin(view.turn) + 0.034 * seen * mood.gaze_x
        centre_y = y - 0.008 - 0.02 * view.nod - 0.022 * mood.gaze_y
        iris = lit(mix(look.eyes, (0.5, 0.4, 0.3), 0.12), view.lighting)
        canvas.drawOval(oval(centre_x, centre_y, radius * (0.6 + 0.4 * seen), radius), fill(scaled(iris, 0.8)))
        canvas.drawOval(oval(centre_x, centre_y + 0.008, radius * 0.72 * seen, radius * 0.70), fill(iris))
        canvas.drawOval(oval(centre_x, centre_y, radius * 0.5 * seen, radius * 0.52), fill(scaled(dark, 0.5)))
        canvas.drawOval(oval(x, y - tall * 1.05, half * 1.1, tall * 0.62), fill(view.shade(), 0.35))
        canvas.restore()
        if view.pixels > 60:
            gleam_x = centre_x + 0.018 * view.key_side
            canvas.drawCircle(
                gleam_x, centre_y - 0.020, 0.0135, fill((1.0, 1.0, 1.0), 0.92 - 0.5 * view.lighting.silhouette)
            )
    lash = 0.030 if look.gender == "woman" else 0.022
    canvas.drawPath(
        open_curve([inner_point, *upper[1:3], outer_point]), stroke(dark, lash if opening > 0.15 else 0.026)
    )
    if look.gender == "woman" and view.pixels > 40:
        tip = (outer_point[0] + outer * 0.030 * seen, outer_point[1] - 0.026)
        canvas.drawLine(outer_point[0], outer_point[1], tip[0], tip[1], stroke(dark, 0.020))
    if view.pixels > 90:
        crease = [(px, py - 0.030) for px, py in upper]
        canvas.drawPath(open_curve(crease), stroke(view.shade(), 0.010))
    _draw_brow(canvas, view, look, mood, _Eye(x, y, seen, outer, dark))


def _draw_brow(canvas: skia.Canvas, view: HeadView, look: FigureLook, mood: Expression, eye: _Eye) -> None:
    x, y, outer = eye.x, eye.y, eye.outer
    half = 0.098 * eye.seen
    lift = 0.122 + 0.035 * mood.brow_lift
    inner = (x - outer * half, y - lift - 0.045 * mood.brow_inner)
    end = (x + outer * half * 1.08, y - lift + 0.030 + 0.018 * max(0.0, mood.brow_inner))
    peak = (x + outer * half * 0.35, y - lift - 0.030 - 0.012 * mood.brow_lift + 0.01 * mood.brow_inner)
    weight = 0.020 if look.gender == "woman" else 0.030
    shape = [
        *twice((inner[0], inner[1] - weight * 0.6)),
        (peak[0], peak[1] - weight * 0.5),
        *twice(end),
        (peak[0], peak[1] + weight * 0.8),
        *twice((inner[0], inner[1] + weight * 0.7)),
    ]
    colour = mix(eye.dark, shaded(look.hair, view.lighting), 0.6)
    canvas.drawPath(closed_curve(shape), fill(colour))


def seen_width(view: HeadView, u: float) -> float:
    """How wide a feature at `u` is seen on the turned head, 0..1."""
    return max(0.34, cos(view.turn + atan2(u * 0.8, 0.34)))

"""A face: cheeks, eyes, nose and mouth, as many of them as its size can show."""

from __future__ import annotations

from math import sin

import skia

from songreel_video.backends.animatic.figures.head.expressions import Expression, blink_of
from songreel_video.backends.animatic.figures.head.eyes import draw_eye, seen_width
from songreel_video.backends.animatic.figures.head.mouth import draw_mouth
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import closed_curve, open_curve, oval, twice
from songreel_video.backends.animatic.figures.ink.shading import fill, lit, mix, scaled, shaded, stroke
from songreel_video.backends.animatic.figures.look import FigureLook


def draw_face(canvas: skia.Canvas, view: HeadView, look: FigureLook, mood: Expression, mouth: float) -> None:
    """Draws all features of a face; does nothing from behind. `mouth` is 0 closed .. 1 wide open."""
    if view.from_behind or view.pixels < 9:
        return
    if view.pixels < 26:
        _draw_few_features(canvas, view, look)
        return
    _draw_cheeks(canvas, view, mood)
    blink = blink_of(view.time_seconds, look.seed)
    inwards = 0.045 * sin(view.turn)  # the far eye sits deeper in a turned face, or its lashes would leave the cheek
    for u in (-0.150, 0.150 - inwards):
        draw_eye(canvas, view, look, mood, u, blink)
    _draw_tears(canvas, view, mood)
    _draw_nose(canvas, view)
    draw_mouth(canvas, view, look, mood, mouth)


def _draw_few_features(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    dark = stroke(scaled(shaded(look.eyes, view.lighting), 0.7), 0.065)
    for u in (-0.15, 0.15):
        if view.nearness(u, 0.3) > 0.06:
            x, y = view.place(u, 0.44, 0.30)
            canvas.drawLine(x, y, x, y - 0.03, dark)


def _draw_cheeks(canvas: skia.Canvas, view: HeadView, mood: Expression) -> None:
    if view.pixels < 60:
        return
    blush = mix(lit(view.skin_colour, view.lighting), lit((0.90, 0.33, 0.30), view.lighting), 0.55)
    paint = fill(blush, round(0.10 + 0.22 * mood.flush * (1.0 - view.lighting.silhouette), 2))
    for u in (-0.215, 0.215):
        if view.nearness(u, 0.25) > 0.08:
            x, y = view.place(u, 0.285, 0.24)
            width = 0.085 * seen_width(view, u)
            canvas.drawOval(skia.Rect.MakeXYWH(x - width, y - 0.05, 2 * width, 0.10), paint)


def _draw_tears(canvas: skia.Canvas, view: HeadView, mood: Expression) -> None:
    if mood.tears <= 0.0 or view.pixels < 40:
        return
    for u, lag in ((-0.175, 0.0), (0.165, 0.22)):
        if view.nearness(u, 0.28) > 0.06:
            run = max(0.0, mood.tears - lag)
            top_x, top_y = view.place(u, 0.395, 0.30)
            x, y = view.place(u * (1.0 + 0.15 * run), 0.395 - 0.27 * run, 0.29)
            shine = lit((0.80, 0.92, 1.0), view.lighting)
            canvas.drawLine(top_x, top_y, x, y, stroke(shine, 0.016, 0.45))
            canvas.drawOval(oval(x, y, 0.017, 0.026), fill(shine, 0.95))


def _draw_nose(canvas: skia.Canvas, view: HeadView) -> None:
    shade = view.skin.shade
    bridge = view.place(0.0, 0.44, 0.345)
    tip = view.place(0.0, 0.305, 0.425)
    base = view.place(0.0, 0.268, 0.365)
    turned = sin(view.turn)
    if turned < 0.4:
        away = -view.key_side
        wing = 0.048
        canvas.drawPath(
            closed_curve(
                [
                    bridge,
                    (tip[0] + away * 0.010, tip[1] - 0.03),
                    *twice((base[0] + away * wing, base[1] - 0.012)),
                    (base[0], base[1] + 0.014),
                    (base[0] - away * wing * 0.75, base[1] + 0.002),
                    (base[0], base[1] - 0.010),
                ]
            ),
            shade,
        )
        return
    wing_x = tip[0] - 0.085
    canvas.drawPath(
        closed_curve(
            [
                *twice((wing_x, base[1] - 0.02)),
                (base[0], base[1] - 0.012),
                *twice((tip[0] - 0.005, tip[1] + 0.012)),
                (base[0] + 0.01, base[1] + 0.016),
                (wing_x + 0.01, base[1] + 0.010),
            ]
        ),
        shade,
    )
    if view.profile() < 0.86:
        canvas.drawPath(
            open_curve(
                [
                    (bridge[0] + 0.005, bridge[1]),
                    (tip[0] + 0.006, tip[1] - 0.05),
                    (tip[0] + 0.016, tip[1]),
                    (tip[0] - 0.012, tip[1] + 0.020),
                ]
            ),
            stroke(view.shade(), 0.016),
        )

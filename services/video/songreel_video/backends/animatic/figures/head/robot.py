"""The head of a robot: a rounded case with a visor, a grille that sings and an aerial."""

from __future__ import annotations

from math import cos, sin

import skia

from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import oval
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled, stroke, tone
from songreel_video.backends.animatic.figures.look import FigureLook


def draw_robot_head(canvas: skia.Canvas, view: HeadView, look: FigureLook, mouth: float) -> None:
    """Draws the whole head; `mouth` is 0 silent .. 1 loud."""
    case, trim = tone(look.skin, view.lighting, 0.6), tone(look.accent, view.lighting, 0.6)
    x = -0.05 * sin(view.turn)
    canvas.drawLine(x, -0.98, x - 0.04, -1.20, stroke(scaled(look.skin, 0.45), 0.030))
    canvas.drawCircle(x - 0.04, -1.22, 0.055, trim.base)
    shell = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(x - 0.39, -1.0, x + 0.39, -0.02), 0.19, 0.19)
    canvas.drawRRect(shell, case.base)
    canvas.save()
    canvas.clipRRect(shell, skia.ClipOp.kIntersect, True)
    edge, far = x - 0.14 * view.key_side, x - view.key_side
    canvas.drawRect(skia.Rect.MakeLTRB(min(edge, far), -1.0, max(edge, far), 0.0), case.shade)
    if not view.from_behind:
        _draw_visor(canvas, view, look)
        _draw_grille(canvas, view, look, mouth)
    canvas.restore()
    for u in (-0.40, 0.40):
        if view.nearness(u, 0.0) > -0.2 or view.from_behind:
            px, py = view.place(u, 0.50, 0.0)
            half = 0.06 + 0.07 * abs(sin(view.turn))
            canvas.drawOval(oval(px, py, half, 0.13), trim.base)
            canvas.drawOval(oval(px, py, half * 0.55, 0.075), trim.shade)


def _draw_visor(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    middle, half = 0.22 * sin(view.turn), 0.31 * (0.62 + 0.38 * abs(cos(view.turn)))
    visor = skia.Rect.MakeLTRB(middle - half, -0.66, middle + half, -0.36)
    canvas.drawRoundRect(visor, 0.13, 0.13, fill(scaled(view.lighting.shade, 0.16)))
    blink = 0.15 if (view.time_seconds + look.seed % 5) % 4.3 < 0.14 else 1.0
    light = mix(look.accent, (1.0, 1.0, 1.0), 0.45)
    for u in (-0.14, 0.14):
        if view.nearness(u, 0.36) > 0.05:
            x, y = view.place(u, 0.505, 0.30)
            canvas.drawOval(oval(x, y, 0.085, 0.095 * blink), fill(look.accent, 0.35))
            canvas.drawOval(oval(x, y, 0.052, 0.062 * blink), fill(light))


def _draw_grille(canvas: skia.Canvas, view: HeadView, look: FigureLook, mouth: float) -> None:
    middle, half = 0.24 * sin(view.turn), 0.15 * (0.6 + 0.4 * abs(cos(view.turn)))
    tall = 0.035 + 0.075 * max(0.0, mouth)
    frame = skia.Rect.MakeLTRB(middle - half, -0.19 - tall, middle + half, -0.19 + tall)
    canvas.drawRoundRect(frame, 0.03, 0.03, fill(scaled(view.lighting.shade, 0.20)))
    bar = stroke(mix(look.accent, look.skin, 0.4), 0.022)
    for index in range(5):
        x = middle + half * (-0.7 + 0.35 * index)
        canvas.drawLine(x, -0.19 - tall * 0.6, x, -0.19 + tall * 0.6, bar)

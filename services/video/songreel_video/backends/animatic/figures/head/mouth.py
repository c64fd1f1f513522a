"""A mouth: closed with its mood in the corners, or open to sing."""

from __future__ import annotations

from math import cos, sin

import skia

from songreel_video.backends.animatic.figures.head.expressions import Expression
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import closed_curve, open_curve, oval, twice
from songreel_video.backends.animatic.figures.ink.shading import fill, lit, mix, scaled, stroke
from songreel_video.backends.animatic.figures.look import FigureLook


def draw_mouth(canvas: skia.Canvas, view: HeadView, look: FigureLook, mood: Expression, opening: float) -> None:
    """Draws the mouth, `opening` 0 closed .. 1 wide open."""
    seen = max(0.42, cos(view.turn * 0.9))
    x, y = view.place(0.0, 0.158, 0.335)
    x -= 0.035 * sin(view.turn)
    half = (0.098 + 0.022 * max(0.0, mood.smile) - 0.018 * opening) * (0.55 + 0.45 * seen)
    corner = -0.030 * mood.smile
    rose = 0.55 if look.gender == "woman" else 0.28
    lip = mix(view.shade(), lit((0.72, 0.20, 0.22), view.lighting), rose * (1 - view.lighting.silhouette))
    far, near = (x + half * (0.72 + 0.28 * seen), y + corner), (x - half, y + corner)
    if opening < 0.06:
        canvas.drawPath(
            open_curve(
                [
                    near,
                    (x - half * 0.3, y + 0.010 * mood.smile + 0.004),
                    (x + half * 0.35, y + 0.010 * mood.smile + 0.004),
                    far,
                ]
            ),
            stroke(scaled(lip, 0.62), 0.017),
        )
        if view.pixels > 50:
            canvas.drawPath(
                closed_curve(
                    [
                        (x - half * 0.55, y + 0.012),
                        (x + half * 0.6, y + 0.012),
                        (x + half * 0.3, y + 0.044),
                        (x - half * 0.3, y + 0.044),
                    ]
                ),
                fill(lip, 0.75),
            )
        if mood.bite and view.pixels > 40:
            teeth = skia.Rect.MakeLTRB(x - 0.42 * half, y - 0.002, x + 0.42 * half, y + 0.026)
            canvas.drawRoundRect(teeth, 0.012, 0.012, fill(lit((0.96, 0.94, 0.90), view.lighting)))
            canvas.drawLine(x, y + 0.002, x, y + 0.022, stroke(scaled(lip, 0.62), 0.005))
        return
    drop = 0.035 + 0.115 * opening
    top = y - 0.020 - 0.02 * opening
    shape = closed_curve(
        [
            *twice(near),
            (x - half * 0.4, top),
            (x + half * 0.4, top),
            *twice(far),
            (x + half * 0.55, y + drop),
            (x - half * 0.55, y + drop),
        ]
    )
    canvas.drawPath(shape, fill(scaled(mix(lip, (0.25, 0.04, 0.07), 0.75), 0.75)))
    if view.pixels > 40:
        canvas.save()
        canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
        canvas.drawOval(oval(x, top + 0.010, half * 0.8, 0.026), fill(lit((0.96, 0.94, 0.90), view.lighting)))
        canvas.drawOval(oval(x, y + drop, half * 0.55, 0.045), fill(lit((0.80, 0.34, 0.36), view.lighting)))
        canvas.restore()
    canvas.drawPath(shape, stroke(lip, 0.018))

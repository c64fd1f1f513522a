"""Hair as it is seen on a head that is turned away."""

from __future__ import annotations

import skia

from songreel_video.backends.animatic.figures.head.loose_hair import FALLING, MASS, cloud, draw_bun, draw_tail, sway_of
from songreel_video.backends.animatic.figures.head.mohawk import draw_mohawk
from songreel_video.backends.animatic.figures.head.skull import contour
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve
from songreel_video.backends.animatic.figures.ink.shading import Tone
from songreel_video.backends.animatic.figures.look import FigureLook


def draw_from_behind(canvas: skia.Canvas, view: HeadView, look: FigureLook, paints: Tone) -> None:
    """Draws the hair on the back of the head, down to its hem."""
    style = look.hair_style
    grow, end, spread = MASS[style]
    front, back = contour(view, grow)
    if style in ("afro", "curly") and look.hat == "none":
        height, radius = (0.60, 0.54) if style == "afro" else (0.63, 0.46)
        curls = cloud(view, 0.0, height, radius, 13)
        canvas.drawPath(curls, paints.base)
        canvas.save()
        canvas.clipPath(curls, skia.ClipOp.kIntersect, True)
        canvas.drawCircle(-1.02 * view.key_side, -height + 0.12, 0.86, paints.shade)
        canvas.restore()
        return
    if style == "mohawk":
        draw_mohawk(canvas, view, paints)
        return
    low = min(0.20, end) if style in FALLING else 0.22
    crown = (0.0, -1.035 - 0.6 * grow)
    right = [*(_rounded(point) for point in front if -point[1] > 0.34), crown]
    left = [_rounded(point) for point in reversed(back) if -point[1] > 0.34]
    if style in FALLING:
        sway = sway_of(view, 0.5)
        hem = [
            (-0.36 - spread + sway, -low),
            (-0.15 + sway, -low + 0.05),
            (0.15 + sway, -low + 0.04),
            (0.36 + spread + sway, -low),
        ]
        middle_left, middle_right = (-0.40 - spread, -0.2), (0.40 + spread, -0.2)
        points = [*right, *left, middle_left, *hem, middle_right]
    else:
        points = [*right, *left, (-0.27, -low - 0.02), (0.0, -low + 0.04), (0.27, -low - 0.02)]
    canvas.drawPath(closed_curve(points), paints.base)
    dark = 1.0 if view.key_side < 0 else -1.0
    shade = [(x * 0.98, y) for x, y in points if x * dark > 0.16]
    if len(shade) > 2:
        shade.sort(key=lambda point: point[1])
        canvas.drawPath(closed_curve([*shade, *[(x * 0.45, y) for x, y in reversed(shade)]]), paints.shade)
    if style in ("ponytail", "braid"):
        draw_tail(canvas, view, style, paints)
    if style == "bun":
        draw_bun(canvas, view, paints)


def _rounded(point: Point) -> Point:
    """The contour's point, drawn in towards the crown: without a face to frame, a head is an egg."""
    x, y = point
    return (x * (1.0 - 0.9 * max(0.0, -y - 0.62) ** 2), y)

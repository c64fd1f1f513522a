"""Hair over the skull down to its hairline."""

from __future__ import annotations

from math import cos, sin

import skia

from songreel_video.backends.animatic.figures.head.hair_from_behind import draw_from_behind
from songreel_video.backends.animatic.figures.head.loose_hair import FALLING, MASS, draw_bun, sway_of
from songreel_video.backends.animatic.figures.head.mohawk import draw_mohawk
from songreel_video.backends.animatic.figures.head.skull import contour
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve
from songreel_video.backends.animatic.figures.ink.shading import Tone, tone
from songreel_video.backends.animatic.figures.look import FigureLook


def draw_hair(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws the hair over the skull down to its hairline, with a sheen towards the light."""
    style = look.hair_style
    if style == "bald" or style not in MASS or look.hat == "helmet":
        return
    paints = tone(look.hair, view.lighting, 0.25)
    if view.from_behind:
        draw_from_behind(canvas, view, look, paints)
        return
    grow = MASS[style][0]
    if look.hat != "none":
        grow = min(grow, 0.03)
    shape = closed_curve(_cap(view, style, grow))
    if style == "mohawk":
        draw_mohawk(canvas, view, paints)
        return
    canvas.drawPath(shape, paints.base)
    if style in ("curly", "afro") and look.hat == "none":
        for index in range(9):
            angle = -1.9 + index * 0.42
            radius = 0.44 + grow * 0.6
            x = -0.05 * sin(view.turn) + radius * sin(angle)
            y = -0.62 - radius * cos(angle) * 0.92
            if y < -0.45:
                canvas.drawCircle(x, y, 0.095 + grow * 0.2, paints.base if x * view.key_side > -0.1 else paints.shade)
    if style in FALLING:
        _draw_front_locks(canvas, view, style, paints)
    _draw_sheen(canvas, view, grow, paints)
    if style == "bun" and look.hat == "none" and view.turn > 0.5:
        draw_bun(canvas, view, paints)


def _cap(view: HeadView, style: str, grow: float) -> list[Point]:
    front, back = contour(view, grow)
    start = 9 if sin(view.turn) > 0.3 else 8 if style in ("buzz", "mohawk") else 7
    top = [*front[-(12 - start) :]] if len(front) >= 12 - start else front[-4:]
    crown = (0.5 * (front[-1][0] + back[-1][0]), front[-1][1] - 0.03 - grow * 0.5)
    turned = sin(view.turn)
    low = 0.28 if turned > 0.35 else 0.50
    rear = [point for point in reversed(back) if -point[1] > low]
    near = [
        (-0.20, 0.24, -0.34),
        (-0.33, 0.32, -0.16),
        (-0.375, 0.50, -0.10),
        (-0.375, 0.46, 0.035),
        (-0.355, 0.60, 0.10),
        (-0.30, 0.70, 0.20),
    ]
    line = [view.place(*p) for p in near if view.nearness(p[0], p[2]) > -0.06]
    line.extend(_fringe(view, style))
    if turned < 0.35:
        far = [(0.30, 0.70, 0.20), (0.355, 0.60, 0.10), (0.375, 0.46, 0.03)]
        line.extend(view.place(*p) for p in far)
    return [*top, crown, *rear, *line]


def _fringe(view: HeadView, style: str) -> list[Point]:
    part = 0.12 if not view.mirrored else -0.12
    heights = {
        "short": ((-0.2, 0.76), (-0.05, 0.80), (0.12, 0.79), (0.24, 0.74)),
        "swept": ((-0.22, 0.74), (-0.02, 0.84), (0.10, 0.80), (0.26, 0.72)),
        "bob": ((-0.27, 0.60), (-0.12, 0.61), (0.10, 0.61), (0.28, 0.60)),
        "long": ((-0.26, 0.66), (part - 0.05, 0.86), (part + 0.05, 0.86), (0.28, 0.64)),
        "wavy": ((-0.27, 0.64), (part - 0.05, 0.86), (part + 0.05, 0.85), (0.28, 0.62)),
        "curly": ((-0.24, 0.70), (-0.08, 0.72), (0.10, 0.70), (0.26, 0.70)),
        "ponytail": ((-0.22, 0.75), (-0.05, 0.83), (0.08, 0.83), (0.24, 0.75)),
    }.get(style, ((-0.22, 0.76), (-0.06, 0.81), (0.08, 0.81), (0.24, 0.76)))
    return [view.place(u, y, 0.375 - 0.9 * u * u) for u, y in heights if view.nearness(u, 0.375 - 0.9 * u * u) > 0.0]


def _draw_front_locks(canvas: skia.Canvas, view: HeadView, style: str, paints: Tone) -> None:
    _grow, end, spread = MASS[style]
    stop = max(end, -0.42)
    turned = sin(view.turn)
    for u in (-0.36, 0.36):
        if u > 0 and turned > 0.35:
            continue
        if view.nearness(u, 0.0) < -0.2:
            continue
        x, y = view.place(u, 0.66, 0.10 - 0.14 * turned)
        side = 1.0 if u > 0 else -1.0
        sway = sway_of(view, 1.0 + u) - view.trail[0] * 0.4
        out = side * (0.03 + spread * 0.6) - 0.12 * turned
        width = 0.085 + 0.12 * turned
        canvas.drawPath(
            closed_curve(
                [
                    (x - side * 0.02 + 0.04, y - 0.14),
                    (x + side * 0.06 - width * 0.3, y - 0.10),
                    (x + out, -0.30),
                    (x + out * 1.1 + sway, -(stop + 0.12)),
                    (x + out * 0.7 + sway * 1.3, -stop),
                    (x + out - side * width + sway, -(stop + 0.14)),
                    (x + out * 0.4 - side * width * 0.7, -0.38),
                ]
            ),
            paints.base if u * view.key_side > 0 or turned > 0.35 else paints.shade,
        )


def _draw_sheen(canvas: skia.Canvas, view: HeadView, grow: float, paints: Tone) -> None:
    if view.pixels < 30:
        return
    front, back = contour(view, grow * 0.4)
    if view.key_side > 0:
        edge = front[-4:]
        dark = back[5:]
    else:
        edge = back[-5:]
        dark = front[-4:]
    inner = [(x * 0.72, y * 0.985 + 0.02) for x, y in edge]
    canvas.drawPath(closed_curve([*edge, *reversed(inner)]), paints.rim)
    low = [(x * 0.66, y + 0.03) for x, y in dark]
    canvas.drawPath(closed_curve([*dark, *reversed(low)]), paints.shade)

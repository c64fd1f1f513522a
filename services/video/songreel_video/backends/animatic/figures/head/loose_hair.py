"""Hair that hangs free of the skull, trailing a little behind every movement."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.head.skull import contour
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve
from songreel_video.backends.animatic.figures.ink.shading import Tone, tone
from songreel_video.backends.animatic.figures.look import FigureLook

# Style: how far the hair stands off the skull, where it ends above the chin (negative: below), its width below.
MASS = {
    "buzz": (0.012, 0.30, 0.0),
    "short": (0.040, 0.26, 0.0),
    "swept": (0.060, 0.28, 0.0),
    "curly": (0.085, 0.24, 0.0),
    "afro": (0.200, 0.22, 0.0),
    "bob": (0.065, 0.02, 0.10),
    "long": (0.055, -0.75, 0.06),
    "wavy": (0.075, -0.55, 0.12),
    "ponytail": (0.035, 0.20, 0.0),
    "bun": (0.035, 0.20, 0.0),
    "braid": (0.035, 0.20, 0.0),
    "locs": (0.075, -0.40, 0.08),
    "mohawk": (0.010, 0.30, 0.0),
}
FALLING = ("bob", "long", "wavy", "locs")


def draw_hair_behind(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws what hangs behind the neck: curtains of long hair, tails, the back of an afro."""
    style = look.hair_style
    if style not in MASS or look.hat in ("helmet", "hood", "sou_wester") or view.from_behind:
        return
    paints = tone(look.hair, view.lighting, 0.25)
    if style in FALLING:
        canvas.drawPath(_curtain(view, style), paints.shade)
    elif style == "afro" and look.hat == "none":
        canvas.drawPath(cloud(view, 0.0, 0.60, 0.52, 13), paints.shade)
    elif style in ("ponytail", "braid"):
        draw_tail(canvas, view, style, paints)
    elif style == "bun" and look.hat == "none":
        draw_bun(canvas, view, paints)


def sway_of(view: HeadView, lag: float) -> float:
    """How far a lock is blown aside, `lag` radians after the next."""
    return 0.02 * sin(view.time_seconds * 2.1 + lag) + view.trail[1]


def _curtain(view: HeadView, style: str) -> skia.Path:
    grow, end, spread = MASS[style]
    front, back = contour(view, grow)
    turned = sin(view.turn)
    drift = view.trail[0] * (0.3 - end)
    left = -0.36 - spread - 0.10 * turned
    right = (0.36 + spread) * (1.0 - turned) - 0.02 * turned
    wave = 0.035 if style in ("wavy", "locs") else 0.010
    points: list[Point] = [back[-3], back[-5]]
    steps = 4
    for index in range(1, steps + 1):
        t = index / steps
        y = 0.45 + (end - 0.45) * t
        points.append((left - drift * t * t + wave * (1 if index % 2 else -1) + sway_of(view, t) * t, -y))
    points.append((left * 0.55 + right * 0.45 - drift, -end + 0.06))
    for index in range(steps, 0, -1):
        t = index / steps
        y = 0.45 + (end - 0.45) * t
        points.append((right - drift * t * t - wave * (1 if index % 2 else -1) + sway_of(view, t + 1.0) * t, -y))
    points.extend([front[-5] if turned < 0.5 else (0.1, -0.7), front[-2]])
    return closed_curve(points)


def cloud(view: HeadView, x: float, y: float, radius: float, bumps: int) -> skia.Path:
    """A closed path with bumps around a place, such as an afro."""
    points: list[Point] = []
    for index in range(bumps * 2):
        angle = pi * index / bumps
        r = radius * (1.05 if index % 2 else 0.95)
        points.append((x - 0.06 * sin(view.turn) + r * sin(angle), -y - r * cos(angle) * 0.94))
    return closed_curve(points)


def draw_tail(canvas: skia.Canvas, view: HeadView, style: str, paints: Tone) -> None:
    """Draws a ponytail or a braid."""
    root = view.place(0.0, 0.72 if style == "ponytail" else 0.38, -0.46)
    length = 0.95 if style == "ponytail" else 1.0
    drift = view.trail[0] * 1.2
    spine: list[Point] = []
    widths = []
    for index in range(6):
        t = index / 5
        bounce = sway_of(view, 2.0 * t) * t * 1.5
        out = 0.16 * sin(pi * min(1.0, t * 0.9)) * (sin(view.turn) + 0.25)
        spine.append((root[0] - out - drift * t * t + bounce, root[1] + length * t - 0.05 * sin(pi * t)))
        if style == "ponytail":
            widths.append(0.05 + 0.11 * sin(pi * min(1.0, 0.12 + t * 0.83)))
        else:
            widths.append((0.075 if index % 2 else 0.060) * (1.0 - 0.35 * t))
    left = [(x - w, y) for (x, y), w in zip(spine, widths, strict=True)]
    right = [(x + w, y) for (x, y), w in zip(spine, widths, strict=True)]
    tip = (spine[-1][0] - drift * 0.2, spine[-1][1] + 0.12)
    canvas.drawPath(closed_curve([root, *left, tip, *reversed(right)]), paints.base)
    middle = [(x + w * (0.1 if view.key_side < 0 else -0.1), y) for (x, y), w in zip(spine, widths, strict=True)]
    dark = right if view.key_side < 0 else left
    canvas.drawPath(closed_curve([root, *middle, tip, *reversed(dark)]), paints.shade)


def draw_bun(canvas: skia.Canvas, view: HeadView, paints: Tone) -> None:
    """Draws a bun at the back of the crown."""
    x, y = view.place(0.0, 0.98, -0.26)
    canvas.drawCircle(x, y, 0.165, paints.base)
    canvas.drawPath(
        closed_curve(
            [
                (x - 0.05 * view.key_side, y - 0.17),
                (x - 0.19 * view.key_side, y - 0.08),
                (x - 0.16 * view.key_side, y + 0.14),
                (x, y + 0.17),
                (x - 0.06 * view.key_side, y),
            ]
        ),
        paints.shade,
    )

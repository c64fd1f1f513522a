"""Growing things: flower, leaf."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from songreel_video.backends.animatic.figures.ink.curves import Point, doubled, open_curve
from songreel_video.backends.animatic.figures.ink.shading import Colour, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop


@prop("flower")
def draw_flower(easel: PropEasel) -> None:
    """A rose on its stem; petals turn round each other, one lets go and falls."""
    canvas = easel.canvas
    colour = easel.vivid((0.80, 0.18, 0.24))
    sway = 0.020 * easel.wave(0.22)
    green = (0.24, 0.42, 0.28)
    stem: list[Point] = [(sway, -0.05), (sway * 0.5 + 0.03, 0.22), (-0.02, 0.50), (0.0, 0.80)]
    easel.line(stem, easel.shaded(green), 0.038)
    easel.line([(x - 0.006 * -easel.lighting.key_side, y) for x, y in stem], easel.lit(green), 0.022)
    for side, y, size in ((-1.0, 0.36, 1.0), (1.0, 0.24, 0.85)):
        tip = (side * 0.34 * size, y - 0.12 * size + 0.01 * easel.wave(0.3, side))
        root = (0.01, y + 0.03)
        easel.shape(
            [root, root, (side * 0.10 * size, y - 0.10 * size), tip, tip, (side * 0.20 * size, y + 0.05 * size)],
            easel.lit(green),
        )
        easel.shape(
            [root, root, (side * 0.18 * size, y - 0.035 * size), tip, tip, (side * 0.20 * size, y + 0.05 * size)],
            easel.shaded(green),
        )
    canvas.save()
    canvas.translate(sway, -0.17)
    canvas.rotate(40 * sway)
    for lean in (-55, -20, 20, 55):
        canvas.save()
        canvas.rotate(lean)
        easel.shape([(-0.05, 0.16), (0.0, 0.34), (0.0, 0.34), (0.05, 0.16), (0.0, 0.10)], easel.shaded(green))
        canvas.restore()
    for ring, (count, radius, size) in enumerate(((6, 0.185, 0.19), (5, 0.115, 0.155), (4, 0.055, 0.115))):
        for index in range(count):
            angle = 2 * pi * index / count + ring * 0.55 + 0.03 * easel.wave(0.2, index * 0.2)
            x, y = radius * cos(angle), radius * sin(angle) * 0.82
            towards = -x * easel.lighting.key_side + y * 0.6
            gain = 1.0 - ring * 0.10
            shade = (
                easel.shaded(scaled(colour, gain))
                if towards > 0.06
                else easel.lit(scaled(colour, gain * (1.16 if towards < -0.05 else 1.0)))
            )
            points = [
                (x + size * (0.95 if k % 2 else 1.0) * cos(angle + a) * w, y + size * sin(angle + a) * w * 0.92)
                for k, (a, w) in enumerate(
                    ((-1.5, 0.80), (-0.75, 1.0), (0.0, 0.90), (0.75, 1.0), (1.5, 0.80), (pi, 0.75))
                )
            ]
            easel.shape(points, shade)
            canvas.drawPath(
                open_curve([points[0], points[1], points[2], points[3], points[4]]),
                stroke(easel.lit(mix(scaled(colour, 1.3), (1, 0.9, 0.9), 0.25)), 0.006, 0.5),
            )
    turn = 0.15 * easel.wave(0.1)
    spiral = [
        ((0.085 - 0.009 * k) * cos(k * 0.95 + turn), (0.085 - 0.009 * k) * sin(k * 0.95 + turn) * 0.85)
        for k in range(9)
    ]
    easel.line(spiral, easel.shaded(scaled(colour, 0.55)), 0.018)
    canvas.restore()
    fall = (easel.time_seconds * 0.22) % 1.0
    x, y = 0.24 + 0.10 * sin(fall * 9.0), -0.05 + 0.62 * fall
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(120 * sin(fall * 6.0))
    easel.shape(
        [(-0.07, 0.0), (-0.03, -0.045), (0.05, -0.03), (0.075, 0.02), (0.0, 0.04)],
        easel.lit(colour),
        round(min(1.0, 3.0 * (1 - fall)), 2),
    )
    canvas.restore()


@prop("leaf")
def draw_leaf(easel: PropEasel) -> None:
    """An autumn leaf drifting, smaller ones behind it."""
    warm = mix(easel.vivid((0.85, 0.45, 0.16)), (0.85, 0.45, 0.16), 0.5)
    t = easel.time_seconds
    for index in range(6):
        fall = (t * (0.09 + 0.02 * (index % 3)) + index * 0.29) % 1.0
        x = -0.9 + 1.8 * ((index * 0.618) % 1.0) + 0.10 * sin(t * 0.9 + index * 2)
        leaf = _Leaf(
            x,
            -0.85 + 1.7 * fall,
            size=0.13 + 0.04 * (index % 3),
            angle=70 * sin(t * 0.8 + index),
            colour=mix(warm, (0.75, 0.25, 0.15), 0.25 * (index % 3)),
        )
        _draw_one_leaf(easel, leaf, 0.6)
    near = _Leaf(0.05 * sin(t * 0.8), 0.04 * cos(t * 1.1), size=0.50, angle=-22 + 15 * sin(t * 0.7), colour=warm)
    _draw_one_leaf(easel, near, 1.0)


@dataclass(frozen=True, slots=True)
class _Leaf:
    x: float
    y: float
    size: float
    angle: float
    colour: Colour


def _draw_one_leaf(easel: PropEasel, leaf: _Leaf, alpha: float) -> None:
    canvas, colour = easel.canvas, leaf.colour
    canvas.save()
    canvas.translate(leaf.x, leaf.y)
    canvas.rotate(leaf.angle)
    canvas.scale(leaf.size, leaf.size)
    half: list[Point] = [
        (0.0, -1.0),
        (0.10, -0.72),
        (0.28, -0.80),
        (0.26, -0.52),
        (0.62, -0.58),
        (0.52, -0.34),
        (0.88, -0.20),
        (0.58, 0.02),
        (0.74, 0.26),
        (0.36, 0.24),
        (0.22, 0.46),
        (0.0, 0.50),
    ]
    left = [(-px, py) for px, py in reversed(half[1:-1])]
    easel.shape(doubled([*half, *left]), easel.lit(colour), alpha)
    shady = half if easel.lighting.key_side < 0 else [(-px, py) for px, py in half]
    easel.shape(doubled(shady), easel.shaded(colour), alpha * 0.75)
    vein = easel.lit(mix(colour, (1.0, 0.90, 0.65), 0.5))
    canvas.drawLine(0.0, -0.9, 0.0, 0.95, stroke(vein, 0.035, alpha))
    for px, py, y0 in ((0.50, -0.50, -0.20), (0.70, -0.16, 0.02), (0.50, 0.20, 0.24), (0.20, -0.70, -0.45)):
        for side in (-1.0, 1.0):
            canvas.drawLine(0.0, y0, side * px, py, stroke(vein, 0.018, alpha * 0.8))
    canvas.restore()

"""Things on a table: cup, glass."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, oval
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop

_GLASS = (0.86, 0.93, 0.96)


@prop("cup")
def draw_cup(easel: PropEasel) -> None:
    """A cup of coffee, steam curling from it."""
    canvas = easel.canvas
    clay = mix(easel.vivid((0.80, 0.42, 0.30)), (0.93, 0.88, 0.80), 0.35)
    easel.shadow(0.0, 0.42, 0.66, 0.11, 0.5)
    easel.oval(0.0, 0.385, 0.50, 0.085, easel.shaded((0.92, 0.89, 0.84)))
    easel.oval(0.0, 0.37, 0.50, 0.080, easel.lit((0.94, 0.91, 0.86)))
    easel.oval(0.0, 0.365, 0.32, 0.048, easel.shaded((0.94, 0.91, 0.86)))
    side = -easel.lighting.key_side
    canvas.drawArc(oval(0.34, 0.10, 0.155, 0.150), -110, 230, False, stroke(easel.shaded(clay), 0.062))
    canvas.drawArc(oval(0.335, 0.09, 0.155, 0.150), -110, 230, False, stroke(easel.lit(clay), 0.040))
    body = [
        *[(-0.36, -0.10)] * 2,
        (-0.345, 0.14),
        (-0.20, 0.36),
        (0.0, 0.385),
        (0.20, 0.36),
        (0.345, 0.14),
        *[(0.36, -0.10)] * 2,
    ]
    colours = [easel.lit(scaled(clay, 1.14)), easel.lit(clay), easel.lit(scaled(clay, 0.92)), easel.shaded(clay)]
    canvas.drawPath(closed_curve(body), easel.ramp((-0.36, 0), (0.36, 0), colours if side > 0 else colours[::-1]))
    easel.oval(0.0, -0.10, 0.36, 0.090, easel.lit(scaled(clay, 1.12)))
    easel.oval(0.0, -0.098, 0.325, 0.074, easel.shaded(clay))
    easel.oval(0.0, -0.082, 0.300, 0.060, easel.lit((0.28, 0.16, 0.10)))
    swirl = easel.time_seconds * 0.6
    easel.line(
        [
            (0.16 * cos(swirl + k * 0.5) * (1 - k * 0.08), -0.084 + 0.030 * sin(swirl + k * 0.5) * (1 - k * 0.08))
            for k in range(8)
        ],
        easel.lit((0.72, 0.52, 0.34)),
        0.014,
        0.7,
    )
    easel.shape(
        [(-0.29 * side * -1, -0.02), (-0.25 * side * -1, -0.03), (-0.22 * side * -1, 0.20), (-0.26 * side * -1, 0.16)],
        (1.0, 1.0, 1.0),
        0.32,
    )
    for index in range(3):
        x0 = -0.14 + 0.14 * index
        phase = easel.time_seconds * 1.1 + index * 1.9
        points: list[Point] = []
        back: list[Point] = []
        for k in range(7):
            t = k / 6
            x = x0 + 0.075 * t * sin(phase + t * 4.4) + 0.02 * sin(phase * 0.7)
            width = 0.030 * sin(pi * min(1.0, t * 0.95 + 0.05)) * (1.0 + 0.6 * t)
            y = -0.13 - 0.42 * t
            points.append((x - width, y))
            back.append((x + width, y))
        easel.shape([*points, *reversed(back)], easel.lit((1.0, 0.98, 0.95)), 0.22)


@prop("glass")
def draw_glass(easel: PropEasel) -> None:
    """A glass of wine or spirits, the surface rocking, light through it on the table."""
    canvas = easel.canvas
    wine = mix(easel.vivid((0.62, 0.10, 0.18)), (0.62, 0.10, 0.18), 0.45)
    easel.shadow(0.0, 0.52, 0.40, 0.055, 0.45)
    easel.oval(0.22 * -easel.lighting.key_side, 0.53, 0.26, 0.040, wine, 0.40)
    tilt = 0.022 * easel.wave(0.55)
    bowl = closed_curve(
        [
            *[(-0.235, -0.50)] * 2,
            (-0.30, -0.24),
            (-0.25, 0.02),
            (-0.04, 0.15),
            (0.04, 0.15),
            (0.25, 0.02),
            (0.30, -0.24),
            *[(0.235, -0.50)] * 2,
        ]
    )
    canvas.drawPath(bowl, fill(easel.lit(_GLASS), 0.20))
    canvas.save()
    canvas.clipPath(bowl, skia.ClipOp.kIntersect, True)
    easel.shape(
        [*[(-0.4, -0.20 + tilt)] * 2, *[(0.4, -0.20 - tilt)] * 2, *[(0.4, 0.3)] * 2, *[(-0.4, 0.3)] * 2],
        easel.lit(wine),
        0.92,
    )
    easel.shape([(0.06, -0.2), (0.4, -0.2), (0.4, 0.2), (0.05, 0.2), (0.16, 0.0)], easel.shaded(wine), 0.55)
    canvas.restore()
    canvas.save()
    canvas.rotate(-4.5 * tilt / 0.022 * 0.6, 0.0, -0.20)
    easel.oval(0.0, -0.20, 0.285, 0.042, easel.lit(scaled(wine, 1.45)))
    canvas.restore()
    clear = easel.lit(_GLASS)
    easel.slab(-0.013, 0.13, 0.013, 0.50, 0.01, fill(clear, 0.65))
    easel.slab(-0.013, 0.13, -0.005, 0.50, 0.004, fill((1.0, 1.0, 1.0), 0.8))
    easel.oval(0.0, 0.515, 0.205, 0.030, clear, 0.45)
    canvas.drawOval(oval(0.0, 0.515, 0.205, 0.030), stroke((1.0, 1.0, 1.0), 0.006, 0.6))
    canvas.drawOval(oval(0.0, -0.50, 0.230, 0.036), stroke((1.0, 1.0, 1.0), 0.008, 0.75))
    canvas.drawPath(bowl, stroke((1.0, 1.0, 1.0), 0.005, 0.45))
    side = easel.lighting.key_side
    easel.shape(
        [(0.20 * side, -0.44), (0.24 * side, -0.25), (0.22 * side, -0.02), (0.185 * side, -0.05), (0.20 * side, -0.25)],
        (1.0, 1.0, 1.0),
        0.55,
    )
    easel.disc(-0.14 * side, -0.02, 0.018, (1.0, 0.9, 0.8), 0.55)

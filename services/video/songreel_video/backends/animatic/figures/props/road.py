"""Things of the road: steering wheel and dashboard, bicycle."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import Point, open_curve, oval
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import CHROME, RUBBER


@prop("steering_wheel")
def draw_steering_wheel(easel: PropEasel) -> None:
    """A dashboard at night: the road coming on, dials glowing, the wheel correcting."""
    canvas = easel.canvas
    t = easel.time_seconds
    canvas.drawRect(
        skia.Rect.MakeLTRB(-1.2, -0.75, 1.2, 0.05),
        easel.ramp(
            (0, -0.75),
            (0, 0.05),
            [
                easel.shaded(mix(easel.accent(0), (0.15, 0.18, 0.32), 0.5)),
                easel.lit(mix(easel.vivid((0.85, 0.45, 0.35)), (0.55, 0.40, 0.50), 0.5)),
            ],
        ),
    )
    easel.shape(
        [
            (-1.3, -0.10),
            (-0.8, -0.20),
            (-0.4, -0.13),
            (0.1, -0.22),
            (0.6, -0.13),
            (1.3, -0.20),
            (1.3, 0.2),
            (-1.3, 0.2),
        ],
        easel.shaded(mix(easel.accent(0), (0.20, 0.20, 0.30), 0.5)),
    )
    easel.facet([(-0.06, -0.12), (0.06, -0.12), (1.2, 0.30), (-1.2, 0.30)], easel.shaded((0.30, 0.30, 0.36)))
    speed = t * (0.9 + 0.9 * easel.energy)
    for index in range(6):
        near = ((index + speed) % 6) / 6
        u = near**2.2
        y = -0.12 + 0.42 * u
        nxt = -0.12 + 0.42 * min(1.0, ((near + 0.09) ** 2.2))
        easel.facet(
            [(-0.004 - 0.03 * u, nxt), (0.004 + 0.03 * u, nxt), (0.003 + 0.018 * u, y), (-0.003 - 0.018 * u, y)],
            easel.lit((0.95, 0.90, 0.75)),
        )
    for index in range(5):
        near = ((index * 1.2 + speed * 0.8) % 6) / 6
        u = near**2.4
        for side in (-1.0, 1.0):
            x = side * (0.09 + 1.05 * u)
            y = -0.12 - 0.45 * u
            if u > 0.01:
                canvas.drawLine(x, -0.12 + 0.36 * u, x, y, stroke(easel.shaded(RUBBER), 0.012 * (0.2 + u)))
                easel.disc(x - side * 0.05 * u, y, 0.006 + 0.03 * u, (1.0, 0.82, 0.50), 0.95)
    easel.shape(
        [(-1.3, 0.16), (-0.7, 0.06), (0.0, 0.03), (0.7, 0.06), (1.3, 0.16), (1.3, 0.9), (-1.3, 0.9)],
        easel.shaded((0.16, 0.14, 0.16)),
    )
    canvas.drawPath(
        open_curve([(-1.25, 0.15), (-0.7, 0.058), (0.0, 0.03), (0.7, 0.058), (1.25, 0.15)]),
        stroke(easel.lit((0.36, 0.30, 0.30)), 0.020),
    )
    glow = easel.vivid((1.0, 0.55, 0.30))
    for x, value in ((-0.26, 0.35 + 0.45 * easel.energy), (0.26, 0.5 + 0.1 * sin(t))):
        easel.glow(x, 0.30, 0.32, glow, 0.45)
        easel.disc(x, 0.30, 0.155, easel.shaded((0.08, 0.08, 0.10)))
        canvas.drawCircle(x, 0.30, 0.155, stroke(easel.lit(CHROME), 0.012))
        for index in range(9):
            angle = pi * (0.80 + 1.40 * index / 8)
            canvas.drawLine(
                x + 0.115 * cos(angle),
                0.30 + 0.115 * sin(angle),
                x + 0.138 * cos(angle),
                0.30 + 0.138 * sin(angle),
                stroke((1.0, 0.93, 0.80), 0.007),
            )
        angle = pi * (0.80 + 1.40 * min(1.0, value + 0.02 * sin(t * 7.0)))
        canvas.drawLine(x, 0.30, x + 0.115 * cos(angle), 0.30 + 0.115 * sin(angle), stroke(glow, 0.013))
        easel.disc(x, 0.30, 0.018, easel.lit(CHROME))
    canvas.save()
    canvas.translate(0.0, 0.52)
    canvas.rotate(9 * easel.wave(0.17) + 2 * easel.wave(0.9))
    for radius, width, colour in (
        (0.50, 0.088, easel.shaded((0.12, 0.09, 0.08))),
        (0.502, 0.064, easel.lit((0.34, 0.22, 0.16))),
    ):
        canvas.drawCircle(0.0, 0.0, radius, stroke(colour, width))
    canvas.drawArc(
        oval(0.0, 0.0, 0.515, 0.515), 215, 60, False, stroke(easel.lit(scaled((0.55, 0.36, 0.25), 1.1)), 0.014)
    )
    for angle in (180.0, 0.0, 90.0):
        canvas.save()
        canvas.rotate(angle)
        easel.facet([(0.10, -0.045), (0.47, -0.028), (0.47, 0.028), (0.10, 0.045)], easel.lit(scaled(CHROME, 0.85)))
        easel.facet([(0.10, 0.010), (0.47, 0.008), (0.47, 0.028), (0.10, 0.045)], easel.shaded(CHROME))
        canvas.restore()
    easel.disc(0.0, 0.0, 0.135, easel.shaded((0.15, 0.11, 0.10)))
    easel.disc(0.0, -0.006, 0.105, easel.lit((0.30, 0.20, 0.15)))
    canvas.drawCircle(0.0, -0.006, 0.062, stroke(easel.lit(CHROME), 0.010))
    canvas.restore()


@prop("bicycle")
def draw_bicycle(easel: PropEasel) -> None:
    """A bicycle leaning in the light, its wheels ticking round."""
    canvas = easel.canvas
    colour = easel.vivid((0.20, 0.50, 0.52))
    easel.shadow(0.0, 0.445, 0.85, 0.05, 0.45)
    rear, front, radius = (-0.44, 0.15), (0.45, 0.15), 0.295
    turn = easel.time_seconds * (1.2 + 1.6 * easel.energy)
    for x, y in (rear, front):
        canvas.drawCircle(x, y, radius, stroke(easel.lit(RUBBER), 0.034))
        canvas.drawCircle(x, y, radius - 0.024, stroke(easel.lit(CHROME), 0.012))
        for index in range(14):
            angle = turn + index * pi / 14
            canvas.drawLine(
                x - radius * 0.92 * cos(angle),
                y - radius * 0.92 * sin(angle),
                x + radius * 0.92 * cos(angle),
                y + radius * 0.92 * sin(angle),
                stroke(easel.lit(CHROME), 0.0035, 0.75),
            )
        easel.disc(x, y, 0.024, easel.lit(CHROME))
        angle = -2.2 if easel.lighting.key_side < 0 else -1.4
        canvas.drawArc(
            oval(x, y, radius, radius), angle * 57.3, 40, False, stroke(easel.lit((0.45, 0.45, 0.48)), 0.012)
        )
    seat, head, crank = (-0.185, -0.225), (0.31, -0.235), (-0.075, 0.165)
    joints: tuple[tuple[Point, Point], ...] = (
        (seat, head),
        (seat, crank),
        (crank, (0.335, -0.16)),
        (crank, rear),
        (rear, (-0.165, -0.17)),
        (head, (0.355, -0.10)),
        ((0.355, -0.10), front),
    )
    for a, b in joints:
        canvas.drawLine(*a, *b, stroke(easel.shaded(colour), 0.038))
        canvas.drawLine(a[0], a[1] - 0.005, b[0], b[1] - 0.005, stroke(easel.lit(colour), 0.024))
    canvas.drawLine(seat[0], seat[1], -0.205, -0.31, stroke(easel.lit(CHROME), 0.020))
    leather = (0.50, 0.30, 0.20)
    easel.shape(
        [(-0.34, -0.335), (-0.26, -0.355), (-0.07, -0.325), (-0.08, -0.305), (-0.20, -0.29), (-0.31, -0.285)],
        easel.lit(leather),
    )
    easel.shape(
        [(-0.33, -0.315), (-0.20, -0.305), (-0.08, -0.312), (-0.20, -0.288), (-0.31, -0.285)], easel.shaded(leather)
    )
    easel.line([head, (0.285, -0.33), (0.33, -0.385), (0.42, -0.375), (0.40, -0.315)], easel.lit(CHROME), 0.022)
    easel.line([(0.425, -0.37), (0.41, -0.33), (0.385, -0.30)], easel.lit(leather), 0.034)
    canvas.drawCircle(*crank, 0.078, stroke(easel.lit(CHROME), 0.016))
    canvas.drawLine(crank[0], crank[1] - 0.078, rear[0], rear[1] - 0.035, stroke(easel.shaded(CHROME), 0.008))
    canvas.drawLine(crank[0], crank[1] + 0.078, rear[0], rear[1] + 0.035, stroke(easel.shaded(CHROME), 0.008))
    for shift in (0.0, pi):
        angle = turn * 0.45 + shift
        px, py = crank[0] + 0.135 * cos(angle), crank[1] + 0.135 * sin(angle)
        canvas.drawLine(*crank, px, py, stroke(easel.lit(CHROME), 0.018))
        easel.slab(px - 0.05, py - 0.014, px + 0.05, py + 0.014, 0.01, fill(easel.lit(RUBBER)))
    easel.shape(
        [*[(0.36, -0.30)] * 2, *[(0.62, -0.30)] * 2, (0.58, -0.13), (0.40, -0.13)], easel.lit((0.78, 0.58, 0.36))
    )
    for index in range(5):
        canvas.drawLine(
            0.375 + 0.055 * index, -0.295, 0.405 + 0.042 * index, -0.14, stroke(easel.shaded((0.78, 0.58, 0.36)), 0.008)
        )
    for index, dx in enumerate((0.05, 0.12, 0.19)):
        x = 0.37 + dx
        easel.disc(
            x,
            -0.335 - 0.02 * (index % 2) + 0.004 * easel.wave(0.4, dx),
            0.036,
            easel.lit(mix(easel.accent(index + 2), (0.95, 0.80, 0.75), 0.3)),
        )
        easel.disc(x, -0.335 - 0.02 * (index % 2), 0.013, easel.lit((0.98, 0.85, 0.45)))

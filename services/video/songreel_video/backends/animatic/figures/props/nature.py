"""Growing and flying things: flower, leaf, bird, balloon."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.props.easel import PropEasel, mix, prop, scaled
from songreel_video.backends.animatic.figures.shading import fill, stroke


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
        _one_leaf(
            easel,
            x,
            -0.85 + 1.7 * fall,
            0.13 + 0.04 * (index % 3),
            70 * sin(t * 0.8 + index),
            mix(warm, (0.75, 0.25, 0.15), 0.25 * (index % 3)),
            0.6,
        )
    _one_leaf(easel, 0.05 * sin(t * 0.8), 0.04 * cos(t * 1.1), 0.50, -22 + 15 * sin(t * 0.7), warm, 1.0)


def _one_leaf(
    easel: PropEasel, x: float, y: float, size: float, angle: float, colour: tuple[float, float, float], alpha: float
) -> None:
    canvas = easel.canvas
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.scale(size, size)
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
    easel.shape([p for q in half for p in (q, q)] + [p for q in left for p in (q, q)], easel.lit(colour), alpha)
    shady = half if easel.lighting.key_side < 0 else [(-px, py) for px, py in half]
    easel.shape([p for q in shady for p in (q, q)], easel.shaded(colour), alpha * 0.75)
    vein = easel.lit(mix(colour, (1.0, 0.90, 0.65), 0.5))
    canvas.drawLine(0.0, -0.9, 0.0, 0.95, stroke(vein, 0.035, alpha))
    for px, py, y0 in ((0.50, -0.50, -0.20), (0.70, -0.16, 0.02), (0.50, 0.20, 0.24), (0.20, -0.70, -0.45)):
        for side in (-1.0, 1.0):
            canvas.drawLine(0.0, y0, side * px, py, stroke(vein, 0.018, alpha * 0.8))
    canvas.restore()


@prop("bird")
def draw_bird(easel: PropEasel) -> None:
    """A white bird in flight, wings beating."""
    canvas = easel.canvas
    t = easel.time_seconds * (1.3 + 0.7 * easel.energy)
    beat = sin(2 * pi * t)
    lag = sin(2 * pi * t - 0.9)
    canvas.translate(0.0, -0.035 * beat + 0.05)
    white, grey = (0.95, 0.94, 0.92), (0.66, 0.70, 0.78)
    root_far, root_near = (0.05, -0.03), (-0.02, -0.02)
    _wing(easel, root_far, beat, lag, 0.86, easel.shaded(white), easel.shaded(scaled(grey, 0.9)), 0.10)
    tail = [(-0.30, 0.02), (-0.56, -0.03 - 0.02 * lag), (-0.60, 0.03), (-0.58, 0.09), (-0.52, 0.11), (-0.28, 0.08)]
    easel.shape([p for q in tail for p in ((q, q) if q[0] < -0.5 else (q,))], easel.lit(grey))
    body = [
        (0.42, -0.075),
        (0.36, -0.135),
        (0.26, -0.125),
        (0.05, -0.105),
        (-0.20, -0.03),
        (-0.36, 0.04),
        (-0.22, 0.095),
        (0.05, 0.125),
        (0.26, 0.075),
        (0.36, 0.0),
    ]
    canvas.drawPath(
        closed_curve(body), easel.ramp((0, -0.12), (0, 0.13), [easel.lit(white), easel.lit(white), easel.shaded(white)])
    )
    easel.shape([*[(0.405, -0.085)] * 2, *[(0.50, -0.045)] * 2, *[(0.395, -0.030)] * 2], easel.lit((0.92, 0.62, 0.25)))
    easel.disc(0.355, -0.085, 0.014, easel.shaded((0.08, 0.08, 0.1)))
    easel.disc(0.359, -0.089, 0.005, (1.0, 1.0, 1.0))
    _wing(easel, root_near, beat, lag, 1.0, easel.lit(white), easel.lit(grey), 0.0)


def _wing(
    easel: PropEasel,
    root: Point,
    beat: float,
    lag: float,
    size: float,
    light: tuple[float, float, float],
    dark: tuple[float, float, float],
    shift: float,
) -> None:
    x, y = root
    elbow = (x - 0.03 * size + shift, y - 0.27 * size * (0.25 + 0.75 * beat) * 1.1)
    tip = (x - 0.30 * size + shift, y - (0.36 * beat + 0.30 * lag + 0.10) * size)
    lead = [(x + 0.20 * size, y + 0.0), (elbow[0] + 0.14 * size, elbow[1] - 0.02)]
    trail = [(elbow[0] - 0.16 * size, elbow[1] + 0.12 * size), (x - 0.20 * size, y + 0.05)]
    easel.shape([lead[0], lead[0], lead[1], elbow, tip, tip, trail[0], trail[1], trail[1]], light)
    for index in range(5):
        u = index / 4
        a = (elbow[0] * (1 - u) + x * u - 0.05, elbow[1] * (1 - u) + y * u + 0.02)
        b = (
            tip[0] * (1 - u) + trail[1][0] * u - 0.05 * sin(pi * u),
            tip[1] * (1 - u) + trail[1][1] * u + 0.07 * sin(pi * u),
        )
        easel.line([a, (0.5 * (a[0] + b[0]) - 0.01, 0.5 * (a[1] + b[1])), b], dark, 0.020)
    easel.shape(
        [
            tip,
            tip,
            (tip[0] + 0.10 * size, 0.55 * tip[1] + 0.45 * elbow[1]),
            (elbow[0] - 0.10, elbow[1] * 0.7 + tip[1] * 0.3 + 0.05),
        ],
        dark,
    )


@prop("balloon")
def draw_balloon(easel: PropEasel) -> None:
    """A balloon tugging at its string, the light sitting on it, a smaller one far behind."""
    canvas = easel.canvas
    colour = easel.vivid((0.85, 0.22, 0.22))
    sway = 0.05 * easel.wave(0.16)
    for x0, y0, size, shade, alpha in (
        (0.52, 0.06, 0.42, mix(colour, easel.lighting.shade, 0.45), 0.75),
        (0.0, -0.14, 1.0, colour, 1.0),
    ):
        x, y = x0 + sway * size, y0 + 0.02 * easel.wave(0.21, x0)
        string = open_curve(
            [
                (x, y + 0.42 * size),
                (x - 0.05 * size - sway, y + 0.62 * size),
                (x + 0.04 * size, y + 0.78 * size),
                (x - 0.03 * size - sway, y + 1.02 * size),
            ]
        )
        canvas.drawPath(string, stroke(easel.lit((0.93, 0.91, 0.88)), 0.008 * size, alpha))
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(70 * sway)
        canvas.scale(size, size)
        shape = [
            (0.0, -0.40),
            (0.21, -0.39),
            (0.345, -0.20),
            (0.31, 0.05),
            (0.14, 0.30),
            (0.0, 0.40),
            (-0.14, 0.30),
            (-0.31, 0.05),
            (-0.345, -0.20),
            (-0.21, -0.39),
        ]
        side = easel.lighting.key_side
        shader = skia.GradientShader.MakeRadial(
            (0.13 * side, -0.20),
            0.62,
            [
                skia.Color4f(*easel.lit(mix(shade, (1, 1, 1), 0.28)), alpha).toColor(),
                skia.Color4f(*easel.lit(shade), alpha).toColor(),
                skia.Color4f(*easel.shaded(shade), alpha).toColor(),
            ],
            [0.0, 0.5, 1.0],
        )
        canvas.drawPath(closed_curve(shape), skia.Paint(AntiAlias=True, Shader=shader))
        easel.shape([(0.0, 0.36), (0.05, 0.43), (0.05, 0.43), (-0.05, 0.43), (-0.05, 0.43)], easel.shaded(shade), alpha)
        easel.shape(
            [
                (0.13 * side, -0.33),
                (0.21 * side, -0.28),
                (0.23 * side, -0.14),
                (0.18 * side, -0.10),
                (0.14 * side, -0.20),
            ],
            (1.0, 1.0, 1.0),
            0.5 * alpha,
        )
        canvas.drawPath(
            closed_curve([(-0.27 * side, 0.0), (-0.20 * side, 0.16), (-0.10 * side, 0.27), (-0.17 * side, 0.15)]),
            fill(easel.lit(easel.lighting.rim), 0.25 * alpha),
        )
        canvas.restore()

"""Things in the air: bird, balloon, moon."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.ink.shading import Colour, fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop


@prop("bird")
def draw_bird(easel: PropEasel) -> None:
    """A white bird in flight, wings beating."""
    canvas = easel.canvas
    t = easel.time_seconds * (1.3 + 0.7 * easel.energy)
    beat = sin(2 * pi * t)
    lag = sin(2 * pi * t - 0.9)
    canvas.translate(0.0, -0.035 * beat + 0.05)
    white, grey = (0.95, 0.94, 0.92), (0.66, 0.70, 0.78)
    far = _Wing((0.05, -0.03), easel.shaded(white), easel.shaded(scaled(grey, 0.9)), size=0.86, shift=0.10)
    near = _Wing((-0.02, -0.02), easel.lit(white), easel.lit(grey))
    _draw_wing(easel, far, beat, lag)
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
    _draw_wing(easel, near, beat, lag)


@dataclass(frozen=True, slots=True)
class _Wing:
    root: Point
    light: Colour
    dark: Colour
    size: float = 1.0
    shift: float = 0.0


def _draw_wing(easel: PropEasel, wing: _Wing, beat: float, lag: float) -> None:
    (x, y), size, shift, light, dark = wing.root, wing.size, wing.shift, wing.light, wing.dark
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


@prop("moon")
def draw_moon(easel: PropEasel) -> None:
    """A full moon with its seas behind drifting cloud."""
    canvas = easel.canvas
    easel.glow(0.0, 0.0, 1.10, (0.75, 0.82, 1.0), 0.50)
    pale = (0.96, 0.95, 0.90)
    canvas.drawCircle(
        0.0, 0.0, 0.40, easel.ramp((-0.35, -0.3), (0.35, 0.35), [pale, (0.88, 0.88, 0.88), (0.70, 0.73, 0.82)])
    )
    canvas.save()
    clip = skia.Path.Circle(0.0, 0.0, 0.40)
    canvas.clipPath(clip, skia.ClipOp.kIntersect, True)
    sea = (0.70, 0.72, 0.76)
    easel.shape([(-0.24, -0.22), (-0.06, -0.28), (0.02, -0.14), (-0.08, -0.02), (-0.24, -0.04)], sea, 0.55)
    easel.shape([(0.06, -0.22), (0.20, -0.26), (0.26, -0.12), (0.14, -0.04), (0.06, -0.10)], sea, 0.50)
    easel.shape([(-0.20, 0.06), (-0.02, 0.02), (0.08, 0.16), (-0.04, 0.28), (-0.22, 0.20)], sea, 0.45)
    easel.shape([(0.16, 0.04), (0.30, 0.06), (0.28, 0.20), (0.16, 0.18)], sea, 0.45)
    for x, y, r in (
        (0.02, 0.30, 0.035),
        (-0.28, 0.02, 0.025),
        (0.22, 0.26, 0.022),
        (-0.12, -0.33, 0.02),
        (0.30, -0.04, 0.02),
    ):
        easel.disc(x, y, r, (1.0, 1.0, 0.98), 0.6)
        easel.disc(x + 0.006, y + 0.006, r * 0.65, sea, 0.8)
    canvas.restore()
    for y, speed, alpha, size in ((0.20, 0.020, 0.42, 1.0), (-0.12, 0.032, 0.22, 0.7), (0.36, 0.014, 0.55, 1.25)):
        x = ((easel.time_seconds * speed + y) % 2.4) - 1.2
        cloud = easel.shaded(mix((0.60, 0.65, 0.80), easel.accent(1), 0.25))
        easel.shape(
            [
                (x - 0.62 * size, y + 0.03),
                (x - 0.35 * size, y - 0.06),
                (x - 0.1 * size, y - 0.03),
                (x + 0.12 * size, y - 0.09),
                (x + 0.40 * size, y - 0.02),
                (x + 0.66 * size, y + 0.03),
                (x, y + 0.06),
            ],
            cloud,
            alpha,
        )
    for index in range(14):
        angle = index * 2.4
        radius = 0.55 + 0.035 * index
        twinkle = 0.35 + 0.65 * (0.5 + 0.5 * sin(easel.time_seconds * 2.0 + index * 1.3)) ** 2
        easel.disc(
            radius * cos(angle),
            radius * sin(angle) * 0.62,
            0.007,
            (1.0, 1.0, 1.0),
            round(twinkle * (0.9 if index < 10 else 0.6), 2),
        )

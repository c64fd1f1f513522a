"""Things that burn: candle, fire."""

from __future__ import annotations

from math import sin

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, oval
from songreel_video.backends.animatic.figures.ink.shading import fill, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import LAMP_BRASS


def _flicker(easel: PropEasel) -> float:
    t = easel.time_seconds
    return 0.90 + 0.06 * sin(t * 9.1) * sin(t * 3.7) + 0.04 * sin(t * 17.3)


def flame(easel: PropEasel, x: float, y: float, size: float, lean: float) -> None:
    """A candle's flame standing on (x, y)."""
    for grow, colour in ((1.0, (1.0, 0.62, 0.18)), (0.74, (1.0, 0.84, 0.38)), (0.46, (1.0, 0.97, 0.82))):
        half = 0.27 * size * grow
        easel.shape(
            [
                (x + lean * grow * 0.9, y - size * grow),
                (x + lean * grow * 0.9, y - size * grow),
                (x + half * 0.75, y - size * 0.45 * grow),
                (x + half * 0.9, y - size * 0.14),
                (x + half * 0.3, y + 0.03 * size),
                (x - half * 0.3, y + 0.03 * size),
                (x - half * 0.9, y - size * 0.14),
                (x - half * 0.75, y - size * 0.45 * grow),
            ],
            colour,
            0.92,
        )
    easel.oval(x, y - 0.06 * size, 0.09 * size, 0.10 * size, (0.45, 0.55, 0.95), 0.55)


@prop("candle")
def draw_candle(easel: PropEasel) -> None:
    """A candle burning in its holder, wax running down."""
    canvas = easel.canvas
    flicker = _flicker(easel)
    easel.glow(0.0, -0.34, 1.05 * flicker, (1.0, 0.66, 0.30), 0.62)
    easel.shadow(0.0, 0.53, 0.42, 0.06, 0.5)
    brass = easel.tone(LAMP_BRASS, 0.7)
    easel.oval(0.0, 0.49, 0.36, 0.065, easel.shaded(LAMP_BRASS))
    easel.oval(0.0, 0.475, 0.36, 0.060, easel.lit(LAMP_BRASS))
    easel.oval(0.0, 0.47, 0.27, 0.040, easel.shaded(LAMP_BRASS))
    canvas.drawArc(oval(0.36, 0.42, 0.085, 0.075), -150, 260, False, stroke(easel.lit(LAMP_BRASS), 0.028))
    easel.slab(-0.15, 0.36, 0.15, 0.47, 0.02, brass.base)
    easel.slab(0.02, 0.36, 0.15, 0.47, 0.02, brass.shade)
    wax = (0.95, 0.90, 0.80)
    canvas.drawPath(
        closed_curve(
            [
                *[(-0.125, 0.40)] * 2,
                *[(-0.125, -0.14)] * 2,
                (-0.05, -0.19),
                (0.0, -0.165),
                (0.06, -0.18),
                *[(0.125, -0.13)] * 2,
                *[(0.125, 0.40)] * 2,
            ]
        ),
        easel.ramp((0, -0.2), (0, 0.4), [(1.0, 0.90, 0.68), easel.lit(wax), easel.lit(scaled(wax, 0.85))]),
    )
    easel.shape(
        [
            *[(0.125 if easel.lighting.key_side < 0 else -0.125, -0.11)] * 2,
            *[(0.125 if easel.lighting.key_side < 0 else -0.125, 0.40)] * 2,
            *[(0.04 if easel.lighting.key_side < 0 else -0.04, 0.40)] * 2,
            (0.07 if easel.lighting.key_side < 0 else -0.07, 0.05),
        ],
        easel.shaded(wax),
        0.75,
    )
    run = 0.02 * (easel.time_seconds * 0.3 % 1.0)
    for x, length in ((-0.115, 0.26), (0.06, 0.14 + run), (-0.03, 0.09)):
        easel.shape(
            [
                (x - 0.022, -0.16),
                (x + 0.022, -0.16),
                (x + 0.020, -0.16 + length * 0.7),
                (x + 0.028, -0.16 + length),
                (x, -0.16 + length + 0.03),
                (x - 0.028, -0.16 + length),
                (x - 0.018, -0.16 + length * 0.7),
            ],
            easel.lit((1.0, 0.95, 0.86)),
        )
    lean = 0.035 * sin(easel.time_seconds * 2.7) * sin(easel.time_seconds * 1.1)
    canvas.drawLine(0.0, -0.17, lean * 0.2, -0.235, stroke((0.15, 0.10, 0.08), 0.012))
    flame(easel, lean * 0.1, -0.225, 0.27 * flicker, lean)


@prop("fire")
def draw_fire(easel: PropEasel) -> None:
    """A fire on logs, tongues of flame licking up and sparks rising."""
    t = easel.time_seconds
    size = 0.85 + 0.30 * easel.energy
    easel.glow(0.0, 0.05, 1.25 * _flicker(easel), (1.0, 0.48, 0.16), 0.70)
    easel.oval(0.0, 0.46, 0.62, 0.075, (0.10, 0.06, 0.05), 0.7)
    for angle, x, y in ((-13.0, -0.06, 0.40), (12.0, 0.08, 0.39), (-2.0, 0.0, 0.45)):
        easel.canvas.save()
        easel.canvas.translate(x, y)
        easel.canvas.rotate(angle)
        easel.slab(-0.46, -0.055, 0.46, 0.055, 0.05, fill((0.22, 0.13, 0.09)))
        easel.slab(-0.44, -0.055, 0.44, -0.025, 0.02, fill((0.85, 0.36, 0.12)))
        easel.oval(0.44, 0.0, 0.035, 0.055, (0.45, 0.28, 0.17))
        easel.canvas.restore()
    layers = (
        (1.0, (0.93, 0.28, 0.10), 7, 0.0),
        (0.76, (1.0, 0.55, 0.14), 6, 1.1),
        (0.52, (1.0, 0.80, 0.32), 5, 2.3),
        (0.28, (1.0, 0.96, 0.74), 4, 3.1),
    )
    for scale, colour, tongues, shift in layers:
        half, base = 0.40 * scale + 0.06, 0.38
        points: list[Point] = [(-half * 0.7, base + 0.03), (-half, base - 0.12 * scale)]
        for index in range(tongues):
            u = (index + 0.5) / tongues * 2.0 - 1.0
            height = (
                (1.0 - 0.62 * abs(u) ** 1.3)
                * (0.70 + 0.30 * sin(t * (5.3 + index) + index * 2.1 + shift))
                * 0.86
                * scale
                * size
            )
            sway = 0.06 * scale * sin(t * 3.1 + index + shift)
            x = u * half * 0.82
            points.extend(
                [
                    (x + sway * 0.4 - 0.25 * half / tongues, base - height * 0.55),
                    (x + sway, base - height),
                    (x + sway, base - height),
                ]
            )
            if index < tongues - 1:
                points.append((x + half * 0.82 / tongues, base - height * 0.42))
        points.extend([(half, base - 0.12 * scale), (half * 0.7, base + 0.03), (0.0, base + 0.07)])
        easel.shape(points, colour, 0.94)
    for index in range(16):
        rise = (t * (0.35 + 0.05 * (index % 5)) + index * 0.173) % 1.0
        x = 0.34 * sin(index * 2.4) * (0.4 + rise) + 0.05 * sin(t * 3.0 + index)
        easel.disc(x, 0.20 - 0.95 * rise, 0.010 * (1.2 - rise), (1.0, 0.72, 0.30), round(1.0 - rise, 2))

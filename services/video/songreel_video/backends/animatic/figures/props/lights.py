"""Things that shine: lamp, candle, street light, neon sign, fire, moon."""

from __future__ import annotations

from math import cos, sin

import skia

from songreel_video.backends.animatic.figures.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.props.easel import PropEasel, mix, oval, prop, scaled
from songreel_video.backends.animatic.figures.shading import Colour, fill, stroke

_WARM = (1.0, 0.76, 0.42)
_BRASS = (0.72, 0.55, 0.30)


def _flicker(easel: PropEasel) -> float:
    t = easel.time_seconds
    return 0.90 + 0.06 * sin(t * 9.1) * sin(t * 3.7) + 0.04 * sin(t * 17.3)


@prop("lamp")
def draw_lamp(easel: PropEasel) -> None:
    """A table lamp with a glowing shade and its pool of light."""
    canvas = easel.canvas
    strength = 0.85 + 0.15 * easel.energy
    easel.glow(0.0, -0.16, 1.15, _WARM, 0.55 * strength)
    easel.oval(0.0, 0.52, 0.62, 0.085, _WARM, 0.22)
    easel.shadow(0.0, 0.53, 0.30, 0.05, 0.5)
    brass = easel.tone(_BRASS, 0.7)
    canvas.drawPath(
        closed_curve(
            [
                *[(-0.18, 0.52)] * 2,
                (-0.17, 0.46),
                (-0.04, 0.43),
                (-0.03, 0.30),
                (-0.085, 0.18),
                (-0.02, 0.02),
                (-0.02, -0.10),
                (0.02, -0.10),
                (0.02, 0.02),
                (0.085, 0.18),
                (0.03, 0.30),
                (0.04, 0.43),
                (0.17, 0.46),
                *[(0.18, 0.52)] * 2,
            ]
        ),
        brass.base,
    )
    canvas.drawPath(
        closed_curve(
            [
                (0.0, -0.1),
                (0.02, 0.02),
                (0.085, 0.18),
                (0.03, 0.30),
                (0.04, 0.43),
                (0.17, 0.46),
                (0.18, 0.52),
                (0.06, 0.52),
                (0.01, 0.40),
                (0.035, 0.18),
            ]
        ),
        brass.shade,
    )
    canvas.drawPath(
        closed_curve([(-0.05, 0.13), (-0.062, 0.19), (-0.04, 0.25), (-0.035, 0.18)]), fill((1.0, 0.93, 0.78), 0.8)
    )
    shade = mix(easel.vivid((0.93, 0.72, 0.45)), (0.98, 0.84, 0.60), 0.65)
    cone = [
        *[(-0.22, -0.48)] * 2,
        (0.0, -0.505),
        *[(0.22, -0.48)] * 2,
        *[(0.40, -0.04)] * 2,
        (0.0, 0.02),
        *[(-0.40, -0.04)] * 2,
    ]
    canvas.drawPath(
        closed_curve(cone), easel.ramp((0, -0.5), (0, 0.02), [scaled(shade, 0.86), shade, (1.0, 0.95, 0.80)])
    )
    easel.oval(0.0, -0.14, 0.17, 0.14, (1.0, 0.98, 0.88), 0.55 * strength)
    easel.shape(
        [*[(0.12, -0.49)] * 2, *[(0.22, -0.48)] * 2, *[(0.40, -0.04)] * 2, *[(0.27, -0.01)] * 2],
        scaled(shade, 0.66),
        0.45,
    )
    canvas.drawPath(open_curve([(-0.40, -0.035), (0.0, 0.022), (0.40, -0.035)]), stroke(scaled(shade, 0.62), 0.014))
    sway = 0.008 * easel.wave(0.35)
    canvas.drawLine(0.26, -0.02, 0.26 + sway, 0.14, stroke(_BRASS, 0.006))
    easel.disc(0.26 + sway, 0.15, 0.014, easel.lit(_BRASS))


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
    brass = easel.tone(_BRASS, 0.7)
    easel.oval(0.0, 0.49, 0.36, 0.065, easel.shaded(_BRASS))
    easel.oval(0.0, 0.475, 0.36, 0.060, easel.lit(_BRASS))
    easel.oval(0.0, 0.47, 0.27, 0.040, easel.shaded(_BRASS))
    canvas.drawArc(oval(0.36, 0.42, 0.085, 0.075), -150, 260, False, stroke(easel.lit(_BRASS), 0.028))
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


@prop("street_light")
def draw_street_light(easel: PropEasel) -> None:
    """A street light in fine rain: its cone, moths and a lamp that hums."""
    canvas = easel.canvas
    hum = 0.92 + 0.08 * sin(easel.time_seconds * 13.0) * sin(easel.time_seconds * 2.1)
    x, y = 0.10, -0.40
    cone = skia.Path()
    cone.moveTo(x - 0.10, y + 0.03)
    cone.lineTo(x - 0.62, 0.75)
    cone.lineTo(x + 0.62, 0.75)
    cone.lineTo(x + 0.10, y + 0.03)
    cone.close()
    paint = skia.Paint(
        Shader=skia.GradientShader.MakeLinear(
            [(0, y), (0, 0.75)],
            [skia.Color4f(1.0, 0.82, 0.50, 0.42 * hum).toColor(), skia.Color4f(1.0, 0.75, 0.40, 0.02).toColor()],
        ),
        BlendMode=skia.BlendMode.kScreen,
        AntiAlias=True,
    )
    canvas.drawPath(cone, paint)
    easel.glow(x, y + 0.04, 0.55, (1.0, 0.80, 0.48), 0.75 * hum)
    iron = easel.tone((0.14, 0.15, 0.18), 0.5)
    easel.slab(-0.345, -0.48, -0.295, 0.80, 0.02, iron.base)
    easel.slab(-0.31, -0.48, -0.295, 0.80, 0.01, iron.rim if easel.lighting.key_side > 0 else iron.line)
    easel.slab(-0.365, 0.40, -0.275, 0.80, 0.02, iron.base)
    easel.line(
        [(-0.32, -0.46), (-0.31, -0.62), (-0.12, -0.66), (x, -0.60), (x, -0.50)], easel.lit((0.14, 0.15, 0.18)), 0.032
    )
    easel.line([(-0.32, -0.28), (-0.22, -0.34), (-0.20, -0.46), (-0.26, -0.56)], easel.lit((0.14, 0.15, 0.18)), 0.016)
    canvas.drawPath(
        closed_curve(
            [
                *[(x - 0.15, y - 0.02)] * 2,
                (x - 0.12, y - 0.12),
                (x - 0.03, y - 0.16),
                (x + 0.03, y - 0.16),
                (x + 0.12, y - 0.12),
                *[(x + 0.15, y - 0.02)] * 2,
            ]
        ),
        iron.base,
    )
    easel.oval(x, y - 0.005, 0.135, 0.030, (1.0, 0.93, 0.72))
    easel.oval(x, y + 0.025, 0.075, 0.055, (1.0, 0.98, 0.88))
    for index in range(34):
        fall = (easel.time_seconds * (1.3 + 0.2 * (index % 4)) + index * 0.377) % 1.0
        px = x - 0.55 + 1.1 * ((index * 0.618) % 1.0)
        py = y + 0.05 + 1.05 * fall
        if abs(px - x) < 0.10 + (py - y) * 0.48:
            canvas.drawLine(px, py, px - 0.008, py + 0.045, stroke((1.0, 0.90, 0.70), 0.004, 0.5))
    for index in range(4):
        angle = easel.time_seconds * (1.6 + 0.5 * index) + index * 2.0
        easel.disc(
            x + (0.14 + 0.03 * index) * cos(angle), y + 0.06 + 0.07 * sin(angle * 1.7), 0.008, (1.0, 0.97, 0.85), 0.85
        )


@prop("neon_sign")
def draw_neon_sign(easel: PropEasel) -> None:
    """A neon heart struck by an arrow, with a cup-shaped second tube that stutters."""
    canvas = easel.canvas
    first, second = easel.vivid((1.0, 0.25, 0.50)), (0.30, 0.85, 1.0)
    first = mix(first, (1.0, 0.25, 0.45), 0.4)
    stutter = 0.25 if sin(easel.time_seconds * 7.0) * sin(easel.time_seconds * 1.9) > 0.72 else 1.0
    pulse = 0.8 + 0.2 * easel.energy
    for row in range(6):
        for column in range(7):
            left = -1.12 + 0.34 * column + (0.17 if row % 2 else 0.0)
            top = -0.62 + 0.21 * row
            easel.slab(
                left,
                top,
                left + 0.325,
                top + 0.195,
                0.01,
                fill(
                    easel.shaded(mix((0.30, 0.18, 0.18), easel.accent(0), 0.4)), 0.55 + 0.07 * ((row * 3 + column) % 4)
                ),
            )
    heart: list[Point] = [
        (0.0, 0.40),
        (-0.30, 0.14),
        (-0.47, -0.12),
        (-0.40, -0.42),
        (-0.14, -0.44),
        (0.0, -0.20),
        (0.0, -0.20),
        (0.14, -0.44),
        (0.40, -0.42),
        (0.47, -0.12),
        (0.30, 0.14),
        (0.0, 0.40),
    ]
    easel.glow(0.0, -0.06, 0.95, first, 0.55 * pulse)
    easel.glow(0.42, 0.12, 0.55, second, 0.30 * stutter)
    _tube(easel, closed_curve(heart), first, pulse)
    _tube(easel, open_curve([(-0.62, 0.34), (-0.20, 0.12), (0.30, -0.16), (0.62, -0.34)]), second, stutter)
    _tube(easel, open_curve([(0.48, -0.37), (0.62, -0.34), (0.62, -0.34), (0.60, -0.19)]), second, stutter)
    for x, y in ((-0.56, 0.31), (-0.48, 0.27)):
        _tube(easel, open_curve([(x - 0.08, y - 0.03), (x, y), (x - 0.02, y + 0.09)]), second, stutter)
    for x, y in ((-0.36, -0.40), (0.36, -0.40), (0.0, 0.37)):
        canvas.drawRect(skia.Rect.MakeXYWH(x - 0.015, y - 0.012, 0.03, 0.024), fill((0.12, 0.12, 0.14)))


def _tube(easel: PropEasel, path: skia.Path, colour: Colour, strength: float) -> None:
    for width, alpha, shade in (
        (0.10, 0.16, colour),
        (0.060, 0.35, colour),
        (0.034, 1.0, mix(scaled(colour, 0.35), colour, strength)),
        (0.014, 0.95, mix(scaled(colour, 0.5), (1.0, 0.97, 0.97), strength)),
    ):
        easel.canvas.drawPath(path, stroke(shade, width, round(alpha * (strength if width > 0.05 else 1.0), 2)))


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

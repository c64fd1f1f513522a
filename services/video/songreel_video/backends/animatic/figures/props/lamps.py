"""Things that shine: lamp, street light, neon sign."""

from __future__ import annotations

from math import cos, sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.ink.shading import Colour, fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import LAMP_BRASS

_WARM = (1.0, 0.76, 0.42)


@prop("lamp")
def draw_lamp(easel: PropEasel) -> None:
    """A table lamp with a glowing shade and its pool of light."""
    canvas = easel.canvas
    strength = 0.85 + 0.15 * easel.energy
    easel.glow(0.0, -0.16, 1.15, _WARM, 0.55 * strength)
    easel.oval(0.0, 0.52, 0.62, 0.085, _WARM, 0.22)
    easel.shadow(0.0, 0.53, 0.30, 0.05, 0.5)
    brass = easel.tone(LAMP_BRASS, 0.7)
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
    canvas.drawLine(0.26, -0.02, 0.26 + sway, 0.14, stroke(LAMP_BRASS, 0.006))
    easel.disc(0.26 + sway, 0.15, 0.014, easel.lit(LAMP_BRASS))


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
    pulse = 0.76 + 0.16 * easel.energy + 0.08 * easel.wave(0.7)
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

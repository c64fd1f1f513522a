"""Things one puts on: boots, a mask."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, oval
from songreel_video.backends.animatic.figures.ink.ribbons import draw_ribbon, ribbon
from songreel_video.backends.animatic.figures.ink.shading import Colour, fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import GOLD


@prop("boots")
def draw_boots(easel: PropEasel) -> None:
    """Boots walking through a wet street, a splash at each step."""
    canvas = easel.canvas
    leather = mix(easel.vivid((0.42, 0.24, 0.16)), (0.36, 0.22, 0.16), 0.6)
    trousers = easel.accent(1)
    canvas.drawRect(
        skia.Rect.MakeLTRB(-1.2, 0.36, 1.2, 0.78),
        easel.ramp(
            (0, 0.36),
            (0, 0.78),
            [
                easel.shaded(mix(easel.accent(0), (0.25, 0.28, 0.36), 0.5)),
                easel.lit(mix(easel.accent(0), (0.35, 0.38, 0.46), 0.5)),
            ],
        ),
    )
    for index in range(4):
        grow = (easel.time_seconds * 0.55 + index * 0.25) % 1.0
        x = (-0.35, 0.42, 0.05, -0.70)[index]
        canvas.drawOval(
            oval(x, 0.50 + 0.04 * index, 0.10 + 0.30 * grow, 0.02 + 0.05 * grow),
            stroke((0.85, 0.92, 1.0), 0.008, round(0.55 * (1 - grow), 2)),
        )
    pace = easel.time_seconds * (0.75 + 0.35 * easel.energy)
    for shift, near in ((0.5, False), (0.0, True)):
        step = (pace + shift) % 1.0
        if step < 0.55:
            x, lift, pitch = 0.42 - 0.84 * step / 0.55, 0.0, 0.0
            pitch = 14.0 * max(0.0, step / 0.55 - 0.65) / 0.35
            lift = -0.04 * max(0.0, step / 0.55 - 0.65) / 0.35
        else:
            u = (step - 0.55) / 0.45
            x, lift, pitch = (
                -0.42 + 0.84 * u * u * (3 - 2 * u),
                -0.20 * sin(pi * u) - 0.04 * (1 - u),
                24.0 * (1 - u) ** 1.3 - 12.0 * sin(pi * u) * u,
            )
        canvas.save()
        canvas.translate(x, 0.42 + (0.05 if near else 0.0) + lift)
        easel.shadow(0.06, 0.02 - lift, 0.34, 0.045, 0.5)
        canvas.rotate(pitch)
        _boot(easel, leather if near else scaled(leather, 0.72), trousers if near else scaled(trousers, 0.7))
        canvas.restore()
        if step < 0.22 and near:
            burst = step / 0.22
            for index in range(9):
                angle = -0.3 - 2.5 * index / 8
                reach = 0.12 + 0.22 * burst
                easel.oval(
                    x + 0.12 + reach * cos(angle),
                    0.46 + reach * sin(angle) * 0.7 + 0.2 * burst * burst,
                    0.012,
                    0.017,
                    (0.88, 0.94, 1.0),
                    round(1 - burst, 2),
                )


def _boot(easel: PropEasel, leather: Colour, trousers: Colour) -> None:
    canvas = easel.canvas
    skin, cloth = easel.tone(leather, 0.6), easel.tone(trousers, 0.3)
    leg = ribbon(
        [(-0.06, -0.95), (-0.06, -0.60), (-0.05, -0.30)], [0.175, 0.165, 0.160], crisp_start=True, crisp_end=True
    )
    upper = [
        *[(-0.19, -0.40)] * 2,
        (-0.17, -0.16),
        (-0.21, -0.03),
        *[(-0.20, 0.0)] * 2,
        *[(0.36, 0.0)] * 2,
        (0.40, -0.07),
        (0.31, -0.135),
        (0.16, -0.165),
        (0.09, -0.26),
        *[(0.10, -0.40)] * 2,
    ]
    canvas.drawPath(closed_curve(upper), skin.base)
    canvas.drawPath(
        closed_curve(
            [*[(-0.20, 0.0)] * 2, (-0.19, -0.06), (-0.02, -0.07), (0.15, -0.055), (0.38, -0.06), *[(0.36, 0.0)] * 2]
        ),
        skin.shade,
    )
    canvas.drawPath(
        closed_curve([(0.20, -0.145), (0.31, -0.125), (0.37, -0.08), (0.30, -0.095), (0.20, -0.125)]), skin.rim
    )
    draw_ribbon(canvas, leg, cloth, easel.lighting.key_side)
    for index in range(4):
        y = -0.25 + 0.035 * index
        x = 0.06 + 0.026 * index
        canvas.drawLine(x - 0.025, y, x + 0.035, y - 0.012, stroke(easel.lit((0.88, 0.82, 0.70)), 0.011))
    easel.slab(-0.215, -0.012, 0.385, 0.038, 0.018, fill(easel.shaded((0.18, 0.14, 0.12))))
    easel.slab(-0.215, 0.020, -0.06, 0.065, 0.01, fill(easel.shaded((0.16, 0.12, 0.11))))


@prop("mask")
def draw_mask(easel: PropEasel) -> None:
    """A masquerade mask with feathers and ribbons."""
    canvas = easel.canvas
    colour = easel.vivid((0.55, 0.20, 0.42))
    canvas.save()
    canvas.rotate(-7 + 1.5 * easel.wave(0.2))
    for index in range(7):
        angle = -66 + 19 * index + 3.0 * easel.wave(0.35, index * 0.13)
        canvas.save()
        canvas.translate(0.16, -0.16)
        canvas.rotate(angle * 0.8 + 8)
        length = 0.46 - 0.02 * abs(index - 3)
        plume = mix(colour, easel.accent(index % 3), 0.45)
        easel.shape(
            [
                (0.0, 0.0),
                (-0.06, -length * 0.35),
                (-0.075, -length * 0.75),
                (0.0, -length),
                (0.06, -length * 0.75),
                (0.05, -length * 0.35),
            ],
            easel.lit(plume),
        )
        easel.shape([(0.0, 0.0), (0.0, -length), (0.06, -length * 0.75), (0.05, -length * 0.35)], easel.shaded(plume))
        canvas.drawLine(0.0, 0.0, 0.0, -length * 0.92, stroke(easel.lit((0.95, 0.92, 0.85)), 0.005))
        canvas.restore()
    for side in (-1.0, 1.0):
        drift = 0.04 * easel.wave(0.4, 0.2 * side)
        easel.line(
            [(side * 0.50, -0.08), (side * 0.62, 0.05), (side * 0.55 + drift, 0.25), (side * 0.66 + drift, 0.48)],
            easel.shaded(colour),
            0.030,
        )
    half: list[Point] = [
        (0.0, -0.12),
        (0.18, -0.22),
        (0.42, -0.26),
        (0.58, -0.18),
        (0.53, 0.04),
        (0.38, 0.17),
        (0.16, 0.15),
        (0.07, 0.02),
    ]
    outline = [*half, (0.0, 0.06), *[(-x, y) for x, y in reversed(half[1:])]]
    easel.shape([(x * 1.035, y * 1.06 + 0.006) for x, y in outline], easel.lit(GOLD))
    canvas.drawPath(
        closed_curve(outline),
        easel.ramp((-0.5, -0.2), (0.5, 0.2), [easel.lit(scaled(colour, 1.2)), easel.lit(colour), easel.shaded(colour)]),
    )
    for side in (-1.0, 1.0):
        eye = [
            (side * 0.12, -0.015),
            (side * 0.20, -0.10),
            (side * 0.34, -0.105),
            (side * 0.43, -0.05),
            (side * 0.34, 0.035),
            (side * 0.20, 0.045),
        ]
        easel.shape([(x + (x - side * 0.27) * 0.22, y * 1.25 - 0.005) for x, y in eye], easel.lit(GOLD))
        easel.shape(eye, easel.shaded((0.06, 0.05, 0.08)))
        for index in range(5):
            easel.disc(
                side * (0.14 + 0.085 * index), 0.115 - 0.030 * abs(index - 1.5), 0.012, easel.lit((0.97, 0.93, 0.82))
            )
        easel.line([(side * 0.06, -0.13), (side * 0.22, -0.20), (side * 0.40, -0.215)], easel.lit(GOLD), 0.010)
    jewel = 0.7 + 0.3 * easel.wave(0.5)
    easel.shape(
        [(0.0, -0.19), (0.045, -0.135), (0.0, -0.07), (-0.045, -0.135)],
        mix(easel.accent(2), (1.0, 1.0, 1.0), 0.5 * jewel),
    )
    canvas.restore()

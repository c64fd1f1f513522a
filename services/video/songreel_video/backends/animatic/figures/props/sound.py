"""Things that carry sound: microphone, headphones, speaker."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import oval
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import STEEL


@prop("microphone")
def draw_microphone(easel: PropEasel) -> None:
    """An old stage microphone before a warm haze."""
    canvas = easel.canvas
    easel.glow(0.0, -0.12, 0.75, easel.vivid((0.95, 0.62, 0.35)), 0.30 + 0.22 * easel.energy)
    metal = easel.tone(STEEL, 0.7)
    canvas.drawRect(
        skia.Rect.MakeLTRB(-0.030, 0.22, 0.030, 0.85),
        easel.ramp((-0.03, 0), (0.03, 0), [easel.shaded(STEEL), easel.lit(STEEL), easel.shaded(scaled(STEEL, 0.6))]),
    )
    canvas.save()
    canvas.rotate(-9 + 0.8 * easel.wave(0.3))
    easel.slab(-0.09, 0.16, 0.09, 0.27, 0.03, metal.shade)
    body = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.225, -0.46, 0.225, 0.20), 0.21, 0.21)
    canvas.drawRRect(
        body,
        easel.ramp(
            (-0.22, 0),
            (0.22, 0),
            [
                easel.lit(scaled(STEEL, 1.15)),
                easel.lit(STEEL),
                easel.shaded(STEEL),
                easel.shaded(scaled(STEEL, 0.55)),
            ]
            if easel.lighting.key_side < 0
            else [
                easel.shaded(scaled(STEEL, 0.55)),
                easel.shaded(STEEL),
                easel.lit(STEEL),
                easel.lit(scaled(STEEL, 1.15)),
            ],
        ),
    )
    canvas.save()
    canvas.clipRRect(body, skia.ClipOp.kIntersect, True)
    for index in range(7):
        x = -0.165 + 0.055 * index
        easel.slab(x - 0.015, -0.40, x + 0.015, 0.12, 0.014, fill(easel.shaded((0.12, 0.11, 0.13))))
        easel.slab(x - 0.015, -0.40, x - 0.007, 0.12, 0.004, fill(easel.lit(scaled(STEEL, 0.8)), 0.5))
    for y in (-0.25, -0.01):
        easel.slab(-0.23, y - 0.022, 0.23, y + 0.022, 0.0, metal.base)
        easel.slab(-0.23, y + 0.008, 0.23, y + 0.022, 0.0, metal.shade)
    easel.slab(-0.026, -0.46, 0.026, 0.20, 0.0, metal.base)
    canvas.restore()
    side = easel.lighting.key_side
    easel.shape(
        [(0.14 * side, -0.42), (0.20 * side, -0.30), (0.205 * side, 0.02), (0.17 * side, 0.0), (0.165 * side, -0.28)],
        (1.0, 0.98, 0.92),
        0.55,
    )
    canvas.restore()
    for index in range(9):
        x = 0.6 * sin(index * 2.4 + easel.time_seconds * 0.11)
        y = -0.1 + 0.5 * cos(index * 1.7 - easel.time_seconds * 0.13)
        easel.disc(x, y, 0.008 + 0.004 * (index % 3), (1.0, 0.9, 0.7), 0.25)


@prop("headphones")
def draw_headphones(easel: PropEasel) -> None:
    """Headphones lying, their cushions humming."""
    canvas = easel.canvas
    easel.shadow(0.0, 0.42, 0.66, 0.10, 0.45)
    colour = easel.vivid((0.80, 0.36, 0.26))
    dark = easel.tone((0.16, 0.15, 0.18), 0.5)
    for width, paint in ((0.105, dark.line), (0.085, dark.base)):
        p = skia.Paint(paint)
        p.setStyle(skia.Paint.kStroke_Style)
        p.setStrokeWidth(width)
        canvas.drawArc(oval(0.0, 0.08, 0.42, 0.50), 190, 160, False, p)
    canvas.drawArc(oval(0.0, 0.08, 0.40, 0.48), 215, 110, False, stroke(easel.lit(colour), 0.030))
    hum = 0.008 * easel.energy * sin(easel.time_seconds * 25.0)
    for side in (-1.0, 1.0):
        x = side * 0.42
        easel.slab(x - 0.02 * side - 0.025, -0.08, x - 0.02 * side + 0.025, 0.14, 0.02, fill(easel.lit(STEEL)))
        canvas.save()
        canvas.translate(x, 0.20)
        canvas.rotate(side * -7)
        easel.slab(
            -0.125 - hum,
            -0.22,
            0.125 + hum,
            0.22,
            0.11,
            easel.tone(colour).shade if side * easel.lighting.key_side < 0 else easel.tone(colour).base,
        )
        inward = -side * 0.115
        easel.slab(inward - 0.07, -0.20, inward + 0.07, 0.20, 0.07, dark.base)
        easel.slab(inward - 0.05, -0.15, inward + 0.03, 0.10, 0.04, dark.rim)
        easel.oval(side * 0.05, 0.0, 0.045, 0.13, easel.lit(scaled(colour, 1.25)), 0.6)
        canvas.restore()
    easel.line(
        [(-0.44, 0.42), (-0.40, 0.56), (-0.1, 0.50), (0.15, 0.60), (0.5, 0.52)], easel.shaded((0.16, 0.15, 0.18)), 0.018
    )


@prop("speaker")
def draw_speaker(easel: PropEasel) -> None:
    """A loudspeaker whose cones push out with the music."""
    canvas = easel.canvas
    easel.shadow(0.0, 0.55, 0.60, 0.08, 0.5)
    wood = (0.42, 0.28, 0.20)
    easel.slab(-0.37, -0.58, 0.37, 0.56, 0.03, easel.tone(wood).shade)
    canvas.drawRoundRect(
        skia.Rect.MakeLTRB(-0.37, -0.58, 0.34, 0.55),
        0.03,
        0.03,
        easel.ramp((-0.37, -0.5), (0.34, 0.5), [easel.lit(scaled(wood, 1.2)), easel.lit(wood)]),
    )
    easel.slab(-0.32, -0.53, 0.29, 0.50, 0.02, fill(easel.lit((0.14, 0.13, 0.15))))
    kick = (0.25 + 0.75 * easel.energy) * (0.5 + 0.5 * cos(2 * pi * easel.time_seconds * 2.0)) ** 3
    for y, radius in ((-0.32, 0.125), (0.16, 0.255)):
        x = -0.015
        grow = 1.0 + 0.05 * kick
        easel.disc(x, y, radius * 1.09, easel.lit((0.34, 0.34, 0.37)))
        easel.disc(x, y, radius, easel.shaded((0.10, 0.10, 0.11)))
        canvas.drawCircle(x, y, radius * 0.86 * grow, stroke(easel.lit((0.26, 0.25, 0.28)), radius * 0.16))
        canvas.drawCircle(
            x,
            y,
            radius * 0.72 * grow,
            easel.ramp(
                (x - radius, y - radius),
                (x + radius, y + radius),
                [easel.lit((0.10, 0.10, 0.12)), easel.lit((0.36, 0.33, 0.34))],
            ),
        )
        easel.disc(x, y, radius * 0.30 * grow, easel.lit(mix(easel.vivid((0.85, 0.5, 0.3)), (0.2, 0.2, 0.2), 0.45)))
        easel.oval(
            x + 0.08 * radius * easel.lighting.key_side,
            y - 0.10 * radius,
            radius * 0.12,
            radius * 0.09,
            (1.0, 0.95, 0.9),
            0.45,
        )
        for index in range(8):
            angle = index * pi / 4 + 0.2
            easel.disc(x + radius * 1.04 * cos(angle), y + radius * 1.04 * sin(angle), 0.010, easel.lit(STEEL))
    for ring in range(3):
        reach = (easel.time_seconds * 2.0 + ring / 3) % 1.0
        alpha = 0.30 * easel.energy * (1.0 - reach)
        for start in (-28, 152):
            canvas.drawArc(
                oval(0.0, 0.0, 0.48 + 0.34 * reach, 0.50 + 0.34 * reach),
                start,
                56,
                False,
                stroke(easel.lit(easel.vivid((0.95, 0.7, 0.4))), 0.014, round(alpha, 2)),
            )

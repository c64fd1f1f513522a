"""Things of a pocket: phone, key, ticket."""

from __future__ import annotations

from math import pi, sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import oval
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import BRASS, PAPER


@prop("phone")
def draw_phone(easel: PropEasel) -> None:
    """A phone in the dark, its screen lit by an incoming call of a heart and two buttons."""
    canvas = easel.canvas
    ring = 1.0 if (easel.time_seconds % 2.0) < 1.2 else 0.0
    canvas.save()
    canvas.rotate(-8 + 0.7 * ring * sin(easel.time_seconds * 40.0))
    glow = mix(easel.vivid((0.45, 0.65, 1.0)), (0.55, 0.72, 1.0), 0.5)
    easel.glow(0.0, 0.0, 0.95, glow, 0.45)
    easel.slab(-0.275, -0.53, 0.285, 0.55, 0.075, fill(easel.shaded((0.12, 0.12, 0.14))))
    easel.slab(-0.275, -0.54, 0.275, 0.54, 0.075, fill((0.09, 0.09, 0.11)))
    screen = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.250, -0.515, 0.250, 0.515), 0.055, 0.055)
    canvas.drawRRect(
        screen,
        easel.ramp(
            (0, -0.5),
            (0, 0.5),
            [
                mix(glow, (0.10, 0.12, 0.25), 0.45),
                mix(glow, easel.accent(0), 0.35),
                mix(easel.vivid((0.9, 0.5, 0.5)), glow, 0.35),
            ],
        ),
    )
    canvas.save()
    canvas.clipRRect(screen, skia.ClipOp.kIntersect, True)
    for index in range(3):
        grow = (easel.time_seconds * 0.8 + index / 3) % 1.0
        canvas.drawCircle(0.0, -0.14, 0.13 + 0.20 * grow, stroke((1.0, 1.0, 1.0), 0.010, round(0.45 * (1.0 - grow), 2)))
    easel.disc(0.0, -0.14, 0.125, (1.0, 1.0, 1.0), 0.92)
    beat = 1.0 + 0.08 * (0.5 + 0.5 * easel.wave(1.2))
    heart = [
        (0.0, 0.075),
        (-0.06, 0.02),
        (-0.085, -0.03),
        (-0.05, -0.075),
        (0.0, -0.035),
        (0.0, -0.035),
        (0.05, -0.075),
        (0.085, -0.03),
        (0.06, 0.02),
    ]
    easel.shape([(x * beat, -0.145 + y * beat) for x, y in heart], (0.92, 0.30, 0.38))
    easel.slab(-0.12, 0.06, 0.12, 0.085, 0.012, fill((1.0, 1.0, 1.0), 0.85))
    easel.slab(-0.07, 0.11, 0.07, 0.128, 0.009, fill((1.0, 1.0, 1.0), 0.5))
    easel.disc(-0.12, 0.36, 0.070, (0.90, 0.26, 0.26))
    easel.disc(0.12, 0.36, 0.070, (0.25, 0.75, 0.42))
    for x, turn in ((-0.12, 135.0), (0.12, 0.0)):
        canvas.save()
        canvas.translate(x, 0.36)
        canvas.rotate(turn)
        canvas.drawArc(oval(0.012, -0.012, 0.034, 0.034), 90, 90, False, stroke((1.0, 1.0, 1.0), 0.016))
        canvas.restore()
    easel.facet([(-0.05, -0.55), (0.16, -0.55), (-0.20, 0.55), (-0.41, 0.55)], (1.0, 1.0, 1.0), 0.08)
    canvas.restore()
    easel.slab(-0.055, -0.495, 0.055, -0.468, 0.013, fill((0.05, 0.05, 0.06)))
    canvas.restore()


@prop("key")
def draw_key(easel: PropEasel) -> None:
    """An old key swinging on a ribbon."""
    canvas = easel.canvas
    canvas.save()
    canvas.translate(0.0, -0.62)
    canvas.rotate(7.0 * easel.wave(0.4))
    easel.line([(-0.01, -0.4), (-0.015, 0.0), (0.0, 0.17)], easel.lit(easel.vivid((0.70, 0.20, 0.22))), 0.030)
    easel.line([(0.03, -0.4), (0.02, 0.0), (0.0, 0.17)], easel.shaded(easel.vivid((0.70, 0.20, 0.22))), 0.022)
    canvas.translate(0.0, 0.30)
    for dx, colour in ((0.014 * -easel.lighting.key_side, easel.shaded(BRASS)), (0.0, easel.lit(BRASS))):
        for x, y in ((0.0, -0.05), (-0.095, 0.05), (0.095, 0.05)):
            canvas.drawCircle(x + dx, y, 0.088, stroke(colour, 0.042))
        easel.slab(-0.034 + dx, 0.12, 0.034 + dx, 0.80, 0.02, fill(colour))
        for y in (0.19, 0.24, 0.62):
            easel.slab(-0.055 + dx, y, 0.055 + dx, y + 0.030, 0.012, fill(colour))
        bits = [
            (0.03, 0.64),
            (0.19, 0.64),
            (0.19, 0.69),
            (0.13, 0.69),
            (0.13, 0.72),
            (0.20, 0.72),
            (0.20, 0.79),
            (0.03, 0.79),
        ]
        easel.facet([(x + dx, y) for x, y in bits], colour)
    gleam = (easel.time_seconds * 0.45) % 1.6
    if gleam < 1.0:
        easel.slab(-0.024, 0.14 + 0.55 * gleam, -0.004, 0.24 + 0.55 * gleam, 0.01, fill((1.0, 0.97, 0.85), 0.85))
    easel.slab(-0.026, 0.28, -0.014, 0.60, 0.006, fill(easel.lit((1.0, 0.88, 0.60))))
    canvas.restore()


@prop("ticket")
def draw_ticket(easel: PropEasel) -> None:
    """Two tickets with a perforated stub, fanned, catching a glint."""
    canvas = easel.canvas
    easel.shadow(0.0, 0.06, 0.72, 0.42, 0.45)
    for angle, colour in (
        (9.0, mix(easel.accent(1), PAPER, 0.45)),
        (-8.0 + 0.7 * easel.wave(0.2), mix(easel.vivid((0.85, 0.55, 0.25)), PAPER, 0.25)),
    ):
        canvas.save()
        canvas.rotate(angle)
        card = skia.Path()
        card.addRoundRect(skia.Rect.MakeLTRB(-0.58, -0.24, 0.58, 0.24), 0.03, 0.03)
        for y in (-0.24, 0.24):
            card = skia.Op(card, skia.Path.Circle(0.26, y, 0.045), skia.PathOp.kDifference_PathOp)
        canvas.drawPath(card, fill(easel.lit(colour)))
        dark = easel.shaded(scaled(colour, 0.75))
        for index in range(9):
            easel.disc(0.26, -0.17 + index * 0.0425, 0.008, dark)
        canvas.drawRoundRect(
            skia.Rect.MakeLTRB(-0.53, -0.19, 0.20, 0.19), 0.02, 0.02, easel.tone(scaled(colour, 1.1)).rim
        )
        easel.disc(-0.36, 0.0, 0.115, dark)
        star = [
            (
                -0.36 + (0.085 if i % 2 == 0 else 0.038) * sin(i * pi / 5),
                -(0.085 if i % 2 == 0 else 0.038) * sin(i * pi / 5 + pi / 2),
            )
            for i in range(10)
        ]
        easel.facet(star, easel.lit(PAPER))
        for row, width in enumerate((0.32, 0.24, 0.29)):
            easel.slab(-0.18, -0.12 + row * 0.10, -0.18 + width, -0.08 + row * 0.10, 0.015, fill(dark))
        for index in range(7):
            easel.slab(
                0.34 + 0.026 * index,
                -0.14,
                0.34 + 0.026 * index + (0.015 if index % 3 else 0.008),
                0.14,
                0.0,
                fill(dark),
            )
        canvas.restore()

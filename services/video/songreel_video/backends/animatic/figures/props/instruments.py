"""Things one plays: guitar, piano keys, drum."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import closed_curve, oval
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import STEEL


@prop("guitar")
def draw_guitar(easel: PropEasel) -> None:
    """The body of a guitar with its strings trembling."""
    canvas = easel.canvas
    canvas.save()
    canvas.rotate(-24)
    wood = mix(easel.vivid((0.78, 0.46, 0.22)), (0.78, 0.46, 0.22), 0.6)
    half = (
        (-0.50, 0.0),
        (-0.47, 0.22),
        (-0.30, 0.31),
        (-0.12, 0.24),
        (0.02, 0.165),
        (0.14, 0.20),
        (0.26, 0.225),
        (0.36, 0.14),
        (0.37, 0.0),
    )
    outline = [*half, *[(x, -y) for x, y in reversed(half[1:-1])]]
    canvas.save()
    canvas.translate(0.012, 0.035)
    easel.shape(outline, easel.shaded(scaled(wood, 0.6)))
    canvas.restore()
    easel.shape(outline, easel.shaded(wood))
    inner = [(x * 0.965 - 0.002, y * 0.945) for x, y in outline]
    canvas.drawPath(
        closed_curve(inner),
        easel.ramp(
            (-0.4, -0.3), (0.3, 0.3), [easel.lit(scaled(wood, 1.18)), easel.lit(wood), easel.lit(scaled(wood, 0.72))]
        ),
    )
    easel.disc(0.115, 0.0, 0.125, easel.shaded(scaled(wood, 0.7)))
    canvas.drawCircle(0.115, 0.0, 0.108, stroke(easel.lit((0.92, 0.80, 0.56)), 0.010))
    easel.disc(0.115, 0.0, 0.092, easel.shaded((0.10, 0.06, 0.05)))
    neck = easel.tone((0.26, 0.16, 0.12))
    easel.slab(0.16, -0.055, 0.98, 0.055, 0.01, neck.base)
    for index in range(7):
        x = 0.40 + 0.085 * index
        canvas.drawLine(x, -0.055, x, 0.055, stroke(easel.lit(STEEL), 0.006))
    easel.slab(-0.30, -0.11, -0.26, 0.11, 0.012, neck.base)
    gleam = 0.5 + 0.5 * easel.wave(0.2)
    easel.shape([(-0.44, -0.16), (-0.30, -0.27), (-0.12, -0.21), (-0.28, -0.20)], (1.0, 1.0, 1.0), 0.12 + 0.14 * gleam)
    for index in range(6):
        y = -0.040 + 0.016 * index
        shiver = 0.008 * easel.energy * sin(easel.time_seconds * (50 + 9 * index)) * (1.0 if index % 2 else 0.6)
        easel.line(
            [(-0.28, y), (0.1, y + shiver * 2), (0.98, y)], easel.lit((0.95, 0.92, 0.82)), 0.0035 + 0.0008 * (5 - index)
        )
    canvas.restore()


@prop("piano_keys")
def draw_piano_keys(easel: PropEasel) -> None:
    """A run of piano keys in slanting light, some going down on the beat."""
    canvas = easel.canvas
    easel.facet([(-1.2, -0.75), (1.2, -0.75), (1.2, -0.30), (-1.2, -0.30)], easel.shaded((0.12, 0.09, 0.09)))
    canvas.drawRect(
        skia.Rect.MakeLTRB(-1.2, -0.34, 1.2, -0.30),
        fill(easel.lit(mix(easel.vivid((0.6, 0.12, 0.12)), (0.6, 0.12, 0.12), 0.5))),
    )
    wide = 0.155
    step = int(easel.time_seconds * 3.0)
    blend = easel.time_seconds * 3.0 - step
    for index in range(-8, 8):
        down = _pressed(index, step) * (1.0 - blend) ** 0.5 * (0.3 + 0.7 * easel.energy)
        x = index * wide
        bottom = 0.50 + 0.020 * down
        colour = (0.96, 0.94, 0.89)
        canvas.drawRect(
            skia.Rect.MakeLTRB(x, -0.30, x + wide - 0.006, bottom),
            easel.ramp(
                (0, -0.3),
                (0, 0.5),
                [easel.shaded(colour), easel.lit(scaled(colour, 0.98 - 0.10 * down)), easel.lit(colour)],
            ),
        )
        canvas.drawRect(
            skia.Rect.MakeLTRB(x, bottom, x + wide - 0.006, bottom + 0.10 - 0.02 * down), fill(easel.shaded(colour))
        )
        if down > 0.1:
            canvas.drawRect(skia.Rect.MakeLTRB(x, -0.30, x + 0.018, bottom), fill(easel.shaded(colour), 0.8 * down))
    for index in range(-8, 8):
        if index % 7 in (2, 6):
            continue
        down = _pressed(index + 3, step + 1) * (1.0 - blend) ** 0.5 * easel.energy
        x = (index + 1) * wide - 0.003
        low = 0.155 + 0.016 * down
        canvas.drawRect(
            skia.Rect.MakeLTRB(x - 0.040, -0.30, x + 0.060, low + 0.020), fill(easel.shaded((0.3, 0.28, 0.3)), 0.5)
        )
        easel.slab(x - 0.047, -0.32, x + 0.047, low, 0.012, fill(easel.shaded((0.10, 0.09, 0.10))))
        easel.slab(
            x - 0.036,
            -0.32,
            x + 0.036,
            low - 0.045,
            0.010,
            easel.ramp((0, -0.3), (0, 0.14), [easel.lit((0.14, 0.13, 0.15)), easel.lit((0.30, 0.28, 0.31))]),
        )
    canvas.drawRect(skia.Rect.MakeLTRB(-1.2, 0.62, 1.2, 0.80), fill(easel.shaded((0.12, 0.09, 0.09))))
    slant = 0.10 * easel.wave(0.07)
    easel.facet(
        [(-0.7 + slant, -0.30), (-0.1 + slant, -0.30), (0.45 + slant, 0.62), (-0.15 + slant, 0.62)],
        (1.0, 0.92, 0.75),
        0.16,
    )


def _pressed(index: int, step: int) -> float:
    return 1.0 if (index * 5 + step * 3) % 8 == 0 else 0.0


@prop("drum")
def draw_drum(easel: PropEasel) -> None:
    """A snare drum struck by two sticks; the skin jumps and dust rises."""
    canvas = easel.canvas
    beat = (easel.time_seconds * 2.0) % 1.0
    easel.shadow(0.0, 0.40, 0.72, 0.12, 0.5)
    shell = easel.vivid((0.72, 0.20, 0.18))
    body = closed_curve(
        [
            *[(-0.50, -0.05)] * 2,
            *[(-0.50, 0.30)] * 2,
            (-0.3, 0.43),
            (0.3, 0.43),
            *[(0.50, 0.30)] * 2,
            *[(0.50, -0.05)] * 2,
        ]
    )
    ramp = [easel.lit(scaled(shell, 1.15)), easel.lit(shell), easel.shaded(shell), easel.shaded(scaled(shell, 0.6))]
    canvas.drawPath(body, easel.ramp((-0.5, 0), (0.5, 0), ramp if easel.lighting.key_side < 0 else ramp[::-1]))
    for index in range(7):
        x = 0.5 * sin(-1.25 + 0.417 * index)
        y = 0.10 * cos(-1.25 + 0.417 * index)
        easel.slab(x - 0.014, 0.02 + y, x + 0.014, 0.27 + y, 0.01, fill(easel.lit(STEEL)))
    for y, extra in ((0.28, 0.0), (-0.07, 0.006)):
        canvas.drawArc(oval(0.0, y, 0.51 + extra, 0.135), 0, 180, False, stroke(easel.lit(STEEL), 0.035))
    jump = 0.012 * (1.0 - beat) ** 3 * easel.energy
    easel.oval(0.0, -0.09, 0.52, 0.145, easel.lit(STEEL))
    easel.oval(0.0, -0.095 + jump, 0.485, 0.125, easel.lit((0.95, 0.93, 0.88)))
    easel.oval(0.04, -0.085 + jump, 0.30, 0.07, easel.lit((0.86, 0.84, 0.80)), 0.6)
    for index in range(8):
        rise = beat * (0.14 + 0.05 * (index % 3))
        easel.disc(-0.28 + 0.08 * index, -0.12 - rise, 0.010, (1.0, 0.95, 0.85), 0.7 * (1.0 - beat) * easel.energy)
    for side, shift in ((-1.0, 0.0), (1.0, 0.5)):
        lift = ((easel.time_seconds * 2.0 + shift) % 1.0) ** 0.8
        angle = 14 + 26 * sin(pi * lift) * (0.4 + 0.6 * easel.energy)
        canvas.save()
        canvas.translate(side * 0.08, -0.12)
        canvas.scale(side, 1)
        canvas.rotate(-angle)
        wood = easel.tone((0.80, 0.60, 0.36))
        easel.shape(
            [
                (0.0, -0.028),
                (0.05, -0.030),
                (0.10, -0.018),
                (0.75, -0.030),
                (0.75, 0.030),
                (0.10, 0.016),
                (0.05, 0.028),
                (0.0, 0.026),
            ],
            easel.lit((0.80, 0.60, 0.36)),
        )
        easel.canvas.drawPath(
            closed_curve([(0.02, 0.01), (0.10, 0.004), (0.75, 0.008), (0.75, 0.030), (0.10, 0.016), (0.04, 0.028)]),
            wood.shade,
        )
        canvas.restore()

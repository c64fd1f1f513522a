"""Things on a wall: clock, mirror."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import oval
from songreel_video.backends.animatic.figures.ink.shading import mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import BRASS


@prop("clock")
def draw_clock(easel: PropEasel) -> None:
    """A pocket watch or wall clock: plain strokes for hours, hands that run, a small second dial."""
    canvas = easel.canvas
    easel.shadow(0.02, 0.06, 0.62, 0.60, 0.40)
    canvas.drawCircle(
        0.0,
        0.0,
        0.48,
        easel.ramp((-0.4, -0.4), (0.4, 0.4), [easel.lit((0.95, 0.80, 0.52)), easel.lit(BRASS), easel.shaded(BRASS)]),
    )
    canvas.drawCircle(
        0.0, 0.0, 0.435, easel.ramp((0.4, 0.4), (-0.4, -0.4), [easel.lit((0.95, 0.80, 0.52)), easel.shaded(BRASS)])
    )
    easel.disc(0.0, 0.0, 0.415, easel.lit((0.95, 0.92, 0.84)))
    canvas.drawArc(
        oval(0.0, 0.0, 0.415, 0.415),
        200 if easel.lighting.key_side < 0 else 240,
        90,
        False,
        stroke(easel.shaded((0.95, 0.92, 0.84)), 0.03, 0.6),
    )
    ink = easel.lit((0.16, 0.15, 0.20))
    for index in range(60):
        angle = index * pi / 30
        long = index % 5 == 0
        inner = 0.325 if long else 0.372
        canvas.drawLine(
            inner * sin(angle),
            -inner * cos(angle),
            0.388 * sin(angle),
            -0.388 * cos(angle),
            stroke(ink, 0.018 if index % 15 == 0 else 0.010 if long else 0.004),
        )
    t = easel.time_seconds
    tick = int(t * 2.0) / 2.0
    settle = tick + 0.06 * sin(min(1.0, (t * 2.0 % 1.0) * 6.0) * pi)
    canvas.drawCircle(0.0, 0.20, 0.088, stroke(ink, 0.005, 0.6))
    canvas.drawLine(0.0, 0.20, 0.07 * sin(t * 2.0), 0.20 - 0.07 * cos(t * 2.0), stroke(ink, 0.006))
    for angle, length, width in ((0.9 + t * 0.010, 0.215, 0.030), (5.5 + t * 0.12, 0.315, 0.022)):
        s, c = sin(angle), -cos(angle)
        easel.shape(
            [
                (-0.06 * s, -0.06 * c),
                (width * c, -width * s),
                (length * 0.7 * s + width * 0.8 * c, length * 0.7 * c - width * 0.8 * s),
                *[(length * s, length * c)] * 2,
                (length * 0.7 * s - width * 0.8 * c, length * 0.7 * c + width * 0.8 * s),
                (-width * c, width * s),
            ],
            ink,
        )
    angle = settle * pi / 30 * 6
    canvas.drawLine(
        -0.08 * sin(angle),
        0.08 * cos(angle),
        0.35 * sin(angle),
        -0.35 * cos(angle),
        stroke(easel.lit(easel.vivid((0.75, 0.2, 0.18))), 0.010),
    )
    easel.disc(0.0, 0.0, 0.022, easel.lit(BRASS))
    easel.shape([(-0.30, -0.26), (-0.10, -0.38), (0.12, -0.38), (-0.12, -0.20), (-0.26, 0.02)], (1.0, 1.0, 1.0), 0.16)
    easel.slab(-0.05, -0.56, 0.05, -0.46, 0.02, easel.tone(BRASS).shade)
    canvas.drawCircle(0.0, -0.61, 0.065, stroke(easel.lit(BRASS), 0.022))


@prop("mirror")
def draw_mirror(easel: PropEasel) -> None:
    """An oval mirror that holds a dim figure, light wandering over the glass."""
    canvas = easel.canvas
    gold = (0.78, 0.60, 0.34)
    easel.shadow(0.03, 0.05, 0.56, 0.72, 0.35)
    canvas.drawOval(
        oval(0.0, 0.0, 0.44, 0.58),
        easel.ramp((-0.4, -0.5), (0.4, 0.5), [easel.lit(scaled(gold, 1.25)), easel.lit(gold), easel.shaded(gold)]),
    )
    canvas.drawOval(
        oval(0.0, 0.0, 0.39, 0.53),
        easel.ramp((0.4, 0.5), (-0.4, -0.5), [easel.lit(scaled(gold, 1.2)), easel.shaded(scaled(gold, 0.8))]),
    )
    for index in range(24):
        angle = index * pi / 12
        easel.disc(0.415 * sin(angle), -0.555 * cos(angle), 0.020, easel.lit(scaled(gold, 1.2)))
    glass = oval(0.0, 0.0, 0.365, 0.505)
    canvas.save()
    clip = skia.Path()
    clip.addOval(glass)
    canvas.clipPath(clip, skia.ClipOp.kIntersect, True)
    canvas.drawRect(
        glass,
        easel.ramp(
            (0, -0.5),
            (0, 0.5),
            [
                easel.lit(mix((0.70, 0.76, 0.80), easel.accent(1), 0.35)),
                easel.lit(mix((0.42, 0.46, 0.54), easel.accent(0), 0.3)),
            ],
        ),
    )
    breath = 0.006 * easel.wave(0.25)
    dark = easel.shaded(mix((0.22, 0.20, 0.28), easel.accent(0), 0.4))
    easel.shape(
        [
            (-0.34, 0.56),
            (-0.30, 0.22 + breath),
            (-0.11, 0.13 + breath),
            (-0.06, 0.02),
            (0.06, 0.02),
            (0.11, 0.13 + breath),
            (0.30, 0.22 + breath),
            (0.34, 0.56),
        ],
        dark,
    )
    easel.oval(0.0, -0.09, 0.115, 0.150, dark)
    easel.shape(
        [
            (-0.15, 0.10),
            (-0.155, -0.12),
            (-0.08, -0.27),
            (0.08, -0.27),
            (0.155, -0.12),
            (0.15, 0.10),
            (0.10, 0.02),
            (0.09, -0.14),
            (-0.09, -0.14),
            (-0.10, 0.02),
        ],
        scaled(dark, 0.75),
    )
    side = easel.lighting.key_side
    easel.shape(
        [
            (0.09 * side, -0.18),
            (0.115 * side, -0.08),
            (0.09 * side, 0.04),
            (0.14 * side, 0.15),
            (0.29 * side, 0.23),
            (0.25 * side, 0.24),
            (0.10 * side, 0.17),
            (0.06 * side, 0.03),
        ],
        easel.lit(easel.lighting.rim),
        0.45,
    )
    x = 0.5 * easel.wave(0.06)
    for start, wide in ((-0.1, 0.13), (0.10, 0.05)):
        easel.facet(
            [
                (x + start + 0.2, -0.6),
                (x + start + 0.2 + wide, -0.6),
                (x + start - 0.2 + wide, 0.6),
                (x + start - 0.2, 0.6),
            ],
            (1.0, 1.0, 1.0),
            0.13,
        )
    canvas.restore()

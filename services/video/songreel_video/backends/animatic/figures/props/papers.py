"""Things of paper: photograph, letter, book."""

from __future__ import annotations

from math import pi, sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import closed_curve
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import PAPER

_INK = (0.24, 0.22, 0.30)


@prop("photograph")
def draw_photograph(easel: PropEasel) -> None:
    """A faded instant picture of two people before a low sun, lying a little askew."""
    canvas = easel.canvas
    easel.shadow(0.02, 0.06, 0.62, 0.58, 0.40)
    canvas.save()
    canvas.rotate(-6 + 0.8 * easel.wave(0.11))
    paper = easel.lit(PAPER)
    easel.facet([(-0.40, -0.46), (0.40, -0.46), (0.405, 0.47), (-0.395, 0.47)], paper)
    frame = skia.Rect.MakeLTRB(-0.335, -0.395, 0.335, 0.265)
    warm, dusk = (0.93, 0.66, 0.42), mix(easel.accent(0), (0.45, 0.32, 0.36), 0.6)
    canvas.drawRect(
        frame,
        easel.ramp(
            (0, -0.4),
            (0, 0.27),
            [easel.lit(mix(dusk, (0.75, 0.68, 0.62), 0.4)), easel.lit(warm), easel.lit((0.98, 0.84, 0.60))],
        ),
    )
    canvas.save()
    canvas.clipRect(frame, skia.ClipOp.kIntersect, True)
    easel.disc(0.10, 0.02, 0.10, easel.lit((1.0, 0.93, 0.74)))
    easel.shape(
        [(-0.5, 0.10), (-0.2, 0.03), (0.1, 0.10), (0.5, 0.02), (0.5, 0.4), (-0.5, 0.4)],
        easel.lit(mix(dusk, warm, 0.35)),
    )
    dark = easel.lit(mix(dusk, (0.20, 0.13, 0.16), 0.65))
    easel.shape([(-0.5, 0.20), (0.0, 0.17), (0.5, 0.20), (0.5, 0.4), (-0.5, 0.4)], dark)
    _two_people(easel, dark)
    canvas.drawRect(frame, fill(easel.lit((0.96, 0.86, 0.66)), 0.16))
    canvas.restore()
    easel.facet([(0.405, 0.47), (0.405, 0.36), (0.30, 0.47)], easel.shaded(PAPER))
    easel.facet([(0.30, 0.47), (0.405, 0.36), (0.325, 0.385)], easel.lit(scaled(PAPER, 0.93)))
    for x in (-0.16, 0.22):
        easel.line([(x, -0.455), (x + 0.05, -0.43), (x + 0.03, -0.40)], easel.shaded(PAPER), 0.004, 0.6)
    sheen = -0.6 + 1.4 * ((easel.time_seconds * 0.16) % 1.0)
    canvas.clipRect(frame, skia.ClipOp.kIntersect, True)
    easel.facet(
        [(sheen, -0.4), (sheen + 0.12, -0.4), (sheen - 0.08, 0.27), (sheen - 0.20, 0.27)], (1.0, 1.0, 1.0), 0.14
    )
    canvas.restore()


def _two_people(easel: PropEasel, dark: tuple[float, float, float]) -> None:
    for x, top, lean in ((-0.075, -0.13, 0.025), (0.045, -0.09, -0.03)):
        easel.oval(x + lean, top, 0.034, 0.042, dark)
        easel.shape(
            [
                (x + lean - 0.012, top + 0.03),
                (x + lean + 0.012, top + 0.03),
                (x + 0.062, top + 0.09),
                (x + 0.055, top + 0.22),
                (x + 0.048, 0.34),
                (x - 0.048, 0.34),
                (x - 0.052, top + 0.22),
                (x - 0.060, top + 0.09),
            ],
            dark,
        )
    easel.shape([(-0.02, -0.02), (0.03, 0.0), (0.01, 0.10), (-0.04, 0.08)], dark)


@prop("letter")
def draw_letter(easel: PropEasel) -> None:
    """A folded letter with lines of handwriting, lifting in a draught, on its envelope."""
    canvas = easel.canvas
    lift = 0.5 + 0.5 * easel.wave(0.23)
    easel.shadow(0.0, 0.08, 0.70, 0.50, 0.42)
    canvas.save()
    canvas.rotate(5)
    envelope = mix(PAPER, easel.accent(2), 0.30)
    easel.facet([(-0.56, -0.02), (0.50, -0.02), (0.50, 0.44), (-0.56, 0.44)], easel.lit(scaled(envelope, 0.92)))
    easel.facet([(-0.56, 0.44), (-0.03, 0.14), (0.50, 0.44)], easel.lit(envelope))
    easel.facet([(-0.56, -0.02), (-0.03, 0.20), (-0.56, 0.44)], easel.shaded(envelope), 0.35)
    canvas.restore()
    canvas.save()
    canvas.rotate(-7)
    easel.facet([(-0.36, -0.48), (0.33, -0.48), (0.33, -0.12), (-0.36, -0.12)], easel.lit(PAPER))
    easel.facet([(-0.36, -0.12), (0.33, -0.12), (0.33, 0.18), (-0.36, 0.18)], easel.lit(scaled(PAPER, 0.94)))
    flap = 0.44 - 0.10 * lift
    canvas.drawPath(
        closed_curve(
            [
                (-0.36, 0.18),
                (-0.36, 0.18),
                (0.33, 0.18),
                (0.33, 0.18),
                (0.35, flap),
                (0.35, flap),
                (0.0, flap - 0.02),
                (-0.34, flap),
                (-0.34, flap),
            ]
        ),
        easel.ramp((0, 0.18), (0, flap), [easel.lit(scaled(PAPER, 0.86)), easel.lit(PAPER)]),
    )
    ink = easel.lit(_INK)
    for row in range(10):
        y = -0.40 + row * 0.062
        if 0.10 < y + 0.02 < 0.2 and row == 9:
            continue
        right = 0.24 - (0.20 if row in (4, 9) else 0.03 * ((row * 7) % 3))
        points = [
            (-0.28 + index * 0.030, y + 0.011 * sin(index * 2.3 + row * 1.7) - 0.008 * (index % 2))
            for index in range(int((right + 0.28) / 0.030))
        ]
        easel.line(points, ink, 0.007, 0.75)
    easel.line(
        [
            (0.02, 0.30 - 0.06 * lift),
            (0.08, 0.25 - 0.06 * lift),
            (0.11, 0.31 - 0.06 * lift),
            (0.17, 0.26 - 0.06 * lift),
            (0.25, 0.29 - 0.06 * lift),
        ],
        ink,
        0.009,
    )
    canvas.restore()


@prop("book")
def draw_book(easel: PropEasel) -> None:
    """An open book whose page is turning."""
    canvas = easel.canvas
    easel.shadow(0.0, 0.24, 0.80, 0.26, 0.5)
    cover = mix(easel.accent(1), (0.45, 0.16, 0.16), 0.5)
    easel.facet(
        [(-0.66, -0.20), (0.0, -0.14), (0.66, -0.20), (0.70, 0.30), (0.0, 0.36), (-0.70, 0.30)], easel.shaded(cover)
    )
    for side in (-1.0, 1.0):
        for layer in range(4):
            y = 0.012 * layer
            colour = easel.lit(scaled(PAPER, 0.84 + 0.05 * layer))
            canvas.drawPath(
                closed_curve(
                    [
                        (0.0, -0.13 - y),
                        (0.0, -0.13 - y),
                        (side * 0.25, -0.27 - y),
                        *[(side * 0.63, -0.22 - y)] * 2,
                        *[(side * 0.66, 0.27 - y)] * 2,
                        (side * 0.28, 0.19 - y),
                        *[(0.0, 0.33 - y)] * 2,
                    ]
                ),
                fill(colour),
            )
        if side * easel.lighting.key_side < 0:
            canvas.drawPath(
                closed_curve(
                    [(0.0, -0.16), (0.0, -0.16), (side * 0.12, -0.25), (side * 0.17, 0.18), (0.0, 0.29), (0.0, 0.29)]
                ),
                fill(easel.shaded(PAPER), 0.55),
            )
        for row in range(8):
            y = -0.17 + row * 0.047
            easel.line(
                [(side * 0.12, y - 0.055), (side * 0.30, y - 0.075), (side * (0.54 - 0.10 * (row == 7)), y - 0.045)],
                easel.lit(_INK),
                0.008,
                0.45,
            )
    turn = (easel.time_seconds * 0.22) % 1.0
    angle = pi * min(1.0, turn * 2.0)
    if 0.02 < turn < 0.5:
        reach, rise = 0.64 * -(-1.0 + angle / pi * 2.0), 0.34 * sin(angle)
        canvas.drawPath(
            closed_curve(
                [
                    *[(0.0, -0.17)] * 2,
                    (reach * 0.5, -0.28 - rise * 0.9),
                    *[(reach, -0.24 - rise)] * 2,
                    *[(reach * 1.04, 0.24 - rise)] * 2,
                    (reach * 0.5, 0.14 - rise * 0.9),
                    *[(0.0, 0.29)] * 2,
                ]
            ),
            fill(easel.lit(scaled(PAPER, 1.03)), 0.96),
        )

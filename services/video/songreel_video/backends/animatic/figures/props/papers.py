"""Things of paper and cloth: photograph, letter, book, map, ticket, flag."""

from __future__ import annotations

from math import pi, sin

import skia

from songreel_video.backends.animatic.figures.curves import closed_curve, polygon
from songreel_video.backends.animatic.figures.props.easel import PropEasel, mix, prop, scaled
from songreel_video.backends.animatic.figures.shading import fill

_PAPER = (0.95, 0.91, 0.82)
_INK = (0.24, 0.22, 0.30)


@prop("photograph")
def draw_photograph(easel: PropEasel) -> None:
    """A faded instant picture of two people before a low sun, lying a little askew."""
    canvas = easel.canvas
    easel.shadow(0.02, 0.06, 0.62, 0.58, 0.40)
    canvas.save()
    canvas.rotate(-6 + 0.8 * easel.wave(0.11))
    paper = easel.lit(_PAPER)
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
    easel.facet([(0.405, 0.47), (0.405, 0.36), (0.30, 0.47)], easel.shaded(_PAPER))
    easel.facet([(0.30, 0.47), (0.405, 0.36), (0.325, 0.385)], easel.lit(scaled(_PAPER, 0.93)))
    for x in (-0.16, 0.22):
        easel.line([(x, -0.455), (x + 0.05, -0.43), (x + 0.03, -0.40)], easel.shaded(_PAPER), 0.004, 0.6)
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
    envelope = mix(_PAPER, easel.accent(2), 0.30)
    easel.facet([(-0.56, -0.02), (0.50, -0.02), (0.50, 0.44), (-0.56, 0.44)], easel.lit(scaled(envelope, 0.92)))
    easel.facet([(-0.56, 0.44), (-0.03, 0.14), (0.50, 0.44)], easel.lit(envelope))
    easel.facet([(-0.56, -0.02), (-0.03, 0.20), (-0.56, 0.44)], easel.shaded(envelope), 0.35)
    canvas.restore()
    canvas.save()
    canvas.rotate(-7)
    easel.facet([(-0.36, -0.48), (0.33, -0.48), (0.33, -0.12), (-0.36, -0.12)], easel.lit(_PAPER))
    easel.facet([(-0.36, -0.12), (0.33, -0.12), (0.33, 0.18), (-0.36, 0.18)], easel.lit(scaled(_PAPER, 0.94)))
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
        easel.ramp((0, 0.18), (0, flap), [easel.lit(scaled(_PAPER, 0.86)), easel.lit(_PAPER)]),
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
            colour = easel.lit(scaled(_PAPER, 0.84 + 0.05 * layer))
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
                fill(easel.shaded(_PAPER), 0.55),
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
            fill(easel.lit(scaled(_PAPER, 1.03)), 0.96),
        )


@prop("map")
def draw_map(easel: PropEasel) -> None:
    """A creased map with coast, river and roads, and a dotted way that grows to a cross."""
    canvas = easel.canvas
    easel.shadow(0.0, 0.04, 0.92, 0.58, 0.4)
    canvas.save()
    canvas.rotate(-3)
    land, sea = easel.lit((0.88, 0.80, 0.62)), easel.lit(mix((0.55, 0.70, 0.72), easel.accent(1), 0.2))
    sheet = polygon(
        [
            (-0.80, -0.46),
            (-0.40, -0.49),
            (0.0, -0.45),
            (0.40, -0.49),
            (0.80, -0.46),
            (0.80, 0.46),
            (0.40, 0.49),
            (0.0, 0.45),
            (-0.40, 0.49),
            (-0.80, 0.46),
        ]
    )
    canvas.drawPath(sheet, fill(land))
    canvas.clipPath(sheet, skia.ClipOp.kIntersect, True)
    easel.shape(
        [
            (0.20, -0.60),
            (0.34, -0.30),
            (0.26, -0.12),
            (0.46, 0.06),
            (0.40, 0.28),
            (0.58, 0.60),
            (1.0, 0.6),
            (1.0, -0.6),
        ],
        sea,
    )
    easel.line([(0.30, -0.14), (0.10, -0.05), (0.02, 0.12), (-0.25, 0.18), (-0.42, 0.34), (-0.80, 0.36)], sea, 0.022)
    for points in (
        [(-0.8, -0.22), (-0.45, -0.15), (-0.30, 0.02), (0.05, 0.26), (0.40, 0.32)],
        [(-0.55, -0.5), (-0.45, -0.15), (-0.60, 0.15), (-0.52, 0.5)],
        [(-0.45, -0.15), (-0.1, -0.28), (0.22, -0.26)],
    ):
        easel.line(points, easel.lit((0.72, 0.50, 0.32)), 0.012)
    green = easel.lit((0.62, 0.68, 0.44))
    for index in range(11):
        x, y = -0.70 + 0.115 * (index % 4) + 0.03 * (index // 4), 0.0 - 0.09 * (index // 4) - 0.24
        easel.facet([(x, y), (x + 0.028, y - 0.055), (x + 0.056, y)], green)
    grown = min(1.0, (easel.time_seconds * 0.25) % 1.6)
    way = [(-0.66 + 0.105 * i, 0.30 - 0.055 * i + 0.06 * sin(i * 1.3)) for i in range(9)]
    red = easel.lit((0.75, 0.20, 0.17))
    for index, (x, y) in enumerate(way[:-1]):
        if index / 8 <= grown:
            easel.line([(x, y), (x + 0.05, y - 0.02)], red, 0.016)
    if grown >= 1.0:
        x, y = way[-1]
        easel.line([(x - 0.04, y - 0.04), (x + 0.04, y + 0.04)], red, 0.022)
        easel.line([(x - 0.04, y + 0.04), (x + 0.04, y - 0.04)], red, 0.022)
    for index, x in enumerate((-0.80, -0.40, 0.0, 0.40)):
        easel.facet(
            [(x, -0.5), (x + 0.40, -0.5), (x + 0.40, 0.5), (x, 0.5)],
            easel.shaded(_PAPER) if index % 2 else (1.0, 1.0, 1.0),
            0.16 if index % 2 else 0.10,
        )
    canvas.restore()


@prop("ticket")
def draw_ticket(easel: PropEasel) -> None:
    """Two tickets with a perforated stub, fanned, catching a glint."""
    canvas = easel.canvas
    easel.shadow(0.0, 0.06, 0.72, 0.42, 0.45)
    for angle, colour in (
        (9.0, mix(easel.accent(1), _PAPER, 0.45)),
        (-8.0 + 0.7 * easel.wave(0.2), mix(easel.vivid((0.85, 0.55, 0.25)), _PAPER, 0.25)),
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
        easel.facet(star, easel.lit(_PAPER))
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


@prop("flag")
def draw_flag(easel: PropEasel) -> None:
    """A flag of plain colours rolling in the wind."""
    canvas = easel.canvas
    pole = easel.tone((0.55, 0.42, 0.32))
    easel.slab(-0.60, -0.60, -0.565, 0.75, 0.015, pole.base)
    easel.slab(-0.572, -0.60, -0.565, 0.75, 0.005, pole.shade)
    easel.disc(-0.582, -0.615, 0.035, easel.lit((0.85, 0.68, 0.34)))
    count = 14
    speed = easel.time_seconds * (0.7 + 0.7 * easel.energy)

    def height(index: int) -> float:
        t = index / count
        return 0.075 * float(t**0.6) * sin(6.283 * (t * 1.25 - speed))

    stripes = (
        easel.vivid((0.78, 0.22, 0.2)),
        easel.vivid((0.78, 0.22, 0.2)),
        scaled(easel.vivid((0.78, 0.22, 0.2)), 0.72),
    )
    for row, colour in enumerate(stripes):
        top = [(-0.565 + 1.2 * i / count, -0.52 + 0.22 * row + height(i)) for i in range(count + 1)]
        low = [(x, y + 0.225) for x, y in top]
        canvas.drawPath(polygon([*top, *reversed(low)]), fill(easel.lit(colour)))
    for index in range(count):
        slope = (height(index + 1) - height(index)) * count
        if slope * 1.0 > 0.06:
            x = -0.565 + 1.2 * index / count
            canvas.drawPath(
                polygon(
                    [
                        (x, -0.52 + height(index)),
                        (x + 1.2 / count + 0.002, -0.52 + height(index + 1)),
                        (x + 1.2 / count + 0.002, 0.145 + height(index + 1)),
                        (x, 0.145 + height(index)),
                    ]
                ),
                fill(easel.shaded((0.5, 0.5, 0.6)), min(0.45, slope * 0.9)),
            )

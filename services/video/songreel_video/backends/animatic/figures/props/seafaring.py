"""Things of wind and sea: boat, rope, flag."""

from __future__ import annotations

from math import sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, open_curve, polygon
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop


@prop("boat")
def draw_boat(easel: PropEasel) -> None:
    """A small sailing boat rocking on long waves."""
    canvas = easel.canvas
    t = easel.time_seconds
    heave, roll = 0.03 * sin(t * 1.3), 4.5 * sin(t * 1.3 + 0.8)
    sea = mix(easel.accent(1), (0.20, 0.42, 0.52), 0.5)
    for row in range(2):
        _wave(easel, 0.22 + 0.03 * row, 0.035, t * 0.5 + row * 1.7, easel.lit(scaled(sea, 0.75 + 0.12 * row)))
    canvas.save()
    canvas.translate(0.0, heave + 0.28)
    canvas.rotate(roll)
    canvas.translate(0.0, -0.28)
    wood = (0.62, 0.38, 0.24)
    canvas.drawLine(0.0, 0.20, 0.0, -0.66, stroke(easel.lit(scaled(wood, 0.8)), 0.026))
    belly = 0.04 * sin(t * 1.1) + 0.10
    cream = (0.96, 0.93, 0.85)
    main = [*[(0.03, -0.62)] * 2, (0.26 + belly, -0.25), *[(0.50, 0.10)] * 2, *[(0.03, 0.10)] * 2]
    canvas.drawPath(
        closed_curve(main),
        easel.ramp(
            (0.0, 0),
            (0.5, 0),
            [easel.lit(cream), easel.lit(cream), easel.shaded(cream)]
            if easel.lighting.key_side < 0
            else [easel.shaded(cream), easel.lit(cream), easel.lit(cream)],
        ),
    )
    stripe = easel.vivid((0.78, 0.28, 0.24))
    easel.shape(
        [
            *[(0.03, -0.12)] * 2,
            (0.24 + belly * 0.8, -0.115),
            *[(0.385 + belly * 0.3, -0.12)] * 2,
            *[(0.435 + belly * 0.2, -0.03)] * 2,
            (0.26 + belly * 0.8, -0.02),
            *[(0.03, -0.03)] * 2,
        ],
        easel.lit(stripe),
        0.9,
    )
    easel.shape(
        [
            *[(-0.03, -0.55)] * 2,
            (-0.16 - belly * 0.3, -0.20),
            *[(-0.40, 0.10)] * 2,
            (-0.18, 0.075),
            *[(-0.03, 0.08)] * 2,
        ],
        easel.shaded(cream),
    )
    flutter = 0.02 * sin(t * 5.0)
    easel.shape([*[(0.0, -0.66)] * 2, *[(-0.16, -0.69 + flutter)] * 2, *[(0.0, -0.60)] * 2], easel.lit(stripe))
    hull = [
        *[(-0.55, 0.13)] * 2,
        (0.0, 0.19),
        *[(0.60, 0.11)] * 2,
        (0.50, 0.28),
        (0.30, 0.38),
        (-0.30, 0.38),
        (-0.47, 0.29),
    ]
    canvas.drawPath(
        closed_curve(hull),
        easel.ramp((0, 0.12), (0, 0.38), [easel.lit(wood), easel.lit(scaled(wood, 0.85)), easel.shaded(wood)]),
    )
    for dy in (0.0, 0.055):
        canvas.drawPath(
            open_curve([(-0.53 + dy * 0.6, 0.165 + dy), (0.0, 0.225 + dy), (0.57 - dy * 0.7, 0.155 + dy)]),
            stroke(easel.shaded(scaled(wood, 0.7)), 0.008),
        )
    canvas.drawPath(
        open_curve([(-0.55, 0.13), (0.0, 0.185), (0.60, 0.11)]), stroke(easel.lit(scaled(cream, 0.95)), 0.024)
    )
    canvas.restore()
    for row in range(3):
        _wave(
            easel,
            0.36 + 0.11 * row,
            0.030 + 0.008 * row,
            t * (0.7 + 0.12 * row) + row * 2.1,
            easel.lit(scaled(sea, 1.0 + 0.10 * row)) if row % 2 == 0 else easel.shaded(scaled(sea, 1.25)),
        )
    for index in range(9):
        x = -0.8 + 0.2 * index + 0.03 * sin(t + index)
        shine = max(0.0, sin(t * 1.6 + index * 1.9))
        easel.slab(
            x - 0.045 * shine,
            0.52 + 0.03 * (index % 4),
            x + 0.045 * shine,
            0.528 + 0.03 * (index % 4),
            0.004,
            fill((1.0, 0.97, 0.88), 0.7),
        )


def _wave(easel: PropEasel, y: float, height: float, phase: float, colour: tuple[float, float, float]) -> None:
    crest = [(-1.2 + 0.1 * k, y + height * sin(k * 0.75 + phase * 2.0)) for k in range(25)]
    easel.shape([(-1.2, 0.80), (-1.2, 0.80), *crest, (1.2, 0.80), (1.2, 0.80)], colour)


@prop("rope")
def draw_rope(easel: PropEasel) -> None:
    """A heavy rope knotted over a wet net, drawing tight."""
    tight = 0.5 + 0.5 * easel.wave(0.22)
    cord = (0.36, 0.50, 0.46)
    for index in range(-5, 6):
        sag = 0.03 * sin(index * 1.3 + easel.time_seconds * 0.8)
        for sign in (-1.0, 1.0):
            easel.line(
                [
                    (index * 0.26 - 0.75 * sign, -0.78),
                    (index * 0.26 - 0.2 * sign, -0.2 + sag),
                    (index * 0.26 + 0.2 * sign, 0.25 + sag),
                    (index * 0.26 + 0.75 * sign, 0.80),
                ],
                easel.shaded(cord),
                0.014,
            )
    for row in range(-3, 5):
        for column in range(-5, 6):
            x, y = column * 0.26 + (0.13 if row % 2 else 0.0), row * 0.19
            easel.disc(x, y, 0.018, easel.lit(cord))
    easel.shadow(0.0, 0.08, 0.85, 0.28, 0.5)
    reach = 0.02 * tight
    strands: tuple[list[Point], ...] = (
        [
            (-1.25, 0.16),
            (-0.60, 0.10 - reach),
            (-0.22, 0.02),
            (0.06, -0.16),
            (0.26, -0.20),
            (0.36, -0.06),
            (0.24, 0.10),
            (0.0, 0.12),
            (-0.20, 0.05),
        ],
        [
            (1.25, -0.12),
            (0.60, -0.06 + reach),
            (0.22, 0.0),
            (-0.06, 0.18),
            (-0.26, 0.22),
            (-0.36, 0.08),
            (-0.24, -0.09),
            (0.0, -0.12),
            (0.20, -0.04),
        ],
    )
    for points in strands:
        _braided(easel, points)
    _braided(easel, [(-0.34, -0.02), (-0.20, -0.10), (0.02, -0.115), (0.14, -0.07)])
    for index in range(7):
        drip = (easel.time_seconds * 0.5 + index * 0.31) % 1.0
        easel.oval(
            -0.5 + 0.17 * index, 0.16 + 0.55 * drip * drip, 0.010, 0.018, (0.85, 0.94, 1.0), round(0.85 * (1 - drip), 2)
        )


def _braided(easel: PropEasel, points: list[Point]) -> None:
    hemp = (0.80, 0.66, 0.44)
    path = open_curve(points)
    canvas = easel.canvas
    canvas.drawPath(path, stroke(easel.shaded(scaled(hemp, 0.65)), 0.150))
    canvas.drawPath(path, stroke(easel.lit(hemp), 0.124))
    measure = skia.PathMeasure(path, False)
    length = measure.getLength()
    count = int(length / 0.062)
    dark = stroke(easel.shaded(hemp), 0.018)
    for index in range(count):
        place, tangent = measure.getPosTan(length * (index + 0.5) / count)
        nx, ny = -tangent.fY * 0.058, tangent.fX * 0.058
        tx, ty = tangent.fX * 0.030, tangent.fY * 0.030
        canvas.drawPath(
            open_curve(
                [
                    (place.fX + nx - tx, place.fY + ny - ty),
                    (place.fX + nx * 0.3 - tx * 0.3, place.fY + ny * 0.3 - ty * 0.3),
                    (place.fX - nx * 0.3 + tx * 0.3, place.fY - ny * 0.3 + ty * 0.3),
                    (place.fX - nx + tx, place.fY - ny + ty),
                ]
            ),
            dark,
        )


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

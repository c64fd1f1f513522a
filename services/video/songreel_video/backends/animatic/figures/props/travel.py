"""Things that take one away: steering wheel and dashboard, bicycle, boat, train, rope."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.props.easel import PropEasel, mix, oval, prop, scaled
from songreel_video.backends.animatic.figures.shading import fill, stroke

_CHROME = (0.78, 0.80, 0.84)
_BLACK = (0.11, 0.11, 0.13)


@prop("steering_wheel")
def draw_steering_wheel(easel: PropEasel) -> None:
    """A dashboard at night: the road coming on, dials glowing, the wheel correcting."""
    canvas = easel.canvas
    t = easel.time_seconds
    canvas.drawRect(
        skia.Rect.MakeLTRB(-1.2, -0.75, 1.2, 0.05),
        easel.ramp(
            (0, -0.75),
            (0, 0.05),
            [
                easel.shaded(mix(easel.accent(0), (0.15, 0.18, 0.32), 0.5)),
                easel.lit(mix(easel.vivid((0.85, 0.45, 0.35)), (0.55, 0.40, 0.50), 0.5)),
            ],
        ),
    )
    easel.shape(
        [
            (-1.3, -0.10),
            (-0.8, -0.20),
            (-0.4, -0.13),
            (0.1, -0.22),
            (0.6, -0.13),
            (1.3, -0.20),
            (1.3, 0.2),
            (-1.3, 0.2),
        ],
        easel.shaded(mix(easel.accent(0), (0.20, 0.20, 0.30), 0.5)),
    )
    easel.facet([(-0.06, -0.12), (0.06, -0.12), (1.2, 0.30), (-1.2, 0.30)], easel.shaded((0.30, 0.30, 0.36)))
    speed = t * (0.9 + 0.9 * easel.energy)
    for index in range(6):
        near = ((index + speed) % 6) / 6
        u = near**2.2
        y = -0.12 + 0.42 * u
        nxt = -0.12 + 0.42 * min(1.0, ((near + 0.09) ** 2.2))
        easel.facet(
            [(-0.004 - 0.03 * u, nxt), (0.004 + 0.03 * u, nxt), (0.003 + 0.018 * u, y), (-0.003 - 0.018 * u, y)],
            easel.lit((0.95, 0.90, 0.75)),
        )
    for index in range(5):
        near = ((index * 1.2 + speed * 0.8) % 6) / 6
        u = near**2.4
        for side in (-1.0, 1.0):
            x = side * (0.09 + 1.05 * u)
            y = -0.12 - 0.45 * u
            if u > 0.01:
                canvas.drawLine(x, -0.12 + 0.36 * u, x, y, stroke(easel.shaded(_BLACK), 0.012 * (0.2 + u)))
                easel.disc(x - side * 0.05 * u, y, 0.006 + 0.03 * u, (1.0, 0.82, 0.50), 0.95)
    easel.shape(
        [(-1.3, 0.16), (-0.7, 0.06), (0.0, 0.03), (0.7, 0.06), (1.3, 0.16), (1.3, 0.9), (-1.3, 0.9)],
        easel.shaded((0.16, 0.14, 0.16)),
    )
    canvas.drawPath(
        open_curve([(-1.25, 0.15), (-0.7, 0.058), (0.0, 0.03), (0.7, 0.058), (1.25, 0.15)]),
        stroke(easel.lit((0.36, 0.30, 0.30)), 0.020),
    )
    glow = easel.vivid((1.0, 0.55, 0.30))
    for x, value in ((-0.26, 0.35 + 0.45 * easel.energy), (0.26, 0.5 + 0.1 * sin(t))):
        easel.glow(x, 0.30, 0.32, glow, 0.45)
        easel.disc(x, 0.30, 0.155, easel.shaded((0.08, 0.08, 0.10)))
        canvas.drawCircle(x, 0.30, 0.155, stroke(easel.lit(_CHROME), 0.012))
        for index in range(9):
            angle = pi * (0.80 + 1.40 * index / 8)
            canvas.drawLine(
                x + 0.115 * cos(angle),
                0.30 + 0.115 * sin(angle),
                x + 0.138 * cos(angle),
                0.30 + 0.138 * sin(angle),
                stroke((1.0, 0.93, 0.80), 0.007),
            )
        angle = pi * (0.80 + 1.40 * min(1.0, value + 0.02 * sin(t * 7.0)))
        canvas.drawLine(x, 0.30, x + 0.115 * cos(angle), 0.30 + 0.115 * sin(angle), stroke(glow, 0.013))
        easel.disc(x, 0.30, 0.018, easel.lit(_CHROME))
    canvas.save()
    canvas.translate(0.0, 0.52)
    canvas.rotate(9 * easel.wave(0.17) + 2 * easel.wave(0.9))
    for radius, width, colour in (
        (0.50, 0.088, easel.shaded((0.12, 0.09, 0.08))),
        (0.502, 0.064, easel.lit((0.34, 0.22, 0.16))),
    ):
        canvas.drawCircle(0.0, 0.0, radius, stroke(colour, width))
    canvas.drawArc(
        oval(0.0, 0.0, 0.515, 0.515), 215, 60, False, stroke(easel.lit(scaled((0.55, 0.36, 0.25), 1.1)), 0.014)
    )
    for angle in (180.0, 0.0, 90.0):
        canvas.save()
        canvas.rotate(angle)
        easel.facet([(0.10, -0.045), (0.47, -0.028), (0.47, 0.028), (0.10, 0.045)], easel.lit(scaled(_CHROME, 0.85)))
        easel.facet([(0.10, 0.010), (0.47, 0.008), (0.47, 0.028), (0.10, 0.045)], easel.shaded(_CHROME))
        canvas.restore()
    easel.disc(0.0, 0.0, 0.135, easel.shaded((0.15, 0.11, 0.10)))
    easel.disc(0.0, -0.006, 0.105, easel.lit((0.30, 0.20, 0.15)))
    canvas.drawCircle(0.0, -0.006, 0.062, stroke(easel.lit(_CHROME), 0.010))
    canvas.restore()


@prop("bicycle")
def draw_bicycle(easel: PropEasel) -> None:
    """A bicycle leaning in the light, its wheels ticking round."""
    canvas = easel.canvas
    colour = easel.vivid((0.20, 0.50, 0.52))
    easel.shadow(0.0, 0.445, 0.85, 0.05, 0.45)
    rear, front, radius = (-0.44, 0.15), (0.45, 0.15), 0.295
    turn = easel.time_seconds * (1.2 + 1.6 * easel.energy)
    for x, y in (rear, front):
        canvas.drawCircle(x, y, radius, stroke(easel.lit(_BLACK), 0.034))
        canvas.drawCircle(x, y, radius - 0.024, stroke(easel.lit(_CHROME), 0.012))
        for index in range(14):
            angle = turn + index * pi / 14
            canvas.drawLine(
                x - radius * 0.92 * cos(angle),
                y - radius * 0.92 * sin(angle),
                x + radius * 0.92 * cos(angle),
                y + radius * 0.92 * sin(angle),
                stroke(easel.lit(_CHROME), 0.0035, 0.75),
            )
        easel.disc(x, y, 0.024, easel.lit(_CHROME))
        angle = -2.2 if easel.lighting.key_side < 0 else -1.4
        canvas.drawArc(
            oval(x, y, radius, radius), angle * 57.3, 40, False, stroke(easel.lit((0.45, 0.45, 0.48)), 0.012)
        )
    seat, head, crank = (-0.185, -0.225), (0.31, -0.235), (-0.075, 0.165)
    joints: tuple[tuple[Point, Point], ...] = (
        (seat, head),
        (seat, crank),
        (crank, (0.335, -0.16)),
        (crank, rear),
        (rear, (-0.165, -0.17)),
        (head, (0.355, -0.10)),
        ((0.355, -0.10), front),
    )
    for a, b in joints:
        canvas.drawLine(*a, *b, stroke(easel.shaded(colour), 0.038))
        canvas.drawLine(a[0], a[1] - 0.005, b[0], b[1] - 0.005, stroke(easel.lit(colour), 0.024))
    canvas.drawLine(seat[0], seat[1], -0.205, -0.31, stroke(easel.lit(_CHROME), 0.020))
    leather = (0.50, 0.30, 0.20)
    easel.shape(
        [(-0.34, -0.335), (-0.26, -0.355), (-0.07, -0.325), (-0.08, -0.305), (-0.20, -0.29), (-0.31, -0.285)],
        easel.lit(leather),
    )
    easel.shape(
        [(-0.33, -0.315), (-0.20, -0.305), (-0.08, -0.312), (-0.20, -0.288), (-0.31, -0.285)], easel.shaded(leather)
    )
    easel.line([head, (0.285, -0.33), (0.33, -0.385), (0.42, -0.375), (0.40, -0.315)], easel.lit(_CHROME), 0.022)
    easel.line([(0.425, -0.37), (0.41, -0.33), (0.385, -0.30)], easel.lit(leather), 0.034)
    canvas.drawCircle(*crank, 0.078, stroke(easel.lit(_CHROME), 0.016))
    canvas.drawLine(crank[0], crank[1] - 0.078, rear[0], rear[1] - 0.035, stroke(easel.shaded(_CHROME), 0.008))
    canvas.drawLine(crank[0], crank[1] + 0.078, rear[0], rear[1] + 0.035, stroke(easel.shaded(_CHROME), 0.008))
    for shift in (0.0, pi):
        angle = turn * 0.45 + shift
        px, py = crank[0] + 0.135 * cos(angle), crank[1] + 0.135 * sin(angle)
        canvas.drawLine(*crank, px, py, stroke(easel.lit(_CHROME), 0.018))
        easel.slab(px - 0.05, py - 0.014, px + 0.05, py + 0.014, 0.01, fill(easel.lit(_BLACK)))
    easel.shape(
        [*[(0.36, -0.30)] * 2, *[(0.62, -0.30)] * 2, (0.58, -0.13), (0.40, -0.13)], easel.lit((0.78, 0.58, 0.36))
    )
    for index in range(5):
        canvas.drawLine(
            0.375 + 0.055 * index, -0.295, 0.405 + 0.042 * index, -0.14, stroke(easel.shaded((0.78, 0.58, 0.36)), 0.008)
        )
    for index, dx in enumerate((0.05, 0.12, 0.19)):
        x = 0.37 + dx
        easel.disc(
            x,
            -0.335 - 0.02 * (index % 2) + 0.004 * easel.wave(0.4, dx),
            0.036,
            easel.lit(mix(easel.accent(index + 2), (0.95, 0.80, 0.75), 0.3)),
        )
        easel.disc(x, -0.335 - 0.02 * (index % 2), 0.013, easel.lit((0.98, 0.85, 0.45)))


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


@prop("train")
def draw_train(easel: PropEasel) -> None:
    """A night train rushing towards us on its rails, headlamps burning through the haze."""
    canvas = easel.canvas
    t = easel.time_seconds
    rush = t * (1.0 + easel.energy)
    shake = 0.004 * sin(t * 23.0) * (0.4 + easel.energy)
    easel.facet([(-0.10, -0.05), (0.10, -0.05), (1.15, 0.78), (-1.15, 0.78)], easel.shaded((0.26, 0.24, 0.26)))
    for index in range(9):
        near = (((index + rush * 2.0) % 9) / 9) ** 2.0
        y = 0.10 + 0.68 * near
        half = 0.22 + 0.62 * near
        easel.facet(
            [(-half, y), (half, y), (half * 1.04, y + 0.012 + 0.035 * near), (-half * 1.04, y + 0.012 + 0.035 * near)],
            easel.shaded((0.36, 0.26, 0.20)),
        )
    for side in (-1.0, 1.0):
        easel.facet(
            [(side * 0.16, 0.10), (side * 0.175, 0.10), (side * 0.70, 0.78), (side * 0.62, 0.78)],
            easel.lit((0.70, 0.72, 0.78)),
        )
    canvas.save()
    canvas.translate(shake, abs(shake))
    colour = easel.vivid((0.64, 0.18, 0.18))
    front = [
        *[(-0.36, 0.26)] * 2,
        (-0.38, -0.22),
        (-0.30, -0.44),
        (0.0, -0.50),
        (0.30, -0.44),
        (0.38, -0.22),
        *[(0.36, 0.26)] * 2,
    ]
    easel.shape([(x * 1.06, y * 1.02 - 0.012) for x, y in front], easel.shaded(_BLACK))
    ramp = [easel.lit(scaled(colour, 1.15)), easel.lit(colour), easel.shaded(colour)]
    canvas.drawPath(
        closed_curve(front), easel.ramp((-0.36, 0), (0.36, 0), ramp if easel.lighting.key_side < 0 else ramp[::-1])
    )
    for left, right in ((-0.28, -0.03), (0.03, 0.28)):
        easel.slab(left, -0.34, right, -0.09, 0.035, fill(easel.shaded((0.08, 0.09, 0.12))))
        easel.slab(
            left + 0.015,
            -0.325,
            right - 0.015,
            -0.105,
            0.03,
            easel.ramp((0, -0.33), (0, -0.1), [(0.98, 0.80, 0.48), (0.80, 0.52, 0.28)]),
        )
        easel.facet(
            [(left + 0.05, -0.325), (left + 0.12, -0.325), (left + 0.06, -0.105), (left + 0.015, -0.105)],
            (1.0, 1.0, 1.0),
            0.25,
        )
    easel.oval(0.15, -0.17, 0.042, 0.052, (0.20, 0.13, 0.12))
    easel.shape([(0.07, -0.105), (0.09, -0.13), (0.15, -0.14), (0.21, -0.13), (0.23, -0.105)], (0.20, 0.13, 0.12))
    easel.slab(-0.37, -0.015, 0.37, 0.035, 0.0, fill(easel.lit((0.93, 0.88, 0.76))))
    easel.slab(-0.34, 0.24, 0.34, 0.32, 0.03, fill(easel.shaded(_BLACK)))
    for index in range(7):
        x = -0.30 + 0.10 * index
        easel.facet(
            [(x - 0.045, 0.30), (x + 0.045, 0.30), (x * 1.12 + 0.03, 0.40), (x * 1.12 - 0.03, 0.40)],
            easel.shaded((0.30, 0.30, 0.33)),
        )
    strength = 0.75 + 0.25 * sin(t * 31.0) * 0.2 + 0.2 * easel.energy
    for x, y in ((-0.24, 0.135), (0.24, 0.135), (0.0, -0.425)):
        easel.disc(x, y, 0.062, easel.lit(_CHROME))
        easel.disc(x, y, 0.050, (1.0, 0.97, 0.85))
        easel.glow(x, y, 0.46, (1.0, 0.88, 0.62), min(1.0, 0.70 * strength))
    canvas.restore()
    for index in range(7):
        rise = (t * 0.5 + index / 7) % 1.0
        x = (0.50 if index % 2 else -0.50) * (0.5 + 0.8 * rise)
        easel.oval(
            x,
            0.34 - 0.20 * rise,
            0.10 + 0.16 * rise,
            0.05 + 0.08 * rise,
            easel.lit((0.85, 0.86, 0.90)),
            round(0.20 * (1 - rise), 2),
        )


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

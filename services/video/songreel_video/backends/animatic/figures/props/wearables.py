"""Things of the body: hands, boots in a puddle, a ring, a mask."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.curves import Point, closed_curve, ribbon
from songreel_video.backends.animatic.figures.props.easel import PropEasel, mix, oval, prop, scaled
from songreel_video.backends.animatic.figures.shading import Colour, draw_ribbon, fill, stroke, tone

_GOLD = (0.86, 0.68, 0.36)


@prop("hands")
def draw_hands(easel: PropEasel) -> None:
    """Two hands that reach for one another and nearly touch."""
    gap = 0.030 + 0.022 * easel.wave(0.17) - 0.02 * easel.energy
    easel.glow(0.0, 0.0, 0.42, (1.0, 0.86, 0.62), 0.40)
    skins = ((0.86, 0.64, 0.50), (0.52, 0.34, 0.25))
    sleeves = (easel.vivid((0.72, 0.26, 0.24)), easel.accent(1))
    for side, skin, sleeve, drop in ((-1.0, skins[0], sleeves[0], 0.012), (1.0, skins[1], sleeves[1], -0.012)):
        easel.canvas.save()
        easel.canvas.translate(side * gap, drop + 0.008 * easel.wave(0.21, 0.25 * side))
        easel.canvas.scale(side, 1.0)
        easel.canvas.rotate(6.0)
        _reaching_hand(easel, skin, sleeve, int(side))
        easel.canvas.restore()


def _reaching_hand(easel: PropEasel, skin: Colour, sleeve: Colour, side: int) -> None:
    """A hand whose index finger points to the origin from +x; the canvas is mirrored for the other one."""
    canvas = easel.canvas
    key = easel.lighting.key_side * side
    paints, cloth = tone(skin, easel.lighting, 0.4), tone(sleeve, easel.lighting, 0.3)
    fingers: tuple[tuple[tuple[Point, ...], float], ...] = (
        (((0.36, 0.09), (0.27, 0.145), (0.17, 0.170), (0.105, 0.150)), 0.031),
        (((0.36, 0.06), (0.25, 0.110), (0.14, 0.115), (0.070, 0.085)), 0.034),
        (((0.36, 0.02), (0.24, 0.060), (0.12, 0.058), (0.040, 0.040)), 0.035),
    )
    draw_ribbon(canvas, ribbon([(0.98, -0.03), (0.72, -0.02), (0.56, 0.0)], [0.115, 0.095, 0.080]), paints, key)
    for points, width in fingers:
        draw_ribbon(canvas, ribbon(points, [width, width, width * 0.92, width * 0.80]), paints, key)
    palm = [(0.60, -0.085), (0.44, -0.115), (0.32, -0.085), (0.28, 0.0), (0.31, 0.095), (0.42, 0.125), (0.60, 0.085)]
    canvas.drawPath(closed_curve(palm), paints.base)
    canvas.drawPath(
        closed_curve([(0.60, 0.085), (0.42, 0.125), (0.31, 0.095), (0.30, 0.055), (0.44, 0.060), (0.60, 0.03)]),
        paints.shade,
    )
    index = ribbon([(0.38, -0.055), (0.25, -0.060), (0.12, -0.030), (0.02, 0.0)], [0.042, 0.036, 0.032, 0.024])
    draw_ribbon(canvas, index, paints, key)
    draw_ribbon(
        canvas,
        ribbon([(0.50, -0.095), (0.38, -0.150), (0.27, -0.160), (0.20, -0.135)], [0.050, 0.042, 0.034, 0.026]),
        paints,
        key,
    )
    canvas.drawPath(
        closed_curve([(0.010, -0.020), (0.035, -0.026), (0.050, -0.016), (0.022, -0.006)]),
        fill(easel.lit(mix(skin, (1.0, 0.85, 0.80), 0.5))),
    )
    for x in (0.135, 0.245):
        canvas.drawLine(x, -0.055, x + 0.006, -0.030, stroke(easel.shaded(skin), 0.006, 0.7))
    draw_ribbon(
        canvas,
        ribbon([(1.15, -0.06), (0.86, -0.035), (0.70, -0.025)], [0.155, 0.145, 0.130], crisp_end=True),
        cloth,
        key,
    )
    canvas.drawPath(
        closed_curve([*[(0.70, -0.15)] * 2, *[(0.735, -0.155)] * 2, *[(0.735, 0.105)] * 2, *[(0.70, 0.10)] * 2]),
        cloth.rim,
    )


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


@prop("ring")
def draw_ring(easel: PropEasel) -> None:
    """A gold ring with a cut stone, throwing sparks of light."""
    canvas = easel.canvas
    stone = mix(easel.vivid((0.45, 0.80, 0.95)), (0.85, 0.95, 1.0), 0.4)
    easel.shadow(0.0, 0.47, 0.42, 0.06, 0.45)
    easel.glow(0.0, -0.30, 0.65, stone, 0.35)
    canvas.drawCircle(0.0, 0.13, 0.30, stroke(easel.shaded(scaled(_GOLD, 0.7)), 0.088))
    gold = skia.Paint(
        easel.ramp(
            (-0.3, -0.1),
            (0.3, 0.4),
            [
                easel.lit(scaled(_GOLD, 1.3)),
                easel.lit(_GOLD),
                easel.shaded(_GOLD),
                easel.lit(scaled(_GOLD, 1.15)),
                easel.shaded(_GOLD),
            ],
        )
    )
    gold.setStyle(skia.Paint.kStroke_Style)
    gold.setStrokeWidth(0.068)
    canvas.drawCircle(0.0, 0.13, 0.30, gold)
    canvas.drawArc(
        oval(0.0, 0.13, 0.315, 0.315), 195 + 20 * easel.wave(0.15), 34, False, stroke((1.0, 0.97, 0.86), 0.020, 0.9)
    )
    for x in (-0.10, 0.0, 0.10):
        easel.slab(x - 0.014, -0.26, x + 0.014, -0.13, 0.01, fill(easel.lit(_GOLD)))
    turn = easel.time_seconds * 0.8
    table = [(-0.11, -0.44), (0.11, -0.44)]
    girdle: list[Point] = [(-0.20, -0.34), (-0.075, -0.34), (0.075, -0.34), (0.20, -0.34)]
    point = (0.0, -0.13)
    for index, shape in enumerate(
        (
            [table[0], girdle[0], girdle[1]],
            [table[0], girdle[1], girdle[2], table[1]],
            [table[1], girdle[2], girdle[3]],
            [girdle[0], girdle[1], point],
            [girdle[1], girdle[2], point],
            [girdle[2], girdle[3], point],
        )
    ):
        bright = 0.62 + 0.48 * sin(turn + index * 1.7)
        easel.facet(shape, mix(scaled(stone, 0.55), (1.0, 1.0, 1.0), min(1.0, max(0.0, bright))))
    for index in range(5):
        spark = max(0.0, sin(easel.time_seconds * 1.7 + index * 2.3)) ** 6
        x, y = (-0.24, 0.22, 0.05, -0.28, 0.30)[index], (-0.42, -0.46, -0.55, 0.05, 0.10)[index]
        r = 0.10 * spark * (0.6 + 0.4 * easel.energy)
        if r > 0.005:
            easel.shape(
                [
                    (x, y - r),
                    (x, y - r),
                    (x + r * 0.1, y - r * 0.1),
                    (x + r, y),
                    (x + r, y),
                    (x + r * 0.1, y + r * 0.1),
                    (x, y + r),
                    (x, y + r),
                    (x - r * 0.1, y + r * 0.1),
                    (x - r, y),
                    (x - r, y),
                    (x - r * 0.1, y - r * 0.1),
                ],
                (1.0, 1.0, 1.0),
                0.95,
            )


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
    easel.shape([(x * 1.035, y * 1.06 + 0.006) for x, y in outline], easel.lit(_GOLD))
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
        easel.shape([(x + (x - side * 0.27) * 0.22, y * 1.25 - 0.005) for x, y in eye], easel.lit(_GOLD))
        easel.shape(eye, easel.shaded((0.06, 0.05, 0.08)))
        for index in range(5):
            easel.disc(
                side * (0.14 + 0.085 * index), 0.115 - 0.030 * abs(index - 1.5), 0.012, easel.lit((0.97, 0.93, 0.82))
            )
        easel.line([(side * 0.06, -0.13), (side * 0.22, -0.20), (side * 0.40, -0.215)], easel.lit(_GOLD), 0.010)
    jewel = 0.7 + 0.3 * easel.wave(0.5)
    easel.shape(
        [(0.0, -0.19), (0.045, -0.135), (0.0, -0.07), (-0.045, -0.135)],
        mix(easel.accent(2), (1.0, 1.0, 1.0), 0.5 * jewel),
    )
    canvas.restore()

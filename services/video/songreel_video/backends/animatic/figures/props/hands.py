"""Two hands, and a ring."""

from __future__ import annotations

from math import sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, oval
from songreel_video.backends.animatic.figures.ink.ribbons import draw_ribbon, ribbon
from songreel_video.backends.animatic.figures.ink.shading import Colour, fill, mix, scaled, stroke, tone
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.holding import arm_colours
from songreel_video.backends.animatic.figures.props.materials import GOLD


@prop("hands")
def draw_hands(easel: PropEasel) -> None:
    """Two people's hands that reach for one another and nearly touch."""
    gap = 0.030 + 0.022 * easel.wave(0.17) - 0.02 * easel.energy
    easel.glow(0.0, 0.0, 0.42, (1.0, 0.86, 0.62), 0.40)
    skins = ((0.86, 0.64, 0.50), (0.52, 0.34, 0.25))
    sleeves = (easel.vivid((0.72, 0.26, 0.24)), easel.accent(1))
    if len(easel.hands) > 1:
        arms = [arm_colours(look) for look in easel.hands[:2]]
        skins = (arms[0][0], arms[1][0])
        sleeves = (arms[0][1] or arms[0][0], arms[1][1] or arms[1][0])
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


@prop("ring")
def draw_ring(easel: PropEasel) -> None:
    """A gold ring with a cut stone, throwing sparks of light."""
    canvas = easel.canvas
    stone = mix(easel.vivid((0.45, 0.80, 0.95)), (0.85, 0.95, 1.0), 0.4)
    easel.shadow(0.0, 0.47, 0.42, 0.06, 0.45)
    easel.glow(0.0, -0.30, 0.65, stone, 0.35)
    canvas.drawCircle(0.0, 0.13, 0.30, stroke(easel.shaded(scaled(GOLD, 0.7)), 0.088))
    gold = skia.Paint(
        easel.ramp(
            (-0.3, -0.1),
            (0.3, 0.4),
            [
                easel.lit(scaled(GOLD, 1.3)),
                easel.lit(GOLD),
                easel.shaded(GOLD),
                easel.lit(scaled(GOLD, 1.15)),
                easel.shaded(GOLD),
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
        easel.slab(x - 0.014, -0.26, x + 0.014, -0.13, 0.01, fill(easel.lit(GOLD)))
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

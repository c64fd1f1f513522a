"""Things taken along: suitcase, umbrella, map."""

from __future__ import annotations

from math import sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import closed_curve, oval, polygon
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import BRASS, PAPER


@prop("suitcase")
def draw_suitcase(easel: PropEasel) -> None:
    """A worn leather suitcase with plain stickers and brass corners."""
    canvas = easel.canvas
    leather = easel.named or mix(easel.vivid((0.55, 0.32, 0.20)), (0.52, 0.31, 0.20), 0.6)
    easel.shadow(0.0, 0.44, 0.80, 0.08, 0.55)
    sway = 2.0 * easel.wave(0.3)
    canvas.save()
    canvas.translate(0.0, -0.30)
    canvas.rotate(sway)
    easel.line([(-0.17, 0.02), (-0.16, -0.13), (0.16, -0.13), (0.17, 0.02)], easel.shaded(scaled(leather, 0.6)), 0.055)
    easel.line([(-0.17, 0.01), (-0.16, -0.14), (0.16, -0.14), (0.17, 0.01)], easel.lit(scaled(leather, 0.8)), 0.035)
    canvas.restore()
    easel.slab(-0.62, -0.30, 0.62, 0.44, 0.06, fill(easel.shaded(leather)))
    canvas.drawRoundRect(
        skia.Rect.MakeLTRB(-0.62, -0.31, 0.62, 0.42),
        0.06,
        0.06,
        easel.ramp(
            (-0.6, -0.3),
            (0.6, 0.4),
            [easel.lit(scaled(leather, 1.15)), easel.lit(leather), easel.lit(scaled(leather, 0.8))]
            if easel.lighting.key_side < 0
            else [easel.lit(scaled(leather, 0.8)), easel.lit(leather), easel.lit(scaled(leather, 1.15))],
        ),
    )
    dark = easel.tone(scaled(leather, 0.62))
    canvas.drawLine(-0.62, -0.10, 0.62, -0.10, stroke(easel.shaded(scaled(leather, 0.6)), 0.012))
    for x in (-0.36, 0.36):
        easel.slab(x - 0.05, -0.31, x + 0.05, 0.42, 0.0, dark.base)
        easel.slab(x + 0.025, -0.31, x + 0.05, 0.42, 0.0, dark.shade)
        easel.slab(x - 0.075, -0.16, x + 0.075, -0.04, 0.02, fill(easel.lit(BRASS)))
        easel.slab(x - 0.045, -0.125, x + 0.045, -0.075, 0.01, dark.line)
    for sx in (-1.0, 1.0):
        for y0, sy in ((-0.31, 1.0), (0.42, -1.0)):
            easel.facet(
                [
                    (sx * 0.625, y0),
                    (sx * 0.50, y0),
                    (sx * 0.50, y0 + sy * 0.04),
                    (sx * 0.585, y0 + sy * 0.125),
                    (sx * 0.625, y0 + sy * 0.125),
                ],
                easel.lit(BRASS),
            )
    canvas.save()
    canvas.translate(-0.08, 0.16)
    canvas.rotate(-12)
    easel.disc(0.0, 0.0, 0.115, easel.lit((0.93, 0.88, 0.76)))
    easel.disc(0.0, 0.0, 0.095, easel.lit(easel.accent(2)))
    easel.shape(
        [(-0.09, 0.03), (-0.03, -0.045), (0.0, -0.01), (0.04, -0.06), (0.09, 0.03)], easel.lit((0.95, 0.92, 0.84))
    )
    canvas.restore()
    canvas.save()
    canvas.translate(0.16, 0.24)
    canvas.rotate(9)
    easel.slab(-0.10, -0.065, 0.10, 0.065, 0.01, fill(easel.lit((0.92, 0.86, 0.70))))
    easel.slab(-0.10, -0.02, 0.10, 0.02, 0.0, fill(easel.lit(easel.accent(1))))
    canvas.restore()


@prop("umbrella")
def draw_umbrella(easel: PropEasel) -> None:
    """An open umbrella in rain; drops burst on it and fall from its points."""
    canvas = easel.canvas
    colour = easel.vivid((0.80, 0.18, 0.18))
    canvas.save()
    canvas.rotate(9 + 2.0 * easel.wave(0.3))
    easel.slab(-0.014, -0.50, 0.014, 0.52, 0.01, fill(easel.lit((0.35, 0.25, 0.20))))
    canvas.drawArc(oval(0.075, 0.50, 0.075, 0.085), 0, 180, False, stroke(easel.lit((0.50, 0.32, 0.20)), 0.036))
    half, rim, top = 0.66, 0.02, -0.46
    tone = easel.tone(colour, 0.5)
    canvas.drawPath(
        closed_curve([*[(-half, rim)] * 2, (-0.3, -0.10), (0.3, -0.10), *[(half, rim)] * 2, (0.0, 0.06)]), tone.line
    )
    ribs = [half * x for x in (-1.0, -0.66, -0.22, 0.26, 0.68, 1.0)]
    for index in range(5):
        a, b = ribs[index], ribs[index + 1]
        gore = skia.Path()
        gore.moveTo(0.0, top)
        gore.quadTo(a * 0.95, top + 0.06, a, rim)
        gore.quadTo(0.5 * (a + b), rim - 0.10, b, rim)
        gore.quadTo(b * 0.95, top + 0.06, 0.0, top)
        gore.close()
        side = (a + b) / (2 * half) * easel.lighting.key_side
        canvas.drawPath(gore, tone.rim if side > 0.66 else tone.base if side > -0.25 else tone.shade)
        canvas.drawPath(gore, stroke(easel.shaded(scaled(colour, 0.7)), 0.004, 0.5))
    easel.slab(-0.010, top - 0.075, 0.010, top + 0.01, 0.008, fill(easel.lit((0.35, 0.25, 0.20))))
    for index in range(12):
        burst = (easel.time_seconds * 2.3 + index * 0.29) % 1.0
        x = -0.52 + 1.04 * ((index * 0.618) % 1.0)
        y = top + 0.48 * (abs(x) / half) ** 2.2
        for d in (-1.0, 0.0, 1.0):
            easel.disc(
                x + d * 0.05 * burst,
                y - 0.02 - 0.06 * burst * (1.0 - burst) * 4 * (1.2 - abs(d) * 0.4),
                0.007,
                (0.88, 0.94, 1.0),
                round(0.9 * (1 - burst), 2),
            )
    for index, x in enumerate(ribs):
        fall = (easel.time_seconds * 1.1 + index * 0.37) % 1.0
        easel.oval(x, rim + 0.02 + 0.55 * fall * fall, 0.009, 0.017, (0.86, 0.93, 1.0), 0.8)
    canvas.restore()
    for index in range(30):
        fall = (easel.time_seconds * 1.9 + index * 0.237) % 1.0
        x = -0.95 + 1.9 * ((index * 0.618) % 1.0)
        y = -0.78 + 1.56 * fall
        if y > 0.0 - 0.46 * (1 - min(1.0, abs(x) / 0.66) ** 2) and abs(x) < 0.64:
            continue
        canvas.drawLine(x, y, x - 0.018, y + 0.085, stroke((0.85, 0.92, 1.0), 0.005, 0.5))


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
            easel.shaded(PAPER) if index % 2 else (1.0, 1.0, 1.0),
            0.16 if index % 2 else 0.10,
        )
    canvas.restore()

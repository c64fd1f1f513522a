"""Small things that go through a film: a compass, a locket, a paper boat, lanterns of paper and of iron."""

from __future__ import annotations

from math import cos, pi, sin

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, doubled, oval, polygon
from songreel_video.backends.animatic.figures.ink.shading import Colour, fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import GOLD

_FLAME: Colour = (1.0, 0.80, 0.42)
_SILVER: Colour = (0.78, 0.80, 0.84)


@prop("compass")
def draw_compass(easel: PropEasel) -> None:
    """A brass compass whose needle swings about north."""
    canvas, brass = easel.canvas, easel.tone(GOLD, 0.7)
    easel.shadow(0.0, 0.46, 0.42, 0.06)
    canvas.drawCircle(0.0, -0.41, 0.07, stroke(easel.lit(GOLD), 0.026))
    canvas.drawCircle(0.0, 0.04, 0.40, brass.base)
    canvas.drawArc(oval(0.0, 0.04, 0.375, 0.375), 20, 140, False, stroke(easel.shaded(GOLD), 0.05))
    canvas.drawArc(oval(0.0, 0.04, 0.375, 0.375), 200, 80, False, stroke((1.0, 0.95, 0.80), 0.018, 0.9))
    easel.disc(0.0, 0.04, 0.335, easel.lit((0.95, 0.91, 0.81)))
    dark = easel.lit((0.22, 0.18, 0.16))
    for index in range(32):
        angle, long = index * pi / 16, 0.055 if index % 4 == 0 else 0.028
        x, y = sin(angle), -cos(angle)
        outer, inner = 0.315, 0.315 - long
        canvas.drawLine(outer * x, 0.04 + outer * y, inner * x, 0.04 + inner * y, stroke(dark, 0.010, 0.8))
    for index in range(8):  # the rose
        angle, reach = index * pi / 4, 0.19 if index % 2 == 0 else 0.12
        tip = (reach * sin(angle), 0.04 - reach * cos(angle))
        side = (0.035 * sin(angle + 0.8), 0.04 - 0.035 * cos(angle + 0.8))
        easel.facet([tip, side, (0.0, 0.04)], mix(dark, GOLD, 0.5), 0.7)
    canvas.save()
    canvas.translate(0.0, 0.04)
    canvas.rotate(24.0 * easel.wave(0.31) + 9.0 * easel.wave(0.83))
    easel.facet([(0.0, -0.27), (0.030, 0.0), (-0.030, 0.0)], easel.lit((0.78, 0.20, 0.16)))
    easel.facet([(0.0, 0.27), (0.030, 0.0), (-0.030, 0.0)], easel.lit((0.30, 0.34, 0.42)))
    canvas.restore()
    easel.disc(0.0, 0.04, 0.028, easel.lit(GOLD))
    easel.oval(-0.12, -0.12, 0.11, 0.055, (1.0, 1.0, 1.0), 0.16)


@prop("locket")
def draw_locket(easel: PropEasel) -> None:
    """An oval locket on its chain, turning a little in the light."""
    canvas = easel.canvas
    metal = easel.named or _SILVER
    silver, swing = easel.tone(metal, 0.7), 5.0 * easel.wave(0.33)
    canvas.save()
    canvas.translate(0.0, -0.62)
    canvas.rotate(swing)
    canvas.translate(0.0, 0.62)
    for side in (-1.0, 1.0):
        for index in range(11):
            share = index / 10
            x, y = side * (0.02 + 0.30 * share**1.2), -0.24 - 0.44 * share
            canvas.drawOval(oval(x, y, 0.013, 0.024), stroke(easel.lit(metal), 0.009))
    canvas.drawCircle(0.0, -0.22, 0.036, stroke(easel.lit(metal), 0.018))
    canvas.drawOval(oval(0.0, 0.08, 0.225, 0.28), silver.base)
    canvas.drawPath(
        closed_curve([(0.20, -0.05), (0.225, 0.08), (0.16, 0.27), (0.0, 0.36), (-0.12, 0.32), (0.06, 0.26)]),
        silver.shade,
    )
    canvas.drawOval(oval(0.0, 0.08, 0.175, 0.225), stroke(easel.shaded(scaled(metal, 0.75)), 0.012))
    heart: list[Point] = [
        (0.0, 0.20), (0.0, 0.20), (-0.095, 0.08), (-0.09, 0.0), (-0.04, -0.02), (0.0, 0.02), (0.0, 0.02), (0.04, -0.02),
        (0.09, 0.0), (0.095, 0.08),
    ]  # fmt: skip
    canvas.drawPath(closed_curve(heart), silver.line)
    canvas.drawArc(oval(0.0, 0.08, 0.20, 0.255), 195, 60, False, stroke((1.0, 1.0, 1.0), 0.018, 0.85))
    spark = max(0.0, easel.wave(0.4)) ** 5
    easel.glow(-0.12, -0.08, 0.06 + 0.20 * spark, (1.0, 1.0, 1.0), 0.9 * spark)
    canvas.restore()


@prop("paper_boat")
def draw_paper_boat(easel: PropEasel) -> None:
    """A boat folded of paper, rocking."""
    canvas = easel.canvas
    paper = easel.named or (0.95, 0.94, 0.90)
    easel.shadow(0.0, 0.34, 0.50, 0.06, 0.4)
    canvas.save()
    canvas.rotate(4.0 * easel.wave(0.35))
    light, shade, deep = easel.lit(paper), easel.shaded(paper), easel.shaded(scaled(paper, 0.82))
    easel.facet([(0.0, -0.34), (-0.23, 0.10), (0.0, 0.12)], light)
    easel.facet([(0.0, -0.34), (0.23, 0.10), (0.0, 0.12)], mix(light, shade, 0.65))
    easel.facet([(-0.50, -0.06), (-0.20, 0.06), (0.20, 0.06), (0.50, -0.06), (0.0, 0.16)], deep)
    easel.facet([(-0.50, -0.06), (-0.30, 0.32), (0.0, 0.32), (0.0, 0.13)], light)
    easel.facet([(0.50, -0.06), (0.30, 0.32), (0.0, 0.32), (0.0, 0.13)], mix(light, shade, 0.5))
    crease = stroke(deep, 0.006, 0.7)
    for x, y, x2, y2 in ((0.0, 0.13, -0.16, 0.32), (0.0, 0.13, 0.16, 0.32), (-0.40, 0.13, -0.02, 0.14)):
        canvas.drawLine(x, y, x2, y2, crease)
    canvas.restore()


@prop("paper_lantern")
def draw_paper_lantern(easel: PropEasel) -> None:
    """A round lantern of paper on a cord, lit from within."""
    canvas = easel.canvas
    colour = mix(easel.named or easel.vivid((0.92, 0.50, 0.30)), _FLAME, 0.35)
    breath = 0.85 + 0.10 * easel.wave(0.5) + 0.05 * easel.wave(1.3)
    easel.glow(0.0, 0.02, 0.95, _FLAME, 0.55 * breath)
    canvas.save()
    canvas.translate(0.0, -0.7)
    canvas.rotate(3.0 * easel.wave(0.21))
    canvas.translate(0.0, 0.7)
    dark = easel.lit((0.20, 0.13, 0.11))
    canvas.drawLine(0.0, -0.75, 0.0, -0.40, stroke(dark, 0.012))
    body = easel.ramp(
        (0.0, -0.34), (0.0, 0.38), [scaled(colour, 0.82), mix(colour, (1.0, 0.95, 0.75), 0.6), scaled(colour, 0.86)]
    )
    canvas.drawOval(oval(0.0, 0.02, 0.40, 0.35), body)
    for index in range(-3, 4):
        y = 0.09 * index
        half = 0.40 * (1.0 - (y / 0.35) ** 2) ** 0.5
        canvas.drawArc(oval(0.0, 0.02 + y, half, 0.035), 0, 180, False, stroke(scaled(colour, 0.68), 0.008, 0.8))
    for y in (-0.345, 0.365):
        easel.slab(-0.13, y - 0.03, 0.13, y + 0.03, 0.015, fill(dark))
    easel.glow(0.0, 0.08, 0.34, (1.0, 0.92, 0.66), 0.6 * breath)
    for x in (-0.05, 0.0, 0.05):
        canvas.drawLine(x, 0.39, x + 0.012 * easel.wave(0.4, x), 0.54, stroke(scaled(colour, 0.8), 0.012))
    canvas.restore()


@prop("storm_lantern")
def draw_storm_lantern(easel: PropEasel) -> None:
    """A storm lantern with its flame behind glass, and its wire handle."""
    canvas = easel.canvas
    iron = easel.named or (0.30, 0.33, 0.35)
    metal = easel.tone(iron, 0.5)
    breath = 0.82 + 0.10 * easel.wave(0.9) + 0.08 * easel.wave(2.1)
    easel.shadow(0.0, 0.48, 0.42, 0.06)
    easel.glow(0.0, 0.06, 0.95, _FLAME, 0.55 * breath)
    canvas.drawArc(oval(0.0, -0.22, 0.27, 0.27), 180, 180, False, stroke(easel.lit(iron), 0.020))
    glass: list[Point] = [(-0.12, -0.14), (-0.20, 0.02), (-0.19, 0.16), (-0.12, 0.25), (0.12, 0.25), (0.19, 0.16),
                          (0.20, 0.02), (0.12, -0.14)]  # fmt: skip
    canvas.drawPath(closed_curve(glass), fill(mix(_FLAME, (1.0, 1.0, 1.0), 0.35), 0.38))
    lean = 0.02 * easel.wave(0.7)
    for size, tint in ((1.0, _FLAME), (0.55, (1.0, 0.97, 0.84))):
        flame: list[Point] = [
            (lean, 0.23 - 0.27 * size * breath), (0.055 * size, 0.12), (0.035 * size, 0.22), (-0.035 * size, 0.22),
            (-0.055 * size, 0.12),
        ]  # fmt: skip
        canvas.drawPath(closed_curve(flame), fill(tint))
    for side in (-1.0, 1.0):
        canvas.drawLine(side * 0.25, -0.22, side * 0.25, 0.34, stroke(easel.lit(iron), 0.030))
        canvas.drawLine(side * 0.25, -0.22, side * 0.10, -0.30, stroke(easel.lit(iron), 0.030))
    for y in (-0.02, 0.12):
        canvas.drawLine(-0.21, y, 0.21, y, stroke(easel.shaded(iron), 0.010))
    canvas.drawPath(polygon([(-0.16, -0.15), (-0.10, -0.28), (0.10, -0.28), (0.16, -0.15)]), metal.base)
    easel.slab(-0.08, -0.36, 0.08, -0.27, 0.03, metal.base)
    canvas.drawPath(
        closed_curve(doubled([(-0.20, 0.25), (0.20, 0.25), (0.30, 0.34), (0.30, 0.46), (-0.30, 0.46), (-0.30, 0.34)])),
        metal.base,
    )
    canvas.drawPath(polygon([(-0.30, 0.40), (0.30, 0.40), (0.30, 0.46), (-0.30, 0.46)]), metal.shade)
    canvas.drawLine(-0.13, 0.0, -0.12, 0.16, stroke((1.0, 1.0, 1.0), 0.014, 0.5))

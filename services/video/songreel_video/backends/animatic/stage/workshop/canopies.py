"""Ironwork over a platform: the canopy on its columns, a bench, the clock."""

import math

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.passing import Way

EDGE, WALL, ROOF = -0.50, 1.12, 0.98
"""Of the platform, of the station house, of the canopy over it; beside and above the way at distance 1."""
COLUMNS = (0.82, 1.25, 1.9, 2.9, 4.4, 6.6)
SEAT_Y = 0.80


def canopy(canvas: skia.Canvas, colours: Colours, way: Way, side: int, iron: Colour) -> None:
    """Draws the roof over a platform: boards, beams, iron columns, globes, and the toothed edge."""
    wood = colours.shaded(mix(colours.mid, (0.46, 0.33, 0.25), 0.4), 0.3 + 0.3 * colours.night)
    edge = EDGE + 0.10
    canvas.drawPath(
        shape([way.at(side * x, h, z) for x, h, z in
               ((edge, ROOF, 9.0), (3.0, ROOF, 9.0), (3.0, ROOF, 0.45), (edge, ROOF, 0.45))]),
        shade(colours.shaded(wood, 0.3), colours.lit(wood, 0.12), -0.1, 0.52),
    )  # fmt: skip
    for x in (-0.2, 0.05, 0.3, 0.55, 0.8):
        ends = (*way.at(side * x, ROOF, 9.0), *way.at(side * x, ROOF, 0.45))
        canvas.drawLine(*ends, line(colours.shaded(wood, 0.4), 0.003, 0.8))
    for distance in reversed(COLUMNS):
        tone = colours.distant(iron, min(0.35, 0.05 * distance))
        ends = (*way.at(side * edge, ROOF - 0.03, distance), *way.at(side * WALL, ROOF - 0.03, distance))
        canvas.drawLine(*ends, line(tone, 0.032 / distance))
        x = side * (edge + 0.12)
        foot, top = way.at(x, 0, distance), way.at(x, ROOF, distance)
        canvas.drawLine(*foot, *top, line(tone, 0.034 / distance))
        lit = 0.009 * colours.key_side / distance
        canvas.drawLine(foot[0] + lit, foot[1], top[0] + lit, top[1], line(colours.lit(tone, 0.3), 0.007 / distance))
        for height, width in ((0.0, 0.06), (0.10, 0.05), (0.70, 0.05)):
            px, py = way.at(x, height, distance)
            ring = box(px - width * 0.5 / distance, py - 0.03 / distance, px + width * 0.5 / distance, py)
            canvas.drawRect(ring, fill(colours.lit(tone, 0.12)))
        for reach in (-0.14, 0.28):
            bracket = skia.Path()
            bracket.moveTo(*way.at(x, 0.70, distance))
            bracket.quadTo(
                *way.at(x + side * reach * 0.15, ROOF - 0.06, distance),
                *way.at(x + side * reach, ROOF - 0.04, distance),
            )
            canvas.drawPath(bracket, line(tone, 0.016 / distance))
        globe = way.at(side * 0.42, 0.70, distance)
        canvas.drawLine(*globe, *way.at(side * 0.42, ROOF, distance), line(tone, 0.007 / distance))
        glass = mix(mix(colours.light, wood, 0.3), mix(colours.glow, WHITE, 0.6), min(1.0, 1.5 * colours.night))
        canvas.drawCircle(*globe, 0.036 / distance, fill(glass))
    trim, drop = colours.lit(iron, 0.18), 0.075
    front = [(ROOF + 0.04, 9.0), (ROOF + 0.04, 0.45), (ROOF - drop * 0.5, 0.45), (ROOF - drop * 0.5, 9.0)]
    canvas.drawPath(shape([way.at(side * edge, height, distance) for height, distance in front]), fill(trim))
    for number in range(34):
        z0, z1 = 0.45 * 1.09**number, 0.45 * 1.09 ** (number + 0.86)
        tooth = [(ROOF - drop * 0.5, z0), (ROOF - drop * 0.5, z1), (ROOF - drop * 1.2, (z0 + z1) / 2)]
        canvas.drawPath(shape([way.at(side * edge, height, distance) for height, distance in tooth]), fill(trim))


def bench(canvas: skia.Canvas, colours: Colours, side: int, iron: Colour) -> None:
    """Draws a bench of laths on iron legs, towards the house."""
    wood = colours.shaded(mix(colours.mid, (0.50, 0.34, 0.22), 0.6), 0.15 + 0.4 * colours.night)
    left, right = sorted((side * 0.10, side * 0.44))
    for x in (left + 0.03, right - 0.03):
        canvas.drawLine(x, 0.70, x, 0.895, line(iron, 0.010))
        canvas.drawLine(x - 0.02, 0.895, x + 0.02, 0.895, line(iron, 0.010))
    for y in (0.712, 0.738, 0.764):
        canvas.drawRoundRect(box(left, y, right, y + 0.019), 0.006, 0.006, fill(colours.lit(wood, 0.1)))
    canvas.drawRoundRect(box(left - 0.01, SEAT_Y - 0.006, right + 0.01, SEAT_Y + 0.020), 0.008, 0.008, fill(wood))


def clock_case(canvas: skia.Canvas, colours: Colours, centre: tuple[float, float], iron: Colour) -> None:
    """Draws a clock that hangs from the roof, without its hands."""
    x, y = centre
    canvas.drawLine(x, y, x, y - 0.20, line(iron, 0.008))
    canvas.drawCircle(x, y, 0.060, fill(colours.shaded(iron, 0.3)))
    canvas.drawCircle(x, y, 0.060, line(colours.lit(iron, 0.35), 0.003))
    canvas.drawCircle(x, y, 0.050, fill(mix(WHITE, mix(colours.glow, colours.mid, 0.2), 0.25)))
    for hour in range(12):
        dx, dy = math.sin(hour * math.tau / 12), math.cos(hour * math.tau / 12)
        canvas.drawLine(x + dx * 0.038, y + dy * 0.038, x + dx * 0.045, y + dy * 0.045, line(colours.near, 0.003))

"""Seats of a railway carriage that face each other over a table."""

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line, shade, shape

BAY = 0.80
"""From window to window."""
SEAT_Y = 0.75


def carriage_seats(colours: Colours, wood: Colour, cloth: Colour, canvas: skia.Canvas) -> None:
    """The floor, and in each bay two seats in profile that face each other over a small table."""
    dark = colours.shaded(wood, 0.6)
    floor = colours.shaded(mix(colours.ground, wood, 0.4), 0.3)
    canvas.drawRect(
        box(-REACH_X, 0.86, REACH_X, BOTTOM_Y), shade(colours.lit(floor, 0.12), colours.shaded(floor, 0.5), 0.86, 1.08)
    )
    canvas.drawRect(box(-REACH_X, 0.852, REACH_X, 0.868), fill(dark))
    metal = mix(colours.light, colours.near, 0.4 + 0.3 * colours.night)
    for bay in (-2, -1, 0, 1, 2):
        x = bay * BAY
        canvas.drawLine(x, 0.655, x, 0.875, line(colours.shaded(metal, 0.4), 0.010))
        canvas.drawRoundRect(
            box(x - 0.085, 0.640, x + 0.085, 0.658), 0.006, 0.006, shade(colours.lit(wood, 0.45), wood, 0.64, 0.66)
        )
        for side in (-1, 1):
            _seat(canvas, colours, x, side, cloth, metal)
        canvas.drawRoundRect(
            box(x - 0.052, 0.606, x - 0.026, 0.641), 0.004, 0.004, fill(mix(WHITE, cloth, 0.25 + 0.3 * colours.night))
        )
        canvas.drawRect(box(x + 0.012, 0.631, x + 0.064, 0.640), fill(colours.shaded(colours.accent, 0.25)))
        canvas.drawRect(box(x + 0.016, 0.624, x + 0.060, 0.631), fill(mix(colours.light, colours.mid, 0.3)))


def _seat(canvas: skia.Canvas, colours: Colours, x: float, side: int, cloth: Colour, metal: Colour) -> None:
    dark, edge = colours.shaded(cloth, 0.45), colours.lit(cloth, 0.22)

    def at(dx: float, y: float) -> tuple[float, float]:
        return x + side * dx, y

    canvas.drawLine(*at(0.20, 0.80), *at(0.20, 0.89), line(colours.shaded(metal, 0.45), 0.012))
    canvas.drawLine(*at(0.33, 0.80), *at(0.33, 0.89), line(colours.shaded(metal, 0.45), 0.012))
    back = skia.Path()
    back.moveTo(*at(0.300, 0.79))
    back.cubicTo(*at(0.325, 0.68), *at(0.315, 0.60), *at(0.335, 0.53))
    back.quadTo(*at(0.345, 0.495), *at(0.375, 0.495))
    back.quadTo(*at(0.397, 0.495), *at(0.397, 0.53))
    back.lineTo(*at(0.397, 0.82))
    back.lineTo(*at(0.310, 0.82))
    back.close()
    canvas.drawPath(back, shade(edge, dark, 0.50, 0.80))
    cover = [at(0.338, 0.525), at(0.372, 0.492), at(0.397, 0.50), at(0.397, 0.575), at(0.326, 0.58)]
    canvas.drawPath(shape(cover), fill(mix(WHITE, cloth, 0.28 + 0.35 * colours.night)))
    left, right = sorted((at(0.125, 0)[0], at(0.36, 0)[0]))
    canvas.drawRoundRect(box(left, SEAT_Y - 0.006, right, 0.815), 0.025, 0.025, shade(edge, dark, 0.74, 0.82))
    for y in (0.64, 0.69):
        canvas.drawLine(*at(0.322, y), *at(0.39, y), line(dark, 0.003, 0.8))
    canvas.drawLine(*at(0.215, 0.667), *at(0.34, 0.667), line(colours.shaded(metal, 0.5), 0.016))
    canvas.drawLine(*at(0.225, 0.67), *at(0.225, 0.75), line(colours.shaded(metal, 0.5), 0.008))

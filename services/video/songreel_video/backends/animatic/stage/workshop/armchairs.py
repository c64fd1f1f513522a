"""Armchairs of an aeroplane that face each other over a table."""

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line, shade, shape

BAY = 0.93
"""From table to table."""
SEAT_Y = 0.76


def armchairs(colours: Colours, shell: Colour, hide: Colour, trim: Colour, canvas: skia.Canvas) -> None:
    """Paints the aisle and both rows."""
    carpet = colours.shaded(mix(colours.ground, trim, 0.3), 0.30 + 0.1 * colours.night)
    canvas.drawRect(
        box(-REACH_X, 0.865, REACH_X, BOTTOM_Y),
        shade(colours.lit(carpet, 0.12), colours.shaded(carpet, 0.45), 0.865, 1.08),
    )
    canvas.drawRect(box(-REACH_X, 0.855, REACH_X, 0.868), fill(colours.shaded(shell, 0.55)))
    glimmer = mix(colours.glow, WHITE, 0.3)
    for number in range(-14, 15):  # the lights along the floor
        canvas.drawRoundRect(
            box(number * 0.14 - 0.014, 0.858, number * 0.14 + 0.014, 0.864),
            0.003,
            0.003,
            fill(glimmer, 0.25 + 0.65 * colours.night),
        )
    wood = colours.shaded(mix(colours.mid, (0.48, 0.31, 0.20), 0.6), 0.1 + 0.4 * colours.night)
    for bay in (-2, -1, 0, 1, 2):
        x = bay * BAY
        canvas.drawRect(box(x - 0.010, 0.675, x + 0.010, 0.862), fill(colours.shaded(shell, 0.4)))
        canvas.drawRoundRect(
            box(x - 0.088, 0.658, x + 0.088, 0.677), 0.007, 0.007, shade(colours.lit(wood, 0.35), wood, 0.658, 0.677)
        )
        canvas.drawPath(
            shape([(x + 0.018, 0.618), (x + 0.050, 0.618), (x + 0.045, 0.658), (x + 0.023, 0.658)]),
            fill(mix(WHITE, shell, 0.3), 0.75),
        )
        canvas.drawRect(box(x + 0.021, 0.636, x + 0.047, 0.657), fill(colours.shaded(trim, 0.1), 0.85))
        canvas.drawRect(box(x - 0.066, 0.652, x - 0.012, 0.659), fill(colours.lit(trim, 0.2)))
        for side in (-1, 1):
            _chair(canvas, colours, x, side, hide, trim)


def _chair(canvas: skia.Canvas, colours: Colours, x: float, side: int, hide: Colour, trim: Colour) -> None:
    dark, edge = colours.shaded(hide, 0.45), colours.lit(hide, 0.25)

    def at(dx: float, y: float) -> tuple[float, float]:
        return x + side * dx, y

    def block(dx0: float, y0: float, dx1: float, y1: float) -> skia.Rect:
        left, right = sorted((x + side * dx0, x + side * dx1))
        return box(left, y0, right, y1)

    canvas.drawRect(block(0.19, 0.83, 0.35, 0.875), fill(colours.shaded(colours.near, 0.35)))
    back = skia.Path()
    back.moveTo(*at(0.310, 0.85))
    back.cubicTo(*at(0.318, 0.72), *at(0.325, 0.64), *at(0.348, 0.54))
    back.cubicTo(*at(0.352, 0.500), *at(0.400, 0.490), *at(0.425, 0.520))
    back.cubicTo(*at(0.440, 0.58), *at(0.432, 0.72), *at(0.420, 0.85))
    back.close()
    canvas.drawPath(back, shade(edge, dark, 0.50, 0.82))
    rest = shape(
        [at(0.343, 0.535), at(0.362, 0.500), at(0.410, 0.500), at(0.428, 0.535), at(0.428, 0.578), at(0.333, 0.585)]
    )
    canvas.drawPath(rest, fill(mix(mix(WHITE, trim, 0.25), hide, 0.25 + 0.45 * colours.night)))
    for y in (0.635, 0.69):
        canvas.drawLine(*at(0.331 - (y - 0.635) * 0.15, y), *at(0.428, y), line(dark, 0.003, 0.8))
    canvas.drawRoundRect(block(0.125, SEAT_Y - 0.006, 0.37, 0.842), 0.03, 0.03, shade(edge, dark, 0.75, 0.84))
    canvas.drawRoundRect(
        block(0.185, 0.690, 0.375, 0.722), 0.014, 0.014, shade(colours.lit(hide, 0.35), hide, 0.69, 0.72)
    )
    canvas.drawRoundRect(block(0.215, 0.715, 0.375, 0.772), 0.012, 0.012, fill(colours.shaded(hide, 0.28)))

"""The far wall of an underground station, up to the mouth of the tunnel."""

import random

import skia

from songreel_video.backends.animatic.stage.colours import BLACK, WHITE, Colour, Colours, at_lightness, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, glow, line, shade, shape


def tunnel_wall(
    colours: Colours, tiles: Colour, band: Colour, mouth: float, side: int, seed: int, canvas: skia.Canvas
) -> None:
    """Paints the wall beyond the track: tiles with a band, posters, name boards, and the tunnel where it ends."""
    rng = random.Random(seed + 1)
    dark = at_lightness(mix(colours.near, colours.shadow, 0.5), 0.19 - 0.06 * colours.night)
    canvas.drawRect(box(-REACH_X, TOP_Y, REACH_X, BOTTOM_Y), shade(mix(dark, BLACK, 0.4), dark, 0.0, 0.8))
    for number in range(7):  # lights far in the tunnel
        x = mouth + side * (0.10 + 0.16 * number)
        canvas.drawCircle(x, 0.36, 0.05, glow(x, 0.36, 0.05, colours.glow, 0.5))
        canvas.drawCircle(x, 0.36, 0.006, fill(mix(colours.glow, WHITE, 0.4)))
        canvas.drawLine(x - 0.07, 0.47, x + 0.09, 0.465, line(colours.lit(dark, 0.12), 0.004))
    canvas.save()
    wall = skia.Path()
    wall.moveTo(-side * REACH_X, 0.07)
    wall.lineTo(mouth - side * 0.05, 0.07)
    wall.cubicTo(mouth + side * 0.07, 0.22, mouth + side * 0.07, 0.56, mouth, 0.74)
    wall.lineTo(-side * REACH_X, 0.74)
    wall.close()
    canvas.clipPath(wall, True)
    canvas.drawRect(
        box(-REACH_X, 0.05, REACH_X, 0.76), shade(colours.lit(tiles, 0.25), colours.shaded(tiles, 0.5), 0.08, 0.74)
    )
    grout = line(colours.shaded(tiles, 0.32), 0.0018, 0.55)
    for row in range(27):
        y = 0.08 + 0.025 * row
        canvas.drawLine(-REACH_X, y, REACH_X, y, grout)
        for column in range(-36, 37):
            x = column * 0.052 + (0.026 if row % 2 else 0.0)
            canvas.drawLine(x, y, x, y + 0.025, grout)
    for _ in range(70):  # no two tiles are fired alike
        x, y = rng.randint(-36, 35) * 0.052, 0.08 + 0.05 * rng.randint(0, 12)
        canvas.drawRect(box(x, y, x + 0.052, y + 0.025), fill(rng.choice((WHITE, colours.shadow)), 0.10))
    low = colours.shaded(band, 0.18 + 0.30 * colours.night)
    canvas.drawRect(box(-REACH_X, 0.13, REACH_X, 0.18), fill(low))
    canvas.drawRect(
        box(-REACH_X, 0.58, REACH_X, 0.74), shade(colours.shaded(low, 0.15), colours.shaded(low, 0.6), 0.58, 0.74)
    )
    canvas.drawLine(-REACH_X, 0.58, REACH_X, 0.58, line(colours.lit(tiles, 0.4), 0.006))
    for number in range(-3, 4):
        _poster(canvas, rng, number * 0.58 - side * 0.02, colours)
        if number % 2:
            _name_board(canvas, number * 0.58 + 0.29, colours, band)
    canvas.restore()
    canvas.drawPath(wall, line(colours.shaded(tiles, 0.25), 0.018))
    canvas.drawRect(
        box(-REACH_X, TOP_Y, REACH_X, 0.075),
        shade(colours.shaded(tiles, 0.75), colours.shaded(tiles, 0.35), -0.2, 0.075),
    )
    for y, hue in ((0.30, (0.95, 0.2, 0.16)), (0.335, (0.25, 0.85, 0.45))):  # the signal at the tunnel's mouth
        x = mouth + side * 0.055
        canvas.drawRoundRect(
            box(x - 0.017, y - 0.018, x + 0.017, y + 0.018), 0.008, 0.008, fill(colours.shaded(dark, 0.3))
        )
        shine = 1.0 if (y > 0.31) == bool(seed % 2) else 0.25
        canvas.drawCircle(x, y, 0.010, fill(hue, shine))
        canvas.drawCircle(x, y, 0.04, glow(x, y, 0.04, hue, 0.6 * shine))


def _poster(canvas: skia.Canvas, rng: random.Random, x: float, colours: Colours) -> None:
    hues = [colours.accent, colours.second, colours.glow, colours.mid]
    rng.shuffle(hues)
    half, top, foot = 0.115, 0.235, 0.52
    dim = 0.10 + 0.26 * colours.night
    tall = shade(colours.shaded(hues[0], dim), colours.shaded(mix(hues[0], hues[1], 0.6), dim), top, foot)
    canvas.drawRect(
        box(x - half - 0.009, top - 0.009, x + half + 0.009, foot + 0.009), fill(colours.shaded(colours.near, 0.2))
    )
    canvas.drawRect(box(x - half, top, x + half, foot), tall)
    canvas.save()
    canvas.clipRect(box(x - half, top, x + half, foot))
    ink, kind = colours.shaded(hues[2], dim), rng.randint(0, 2)
    if kind == 0:  # a sun over hills
        canvas.drawCircle(x + rng.uniform(-0.04, 0.04), top + 0.10, 0.052, fill(ink))
        for number in range(2):
            hill = box(x - 0.17 + 0.1 * number, foot - 0.11 + 0.03 * number, x + 0.08 + 0.1 * number, foot + 0.12)
            canvas.drawOval(hill, fill(colours.shaded(hues[3], dim + 0.15 * number)))
    elif kind == 1:  # rings
        for number in range(4):
            canvas.drawCircle(x, top + 0.12, 0.085 - 0.022 * number, fill(ink if number % 2 == 0 else hues[1]))
    else:  # a bottle
        canvas.drawRoundRect(box(x - 0.032, top + 0.10, x + 0.032, foot - 0.04), 0.015, 0.015, fill(ink))
        canvas.drawRect(box(x - 0.011, top + 0.045, x + 0.011, top + 0.11), fill(ink))
        canvas.drawRect(box(x - 0.032, top + 0.14, x + 0.032, top + 0.18), fill(mix(WHITE, hues[0], 0.3 + dim)))
    for number in range(2):
        wide = 0.07 - 0.025 * number
        y = foot - 0.028 + 0.013 * number
        canvas.drawRect(box(x - wide, y - 0.004, x + wide, y), fill(mix(WHITE, hues[0], 0.2 + dim)))
    canvas.restore()


def _name_board(canvas: skia.Canvas, x: float, colours: Colours, band: Colour) -> None:
    dim = 0.08 + 0.25 * colours.night
    board = box(x - 0.105, 0.335, x + 0.105, 0.405)
    canvas.drawRoundRect(board, 0.012, 0.012, fill(colours.shaded(colours.near, 0.15)))
    canvas.drawRoundRect(board, 0.012, 0.012, line(mix(WHITE, band, 0.2 + dim), 0.006))
    canvas.drawPath(
        shape([(x - 0.085, 0.370), (x - 0.064, 0.349), (x - 0.043, 0.370), (x - 0.064, 0.391)]),
        fill(colours.shaded(band, dim)),
    )
    for number in range(4):
        bx = x - 0.026 + 0.028 * number
        canvas.drawRect(box(bx, 0.364, bx + 0.019, 0.376), fill(WHITE, 0.85 - dim))

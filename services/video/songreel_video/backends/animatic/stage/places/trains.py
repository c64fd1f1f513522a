"""In a railway carriage, seen across it: broad windows on the land that streams by, and seats that face each other."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, ink, mix
from songreel_video.backends.animatic.stage.scenery import (
    BOTTOM_Y,
    REACH_X,
    TOP_Y,
    Lamp,
    Layer,
    Moment,
    Scenery,
    facing_seats,
)
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.carriage_seats import BAY, SEAT_Y, carriage_seats
from songreel_video.backends.animatic.stage.workshop.passing import (
    blend,
    far_land,
    middle_land,
    near_land,
    paint_window_sky,
)

HORIZON_Y = 0.46
PANE_TOP, PANE_FOOT = 0.20, 0.585
POLE_GAP = 5.0


def train(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A carriage with facing seats under a luggage rack; hills, farms and hedges pass, each at its own speed."""
    rng = random.Random(seed)
    way = rng.choice((-1, 1))
    wood = mix(colours.mid, rng.choice(((0.50, 0.32, 0.20), (0.36, 0.42, 0.36), colours.second)), 0.55)
    wood = colours.shaded(wood, 0.05 + 0.40 * colours.night)
    cloth = colours.shaded(rng.choice((colours.accent, colours.second, mix(colours.accent, colours.mid, 0.5))), 0.25)
    cloth = colours.shaded(cloth, 0.35 * colours.night)
    hills = far_land(colours, seed + 1, HORIZON_Y - 0.01)
    fields = middle_land(colours, seed + 2, HORIZON_Y + 0.02, 0.625)
    hedges = near_land(colours, seed + 3, HORIZON_Y + 0.135, 0.635)

    def far(canvas: skia.Canvas, moment: Moment) -> None:
        hills.draw(canvas, way * 0.05 * moment.seconds)

    def middle(canvas: skia.Canvas, moment: Moment) -> None:
        fields.draw(canvas, way * (0.24 * moment.seconds) + seed % 5)

    def near(canvas: skia.Canvas, moment: Moment) -> None:
        shift = way * 1.5 * moment.seconds
        hedges.draw(canvas, shift + seed % 3)
        _pole(canvas, colours, way, moment)

    return Scenery(
        (
            Layer(30, partial(paint_window_sky, colours=colours, seed=seed, horizon_y=HORIZON_Y, top_y=0.15)),
            Layer(14, _nothing, far),
            Layer(6, _nothing, middle),
            Layer(2.4, _nothing, near),
            Layer(1.25, partial(_wall, colours, wood, cloth, seed), partial(_light_on_wall, colours, way)),
            Layer(1, partial(carriage_seats, colours, wood, cloth), partial(_sway, colours, cloth)),
        ),
        horizon_y=HORIZON_Y,
        ground_y=0.925,
        indoors=True,
        seat_y=SEAT_Y,
        seats=facing_seats(BAY),
        figure_scale=1.06,
        closer=1.25,
        lamps=tuple(Lamp(x, 0.055, 1.25, 0.36, colours.glow, 0.15 + 0.5 * colours.night) for x in (-BAY, 0.0, BAY)),
    )


def _nothing(canvas: skia.Canvas) -> None:
    """A sheet on which everything moves."""


def _pole(canvas: skia.Canvas, colours: Colours, way: int, moment: Moment) -> None:
    """Telegraph poles flick past; their wires rise and fall between them."""
    tone = blend(colours.near, colours.shadow, 0.2)
    travelled = 3.4 * moment.seconds
    first = travelled % POLE_GAP
    for number in range(-1, 2):
        x = way * (first + POLE_GAP * number)
        if abs(x) < REACH_X:
            canvas.drawRect(box(x - 0.016, 0.1, x + 0.016, 0.7), fill(tone, 0.55))
            canvas.drawRect(box(x - 0.006, 0.1, x + 0.006, 0.7), fill(tone, 0.8))
    for height, alpha in ((0.215, 0.8), (0.245, 0.6)):
        path = skia.Path()
        for step in range(25):
            x = -REACH_X + 2 * REACH_X * step / 24
            share = (way * x - first) / POLE_GAP % 1
            y = height + 0.17 * share * (1 - share)
            path.moveTo(x, y) if not step else path.lineTo(x, y)
        canvas.drawPath(path, line(tone, 0.003, alpha))


def _pane(x: float, inset: float = 0.0) -> skia.RRect:
    half = BAY / 2 - 0.07 - inset
    return skia.RRect.MakeRectXY(box(x - half, PANE_TOP + inset, x + half, PANE_FOOT - inset), 0.05, 0.05)


def _wall(colours: Colours, wood: Colour, cloth: Colour, seed: int, canvas: skia.Canvas) -> None:
    """The carriage's side with its holes, ceiling, lamps, rack and curtains."""
    cream = colours.shaded(mix(mix(colours.light, wood, 0.35), WHITE, 0.15), 0.14 + 0.44 * colours.night)
    dark, metal = colours.shaded(wood, 0.5), mix(colours.light, colours.near, 0.4 + 0.3 * colours.night)
    bays = (-2, -1, 0, 1, 2)
    wall = skia.Path()
    wall.addRect(box(-REACH_X, TOP_Y, REACH_X, BOTTOM_Y))
    for bay in bays:
        wall.addRRect(_pane(bay * BAY))
    wall.setFillType(skia.PathFillType.kEvenOdd)
    canvas.drawPath(wall, shade(cream, colours.shaded(cream, 0.25), 0.0, 0.6))
    canvas.drawRect(box(-REACH_X, 0.625, REACH_X, BOTTOM_Y), shade(wood, dark, 0.62, 0.92))
    canvas.drawRect(box(-REACH_X, 0.618, REACH_X, 0.632), fill(colours.lit(wood, 0.35)))
    canvas.drawRect(box(-REACH_X, TOP_Y, REACH_X, 0.09), shade(colours.lit(cream, 0.3), cream, -0.1, 0.09))
    canvas.drawRect(box(-REACH_X, 0.088, REACH_X, 0.098), fill(colours.shaded(cream, 0.4)))
    for bay in bays:
        x = bay * BAY
        canvas.drawRRect(_pane(x), line(dark, 0.026))
        canvas.drawRRect(_pane(x, -0.012), line(colours.lit(wood, 0.4), 0.004))
        half = BAY / 2 - 0.07
        canvas.drawLine(x - half, 0.305, x + half, 0.305, line(dark, 0.009))
        sill = box(x - half - 0.02, PANE_FOOT + 0.004, x + half + 0.02, PANE_FOOT + 0.022)
        canvas.drawRoundRect(sill, 0.006, 0.006, fill(colours.lit(wood, 0.28)))
        for side in (-1, 1):
            _curtain(canvas, colours, x + side * (half - 0.01), side, cloth)
        post = x + BAY / 2
        canvas.drawRect(box(post - 0.038, 0.098, post + 0.038, 0.62), shade(colours.lit(wood, 0.12), wood, 0.1, 0.6))
        canvas.drawRoundRect(box(post - 0.026, 0.25, post + 0.026, 0.36), 0.008, 0.008, fill(dark))
        canvas.drawRoundRect(
            box(post - 0.020, 0.256, post + 0.020, 0.354),
            0.005,
            0.005,
            shade(colours.sky_top, colours.accent, 0.25, 0.36),
        )
        canvas.drawPath(shape([(post - 0.02, 0.345), (post - 0.004, 0.305), (post + 0.02, 0.345)]), fill(dark, 0.8))
        canvas.drawOval(box(x - 0.085, 0.03, x + 0.085, 0.072), fill(colours.shaded(wood, 0.3)))
        bulb = mix(colours.glow, WHITE, 0.55)
        canvas.drawOval(box(x - 0.072, 0.036, x + 0.072, 0.072), fill(mix(cream, bulb, 0.35 + 0.65 * colours.night)))
    _rack(canvas, colours, metal, seed)


def _curtain(canvas: skia.Canvas, colours: Colours, x: float, side: int, cloth: Colour) -> None:
    for fold in range(3):
        reach = 0.026 * (3 - fold)
        path = skia.Path()
        path.moveTo(x, PANE_TOP + 0.012)
        path.lineTo(x - side * reach, PANE_TOP + 0.012)
        path.cubicTo(x - side * reach, 0.34, x - side * reach * 0.5, 0.38, x - side * reach * 0.3, 0.43)
        path.cubicTo(
            x - side * reach * 0.5, 0.47, x - side * reach * 0.6, 0.52, x - side * reach * 0.6, PANE_FOOT - 0.012
        )
        path.lineTo(x, PANE_FOOT - 0.012)
        path.close()
        canvas.drawPath(path, fill(mix(colours.shaded(cloth, 0.40), colours.lit(cloth, 0.15), fold / 2)))
    canvas.drawLine(x + side * 0.004, 0.43, x - side * 0.028, 0.432, line(colours.glow, 0.009, 0.9))


def _rack(canvas: skia.Canvas, colours: Colours, metal: Colour, seed: int) -> None:
    """Luggage in the net over the windows."""
    rng = random.Random(seed + 6)
    hues = (colours.accent, colours.second, (0.46, 0.30, 0.20), (0.62, 0.47, 0.30), colours.mid)
    x = -1.7
    while x < 1.7:
        width, tall = rng.uniform(0.13, 0.26), rng.uniform(0.05, 0.085)
        case = colours.shaded(rng.choice(hues), 0.2 + 0.35 * colours.night)
        if rng.random() < 0.62:
            canvas.drawRoundRect(
                box(x, 0.168 - tall, x + width, 0.168), 0.012, 0.012, shade(colours.lit(case, 0.2), case, 0.1, 0.17)
            )
            for strap in (0.22, 0.78):
                canvas.drawLine(
                    x + width * strap, 0.170 - tall, x + width * strap, 0.166, line(colours.shaded(case, 0.5), 0.006)
                )
        x += width + rng.uniform(0.03, 0.22)
    for y in (0.135, 0.152, 0.170):
        canvas.drawLine(-REACH_X, y, REACH_X, y, line(metal, 0.004 if y < 0.17 else 0.008))
    for number in range(-9, 10):
        x = number * BAY / 4 + BAY / 8
        canvas.drawLine(x, 0.118, x, 0.174, line(metal, 0.004))


def _light_on_wall(colours: Colours, way: int, canvas: skia.Canvas, moment: Moment) -> None:
    """Sun between trees by day, passing lamps by night: light that runs along the wall."""
    hue = blend(colours.glow, colours.light, 1 - colours.night)
    for number in range(2):
        share = (moment.seconds * 0.55 + 0.5 * number) % 1
        x = way * (-1.3 + 2.6 * share)
        alpha = (0.07 + 0.10 * moment.pulse) * math.sin(math.pi * share)
        gradient = skia.GradientShader.MakeLinear(
            points=[skia.Point(x - 0.16, 0), skia.Point(x + 0.16, 0)],
            colors=[ink(hue, 0), ink(hue, alpha), ink(hue, 0)],
        )
        band = [(x - 0.10, 0.60), (x + 0.16, 0.60), (x + 0.12, 0.86), (x - 0.16, 0.86)]
        canvas.drawPath(shape(band), skia.Paint(Shader=gradient, BlendMode=skia.BlendMode.kPlus))


def _sway(colours: Colours, cloth: Colour, canvas: skia.Canvas, moment: Moment) -> None:
    """Straps hang from a bar and swing with the carriage."""
    tone = blend(colours.near, colours.shadow, 0.1)
    for number in range(-4, 5):
        x = number * BAY / 2 + BAY / 4
        swing = 0.012 * math.sin(moment.seconds * 3.1 + number * 0.7) + 0.006 * moment.pulse
        canvas.drawLine(x, -0.02, x + swing, 0.085, line(tone, 0.007))
        canvas.drawCircle(x + swing, 0.107, 0.021, line(blend(cloth, colours.light, 0.3), 0.007))


PLACES = {"train": train}

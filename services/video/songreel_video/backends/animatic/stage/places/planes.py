"""In an aeroplane's cabin: oval windows on clouds and the wing, armchairs that face each other."""

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
from songreel_video.backends.animatic.stage.workshop.armchairs import BAY, SEAT_Y, armchairs
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.passing import Strip, blend, halo, make_strip, paint_window_sky

HORIZON_Y = 0.445
PANES = tuple(0.31 * number for number in range(-6, 7))
PANE_Y, PANE_HALF, PANE_TALL = 0.385, 0.088, 0.130
READING_LIGHTS = (-0.775, -0.465, -0.155, 0.155, 0.465, 0.775)


def plane(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A cabin over a sea of clouds; the wing is seen through some of the windows."""
    rng = random.Random(seed)
    way = rng.choice((-1, 1))  # where the clouds go
    trim = rng.choice((colours.accent, colours.second, mix(colours.accent, colours.second, 0.5)))
    shell = colours.shaded(mix(mix(colours.light, WHITE, 0.5), colours.mid, 0.16), 0.08 + 0.46 * colours.night)
    hide = rng.choice((mix(colours.light, (0.62, 0.47, 0.34), 0.6), mix(colours.mid, trim, 0.4), (0.45, 0.30, 0.22)))
    hide = colours.shaded(hide, 0.14 + 0.42 * colours.night)
    banks = [_cloud_sea(colours, seed + number, number) for number in range(3)]
    speeds = (0.02, 0.06, 0.30)

    def drift(number: int, canvas: skia.Canvas, moment: Moment) -> None:
        banks[number].draw(canvas, way * speeds[number] * moment.seconds + 0.9 * number)

    return Scenery(
        (
            Layer(40, partial(paint_window_sky, colours=colours, seed=seed, horizon_y=HORIZON_Y, top_y=0.22)),
            Layer(20, _nothing, partial(drift, 0)),
            Layer(10, _nothing, partial(drift, 1)),
            Layer(3.2, partial(_wing, colours, way, trim), partial(_wing_light, way)),
            Layer(2.4, _nothing, partial(drift, 2)),
            Layer(1.2, partial(_shell, colours, shell, trim, seed), partial(_light_patches, colours, way)),
            Layer(1, partial(armchairs, colours, shell, hide, trim)),
        ),
        horizon_y=HORIZON_Y, ground_y=0.925, indoors=True, seat_y=SEAT_Y,
        seats=facing_seats(BAY), figure_scale=1.06, closer=1.25,
        lamps=tuple(Lamp(x, 0.165, 1.2, 0.22, colours.glow, 0.10 + 0.38 * colours.night) for x in READING_LIGHTS),
    )  # fmt: skip


def _nothing(canvas: skia.Canvas) -> None:
    """A sheet on which everything moves."""


def _cloud_sea(colours: Colours, seed: int, nearness: int) -> Strip:
    """Clouds seen from above, 4 units long; the nearest are only wisps that fly past."""
    day = 1 - colours.night
    top = mix(mix(colours.light, WHITE, 0.5 * day), colours.sky_low, 0.25 + 0.45 * colours.night)
    foot = mix(colours.shaded(colours.sky_low, 0.45), colours.sky_top, 0.3 + 0.3 * colours.night)

    def paint(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        if nearness == 2:
            for _ in range(5):
                x, y, half = rng.uniform(0, 4), rng.uniform(0.34, 0.58), rng.uniform(0.25, 0.5)
                for part in range(3):
                    reach, lift = half * (1 - 0.2 * part), 0.014 * part
                    canvas.drawOval(box(x - reach, y - 0.03 + lift, x + reach, y + 0.02 + lift), fill(top, 0.16))
            return
        level = HORIZON_Y - 0.018 + 0.052 * nearness
        for row in range(4):
            y = level + 0.030 * row
            size = (0.018 + 0.014 * row) * (1 + 0.9 * nearness)
            tone = mix(top, foot, 0.16 * (3 - row) if nearness else 0.5 - 0.1 * row)
            for number in range(26):
                x = number * 4 / 26 + rng.uniform(-0.05, 0.05)
                r = size * rng.uniform(0.7, 1.35)
                oval = box(x - r * 2.1, y - r, x + r * 2.1, y + r * 1.6)
                canvas.drawOval(oval, shade(tone, mix(tone, foot, 0.75), y - r, y + r))
        canvas.drawRect(box(-0.05, level + 0.13, 4.05, 0.75), fill(mix(top, foot, 0.7)))

    top_y, smear = ((0.395, 0.002), (0.43, 0.004), (0.30, 0.04))[nearness]
    return make_strip(4.0, top_y, 0.585, paint, smear)


def _wing(colours: Colours, way: int, trim: Colour, canvas: skia.Canvas) -> None:
    """The wing from its root, low and near, to its tip with the winglet, far out."""
    metal = colours.shaded(mix(colours.light, colours.mid, 0.35), 0.10 + 0.45 * colours.night)

    def at(*points: tuple[float, float]) -> skia.Path:
        return shape([(way * x, y) for x, y in points])

    surface = at((-1.3, 0.66), (-1.3, 0.545), (-0.62, 0.468), (0.20, 0.392), (0.25, 0.392), (0.14, 0.425), (-0.5, 0.57))
    canvas.drawPath(surface, shade(colours.lit(metal, 0.35), colours.shaded(metal, 0.30), 0.39, 0.59))
    edge = at((-1.3, 0.66), (-0.5, 0.57), (0.14, 0.425), (0.14, 0.416), (-0.52, 0.548), (-1.3, 0.63))
    canvas.drawPath(edge, fill(colours.shaded(metal, 0.4)))
    for x0, y0, x1, y1 in ((-0.52, 0.545, -0.60, 0.478), (-0.22, 0.483, -0.27, 0.442), (0.03, 0.434, 0.0, 0.416)):
        canvas.drawLine(way * x0, y0, way * x1, y1, line(colours.shaded(metal, 0.45), 0.0035, 0.8))
    canvas.drawLine(way * -1.3, 0.555, way * 0.19, 0.396, line(colours.lit(metal, 0.6), 0.003, 0.7))
    winglet = at((0.19, 0.396), (0.265, 0.285), (0.300, 0.285), (0.252, 0.396))
    canvas.drawPath(winglet, shade(trim, colours.shaded(trim, 0.35), 0.285, 0.396))


def _wing_light(way: int, canvas: skia.Canvas, moment: Moment) -> None:
    flash = 1.0 if moment.seconds % 1.3 < 0.12 else 0.12
    x, y, red = way * 0.255, 0.394, (1.0, 0.22, 0.16)
    halo(red).draw(canvas, x, y, 0.055, 0.8 * flash)
    canvas.drawCircle(x, y, 0.006, fill(red, 0.5 + 0.5 * flash))


def _pane(x: float, grow: float = 0.0) -> skia.RRect:
    reach, tall = PANE_HALF + grow, PANE_TALL + grow
    return skia.RRect.MakeRectXY(box(x - reach, PANE_Y - tall, x + reach, PANE_Y + tall), reach * 0.92, reach)


def _shell(colours: Colours, shell: Colour, trim: Colour, seed: int, canvas: skia.Canvas) -> None:
    """The cabin's curved side with its holes, the lockers above, the panel below."""
    dark = colours.shaded(shell, 0.45)
    wall = skia.Path()
    wall.addRect(box(-REACH_X, TOP_Y, REACH_X, BOTTOM_Y))
    for x in PANES:
        wall.addRRect(_pane(x))
    wall.setFillType(skia.PathFillType.kEvenOdd)
    canvas.drawPath(wall, shade(colours.shaded(shell, 0.28), colours.lit(shell, 0.12), 0.16, 0.50))
    canvas.drawRect(box(-REACH_X, 0.555, REACH_X, BOTTOM_Y), shade(shell, colours.shaded(shell, 0.5), 0.55, 0.92))
    for number, x in enumerate(PANES):
        canvas.drawRRect(_pane(x, 0.030), line(colours.shaded(shell, 0.16), 0.020))
        canvas.drawRRect(_pane(x, 0.014), line(colours.lit(shell, 0.45), 0.018))
        canvas.drawRRect(_pane(x, 0.001), line(dark, 0.006))
        drawn = 0.0 if abs(x) < 0.2 else (0.0, 0.34, 0.0, 0.0, 0.14)[(number + seed) % 5]
        if drawn:  # the blind, half down
            canvas.save()
            canvas.clipRRect(_pane(x), True)
            foot = PANE_Y - PANE_TALL + 2 * PANE_TALL * drawn
            canvas.drawRect(box(x - 0.1, 0.2, x + 0.1, foot), shade(colours.shaded(shell, 0.1), shell, 0.25, foot))
            canvas.drawRect(box(x - 0.03, foot - 0.010, x + 0.03, foot - 0.004), fill(dark))
            canvas.restore()
        seam = x + 0.155
        canvas.drawLine(seam, 0.215, seam, 0.555, line(colours.shaded(shell, 0.28), 0.003))
    canvas.drawRect(box(-REACH_X, 0.548, REACH_X, 0.560), fill(colours.shaded(trim, 0.15 + 0.35 * colours.night)))
    canvas.drawRect(box(-REACH_X, 0.560, REACH_X, 0.566), fill(colours.lit(shell, 0.4)))
    _lockers(canvas, colours, shell, dark)


def _lockers(canvas: skia.Canvas, colours: Colours, shell: Colour, dark: Colour) -> None:
    canvas.drawRect(
        box(-REACH_X, TOP_Y, REACH_X, 0.02), shade(colours.shaded(shell, 0.25), colours.lit(shell, 0.25), -0.2, 0.02)
    )
    wash = mix(colours.glow, colours.accent, 0.15)
    canvas.drawRect(
        box(-REACH_X, -0.06, REACH_X, 0.04), shade(wash, wash, -0.06, 0.03, (0.0, 0.18 + 0.45 * colours.night))
    )
    canvas.drawRect(
        box(-REACH_X, 0.03, REACH_X, 0.150), shade(colours.lit(shell, 0.25), colours.shaded(shell, 0.18), 0.03, 0.15)
    )
    canvas.drawRect(box(-REACH_X, 0.150, REACH_X, 0.176), shade(colours.shaded(shell, 0.35), dark, 0.15, 0.176))
    canvas.drawRect(
        box(-REACH_X, 0.176, REACH_X, 0.215), shade(dark, colours.shaded(shell, 0.2), 0.176, 0.215, (0.55, 0.0))
    )
    for number in range(-3, 4):
        x = number * 0.62
        canvas.drawLine(x + 0.28, 0.032, x + 0.28, 0.150, line(colours.shaded(shell, 0.4), 0.004))
        canvas.drawRoundRect(box(x - 0.075, 0.118, x + 0.015, 0.132), 0.006, 0.006, fill(colours.shaded(shell, 0.35)))
    for x in READING_LIGHTS:  # and the little nozzles of air
        canvas.drawOval(box(x - 0.020, 0.158, x + 0.020, 0.171), fill(mix(colours.glow, WHITE, 0.6)))
        canvas.drawOval(box(x + 0.036, 0.159, x + 0.054, 0.170), fill(dark))
        beam = [(x - 0.02, 0.17), (x + 0.02, 0.17), (x + 0.11, 0.64), (x - 0.11, 0.64)]
        strength = 0.02 + 0.12 * colours.night
        canvas.drawPath(shape(beam), shade(colours.glow, colours.glow, 0.17, 0.62, (strength, 0.0)))


def _light_patches(colours: Colours, way: int, canvas: skia.Canvas, moment: Moment) -> None:
    """What comes in by the windows lies on the wall below, and swells with the beat."""
    hue = blend(colours.light, colours.sun, 0.4)
    alpha = (0.20 - 0.13 * colours.night) * (0.75 + 0.25 * moment.pulse)
    lean = -0.05 * colours.key_side + 0.01 * way * moment.pulse
    path = skia.Path()
    for x in PANES:
        path.addPoly(
            [
                skia.Point(px, py)
                for px, py in ((x - 0.07, 0.57), (x + 0.07, 0.57), (x + 0.08 + lean, 0.70), (x - 0.06 + lean, 0.70))
            ],
            True,
        )
    gradient = skia.GradientShader.MakeLinear(
        points=[skia.Point(0, 0.57), skia.Point(0, 0.70)], colors=[ink(hue, alpha), ink(hue, 0)]
    )
    canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=gradient))


PLACES = {"plane": plane}

"""What moves on and along a road: cars on both lanes, and the roadside that falls back behind a car."""

from functools import lru_cache

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours
from songreel_video.backends.animatic.stage.scenery import Moment
from songreel_video.backends.animatic.stage.workshop.brushes import LEAF, Point, box, fill, line, shape, tinted
from songreel_video.backends.animatic.stage.workshop.passing import Way, blend, faded, halo

LAPS_A_SECOND = 0.34
"""Of what falls back."""


def falling_back(colours: Colours, way: Way, seed: int, town: bool, canvas: skia.Canvas, moment: Moment) -> None:
    """Draws markings, trees, houses and lamps that run away from us to the horizon, as out of a rear window."""
    paint, leaf = blend(colours.light, WHITE, 0.2), _leaf(colours)
    things = []
    for number in range(9):
        share = (moment.seconds * LAPS_A_SECOND + number / 9) % 1
        distance = 0.72 * 22**share
        marks = [
            way.at(x, 0, z)
            for x, z in ((-0.012, distance), (0.012, distance), (0.012, distance * 1.13), (-0.012, distance * 1.13))
        ]
        canvas.drawPath(shape(marks), fill(paint, 0.6))
        for side in (-1, 1):
            own = (number * 7 + (side > 0) * 3 + seed) % 5
            things.append((distance * (1 + 0.07 * own), side, own))
    for distance, side, own in sorted(things, reverse=True):
        unit = 1 / distance
        x, y = way.at(side * (0.95 + 0.12 * own), 0, distance)
        if abs(x) > 1.15:
            continue
        if own == 0:
            _lamp(canvas, colours, (x - side * 0.12 * unit, y), unit, side, moment.pulse)
        elif town and own != 3:
            tone = faded(colours, blend(blend(colours.mid, colours.accent, 0.1 * own), colours.shadow, 0.2), distance)
            x0, x1 = sorted((x, x + side * 0.75 * unit))
            top = y - (0.5 + 0.1 * own) * unit
            canvas.drawRect(box(x0, top, x1, y), fill(tone))
            lit = blend(colours.glow, WHITE, 0.2) if colours.night > 0.3 else blend(tone, colours.shadow, 0.4)
            for pane in range(6):
                px, py = x0 + (0.09 + 0.22 * (pane % 3)) * unit, top + (0.08 + 0.2 * (pane // 3)) * unit
                canvas.drawRect(box(px, py, px + 0.1 * unit, py + 0.12 * unit), fill(lit if (pane + own) % 3 else tone))
        else:
            tone = faded(colours, leaf, distance)
            canvas.drawLine(x, y, x, y - 0.25 * unit, line(blend(tone, colours.shadow, 0.4), 0.03 * unit))
            canvas.drawCircle(x, y - 0.36 * unit, 0.17 * unit, fill(blend(tone, colours.shadow, 0.25)))
            canvas.drawCircle(x + colours.key_side * 0.04 * unit, y - 0.42 * unit, 0.12 * unit, fill(tone))


@lru_cache(maxsize=16)
def _leaf(colours: Colours) -> Colour:
    return colours.shaded(tinted(LEAF, colours.mid, 0.5), 0.3)


def _lamp(
    canvas: skia.Canvas, colours: Colours, foot: tuple[float, float], unit: float, side: int, pulse: float
) -> None:
    x, y = foot
    tone = blend(colours.near, colours.shadow, 0.2)
    canvas.drawLine(x, y, x, y - 0.62 * unit, line(tone, 0.016 * unit))
    canvas.drawLine(x, y - 0.62 * unit, x - side * 0.13 * unit, y - 0.64 * unit, line(tone, 0.014 * unit))
    if colours.night > 0.2:
        lx, ly, reach = x - side * 0.13 * unit, y - 0.625 * unit, min(0.15, 0.22 * unit * (1 + 0.4 * pulse))
        halo(colours.glow).draw(canvas, lx, ly, reach, 0.8 * colours.night)
        canvas.drawCircle(lx, ly, 0.022 * unit, fill(blend(colours.glow, WHITE, 0.6)))


def both_lanes(colours: Colours, way: Way, side: int, seed: int, canvas: skia.Canvas, moment: Moment) -> None:
    """Draws cars that come towards us on the near lane and go from us on the far one."""
    cars = []
    for number in range(6):
        share = (moment.seconds * 0.13 + number / 6 + (seed % 11) / 11) % 1
        coming = number % 2 == 0
        gone = (1 - share if coming else share) ** 2.2
        cars.append((0.75 + 12.0 * gone, coming, number))
    for distance, coming, number in sorted(cars, reverse=True):
        body = (colours.accent, colours.second, blend(colours.light, colours.mid, 0.3))[(number + seed) % 3]
        body = faded(colours, blend(body, colours.shadow, 0.25 + 0.35 * colours.night), distance)
        x, y = way.at(side * (0.82 if coming else 1.42), 0, distance)
        unit = 0.20 / distance
        _car_end(canvas, colours, (x, y), unit, body, coming, moment.pulse)


def _car_end(
    canvas: skia.Canvas, colours: Colours, foot: Point, unit: float, body: Colour, coming: bool, pulse: float
) -> None:
    x, y = foot
    canvas.drawOval(box(x - unit * 0.95, y - unit * 0.1, x + unit * 0.95, y + unit * 0.14), fill(colours.shadow, 0.5))
    cabin = [
        (x - unit * 0.66, y - unit * 0.7),
        (x - unit * 0.5, y - unit * 1.15),
        (x + unit * 0.5, y - unit * 1.15),
        (x + unit * 0.66, y - unit * 0.7),
    ]
    canvas.drawPath(shape(cabin), fill(blend(body, colours.shadow, 0.3)))
    glass = [
        (x - unit * 0.56, y - unit * 0.7),
        (x - unit * 0.43, y - unit * 1.06),
        (x + unit * 0.43, y - unit * 1.06),
        (x + unit * 0.56, y - unit * 0.7),
    ]
    canvas.drawPath(shape(glass), fill(blend(colours.shadow, colours.sky_low, 0.35)))
    canvas.drawRoundRect(
        box(x - unit * 0.8, y - unit * 0.74, x + unit * 0.8, y - unit * 0.1), unit * 0.18, unit * 0.18, fill(body)
    )
    canvas.drawRect(
        box(x - unit * 0.5, y - unit * 0.42, x + unit * 0.5, y - unit * 0.22), fill(blend(body, colours.shadow, 0.55))
    )
    lamp = blend(colours.glow, WHITE, 0.55) if coming else (0.95, 0.16, 0.12)
    for eye in (-1, 1):
        ex, ey = x + eye * unit * 0.6, y - unit * 0.5
        reach = min(0.10, unit * (0.9 + 0.5 * pulse) * (0.4 + 0.6 * colours.night))
        if coming or colours.night > 0.3:
            halo(lamp).draw(canvas, ex, ey, reach, 0.25 + 0.45 * colours.night)
        canvas.drawCircle(ex, ey, unit * 0.12, fill(lamp))

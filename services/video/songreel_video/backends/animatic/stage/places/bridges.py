"""A great bridge, seen from its footway: towers, cables, traffic with its lights on, a city over the water."""

import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import REACH_X, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    below,
    box,
    fill,
    ground_line,
    line,
    shade,
    shape,
    skyline,
    water,
)
from songreel_video.backends.animatic.stage.workshop.passing import Way, blend, halo
from songreel_video.backends.animatic.stage.workshop.traffic import both_lanes

RAIL, KERB, FAR_RAIL = -0.62, 0.52, 1.75
"""Beside the way, at distance 1: the railing over the water, the kerb to the carriageway, the other railing."""
TOWERS = ((11.5, 2.75), (4.3, 2.75))
"""Distance and height."""
FOOTWAY_LAMPS = (1.15, 1.9, 3.0)


def bridge(colours: Colours, seed: int, aspect: float) -> Scenery:
    """The footway of a suspension bridge at a tower, the water on one side, the traffic on the other."""
    rng = random.Random(seed)
    side = rng.choice((-1, 1))  # where the carriageway lies
    way = Way(-0.10 * side, 0.63, 0.29)
    steel = rng.choice(
        (
            mix(colours.accent, colours.mid, 0.35),
            mix(colours.mid, colours.light, 0.18),
            mix(colours.second, colours.mid, 0.4),
        )
    )
    steel = colours.shaded(steel, 0.12 + 0.38 * colours.night)
    stone = rng.random() < 0.45

    def shore(canvas: skia.Canvas) -> None:
        own = random.Random(seed + 1)
        tone = colours.distant(colours.far, 0.7)
        canvas.drawPath(below(ground_line(own, 0.60, 0.03, 2.0)), shade(tone, mix(tone, colours.haze, 0.5), 0.54, 0.65))
        skyline(canvas, own, 0.64, (0.04, 0.24), (0.05, 0.11), colours.distant(colours.far, 0.45), colours, pane=0.009)
        canvas.drawRect(box(-REACH_X, 0.52, REACH_X, 0.66), shade(colours.haze, colours.haze, 0.52, 0.64, (0.0, 0.5)))

    def strait(canvas: skia.Canvas) -> None:
        own = random.Random(seed + 2)
        water(canvas, own, 0.635, 1.0, colours, colours.key_side * 0.35)
        for _ in range(round(60 * colours.night)):  # the town's lights stand in the water
            x, y, tall = own.uniform(-1.5, 1.5), own.uniform(0.64, 0.67), own.uniform(0.02, 0.09)
            canvas.drawRect(box(x, y, x + 0.004, y + tall), shade(colours.glow, colours.glow, y, y + tall, (0.5, 0.0)))

    def deck(canvas: skia.Canvas) -> None:
        _towers(canvas, colours, way, side, steel, stone)
        _footway(canvas, colours, way, side, steel)

    lamps = [(way.at(side * RAIL, 0.56, distance), distance) for distance in FOOTWAY_LAMPS]
    beacon = way.at(side * (RAIL + KERB + 0.1), TOWERS[1][1] + 0.1, TOWERS[1][0])
    return Scenery(
        (
            Layer(14, shore),
            Layer(9, strait, partial(_ships, colours, seed)),
            Layer(1, deck, partial(both_lanes, colours, way, side, seed)),
        ),
        horizon_y=0.63, ground_y=0.91, wet=0.25,
        lamps=(
            *(Lamp(x, y, 1.0, 0.30 / distance + 0.04, colours.glow, 0.9) for (x, y), distance in lamps),
            Lamp(*beacon, 1.0, 0.07, colours.accent, 1.0),
        ),
    )  # fmt: skip


def _ships(colours: Colours, seed: int, canvas: skia.Canvas, moment: Moment) -> None:
    rng = random.Random(seed + 4)
    for _ in range(3):
        heading = rng.choice((-1, 1))
        x = rng.uniform(-0.8, 0.8) + heading * 0.008 * moment.seconds
        y, size = rng.uniform(0.655, 0.70), rng.uniform(0.03, 0.05)
        hull = [(x - size, y - size * 0.25), (x + size, y - size * 0.3), (x + size * 0.8, y), (x - size * 0.85, y)]
        canvas.drawPath(shape(hull), fill(blend(colours.near, colours.haze, 0.25 * 0.85)))
        house = box(
            x - heading * size * 0.6 - size * 0.2,
            y - size * 0.62,
            x - heading * size * 0.6 + size * 0.2,
            y - size * 0.25,
        )
        canvas.drawRect(house, fill(colours.distant(blend(colours.light, colours.mid, 0.4), 0.2)))
        if colours.night > 0.3:
            halo(colours.glow).draw(canvas, x, y - size * 0.5, 0.016, 0.9)


def _towers(canvas: skia.Canvas, colours: Colours, way: Way, side: int, steel: Colour, stone: bool) -> None:
    """Both portals with the cables that hang between them and over us."""
    planes = (side * RAIL, side * FAR_RAIL)
    spans = ((TOWERS[0], TOWERS[1]), (TOWERS[1], (-1.0, TOWERS[1][1])))
    for number, (far, near) in enumerate(spans):
        tone = colours.distant(steel, 0.5 - 0.35 * number)
        for plane in planes:
            cable, deck = [], []
            for step in range(33):
                share = step / 32
                distance = far[0] + (near[0] - far[0]) * share
                if distance < 0.5:
                    break
                height = 0.28 + (far[1] - 0.28) * (2 * share - 1) ** 2
                cable.append(way.at(plane, height, distance))
                deck.append(way.at(plane, 0.0, distance))
            for (x0, y0), (x1, y1) in zip(cable, deck, strict=True):
                canvas.drawLine(x0, y0, x1, y1, line(tone, 0.0012 + 0.0010 * number, 0.75))
            path = skia.Path()
            path.addPoly([skia.Point(*point) for point in cable], False)
            canvas.drawPath(path, line(tone, 0.004 + 0.006 * number))
        _portal(canvas, colours, way, planes, far, colours.distant(steel, 0.55 - 0.4 * number), stone)


def _portal(
    canvas: skia.Canvas, colours: Colours, way: Way, planes: tuple[float, float], tower: tuple[float, float],
    tone: Colour, stone: bool,
) -> None:  # fmt: skip
    distance, height = tower
    left, right = sorted(way.at(plane, 0, distance)[0] for plane in planes)
    foot, top = way.at(0, -0.4, distance)[1], way.at(0, height, distance)[1]
    leg = (0.42 if stone else 0.24) / distance
    dark = colours.shaded(tone, 0.45)
    tall = foot - top
    if stone:
        wall = skia.Path()
        wall.addRect(box(left - leg, top, right + leg, foot))
        wall.setFillType(skia.PathFillType.kEvenOdd)
        middle, pier = (left + right) / 2, leg * 0.42
        for x0, x1 in ((left + leg * 0.6, middle - pier), (middle + pier, right - leg * 0.6)):
            peak, spring = top + tall * 0.16, top + tall * 0.36
            wall.moveTo(x0, foot + 0.01)
            wall.lineTo(x0, spring)
            wall.quadTo(x0, top + tall * 0.24, (x0 + x1) / 2, peak)
            wall.quadTo(x1, top + tall * 0.24, x1, spring)
            wall.lineTo(x1, foot + 0.01)
            wall.close()
        canvas.drawPath(wall, shade(colours.lit(tone, 0.2), dark, top, foot))
        for share, out in ((0.0, 0.35), (0.06, 0.18), (0.40, 0.12)):
            y = top + tall * share
            canvas.drawRect(box(left - leg * (1 + out), y, right + leg * (1 + out), y + 0.03 / distance), fill(dark))
        return
    for share in (0.03, 0.34, 0.66):
        y = top + tall * share
        canvas.drawRect(box(left, y, right, y + 0.24 / distance), shade(colours.lit(tone, 0.1), dark, y, y + 0.1))
        if share < 0.6:
            for x0, x1 in ((left, right), (right, left)):
                canvas.drawLine(x0, y + 0.24 / distance, x1, y + tall * 0.31, line(dark, 0.05 / distance))
    for x in (left, right):
        canvas.drawRect(box(x - leg, top, x + leg, foot), fill(tone))
        edge = x + colours.key_side * leg * 0.55
        canvas.drawRect(box(edge - leg * 0.45, top, edge + leg * 0.45, foot), fill(colours.lit(tone, 0.35)))
        canvas.drawRect(box(x - leg * 1.2, top - 0.08 / distance, x + leg * 1.2, top), fill(dark))


def _footway(canvas: skia.Canvas, colours: Colours, way: Way, side: int, steel: Colour) -> None:
    far, near = 14.0, 0.36
    tone = mix(colours.ground, colours.mid, 0.25)
    asphalt = mix(colours.shaded(colours.ground, 0.4), colours.shadow, 0.3)

    def band(x0: float, x1: float, height: float = 0.0) -> skia.Path:
        ends = [(x0, far), (x1, far), (x1, near), (x0, near)]
        return shape([way.at(side * x, height, distance) for x, distance in ends])

    canvas.drawPath(band(RAIL - 0.06, FAR_RAIL), shade(asphalt, colours.shaded(asphalt, 0.35), 0.64, 1.1))
    canvas.drawPath(band(RAIL, KERB), shade(colours.lit(tone, 0.3), colours.shaded(tone, 0.35), 0.64, 1.08))
    for number in range(26):  # planks
        distance = 0.62 * 1.12**number
        ends = (*way.at(side * RAIL, 0, distance), *way.at(side * KERB, 0, distance))
        canvas.drawLine(*ends, line(colours.shaded(tone, 0.35), 0.004 / distance, 0.6))
    for number in range(12):
        distance = 0.7 * 1.28**number
        marks = [(1.10, distance * 1.1), (1.13, distance * 1.1), (1.13, distance), (1.10, distance)]
        path = shape([way.at(side * x, 0, z) for x, z in marks])
        canvas.drawPath(path, fill(mix(colours.light, WHITE, 0.2), 0.5))
    kerb = ((0.0, far), (0.07, far), (0.07, near), (0.0, near))
    path = shape([way.at(side * KERB, height, distance) for height, distance in kerb])
    canvas.drawPath(path, fill(colours.shaded(steel, 0.3)))
    for plane, height in ((RAIL, 0.20), (FAR_RAIL, 0.16)):
        for level in (0.06, 0.13, height):
            ends = (*way.at(side * plane, level, far), *way.at(side * plane, level, near))
            canvas.drawLine(*ends, line(colours.shaded(steel, 0.25), 0.003 if level < height else 0.007))
        for number in range(22):
            distance = 0.5 * 1.16**number
            ends = (*way.at(side * plane, 0, distance), *way.at(side * plane, height, distance))
            canvas.drawLine(*ends, line(colours.shaded(steel, 0.35), 0.008 / distance))
    for distance in reversed(FOOTWAY_LAMPS):
        foot, top = way.at(side * RAIL, 0, distance), way.at(side * RAIL, 0.52, distance)
        canvas.drawLine(*foot, *top, line(colours.shaded(steel, 0.5), 0.014 / distance))
        x, y = way.at(side * RAIL, 0.56, distance)
        bulb = mix(colours.glow, WHITE, 0.5) if colours.night > 0.1 else mix(colours.light, colours.mid, 0.3)
        canvas.drawCircle(x, y, 0.034 / distance, fill(bulb))
        canvas.drawCircle(x, y, 0.034 / distance, line(colours.shaded(steel, 0.5), 0.006 / distance))


PLACES = {"bridge": bridge}

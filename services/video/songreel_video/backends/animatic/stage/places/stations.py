"""A railway station: a platform under a canopy, a clock, rails that run to a vanishing point under the sky."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery, Seat
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    below,
    box,
    fill,
    foliage,
    ground_line,
    line,
    shade,
    shape,
    skyline,
    tinted,
)
from songreel_video.backends.animatic.stage.workshop.canopies import (
    COLUMNS,
    EDGE,
    ROOF,
    SEAT_Y,
    WALL,
    bench,
    canopy,
    clock_case,
)
from songreel_video.backends.animatic.stage.workshop.passing import Way, blend, halo

TRACKS = (-0.92, -1.62)
BED = -0.10
FAR, NEAR = 12.0, 0.4


def station(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A platform between its house and the rails; a train comes in from afar."""
    rng = random.Random(seed)
    side = rng.choice((-1, 1))  # where the house stands
    way = Way(-0.13 * side, 0.60, 0.31)
    iron = mix(colours.near, rng.choice((colours.accent, colours.second, colours.mid, (0.16, 0.34, 0.28))), 0.45)
    iron = colours.shaded(iron, 0.1 + 0.3 * colours.night)
    clock = way.at(side * 0.22, 0.66, 1.7)

    def town(canvas: skia.Canvas) -> None:
        own = random.Random(seed + 1)
        tone = colours.distant(colours.far, 0.75)
        canvas.drawPath(below(ground_line(own, 0.55, 0.04, 2.2)), shade(tone, mix(tone, colours.haze, 0.5), 0.5, 0.62))
        if seed % 2:
            skyline(
                canvas, own, 0.62, (0.03, 0.2), (0.06, 0.14), colours.distant(colours.far, 0.5), colours, pane=0.010
            )
        tone = colours.distant(tinted(LEAF, colours.mid, 0.5), 0.4)
        for _ in range(40):
            foliage(canvas, own, own.uniform(-1.7, 1.7), 0.60, own.uniform(0.02, 0.045), tone, colours)
        canvas.drawRect(box(-REACH_X, 0.60, REACH_X, BOTTOM_Y), fill(tone))

    def platform(canvas: skia.Canvas) -> None:
        _rails(canvas, colours, way, side)
        _platform(canvas, colours, way, side, seed)
        _house(canvas, colours, way, side, seed)
        canopy(canvas, colours, way, side, iron)
        bench(canvas, colours, side, iron)
        clock_case(canvas, colours, clock, iron)

    globes = [(way.at(side * 0.42, 0.70, distance), distance) for distance in COLUMNS[1:5]]
    return Scenery(
        (
            Layer(12, town),
            Layer(1, platform, partial(_alive, colours, way, side, clock)),
        ),
        horizon_y=0.60, ground_y=0.915, seat_y=SEAT_Y,
        seats=(Seat(side * 0.20), Seat(side * 0.35)), wet=0.2,
        lamps=(
            *(Lamp(x, y, 1.0, 0.36 / distance + 0.05, colours.glow, 0.85) for (x, y), distance in globes),
            Lamp(*clock, 1.0, 0.13, mix(colours.glow, WHITE, 0.4), 0.6),
        ),
    )  # fmt: skip


def _band(way: Way, side: int, x0: float, x1: float, height: float) -> skia.Path:
    ends = ((x0, FAR), (x1, FAR), (x1, NEAR), (x0, NEAR))
    return shape([way.at(side * x, height, distance) for x, distance in ends])


def _rails(canvas: skia.Canvas, colours: Colours, way: Way, side: int) -> None:
    stones = colours.shaded(mix(colours.ground, (0.42, 0.36, 0.32), 0.35), 0.25 + 0.2 * colours.night)
    canvas.drawPath(_band(way, side, EDGE, -4.5, BED), shade(mix(stones, colours.haze, 0.4), stones, 0.61, 0.8))
    sleeper, steel = colours.shaded(stones, 0.45), mix(colours.light, colours.mid, 0.25 + 0.2 * colours.night)
    for track in TRACKS:
        for number in range(40):
            distance = 0.55 * 1.085**number
            left, right = (way.at(side * (track + reach), BED, distance) for reach in (-0.24, 0.24))
            canvas.drawLine(*left, *right, line(sleeper, 0.024 / distance))
        for rail in (-0.16, 0.16):
            strip = [(rail - 0.011, FAR), (rail + 0.011, FAR), (rail + 0.011, NEAR), (rail - 0.011, NEAR)]
            path = shape([way.at(side * (track + x), BED + 0.02, distance) for x, distance in strip])
            canvas.drawPath(path, shade(mix(steel, colours.sky_low, 0.5), steel, 0.61, 0.8))
    tone = colours.shaded(colours.mid, 0.15)
    far_side = _band(way, side, -2.15, -4.5, 0.0)
    canvas.drawPath(far_side, shade(colours.distant(tone, 0.4), tone, 0.61, 0.8))
    for number in range(7):  # masts with the overhead wire
        distance = 1.5 * 1.42 ** (6 - number)
        tone = colours.distant(colours.shaded(colours.near, 0.1), min(0.6, 0.07 * distance))
        foot, top = way.at(side * -2.0, BED, distance), way.at(side * -2.0, 0.92, distance)
        canvas.drawLine(*foot, *top, line(tone, 0.016 / distance))
        arm = way.at(side * -0.85, 0.86, distance)
        canvas.drawLine(*top, *arm, line(tone, 0.010 / distance))
    for track in TRACKS:
        ends = (*way.at(side * track, 0.80, FAR), *way.at(side * track, 0.80, NEAR))
        canvas.drawLine(*ends, line(colours.shaded(colours.near, 0.1), 0.0022, 0.8))


def _platform(canvas: skia.Canvas, colours: Colours, way: Way, side: int, seed: int) -> None:
    tone = colours.lit(mix(colours.ground, (0.50, 0.44, 0.40), 0.25), 0.06)
    face = [(EDGE, 0.0, FAR), (EDGE, 0.0, NEAR), (EDGE, BED, NEAR), (EDGE, BED, FAR)]
    canvas.drawPath(shape([way.at(side * x, h, z) for x, h, z in face]), fill(colours.shaded(tone, 0.6)))
    canvas.drawPath(
        _band(way, side, EDGE, 3.0, 0.0), shade(colours.lit(tone, 0.22), colours.shaded(tone, 0.4), 0.62, 1.06)
    )
    for number in range(24):
        distance = 0.6 * 1.13**number
        ends = (*way.at(side * EDGE, 0, distance), *way.at(side * WALL, 0, distance))
        canvas.drawLine(*ends, line(colours.shaded(tone, 0.35), 0.003 / distance, 0.55))
    for x in (-0.25, 0.05, 0.35, 0.65, 0.95):
        ends = (*way.at(side * x, 0, FAR), *way.at(side * x, 0, NEAR))
        canvas.drawLine(*ends, line(colours.shaded(tone, 0.35), 0.002, 0.4))
    canvas.drawPath(_band(way, side, EDGE, EDGE + 0.035, 0.0), fill(mix(tone, WHITE, 0.5 - 0.25 * colours.night)))
    warning = mix(colours.glow, colours.ground, 0.25 + 0.35 * colours.night)
    canvas.drawPath(_band(way, side, EDGE + 0.075, EDGE + 0.115, 0.0), fill(warning, 0.9))
    for distance in COLUMNS[1:4]:  # the lamps stand in the smooth stone
        x, y = way.at(side * 0.42, 0, distance)
        pool = box(x - 0.26 / distance, y - 0.04 / distance, x + 0.26 / distance, y + 0.05 / distance)
        canvas.drawOval(pool, fill(colours.glow, 0.13 * colours.night))


def _house(canvas: skia.Canvas, colours: Colours, way: Way, side: int, seed: int) -> None:
    """The wall along the platform: doors, lit windows, posters."""
    rng = random.Random(seed + 5)
    brick = mix(colours.mid, rng.choice(((0.52, 0.27, 0.22), (0.58, 0.46, 0.34), colours.second)), 0.45)
    brick = colours.shaded(brick, 0.2 + 0.35 * colours.night)

    def face(z0: float, z1: float, low: float, high: float) -> skia.Path:
        corners = ((low, z0), (low, z1), (high, z1), (high, z0))
        return shape([way.at(side * WALL, height, distance) for height, distance in corners])

    canvas.drawPath(face(NEAR, 9.0, 0.0, ROOF), shade(colours.lit(brick, 0.1), colours.shaded(brick, 0.4), 0.3, 0.95))
    canvas.drawPath(face(NEAR, 9.0, 0.0, 0.14), fill(colours.shaded(brick, 0.4)))
    canvas.drawPath(face(NEAR, 9.0, 0.74, 0.78), fill(colours.lit(brick, 0.2), 0.7))
    z, number = 0.9, 0
    lit = mix(colours.glow, WHITE, 0.25)
    pane = mix(colours.shaded(mix(colours.sky_low, brick, 0.4), 0.25), lit, min(1.0, 0.2 + 1.1 * colours.night))
    while z < 7.5:
        span = 0.30 * z**0.9
        if number % 3 == 1:
            canvas.drawPath(face(z, z + span, 0.0, 0.62), fill(colours.lit(brick, 0.25)))
            canvas.drawPath(face(z + span * 0.1, z + span * 0.9, 0.0, 0.58), fill(colours.shaded(colours.accent, 0.4)))
            canvas.drawPath(face(z + span * 0.2, z + span * 0.8, 0.28, 0.54), fill(pane))
        elif number % 3 == 0:
            canvas.drawPath(face(z, z + span, 0.22, 0.66), fill(colours.lit(brick, 0.25)))
            canvas.drawPath(face(z + span * 0.08, z + span * 0.48, 0.25, 0.63), fill(pane))
            canvas.drawPath(face(z + span * 0.53, z + span * 0.93, 0.25, 0.63), fill(pane))
        else:
            hue = rng.choice((colours.accent, colours.second, colours.glow))
            canvas.drawPath(face(z, z + span * 0.7, 0.24, 0.60), fill(mix(WHITE, brick, 0.3 + 0.35 * colours.night)))
            canvas.drawPath(face(z + span * 0.06, z + span * 0.64, 0.36, 0.58), fill(colours.shaded(hue, 0.2)))
        z, number = z + span * 1.5, number + 1


def _alive(
    colours: Colours, way: Way, side: int, clock: tuple[float, float], canvas: skia.Canvas, moment: Moment
) -> None:
    """The clock goes, and a train comes in and slows down."""
    _train(canvas, colours, way, side, 3.3 + 8.5 * math.exp(-0.32 * moment.seconds), moment.pulse)
    x, y = clock
    for turn, reach, width in (
        (moment.seconds / 3600 + 0.83, 0.025, 0.005),
        (moment.seconds / 60 + 0.12, 0.037, 0.0035),
        (math.floor(moment.seconds * 2) / 120, 0.042, 0.0016),
    ):
        angle = math.tau * turn
        tone = colours.accent if width < 0.002 else blend(colours.near, colours.shadow, 0.3)
        canvas.drawLine(x, y, x + math.sin(angle) * reach, y - math.cos(angle) * reach, line(tone, width))


def _train(canvas: skia.Canvas, colours: Colours, way: Way, side: int, distance: float, pulse: float) -> None:
    x, y = way.at(side * TRACKS[0], BED, distance)
    unit = 0.30 / distance
    body = colours.distant(
        colours.shaded(blend(colours.accent, colours.near, 0.25), 0.35 * colours.night), 0.05 * distance
    )
    tail = [way.at(side * (TRACKS[0] + reach), height, distance * 2.2) for reach, height in ((0.25, 0.58), (0.25, BED))]
    flank = [(x + side * unit * 0.85, y - unit * 2.2), *tail, (x + side * unit * 0.85, y)]
    canvas.drawPath(shape(flank), fill(blend(body, colours.shadow, 0.4)))
    front = box(x - unit * 0.85, y - unit * 2.35, x + unit * 0.85, y - unit * 0.05)
    canvas.drawRoundRect(front, unit * 0.35, unit * 0.35, shade(colours.lit(body, 0.25), body, y - unit * 2.4, y))
    screen = box(x - unit * 0.65, y - unit * 2.0, x + unit * 0.65, y - unit * 1.2)
    canvas.drawRoundRect(screen, unit * 0.15, unit * 0.15, fill(blend(colours.shadow, colours.sky_low, 0.3)))
    canvas.drawRect(
        box(x - unit * 0.85, y - unit * 0.95, x + unit * 0.85, y - unit * 0.8), fill(blend(colours.glow, body, 0.3))
    )
    for eye in (-1, 1):
        ex, ey, reach = x + eye * unit * 0.55, y - unit * 0.5, unit * (0.9 + 0.4 * pulse)
        halo(blend(colours.glow, WHITE, 0.4)).draw(canvas, ex, ey, reach, 0.3 + 0.6 * colours.night)
        canvas.drawCircle(ex, ey, unit * 0.13, fill(blend(colours.glow, WHITE, 0.75)))


PLACES = {"station": station}

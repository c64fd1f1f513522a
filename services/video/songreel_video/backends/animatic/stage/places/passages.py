"""A corridor seen down its length, with doors on both sides and a window at its end."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, ink, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, glow, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.floors import EYE_Y, dust, project
from songreel_video.backends.animatic.stage.workshop.furniture import plant
from songreel_video.backends.animatic.stage.workshop.indoors import (
    Tones,
    Window,
    half_width,
    outdoors,
    room_tones,
    wall_with_holes,
    window_frame,
)
from songreel_video.backends.animatic.stage.workshop.lights import lit_lamps

FLOOR, CEILING = 0.40, -0.80
"""Of a corridor: down from the eye at depth 1."""
FAR_END = 5.0


def corridor(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A long corridor with doors on both sides and a window at its end."""
    rng = random.Random(seed)
    tones, half = room_tones(colours, rng), half_width(aspect)
    wide = 0.42 + 0.62 * half
    end = wide / FAR_END
    foot, top = project(0, FLOOR, FAR_END)[1], project(0, CEILING, FAR_END)[1]
    pane = Window(-end * 0.52, top + 0.045, end * 0.52, foot - 0.045, 2, 3, arched=rng.random() < 0.5)
    panelled = rng.random() < 0.5

    def far_wall(canvas: skia.Canvas) -> None:
        wall_with_holes(canvas, colours, tones, (pane,), foot)
        window_frame(canvas, colours, pane, tones.trim)

    def walls(canvas: skia.Canvas) -> None:
        _corridor_shell(canvas, colours, tones, wide)
        for side in (-1, 1):
            for number in range(4):
                depth = 1.15 * 1.42**number
                _door(canvas, colours, tones, side * wide, depth, lit=(number + seed) % 3 == 0 and colours.night > 0.3)
                if panelled:
                    _wall_picture(canvas, colours, tones, side * wide, depth * 1.23, seed + number)
        for number in range(5):
            depth = 1.05 * 1.38**number
            _ceiling_lamp(canvas, colours, depth)
        light = 0.55 - 0.35 * colours.night
        runway = [(-end * 0.5, foot), (end * 0.5, foot), (wide * 0.55, 1.0), (-wide * 0.55, 1.0)]
        shader = skia.GradientShader.MakeLinear(
            points=[skia.Point(0, foot), skia.Point(0, 0.95)],
            colors=[ink(colours.light, light), ink(colours.light, light * 0.08)],
        )
        canvas.drawPath(shape(runway), skia.Paint(AntiAlias=True, Shader=shader))
        centre = (pane.y0 + pane.y1) / 2
        canvas.drawCircle(0, centre, 0.42, glow(0, centre, 0.42, mix(colours.sky_low, colours.light, 0.5), light))

    warm = mix(colours.glow, WHITE, 0.35)
    falling = shade(warm, warm, 0.1, 0.84, (1.0, 0.0))

    def flicker(canvas: skia.Canvas, moment: Moment) -> None:
        wave = math.sin(moment.seconds * 23 + seed) + math.sin(moment.seconds * 7.3)
        alpha = (0.10 + 0.16 * moment.pulse) * (0.3 if wave > 1.5 else 1.0) * (0.25 + 0.75 * colours.night)
        falling.setAlphaf(alpha * 0.7)
        canvas.drawPath(cone, falling)

    lamp_y = project(0, CEILING, 1.45)[1]
    cone = shape([(-0.06, lamp_y), (0.06, lamp_y), (0.19, 0.84), (-0.19, 0.84)])

    def bench(canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            plant(canvas, colours, tones, side * min(0.66, half * 0.86), 0.905, 0.26, seed + side)

    def post(canvas: skia.Canvas) -> None:
        edge = half - 0.035 * min(1.0, half)
        for side in (-1, 1):
            jamb = box(min(side * edge, side * REACH_X), TOP_Y, max(side * edge, side * REACH_X), BOTTOM_Y)
            canvas.drawRect(jamb, fill(colours.shaded(tones.dark, 0.4)))

    lamps = [
        Lamp(*project(0, CEILING + 0.02, 1.05 * 1.38**n), 1.6, 0.34 / (1 + 0.4 * n), colours.glow, 0.7)
        for n in range(5)
    ]
    return Scenery(
        (
            Layer(12, partial(outdoors, colours, seed, (pane,))),
            Layer(4.2, far_wall),
            Layer(1.35, walls, flicker),
            Layer(1, bench, dust(colours, seed, box(-0.3, 0.2, 0.3, 0.8), 0.4)),
            Layer(0.7, post),
        ),
        horizon_y=EYE_Y, ground_y=0.92, indoors=True, lamps=lit_lamps(colours, *lamps, by_day=0.2), wet=0.25,
    )  # fmt: skip


def _corridor_shell(canvas: skia.Canvas, colours: Colours, tones: Tones, wide: float) -> None:
    """Walls, ceiling and floor, from the end of the corridor to behind the lens."""

    def surface(corners: tuple[tuple[float, float], tuple[float, float]], tone: Colour, far_share: float) -> None:
        (x0, y0), (x1, y1) = corners
        near, far = 0.40, FAR_END
        quad = shape([project(x0, y0, far), project(x1, y1, far), project(x1, y1, near), project(x0, y0, near)])
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        shader = skia.GradientShader.MakeLinear(
            points=[skia.Point(*project(*middle, far)), skia.Point(*project(*middle, 0.8))],
            colors=[ink(colours.lit(tone, far_share)), ink(colours.shaded(tone, 0.45))],
        )
        canvas.drawPath(quad, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))

    pale = colours.shaded(tones.trim, 0.15)
    surface(((-wide, FLOOR), (wide, FLOOR)), tones.floor, 0.3)
    surface(((-wide, CEILING), (wide, CEILING)), pale, 0.1)
    for side in (-1, 1):
        surface(((side * wide, CEILING), (side * wide, FLOOR)), tones.wall, 0.25 if side == colours.key_side else 0.05)
        surface(((side * wide, 0.10), (side * wide, FLOOR)), mix(tones.trim, tones.wall, 0.4), 0.12)
        for height, width in ((0.10, 0.010), (FLOOR - 0.03, 0.018), (CEILING + 0.02, 0.020)):
            ends = (*project(side * wide, height, FAR_END), *project(side * wide, height, 0.5))
            canvas.drawLine(*ends, line(colours.lit(pale, 0.15), width * 0.6, 0.8))
    for side in (-1, 1):
        ends = (*project(side * wide * 0.56, FLOOR, FAR_END), *project(side * wide * 0.56, FLOOR, 0.45))
        canvas.drawLine(*ends, line(colours.shaded(tones.cloth, 0.1), 0.006))
    runner = [
        project(x, FLOOR, depth)
        for x, depth in ((-wide * 0.54, FAR_END), (wide * 0.54, FAR_END), (wide * 0.54, 0.45), (-wide * 0.54, 0.45))
    ]
    canvas.drawPath(
        shape(runner),
        shade(colours.shaded(tones.cloth, 0.25), colours.shaded(tones.cloth, 0.6), 0.6, 1.1, (0.75, 0.75)),
    )


def _door(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, depth: float, *, lit: bool) -> None:
    """A door in a side wall, its frame, panels, handle, and light behind its glass."""
    near, far = depth, depth * 1.17

    def quad(u0: float, v0: float, u1: float, v1: float) -> skia.Path:
        a, b = near * (far / near) ** u0, near * (far / near) ** u1
        y0, y1 = FLOOR - 0.62 * v0, FLOOR - 0.62 * v1
        return shape([project(x, y0, a), project(x, y0, b), project(x, y1, b), project(x, y1, a)])

    tone = colours.shaded(tones.wood, 0.10 if x * colours.key_side < 0 else 0.32)
    canvas.drawPath(quad(-0.12, 0, 1.12, 1.08), fill(colours.lit(tones.trim, 0.1)))
    canvas.drawPath(quad(0, 0, 1, 1), fill(tone))
    glass = mix(colours.glow, WHITE, 0.25) if lit else mix(colours.shaded(tone, 0.3), colours.sky_low, 0.25)
    canvas.drawPath(quad(0.18, 0.58, 0.82, 0.92), fill(glass))
    canvas.drawPath(quad(0.18, 0.10, 0.82, 0.48), fill(colours.shaded(tone, 0.25)))
    hx, hy = project(x, FLOOR - 0.32, near * (far / near) ** 0.1)
    canvas.drawCircle(hx, hy, 0.010 / depth, fill(colours.lit(tones.other, 0.4)))
    if lit:  # light under the door and on the floor
        a, b = project(x, FLOOR, near), project(x, FLOOR, far)
        c, d = project(x * 0.62, FLOOR, far), project(x * 0.58, FLOOR, near)
        canvas.drawPath(shape([a, b, c, d]), fill(colours.glow, 0.22))


def _wall_picture(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, depth: float, seed: int) -> None:
    near, far = depth, depth * 1.08
    for inset, tone in ((0.0, tones.dark), (0.02, (tones.cloth, tones.other, colours.glow)[seed % 3])):
        corners = [(near, -0.18 + inset), (far, -0.18 + inset), (far, 0.02 - inset), (near, 0.02 - inset)]
        canvas.drawPath(
            shape([project(x, y, z + inset * (1 if z == near else -1)) for z, y in corners]), fill(tone, 0.9)
        )


def _ceiling_lamp(canvas: skia.Canvas, colours: Colours, depth: float) -> None:
    bright = mix(mix(colours.light, WHITE, 0.3), mix(colours.glow, WHITE, 0.45), colours.night)
    far = depth * 1.12
    panel = [
        project(-0.16, CEILING, depth),
        project(0.16, CEILING, depth),
        project(0.16, CEILING, far),
        project(-0.16, CEILING, far),
    ]
    canvas.drawPath(shape(panel), fill(bright, 0.55 + 0.45 * colours.night))


PLACES = {"corridor": corridor}

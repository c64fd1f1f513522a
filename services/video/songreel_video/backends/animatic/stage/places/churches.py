"""A church: vaults on pillars, coloured windows with the light they let fall, benches, candles, an altar."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, glow, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.floors import EYE_Y, project, tiles
from songreel_video.backends.animatic.stage.workshop.furniture import block, floor_shadow
from songreel_video.backends.animatic.stage.workshop.glass import lancet, side_window
from songreel_video.backends.animatic.stage.workshop.indoors import Tones, Window, at_hour, half_width, room_tones
from songreel_video.backends.animatic.stage.workshop.lights import lit_lamps

BAYS = (3.0, 2.1, 1.47)
"""Depths of the arches over the nave."""
FLOOR, SPRING, APEX = 0.40, -0.42, -1.02
"""Down from the eye at depth 1."""
SEAT_Y = 0.785


def church(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A nave: vaults on pillars, coloured windows with the light they let fall, benches, candles, an altar."""
    rng = random.Random(seed)
    half = half_width(aspect)
    stone = at_hour(colours, mix(colours.mid, colours.second, rng.uniform(0.1, 0.5)), 0.66, 0.26, 0.45)
    tones = room_tones(colours, rng)
    wide = 0.40 + 0.56 * half
    hues = (colours.accent, colours.second, colours.glow, mix(colours.accent, colours.sky_top, 0.6))
    side = colours.key_side

    def apse(canvas: skia.Canvas) -> None:
        canvas.drawRect(
            box(-REACH_X, TOP_Y, REACH_X, BOTTOM_Y),
            shade(colours.shaded(stone, 0.5), colours.shaded(stone, 0.1), -0.1, 0.62),
        )
        for number in (-1, 1, 0):
            x, size = number * 0.098, 0.042 if number == 0 else 0.034
            opening = Window(x - size, 0.17 if number == 0 else 0.23, x + size, 0.50, 2, 4, arched=True)
            lancet(canvas, colours, opening, hues, seed + number)
        canvas.drawCircle(0, 0.34, 0.40, glow(0, 0.34, 0.40, colours.light, 0.40 - 0.22 * colours.night))
        canvas.drawCircle(0, 0.54, 0.26, glow(0, 0.54, 0.26, colours.glow, 0.12 + 0.30 * colours.night))
        block(canvas, colours, box(-0.085, 0.555, 0.085, 0.606), colours.lit(tones.trim, 0.2), lid=0.007)
        canvas.drawRect(box(-0.020, 0.548, 0.020, 0.600), fill(colours.shaded(tones.cloth, 0.1)))
        canvas.drawLine(0, 0.50, 0, 0.55, line(colours.glow, 0.005))
        canvas.drawLine(-0.014, 0.515, 0.014, 0.515, line(colours.glow, 0.005))
        canvas.drawRect(box(-REACH_X, 0.606, REACH_X, BOTTOM_Y), shade(stone, colours.shaded(stone, 0.4), 0.606, 1.0))

    def nave(canvas: skia.Canvas) -> None:
        pale = colours.lit(stone, 0.05)
        tiles(canvas, colours, (colours.shaded(pale, 0.22), colours.shaded(pale, 0.36)), 0.62)
        ends = ((-0.17, 4.0), (0.17, 4.0), (0.17, 0.45), (-0.17, 0.45))
        carpet = shape([project(x, FLOOR, depth) for x, depth in ends])
        canvas.drawPath(carpet, shade(colours.shaded(tones.cloth, 0.30), colours.shaded(tones.cloth, 0.6), 0.64, 1.1))
        for number in range(3):  # coloured light on the stones
            x, y = -side * (0.04 + 0.18 * number) * min(1.0, half / 0.5), 0.72 + 0.08 * number
            for pane in range(8):
                hue = hues[(pane * 5 + number + seed) % len(hues)]
                px, py = x - side * 0.030 * (pane % 4) - side * 0.018 * (pane // 4), y + 0.026 * (pane // 4)
                quad = [
                    (px, py),
                    (px - side * 0.027, py),
                    (px - side * 0.045, py + 0.023),
                    (px - side * 0.018, py + 0.023),
                ]
                canvas.drawPath(shape(quad), fill(mix(hue, colours.light, 0.35), 0.60 - 0.42 * colours.night))

    def benches(canvas: skia.Canvas) -> None:
        for depth in (3.0, 2.45, 2.0, 1.65, 1.38, 1.16):
            for reach in (-1, 1):
                _pew(canvas, colours, tones, reach, depth, wide * 0.92)
        for reach in (-1, 1):
            x, y = _stand(reach, half)
            iron = line(colours.shaded(tones.dark, 0.3), 0.008)
            canvas.drawLine(x, y + 0.055, x, 0.93, iron)
            canvas.drawLine(x - 0.05, 0.93, x + 0.05, 0.93, iron)
            canvas.drawArc(box(x - 0.053, y - 0.02, x + 0.053, y + 0.085), 0, 180, False, iron)
            for number in range(5):
                wax = box(
                    x + 0.026 * (number - 2) - 0.006,
                    y + 0.010 * abs(number - 2),
                    x + 0.026 * (number - 2) + 0.006,
                    y + 0.06,
                )
                canvas.drawRect(wax, fill(mix(colours.lit(tones.trim, 0.3), colours.glow, 0.25)))
            floor_shadow(canvas, colours, reach * 0.27, 0.90, 0.17)
            for leg in (0.14, 0.40):
                canvas.drawRect(
                    box(reach * leg - 0.012, SEAT_Y, reach * leg + 0.012, 0.90), fill(colours.shaded(tones.wood, 0.5))
                )
            plank = box(min(reach * 0.11, reach * 0.43), SEAT_Y, max(reach * 0.11, reach * 0.43), SEAT_Y + 0.022)
            block(canvas, colours, plank, colours.shaded(tones.wood, 0.15), lid=0.006)

    def shafts(canvas: skia.Canvas, moment: Moment) -> None:
        breath = (0.30 - 0.20 * colours.night) * (0.75 + 0.25 * math.sin(moment.seconds * 0.6) + 0.35 * moment.pulse)
        for path, hue in beams:
            canvas.drawPath(path, fill(hue, breath))
        for number, (x, y) in enumerate(candles):
            tall = 0.010 + 0.002 * math.sin(moment.seconds * 9 + number * 2.3) + 0.004 * moment.pulse
            canvas.drawOval(box(x - 0.003, y - tall, x + 0.003, y), flame)

    def tapers(canvas: skia.Canvas, moment: Moment) -> None:
        shafts(canvas, moment)
        for reach in (-1, 1):
            x, y = _stand(reach, half)
            for number in range(5):
                wick = y + 0.010 * abs(number - 2)
                tall = 0.022 + 0.003 * math.sin(moment.seconds * 8 + number * 1.9 + reach) + 0.006 * moment.pulse
                canvas.drawOval(
                    box(x + 0.026 * (number - 2) - 0.005, wick - tall, x + 0.026 * (number - 2) + 0.005, wick), flame
                )

    flame = fill(mix(colours.glow, WHITE, 0.5))
    beams = []
    for number, depth in enumerate(BAYS):
        x, y = project(side * wide, -0.42, depth * 1.15)
        x1, y1 = project(-side * wide * 0.25, FLOOR, depth)
        spread = 0.16 / depth
        path = shape([(x, y - spread), (x, y + spread), (x1 + spread * 1.3, y1), (x1 - spread * 1.3, y1)])
        beams.append((path, mix(colours.light, hues[number % 3], 0.28)))
    candles = [(reach * (0.10 + 0.016 * n), 0.553) for reach in (-1, 1) for n in range(3)]
    lamps = [Lamp(x, y, 6, 0.10, colours.glow, 0.7) for x, y in candles]
    lamps += [Lamp(*_stand(reach, half), 1, 0.30, colours.glow, 0.8) for reach in (-1, 1)]
    return Scenery(
        (
            Layer(6, apse),
            Layer(1, nave),
            *(Layer(depth, partial(_bay, colours, stone, wide, depth, hues)) for depth in BAYS),
            Layer(1, benches, tapers),
        ),
        horizon_y=EYE_Y, ground_y=0.92, indoors=True, lamps=lit_lamps(colours, *lamps, by_day=0.5),
    )  # fmt: skip


def _stand(side: int, half: float) -> tuple[float, float]:
    """The middle flame of a candle stand."""
    return side * min(0.60, half * 0.88), 0.60


def _bay(
    colours: Colours, stone: Colour, wide: float, depth: float, hues: tuple[Colour, ...], canvas: skia.Canvas
) -> None:
    """One bay: its arch over the nave, its pillars, and a coloured window in each side wall."""
    near = depth * 0.70
    tone = mix(stone, colours.shaded(stone, 0.6), (3.0 - depth) / 3.0)
    opening = _arch(wide, depth)
    canvas.save()
    canvas.clipPath(opening, skia.ClipOp.kDifference, True)
    walls = box(-REACH_X, TOP_Y, REACH_X, project(0, FLOOR, depth)[1])
    canvas.drawRect(walls, shade(colours.shaded(tone, 0.55), colours.shaded(tone, 0.12), -0.2, 0.8))
    for side in (-1, 1):
        x0, y0 = project(side * wide, FLOOR, depth)
        x1, y1 = project(side * wide, FLOOR, near)
        away = side == colours.key_side
        wall = shape([(x0, TOP_Y), (x1, TOP_Y), (side * REACH_X, TOP_Y), (side * REACH_X, y1), (x1, y1), (x0, y0)])
        canvas.drawPath(wall, fill(colours.shadow, 0.22 if away else 0.06))
        side_window(canvas, colours, side * wide, (depth * 0.94, near * 1.12), hues)
    canvas.restore()
    canvas.save()
    canvas.clipRect(box(-REACH_X, TOP_Y, REACH_X, project(0, SPRING, depth)[1] + 0.02))
    for rib, width in (
        (colours.shaded(tone, 0.45), 0.085),
        (colours.lit(tone, 0.10), 0.050),
        (colours.lit(tone, 0.40), 0.012),
    ):
        canvas.drawPath(opening, line(rib, width / depth))
    canvas.restore()
    for side in (-1, 1):
        x, foot = project(side * wide, FLOOR, depth)
        half, spring = 0.062 / depth, project(0, SPRING, depth)[1]
        canvas.drawRect(
            box(x - half, spring, x + half, foot),
            shade(colours.lit(tone, 0.16), colours.shaded(tone, 0.2), spring, foot),
        )
        for groove in (-0.5, 0.05, 0.6):
            canvas.drawLine(
                x + half * groove, spring, x + half * groove, foot, line(colours.shaded(tone, 0.4), half * 0.14)
            )
        lit_edge = x + colours.key_side * -half * 0.82
        canvas.drawLine(lit_edge, spring, lit_edge, foot, line(colours.lit(tone, 0.5), half * 0.22))
        for y, grow in ((spring, 1.5), (spring + half * 0.7, 1.25), (foot - half * 0.8, 1.3), (foot - half * 0.3, 1.6)):
            canvas.drawRect(
                box(x - half * grow, y - half * 0.35, x + half * grow, y + half * 0.35), fill(colours.lit(tone, 0.2))
            )


def _arch(wide: float, depth: float) -> skia.Path:
    """The pointed opening of a bay, down to far below the floor."""
    x, spring = project(wide, SPRING, depth)
    apex = project(0, APEX, depth)[1]
    path = skia.Path()
    path.moveTo(-x, BOTTOM_Y + 0.3)
    path.lineTo(-x, spring)
    path.cubicTo(-x, spring + (apex - spring) * 0.62, -x * 0.45, apex + (spring - apex) * 0.12, 0, apex)
    path.cubicTo(x * 0.45, apex + (spring - apex) * 0.12, x, spring + (apex - spring) * 0.62, x, spring)
    path.lineTo(x, BOTTOM_Y + 0.3)
    path.close()
    return path


def _pew(canvas: skia.Canvas, colours: Colours, tones: Tones, side: int, depth: float, outer: float) -> None:
    """A bench seen from behind, its carved end on the aisle."""
    tone = mix(tones.wood, colours.haze, 0.10 * (depth - 1))
    x0, y0 = project(side * 0.34, FLOOR - 0.20, depth)
    x1, y1 = project(side * outer, FLOOR, depth)
    back = box(min(x0, x1), y0, max(x0, x1), y1)
    canvas.drawRect(back, shade(colours.shaded(tone, 0.15), colours.shaded(tone, 0.55), y0, y1))
    canvas.drawRect(
        box(back.left(), y0 - 0.012 / depth, back.right(), y0 + 0.006 / depth), fill(colours.lit(tone, 0.35))
    )
    for share in (0.3, 0.6, 0.9):
        x = x0 + (x1 - x0) * share
        canvas.drawLine(x, y0 + 0.02 / depth, x, y1, line(colours.shaded(tone, 0.6), 0.006 / depth, 0.7))
    end = project(side * 0.34, FLOOR - 0.26, depth)
    width = 0.034 / depth
    canvas.drawRoundRect(
        box(x0 - width, end[1], x0 + width, y1), width * 0.9, width * 0.9,
        shade(colours.lit(tone, 0.22), colours.shaded(tone, 0.35), end[1], y1),
    )  # fmt: skip


PLACES = {"church": church}

"""What is built into a kitchen or a bar: cupboards, stove, sink, fridge, shelves of crockery, bottles, a table laid."""

import math
import random
from collections.abc import Sequence

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import REACH_X
from songreel_video.backends.animatic.stage.workshop.brushes import Point, box, fill, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.furniture import block, floor_shadow
from songreel_video.backends.animatic.stage.workshop.indoors import Tones, Window

WORKTOP_Y = 0.605


def splash_tiles(canvas: skia.Canvas, colours: Colours, tones: Tones, windows: Sequence[Window]) -> None:
    """Small glazed tiles between worktop and shelves."""
    canvas.save()
    for window in windows:
        canvas.clipPath(window.path(), skia.ClipOp.kDifference, True)
    pale = mix(tones.trim, tones.wall, 0.35)
    canvas.drawRect(box(-REACH_X, 0.37, REACH_X, 0.66), fill(pale, 0.8))
    for row in range(7):
        y = 0.37 + 0.042 * row
        canvas.drawLine(-REACH_X, y, REACH_X, y, line(colours.shaded(pale, 0.25), 0.002, 0.7))
        for column in range(91):
            x = -REACH_X + 0.042 * column
            canvas.drawLine(x, y, x, y + 0.042, line(colours.shaded(pale, 0.25), 0.002, 0.5))
            if (row * 5 + column * 3) % 7 == 0:
                canvas.drawRect(box(x, y, x + 0.042, y + 0.042), fill(tones.other, 0.28))
    canvas.restore()


def cupboards(canvas: skia.Canvas, colours: Colours, tones: Tones, front: Colour, seed: int) -> None:
    """The row under the worktop."""
    block(canvas, colours, box(-REACH_X, WORKTOP_Y + 0.02, REACH_X, 0.80), colours.shaded(front, 0.10), lid=0)
    canvas.drawRect(box(-REACH_X, 0.785, REACH_X, 0.83), fill(colours.shaded(tones.dark, 0.4)))
    for number in range(16):
        x = -REACH_X + 0.24 * number + 0.03 * (seed % 3)
        door = box(x + 0.006, WORKTOP_Y + 0.032, x + 0.230, 0.778)
        if number % 4 == 1:  # drawers
            for drawer in range(3):
                top = door.top() + drawer * 0.048
                canvas.drawRect(
                    box(door.left(), top, door.right(), top + 0.042), line(colours.shaded(front, 0.45), 0.003)
                )
                canvas.drawLine(x + 0.09, top + 0.018, x + 0.15, top + 0.018, line(colours.lit(tones.wood, 0.3), 0.006))
            continue
        canvas.drawRect(door, line(colours.shaded(front, 0.45), 0.003))
        canvas.drawRect(door.makeInset(0.022, 0.018), line(colours.shaded(front, 0.30), 0.003))
        knob = door.right() - 0.012 if number % 2 else door.left() + 0.012
        canvas.drawCircle(knob, WORKTOP_Y + 0.085, 0.006, fill(colours.lit(tones.wood, 0.3)))
    top = box(-REACH_X, WORKTOP_Y, REACH_X, WORKTOP_Y + 0.022)
    canvas.drawRect(top, fill(colours.lit(tones.wood, 0.12)))
    canvas.drawRect(box(-REACH_X, WORKTOP_Y, REACH_X, WORKTOP_Y + 0.005), fill(colours.lit(tones.wood, 0.45)))


def shelf(canvas: skia.Canvas, colours: Colours, tones: Tones, span: tuple[float, float], y: float, seed: int) -> None:
    """A board with bowls, jars and a trailing plant."""
    rng = random.Random(seed)
    x = span[0] + 0.02
    while x < span[1] - 0.05:
        tone = mix(rng.choice((tones.trim, tones.cloth, tones.other, colours.accent, colours.second)), WHITE, 0.08)
        match rng.randrange(4):
            case 0:  # bowls, one in the other
                for bowl in range(3):
                    low = y - 0.010 * bowl
                    canvas.drawPath(
                        shape([(x, low - 0.022), (x + 0.06, low - 0.022), (x + 0.044, low), (x + 0.016, low)]),
                        fill(colours.shaded(tone, 0.12 * bowl)),
                    )
                x += 0.07
            case 1:  # a jar
                canvas.drawRoundRect(
                    box(x, y - 0.058, x + 0.038, y), 0.006, 0.006, fill(colours.shaded(tone, 0.1), 0.85)
                )
                canvas.drawRect(box(x + 0.004, y - 0.068, x + 0.034, y - 0.056), fill(tones.wood))
                canvas.drawLine(x + 0.008, y - 0.05, x + 0.008, y - 0.01, line(WHITE, 0.003, 0.35))
                x += 0.048
            case 2:  # a mug
                canvas.drawCircle(x + 0.034, y - 0.018, 0.009, line(tone, 0.005))
                canvas.drawRoundRect(box(x, y - 0.035, x + 0.032, y), 0.004, 0.004, fill(tone))
                x += 0.055
            case _:  # leaves
                green = mix((0.24, 0.46, 0.30), colours.shadow, 0.15 + 0.4 * colours.night)
                canvas.drawRect(box(x + 0.006, y - 0.028, x + 0.040, y), fill(tones.cloth))
                for leaf in range(9):
                    lx, ly = x + 0.023 + rng.uniform(-0.034, 0.034), y - 0.036 + rng.uniform(-0.02, 0.07)
                    canvas.drawOval(
                        box(lx - 0.010, ly - 0.006, lx + 0.010, ly + 0.006), fill(colours.lit(green, 0.05 * leaf))
                    )
                x += 0.062
    canvas.drawRect(box(span[0], y, span[1], y + 0.011), fill(colours.lit(tones.wood, 0.15)))
    canvas.drawRect(box(span[0], y + 0.011, span[1], y + 0.024), fill(colours.shadow, 0.18))


def stove(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float) -> None:
    """A range with an oven, a pot and a kettle."""
    steel = mix(tones.trim, tones.dark, 0.45)
    block(canvas, colours, box(x - 0.13, WORKTOP_Y + 0.004, x + 0.13, 0.80), steel)
    canvas.drawRoundRect(box(x - 0.095, 0.680, x + 0.095, 0.765), 0.008, 0.008, fill(colours.shaded(tones.dark, 0.5)))
    warm = box(x - 0.085, 0.690, x + 0.085, 0.755)
    canvas.drawRect(warm, shade(colours.glow, colours.accent, 0.69, 0.76, (0.18 + 0.4 * colours.night, 0.1)))
    canvas.drawLine(x - 0.095, 0.668, x + 0.095, 0.668, line(colours.lit(steel, 0.4), 0.008))
    for knob in range(4):
        canvas.drawCircle(x - 0.075 + 0.05 * knob, 0.638, 0.009, fill(tones.dark))
    pot = box(x - 0.095, WORKTOP_Y - 0.070, x - 0.005, WORKTOP_Y - 0.006)
    canvas.drawRoundRect(
        pot, 0.01, 0.01, shade(colours.lit(tones.cloth, 0.2), colours.shaded(tones.cloth, 0.35), 0.54, 0.6)
    )
    canvas.drawRoundRect(box(x - 0.100, 0.530, x, 0.541), 0.005, 0.005, fill(colours.lit(tones.cloth, 0.1)))
    canvas.drawCircle(x - 0.05, 0.527, 0.007, fill(tones.dark))
    kettle = skia.Path()
    kettle.moveTo(x + 0.030, WORKTOP_Y - 0.006)
    kettle.quadTo(x + 0.030, WORKTOP_Y - 0.068, x + 0.062, WORKTOP_Y - 0.068)
    kettle.quadTo(x + 0.094, WORKTOP_Y - 0.068, x + 0.094, WORKTOP_Y - 0.006)
    kettle.close()
    canvas.drawPath(kettle, shade(colours.lit(steel, 0.4), colours.shaded(steel, 0.3), 0.53, 0.6))
    canvas.drawArc(box(x + 0.038, 0.510, x + 0.086, 0.575), 180, 180, False, line(tones.dark, 0.006))


def sink(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float) -> None:
    """A tap, a pot of herbs, plates to dry."""
    steel = colours.lit(mix(tones.trim, tones.dark, 0.3), 0.2)
    pen = line(steel, 0.010)
    canvas.drawLine(x, WORKTOP_Y, x, WORKTOP_Y - 0.075, pen)
    canvas.drawArc(box(x - 0.046, WORKTOP_Y - 0.098, x, WORKTOP_Y - 0.052), 180, 180, False, pen)
    canvas.drawRect(box(x - 0.10, WORKTOP_Y - 0.004, x + 0.06, WORKTOP_Y + 0.007), fill(steel))
    for plate in range(5):
        left = x + 0.075 + 0.013 * plate
        canvas.drawOval(
            box(left, WORKTOP_Y - 0.060, left + 0.018, WORKTOP_Y), fill(colours.shaded(tones.trim, 0.08 * plate))
        )
    bottles(
        canvas, random.Random(3), colours, (x - 0.155, x - 0.105), WORKTOP_Y, (tones.other, tones.cloth), tall=0.075
    )


def fridge(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float) -> None:
    """A round-shouldered fridge."""
    tone = mix(tones.trim, tones.other, 0.35)
    area = box(x - 0.13, 0.34, x + 0.13, 0.80)
    canvas.drawRoundRect(area, 0.03, 0.03, shade(colours.lit(tone, 0.15), colours.shaded(tone, 0.35), 0.34, 0.8))
    canvas.drawLine(area.left(), 0.50, area.right(), 0.50, line(colours.shaded(tone, 0.45), 0.005))
    inner = area.left() + 0.03 if x > 0 else area.right() - 0.03
    for y0, y1 in ((0.43, 0.48), (0.52, 0.60)):
        canvas.drawLine(inner, y0, inner, y1, line(colours.lit(tone, 0.5), 0.009))
    for number, note in enumerate((tones.cloth, colours.glow, tones.wall)):
        canvas.drawRect(
            box(x - 0.04 + 0.045 * number, 0.55 + 0.03 * (number % 2), x - 0.01 + 0.045 * number, 0.59), fill(note, 0.8)
        )


def table(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, seed: int) -> None:
    """A laid table: fruit, a vase of flowers, a cup."""
    rng = random.Random(seed)
    floor_shadow(canvas, colours, x, 0.945, 0.30)
    for leg in (-0.19, 0.19):
        canvas.drawLine(x + leg, 0.76, x + leg * 1.05, 0.945, line(colours.shaded(tones.wood, 0.25), 0.016))
    block(canvas, colours, box(x - 0.23, 0.748, x + 0.23, 0.770), tones.wood)
    cloth = [(x - 0.12, 0.735), (x + 0.12, 0.735), (x + 0.12, 0.79), (x, 0.825), (x - 0.12, 0.79)]
    canvas.drawPath(shape(cloth), fill(colours.shaded(tones.trim, 0.08)))
    for number in range(5):
        fx, fy = x + 0.026 * (number - 2) * (1 if number < 3 else 0.8), 0.712 - (0.016 if number > 2 else 0.0)
        tone = mix(
            rng.choice((colours.accent, colours.glow, colours.second)), colours.shadow, 0.1 + 0.3 * colours.night
        )
        canvas.drawCircle(fx, fy, 0.016, fill(tone))
    bowl = skia.Path()
    bowl.moveTo(x - 0.062, 0.712)
    bowl.quadTo(x, 0.762, x + 0.062, 0.712)
    bowl.close()
    canvas.drawPath(bowl, fill(colours.lit(tones.cloth, 0.15)))
    vase = x - 0.14 if x > 0 else x + 0.14
    for stem in range(7):
        sx, sy = vase + 0.011 * (stem - 3) * 1.6, 0.622 + 0.014 * abs(stem - 3) + rng.uniform(-0.01, 0.01)
        canvas.drawLine(vase, 0.69, sx, sy, line(mix((0.25, 0.45, 0.3), colours.shadow, 0.3), 0.004))
        canvas.drawCircle(
            sx, sy, 0.013, fill(colours.shaded((colours.accent, colours.second)[stem % 2], 0.3 * colours.night))
        )
        canvas.drawCircle(sx, sy, 0.005, fill(colours.glow))
    glass = [(vase - 0.016, 0.685), (vase + 0.016, 0.685), (vase + 0.022, 0.738), (vase - 0.022, 0.738)]
    canvas.drawPath(shape(glass), fill(mix(tones.trim, WHITE, 0.2), 0.75))


def bottles(
    canvas: skia.Canvas, rng: random.Random, colours: Colours, span: tuple[float, float], foot: float,
    hues: Sequence[Colour], *, tall: float = 0.10,
) -> None:  # fmt: skip
    """A row of bottles that glow from behind."""
    x = span[0]
    while x < span[1]:
        half, height = rng.uniform(0.08, 0.15) * tall, tall * rng.uniform(0.7, 1.0)
        tone = mix(rng.choice(hues), colours.shadow, rng.uniform(0.0, 0.4))
        neck = half * 0.36
        path = skia.Path()
        path.moveTo(x - half, foot)
        path.lineTo(x - half, foot - height * 0.52)
        path.quadTo(x - half, foot - height * 0.66, x - neck, foot - height * 0.74)
        path.lineTo(x - neck, foot - height)
        path.lineTo(x + neck, foot - height)
        path.lineTo(x + neck, foot - height * 0.74)
        path.quadTo(x + half, foot - height * 0.66, x + half, foot - height * 0.52)
        path.lineTo(x + half, foot)
        path.close()
        canvas.drawPath(
            path, shade(mix(tone, WHITE, 0.25), colours.shaded(tone, 0.35), foot - height, foot, (0.95, 0.9))
        )
        canvas.drawRect(box(x - half, foot - height * 0.42, x + half, foot - height * 0.18), fill(colours.light, 0.35))
        canvas.drawLine(x - half * 0.6, foot - 0.006, x - half * 0.6, foot - height * 0.5, line(WHITE, half * 0.2, 0.5))
        x += half * 2 + rng.uniform(0.004, 0.016)


def steam(canvas: skia.Canvas, source: Point, tone: Colour, seconds: float) -> None:
    """Three wisps that rise."""
    for wisp in range(3):
        age = (seconds * 0.35 + wisp / 3) % 1
        sway = 0.014 * math.sin(seconds * 1.4 + wisp * 2.1 + age * 4)
        canvas.drawCircle(source[0] + sway, source[1] - 0.15 * age, 0.010 + 0.030 * age, fill(tone, 0.16 * (1 - age)))

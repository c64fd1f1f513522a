"""What music is made with: drums, a guitar and its amplifier, microphones, a rack of machines."""

import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line, shade
from songreel_video.backends.animatic.stage.workshop.furniture import block, floor_shadow
from songreel_video.backends.animatic.stage.workshop.indoors import Tones


def drums(canvas: skia.Canvas, colours: Colours, x: float, foot: float, hue: Colour, dark: Colour) -> None:
    """A drum kit from the front."""
    metal = line(mix(dark, colours.light, 0.45), 0.004)
    gold = mix(colours.glow, dark, 0.25)
    for dx, y in ((-0.155, foot - 0.155), (0.150, foot - 0.165), (-0.205, foot - 0.085)):
        canvas.drawLine(x + dx, y, x + dx * 1.05, foot, metal)
        canvas.drawOval(box(x + dx - 0.052, y - 0.007, x + dx + 0.052, y + 0.007), fill(gold))
        canvas.drawOval(box(x + dx - 0.030, y - 0.005, x + dx + 0.044, y + 0.001), fill(colours.lit(gold, 0.5)))
    shell = colours.shaded(mix(hue, dark, 0.25), 0.15)
    toms = [(-0.048, 0.122, 0.040, 0.052), (0.048, 0.122, 0.040, 0.052)]
    for dx, y, half, tall in (*toms, (-0.125, 0.070, 0.046, 0.040), (0.128, 0.062, 0.050, 0.062)):
        drum = box(x + dx - half, foot - y, x + dx + half, foot - y + tall)
        canvas.drawRoundRect(
            drum, 0.006, 0.006, shade(colours.lit(shell, 0.2), colours.shaded(shell, 0.4), foot - y, foot - y + tall)
        )
        canvas.drawOval(
            box(drum.left(), drum.top() - 0.007, drum.right(), drum.top() + 0.007), fill(mix(colours.light, dark, 0.25))
        )
    canvas.drawCircle(x, foot - 0.050, 0.066, fill(shell))
    canvas.drawCircle(x, foot - 0.050, 0.057, fill(mix(colours.light, dark, 0.35)))
    canvas.drawCircle(x, foot - 0.050, 0.030, fill(mix(hue, dark, 0.3), 0.7))


def microphone(canvas: skia.Canvas, colours: Colours, x: float, foot: float, dark: Colour) -> None:
    """A microphone on its stand."""
    pen = line(mix(dark, colours.light, 0.35), 0.0055)
    canvas.drawOval(box(x - 0.045, foot - 0.009, x + 0.045, foot + 0.009), fill(colours.shaded(dark, 0.6)))
    canvas.drawLine(x, foot, x, 0.575, pen)
    canvas.drawLine(x - 0.030, 0.60, x + 0.038, 0.545, pen)
    canvas.drawCircle(x + 0.044, 0.540, 0.013, fill(mix(dark, colours.light, 0.65)))
    canvas.drawCircle(x + 0.041, 0.537, 0.005, fill(WHITE, 0.5))


def boom_microphone(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, side: int) -> None:
    """A large microphone on a boom, with its round shield."""
    pen = line(colours.shaded(tones.dark, 0.35), 0.007)
    for leg in (-0.07, 0.0, 0.07):
        canvas.drawLine(x, 0.86, x + leg, 0.935 - 0.012 * (leg == 0), pen)
    canvas.drawLine(x, 0.87, x, 0.46, pen)
    tip = x - side * 0.085
    canvas.drawLine(x + side * 0.05, 0.485, tip, 0.425, pen)
    canvas.drawRoundRect(
        box(tip - 0.015, 0.425, tip + 0.015, 0.495), 0.012, 0.012, fill(mix(tones.trim, tones.dark, 0.25))
    )
    canvas.drawRoundRect(
        box(tip - 0.015, 0.425, tip + 0.015, 0.462), 0.012, 0.012, fill(mix(tones.trim, tones.dark, 0.6))
    )
    canvas.drawOval(box(tip - side * 0.045 - 0.008, 0.425, tip - side * 0.045 + 0.008, 0.495), line(tones.dark, 0.004))


def guitar(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, foot: float) -> None:
    """A guitar that leans on its stand."""
    canvas.save()
    canvas.rotate(7, x, foot)
    canvas.drawLine(x - 0.035, foot, x, foot - 0.10, line(tones.dark, 0.006))
    canvas.drawLine(x + 0.035, foot, x, foot - 0.10, line(tones.dark, 0.006))
    body = mix(mix((0.80, 0.42, 0.16), colours.accent, 0.35), colours.shadow, 0.10 + 0.30 * colours.night)
    for inset, tone in ((0.0, colours.shaded(body, 0.5)), (0.006, body)):
        canvas.drawOval(
            box(x - 0.056 + inset, foot - 0.125 + inset, x + 0.056 - inset, foot - 0.022 - inset), fill(tone)
        )
        canvas.drawOval(
            box(x - 0.043 + inset, foot - 0.185 + inset, x + 0.043 - inset, foot - 0.095 - inset), fill(tone)
        )
    canvas.drawCircle(x, foot - 0.118, 0.017, fill(tones.dark))
    canvas.drawRect(box(x - 0.007, foot - 0.345, x + 0.007, foot - 0.118), fill(colours.shaded(tones.wood, 0.35)))
    canvas.drawRect(box(x - 0.011, foot - 0.385, x + 0.011, foot - 0.340), fill(tones.dark))
    canvas.drawRect(box(x - 0.018, foot - 0.070, x + 0.018, foot - 0.063), fill(tones.dark))
    canvas.restore()


def amplifier(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float) -> None:
    """A guitar amplifier on its cabinet."""
    floor_shadow(canvas, colours, x, 0.835, 0.17)
    block(canvas, colours, box(x - 0.115, 0.645, x + 0.115, 0.83), tones.dark, lid=0.006)
    cloth = box(x - 0.098, 0.662, x + 0.098, 0.815)
    canvas.drawRect(cloth, fill(mix(tones.cloth, tones.dark, 0.45)))
    for number in range(15):
        y = cloth.top() + 0.0105 * number
        canvas.drawLine(cloth.left(), y, cloth.right(), y, line(tones.dark, 0.0018, 0.6))
    canvas.drawRect(cloth, line(mix(tones.trim, colours.glow, 0.3), 0.003))
    block(canvas, colours, box(x - 0.105, 0.570, x + 0.105, 0.638), tones.dark, lid=0.006)
    canvas.drawRect(box(x - 0.090, 0.585, x + 0.090, 0.610), fill(mix(colours.glow, tones.trim, 0.5)))
    for knob in range(6):
        canvas.drawCircle(x - 0.070 + 0.025 * knob, 0.5975, 0.0065, fill(tones.dark))
    canvas.drawCircle(x + 0.082, 0.5975, 0.0045, fill(colours.accent))


def rack(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, seed: int) -> None:
    """A rack of machines: reels of tape on top, knobs, room for the lights of the meters."""
    rng = random.Random(seed)
    floor_shadow(canvas, colours, x, 0.83, 0.18)
    block(canvas, colours, box(x - 0.105, 0.44, x + 0.105, 0.82), colours.shaded(tones.wood, 0.1))
    for row in range(5):
        y = 0.455 + 0.071 * row
        canvas.drawRect(
            box(x - 0.090, y, x + 0.090, y + 0.064), fill(colours.shaded(tones.dark, 0.15 + 0.1 * (row % 2)))
        )
        if row in (1, 3):
            canvas.drawRect(box(x - 0.082, y + 0.005, x + 0.082, y + 0.058), fill(colours.shaded(tones.dark, 0.75)))
        elif row == 0:
            for reel in (-1, 1):
                canvas.drawCircle(x + reel * 0.042, y + 0.032, 0.028, fill(mix(tones.trim, tones.dark, 0.3)))
                canvas.drawCircle(x + reel * 0.042, y + 0.032, 0.018, fill(tones.wood))
                canvas.drawCircle(x + reel * 0.042, y + 0.032, 0.006, fill(tones.trim))
        else:
            for knob in range(6):
                kx = x - 0.070 + 0.028 * knob
                canvas.drawCircle(kx, y + 0.024, 0.009, fill(colours.lit(tones.dark, 0.35)))
                canvas.drawCircle(
                    kx, y + 0.050, 0.003, fill(rng.choice((colours.glow, colours.accent, colours.second)))
                )

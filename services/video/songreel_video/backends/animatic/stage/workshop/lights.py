"""Lamps of rooms, lit as the night comes."""

import math
from dataclasses import replace

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.scenery import REACH_X, Lamp
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.indoors import Tones


def lit_lamps(colours: Colours, *lamps: Lamp, by_day: float = 0.12) -> tuple[Lamp, ...]:
    """The lamps as strong as the hour needs them; `by_day` is the share that burns in daylight too."""
    share = by_day + (1 - by_day) * colours.night
    return tuple(replace(lamp, strength=lamp.strength * share) for lamp in lamps)


def floor_lamp(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, foot: float, tall: float) -> None:
    """A standing lamp; its light is at the shade's middle, 0.93 of its height up."""
    canvas.drawLine(x, foot, x, foot - tall * 0.9, line(tones.dark, 0.007))
    canvas.drawOval(box(x - 0.045, foot - 0.012, x + 0.045, foot + 0.006), fill(tones.dark))
    lamp_shade(canvas, colours, tones, x, foot - tall, tall * 0.17)


def lamp_shade(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, top: float, size: float) -> None:
    """A cloth shade, lit from inside as the night comes."""
    warm = mix(colours.glow, (0.95, 0.45, 0.25), 0.45)
    lit = mix(colours.lit(tones.trim, 0.2), mix(colours.glow, WHITE, 0.2), colours.night)
    low = mix(colours.shaded(tones.trim, 0.15), warm, colours.night)
    path = shape(
        [(x - size * 0.36, top), (x + size * 0.36, top), (x + size * 0.62, top + size), (x - size * 0.62, top + size)]
    )
    canvas.drawPath(path, shade(low, lit, top, top + size))


def pendant(canvas: skia.Canvas, colours: Colours, tones: Tones, x: float, y: float, size: float) -> None:
    """A metal shade on a cord; its bulb is at (x, y)."""
    canvas.drawLine(x, -0.5, x, y - size, line(tones.dark, 0.004))
    path = skia.Path()
    path.moveTo(x - size, y)
    path.cubicTo(x - size * 0.9, y - size * 0.7, x - size * 0.3, y - size * 0.7, x - size * 0.18, y - size * 1.05)
    path.lineTo(x + size * 0.18, y - size * 1.05)
    path.cubicTo(x + size * 0.3, y - size * 0.7, x + size * 0.9, y - size * 0.7, x + size, y)
    path.close()
    bulb = mix(colours.lit(tones.trim, 0.2), mix(colours.glow, WHITE, 0.5), min(1.0, 0.3 + colours.night))
    canvas.drawCircle(x, y + size * 0.02, size * 0.30, fill(bulb))
    canvas.drawPath(path, shade(colours.lit(tones.cloth, 0.1), colours.shaded(tones.cloth, 0.4), y - size, y))
    canvas.drawLine(x - size, y, x + size, y, line(mix(tones.trim, colours.glow, colours.night), 0.004))


def light_string(canvas: skia.Canvas, colours: Colours, tones: Tones, y: float) -> None:
    """Small lights on a wire that hangs in bows."""
    wire = line(tones.dark, 0.002)
    warm = fill(mix(colours.glow, WHITE, 0.4))
    for number in range(73):
        x = -REACH_X + REACH_X * number / 36
        sag = y + 0.05 * abs(math.sin(x * 4.2))
        following = x + REACH_X / 36
        canvas.drawLine(x, sag, following, y + 0.05 * abs(math.sin(following * 4.2)), wire)
        if number % 2:
            canvas.drawCircle(x, sag + 0.006, 0.0048, warm)
            canvas.drawCircle(x, sag + 0.006, 0.016, fill(colours.glow, 0.20))

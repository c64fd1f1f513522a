"""Boats at their moorings: a sloop, a trawler, a rowing boat, and how they rock."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import Moment
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, glow, line, shade, shape

Painter = Callable[[skia.Canvas, Colours, Colour, int], None]
"""Draws a boat in a hull colour around its waterline at (0, 0); its bow points right for 1, left for -1."""


@dataclass(frozen=True)
class Boat:
    """A boat at its moorings."""

    x: float
    y: float
    """Of its waterline."""
    half: float
    """Of its length."""
    phase: float
    picture: skia.Picture


def moored(colours: Colours, rng: random.Random, half: float) -> list[Boat]:
    """The boats of the basin, from left to right."""
    boats = []
    large: list[Painter] = [_sloop, _trawler]
    rng.shuffle(large)
    hues = [colours.accent, colours.second, mix(colours.light, colours.mid, 0.25), colours.glow]
    rng.shuffle(hues)
    places = (-0.30, 0.02, 0.32) if half < 0.5 else (-1.08, -0.60, 0.02, 0.58, 1.10)
    for number, place in enumerate(places):
        middle = abs(place) < 0.1
        paint = _rowing_boat if middle else large[number % 3 % 2]
        recorder = skia.PictureRecorder()
        hull = colours.shaded(mix(hues[number % 4], colours.mid, 0.12), 0.10 + 0.42 * colours.night)
        paint(recorder.beginRecording(box(-0.6, -0.8, 0.6, 0.3)), colours, hull, rng.choice((-1, 1)))
        x, y = place + rng.uniform(-0.04, 0.04), 0.695 if middle else 0.735 + rng.uniform(-0.015, 0.015)
        boats.append(
            Boat(x, y, 0.11 if middle else 0.24, rng.uniform(0, math.tau), recorder.finishRecordingAsPicture())
        )
    return boats


def rock(colours: Colours, boats: list[Boat], canvas: skia.Canvas, moment: Moment) -> None:
    """Draws the boats as they ride the swell; each throws its shadow on the water."""
    for boat in boats:
        lift = 0.006 * math.sin(moment.seconds * 1.5 + boat.phase)
        roll = 1.8 * math.sin(moment.seconds * 1.1 + boat.phase * 1.7) + 0.5 * moment.pulse
        shadow = box(boat.x - boat.half, boat.y - 0.010, boat.x + boat.half, boat.y + 0.10 * boat.half + 0.008)
        canvas.drawOval(shadow, fill(colours.shadow, 0.35))
        canvas.save()
        canvas.translate(boat.x, boat.y + lift)
        canvas.rotate(roll)
        canvas.drawPicture(boat.picture)
        canvas.restore()


def _hull(canvas: skia.Canvas, colours: Colours, hull: Colour, half: float, tall: float) -> None:
    """A hull whose bow points right."""
    path = skia.Path()
    path.moveTo(-half, -tall * 0.85)
    path.quadTo(0, -tall * 0.62, half * 1.12, -tall * 1.25)
    path.quadTo(half * 0.95, -tall * 0.2, half * 0.72, tall * 0.14)
    path.lineTo(-half * 0.88, tall * 0.14)
    path.close()
    canvas.drawPath(path, shade(colours.lit(hull, 0.25), colours.shaded(hull, 0.45), -tall, tall * 0.14))
    trim = skia.Path()
    trim.moveTo(-half, -tall * 0.85)
    trim.quadTo(0, -tall * 0.62, half * 1.12, -tall * 1.25)
    canvas.drawPath(trim, line(mix(colours.light, hull, 0.25 + 0.4 * colours.night), 0.008))
    stripe = box(-half * 0.90, -tall * 0.02, half * 0.76, tall * 0.10)
    canvas.drawRect(stripe, fill(colours.shaded(colours.near, 0.3), 0.85))


def _sloop(canvas: skia.Canvas, colours: Colours, hull: Colour, bow: int) -> None:
    canvas.scale(bow, 1)
    wood = colours.shaded(mix(colours.near, (0.45, 0.32, 0.22), 0.4), 0.2 + 0.2 * colours.night)
    canvas.drawLine(0.02, -0.05, 0.02, -0.56, line(wood, 0.009))
    for end in ((0.235, -0.10), (-0.20, -0.075)):
        canvas.drawLine(0.02, -0.55, *end, line(wood, 0.0022, 0.8))
    canvas.drawLine(-0.17, -0.13, 0.02, -0.125, line(wood, 0.007))
    cloth = colours.shaded(mix(colours.light, WHITE, 0.4), 0.12 + 0.4 * colours.night)
    canvas.drawRoundRect(box(-0.168, -0.158, 0.012, -0.132), 0.012, 0.012, fill(cloth))  # the sail, furled
    canvas.drawRoundRect(box(-0.08, -0.088, 0.10, -0.045), 0.012, 0.012, fill(colours.lit(cloth, 0.2)))
    for x in (-0.04, 0.01, 0.06):
        canvas.drawCircle(x, -0.066, 0.008, fill(mix(colours.near, colours.glow, 0.2 + 0.7 * colours.night)))
    _hull(canvas, colours, hull, 0.205, 0.065)
    canvas.drawPath(shape([(0.02, -0.56), (0.07, -0.545), (0.02, -0.53)]), fill(colours.accent))


def _trawler(canvas: skia.Canvas, colours: Colours, hull: Colour, bow: int) -> None:
    canvas.scale(bow, 1)
    wood = colours.shaded(mix(colours.near, (0.45, 0.32, 0.22), 0.3), 0.2 + 0.2 * colours.night)
    white = colours.shaded(mix(colours.light, WHITE, 0.3), 0.15 + 0.42 * colours.night)
    canvas.drawRect(
        box(-0.015, -0.215, 0.115, -0.06), shade(colours.lit(white, 0.1), colours.shaded(white, 0.3), -0.21, -0.06)
    )
    canvas.drawRect(box(-0.03, -0.225, 0.13, -0.208), fill(colours.shaded(hull, 0.15)))
    pane = mix(colours.shaded(colours.sky_low, 0.5), mix(colours.glow, WHITE, 0.2), colours.night)
    for x in (0.0, 0.042, 0.082):
        canvas.drawRoundRect(box(x, -0.19, x + 0.026, -0.145), 0.004, 0.004, fill(pane))
    canvas.drawLine(0.03, -0.22, 0.03, -0.40, line(wood, 0.009))
    canvas.drawLine(0.03, -0.36, -0.17, -0.25, line(wood, 0.006))
    canvas.drawLine(-0.17, -0.25, -0.17, -0.10, line(wood, 0.0022))
    canvas.drawLine(0.03, -0.39, 0.23, -0.11, line(wood, 0.0022))
    canvas.drawPath(
        shape([(-0.20, -0.06), (-0.17, -0.13), (-0.12, -0.12), (-0.09, -0.06)]),
        fill(colours.shaded(colours.second, 0.3)),
    )
    _hull(canvas, colours, hull, 0.215, 0.085)
    for x in (-0.11, 0.02, 0.12):
        canvas.drawCircle(x, -0.026, 0.017, fill(colours.shaded(colours.near, 0.45)))
        canvas.drawCircle(x, -0.026, 0.008, fill(colours.shaded(colours.mid, 0.2)))
    canvas.drawCircle(0.03, -0.405, 0.03, glow(0.03, -0.405, 0.03, colours.glow, 0.2 + 0.7 * colours.night))


def _rowing_boat(canvas: skia.Canvas, colours: Colours, hull: Colour, bow: int) -> None:
    canvas.scale(bow, 1)
    wood = colours.shaded(mix(colours.mid, (0.48, 0.33, 0.22), 0.6), 0.2 + 0.3 * colours.night)
    canvas.drawLine(-0.07, -0.045, -0.14, -0.02, line(wood, 0.006))
    _hull(canvas, colours, hull, 0.10, 0.034)

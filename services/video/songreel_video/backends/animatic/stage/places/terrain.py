"""The land itself: ridge lines, ranges of hills and peaks, meadows, open water."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.places.paints import (
    box,
    fill,
    line,
    shade,
    shape,
)
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X


def ground_line(
    rng: random.Random, y: float, amplitude: float, waves: float, sharpness: float = 0.0
) -> Callable[[float], float]:
    """The height of a ridge over x: five sines that fade; `sharpness` 1 makes peaks of the crests."""
    parts = [(amplitude / (n + 1) ** 1.1, waves * (1.7**n), rng.uniform(0, math.tau)) for n in range(5)]

    def height(x: float) -> float:
        total = 0.0
        for strength, frequency, phase in parts:
            wave = math.sin(frequency * x + phase)
            total += strength * ((1 - sharpness) * wave + sharpness * (1 - 2 * abs(wave)))
        return y - total

    return height


def below(height: Callable[[float], float], step: float = 0.02) -> skia.Path:
    """Everything under a ridge."""
    path = skia.Path()
    path.moveTo(-REACH_X, BOTTOM_Y)
    x = -REACH_X
    while x <= REACH_X:
        path.lineTo(x, height(x))
        x += step
    path.lineTo(REACH_X, BOTTOM_Y)
    path.close()
    return path


@dataclass(frozen=True)
class Ridge:
    """One range of hills or peaks, lit along its crest."""

    colours: Colours
    seed: int
    y: float
    amplitude: float
    waves: float
    tone: Colour
    sharpness: float = 0.0
    """0 rolling, 1 peaks."""
    snow: bool = False

    def paint(self, canvas: skia.Canvas) -> None:
        """The range and all that is below its crest."""
        colours, tone, y = self.colours, self.tone, self.y
        height = ground_line(random.Random(self.seed), y, self.amplitude, self.waves, self.sharpness)
        body = shade(colours.lit(tone, 0.15), mix(tone, colours.haze, 0.35), y - self.amplitude, y + 0.2)
        canvas.drawPath(below(height), body)
        if self.sharpness > 0.4:
            self._gullies(canvas, height)

    def _gullies(self, canvas: skia.Canvas, height: Callable[[float], float]) -> None:
        """What turns from the light, and the snow between."""
        rng, side = random.Random(self.seed + 1), self.colours.key_side
        for _ in range(60):
            x = rng.uniform(-REACH_X, REACH_X)
            top = height(x)
            reach = rng.uniform(0.02, 0.09)
            lean = -side * reach * 0.7
            gully = [(x, top + 0.002), (x + lean * 0.4, top + reach * 0.5), (x + lean, top + reach)]
            canvas.drawPath(shape([*gully, (x + lean * 0.2, top + reach * 0.6)]), fill(self.colours.shadow, 0.22))
            if self.snow and top < self.y - self.amplitude * 0.25:
                cap = [(x, top), (x + side * reach * 0.4, top + reach * 0.4), (x + 0.01, top + reach * 0.3)]
                white = fill(mix(self.colours.light, WHITE, 0.4), 0.55)
                canvas.drawPath(shape([*cap, (x - side * reach * 0.25, top + reach * 0.35)]), white)


@dataclass(frozen=True)
class Meadow:
    """Ground with grass that grows towards us."""

    colours: Colours
    seed: int
    y: float
    tone: Colour
    blades: int = 520

    def paint(self, canvas: skia.Canvas) -> None:
        """The meadow from its far edge down to the lens."""
        rng, colours, tone, y = random.Random(self.seed), self.colours, self.tone, self.y
        height = ground_line(rng, y, 0.012, 2.2)
        canvas.drawPath(below(height), shade(colours.lit(tone, 0.22), colours.shaded(tone, 0.5), y, 1.15))
        for _ in range(24):
            x, sy = rng.uniform(-REACH_X, REACH_X), rng.uniform(y + 0.03, 1.1)
            width = 0.1 + 0.35 * (sy - y)
            canvas.drawOval(box(x - width, sy, x + width, sy + 0.03), fill(colours.shaded(tone, 0.4), 0.16))
        pens = [line(colours.lit(tone, 0.4), 0.0026), line(tone, 0.003), line(colours.shaded(tone, 0.35), 0.003)]
        for _ in range(self.blades):
            share = rng.random() ** 0.8
            by = y + 0.02 + (1.15 - y) * share
            bx = rng.uniform(-REACH_X, REACH_X)
            tall = 0.008 + 0.036 * share
            canvas.drawLine(bx, by, bx + rng.uniform(-0.4, 0.4) * tall, by - tall, rng.choice(pens))


def water(canvas: skia.Canvas, rng: random.Random, y0: float, y1: float, colours: Colours, sun_x: float) -> None:
    """Open water: sky above mirrored, darker towards us, with a path of light under the sun."""
    near = mix(colours.shaded(mix(colours.sky_top, colours.mid, 0.35), 0.25), colours.sky_low, 0.12)
    canvas.drawRect(box(-REACH_X, y0, REACH_X, y1), shade(mix(colours.sky_low, colours.sky_top, 0.35), near, y0, y1))
    span = y1 - y0
    for number in range(90):
        share = (number / 90) ** 1.6
        y = y0 + span * share
        width = 0.04 + 0.22 * share
        x = rng.uniform(-REACH_X, REACH_X)
        tone = colours.sky_low if rng.random() < 0.5 else near
        canvas.drawOval(box(x - width, y, x + width, y + 0.003 + 0.008 * share), fill(tone, 0.22))
    for number in range(46):
        share = (number / 46) ** 1.3
        y = y0 + span * share
        reach = 0.02 + 0.16 * share
        x = sun_x + rng.uniform(-reach, reach)
        width = (0.012 + 0.05 * share) * rng.uniform(0.5, 1.2)
        canvas.drawOval(
            box(x - width, y, x + width, y + 0.002 + 0.005 * share),
            fill(mix(colours.sun, WHITE, 0.4), 0.5 - 0.2 * share),
        )

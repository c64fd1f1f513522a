"""The land itself: ridge lines, ranges of hills and peaks, meadows, open water."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X
from songreel_video.backends.animatic.stage.workshop.paints import Point, box, fill, line, shade, shape


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
        crest = [(x / 100, height(x / 100)) for x in range(round(-100 * REACH_X), round(100 * REACH_X) + 1)]
        peaks = [n for n in range(1, len(crest) - 1) if crest[n - 1][1] >= crest[n][1] < crest[n + 1][1]]
        rng = random.Random(self.seed + 1)
        if self.snow:
            for peak in peaks:
                self._cap(canvas, rng, crest, peak)
        if self.sharpness > 0.4:
            for peak in peaks:
                self._far_side(canvas, rng, crest, peak)

    def _cap(self, canvas: skia.Canvas, rng: random.Random, crest: list[Point], peak: int) -> None:
        """Snow from the peak down to a ragged edge."""
        snow_line = self.y - self.amplitude * 0.05
        if crest[peak][1] > snow_line - 0.015:
            return
        first, last = peak, peak
        while first > 0 and crest[first][1] < snow_line:
            first -= 1
        while last < len(crest) - 1 and crest[last][1] < snow_line:
            last += 1
        hem = []
        for n in range(last - 1, first, -2):
            deep = 0.30 if (n // 2) % 2 else 0.75
            hem.append((crest[n][0], crest[n][1] + (snow_line - crest[n][1]) * deep * rng.uniform(0.7, 1.15)))
        white = mix(mix(self.colours.light, WHITE, 0.5), self.tone, 0.08 + 0.32 * self.colours.night)
        canvas.drawPath(shape([*crest[first : last + 1], *hem]), fill(white, 0.9))

    def _far_side(self, canvas: skia.Canvas, rng: random.Random, crest: list[Point], peak: int) -> None:
        """The slope of a peak that turns from the light, with a broken edge."""
        step, n = -self.colours.key_side, peak
        slope = [crest[n]]
        while 0 < n + step < len(crest) - 1 and (crest[n + step][1] >= crest[n][1] or len(slope) < 4):
            n += step
            slope.append(crest[n])
        (x0, y0), (x1, y1) = slope[0], slope[-1]
        fall = max(0.03, (y1 - y0) * 1.5)
        broken = []
        for number in range(6):
            share = 1 - number / 6
            lean = (x1 - x0) * (0.55 * share + rng.uniform(-0.16, 0.16))
            broken.append((x0 + lean, y0 + fall * share))
        canvas.drawPath(shape([*slope, *broken]), fill(self.colours.shaded(self.tone, 0.8), 0.5))


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

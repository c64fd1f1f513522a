"""A Ferris wheel that turns and glitters."""

import math
from dataclasses import dataclass
from functools import cached_property

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import Moment
from songreel_video.backends.animatic.stage.workshop.brushes import (
    Point,
    box,
    fill,
    glow,
    line,
)


@dataclass(frozen=True)
class Wheel:
    """A Ferris wheel whose bulbs run with the music."""

    colours: Colours
    x: float
    y: float
    radius: float

    @cached_property
    def bulbs(self) -> tuple[tuple[Colour, Colour], ...]:
        """For each hue the bulb when it waits and when it shines."""
        hues = (self.colours.accent, self.colours.second, self.colours.glow)
        return tuple((mix(hue, WHITE, 0.25), mix(hue, WHITE, 0.55)) for hue in hues)

    @cached_property
    def cabins(self) -> tuple[Colour, ...]:
        """Their paints."""
        hues = (self.colours.accent, self.colours.second, self.colours.glow)
        return tuple(self.colours.shaded(hue, 0.15) for hue in hues)

    @cached_property
    def steel(self) -> Colour:
        """Pale enough to be seen against the sky of the hour."""
        base = mix(self.colours.mid, self.colours.sky_low, 0.25)
        return mix(base, self.colours.glow, 0.30 * self.colours.night)

    def paint(self, canvas: skia.Canvas) -> None:
        """What stands still: the legs and the two hoops."""
        for lean in (-0.13, 0.13):
            leg = line(self.colours.shaded(mix(self.steel, self.colours.mid, 0.5), 0.3), 0.011)
            canvas.drawLine(self.x, self.y, self.x + lean, 0.74, leg)
        halo = self.radius * 1.35
        warm = glow(self.x, self.y, halo, self.colours.glow, 0.16 * self.colours.night)
        canvas.drawCircle(self.x, self.y, halo, warm)
        for share, width in ((1.0, 0.006), (0.9, 0.0035), (0.32, 0.003)):
            canvas.drawCircle(self.x, self.y, self.radius * share, line(self.steel, width))

    def move(self, canvas: skia.Canvas, moment: Moment) -> None:
        """Spokes, cabins and bulbs; every fourth bulb is bright and the bright ones run along the rim."""
        turn, night = moment.seconds * 0.22, self.colours.night
        spoke = line(self.steel, 0.0028)
        for number in range(24):
            rim = self._at(turn + math.tau * number / 24, 0.9 if number % 2 else 1.0)
            canvas.drawLine(self.x, self.y, *rim, spoke)
        tones = (self.colours.accent, self.colours.second, self.colours.glow)
        run = int(moment.seconds * 8)
        groups: dict[tuple[int, bool], list[skia.Point]] = {}
        for number in range(72):
            bright = (number - run) % 4 == 0
            where = skia.Point(*self._at(turn + math.tau * number / 72, 1.0))
            groups.setdefault((number // 24, bright), []).append(where)
        for number in range(12):
            for share in (0.30, 0.48, 0.66, 0.82):
                bright = (number + int(share * 10) + run // 2) % 3 == 0
                where = skia.Point(*self._at(turn + math.tau * number / 12, share))
                groups.setdefault((number % 3, bright), []).append(where)
        for (hue, bright), points in groups.items():
            shine = (0.75 + 0.25 * moment.pulse if bright else 0.30 + 0.25 * moment.pulse) * (0.35 + 0.65 * night)
            tone = self.bulbs[hue][bright]
            if bright and night > 0.2:
                self._dots(canvas, points, tones[hue], 0.032, 0.22 * shine * night)
            self._dots(canvas, points, tone, 0.012 if bright else 0.008, shine)
        cabins = [fill(tone) for tone in self.cabins]
        window = fill(self.bulbs[2][0], 0.8)
        for number in range(12):
            x, y = self._at(turn + math.tau * number / 12, 1.0)
            canvas.drawRoundRect(box(x - 0.021, y + 0.004, x + 0.021, y + 0.040), 0.008, 0.008, cabins[number % 3])
            canvas.drawRect(box(x - 0.015, y + 0.010, x + 0.015, y + 0.022), window)
        canvas.drawCircle(self.x, self.y, 0.016, fill(self.bulbs[2][moment.pulse > 0.4]))

    def _at(self, angle: float, share: float) -> Point:
        return self.x + math.cos(angle) * self.radius * share, self.y + math.sin(angle) * self.radius * share

    def _dots(self, canvas: skia.Canvas, points: list[skia.Point], tone: Colour, size: float, alpha: float) -> None:
        canvas.drawPoints(skia.Canvas.PointMode.kPoints_PointMode, points, line(tone, size, alpha))

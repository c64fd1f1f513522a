"""Where people gather under cloth and bulbs: a market street, a fairground."""

import math
import random
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.places.brushes import (
    Point,
    box,
    fill,
    glow,
    line,
    shade,
    shape,
    wires,
)
from songreel_video.backends.animatic.stage.places.streets import asphalt, city_street
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery


def market(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Stalls under striped cloth, lanterns on strings."""
    street = city_street(colours, seed + 2, aspect)

    def stalls(canvas: skia.Canvas) -> None:
        asphalt(colours, seed, 0.3 * colours.night, canvas)
        rng = random.Random(seed)
        for side in (-1, 1):
            for number in range(3):
                x, foot = side * (0.52 + 0.36 * number), 0.86 + 0.035 * number
                tone = (colours.accent, colours.second, colours.glow)[(number + (side > 0)) % 3]
                wood = colours.shaded(mix(colours.near, (0.45, 0.3, 0.2), 0.5), 0.2)
                for post in (-0.15, 0.15):
                    canvas.drawLine(x + post, foot, x + post, foot - 0.36, line(wood, 0.008))
                canvas.drawRect(
                    box(x - 0.17, foot - 0.13, x + 0.17, foot),
                    shade(wood, colours.shaded(wood, 0.5), foot - 0.13, foot),
                )
                for _ in range(24):
                    fx, fy = x + rng.uniform(-0.15, 0.15), foot - 0.135 - rng.uniform(0, 0.02)
                    fruit = rng.choice((colours.accent, colours.second, colours.glow, (0.45, 0.55, 0.25)))
                    canvas.drawCircle(fx, fy, 0.014, fill(colours.shaded(fruit, 0.1 + 0.25 * colours.night)))
                for stripe in range(8):
                    a, b = x - 0.20 + 0.05 * stripe, x - 0.15 + 0.05 * stripe
                    cloth = (
                        colours.shaded(tone, 0.1 + 0.25 * colours.night)
                        if stripe % 2
                        else mix(tone, WHITE, 0.65 - 0.4 * colours.night)
                    )
                    canvas.drawPath(
                        shape(
                            [
                                (a * 0.96 + x * 0.04, foot - 0.42),
                                (b * 0.96 + x * 0.04, foot - 0.42),
                                (b, foot - 0.33),
                                (a, foot - 0.33),
                            ]
                        ),
                        fill(cloth),
                    )

    hung = [(-1.0 + 0.2 * n, 0.36 + 0.035 * math.sin(n * 2.1)) for n in range(11)]

    def lanterns(canvas: skia.Canvas, moment: Moment) -> None:
        wires(canvas, hung, 0.02, colours.shaded(colours.near, 0.5), 0.002)
        for number, (x, y) in enumerate(hung):
            sway = 0.006 * math.sin(moment.seconds * 1.6 + number)
            tone = (colours.glow, colours.accent, colours.second)[number % 3]
            shine = 0.75 + 0.25 * moment.pulse
            canvas.drawOval(
                box(x + sway - 0.022, y + 0.012, x + sway + 0.022, y + 0.062), fill(mix(tone, WHITE, 0.25), shine)
            )
            canvas.drawCircle(x + sway, y + 0.037, 0.055, fill(tone, 0.16 * shine * colours.night))

    return Scenery(
        (*street.layers[:3], Layer(1, stalls, lanterns)),
        street.horizon_y,
        street.ground_y,
        lamps=street.lamps[2:],
        wet=0.2,
    )


@dataclass(frozen=True)
class Wheel:
    """A Ferris wheel whose bulbs run with the music."""

    colours: Colours
    x: float
    y: float
    radius: float

    @property
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
            tone = mix(tones[hue], WHITE, 0.55 if bright else 0.25)
            if bright and night > 0.2:
                self._dots(canvas, points, tones[hue], 0.032, 0.22 * shine * night)
            self._dots(canvas, points, tone, 0.012 if bright else 0.008, shine)
        for number in range(12):
            x, y = self._at(turn + math.tau * number / 12, 1.0)
            cabin = self.colours.shaded(tones[number % 3], 0.15)
            canvas.drawRoundRect(box(x - 0.021, y + 0.004, x + 0.021, y + 0.040), 0.008, 0.008, fill(cabin))
            canvas.drawRect(
                box(x - 0.015, y + 0.010, x + 0.015, y + 0.022), fill(mix(self.colours.glow, WHITE, 0.3), 0.8)
            )
        canvas.drawCircle(self.x, self.y, 0.016, fill(mix(self.colours.glow, WHITE, 0.4 * moment.pulse)))

    def _at(self, angle: float, share: float) -> Point:
        return self.x + math.cos(angle) * self.radius * share, self.y + math.sin(angle) * self.radius * share

    def _dots(self, canvas: skia.Canvas, points: list[skia.Point], tone: Colour, size: float, alpha: float) -> None:
        canvas.drawPoints(skia.Canvas.PointMode.kPoints_PointMode, points, line(tone, size, alpha))


def arcade(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A fairground: a wheel that turns, tents, bulbs."""
    side = colours.key_side
    wheel = Wheel(colours, -0.34 * side, 0.36, 0.29)
    bulbs = [(-1.5 + 0.25 * n, 0.20 + 0.05 * (n % 2)) for n in range(13)]

    def tents(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        canvas.drawRect(box(-REACH_X, 0.72, REACH_X, BOTTOM_Y), fill(colours.distant(colours.ground, 0.3)))
        for number in range(9):
            x = -1.6 + 0.4 * number + rng.uniform(-0.06, 0.06)
            width, tall = rng.uniform(0.16, 0.26), rng.uniform(0.16, 0.28)
            tone = rng.choice((colours.accent, colours.second, colours.glow))
            for stripe in range(6):
                a, b = x - width / 2 + width * stripe / 6, x - width / 2 + width * (stripe + 1) / 6
                cloth = (
                    colours.shaded(tone, 0.15 + 0.3 * colours.night)
                    if stripe % 2
                    else colours.shaded(mix(tone, WHITE, 0.6), 0.35 * colours.night)
                )
                canvas.drawRect(box(a, 0.74 - tall * 0.55, b, 0.75), fill(cloth))
                canvas.drawPath(
                    shape([(a, 0.74 - tall * 0.55), (b, 0.74 - tall * 0.55), (x, 0.74 - tall)]),
                    fill(colours.shaded(cloth, 0.12)),
                )
            canvas.drawLine(x, 0.74 - tall, x, 0.72 - tall, line(colours.near, 0.003))
            canvas.drawPath(
                shape([(x, 0.72 - tall), (x + 0.03, 0.727 - tall), (x, 0.735 - tall)]), fill(colours.accent)
            )

    def ground(canvas: skia.Canvas) -> None:
        tone = colours.ground
        canvas.drawRect(
            box(-REACH_X, 0.76, REACH_X, BOTTOM_Y), shade(colours.lit(tone, 0.2), colours.shaded(tone, 0.45), 0.76, 1.1)
        )
        x = 0.72 * side
        for number in range(2):
            foot, tall = 0.90, 0.30
            bx = x + number * 0.3 * side
            canvas.drawRect(
                box(bx - 0.13, foot - tall, bx + 0.13, foot),
                shade(colours.shaded(colours.mid, 0.2), colours.shaded(colours.mid, 0.55), foot - tall, foot),
            )
            canvas.drawRect(
                box(bx - 0.11, foot - tall + 0.08, bx + 0.11, foot - 0.11),
                fill(mix(colours.glow, colours.accent, 0.3), 0.5 + 0.45 * colours.night),
            )
            canvas.drawPath(
                shape(
                    [
                        (bx - 0.16, foot - tall),
                        (bx + 0.16, foot - tall),
                        (bx + 0.13, foot - tall - 0.07),
                        (bx - 0.13, foot - tall - 0.07),
                    ]
                ),
                fill(colours.shaded(colours.accent, 0.2)),
            )

    def strings(ends: list[Point], canvas: skia.Canvas) -> None:
        wires(canvas, ends, 0.05, colours.shaded(colours.near, 0.5), 0.002)

    def shine(ends: list[Point], canvas: skia.Canvas, moment: Moment) -> None:
        strength = 0.4 + 0.6 * colours.night
        for number, ((x0, y0), (x1, y1)) in enumerate(pairwise(ends)):
            for step in range(4):
                share = (step + 0.5) / 4
                x = x0 + (x1 - x0) * share
                y = (1 - share) ** 2 * y0 + 2 * share * (1 - share) * (max(y0, y1) + 0.05) + share**2 * y1
                tone = (colours.glow, colours.accent, colours.second)[(number + step) % 3]
                on = 1.0 if (number * 4 + step + int(moment.seconds * 3)) % 3 else 0.45 + 0.55 * moment.pulse
                canvas.drawCircle(x, y + 0.008, 0.017, fill(tone, 0.20 * on * colours.night))
                canvas.drawCircle(x, y + 0.008, 0.006, fill(mix(tone, WHITE, 0.5), on * strength))

    return Scenery(
        (
            Layer(7, tents),
            Layer(5, wheel.paint, wheel.move),
            Layer(2, partial(strings, bulbs), partial(shine, bulbs)),
            Layer(1, ground),
        ),
        horizon_y=0.70,
        ground_y=0.92,
        lamps=(
            Lamp(wheel.x, wheel.y, 5, 0.45, colours.glow, 0.6),
            Lamp(0.72 * side, 0.74, 1, 0.3, colours.accent, 0.7),
        ),
    )


PLACES = {"market": market, "arcade": arcade}

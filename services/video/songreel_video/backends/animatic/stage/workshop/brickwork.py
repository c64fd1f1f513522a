"""The two walls of an alley in one-point perspective, and what is fixed to them.

wall ▏╲            ╱▏ wall      `at` puts a point by its side, its height and its distance:
     ▏ ╲ far town ╱ ▏          1 is where the figures stand, 6 is the alley's end.
     ▏  ▔▔▔▔▔▔▔▔▔▔  ▏
"""

import random
from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.workshop.brushes import (
    Point,
    box,
    fill,
    line,
    shade,
    shape,
)

VANISH_Y, HALF, DROP = 0.63, 0.82, 0.33
"""Where the alley vanishes, its half width and the floor's drop below the eye at distance 1."""
NEAR, SEAM, END = 0.40, 2.3, 6.0
"""Distances: before the lens, where the two sheets meet, the end."""


def at(side: float, height: float, distance: float) -> Point:
    """A point of the alley: side -1 and 1 are the walls, height is above the floor."""
    return side * HALF / distance, VANISH_Y + (DROP - height) / distance


def panel(side: float, heights: tuple[float, float], reach: tuple[float, float]) -> skia.Path:
    """A rectangle on a wall, between two heights and two distances."""
    (low, high), (near, far) = heights, reach
    return shape([at(side, low, near), at(side, high, near), at(side, high, far), at(side, low, far)])


@dataclass(frozen=True)
class Alley:
    """What its two sheets share."""

    colours: Colours
    seed: int

    @property
    def brick(self) -> Colour:
        """Of the walls."""
        return mix(self.colours.mid, (0.50, 0.25, 0.18), 0.42)

    def tone(self, distance: float) -> Colour:
        """The brick at a distance: dark before the lens, airy at the end."""
        share = min(1.0, max(0.0, (distance - 0.7) / (END - 0.7)))
        return mix(self.colours.shaded(self.brick, 0.45 - 0.3 * share), self.colours.haze, 0.30 * share)

    def walls(self, canvas: skia.Canvas, near: float, far: float) -> None:
        """Both walls and the floor between two distances."""
        rng = random.Random(self.seed)
        steps = 10
        for n in range(steps):  # from the end towards us
            z0 = far + (near - far) * n / steps
            z1 = far + (near - far) * (n + 1) / steps - 0.01
            for side in (-1, 1):
                facing = side != self.colours.key_side
                tone = self.colours.lit(self.tone(z1), 0.16 if facing else 0.0)
                canvas.drawPath(panel(side, (-0.02, 2.6), (z1, z0)), fill(tone))
            floor = mix(self.colours.shaded(self.colours.ground, 0.5), self.colours.haze, 0.22 * (z1 - NEAR) / END)
            canvas.drawPath(shape([at(-1, 0, z0), at(1, 0, z0), at(1, 0, z1), at(-1, 0, z1)]), fill(floor))
        for side in (-1, 1):
            self._bricks(canvas, rng, side, near, far)
        gutter = line(self.colours.shaded(self.colours.ground, 0.7), 0.006, 0.6)
        canvas.drawLine(*at(0.04, 0, far), *at(0.04, 0, max(near, 0.6)), gutter)

    def _bricks(self, canvas: skia.Canvas, rng: random.Random, side: int, near: float, far: float) -> None:
        """Courses that run to the vanishing point, and single bricks that differ."""
        for row in range(1, 52):
            height = row * 0.05
            course = line(self.colours.shaded(self.brick, 0.6), 0.0016, 0.32)
            canvas.drawLine(*at(side, height, near), *at(side, height, far), course)
        for _ in range(170):
            distance, row = near + (far - near) * rng.random() ** 1.5, rng.randint(0, 48)
            tone = rng.choice(
                (self.colours.lit(self.tone(distance), 0.25), self.colours.shaded(self.tone(distance), 0.4))
            )
            brick = panel(side, (row * 0.05 + 0.004, row * 0.05 + 0.046), (distance, distance + 0.13))
            canvas.drawPath(brick, fill(tone, 0.55))

    def window(self, canvas: skia.Canvas, rng: random.Random, side: int, height: float, distance: float) -> None:
        """A sash window with a sill; behind some, a lamp at night."""
        lit = rng.random() < 0.62 * self.colours.night
        sky = mix(self.colours.shaded(self.brick, 0.65), self.colours.sky_low, 0.30 * (1 - self.colours.night))
        pane = mix(self.colours.glow, WHITE, 0.15) if lit else sky
        reach = (distance, distance * 1.22)
        frame = panel(side, (height - 0.025, height + 0.235), (reach[0] * 0.98, reach[1] * 1.02))
        canvas.drawPath(frame, fill(self.tone(distance * 0.4)))
        canvas.drawPath(panel(side, (height, height + 0.22), reach), fill(pane, 0.95))
        bar = line(self.colours.shaded(self.brick, 0.7), 0.005 / distance)
        canvas.drawLine(*at(side, height + 0.11, reach[0]), *at(side, height + 0.11, reach[1]), bar)
        middle = distance * 1.10
        canvas.drawLine(*at(side, height, middle), *at(side, height + 0.22, middle), bar)

    def escape(self, canvas: skia.Canvas, side: int, height: float, reach: tuple[float, float]) -> None:
        """One landing of a fire escape, with its rail and the stair to the next."""
        near, far = reach
        iron = self.colours.shaded(self.colours.near, 0.6)
        out = 0.78
        deck = [
            at(side, height, near),
            at(side, height, far),
            at(side * out, height, far),
            at(side * out, height, near),
        ]
        canvas.drawPath(shape(deck), fill(iron))
        pen, thin = line(iron, 0.006 / near), line(iron, 0.0032 / near)
        for rise in (0.08, 0.16):
            canvas.drawLine(
                *at(side * out, height + rise, near), *at(side * out, height + rise, far), pen if rise > 0.1 else thin
            )
            canvas.drawLine(*at(side, height + rise, near), *at(side * out, height + rise, near), thin)
        for n in range(9):
            distance = near + (far - near) * n / 8
            canvas.drawLine(*at(side * out, height, distance), *at(side * out, height + 0.16, distance), thin)
        for step in (0.0, 0.03):
            canvas.drawLine(*at(side * 0.88, height + step, near), *at(side * 0.88, height + 0.5 + step, far), pen)

    def bin(self, canvas: skia.Canvas, side: int, distance: float, tone: Colour) -> None:
        """A wheeled bin against the wall, with its lid."""
        outer, inner, tall, far = side * 0.97, side * 0.74, 0.24, distance * 1.16
        front = [at(outer, 0, distance), at(outer, tall, distance), at(inner, tall, distance), at(inner, 0, distance)]
        flank = [at(inner, 0, distance), at(inner, tall, distance), at(inner, tall, far), at(inner, 0, far)]
        lid = [
            at(outer, tall, distance),
            at(outer, tall + 0.03, far),
            at(inner, tall + 0.03, far),
            at(inner, tall, distance),
        ]
        x, y = at((outer + inner) / 2, 0, distance)
        canvas.drawOval(
            box(x - 0.15 / distance, y - 0.02, x + 0.15 / distance, y + 0.02), fill(self.colours.shadow, 0.5)
        )
        canvas.drawPath(shape(flank), fill(self.colours.shaded(tone, 0.55)))
        canvas.drawPath(shape(front), shade(tone, self.colours.shaded(tone, 0.4), y - tall / distance, y))
        canvas.drawPath(shape(lid), fill(self.colours.lit(tone, 0.25)))

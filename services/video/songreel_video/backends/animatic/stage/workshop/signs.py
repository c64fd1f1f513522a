"""Neon signs without letters: shapes bent from glass tube, some on a hanging board."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import Moment
from songreel_video.backends.animatic.stage.workshop.brushes import Point, box, fill, line

TUBE = 0.0055
"""Width of the glass in stage units."""


def _strokes(*runs: list[Point]) -> skia.Path:
    path = skia.Path()
    for run in runs:
        path.addPoly([skia.Point(*point) for point in run], False)
    return path


def arrow() -> skia.Path:
    """Points down, at the door."""
    path = _strokes([(0, -1), (0, 0.9)], [(-0.55, 0.3), (0, 0.95), (0.55, 0.3)])
    path.addPath(_strokes([(-0.55, -0.35), (0, 0.3), (0.55, -0.35)]))
    return path


def glass() -> skia.Path:
    """A cocktail with a straw and a cherry."""
    path = _strokes(
        [(-0.85, -0.7), (0, 0.2), (0.85, -0.7), (-0.85, -0.7)], [(0, 0.2), (0, 0.9)], [(-0.45, 0.9), (0.45, 0.9)]
    )
    path.addPath(_strokes([(0.1, -0.1), (0.6, -1.05)]))
    path.addCircle(-0.2, -0.45, 0.16)
    return path


def cup() -> skia.Path:
    """A cup that steams."""
    path = _strokes([(-0.75, -0.1), (-0.6, 0.8), (0.4, 0.8), (0.55, -0.1), (-0.75, -0.1)])
    path.arcTo(box(0.3, 0.0, 0.95, 0.55), -90, 180, True)
    for x in (-0.4, 0.1):
        path.moveTo(x, -0.35)
        path.cubicTo(x + 0.25, -0.55, x - 0.25, -0.75, x, -1.0)
    return path


def note() -> skia.Path:
    """Two quavers under one beam."""
    path = _strokes([(-0.35, 0.6), (-0.35, -0.75), (0.65, -0.95), (0.65, 0.4)], [(-0.35, -0.45), (0.65, -0.65)])
    path.addOval(box(-0.85, 0.42, -0.35, 0.82))
    path.addOval(box(0.15, 0.22, 0.65, 0.62))
    return path


def star() -> skia.Path:
    """Five points."""
    reach = [(1.0, 0.42)[n % 2] for n in range(10)]
    points = [(math.sin(math.pi * n / 5) * reach[n], -math.cos(math.pi * n / 5) * reach[n]) for n in range(10)]
    return _strokes([*points, points[0]])


def heart() -> skia.Path:
    """A heart."""
    path = skia.Path()
    path.moveTo(0, 0.85)
    path.cubicTo(-1.5, -0.25, -0.75, -1.2, 0, -0.42)
    path.cubicTo(0.75, -1.2, 1.5, -0.25, 0, 0.85)
    return path


def bolt() -> skia.Path:
    """A flash of lightning."""
    return _strokes([(0.25, -1), (-0.55, 0.15), (-0.02, 0.15), (-0.25, 1), (0.6, -0.25), (0.05, -0.25), (0.25, -1)])


def moon() -> skia.Path:
    """A crescent with a small star."""
    path = skia.Path()
    path.moveTo(0.35, -0.85)
    path.cubicTo(-1.05, -0.95, -1.05, 0.95, 0.35, 0.85)
    path.cubicTo(-0.35, 0.5, -0.35, -0.5, 0.35, -0.85)
    path.addPath(_strokes([(0.6, -0.25), (0.6, 0.25)], [(0.35, 0), (0.85, 0)]))
    return path


def blade() -> skia.Path:
    """A tall board that hangs over the pavement, with three glyphs in it."""
    path = skia.Path()
    path.addRoundRect(box(-0.5, -1.75, 0.5, 1.75), 0.22, 0.22)
    path.addCircle(0, -1.08, 0.24)
    path.addPath(_strokes([(-0.26, 0.22), (0, -0.24), (0.26, 0.22), (-0.26, 0.22)], [(-0.26, 0.85), (0.26, 0.85)]))
    path.addPath(_strokes([(-0.26, 1.08), (0.26, 1.08)], [(-0.26, 1.31), (0.26, 1.31)]))
    return path


def waves() -> skia.Path:
    """Bars of sound."""
    path = skia.Path()
    for number, reach in enumerate((0.45, 0.95, 0.7, 0.3, 0.6)):
        x = -0.8 + 0.4 * number
        path.addPath(_strokes([(x, -reach), (x, reach)]))
    return path


SHAPES: tuple[Callable[[], skia.Path], ...] = (arrow, glass, cup, note, star, heart, bolt, moon, blade, waves)


@dataclass(frozen=True)
class Sign:
    """One sign on a wall."""

    x: float
    y: float
    path: skia.Path
    """In stage units, about its own middle."""
    tone: Colour
    gas: Colour
    """The bright core of the tube."""
    on_beat: bool
    """Brighter on the beat; else it burns steadily, with a rare flicker."""
    phase: float

    def draw(self, canvas: skia.Canvas, colours: Colours, moment: Moment) -> None:
        """Halo, tube and the bright gas inside; by day the grey glass shows."""
        lit = 0.30 + 0.70 * colours.night
        flicker = 0.35 if math.sin(7.3 * moment.seconds + self.phase) * math.sin(23 * moment.seconds) > 0.93 else 0.92
        shine = lit * (0.62 + 0.38 * moment.pulse if self.on_beat else flicker)
        canvas.save()
        canvas.translate(self.x, self.y)
        canvas.drawPath(self.path, line(self.tone, TUBE * 5.5, 0.13 * shine * colours.night))
        canvas.drawPath(self.path, line(self.tone, TUBE * 2.6, 0.28 * shine))
        canvas.drawPath(self.path, line(self.gas, TUBE, 0.45 + 0.55 * shine))
        canvas.restore()


@dataclass(frozen=True)
class Signs:
    """All the neon of a street."""

    colours: Colours
    hung: tuple[Sign, ...]

    def boards(self, canvas: skia.Canvas) -> None:
        """The dark plates behind the tubes, which belong on the wall."""
        plate = self.colours.shaded(self.colours.near, 0.55)
        for sign in self.hung:
            area = sign.path.computeTightBounds().makeOutset(0.012, 0.012).makeOffset(sign.x, sign.y)
            canvas.drawRoundRect(area, 0.008, 0.008, fill(plate, 0.82))

    def move(self, canvas: skia.Canvas, moment: Moment) -> None:
        """The gas, as bright as the music."""
        for sign in self.hung:
            sign.draw(canvas, self.colours, moment)


def neon_signs(colours: Colours, seed: int, spots: list[Point], size: float = 0.034) -> Signs:
    """A different sign for each spot."""
    rng = random.Random(seed + 21)
    tones = [mix(tone, WHITE, 0.08) for tone in (colours.accent, colours.second, colours.glow)]
    kinds = rng.sample(SHAPES, min(len(spots), len(SHAPES)))
    hung = []
    for number, ((x, y), kind) in enumerate(zip(spots, kinds, strict=False)):
        scale = size * (0.85 if kind is blade else 1.0)
        path = skia.Path(kind())
        path.transform(skia.Matrix.Scale(scale, scale))
        tone = tones[(number + seed) % 3]
        gas = mix(tone, WHITE, 0.2 + 0.32 * colours.night)
        hung.append(Sign(x, y, path, tone, gas, bool((number + seed) % 2), rng.uniform(0, math.tau)))
    return Signs(colours, tuple(hung))

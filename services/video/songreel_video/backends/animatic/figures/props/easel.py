"""What a prop is drawn with, and the register of all props."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, open_curve, oval, polygon
from songreel_video.backends.animatic.figures.ink.shading import (
    Colour,
    Lighting,
    Tone,
    fill,
    lit,
    scaled,
    shaded,
    stroke,
    tone,
)
from songreel_video.backends.animatic.figures.look import FigureLook


@dataclass(frozen=True, slots=True)
class PropEasel:
    """One prop about to be drawn; the canvas is scaled so that the prop lies within -0.5..0.5, y down."""

    canvas: skia.Canvas
    lighting: Lighting
    palette: tuple[Colour, ...]
    time_seconds: float
    energy: float
    # Above and at the horizon, for what looks outdoors.
    sky: tuple[Colour, Colour] = ((0.36, 0.58, 0.84), (0.82, 0.90, 0.95))
    # 0 by day, 1 at night.
    night: float = 0.0
    # Whose hands are in the picture, and what they do: "hold", "turn", "lift", "close", "set_down".
    hands: tuple[FigureLook, ...] = ()
    way: str = "hold"
    # The colour that the wording gives the thing.
    named: Colour | None = None

    def lit(self, colour: Colour) -> Colour:
        """The colour in the key light."""
        return lit(colour, self.lighting)

    def shaded(self, colour: Colour) -> Colour:
        """The colour in shade."""
        return shaded(colour, self.lighting)

    def tone(self, colour: Colour, gloss: float = 0.4) -> Tone:
        """The paints of a material."""
        return tone(colour, self.lighting, gloss)

    def accent(self, index: int) -> Colour:
        """A colour of the film's palette, repeated when there are fewer."""
        if not self.palette:
            return ((0.75, 0.30, 0.26), (0.20, 0.32, 0.45), (0.86, 0.66, 0.36))[index % 3]
        return self.palette[index % len(self.palette)]

    def vivid(self, fallback: Colour) -> Colour:
        """The named colour, else the palette's most colourful, else the fallback: for petals, balloons and the like."""
        if self.named:
            return self.named
        best = max(self.palette, key=_chroma, default=fallback)
        return best if _chroma(best) > 0.28 else fallback

    def wave(self, hertz: float, shift: float = 0.0) -> float:
        """A sine of the time, -1..1."""
        return sin(6.283185307 * (self.time_seconds * hertz + shift))

    def shape(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """A smooth closed shape of one colour, as it is given."""
        self.canvas.drawPath(closed_curve(points), fill(colour, alpha))

    def facet(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """A straight-sided shape of one colour, as it is given."""
        self.canvas.drawPath(polygon(points), fill(colour, alpha))

    def line(self, points: Sequence[Point], colour: Colour, width: float, alpha: float = 1.0) -> None:
        """A smooth line."""
        self.canvas.drawPath(open_curve(points), stroke(colour, width, alpha))

    def disc(self, x: float, y: float, radius: float, colour: Colour, alpha: float = 1.0) -> None:
        """A filled circle."""
        self.canvas.drawCircle(x, y, radius, fill(colour, alpha))

    def oval(
        self, x: float, y: float, half_width: float, half_height: float, colour: Colour, alpha: float = 1.0
    ) -> None:
        """A filled ellipse."""
        self.canvas.drawOval(oval(x, y, half_width, half_height), fill(colour, alpha))

    def slab(self, left: float, top: float, right: float, bottom: float, radius: float, paint: skia.Paint) -> None:
        """A rounded rectangle in a paint."""
        self.canvas.drawRoundRect(skia.Rect.MakeLTRB(left, top, right, bottom), radius, radius, paint)

    def glow(self, x: float, y: float, radius: float, colour: Colour, alpha: float) -> None:
        """A soft light around a place, added to what is there."""
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.scale(radius, radius)
        self.canvas.drawRect(skia.Rect.MakeLTRB(-1, -1, 1, 1), _glow_paint(colour, round(alpha * 64) / 64))
        self.canvas.restore()

    def shadow(self, x: float, y: float, half_width: float, half_height: float, alpha: float = 0.45) -> None:
        """A soft contact shadow."""
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.scale(half_width, half_height)
        self.canvas.drawRect(skia.Rect.MakeLTRB(-1, -1, 1, 1), _shadow_paint(scaled(self.lighting.shade, 0.18), alpha))
        self.canvas.restore()

    def ramp(self, start: Point, end: Point, colours: Sequence[Colour]) -> skia.Paint:
        """A linear gradient between two places."""
        return _ramp(start, end, tuple(colours))


def _chroma(colour: Colour) -> float:
    return max(colour) - min(colour)


@lru_cache(maxsize=512)
def _glow_paint(colour: Colour, alpha: float) -> skia.Paint:
    stops = [skia.Color4f(*colour, alpha * a).toColor() for a in (1.0, 0.55, 0.18, 0.0)]
    shader = skia.GradientShader.MakeRadial((0.0, 0.0), 1.0, stops, [0.0, 0.25, 0.6, 1.0])
    return skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kScreen)


@lru_cache(maxsize=256)
def _shadow_paint(colour: Colour, alpha: float) -> skia.Paint:
    stops = [skia.Color4f(*colour, alpha * a).toColor() for a in (1.0, 0.7, 0.0)]
    return skia.Paint(Shader=skia.GradientShader.MakeRadial((0.0, 0.0), 1.0, stops, [0.0, 0.55, 1.0]))


@lru_cache(maxsize=1024)
def _ramp(start: Point, end: Point, colours: tuple[Colour, ...]) -> skia.Paint:
    values = [skia.Color4f(*(min(1.0, max(0.0, part)) for part in colour), 1.0).toColor() for colour in colours]
    return skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeLinear([start, end], values))


PropDrawer = Callable[[PropEasel], None]
DRAWERS: dict[str, PropDrawer] = {}


def prop(name: str) -> Callable[[PropDrawer], PropDrawer]:
    """Registers a drawing under a prop's name."""

    def register(drawer: PropDrawer) -> PropDrawer:
        DRAWERS[name] = drawer
        return drawer

    return register

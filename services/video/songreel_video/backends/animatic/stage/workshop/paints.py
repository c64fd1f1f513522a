"""Paints, plain shapes and the hues of nature, in stage units."""

from collections.abc import Sequence

import skia

from songreel_video.backends.animatic.stage.colours import Colour, at_lightness, ink, mix, to_oklab

Point = tuple[float, float]

LEAF: Colour = (0.30, 0.45, 0.28)
SAND: Colour = (0.86, 0.72, 0.50)
STRAW: Colour = (0.82, 0.66, 0.34)


def fill(colour: Colour, alpha: float = 1.0) -> skia.Paint:
    """A plain paint."""
    return skia.Paint(AntiAlias=True, Color=ink(colour, alpha))


def line(colour: Colour, width: float, alpha: float = 1.0) -> skia.Paint:
    """A round pen."""
    return skia.Paint(
        AntiAlias=True, Color=ink(colour, alpha), Style=skia.Paint.kStroke_Style, StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap, StrokeJoin=skia.Paint.kRound_Join,
    )  # fmt: skip


def shade(top: Colour, bottom: Colour, y0: float, y1: float, alphas: tuple[float, float] = (1.0, 1.0)) -> skia.Paint:
    """A vertical gradient from y0 to y1."""
    shader = skia.GradientShader.MakeLinear(
        points=[skia.Point(0, y0), skia.Point(0, y1)], colors=[ink(top, alphas[0]), ink(bottom, alphas[1])]
    )
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def glow(x: float, y: float, radius: float, colour: Colour, alpha: float) -> skia.Paint:
    """A soft round light."""
    shader = skia.GradientShader.MakeRadial(
        center=skia.Point(x, y), radius=radius, colors=[ink(colour, alpha), ink(colour, alpha * 0.3), ink(colour, 0)]
    )
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def box(x0: float, y0: float, x1: float, y1: float) -> skia.Rect:
    """A rectangle by its edges."""
    return skia.Rect.MakeLTRB(x0, y0, x1, y1)


def shape(points: Sequence[Point]) -> skia.Path:
    """A closed polygon."""
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], True)
    return path


class Puff:
    """A soft round sprite: far cheaper to draw each frame than a gradient."""

    def __init__(self, colour: Colour) -> None:
        surface = skia.Surface(48, 48)
        surface.getCanvas().drawCircle(24, 24, 24, glow(24, 24, 24, colour, 1.0))
        self._image = surface.makeImageSnapshot()

    def draw(self, canvas: skia.Canvas, x: float, y: float, radius: float, alpha: float) -> None:
        """Draws it about a point."""
        area = box(x - radius, y - radius, x + radius, y + radius)
        canvas.drawImageRect(self._image, area, _SOFT, skia.Paint(Alphaf=max(0.0, min(1.0, alpha))))


_SOFT = skia.SamplingOptions(skia.FilterMode.kLinear)


def within(x: float, aspect: float) -> float:
    """Where to put what must be seen, so that narrow frames see it too; wide frames take x as it is."""
    return x * max(0.36, min(1.0, aspect / 1.6))


def tinted(natural: Colour, base: Colour, amount: float = 0.5) -> Colour:
    """A natural hue, at the base's value, with the film's palette in it."""
    lightness = float(to_oklab(base)[0])
    seen = min(1.0, max(0.25, (lightness - 0.15) / 0.28))  # in the dark the eye sees little colour
    return mix(at_lightness(natural, lightness, seen), base, amount + (1 - amount) * 0.8 * (1 - seen))

"""Shows: beams of light through haze, and the people before them."""

import math
import random
from dataclasses import replace

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, at_lightness, ink, mix
from songreel_video.backends.animatic.stage.workshop.brushes import Point, box, fill, line, shape


def after_dark(colours: Colours, least: float = 0.85) -> Colours:
    """The colours of a place without windows, where lamps are the light at any hour; `least` is its night by day."""
    return replace(
        colours,
        night=least + (1 - least) * colours.night,
        shadow=at_lightness(colours.shadow, 0.12, 0.9),
        near=at_lightness(colours.near, 0.18),
    )


class Beam:
    """A cone of light through haze that fades towards where it is aimed."""

    def __init__(self, tone: Colour, spread: float) -> None:
        """`spread` is half the cone's width at its end, in its lengths."""
        self._cone = shape([(-0.008, 0), (0.008, 0), (spread, 1), (-spread, 1)])
        self._shader = skia.GradientShader.MakeLinear(
            points=[skia.Point(0, 0), skia.Point(0, 1)],
            colors=[ink(mix(tone, WHITE, 0.30), 0.8), ink(tone, 0)],  # two stops cost half of what three do
        )

    def draw(self, canvas: skia.Canvas, lamp: Point, aim: Point, strength: float) -> None:
        """Lights the beam from a lamp towards an aim; strength 0 to 1."""
        length = math.hypot(aim[0] - lamp[0], aim[1] - lamp[1]) or 1.0
        paint = skia.Paint(
            Shader=self._shader, Alphaf=min(1.0, strength), BlendMode=skia.BlendMode.kPlus, AntiAlias=True
        )
        canvas.save()
        canvas.translate(*lamp)
        canvas.rotate(math.degrees(math.atan2(lamp[0] - aim[0], aim[1] - lamp[1])))
        canvas.scale(length, length)
        canvas.drawPath(self._cone, paint)
        canvas.restore()


def crowd(
    canvas: skia.Canvas, seed: int, foot: float, tall: float, tone: Colour, rim: Colour, *, free: float = 0.0
) -> None:
    """Heads, shoulders and some raised arms in silhouette, edged with the light behind; none within `free`."""
    rng = random.Random(seed)
    x = -1.3
    while x < 1.3:
        size = tall * rng.uniform(0.16, 0.20)
        height = tall * rng.uniform(0.85, 1.1)
        if abs(x) > free + size:
            head = foot - height
            figure = skia.Path()
            figure.addOval(box(x - size * 0.72, head - size * 0.9, x + size * 0.72, head + size * 0.95))
            figure.addPath(_shoulders(x, head, size, foot + tall))
            arms = skia.Path()
            if rng.random() < 0.45:
                for side in rng.sample((-1, 1), rng.randint(1, 2)):
                    reach, lift = rng.uniform(1.3, 2.1), rng.uniform(1.0, 2.4)
                    arms.moveTo(x + side * size * 1.45, head + size * 2.4)
                    arms.lineTo(x + side * size * 2.0, head + size * 0.9)
                    arms.lineTo(x + side * size * reach, head - size * lift)
            canvas.drawPath(arms, line(rim, size * 0.50, 0.55))
            canvas.drawPath(figure, line(rim, size * 0.14, 0.55))
            canvas.drawPath(arms, line(tone, size * 0.42))
            canvas.drawPath(figure, fill(tone))
        x += size * rng.uniform(2.4, 3.8)


def _shoulders(x: float, head: float, size: float, foot: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(x - size * 1.5, foot)
    path.lineTo(x - size * 1.7, head + size * 2.5)
    path.quadTo(x - size * 1.6, head + size * 1.65, x - size * 0.75, head + size * 1.45)
    path.quadTo(x - size * 0.32, head + size * 1.3, x - size * 0.32, head + size * 0.6)
    path.lineTo(x + size * 0.32, head + size * 0.6)
    path.quadTo(x + size * 0.32, head + size * 1.3, x + size * 0.75, head + size * 1.45)
    path.quadTo(x + size * 1.6, head + size * 1.65, x + size * 1.7, head + size * 2.5)
    path.lineTo(x + size * 1.5, foot)
    path.close()
    return path

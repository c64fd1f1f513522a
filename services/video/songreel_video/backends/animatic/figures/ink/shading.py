"""The colours of a lit thing: base, shade and rim, so that figures sit in the scene they are put into."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import skia

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Lighting:
    """The light of a scene as it falls on a figure; colours are red, green, blue in 0..1, as sRGB."""

    key: Colour = (1.0, 0.97, 0.92)
    shade: Colour = (0.52, 0.50, 0.68)
    rim: Colour = (1.0, 0.95, 0.85)
    # -1: the key light comes from the left of the picture, +1: from the right.
    key_side: int = -1
    # How much the scene's light tints the figure's own colours, 0..1.
    ambient_mix: float = 0.5
    # 1: a dark shape with a rim of light.
    silhouette: float = 0.0


@dataclass(frozen=True, slots=True)
class Tone:
    """Paints of one material under one light."""

    base: skia.Paint
    shade: skia.Paint
    rim: skia.Paint
    # A step darker than shade: seams, folds, creases, the gap under a lapel.
    line: skia.Paint
    rim_width: float


def mix(a: Colour, b: Colour, amount: float) -> Colour:
    """The colour `amount` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount, a[2] + (b[2] - a[2]) * amount)


def times(a: Colour, b: Colour) -> Colour:
    """The colour of a surface `a` under a light `b`."""
    return (a[0] * b[0], a[1] * b[1], a[2] * b[2])


def scaled(a: Colour, gain: float) -> Colour:
    """The colour, lighter or darker, kept within 0..1."""
    return (min(1.0, a[0] * gain), min(1.0, a[1] * gain), min(1.0, a[2] * gain))


@lru_cache(maxsize=4096)
def fill(colour: Colour, alpha: float = 1.0) -> skia.Paint:
    """A filling paint; shared, so never change it."""
    return skia.Paint(AntiAlias=True, Color4f=skia.Color4f(*_clamped(colour), alpha))


def colour_of(paint: skia.Paint) -> Colour:
    """The paint's own colour, for a line of the same ink."""
    colour = paint.getColor4f()
    return (colour.fR, colour.fG, colour.fB)


@lru_cache(maxsize=2048)
def stroke(colour: Colour, width: float, alpha: float = 1.0) -> skia.Paint:
    """A stroking paint with round ends; shared, so never change it."""
    return skia.Paint(
        AntiAlias=True,
        Color4f=skia.Color4f(*_clamped(colour), alpha),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )


def _clamped(colour: Colour) -> Colour:
    return (
        min(1.0, max(0.0, colour[0])),
        min(1.0, max(0.0, colour[1])),
        min(1.0, max(0.0, colour[2])),
    )


def lit(colour: Colour, lighting: Lighting) -> Colour:
    """The colour of a surface in the key light."""
    tinted = mix(colour, times(colour, lighting.key), lighting.ambient_mix)
    return mix(tinted, _dark(colour, lighting), lighting.silhouette)


def shaded(colour: Colour, lighting: Lighting) -> Colour:
    """The colour of a surface turned away from the key light; never black, since the sky fills shadows."""
    neutral = times(colour, (0.66, 0.62, 0.70))
    coloured = mix(times(colour, lighting.shade), lighting.shade, 0.10)
    tinted = mix(neutral, coloured, 0.25 + 0.75 * lighting.ambient_mix)
    tinted = mix(tinted, times(lit(colour, lighting), (0.6, 0.57, 0.64)), 0.3)
    return mix(tinted, scaled(_dark(colour, lighting), 0.85), lighting.silhouette)


def _dark(colour: Colour, lighting: Lighting) -> Colour:
    return mix(scaled(lighting.shade, 0.20), scaled(times(colour, lighting.shade), 0.25), 0.35)


@lru_cache(maxsize=2048)
def tone(colour: Colour, lighting: Lighting, gloss: float = 0.35) -> Tone:
    """The paints of a material; `gloss` 0..1 is how brightly its rim catches the light."""
    base = lit(colour, lighting)
    shade = shaded(colour, lighting)
    rim_amount = min(1.0, gloss + 0.45 * lighting.silhouette)
    rim = mix(base, mix(lighting.rim, scaled(base, 1.5), 0.35 * (1.0 - lighting.silhouette)), rim_amount)
    return Tone(fill(base), fill(shade), fill(rim), fill(scaled(shade, 0.72)), 0.10 + 0.05 * lighting.silhouette)

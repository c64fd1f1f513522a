"""Colour as artists mix it: perceptual blends, and the colour script of a shot.

A colour is three floats, red, green, blue in sRGB, 0 to 1. Blends run through OKLab (B. Ottosson, "A perceptual color
space for image processing", 2020), so that a mix of two clean colours is never muddy.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import skia

Colour = tuple[float, float, float]

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)

Lab = tuple[float, float, float]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _encoded(channel: float) -> float:
    if channel <= 0.0031308:
        return 12.92 * max(0.0, channel)
    return float(1.055 * min(1.0, channel) ** (1 / 2.4) - 0.055)


@lru_cache(maxsize=8192)
def _lab(colour: Colour) -> Lab:
    """Plain floats: painters mix some thousand colours a set, and arrays of three cost twenty times as much."""
    red, green, blue = (_linear(channel) for channel in colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _colour(lightness: float, a: float, b: float) -> Colour:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def to_oklab(colour: Colour) -> np.ndarray:
    """Lightness 0 to 1, then the two opponent axes."""
    return np.array(_lab((float(colour[0]), float(colour[1]), float(colour[2]))))


def from_oklab(lab: np.ndarray) -> Colour:
    """The nearest sRGB colour."""
    return _colour(float(lab[0]), float(lab[1]), float(lab[2]))


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other colour in the first, 0 to 1."""
    (l0, a0, b0), (l1, a1, b1) = _lab(one), _lab(other)
    return _colour(l0 + (l1 - l0) * share, a0 + (a1 - a0) * share, b0 + (b1 - b0) * share)


def at_lightness(colour: Colour, lightness: float, chroma: float = 1.0) -> Colour:
    """The colour at another OKLab lightness, its chroma scaled."""
    _, a, b = _lab(colour)
    return _colour(lightness, a * chroma, b * chroma)


def parse_hex(text: str) -> Colour:
    """From "#rrggbb"; grey when it is none."""
    digits = re.fullmatch(r"#?([0-9a-fA-F]{6})", text)
    value = int(digits[1], 16) if digits else 0x808080
    return (value >> 16) / 255, (value >> 8 & 255) / 255, (value & 255) / 255


def ink(colour: Colour, alpha: float = 1.0) -> int:
    """As skia's paints take it."""
    argb: int = skia.Color4f(*colour, alpha).toColor()
    return argb


@dataclass(frozen=True)
class Colours:
    """A shot's colour script: everything painted takes its colours from here, so that a picture is one picture."""

    sky_top: Colour
    sky_low: Colour
    """Just above the horizon."""
    sun: Colour
    """Of the sun or the moon."""
    haze: Colour
    """Distance fades towards it (aerial perspective)."""
    far: Colour
    """Base of hills and skylines on the horizon."""
    mid: Colour
    """Base of houses and trees in the middle distance."""
    near: Colour
    """Base of what stands in front, darkest."""
    ground: Colour
    """Where the figures stand."""
    light: Colour
    """The key light on surfaces that face it."""
    shadow: Colour
    """Mixed into what turns away."""
    glow: Colour
    """Lit windows, lamps, neon: the warm accent."""
    accent: Colour
    """The look's own strongest colour, for the one thing that should be seen."""
    second: Colour
    """A companion of the accent."""
    night: float
    """0 by day, 1 at night: how far lamps are lit and stars are out."""
    key_side: int
    """-1 when the light comes from the left, 1 from the right."""

    def lit(self, base: Colour, share: float = 0.35) -> Colour:
        """The base where the key light falls."""
        return mix(base, self.light, share)

    def shaded(self, base: Colour, share: float = 0.4) -> Colour:
        """The base turned away from the light."""
        return mix(base, self.shadow, share)

    def distant(self, base: Colour, distance: float) -> Colour:
        """The base seen through air; distance 0 near, 1 on the horizon."""
        return mix(base, self.haze, 0.85 * distance)

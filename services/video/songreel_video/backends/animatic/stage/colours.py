"""Colour as artists mix it: perceptual blends, and the colour script of a shot.

A colour is three floats, red, green, blue in sRGB, 0 to 1. Blends run through OKLab (B. Ottosson, "A perceptual color
space for image processing", 2020), so that a mix of two clean colours is never muddy.
"""

import re
from dataclasses import dataclass

import numpy as np
import skia

Colour = tuple[float, float, float]

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)

_TO_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
     [0.0883024619, 0.2817188376, 0.6299787005]]
)  # fmt: skip
_TO_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]]
)  # fmt: skip


def to_oklab(colour: Colour) -> np.ndarray:
    """Lightness 0 to 1, then the two opponent axes."""
    srgb = np.asarray(colour)
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    lab: np.ndarray = _TO_LAB @ np.cbrt(_TO_LMS @ linear)
    return lab


def from_oklab(lab: np.ndarray) -> Colour:
    """The nearest sRGB colour."""
    linear = np.linalg.inv(_TO_LMS) @ (np.linalg.inv(_TO_LAB) @ lab) ** 3
    linear = np.clip(linear, 0, 1)
    srgb = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    red, green, blue = (float(channel) for channel in np.clip(srgb, 0, 1))
    return red, green, blue


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`share` of the other colour in the first, 0 to 1."""
    return from_oklab(to_oklab(one) * (1 - share) + to_oklab(other) * share)


def at_lightness(colour: Colour, lightness: float, chroma: float = 1.0) -> Colour:
    """The colour at another OKLab lightness, its chroma scaled."""
    lab = to_oklab(colour)
    return from_oklab(np.array([lightness, lab[1] * chroma, lab[2] * chroma]))


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

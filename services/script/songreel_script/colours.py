"""The colours of a wardrobe as "#rrggbb", from the words that describe it."""

import functools
import re

from songreel_script.wording import words

CSS_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# Cloth as film shows it: never the pure primaries of CSS, which glow like signal lamps.
NAMED = {
    "red": "#b3262e", "scarlet": "#c22f2a", "crimson": "#9e1f33", "orange": "#d9722b", "amber": "#d99a2b",
    "yellow": "#e0b32e", "mustard": "#c39a2a", "gold": "#c9a24a", "golden": "#c9a24a", "green": "#3f7d4a",
    "olive": "#6b6e36", "mint": "#9fcfb2", "emerald": "#1f7a5a", "teal": "#1f7f86", "turquoise": "#35a7a6",
    "cyan": "#4ab6c9", "blue": "#2f5fa8", "navy": "#1e2c50", "indigo": "#38357a", "purple": "#6a3f8e",
    "violet": "#75509a", "lavender": "#b39ccb", "lilac": "#b8a0c9", "pink": "#d77a9a", "magenta": "#b0307c",
    "rose": "#c96f7f", "maroon": "#5e1f28", "burgundy": "#5e1f2e", "brown": "#6b452c", "tan": "#b58e63",
    "beige": "#cdb893", "khaki": "#9a8d62", "cream": "#efe4cb", "ivory": "#f0e9d8", "white": "#efece6",
    "silver": "#b6babd", "grey": "#7b7f84", "gray": "#7b7f84", "charcoal": "#3c3f44", "black": "#1d1d20",
    "denim": "#3f5f8a", "leather": "#4a3527", "khakis": "#9a8d62", "copper": "#a8633a", "rust": "#9c4a2a",
    "plum": "#5f2c55", "peach": "#e8b08a", "coral": "#dc6b57", "camel": "#b98d58",
}  # fmt: skip

CLOTH = {"denim", "leather", "khaki", "khakis", "camel", "golden", "gray"}
"""Words for clothes, and second words for one colour."""


def colours_of(wording: str) -> list[str]:
    """Colours in the order of their words, each once; empty when the wording has none."""
    found: list[str] = []
    previous = ""
    for word in words(wording):
        colour = NAMED.get(word)
        if word == "leather" and previous in NAMED:  # a black leather jacket is black
            colour = None
        if colour:
            shade = _shifted(colour, {"dark": 0.65, "deep": 0.75, "light": 1.3, "pale": 1.35}.get(previous, 1.0))
            if shade not in found:
                found.append(shade)
        previous = word
    return found


def colour_word(wording: str) -> str:
    """The first word of the wording that is a colour; empty when it has none."""
    return next((word for word in words(wording) if word in NAMED), "")


@functools.cache
def nearest_word(colour: str) -> str:
    """The word for "#rrggbb": the named colour that is least apart from it to the eye.

    The weights are those of the "redmean" distance (T. Riemersma, Colour metric, 2008), near enough for words.
    """
    own = _parts(colour)

    def distance(word: str) -> float:
        other = _parts(NAMED[word])
        red = (own[0] + other[0]) / 2
        r, g, b = (one - two for one, two in zip(own, other, strict=True))
        return (2 + red / 256) * r * r + 4 * g * g + (2 + (255 - red) / 256) * b * b

    return min((word for word in NAMED if word not in CLOTH), key=distance)


def luminance(colour: str) -> float:
    """Relative luminance from 0 to 1 of "#rrggbb" (WCAG 2)."""
    parts = [part / 255 for part in _parts(colour)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _shifted(colour: str, factor: float) -> str:
    if factor == 1.0:
        return colour
    return "#" + "".join(f"{min(round(part * factor), 255):02x}" for part in _parts(colour))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

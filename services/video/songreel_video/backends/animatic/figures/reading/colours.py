"""Words of colours, with the colours they mean."""

from __future__ import annotations

import re

from songreel_video.backends.animatic.figures.ink.shading import Colour


def hex_colour(text: str) -> Colour:
    """The colour of "rrggbb"."""
    return (int(text[0:2], 16) / 255, int(text[2:4], 16) / 255, int(text[4:6], 16) / 255)


# Pleasant, slightly muted versions: pure red screams beside a painted set.
COLOURS: dict[str, Colour] = {
    name: hex_colour(value)
    for name, value in {
        "red": "c8352f", "crimson": "a8202f", "scarlet": "d43a2a", "burgundy": "6e1f33", "maroon": "6b2230",
        "orange": "e07a2f", "rust": "a9512c", "copper": "b0653a", "amber": "dd9a2e", "yellow": "e8b832",
        "mustard": "cf9a2c", "gold": "d2a544", "golden": "d2a544", "ochre": "c08a35", "green": "3f7d52",
        "olive": "6f7440", "khaki": "a59a6b", "emerald": "1f7f5c", "mint": "a5d6bd", "lime": "9cc04a",
        "teal": "23777a", "turquoise": "3aa9a6", "cyan": "4cb9cc", "blue": "34639f", "navy": "22314f",
        "indigo": "39407f", "denim": "48658c", "azure": "5a9bd5", "purple": "6a4590", "violet": "7a55a8",
        "lavender": "b3a1d6", "lilac": "bfa6d9", "plum": "6c3a5f", "magenta": "b8377f", "pink": "e390a6",
        "rose": "d3798a", "coral": "e8765f", "peach": "f0b08f", "salmon": "e58f78", "brown": "6f4a32",
        "tan": "c19a6b", "beige": "d8c5a4", "camel": "bd8f5c", "chestnut": "7c4529", "chocolate": "4a2f24",
        "cream": "f0e6d2", "ivory": "f2ecdd", "white": "f3f0ea", "silver": "bfc4cb", "grey": "83868c",
        "gray": "83868c", "charcoal": "3b3d44", "black": "26252b", "dark": "2f3038", "neon": "3ddc97",
        "blond": "d9b36c", "blonde": "d9b36c", "auburn": "7d3a26", "ginger": "b85a2b", "brunette": "4a3024",
        "sand": "d2b98c", "sequined": "d2b46a", "sparkling": "d8cfe6", "bloodred": "8e1d24",
    }.items()
}  # fmt: skip
LIGHTER = ("light", "pale", "pastel", "faded", "washed", "bright")
DARKER = ("dark", "deep", "midnight", "worn")


def parse_css(value: str) -> Colour | None:
    """The colour of "#rrggbb" or of a known name; None for anything else."""
    text = value.strip().lower()
    match = re.fullmatch(r"#?([0-9a-f]{6})", text)
    if match:
        number = match.group(1)
        return (int(number[0:2], 16) / 255, int(number[2:4], 16) / 255, int(number[4:6], 16) / 255)
    return COLOURS.get(text)

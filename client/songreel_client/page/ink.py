"""The page's colours, as 0xRRGGBB.

Section hues are Paul Tol's "muted" scheme, made to be told apart with any kind of colour vision (Tol, Colour Schemes,
SRON/EPS/TN/09-002, 2021), in an order that sets neighbours far apart. Letters stand beside them all the same.
"""

from collections.abc import Sequence

PAPER = 0xFFFFFF
INK, QUIET, FAINT, HAIR = 0x1C2331, 0x5A6473, 0x98A0AC, 0xE2E5EA
BLOCKS = (0xE9ECF0, 0xF5F6F8)
ONSET, VOCAL, TAG = 0x6B7686, 0x882255, 0x2F5D8C
CUT, STRONG_CUT = 0x39424F, 0xB3332E
HUES = (0x88CCEE, 0xCC6677, 0x44AA99, 0xDDCC77, 0x6A63B8, 0x999933, 0xAA4499, 0x117733, 0xB0795A)
SILENCE = 0xD5D9DF


def hues(letters: Sequence[str]) -> dict[str, int]:
    """A hue for each letter, in the order in which they come; after the last hue it begins again."""
    seen = dict.fromkeys(letters)
    return {letter: HUES[number % len(HUES)] for number, letter in enumerate(seen)}


def channels(colour: int) -> tuple[int, int, int]:
    """Red, green, blue from 0 to 255."""
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


def mix(colour: int, other: int, share: float) -> int:
    """`share` of the other colour in the first."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(channels(colour), channels(other), strict=True))
    return red << 16 | green << 8 | blue


def luminance(colour: int) -> float:
    """Relative luminance from 0 to 1 (WCAG 2.2)."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def text_on(colour: int) -> int:
    """Ink or paper, whichever has more contrast on the colour."""
    light = (luminance(colour) + 0.05) / (luminance(INK) + 0.05)
    return INK if light >= 1.05 / (luminance(colour) + 0.05) else PAPER

"""Type that does not depend on the machine: Roboto from its own package, in any weight and width.

Only characters that Roboto lacks (it has Latin, Greek and Cyrillic) are looked for among the system's fonts.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import fontpkg
import skia

ELLIPSIS = "…"


@dataclass(frozen=True)
class Style:
    """How a text is set; size in units of the page."""

    size: float
    weight: int = 400
    """100 to 900."""
    width: int = 100
    """Percent; 75 is condensed."""


@cache
def roboto() -> skia.Typeface:
    """The variable font."""
    return skia.FontMgr.New_Custom_Empty().makeFromFile(str(fontpkg.path("Roboto")))


@cache
def font(style: Style) -> skia.Font:
    """Roboto in a style."""
    kinds = skia.FontArguments.VariationPosition
    axes = kinds.Coordinates([coordinate("wght", style.weight), coordinate("wdth", style.width)])
    position = kinds(axes)  # Skia keeps no copy: both live until the clone is made
    return sized(roboto().makeClone(skia.FontArguments().setVariationDesignPosition(position)), style.size)


def coordinate(axis: str, value: float) -> "skia.FontArguments.VariationPosition.Coordinate":
    """A place on an axis, which OpenType names by four letters."""
    return skia.FontArguments.VariationPosition.Coordinate(struct.unpack(">I", axis.encode())[0], value)


@cache
def stand_in(character: str, style: Style) -> skia.Font | None:
    """A font of the system's that has the character, or None."""
    found = skia.FontMgr().matchFamilyStyleCharacter("", skia.FontStyle(style.weight, 5, _UPRIGHT), [], ord(character))
    return sized(found, style.size) if found else None


def sized(typeface: skia.Typeface, size: float) -> skia.Font:
    """Placed exactly, the same at every resolution."""
    made = skia.Font(typeface, size)
    made.setSubpixel(True)
    made.setHinting(skia.FontHinting.kNone)
    made.setEdging(skia.Font.Edging.kAntiAlias)
    return made


def runs(text: str, style: Style) -> Iterable[tuple[str, skia.Font]]:
    """The text in pieces, each with a font that has its characters."""
    own = font(style)
    if not text:
        return
    glyphs = own.textToGlyphs(text)
    if len(glyphs) == len(text) and all(glyphs):
        yield text, own
        return
    piece, now = "", own
    for character in text:
        wanted = own if own.unicharToGlyph(ord(character)) else stand_in(character, style) or own
        if piece and wanted is not now:
            yield piece, now
            piece = ""
        piece, now = piece + character, wanted
    yield piece, now


def measure(text: str, style: Style) -> float:
    """The text's width."""
    return float(sum(face.measureText(piece) for piece, face in runs(text, style)))


def fit(text: str, style: Style, room: float) -> str:
    """The text, or as much of its beginning as fits with an ellipsis; empty when not even a letter does."""
    if measure(text, style) <= room:
        return text
    low, high = 0, min(len(text), max(0, int(room)))  # no letter is narrower than a unit
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + ELLIPSIS, style) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS if low else ""


_UPRIGHT = skia.FontStyle.Slant.kUpright_Slant

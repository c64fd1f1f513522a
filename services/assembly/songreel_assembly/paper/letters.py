"""Text as a PDF takes it: each run of letters in a font that has them.

Roboto (embedded) has Latin, Greek and Cyrillic. For Chinese, Japanese and Korean the fonts are named that every reader
of PDFs brings along. A letter of any other script is spelled out, as in [U+05D0]: the JSON and the HTML page have it.
"""

import functools
import itertools
from xml.sax.saxutils import escape

import fontpkg
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

from songreel_assembly.paper.forms import Words

PLAIN, STRONG, CODE = "Roboto", "Helvetica-Bold", "Courier"
CHINESE, JAPANESE, KOREAN = "STSong-Light", "HeiseiMin-W3", "HYSMyeongJo-Medium"
TONES = {"good": "#1a7f4b", "bad": "#b3261e", "warn": "#9a6700", "dim": "#666666"}
MOST_LETTERS = 3000
"""Of one text; the JSON has the rest."""


@functools.cache
def known_letters() -> frozenset[int]:
    """Those that Roboto has; makes the fonts known to the PDF library, once a process."""
    roboto = TTFont(PLAIN, str(fontpkg.path(PLAIN)))
    pdfmetrics.registerFont(roboto)
    for name in (CHINESE, JAPANESE, KOREAN):
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return frozenset(roboto.face.charToGlyph)


def marked_up(words: Words) -> str:
    """The words in the library's own markup, escaped."""
    text = (
        words.text if len(words.text) <= MOST_LETTERS else f"{words.text[:MOST_LETTERS]}... (all of it is in the JSON)"
    )
    lines = ["".join(_run(font, run) for font, run in _runs(line, words)) for line in text.splitlines()]
    told = "<br/>".join(lines)
    return f'<font color="{TONES[words.tone]}">{told}</font>' if words.tone else told


def _runs(line: str, words: Words) -> list[tuple[str, str]]:
    wanted = CODE if words.code else STRONG if words.strong else PLAIN
    fonts = [(_font_of(letter, wanted), letter) for letter in line]
    grouped = itertools.groupby(fonts, key=lambda pair: pair[0])
    return [(font, "".join(letter for _, letter in run)) for font, run in grouped]


def _run(font: str, letters: str) -> str:
    if not font:
        letters = "".join(f"[U+{ord(letter):04X}]" for letter in letters if letter.isprintable())
    return f'<font name="{font or PLAIN}">{escape(letters)}</font>'


def _font_of(letter: str, wanted: str) -> str:
    """Empty where there is none."""
    code = ord(letter)
    if wanted != PLAIN and letter.isascii():
        return wanted
    if code in known_letters() and letter.isprintable():
        return PLAIN
    if 0x3040 <= code < 0x3100:
        return JAPANESE
    if 0x1100 <= code < 0x1200 or 0xAC00 <= code < 0xD7A4:
        return KOREAN
    return CHINESE if 0x3000 <= code < 0xA000 or 0xFF00 <= code < 0xFFF0 else ""

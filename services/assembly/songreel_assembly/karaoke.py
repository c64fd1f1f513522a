"""Words burned into the picture as they are sung: an ASS script (Advanced SubStation Alpha), one line a sung line.

Each word fills with colour while it is sung (`\\kf`). Where the words' times are not sure, the line stands whole, since
a highlight that runs beside the voice is worse than none; so does one that is read from the right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from songreel.audio.v1 import audio_pb2

from songreel_assembly.captions import cues_of
from songreel_assembly.lettering import right_to_left, size_of

LEAST_CONFIDENCE = 0.5
"""Mean of a line's words."""
LEAD_SECONDS = 0.25
"""A line is read a little before it is sung."""
LINE_HEIGHT = 0.062
"""Of the letters, in shares of the picture's shorter side."""
MARGIN = 0.07
DIRECTION_OF_TEXT = -1
"""In the style's field for an encoding, where libass takes it for: as the text's first letter says."""
SUNG, UNSUNG, EDGE = "&H00FFFFFF", "&H00B4B4B4", "&H64101010"
"""AABBGGRR: white, grey, and a translucent black."""


@dataclass(frozen=True)
class Shown:
    """A sung line in the picture."""

    start_seconds: float
    end_seconds: float
    plain: str
    text: str
    """With the timing of its words."""


def ass(lyrics: audio_pb2.Lyrics, width: int, height: int) -> str:
    """The whole script, for a picture of that size in pixels."""
    side = min(width, height)
    size, margin, outline = round(side * LINE_HEIGHT), round(side * MARGIN), max(1, round(side * 0.004))
    style = (
        f"Style: Sung,Roboto,{size},{SUNG},{UNSUNG},{EDGE},{EDGE},1,0,0,0,100,100,0,0,1,{outline},0,2,"
        f"{margin},{margin},{margin},{DIRECTION_OF_TEXT}"
    )
    head = [
        "[Script Info]", "ScriptType: v4.00+", "WrapStyle: 0", "ScaledBorderAndShadow: yes", "YCbCr Matrix: TV.709",
        f"PlayResX: {width}", f"PlayResY: {height}", "", "[V4+ Styles]",
        "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
        "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
        "MarginR, MarginV, Encoding",
        style, "", "[Events]",
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
    ]  # fmt: skip
    lines = []
    for line in _shown(lyrics):
        fitting = size_of(line.plain, size, width - 2 * margin, height)
        smaller = f"{{\\fs{fitting}}}" if fitting < size else ""
        times = f"{_clock(line.start_seconds)},{_clock(line.end_seconds)}"
        lines.append(f"Dialogue: 0,{times},Sung,,0,0,0,,{smaller}{line.text}")
    return "\n".join([*head, *lines, ""])


def shown_frames(lyrics: audio_pb2.Lyrics, rate: Fraction, frames: int) -> list[tuple[int, int]]:
    """Where words are in the picture, in frames of the film, half open."""
    spans = [(int(line.start_seconds * rate), min(frames, int(line.end_seconds * rate) + 2)) for line in _shown(lyrics)]
    return [(max(0, start), end) for start, end in spans if start < end]


def _shown(lyrics: audio_pb2.Lyrics) -> list[Shown]:
    shown, free_from = [], 0.0
    for cue in cues_of(lyrics):
        start = min(cue.start_seconds, max(free_from, cue.start_seconds - LEAD_SECONDS))
        words = [word for word in cue.words if word.text.strip()]
        sure = words and sum(word.confidence for word in words) / len(words) >= LEAST_CONFIDENCE
        plain = _plain(cue.text)
        text = _timed(words, start) if sure and not right_to_left(plain) else plain
        shown.append(Shown(start, cue.end_seconds, plain, text))
        free_from = cue.end_seconds
    return shown


def _timed(words: Sequence[audio_pb2.LyricWord], start: float) -> str:
    """Each word with the hundredths of a second until it begins and while it lasts; rounding never adds up."""
    parts, told = [], 0
    for number, word in enumerate(words):
        begins, ends = (max(told, round(100 * (seconds - start))) for seconds in (word.start_seconds, word.end_seconds))
        ends = max(begins, ends)
        pause = f"{{\\k{begins - told}}}" if begins > told else ""
        space = " " if number else ""
        parts.append(f"{pause}{space}{{\\kf{ends - begins}}}{_plain(word.text)}")
        told = ends
    return "".join(parts)


def _plain(text: str) -> str:
    """Braces and backslashes are markup in ASS; a word joiner behind the backslash keeps it from being any."""
    return " ".join(text.split()).replace("\\", "\\\u2060").replace("{", "(").replace("}", ")")


def _clock(seconds: float) -> str:
    hundredths = round(100 * max(0.0, seconds))
    return f"{hundredths // 360_000}:{hundredths // 6000 % 60:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"

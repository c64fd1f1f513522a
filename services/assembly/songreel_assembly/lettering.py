"""Whether sung words can be drawn: letters that no font here has, and lines that are too long for the picture.

Roboto is brought along and has Latin, Greek and Cyrillic; for the rest libass asks the system's fonts. Where none has a
letter it draws an empty box, in a film that cannot be mended, so it is asked first: by the same FFmpeg, for one frame.
"""

import functools
import math
import re
import subprocess
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import fontpkg
import imageio_ffmpeg
from PIL import ImageFont
from songreel.audio.v1 import audio_pb2

from songreel_assembly.paper.letters import known_letters

NOT_FOUND = re.compile(r"failed to find any fallback with glyph 0x([0-9A-Fa-f]+)")
ORNAMENTS = frozenset({"So", "Sk", "Cf", "Mn", "Co", "Cn"})
"""Categories of emoji and of what joins and colours them: a line says the same without."""
HIGHEST_SHARE = 0.45
"""Of the picture's height that one line, wrapped, may cover."""
LINE_SPACING = 1.25
EMS = 100
"""Size that letters are measured at."""


def missing_letters(lyrics: audio_pb2.Lyrics, script: str, folder: Path) -> frozenset[str]:
    """Those of the words that would be empty boxes. `script` is an ASS script without lines, whose style is used; the
    folder has the fonts, as they are when the words are drawn."""
    unusual = sorted(
        {c for line in lyrics.lines for c in _all_of(line) if ord(c) not in known_letters() and not c.isspace()}
    )
    if not unusual:
        return frozenset()
    probe = folder / "letters.ass"
    probe.write_text(f"{script}Dialogue: 0,0:00:00.00,0:00:09.00,Sung,,0,0,0,,{' '.join(unusual)}\n", "utf-8")
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-loglevel", "warning"]
    command += ["-f", "lavfi", "-i", "color=s=64x64:r=1:d=1", "-vf", f"subtitles={probe.name}:fontsdir=fonts"]
    command += ["-frames:v", "1", "-f", "null", "-"]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False).stderr
    return frozenset(chr(int(found, 16)) for found in NOT_FOUND.findall(said))


def legible(lyrics: audio_pb2.Lyrics, missing: Iterable[str]) -> tuple[audio_pb2.Lyrics, int]:
    """The lines that can be drawn, without the ornaments that cannot; and how many lines that leaves out."""
    kept, left_out = audio_pb2.Lyrics(), 0
    ornaments = {letter for letter in missing if unicodedata.category(letter) in ORNAMENTS}
    letters = set(missing) - ornaments
    drop = dict.fromkeys(map(ord, ornaments))
    for line in lyrics.lines:
        if letters & set(_all_of(line)):
            left_out += 1
            continue
        copy = kept.lines.add()
        copy.CopyFrom(line)
        copy.text = line.text.translate(drop)
        for word in copy.words:
            word.text = word.text.translate(drop)
    return kept, left_out


def size_of(text: str, size: int, width: int, height: int) -> int:
    """The letters' size in pixels, `size` or less, at which the longest word fits into the width, and the wrapped line
    into its share of the height."""
    lengths = [_font().getlength(word) * size / EMS for word in text.split() if not _breaks_anywhere(word)]
    size = max(1, math.floor(size * min(1.0, width / max([1.0, *lengths]))))
    while size > 1 and _lines(text, size, width) * size * LINE_SPACING > HIGHEST_SHARE * height:
        size -= 1
    return size


def right_to_left(text: str) -> bool:
    """Whether any letter is of a script that runs so: a highlight from word to word would tear it apart."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def _all_of(line: audio_pb2.LyricLine) -> str:
    return line.text + "".join(word.text for word in line.words)


def _lines(text: str, size: int, width: int) -> int:
    """Lines that it takes, at most: a word that goes over leaves room behind it."""
    words = [_font().getlength(word) * size / EMS for word in text.split()]
    room = max(1.0, width - max((each for each in words if each < width), default=0.0) / 2)
    spaces = len(words) * _font().getlength(" ") * size / EMS
    lines: int = math.ceil((sum(words) + spaces) / room)
    return lines


def _breaks_anywhere(word: str) -> bool:
    """Chinese, Japanese and the like are wrapped between any two letters."""
    return any(unicodedata.east_asian_width(letter) in {"W", "F"} for letter in word)


@functools.cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fontpkg.path("Roboto")), EMS)

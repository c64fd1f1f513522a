"""Lines and words from supplied lyrics: plain text, LRC, LRC with a time for each word, or SRT."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from songreel_chassis.errors import InvalidInput

LRC_TIME = re.compile(r"\[(\d{1,3}):(\d{2}(?:[.:]\d{1,3})?)\]")
LRC_OFFSET = re.compile(r"^\[offset:\s*([+-]?\d{1,6})\s*\]", re.IGNORECASE | re.MULTILINE)
WORD_TIME = re.compile(r"<(\d{1,3}):(\d{2}(?:[.:]\d{1,3})?)>")
SRT_TIMES = re.compile(r"(\d+):(\d{2}):(\d{2})[,.](\d{3})\s*-->\s*(\d+):(\d{2}):(\d{2})[,.](\d{3})")
SRT_MARKUP = re.compile(r"</?[a-z][^>\n]{0,60}>|\{\\[^}\n]{0,60}\}", re.IGNORECASE)
HEADING = re.compile(
    r"\[[^\]]*\]|[(]?(?:intro|verse|pre-?chorus|chorus|hook|refrain|bridge|outro|interlude|solo|instrumental)"
    r"(?: +\d+)? *(?:[x\u00d7] *\d+)? *[)]? *:?",
    re.IGNORECASE,
)
"""A line that names a part of the song; nobody sings it."""
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+")
"""Han and kana are written without spaces: each sign is a word."""
LONGEST_LINE_SECONDS = 10.0
"""An LRC line ends where the next begins, or after this."""
MOST_WORDS = 5000


@dataclass(frozen=True)
class SuppliedLine:
    """One line as the client gave it."""

    text: str
    start_seconds: float | None = None
    """None in plain text."""
    end_seconds: float | None = None
    word_starts: tuple[float, ...] = ()
    """Of each of `words`, in LRC with word times; otherwise empty."""
    opens_stanza: bool = False

    @property
    def words(self) -> list[str]:
        """In order; at least one."""
        return WORD.findall(self.text)


def read_text(text: str) -> list[SuppliedLine]:
    """The sung lines of a text, ordered by their times if they have any. Raises InvalidInput when it is too long."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if SRT_TIMES.search(text):
        lines = _srt_lines(text)
    elif LRC_TIME.search(text):
        lines = _lrc_lines(text)
    else:
        lines = _plain_lines(text)
    lines = [line for line in lines if line.words]
    if sum(len(line.words) for line in lines) > MOST_WORDS:
        raise InvalidInput(f"The lyrics have more than {MOST_WORDS} words. Send one song's.", field="lyrics.text")
    return lines


def _plain_lines(text: str) -> list[SuppliedLine]:
    lines: list[SuppliedLine] = []
    opens = True
    for row in text.splitlines():
        words = " ".join(row.split())
        if not words or HEADING.fullmatch(words):
            opens = True
            continue
        lines.append(SuppliedLine(words, opens_stanza=opens))
        opens = False
    return lines


def _lrc_lines(text: str) -> list[SuppliedLine]:
    """A line may carry several times, one for each singing of it; empty lines end the one before."""
    found = LRC_OFFSET.search(text)
    early = int(found[1]) / 1000 if found else 0.0  # a positive offset means that the words come sooner
    lines: list[SuppliedLine] = []
    for row in text.splitlines():
        starts = [max(0.0, _seconds(minutes, seconds) - early) for minutes, seconds in LRC_TIME.findall(row)]
        rest = LRC_TIME.sub("", row)
        words = " ".join(WORD_TIME.sub(" ", rest).split())
        times = _word_times(rest, early)
        for start in starts:
            shifted = tuple(max(start, time - starts[0] + start) for time in times)
            lines.append(SuppliedLine(words, start, None, shifted))
    lines.sort(key=lambda line: line.start_seconds or 0.0)
    return [
        replace(line, end_seconds=min(_after(line, following), (line.start_seconds or 0.0) + LONGEST_LINE_SECONDS))
        for line, following in pairwise([*lines, SuppliedLine("", float("inf"))])
    ]


def _after(line: SuppliedLine, following: SuppliedLine) -> float:
    """Where the next line begins."""
    return max(line.start_seconds or 0.0, following.start_seconds or 0.0)


def _word_times(row: str, early: float) -> tuple[float, ...]:
    """A start for each word of a row in which every run of words has a time before it; none otherwise."""
    parts = WORD_TIME.split(row)
    if len(parts) < 4 or parts[0].strip():
        return ()
    starts: list[float] = []
    for minutes, seconds, words in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        count = len(WORD.findall(words))
        if count > 1:
            return ()
        starts += [_seconds(minutes, seconds) - early] * count
    return tuple(starts) if all(a <= b for a, b in pairwise(starts)) else ()


def _seconds(minutes: str, seconds: str) -> float:
    return 60 * int(minutes) + float(seconds.replace(":", "."))


def _srt_lines(text: str) -> list[SuppliedLine]:
    lines: list[SuppliedLine] = []
    for block in re.split(r"\n\s*\n", text):
        found = SRT_TIMES.search(block)
        if not found:
            continue
        parts = [int(part) for part in found.groups()]
        start, end = (3600 * h + 60 * m + s + ms / 1000 for h, m, s, ms in (parts[:4], parts[4:]))
        words = " ".join(SRT_MARKUP.sub("", block[found.end() :]).split())
        if words and end > start:
            lines.append(SuppliedLine(words, start, end))
    return sorted(lines, key=lambda line: (line.start_seconds, line.end_seconds))

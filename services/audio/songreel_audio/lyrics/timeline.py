"""Words with times, and how they are spread over the time in which somebody sings."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from songreel_audio.lyrics.syllables import syllables

LEAST_SUNG_SECONDS = 0.3
"""With less singing than this in it, a stretch of time is taken whole: the ear may be wrong, the words are not."""
PAUSE_SECONDS = 1e-6

Stretch = tuple[float, float]


@dataclass(frozen=True)
class TimedWord:
    """A word with its place in the song."""

    text: str
    start_seconds: float
    end_seconds: float
    confidence: float
    """In [0, 1]; below 0.5 its times are a guess."""


@dataclass(frozen=True)
class TimedLine:
    """A line with its words, at least one."""

    text: str
    words: tuple[TimedWord, ...]
    start_seconds: float
    end_seconds: float


def clipped(stretches: Sequence[Stretch], start: float, end: float) -> list[Stretch]:
    """The sung stretches between two moments; all the time between them where hardly anything is sung."""
    inside = [(max(a, start), min(b, end)) for a, b in stretches if min(b, end) > max(a, start)]
    if sum(b - a for a, b in inside) <= min(LEAST_SUNG_SECONDS, end - start):
        return [(start, max(start, end))]
    return inside


def spread(words: Sequence[str], stretches: Sequence[Stretch], confidence: float) -> list[TimedWord]:
    """The words one after the other over the stretches, each as long as its syllables ask; none lies across a pause."""
    if not words:
        return []
    shares = list(accumulate((syllables(word) for word in words), initial=0))
    total = sum(b - a for a, b in stretches)
    positions = [share * total / shares[-1] for share in shares]
    out = []
    for word, (first, last) in zip(words, pairwise(positions), strict=True):
        start, end = _time(stretches, first, after_pause=True), _time(stretches, last, after_pause=False)
        if end - start > last - first + PAUSE_SECONDS:
            start, end = _larger_part(stretches, start, end)
        out.append(TimedWord(word, start, max(start, end), confidence))
    return out


def _time(stretches: Sequence[Stretch], position: float, *, after_pause: bool) -> float:
    """The moment at which so much of the stretches has gone by."""
    for index, (start, end) in enumerate(stretches):
        length, last = end - start, index == len(stretches) - 1
        if position < length - 1e-9 or (not after_pause and position <= length + 1e-9) or last:
            return min(start + max(0.0, position), end)
        position -= length
    return stretches[-1][1]


def _larger_part(stretches: Sequence[Stretch], start: float, end: float) -> Stretch:
    return max(clipped(stretches, start, end), key=lambda part: part[1] - part[0])


def in_order(lines: Sequence[TimedLine], duration_seconds: float) -> list[TimedLine]:
    """The lines that begin within the song, their words moved apart where they overlapped.

    A word never begins before the one before it has ended, nor a line; lines that begin together share their time.
    """
    out: list[TimedLine] = []
    at = 0.0
    ordered = sorted(_unstacked(lines), key=lambda line: line.start_seconds)
    for index, line in enumerate(ordered):
        following = ordered[index + 1].start_seconds if index + 1 < len(ordered) else duration_seconds
        limit = min(duration_seconds, following)
        start = min(max(line.start_seconds, at), limit)
        if start >= duration_seconds:
            continue
        at, words = start, []
        for word in line.words:
            begins = min(max(word.start_seconds, at), limit)
            at = min(max(word.end_seconds, begins), limit)
            words.append(TimedWord(word.text, begins, at, word.confidence))
        end = max(at, min(line.end_seconds, limit))
        out.append(TimedLine(line.text, tuple(words), start, end))
        at = end
    return out


def _unstacked(lines: Sequence[TimedLine]) -> list[TimedLine]:
    """Lines that begin at one moment, a duet or a translation, follow one another instead within their time."""
    groups: dict[float, list[TimedLine]] = {}
    for line in lines:
        groups.setdefault(line.start_seconds, []).append(line)
    out: list[TimedLine] = []
    for start, group in groups.items():
        if len(group) == 1:
            out += group
            continue
        end = max(line.end_seconds for line in group)
        for number, line in enumerate(group):
            a = start + (end - start) * number / len(group)
            b = start + (end - start) * (number + 1) / len(group)
            words = spread([word.text for word in line.words], [(a, b)], min(w.confidence for w in line.words))
            out.append(TimedLine(line.text, tuple(words), a, b))
    return out

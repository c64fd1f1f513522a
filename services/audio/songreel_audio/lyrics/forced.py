"""Supplied lyrics on the song's time: recognised words are anchors, the rest is spread between them.

    supplied   I   left the  light   on   in   the  hall
    heard          left      light             a    hall
    times      ▐···▌left▐···▌light▐·················▌hall▐     · spread over the sung time by syllables

Every word gets a confidence: of an anchor how surely it was recognised, below 0.5 of the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from songreel_audio.lyrics.matching import match_words
from songreel_audio.lyrics.placing import pair_lines
from songreel_audio.lyrics.syllables import syllables
from songreel_audio.lyrics.texts import SuppliedLine
from songreel_audio.lyrics.timeline import Stretch, TimedLine, TimedWord, clipped, spread

GIVEN, IN_LINE, BETWEEN_ANCHORS, BY_ORDER = 0.95, 0.4, 0.3, 0.2
"""Confidence of a word that the client timed, of one whose line was timed, and of those that were only placed."""
SYLLABLE_SECONDS = 0.3
SLOWEST_SYLLABLE_SECONDS = 0.6
LINE_TOLERANCE_SECONDS = 2.0
"""How far from its line's time a word may be recognised."""
LEAST_WORD_SECONDS = 0.02


@dataclass(frozen=True)
class _Slot:
    """A supplied word and its line."""

    line: int
    text: str


def force_align(
    lines: Sequence[SuppliedLine], heard: Sequence[TimedWord], stretches: Sequence[Stretch], duration_seconds: float
) -> list[TimedLine]:
    """The lines with a time for every word. Lines without times need `heard` words or sung `stretches`."""
    slots = [_Slot(index, word) for index, line in enumerate(lines) for word in line.words]
    timed: list[TimedWord | None] = _anchors(lines, slots, heard)
    at, left = 0, 0.0
    while at < len(slots):
        if anchor := timed[at]:
            left, at = anchor.end_seconds, at + 1
            continue
        end = next((index for index in range(at, len(slots)) if timed[index]), len(slots))
        after = timed[end] if end < len(slots) else None
        gap = _Gap(lines, stretches, left, max(left, after.start_seconds) if after else duration_seconds)
        opened = slots[at - 1].line if at else None
        timed[at:end] = gap.fill(slots[at:end], opened, slots[end].line if after else None)
        at = end
    return [_line(lines, index, group) for index, group in _by_line(slots, timed)]


def _anchors(
    lines: Sequence[SuppliedLine], slots: Sequence[_Slot], heard: Sequence[TimedWord]
) -> list[TimedWord | None]:
    out: list[TimedWord | None] = [None] * len(slots)
    for index, (heard_index, alike) in match_words(
        [slot.text for slot in slots], [word.text for word in heard], _plausible(lines, slots, heard)
    ).items():
        word = heard[heard_index]
        out[index] = TimedWord(slots[index].text, word.start_seconds, word.end_seconds, alike * word.confidence)
    position = 0
    for line in lines:
        count = len(line.words)
        if len(line.word_starts) == count:
            ends = [*line.word_starts[1:], line.end_seconds or line.word_starts[-1]]
            for offset, (text, start, end) in enumerate(zip(line.words, line.word_starts, ends, strict=True)):
                longest = start + SLOWEST_SYLLABLE_SECONDS * syllables(text)
                out[position + offset] = TimedWord(text, start, max(start, min(end, longest)), GIVEN)
        position += count
    return out


def _plausible(
    lines: Sequence[SuppliedLine], slots: Sequence[_Slot], heard: Sequence[TimedWord]
) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    """(slots, heard): the word is heard within its line's time, or the line has none."""
    starts = np.array([lines[slot.line].start_seconds or 0.0 for slot in slots]) - LINE_TOLERANCE_SECONDS
    ends = [lines[slot.line].end_seconds for slot in slots]
    last = np.array([np.inf if end is None else end + LINE_TOLERANCE_SECONDS for end in ends])
    middle = np.array([(word.start_seconds + word.end_seconds) / 2 for word in heard])
    return (middle >= starts[:, None]) & (middle <= last[:, None])


@dataclass(frozen=True)
class _Gap:
    """The time between two anchors, and how the words that belong there are put into it."""

    lines: Sequence[SuppliedLine]
    stretches: Sequence[Stretch]
    left: float
    right: float

    def fill(self, slots: Sequence[_Slot], opened: int | None, closing: int | None) -> list[TimedWord]:
        """The slots' words: what is left of the line before the gap comes first in it, of the line after it last."""
        groups = [(index, [slot.text for slot in group]) for index, group in groupby(slots, lambda slot: slot.line)]
        if self.lines[slots[0].line].start_seconds is not None:
            return [word for index, texts in groups for word in self._in_its_line(index, texts)]
        if len(groups) == 1 and opened == closing == groups[0][0]:
            return spread(groups[0][1], clipped(self.stretches, self.left, self.right), BETWEEN_ANCHORS)
        before = groups.pop(0)[1] if groups[0][0] == opened else []
        after = groups.pop()[1] if groups and groups[-1][0] == closing else []
        needs = [_seconds(before), sum(_seconds(texts) for _, texts in groups), _seconds(after)]
        squeeze = min(1.0, (self.right - self.left) / max(sum(needs), 1e-9))
        a, b = self.left + needs[0] * squeeze, self.right - needs[2] * squeeze
        return [
            *spread(before, [(self.left, a)], BETWEEN_ANCHORS),
            *self._whole_lines(groups, a, max(a, b)),
            *spread(after, [(max(a, b), self.right)], BETWEEN_ANCHORS),
        ]

    def _in_its_line(self, index: int, texts: Sequence[str]) -> list[TimedWord]:
        line = self.lines[index]
        start = min(max(line.start_seconds or 0.0, self.left), self.right)
        end = max(start, min(line.end_seconds or self.right, self.right))
        within = clipped(self.stretches, start, end)
        longest = SLOWEST_SYLLABLE_SECONDS * sum(syllables(text) for text in texts)
        return spread(texts, _first_seconds(within, longest), IN_LINE)

    def _whole_lines(self, groups: Sequence[tuple[int, Sequence[str]]], start: float, end: float) -> list[TimedWord]:
        if not groups:
            return []
        sung = clipped(self.stretches, start, end)
        weights = [sum(syllables(text) for text in texts) for _, texts in groups]
        out: list[TimedWord] = []
        for held, where in pair_lines(weights, [self.lines[index].opens_stanza for index, _ in groups], sung):
            words = [text for number in held for text in groups[number][1]]
            out += spread(words, [sung[k] for k in where], BY_ORDER)
        return out


def _seconds(texts: Sequence[str]) -> float:
    return SYLLABLE_SECONDS * sum(syllables(text) for text in texts)


def _first_seconds(stretches: Sequence[Stretch], seconds: float) -> list[Stretch]:
    """As much of the stretches, from the front."""
    out: list[Stretch] = []
    for start, end in stretches:
        if seconds <= 0 and out:
            break
        out.append((start, min(end, start + seconds)))
        seconds -= end - start
    return out


def _by_line(slots: Sequence[_Slot], timed: Sequence[TimedWord | None]) -> list[tuple[int, list[TimedWord]]]:
    words: dict[int, list[TimedWord]] = {}
    for slot, word in zip(slots, timed, strict=True):
        if word:
            words.setdefault(slot.line, []).append(word)
    return list(words.items())


def _line(lines: Sequence[SuppliedLine], index: int, words: Sequence[TimedWord]) -> TimedLine:
    line = lines[index]
    start, end = words[0].start_seconds, words[-1].end_seconds
    if line.start_seconds is not None and line.end_seconds is not None:
        start, end = min(line.start_seconds, start), max(line.end_seconds, end)
    return TimedLine(line.text, tuple(words), start, end)

"""What each section of a song seems to be, by repetition, energy, place and voice.

    letters    A       B       C            D        B       C            D        E        D
    energy     ▁       ▃       ▄            █        ▃       ▄            █        ▆        █
    kind       intro   verse   pre-chorus   chorus   verse   pre-chorus   chorus   solo     chorus

The letter that comes back with the most energy is the chorus; others that come back are verses, or lead up to it. What
is heard once is a bridge, a solo or a break. In a song that is sung, so are its chorus and its verses.
"""

from collections import Counter
from collections.abc import Sequence

from songreel.audio.v1 import audio_pb2

INTRO_SECONDS = OUTRO_SECONDS = 30.0
"""A longer opening or ending is a part of its own."""
FAINTER = 0.85
"""An opening whose music comes back is an intro below this share of its later energy, else the first verse."""
CALM = 0.7
"""Below this share of the song's mean energy a part that is heard once is a break."""
UNSUNG_SECTION = 0.1
"""A section of which less is sung is instrumental."""

Kind = audio_pb2.SectionKind
Section = audio_pb2.Section


def name_kinds(sections: Sequence[Section], *, sung: bool = False) -> None:
    """Writes each section's kind, from letter (silence has none), energy, times and, in a `sung` song, vocal share."""
    form = _Form([section for section in sections if section.letter], sung=sung)
    for section in sections:
        section.kind = form.kind(section) if section.letter else Kind.SECTION_KIND_SILENCE


class _Form:
    """The sounding sections of a song, seen together."""

    def __init__(self, sections: Sequence[Section], *, sung: bool) -> None:
        self._sections = sections
        self._sung = sung
        self._letters = [section.letter for section in sections]
        self._count = Counter(self._letters)
        self._mean = sum(section.energy for section in sections) / max(1, len(sections))
        voiced = [name for name in self._count if any(not self._silent(s) for s in sections if s.letter == name)]
        back = [name for name in voiced if self._count[name] > 1] or voiced or list(self._count)
        self._chorus = max(back, key=self._energy) if len(self._count) > 1 else ""
        self._verses = {name for name in back if self._count[name] > 1} - {self._chorus}

    def kind(self, section: Section) -> Kind.ValueType:
        """What a section of this form seems to be."""
        at = next(index for index, own in enumerate(self._sections) if own.index == section.index)
        alone = len(self._sections) < 2
        if section.letter == self._chorus:
            return Kind.SECTION_KIND_CHORUS
        if at == 0 and not alone and self._opens(section):
            return Kind.SECTION_KIND_INTRO
        if at == len(self._sections) - 1 and not alone and self._is_short_and_calm(section, OUTRO_SECONDS):
            return Kind.SECTION_KIND_OUTRO
        loud = section.energy >= self._mean
        if self._silent(section):
            return Kind.SECTION_KIND_SOLO if loud else Kind.SECTION_KIND_BREAK
        early = not self._verses and at <= len(self._sections) // 2
        if section.letter in self._verses or early or alone:
            return Kind.SECTION_KIND_PRE_CHORUS if self._leads_up(section.letter) else Kind.SECTION_KIND_VERSE
        if loud and not self._sung:
            return Kind.SECTION_KIND_SOLO
        return Kind.SECTION_KIND_BREAK if section.energy < CALM * self._mean else Kind.SECTION_KIND_BRIDGE

    def _energy(self, letter: str) -> float:
        return sum(s.energy for s in self._sections if s.letter == letter) / self._count[letter]

    def _silent(self, section: Section) -> bool:
        """Whether nobody sings there in a song that is sung."""
        return self._sung and section.vocal < UNSUNG_SECTION

    def _is_short_and_calm(self, section: Section, longest_seconds: float) -> bool:
        return section.end_seconds - section.start_seconds <= longest_seconds and section.energy <= self._mean

    def _opens(self, section: Section) -> bool:
        """Whether the first section is an intro: its music does not come back, or only louder, sung, or at the end."""
        if not self._is_short_and_calm(section, INTRO_SECONDS):
            return False
        later = [own for own in self._sections[1:] if own.letter == section.letter]
        if not later or later == [self._sections[-1]] or self._silent(section):
            return True
        return section.energy < FAINTER * sum(own.energy for own in later) / len(later)

    def _leads_up(self, letter: str) -> bool:
        """Whether these sections stand each between another verse and the chorus."""
        places = [at for at, own in enumerate(self._letters) if own == letter]
        if self._count[letter] < 2 or places[0] == 0:
            return False
        before = {self._letters[at - 1] for at in places}
        after = {self._letters[at + 1] if at + 1 < len(self._letters) else "" for at in places}
        return after == {self._chorus} and before <= self._verses - {letter}

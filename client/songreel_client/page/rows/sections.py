"""Sections as coloured blocks: the same letter has the same hue."""

from songreel_client.page.fonts import Style, measure
from songreel_client.page.ink import PAPER, QUIET, SILENCE, hues, text_on
from songreel_client.page.paper import Paper
from songreel_client.page.reading import Heard, Section
from songreel_client.page.rows import NOTHING, Row
from songreel_client.page.scale import Scale

KIND, DETAIL, LETTER = Style(13, 600), Style(10.5, 400, 88), Style(12, 600, 75)
PADDING = 7
NARROWEST_LETTER = 9


class Sections(Row):
    """Kind, letter and bars, as far as there is room."""

    name = "Sections"
    height = 42.0

    def __init__(self, heard: Heard, scale: Scale) -> None:
        super().__init__(heard, scale)
        self._hues = section_hues(heard)
        self.notes = ("same letter, same music",) if heard.sections else ()

    def draw(self, paper: Paper, top: float) -> None:
        """Blocks with a hair of paper between them."""
        if not self.heard.sections:
            paper.text((self.scale.left, top + 24), "no sections were found", NOTHING, QUIET)
        for section in self.heard.sections:
            left, right = self.scale.x(section.start), self.scale.x(section.end)
            colour = self._hues[section]
            paper.box(left, top, right, top + self.height, colour)
            paper.line((left, top), (left, top + self.height), PAPER)
            paper.note("section", left, top, right, top + self.height, colour)
            self._label(paper, section, left, right - left, top)

    def _label(self, paper: Paper, section: Section, left: float, width: float, top: float) -> None:
        colour, room = text_on(self._hues[section]), width - 2 * PADDING
        bars = f"{section.bars} bar{'' if section.bars == 1 else 's'}" if section.bars else ""
        detail = " · ".join(filter(None, (section.letter, bars)))
        if measure(section.kind, KIND) <= room:
            paper.text((left + PADDING, top + 19), section.kind, KIND, colour)
            paper.text((left + PADDING, top + 34), detail, DETAIL, colour, room=room)
        elif width >= NARROWEST_LETTER:
            paper.text((left + width / 2, top + 26), section.letter[:1], LETTER, colour, align=0.5)


def section_hues(heard: Heard) -> dict[Section, int]:
    """Each section's colour; silence has none."""
    by_letter = hues([section.letter for section in heard.sections if section.kind != "silence"])
    return {section: SILENCE if section.kind == "silence" else by_letter[section.letter] for section in heard.sections}

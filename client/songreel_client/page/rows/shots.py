"""Shots as blocks, and at each cut a sign of why it is there.

▶     ●   ○ ▼     ●       where there is room for the signs, they stand in one line
▼ │        │     │        where there is not, each reason has a line of ticks of its own
● │  │  │    │ │
"""

from songreel_client.page.fonts import Style, measure
from songreel_client.page.ink import BLOCKS, QUIET
from songreel_client.page.paper import Paper
from songreel_client.page.reading import Heard
from songreel_client.page.rows import FAMILY, NOTHING, Row
from songreel_client.page.scale import Scale
from songreel_client.page.signs import Reason, colour_of, draw_sign

NUMBER = Style(10.5, 400, 88)
SIGNS, LINE, BLOCK = 18.0, 13.0, 24.0
ROOMY = 11.0  # between two signs, on the average


class Shots(Row):
    """The cut plan: reasons above, numbered shots below."""

    name = "Cuts"
    name_baseline = 11.0

    def __init__(self, heard: Heard, scale: Scale) -> None:
        super().__init__(heard, scale)
        count = len(heard.shots)
        self.notes = (f"{count} shot{'' if count == 1 else 's'}",) if count else ()
        dense = count * ROOMY > scale.right - scale.left
        self._lines: list[Reason] = sorted({shot.reason for shot in heard.shots[1:]}) if dense else []
        self._above = LINE * len(self._lines) + 4 if self._lines else SIGNS
        self.height = self._above + BLOCK

    def draw(self, paper: Paper, top: float) -> None:
        """Blocks of two greys in turn under the signs."""
        if not self.heard.shots:
            paper.text((self.scale.left, top + 26), "no shots were planned", NOTHING, QUIET)
        head = top + self._above
        for number, shot in enumerate(self.heard.shots, 1):
            left, right = self.scale.x(shot.start), self.scale.x(shot.end)
            paper.box(left, head, right, head + BLOCK, BLOCKS[number % 2])
            paper.note("shot", left, head, right, head + BLOCK, BLOCKS[number % 2])
            if measure(str(number), NUMBER) + 4 <= right - left:
                paper.text(((left + right) / 2, head + 16), str(number), NUMBER, QUIET, align=0.5)
        self._draw_lines(paper, top) if self._lines else self._draw_signs(paper, top)

    def _draw_signs(self, paper: Paper, top: float) -> None:
        for shot in self.heard.shots:
            x, colour = self.scale.x(shot.start), colour_of(shot.reason)
            paper.line((x, top + 13), (x, top + self.height), colour)
            draw_sign(paper, shot.reason, (x, top + 7))
            paper.note("cut", x - 4, top + 3, x + 4, top + 11, colour)

    def _draw_lines(self, paper: Paper, top: float) -> None:
        for number, reason in enumerate(self._lines):
            middle = top + LINE * number + 7
            shots = [shot for shot in self.heard.shots[1:] if shot.reason == reason]
            draw_sign(paper, reason, (self.scale.left - 14, middle))
            paper.text((self.scale.left - 26, middle + 4), str(len(shots)), FAMILY, QUIET, align=1.0)
            places = [self.scale.x(shot.start) for shot in shots]
            paper.ticks(places, middle - 4.5, middle + 4.5, colour_of(reason), 1.2)
            for x in places:
                paper.note("cut", x - 1, middle - 4.5, x + 1, middle + 4.5, colour_of(reason))
        if self.heard.shots:  # the first shot begins where the film does
            paper.note("cut", self.scale.left, top, self.scale.left, top + self.height)

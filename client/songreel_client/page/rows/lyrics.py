"""Sung lines where they begin, in as many lanes as it takes, and how long each is sung."""

from dataclasses import dataclass

from songreel_client.page.fonts import Style, fit, measure
from songreel_client.page.ink import HAIR, INK, VOCAL, mix
from songreel_client.page.paper import Paper
from songreel_client.page.reading import Heard, Line
from songreel_client.page.rows import Row
from songreel_client.page.scale import Scale

WORDS = Style(11.5, 400, 84)
LANE, LANES = 18.0, 8
LONGEST, SHORTEST, SPACE = 230.0, 24.0, 9.0


@dataclass(frozen=True)
class Placed:
    """A line in its lane."""

    line: Line
    text: str
    lane: int


class Lyrics(Row):
    """What does not fit is counted, not squeezed in."""

    name = "Lyrics"

    def __init__(self, heard: Heard, scale: Scale) -> None:
        super().__init__(heard, scale)
        self._placed = place(heard.lines, scale)
        self.height = LANE * (1 + max((placed.lane for placed in self._placed), default=-1))
        missing = len(heard.lines) - len(self._placed)
        self.notes = (f"{len(self._placed)} of {len(heard.lines)} lines",) if missing else ("where each line begins",)

    def draw(self, paper: Paper, top: float) -> None:
        """Each line over a rule as long as it is sung."""
        for placed in self._placed:
            left, right = self.scale.x(placed.line.start), self.scale.x(placed.line.end)
            foot = top + LANE * (placed.lane + 1) - 2
            paper.box(left, foot - 14, left + 1.2, foot, VOCAL)
            paper.box(left, foot - 1.2, max(right, left + 3), foot, mix(HAIR, VOCAL, 0.45))
            paper.text((left + 4.5, foot - 4), placed.text, WORDS, INK)
            paper.note("line", left, foot - 14, max(right, left + 3), foot)


def place(lines: tuple[Line, ...], scale: Scale) -> list[Placed]:
    """Those lines that find room, each in the uppermost free lane."""
    free = [scale.left] * LANES
    placed = []
    for line in lines:
        left = scale.x(line.start)
        text = fit(line.text, WORDS, min(LONGEST, scale.right - left - SPACE))
        lane = next((number for number, end in enumerate(free) if end <= left), None)
        if text and lane is not None:
            placed.append(Placed(line, text, lane))
            free[lane] = max(left + measure(text, WORDS) + SPACE, min(scale.x(line.end) + SPACE / 2, scale.right))
    return placed

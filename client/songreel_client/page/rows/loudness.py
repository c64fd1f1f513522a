"""Loudness, mirrored about a middle line, in the colours of the sections."""

from songreel_client.page.ink import HAIR, INK, ONSET, PAPER, mix
from songreel_client.page.paper import Paper, Point
from songreel_client.page.reading import Heard
from songreel_client.page.rows import Row
from songreel_client.page.rows.curves import mean, sampled
from songreel_client.page.rows.sections import section_hues
from songreel_client.page.scale import Scale

PALE = 0.55


class Loudness(Row):
    """The energy curve: its peaks pale, its mean full. It is no waveform, and does not claim to be one."""

    name = "Loudness"
    notes: tuple[str, ...] = ("mean, mirrored; peaks pale",)

    def __init__(self, heard: Heard, scale: Scale) -> None:
        super().__init__(heard, scale)
        self.height = 118.0 if heard.energy.values else 0.0
        self.notes = (*self.notes, *(["arrows: surges, drops"] if heard.turns else []))
        self.name_baseline = self.height / 2

    def draw(self, paper: Paper, top: float) -> None:
        """One shape a section."""
        middle = top + self.height / 2
        paper.line((self.scale.left, middle), (self.scale.right, middle), HAIR)
        colours = section_hues(self.heard)
        parts = [(section.start, section.end, colours[section]) for section in self.heard.sections]
        for start, end, colour in parts or [(0.0, self.heard.duration, ONSET)]:
            for reduce, tone in ((max, mix(colour, PAPER, PALE)), (mean, mix(colour, INK, 0.06))):
                self._mirror(paper, sampled(self.heard.energy, self.scale, start, end, reduce), middle, tone)

        for turn in self.heard.turns:
            self._arrow(paper, self.scale.x(turn.at), top - 7, -1 if turn.surge else 1)

    @staticmethod
    def _arrow(paper: Paper, x: float, y: float, down: int) -> None:
        paper.shape([(x - 4, y - 3 * down), (x + 4, y - 3 * down), (x, y + 4 * down)], INK)
        paper.note("turn", x - 4, y - 4, x + 4, y + 4, INK)

    def _mirror(self, paper: Paper, points: list[Point], middle: float, colour: int) -> None:
        half = self.height / 2
        above = [(x, middle - max(0.4, value * half)) for x, value in points]
        below = [(x, middle + max(0.4, value * half)) for x, value in reversed(points)]
        paper.shape(above + below, colour)

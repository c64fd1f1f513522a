"""Beats as thin ticks, downbeats as long ones; faint where the grid is not to be trusted."""

from collections.abc import Sequence

from songreel_client.heard import SURE
from songreel_client.page.ink import INK, PAPER, QUIET, mix
from songreel_client.page.paper import Paper
from songreel_client.page.reading import Beat, Heard
from songreel_client.page.rows import NOTHING, Row
from songreel_client.page.scale import Scale

CLOSEST = 2.2  # ticks nearer than this are a grey surface
TRUST_STEPS = 4


class Beats(Row):
    """As many as can be told apart: all beats, downbeats, or every so many bars."""

    name = "Beats"
    height = 26.0

    def __init__(self, heard: Heard, scale: Scale) -> None:
        super().__init__(heard, scale)
        downbeats = [beat for beat in heard.beats if beat.downbeat]
        self._every = every(downbeats, scale)
        self._downbeats = downbeats[:: self._every]
        others = [beat for beat in heard.beats if not beat.downbeat]
        self._others = others if self._every == 1 and every(heard.beats, scale) == 1 else []
        shown = "long: downbeats" if self._others or not downbeats else "downbeats only"
        shown = shown if self._every == 1 else f"every {self._every} bars"
        doubtful = any(beat.trust < SURE for beat in heard.beats)
        self.notes = (shown, *(["faint: doubtful"] if doubtful else [])) if heard.beats else ()

    def draw(self, paper: Paper, top: float) -> None:
        """Ticks from the row's foot up, grouped by trust."""
        foot = top + self.height
        if not self.heard.beats:
            paper.text((self.scale.left, top + 16), "no beat was found", NOTHING, QUIET)
        for beats, head, width in ((self._others, foot - 9, 0.8), (self._downbeats, top, 1.1)):
            for step in range(TRUST_STEPS + 1):
                chosen = [beat for beat in beats if round(beat.trust * TRUST_STEPS) == step]
                places = [self.scale.x(beat.at) for beat in chosen]
                paper.ticks(places, head, foot, mix(PAPER, INK, 0.22 + 0.7 * step / TRUST_STEPS), width)
                for x in places:
                    paper.note("beat", x, head, x, foot)


def every(beats: Sequence[Beat], scale: Scale) -> int:
    """1 when all of the beats can be told apart, else 2, 4, 8, ...: which to show."""
    number = 1
    while len(beats) // number > scale.duration * scale.per_second / CLOSEST:
        number *= 2
    return number

"""Curves as filled areas, and how many values become one place on the page."""

from collections.abc import Callable, Sequence

from songreel_client.page.ink import FAINT, HAIR, ONSET, QUIET, VOCAL
from songreel_client.page.paper import Paper, Point
from songreel_client.page.reading import Curve, Heard
from songreel_client.page.rows import NOTHING, Row
from songreel_client.page.scale import Scale

PER_UNIT = 2  # places on the page in one unit: what a PNG has pixels for
SUNG = 0.1  # a voice that is less sure than this all along is none

Reduce = Callable[[Sequence[float]], float]


def sampled(curve: Curve, scale: Scale, start: float, end: float, reduce: Reduce) -> list[Point]:
    """(x, value) along a stretch of the song; `reduce` makes one of all values that fall on one place."""
    if not curve.values or end <= start:
        return []
    left, right = scale.x(start), scale.x(end)
    count = max(1, round((right - left) * PER_UNIT))
    points = []
    for number in range(count + 1):
        first = start + (end - start) * number / count
        last = first + (end - start) / count
        from_index, to_index = int(first * curve.rate_hz), int(last * curve.rate_hz)
        if from_index == len(curve.values):  # the song's last moment belongs to the last value
            from_index -= 1
        values = curve.values[from_index : max(to_index, from_index + 1)]
        points.append((left + (right - left) * number / count, reduce(values) if values else 0.0))
    return points


def mean(values: Sequence[float]) -> float:
    """The middle of them."""
    return sum(values) / len(values)


class Area(Row):
    """A curve over its base line."""

    height = 34.0
    colour = FAINT

    def curve(self) -> Curve:
        """What is drawn."""
        raise NotImplementedError

    def draw(self, paper: Paper, top: float) -> None:
        """From the base line up."""
        base = top + self.height
        points = sampled(self.curve(), self.scale, 0.0, self.heard.duration, max)
        outline = [(x, base - value * self.height) for x, value in points]
        if outline:
            paper.shape([(outline[0][0], base), *outline, (outline[-1][0], base)], self.colour)
        paper.line((self.scale.left, base), (self.scale.right, base), HAIR)


class Onsets(Area):
    """How strongly something begins."""

    name = "Onsets"
    notes = ("how hard notes begin",)
    colour = ONSET

    def __init__(self, heard: Heard, scale: Scale) -> None:
        super().__init__(heard, scale)
        self.height = 34.0 if heard.onset.values else 0.0

    def curve(self) -> Curve:
        """Of the onsets."""
        return self.heard.onset


class Singing(Area):
    """How surely somebody sings."""

    name = "Singing"
    notes = ("how surely there is some",)
    colour = VOCAL

    def __init__(self, heard: Heard, scale: Scale) -> None:
        super().__init__(heard, scale)
        self.height = 30.0 if heard.vocal.values else 0.0

    def curve(self) -> Curve:
        """Of the voice."""
        return self.heard.vocal

    def draw(self, paper: Paper, top: float) -> None:
        """The curve, or that there is none."""
        super().draw(paper, top)
        if max(self.heard.vocal.values) < SUNG:
            paper.text((self.scale.left, top + 20), "nobody sings", NOTHING, QUIET)

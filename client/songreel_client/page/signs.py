"""A sign for each reason of a cut: told apart by their form, not by colour alone."""

from collections.abc import Callable
from typing import TypeAlias

from songreel.audio.v1 import audio_pb2

from songreel_client.page.ink import CUT, FAINT, PAPER, QUIET, STRONG_CUT, VOCAL
from songreel_client.page.paper import Paper, Point

Reason: TypeAlias = "audio_pb2.CutReason.ValueType"
Draw = Callable[[Paper, float, float, int], None]

SIZE = 4.0


def triangle(paper: Paper, x: float, y: float, colour: int) -> None:
    """Points down, at the edge."""
    paper.shape([(x - 5, y - 4), (x + 5, y - 4), (x, y + 5)], colour)


def right_triangle(paper: Paper, x: float, y: float, colour: int) -> None:
    """Points onwards: the beginning."""
    paper.shape([(x - 1, y - 5), (x + 7, y), (x - 1, y + 5)], colour)


def disc(paper: Paper, x: float, y: float, colour: int) -> None:
    """Filled."""
    paper.dot((x, y), SIZE, colour)


def circle(paper: Paper, x: float, y: float, colour: int) -> None:
    """Empty."""
    paper.dot((x, y), SIZE, PAPER)
    paper.ring((x, y), SIZE - 0.7, colour, 1.4)


def diamond(paper: Paper, x: float, y: float, colour: int) -> None:
    """On its tip."""
    paper.shape([(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)], colour)


def square(paper: Paper, x: float, y: float, colour: int) -> None:
    """Upright."""
    paper.box(x - 3.8, y - 3.8, x + 3.8, y + 3.8, colour)


def arch(paper: Paper, x: float, y: float, colour: int) -> None:
    """A bracket over a phrase."""
    paper.outline([(x - 4.5, y + 4), (x - 4.5, y - 3), (x + 4.5, y - 3), (x + 4.5, y + 4)], colour, 1.5, close=False)


def cross(paper: Paper, x: float, y: float, colour: int) -> None:
    """Nothing musical."""
    paper.line((x - 3.6, y - 3.6), (x + 3.6, y + 3.6), colour, 1.5)
    paper.line((x - 3.6, y + 3.6), (x + 3.6, y - 3.6), colour, 1.5)


def dash(paper: Paper, x: float, y: float, colour: int) -> None:
    """By rule."""
    paper.box(x - 4, y - 1, x + 4, y + 1, colour)


SIGNS: dict[Reason, tuple[Draw, int]] = {
    audio_pb2.CUT_REASON_SONG_START: (right_triangle, QUIET),
    audio_pb2.CUT_REASON_SECTION_EDGE: (triangle, STRONG_CUT),
    audio_pb2.CUT_REASON_DOWNBEAT: (disc, CUT),
    audio_pb2.CUT_REASON_BEAT: (circle, CUT),
    audio_pb2.CUT_REASON_ONSET: (diamond, CUT),
    audio_pb2.CUT_REASON_LYRIC_START: (square, VOCAL),
    audio_pb2.CUT_REASON_PHRASE: (arch, CUT),
    audio_pb2.CUT_REASON_LENGTH_LIMIT: (cross, QUIET),
    audio_pb2.CUT_REASON_STRATEGY: (dash, QUIET),
}
UNKNOWN: tuple[Draw, int] = (dash, FAINT)


def draw_sign(paper: Paper, reason: Reason, centre: Point) -> None:
    """The reason's sign."""
    draw, colour = SIGNS.get(reason, UNKNOWN)
    draw(paper, *centre, colour)


def colour_of(reason: Reason) -> int:
    """The sign's colour."""
    return SIGNS.get(reason, UNKNOWN)[1]

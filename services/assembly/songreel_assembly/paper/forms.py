"""What a page is made of. All words are plain text: whoever draws them escapes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["", "good", "bad", "warn", "dim"]


@dataclass(frozen=True)
class Words:
    """Text in one cell or paragraph; line breaks stay."""

    text: str
    tone: Tone = ""
    code: bool = False
    """Digests and the like, in a fixed pitch."""
    strong: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture's file: JPEG, PNG or WebP."""

    data: bytes
    means: str
    """For whoever does not see it."""
    size: Literal["poster", "sheet", "found"]


Cell: TypeAlias = Words | Picture


@dataclass(frozen=True)
class Column:
    """Of a table."""

    name: str
    share: float = 1.0
    """Of the width, beside the others."""
    number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under named columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block: TypeAlias = Words | Picture | Table


@dataclass(frozen=True)
class Chapter:
    """A title and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    folded: bool = False
    """A screen shows the title until it is asked for more; paper shows all."""


@dataclass(frozen=True)
class Paper:
    """A whole page."""

    title: str
    opening: tuple[Words, ...]
    poster: Picture | None
    chapters: tuple[Chapter, ...]


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Table:
    """Of lists."""
    return Table(tuple(columns), tuple(tuple(row) for row in rows))


def number(value: float) -> str:
    """Without needless digits."""
    return f"{value:.3f}".rstrip("0").rstrip(".").replace("-0", "0") if abs(value) < 0.0005 else f"{value:,.6g}"


def plural(count: int, noun: str) -> str:
    """ "1 take", "2 takes"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def where(shot_index: int) -> Words:
    """Shots have numbers; -1 is all of the film."""
    return Words(str(shot_index) if shot_index >= 0 else "film")

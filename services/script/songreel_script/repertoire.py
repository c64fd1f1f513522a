"""The tables that rules draw from: places and what is done there, ways through a film, people, daylight, looks."""

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class PlaceSet:
    """A kind of place."""

    name: str
    also: str
    """Other words for such a place."""
    inside: bool
    """Under a roof."""
    lit: bool
    """There are lamps."""
    near: tuple[str, ...]
    """Names of the kinds of place that one comes to from there."""
    places: tuple[str, ...]
    calm: tuple[str, ...]
    """Verb phrases for low energy."""
    strong: tuple[str, ...]
    """Verb phrases for high energy, from the smallest gesture to the greatest."""
    things: tuple[str, ...]
    """What can fill a picture."""
    details: tuple[str, ...]
    """What is seen beside somebody."""

    def named_in(self, said: set[str]) -> int:
        """How many of its names are among the words."""
        return len(said & {self.name, self.name + "s", *self.also.split()})


@dataclass(frozen=True)
class Journey:
    """Five places that make a way, and the music that it suits."""

    name: str
    sets: tuple[str, ...]
    tags: tuple[str, ...]
    moods: tuple[str, ...]
    arc: str


@dataclass(frozen=True)
class Quest:
    """How a film ends."""

    quest: str
    """The end of a logline, after who carries what."""
    closing: str
    """What the lead does in the last shot, with a place for the motif."""
    home: bool
    """It ends where it began."""


@dataclass(frozen=True)
class Palette:
    """Colours from dark to light, and the music that they suit."""

    name: str
    colours: tuple[str, ...]
    moods: tuple[str, ...]
    tags: tuple[str, ...]


@functools.cache
def table(name: str) -> dict[str, Any]:
    """One file of `tables/`, as it is; callers do not change it."""
    return tomllib.loads(resources.files(__package__).joinpath("tables", f"{name}.toml").read_text("utf-8"))


@functools.cache
def place_sets() -> dict[str, PlaceSet]:
    """Every kind of place by its name."""
    return {name: PlaceSet(name, **_frozen(row)) for name, row in table("sets").items()}


@functools.cache
def journeys() -> tuple[Journey, ...]:
    """Every way through a film."""
    return tuple(Journey(**_frozen(row)) for row in table("journeys")["journey"])


@functools.cache
def quests() -> tuple[Quest, ...]:
    """Every way to end a film."""
    return tuple(Quest(**row) for row in table("people")["quests"])


@functools.cache
def palettes() -> tuple[Palette, ...]:
    """Every palette."""
    return tuple(Palette(**_frozen(row)) for row in table("palettes")["palette"])


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """A closed list of words from `tables/words.toml`."""
    return frozenset(table("words")[name].split())


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}

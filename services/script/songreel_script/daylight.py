"""The time of day of each passage: one way through the day, never turned back, so that the story can be read."""

import math
from collections.abc import Sequence

from songreel_script.bans import free_of
from songreel_script.draws import draw
from songreel_script.repertoire import PlaceSet, table
from songreel_script.wording import has_phrase, words

SHORT_SECONDS = 75.0
"""A film shorter than this has two hours of the day, one that follows the other at once."""


def stages(arc: str, seconds: float = math.inf) -> tuple[str, ...]:
    """The stages of a way through the day in a film of that length: "dusk", "nightfall", ..."""
    return tuple(table("daylight")["short" if seconds < SHORT_SECONDS else "arcs"][arc])


def arc_for(theme: str, otherwise: str) -> str:
    """The arc that the theme's words ask for, or the other one."""
    said = set(words(theme))
    if said & {"night", "midnight", "nighttime", "neon", "moonlight", "stars"}:
        return "into the night" if said & {"day", "afternoon", "sunset"} else "through the night"
    if said & {"dawn", "sunrise", "morning"}:
        return "out of the night"
    if said & {"sunset", "dusk", "evening", "twilight"}:
        return "into the night"
    if said & {"day", "summer", "noon", "sunny", "sunshine"}:
        return "one long day"
    return otherwise


def stage_at(arc: str, position: float, seconds: float = math.inf) -> str:
    """The stage at a position of the film from 0 to 1."""
    steps = stages(arc, seconds)
    return steps[min(int(position * len(steps)), len(steps) - 1)]


def light_for(stage: str, kind: PlaceSet, weather: str, seed: int, purpose: object, *, bans: Sequence[str] = ()) -> str:
    """A light that fits the stage and the place: under a roof, under the sky and its weather, with lamps or without."""
    entry = table("daylight")["stages"][stage]
    lights: list[str] = table("daylight")["inside"][entry["day"]] if kind.inside else list(entry["lights"])
    if kind.lit and not kind.inside:
        lights += entry["town"]
    if weather and not kind.inside:
        lights = table("daylight")["weather"][weather][entry["day"]]
    return draw(free_of(lights, bans) or ["soft even light"], seed, "light", purpose)


def weather_in(theme: str) -> str:
    """The weather that the theme asks for; empty where it asks for none."""
    said = set(words(theme))
    return next((name for name, row in table("daylight")["weather"].items() if said & set(row["also"].split())), "")


def fits(stage: str, text: str) -> bool:
    """The text says nothing that cannot be at that time of day."""
    tables = table("daylight")
    entry = tables["stages"][stage]
    barred = [*tables["never"][entry["day"]], *tables["never_side"][entry["side"]], *entry.get("never", [])]
    return not any(has_phrase(text, word) for word in barred)

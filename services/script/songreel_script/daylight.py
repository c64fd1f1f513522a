"""The time of day of each passage: one way through the day, never turned back, so that the story can be read."""

from songreel_script.draws import draw
from songreel_script.repertoire import table
from songreel_script.wording import has_phrase, words


def stages(arc: str) -> tuple[str, ...]:
    """The stages of a way through the day: "dusk", "nightfall", ..."""
    return tuple(table("daylight")["arcs"][arc])


def arc_for(theme: str, otherwise: str) -> str:
    """The arc that the theme's words ask for, or the other one."""
    said = set(words(theme))
    if said & {"night", "midnight", "nighttime", "neon", "moonlight"}:
        return "into the night" if said & {"day", "afternoon", "sunset"} else "through the night"
    if said & {"dawn", "sunrise", "morning"}:
        return "out of the night"
    if said & {"sunset", "dusk", "evening", "twilight"}:
        return "into the night"
    if said & {"day", "summer", "noon", "sunny", "sunshine"}:
        return "one long day"
    return otherwise


def stage_at(arc: str, position: float) -> str:
    """The stage at a position of the film from 0 to 1."""
    steps = stages(arc)
    return steps[min(int(position * len(steps)), len(steps) - 1)]


def light_for(stage: str, inside: bool, seed: int, purpose: object) -> str:
    """A light that fits the stage, under a roof or under the sky."""
    entry = table("daylight")["stages"][stage]
    lights: list[str] = table("daylight")["inside"][entry["day"]] if inside else entry["lights"]
    return draw(lights, seed, "light", purpose)


def fits(stage: str, light: str) -> bool:
    """The light says nothing that cannot be at that time of day."""
    kind = table("daylight")["stages"][stage]["day"]
    return not any(has_phrase(light, word) for word in table("daylight")["never"][kind])

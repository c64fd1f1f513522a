"""What a shot's words ask to be drawn: the set, the hour, the weather.

Words come from a language model or a person, so anything may stand there. Each list is tried in order of how surely a
word names the thing; what stays open is decided by the place's own wording, so that one place is always one set.
"""

import re
from dataclasses import dataclass

from songreel.script.v1 import script_pb2
from songreel_chassis.artifacts import request_digest

from songreel_video.backends.animatic.stage.lexicon import BESIDE, HOURS, SETS, VIEWS, WEATHERS

Lexicon = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reading:
    """A shot as the stage sees it."""

    set_kind: str
    hour: str
    """dawn, day, golden, dusk, night."""
    weather: str
    """clear, rain, snow, fog, wind, embers, motes, petals."""
    place_seed: int
    """The same for all shots in one place."""


def read_shot(shot: script_pb2.Shot, known_sets: tuple[str, ...]) -> Reading:
    """The reading of a shot; a set that cannot be painted is never chosen."""
    place = shot.place or shot.sentence
    wording = " ".join(re.findall(r"\w+", place.casefold()))  # of any alphabet
    seed = int(request_digest(wording)[:12], 16)
    whole = " ".join((shot.time_and_light, shot.details, shot.sentence))
    set_kind = (
        _first(_head(place), SETS, known_sets)
        or _first(place, SETS, known_sets)
        or _first(shot.sentence, SETS, known_sets)
    )
    weather = _first(f"{shot.time_and_light} {shot.details} {place}", WEATHERS) or "clear"
    return Reading(
        set_kind=set_kind or known_sets[seed % len(known_sets)],
        hour=_first(shot.time_and_light, HOURS) or _first(whole, HOURS) or "dusk",
        weather=weather,
        place_seed=seed,
    )


def _head(place: str) -> str:
    """What the place is, without what it has or lies by: a park of "a park with a frozen fountain"."""
    if re.search(VIEWS, place.lower()):
        return ""
    return re.split(BESIDE, place, maxsplit=1, flags=re.IGNORECASE)[0]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z]+", text.lower()))


def _first(text: str, lexicon: Lexicon, allowed: tuple[str, ...] | None = None) -> str:
    """The meaning of the first pattern that is found in the text, as a whole word; empty when none is."""
    words = _plain(text)
    for pattern, meaning in lexicon:
        if (allowed is None or meaning in allowed) and re.search(rf"\b(?:{pattern})\b", words):
            return meaning
    return ""

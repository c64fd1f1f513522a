"""Where each passage of the film plays: places in their order, and sections that sound alike come back to theirs."""

from songreel_script.assignment import Passage
from songreel_script.premise import WAY_LENGTH, Premise


def route_of(passages: tuple[Passage, ...], premise: Premise) -> list[str]:
    """A place for each passage: sections that sound alike share one, in pairs, unless one follows the other at once.

    The last passage ends the way, or goes back to its beginning. The places of a route, in the order in which it first
    comes to them, give the same route again: so a script can be resumed.
    """
    places = premise.places
    home: dict[tuple[str, int, int], str] = {}
    route: list[str] = []
    for passage in passages:
        key = (passage.section.letter or str(passage.section.index), passage.occurrence // 2, passage.part)
        if key not in home or route[-1:] == [home[key]]:
            home[key] = next(place for place in _onwards(places, len(set(route))) if place not in route[-1:])
        route.append(home[key])
    ends = places[0] if premise.quest.home and len(passages) > 2 else places[-1] if len(passages) > WAY_LENGTH else ""
    if ends and ends not in route[-2:-1]:
        route[-1] = ends
    return route


def _onwards(places: tuple[str, ...], number: int) -> list[str]:
    """The places from that number on, round and round."""
    turn = number % len(places)
    return [*places[turn:], *places[:turn]]

"""What the film is about, by rule: who, what they carry, where it leads, when. It is the language model's inspiration
and, field by field, its net."""

from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment
from songreel_script.cast import completed, described, dressed, invented, is_person, people_in
from songreel_script.colours import colours_of
from songreel_script.daylight import arc_for
from songreel_script.draws import draw, draw_best
from songreel_script.mood import film_mood, mood_word, tag_scores
from songreel_script.repertoire import Journey, PlaceSet, journeys, place_sets, table
from songreel_script.wording import words

UNKNOWN = PlaceSet("", "", False, (), (), (), ())


@dataclass(frozen=True)
class Premise:
    """The ground of a film."""

    logline: str
    lead: script_pb2.Character
    others: tuple[script_pb2.Character, ...]
    """Who else is in it, in the order in which the film meets them; may be empty."""
    motif: str
    """The thing that comes back: "a red balloon"."""
    places: tuple[str, ...]
    """Along the way, first to last; at least three."""
    arc: str
    """Name of a way through the day."""
    sets: tuple[str, ...]
    """The kind of place for each place that says nothing of its own."""


def draw_premise(assignment: Assignment) -> Premise:
    """A premise that suits the music, with what the brief and the narrative fix already in it."""
    seed, brief, narrative = assignment.seed, assignment.brief, assignment.narrative
    way = draw_journey(assignment)
    people = table("people")
    cast = [completed(character) for character in brief.characters] or [
        described(person.description) for person in narrative.people[:2] if is_person(person.description)
    ]
    if not cast:
        cast = [dressed(who, draw(people["wardrobes"], seed, who)) for who in people_in(assignment.theme)[:2]]
    lead = cast[0] if cast else invented(**draw(people["leads"], seed, "lead"))
    others = tuple(cast[1:])
    if not brief.characters and not others:
        apart = [row for row in people["others"] if not set(colours_of(row["wardrobe"])) & set(lead.colours)]
        others = (invented(**draw(apart, seed, "other")),)
    motif = next(iter(narrative.imagery), "") or draw(people["motifs"], seed, "motif")
    drawn = tuple(draw(place_sets()[name].places, seed, "place", number) for number, name in enumerate(way.sets))
    places = (tuple(narrative.places) + drawn)[:5] if narrative.places else drawn
    quest = draw(people["quests"], seed, "quest")
    who = lead.description
    return Premise(
        logline=f"{who[:1].upper()}{who[1:]} carries {motif} {quest}.",
        lead=lead,
        others=others,
        motif=motif,
        places=places,
        arc=arc_for(assignment.theme, way.arc),
        sets=way.sets,
    )


def draw_journey(assignment: Assignment) -> Journey:
    """The way that suits tags, mood and, before all, the brief's own words."""
    tags, mood = tag_scores(assignment.analysis), mood_word(film_mood(assignment.analysis))
    said = set(words(" ".join([assignment.theme, *assignment.narrative.places, assignment.brief.style])))

    def score(way: Journey) -> float:
        named = sum(place_sets()[name].named_in(said) > 0 for name in set(way.sets))
        return sum(tags.get(tag, 0.0) for tag in way.tags) + 0.8 * (mood in way.moods) + 5.0 * named

    return draw_best(journeys(), [score(way) for way in journeys()], assignment.seed, "journey")


def set_of(place: str, otherwise: str) -> PlaceSet:
    """The kind of place that the wording is nearest to, by its name and then by the words of the known places.

    `otherwise` names the kind to take when the wording is near to none; any other word gives a kind without a name.
    """
    known = next((kind for kind in place_sets().values() if place in kind.places), None)
    if known is not None:
        return known
    said = set(words(place))

    def score(kind: PlaceSet) -> float:
        own = {word for wording in kind.places for word in words(wording) if len(word) > 3} - {"with", "above", "under"}
        return 2.5 * kind.named_in(said) + len(said & own)

    best = max(place_sets().values(), key=score)
    return best if score(best) > 0 else place_sets().get(otherwise, UNKNOWN)

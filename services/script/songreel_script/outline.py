"""What a writer makes of the premise, and the premise with its usable fields put in."""

import dataclasses
from dataclasses import dataclass

from songreel_script.assignment import Assignment
from songreel_script.cast import described, is_person, people_in
from songreel_script.draws import draw
from songreel_script.premise import Premise, set_of
from songreel_script.repertoire import place_sets
from songreel_script.review import faults_of_words
from songreel_script.wording import clean, content_words, likeness, words


@dataclass(frozen=True)
class Outline:
    """A writer's plan of the film; a field that it left empty is the premise's."""

    logline: str = ""
    lead: str = ""
    """ "an old sailor in a yellow raincoat"."""
    other: str = ""
    motif: str = ""
    places: tuple[str, ...] = ()


def settle(premise: Premise, outline: Outline, assignment: Assignment) -> Premise:
    """The premise with every usable field of the outline in place of its own; the brief's characters stay."""
    fixed = bool(assignment.brief.characters or assignment.narrative.people or people_in(assignment.theme))
    lead, others = premise.lead, premise.others
    if not fixed and is_character(outline.lead) and not faults_of_words(outline.lead, assignment):
        lead = described(outline.lead)
    unlike = likeness(outline.other, lead.description) < 0.5
    if not fixed and unlike and is_character(outline.other) and not faults_of_words(outline.other, assignment):
        others = (described(outline.other),)
    offered = [clean(place, 60) for place in outline.places if "," not in place and not is_person(place)]
    logline = clean(outline.logline, 200)
    usable = len(content_words(logline)) >= 5 and not faults_of_words(logline, assignment)
    if usable and not logline.endswith((".", "!", "?")):
        logline += "."
    motif = clean(outline.motif, 40).rstrip(".")
    tellable = motif.split(" ")[0].lower() in {"a", "an"} and 2 <= len(motif.split()) <= 5 and is_handy(motif)
    return dataclasses.replace(
        premise,
        logline=logline if usable else premise.logline,
        lead=lead,
        others=others,
        motif=motif if tellable and not faults_of_words(motif, assignment) else premise.motif,
        places=_way(offered, premise, assignment) if outline.places else premise.places,
    )


def is_character(wording: str) -> bool:
    """Somebody with something to be known by, in one breath: "an old sailor in a yellow raincoat"."""
    return (
        is_person(wording) and "," not in wording and wording[:2].lower() in {"a ", "an"} and len(wording.split()) <= 12
    )


def is_handy(motif: str) -> bool:
    """A thing that somebody can hold: no person, no place, no vehicle."""
    said = set(words(motif))
    return not is_person(motif) and not any(kind.named_in(said) for kind in place_sets().values())


def _way(offered: list[str], premise: Premise, assignment: Assignment) -> tuple[str, ...]:
    """Five places: the usable ones of those offered, two of a kind at most, those that the theme names, the premise's."""
    said = set(words(assignment.theme))
    kept: list[str] = []
    kinds: list[str] = []

    def take(place: str, kind: str) -> None:
        fresh = len(content_words(place)) >= 2 and all(likeness(place, other) < 0.6 for other in kept)
        if fresh and kinds.count(kind) < 2 and not faults_of_words(place, assignment):
            kept.append(place.rstrip("."))
            kinds.append(kind)

    for place in offered:
        take(place, set_of(place, place).name)
    named = [kind for kind in place_sets().values() if kind.named_in(said) and kind.name not in kinds]
    del kept[max(3, len(premise.places) - len(named)) :]
    for kind in named:
        take(draw(kind.places, assignment.seed, kind.name), kind.name)
    for place in premise.places:
        take(place, place)
    return tuple(kept[: len(premise.places)])

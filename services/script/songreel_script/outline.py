"""What a writer makes of the premise, and the premise with its usable fields put in."""

import dataclasses
from dataclasses import dataclass

from songreel_script.assignment import Assignment
from songreel_script.cast import described, is_person, people_in
from songreel_script.premise import Premise
from songreel_script.review import faults_of_words
from songreel_script.wording import clean, content_words, likeness


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
    places = _distinct(
        [clean(place, 60) for place in outline.places if "," not in place and not is_person(place)], assignment
    )
    logline = clean(outline.logline, 200)
    usable = len(content_words(logline)) >= 5 and not faults_of_words(logline, assignment)
    if usable and not logline.endswith((".", "!", "?")):
        logline += "."
    motif = clean(outline.motif, 40).rstrip(".")
    tellable = motif.split(" ")[0].lower() in {"a", "an"} and 2 <= len(motif.split()) <= 5 and not is_person(motif)
    return dataclasses.replace(
        premise,
        logline=logline if usable else premise.logline,
        lead=lead,
        others=others,
        motif=motif if tellable and not faults_of_words(motif, assignment) else premise.motif,
        places=places if len(places) >= 3 else premise.places,
    )


def is_character(wording: str) -> bool:
    """Somebody with something to be known by, in one breath: "an old sailor in a yellow raincoat"."""
    return (
        is_person(wording) and "," not in wording and wording[:2].lower() in {"a ", "an"} and len(wording.split()) <= 12
    )


def _distinct(places: list[str], assignment: Assignment) -> tuple[str, ...]:
    kept: list[str] = []
    for place in places:
        fresh = len(content_words(place)) >= 2 and all(likeness(place, other) < 0.6 for other in kept)
        if fresh and not faults_of_words(place, assignment):
            kept.append(place.rstrip("."))
    return tuple(kept)

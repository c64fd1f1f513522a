"""What a writer makes of the premise, and the premise with its usable fields put in."""

import dataclasses
from dataclasses import dataclass

from songreel_script.assignment import Assignment
from songreel_script.cast import described, is_person
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
    fixed = bool(assignment.brief.characters)
    lead, others = premise.lead, premise.others
    if not fixed and is_person(outline.lead) and not faults_of_words(outline.lead, assignment):
        lead = described(outline.lead)
    if (
        not fixed
        and is_person(outline.other)
        and not faults_of_words(outline.other, assignment)
        and likeness(outline.other, lead.description) < 0.5
    ):
        others = (described(outline.other),)
    places = _distinct([clean(place, 60) for place in outline.places if not faults_of_words(place, assignment)])
    logline = clean(outline.logline, 200)
    usable = len(content_words(logline)) >= 5 and not faults_of_words(logline, assignment)
    if usable and not logline.endswith((".", "!", "?")):
        logline += "."
    motif = clean(outline.motif, 40).rstrip(".")
    tellable = motif.split(" ")[0].lower() in {"a", "an", "the"} and 2 <= len(motif.split()) <= 6
    return dataclasses.replace(
        premise,
        logline=logline if usable else premise.logline,
        lead=lead,
        others=others,
        motif=motif if tellable and not faults_of_words(motif, assignment) else premise.motif,
        places=places if len(places) >= 3 else premise.places,
    )


def _distinct(places: list[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for place in places:
        if len(content_words(place)) >= 2 and all(likeness(place, other) < 0.6 for other in kept):
            kept.append(place.rstrip("."))
    return tuple(kept)

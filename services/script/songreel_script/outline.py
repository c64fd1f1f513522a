"""What a writer makes of the premise, and the premise with its usable fields put in."""

import dataclasses
from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment
from songreel_script.cast import described, is_person, short_name
from songreel_script.colours import CSS_COLOUR, luminance
from songreel_script.naming import people_in
from songreel_script.phrases import first_clause, is_verb_phrase, people_in_it, singular
from songreel_script.premise import Premise, logline_by_rule, named_sets, set_of
from songreel_script.repertoire import place_sets, word_list
from songreel_script.review import faults_of_words
from songreel_script.suggestion import stems
from songreel_script.wording import clean, content_words, head_of, likeness, words


@dataclass(frozen=True)
class Outline:
    """A writer's plan of the film; a field that it left empty is the premise's."""

    logline: str = ""
    lead: str = ""
    """ "an old sailor in a yellow raincoat"."""
    other: str = ""
    motif: str = ""
    places: tuple[str, ...] = ()
    beats: tuple[str, ...] = ()
    """What happens, one sentence a passage, in film order."""
    closing_image: str = ""
    """What the film's last shot shows, as one sentence about the lead."""
    style: str = ""
    """ "warm 35 mm film, soft grain"."""
    palette: tuple[str, ...] = ()
    """CSS colours, "#rrggbb"."""
    motifs: tuple[str, ...] = ()
    """Things that come back beside the motif."""


def settle(premise: Premise, outline: Outline, assignment: Assignment) -> Premise:
    """The premise with every usable field of the outline in place of its own; the brief's characters stay."""
    fixed = bool(assignment.brief.characters or assignment.narrative.people or people_in(assignment.theme).people)
    lead, others = premise.lead, premise.others
    if not fixed and is_character(outline.lead) and not faults_of_words(outline.lead, assignment):
        lead = described(outline.lead)
    unlike = likeness(outline.other, lead.description) < 0.5
    if not fixed and unlike and is_character(outline.other) and not faults_of_words(outline.other, assignment):
        others = (described(outline.other),)
    cast = [character.description for character in (lead, *others)]
    logline = clean(outline.logline, 200)
    usable = bool(readable(logline, 200, assignment))
    usable &= bool(assignment.foreign) or tells(logline, cast, premise.motif, assignment)
    if usable and not logline.endswith((".", "!", "?")):
        logline += "."
    motif = clean(outline.motif, 40).rstrip(".")
    motif = motif if is_motif(motif, assignment) else premise.motif
    phrase = closing_phrase(outline.closing_image, lead, assignment)
    image = readable(outline.closing_image, 240, assignment) if phrase or bool(assignment.foreign) else ""
    style = clean(outline.style, 120).rstrip(".")
    return dataclasses.replace(
        premise,
        logline=logline if usable else logline_by_rule(assignment, lead.description, motif, premise.quest),
        beats=_beats(outline.beats, cast, assignment),
        closing=phrase if image else "",
        closing_image=image,
        style="" if faults_of_words(style, assignment) else style,
        palette=_palette(outline.palette),
        motifs=_images(outline.motifs, assignment),
        lead=lead,
        others=others,
        motif=motif,
        places=_way(outline.places, premise, assignment) if outline.places else premise.places,
    )


def is_character(wording: str) -> bool:
    """Somebody with something to be known by, in one breath: "an old sailor in a yellow raincoat"."""
    return (
        is_person(wording) and "," not in wording and wording[:2].lower() in {"a ", "an"} and len(wording.split()) <= 12
    )


def is_motif(wording: str, assignment: Assignment) -> bool:
    """One thing in a few words that a hand can hold: "a paper boat"."""
    few = wording.split(" ")[0].lower() in {"a", "an"} and 2 <= len(wording.split()) <= 5
    return few and is_handy(wording) and not faults_of_words(wording, assignment)


def readable(text: str, limit: int, assignment: Assignment) -> str:
    """A text for readers as one line with its full stop; empty when it says what no text of a script may."""
    line = clean(text, limit)
    if len(line) < 8 or faults_of_words(line, assignment):
        return ""
    return line if line.endswith((".", "!", "?", "。", "！", "？")) else f"{line}."  # full-width


def closing_phrase(image: str, lead: script_pb2.Character, assignment: Assignment) -> str:
    """What the lead does in the closing image, as a verb phrase; empty where it cannot be acted as told."""
    line = clean(image, 240).rstrip(".!")
    for who in (lead.description, short_name(lead), lead.name, "she", "he", "it", "they"):
        if who and line.lower().startswith(f"{who.lower()} "):
            phrase = first_clause(line[len(who) + 1 :])
            usable = is_verb_phrase(phrase) and not faults_of_words(phrase, assignment)
            return phrase if usable and not people_in_it(phrase, None) else ""
    return ""


def is_handy(motif: str) -> bool:
    """A thing that somebody can hold and a picture can show: its last word is in the list of such things."""
    said = words(motif)
    if not said or "," in motif or is_person(motif):
        return False
    many = said[-1].endswith("s") and "of" not in said  # "a pair of headphones", not "a raindrops"
    return not (many and said[-1] not in word_list("handy")) and bool(singular(said[-1]) & word_list("handy"))


def tells(logline: str, cast: list[str], motif: str, assignment: Assignment) -> bool:
    """The logline is about the film's people, and about what the brief says or, where it says nothing, the motif."""
    said = {one for word in words(logline) for one in singular(word)}
    known = {one for text in (*cast, assignment.theme) for word in words(text) for one in singular(word)}
    strangers = {word for word in people_in_it(logline, None) if not singular(word) & known}
    leads = said & set(words(cast[0]))
    wanted = stems(assignment.brief.text)
    enough = len(wanted & stems(logline)) >= len(wanted) / 2 if wanted else bool(said & set(words(motif)[-1:]))
    vague = set(words(logline)) & (word_list("abstract") | word_list("unseen"))
    return len(content_words(logline)) >= 5 and not strangers and not vague - known and bool(leads) and enough


def is_place(wording: str, assignment: Assignment) -> bool:
    """A place by its head: "a desert road with rocks", not "a tree with a red apple"."""
    head = head_of(wording)
    return (
        len(content_words(wording)) >= 2
        and len(words(wording)) <= 10
        and head[-1] not in {"sky", "stars", "space", "moon"}
        and "," not in wording
        and not people_in_it(wording, None)
        and any(kind.named_in({head[-1], head[-1].removesuffix("s")}) for kind in place_sets().values())
        and not set(words(wording)) & (word_list("abstract") | word_list("negations") | {"itself"})
        and not faults_of_words(wording, assignment)
    )


def _beats(offered: tuple[str, ...], cast: list[str], assignment: Assignment) -> tuple[str, ...]:
    """A sentence for each passage, empty where the offered one is no use; a section is told by one of the two alone."""
    known = {one for text in (*cast, assignment.theme) for word in words(text) for one in singular(word)}
    beats: list[str] = []
    for passage in assignment.passages:
        beat = offered[passage.index] if passage.index < len(offered) else ""
        line = readable(beat, 200, assignment).replace(". ", "; ")
        strangers = {word for word in people_in_it(line, None) if not singular(word) & known}
        beats.append("" if strangers else line)
    mute = {p.section.index for p in assignment.passages if not beats[p.index]}
    return tuple("" if p.section.index in mute else beats[p.index] for p in assignment.passages)


def _images(offered: tuple[str, ...], assignment: Assignment) -> tuple[str, ...]:
    """Those that can come back as pictures: a few words, and nobody in them."""
    wordings = [clean(wording, 60).rstrip(".") for wording in offered]
    few = [wording for wording in wordings if 2 <= len(wording.split()) <= 7 and not people_in_it(wording, None)]
    return tuple(wording for wording in few if not faults_of_words(wording, assignment))


def _palette(offered: tuple[str, ...]) -> tuple[str, ...]:
    """Four to six colours from dark to light, with a shadow and a light among them; empty for any others."""
    colours = sorted({colour.lower() for colour in offered if CSS_COLOUR.fullmatch(colour)}, key=luminance)
    spans = len(colours) >= 4 and luminance(colours[0]) < 0.1 and luminance(colours[-1]) > 0.4
    return tuple(colours[:5] + colours[-1:]) if spans and len(colours) > 6 else tuple(colours) if spans else ()


def _way(offered: tuple[str, ...], premise: Premise, assignment: Assignment) -> tuple[str, ...]:
    """The premise's places with usable ones of those offered in their stead.

    Where the brief names places, an offered one stands only for one of its kind or a neighbour, so that the named one
    still opens the film and comes back.
    """
    usable = [clean(place, 60).rstrip(".") for place in offered if is_place(clean(place, 60), assignment)]
    named = named_sets(assignment.theme)
    near = {name for kind in named for name in (kind.name, *kind.near)}
    way: list[str] = []
    for number, (place, slot) in enumerate(zip(premise.places, premise.sets, strict=False)):
        for other in usable:
            kind = set_of(other, "").name
            welcome = (
                kind == slot or (number % 2 and kind in near)
                if named
                else [set_of(p, "").name for p in way].count(kind) < 2
            )
            if welcome and all(likeness(other, taken) < 0.6 for taken in way):
                way.append(other)
                usable.remove(other)
                break
        else:
            way.append(place)
    return tuple(way)

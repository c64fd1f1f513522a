"""What the film is about, by rule: who, what they carry, where it leads, when. It is the language model's inspiration
and, field by field, its net."""

import re
from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment
from songreel_script.bans import free_of
from songreel_script.cast import completed, described, dressed, invented, is_person, with_article
from songreel_script.colours import colours_of
from songreel_script.daylight import arc_for
from songreel_script.draws import dice, draw, draw_best
from songreel_script.mood import film_mood, mood_word, tag_scores
from songreel_script.naming import people_in
from songreel_script.repertoire import Journey, PlaceSet, Quest, journeys, place_sets, quests, table
from songreel_script.wording import clean, head_of, words

UNKNOWN = PlaceSet("", "", False, False, (), (), (), (), (), ())
WAY_LENGTH = 5
SAID_PLACE = re.compile(r"\b(?:in|at|on|through|across|over|into|to) ((?:an?|the) (?:[a-z-]+ ){0,2}[a-z-]+)")


@dataclass(frozen=True)
class Premise:
    """The ground of a film."""

    logline: str
    lead: script_pb2.Character
    others: tuple[script_pb2.Character, ...]
    """Who else is in it, in the order in which the film meets them; may be empty."""
    companions: bool
    """The lead and the first of the others go together from the start."""
    motif: str
    """The thing that comes back: "a red balloon"."""
    quest: Quest
    places: tuple[str, ...]
    """Along the way, first to last; at least three."""
    arc: str
    """Name of a way through the day."""
    sets: tuple[str, ...]
    """The kind of place for each place that says nothing of its own."""
    beats: tuple[str, ...] = ()
    """What happens in each passage, as sentences of the writer's own; an empty one is the rules' to tell."""
    closing: str = ""
    """What the lead does in the last shot; empty for what the quest says."""
    closing_image: str = ""
    """What the last shot shows, in the writer's own sentence; may be empty."""
    style: str = ""
    """The writer's, where the brief asks for none; may be empty."""
    palette: tuple[str, ...] = ()
    """The writer's, where the brief has none; may be empty."""
    motifs: tuple[str, ...] = ()
    """What comes back beside the motif."""


def draw_premise(assignment: Assignment) -> Premise:
    """A premise that suits the music, with what the brief and the narrative fix already in it."""
    seed, narrative, bans = assignment.seed, assignment.narrative, assignment.brief.do_not_show
    way = draw_journey(assignment)
    lead, others, companions = _cast(assignment)
    motif = next(iter(narrative.imagery), "") or draw_motif(assignment)
    taken: dict[str, int] = {}
    drawn = []
    for name in way.sets:
        wordings = free_of(place_sets()[name].places, bans) or list(place_sets()[name].places)
        wordings.sort(key=lambda place: dice(seed, "place", place).random())
        drawn.append(wordings[taken.get(name, 0) % len(wordings)])
        taken[name] = taken.get(name, 0) + 1
    if said := said_place(assignment.brief.text):
        drawn[0] = said
    places = (tuple(narrative.places) + tuple(drawn))[:WAY_LENGTH]
    # Two places are too few to come back to the first.
    quest = draw([q for q in quests() if not q.home or len(assignment.passages) > 2], seed, "quest")
    return Premise(
        logline=logline_by_rule(assignment, lead.description, motif, quest),
        lead=lead,
        others=others,
        companions=companions,
        motif=motif,
        quest=quest,
        places=places,
        arc=arc_for(assignment.theme, way.arc),
        sets=way.sets,
    )


def draw_motif(assignment: Assignment) -> str:
    """A thing for two hands, one that the brief's words are near to where there is such."""
    said = set(words(assignment.theme))
    every = table("people")["motifs"]
    allowed = free_of((row["what"] for row in every), assignment.brief.do_not_show)
    rows = [row for row in every if row["what"] in allowed] or every
    near = [row["what"] for row in rows if said & set(row["near"].split())]
    return str(draw(near or [row["what"] for row in rows], assignment.seed, "motif"))


def draw_journey(assignment: Assignment) -> Journey:
    """The way that suits tags and mood; places that the brief names, or else the lyrics, come first and come back, with
    their neighbours."""
    tags, mood = tag_scores(assignment.analysis), mood_word(film_mood(assignment.analysis))

    bans = assignment.brief.do_not_show
    shut = {name for name, kind in place_sets().items() if not free_of([name], bans) or not free_of(kind.places, bans)}

    def score(way: Journey) -> float:
        return sum(tags.get(tag, 0.0) for tag in way.tags) + 0.8 * (mood in way.moods) - 9.0 * len(shut & {*way.sets})

    drawn = draw_best(journeys(), [score(way) for way in journeys()], assignment.seed, "journey")
    sung = " ".join(line.text for line in assignment.analysis.lyrics.lines)
    named = named_sets(" ".join([assignment.theme, *assignment.narrative.places])) or named_sets(sung)
    if not named:
        return drawn
    near = [name for kind in named for name in kind.near if name not in {other.name for other in named}]
    own = [kind.name for kind in named]
    first, second = (near * 2 or own * 2)[:2]
    # One place comes back; of several, the first opens the film and the last ends it.
    ways = {1: (own[0], first, own[0], second, own[0]), 2: (own[0], first, own[-1], second, own[-1])}
    sets = ways.get(len(own), (*own, first, own[-1]))
    return Journey(f"to the {own[0]}", sets, drawn.tags, drawn.moods, drawn.arc)


def named_sets(theme: str) -> list[PlaceSet]:
    """The kinds of place that the theme names, in its order; three at most."""
    said = words(theme)
    firsts = {
        kind.name: min(said.index(word) for word in said if kind.named_in({word}))
        for kind in place_sets().values()
        if kind.named_in(set(said))
    }
    return [place_sets()[name] for name in sorted(firsts, key=lambda name: firsts[name])][:3]


def said_place(text: str) -> str:
    """The brief's own wording of its first place where it says more than the table does: "an empty church"."""
    for match in SAID_PLACE.finditer(text.lower()):
        said = match.group(1).split()
        for kind in named_sets(text)[:1]:
            end = next((i for i, word in enumerate(said) if kind.named_in({word})), 0)
            if end > 1 or (end and kind.inside and said[end] != kind.name):
                return with_article(" ".join(said[1 : end + 1])) if said[0] != "the" else " ".join(said[: end + 1])
    return ""


def set_of(place: str, otherwise: str) -> PlaceSet:
    """The kind of place that the wording is nearest to, by its name and then by the words of the known places.

    `otherwise` names the kind to take when the wording is near to none; any other word gives a kind without a name.
    """
    known = next((kind for kind in place_sets().values() if place in kind.places), None)
    if known is not None:
        return known
    said, head = set(words(place)), (head_of(place) or [""])[-1]

    def score(kind: PlaceSet) -> float:
        own = {word for wording in kind.places for word in words(wording) if len(word) > 3} - {"with", "above", "under"}
        # What it is weighs more than what is in it: "the roof of a small house" is a roof.
        return 2.5 * kind.named_in({head}) + 2.5 * kind.named_in(said) + 0.1 * len(said & own)

    best = max(place_sets().values(), key=score)
    return best if score(best) > 0 else place_sets().get(otherwise, UNKNOWN)


def _cast(assignment: Assignment) -> tuple[script_pb2.Character, tuple[script_pb2.Character, ...], bool]:
    """The lead, the others, and whether they go together: the brief's, the narrative's, or drawn ones."""
    seed, brief, people = assignment.seed, assignment.brief, table("people")
    if brief.characters:
        lead, *others = [completed(character) for character in brief.characters]
        return lead, tuple(others), False
    told = [
        described(person.description) for person in assignment.narrative.people[:2] if is_person(person.description)
    ]
    if told:
        return told[0], tuple(told[1:]) or (_another(assignment, told[0]),), False
    named = people_in(assignment.theme)
    if named.people:
        wardrobes = sorted(people["wardrobes"], key=lambda wardrobe: dice(seed, "wardrobe", wardrobe).random())
        lead, *others = [dressed(who, wardrobe) for who, wardrobe in zip(named.people, wardrobes, strict=False)]
        return lead, tuple(others), named.companions
    lead = invented(**draw(_presentable(people["leads"], assignment), seed, "lead"))
    return lead, (_another(assignment, lead),), False


def _presentable(rows: list[dict[str, str]], assignment: Assignment) -> list[dict[str, str]]:
    """Those in whom nothing can be seen that may not be seen."""
    bans = assignment.brief.do_not_show
    return [row for row in rows if len(free_of(row.values(), bans)) == len(row)] or rows


def _another(assignment: Assignment, lead: script_pb2.Character) -> script_pb2.Character:
    """Somebody who cannot be taken for the lead."""
    apart = [
        row
        for row in _presentable(table("people")["others"], assignment)
        if not set(colours_of(row["wardrobe"])) & set(lead.colours) and not lead.description.startswith(row["who"])
    ]
    return invented(**draw(apart, assignment.seed, "other"))


def logline_by_rule(assignment: Assignment, who: str, motif: str, quest: Quest) -> str:
    """The brief's first sentence, or who carries what to which end."""
    told = clean(assignment.brief.text.split(". ")[0].rstrip(" .!?"), 140)
    if len(words(told)) >= 3:
        return f"{told[:1].upper()}{told[1:]}; {motif} goes along all the way."
    return f"{who[:1].upper()}{who[1:]} carries {motif} {quest.quest}."

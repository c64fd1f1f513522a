"""The words of one passage, and what a writer is asked for it."""

from dataclasses import dataclass

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment, Passage
from songreel_script.daylight import light_for, stage_at
from songreel_script.draws import dice, draw
from songreel_script.mood import drive, mood_of, mood_word
from songreel_script.premise import Premise, set_of
from songreel_script.repertoire import PlaceSet

STRONG = 0.6
"""From this drive on, a passage is played with force."""


@dataclass(frozen=True)
class SceneWords:
    """What a writer gives for a passage. Actions are verb phrases: "walks to the last lamp"."""

    place: str
    light: str
    action: str
    then: str
    details: tuple[str, ...]
    """Two or more concrete things that a camera can find there."""


@dataclass(frozen=True)
class SceneAsk:
    """One passage as it is put to a writer."""

    passage: Passage
    kind: str
    """ "chorus"."""
    drive: float
    """How hard it drives, from 0 to 1."""
    mood: script_pb2.Mood.ValueType
    stage: str
    """Time of day: "dusk"."""
    place: str
    inside: bool
    """The place is under a roof."""
    lead: script_pb2.Character
    other: script_pb2.Character | None
    """The second character, where the story has both."""
    motif: str
    """The thing that comes back."""
    beat: str
    """What happens, in a few words."""
    theme: str
    suggestion: SceneWords
    """What the rules would write: used when a writer gives nothing usable."""

    @property
    def strong(self) -> bool:
        """Played with force."""
        return self.drive >= STRONG

    @property
    def mood_word(self) -> str:
        """ "melancholic"."""
        return mood_word(self.mood)


def plan_scenes(assignment: Assignment, premise: Premise) -> list[SceneAsk]:
    """One ask a passage: places along the way, time of day going on, a story beat.

    No suggested action comes twice while its kind of place has others.
    """
    asks: list[SceneAsk] = []
    used: set[str] = set()
    routes = _places(assignment.passages, premise.places)
    cues = list(assignment.brief.story_cues)
    last_chorus = max((p.index for p in assignment.passages if _kind(p) == "chorus"), default=len(routes) - 1)
    for passage, place in zip(assignment.passages, routes, strict=True):
        force = drive(assignment.analysis, passage.section)
        mood = mood_of(assignment.analysis, force)
        stage = stage_at(premise.arc, passage.position)
        meets = None
        if premise.others and (passage.index >= last_chorus or _kind(passage) == "bridge"):
            meets = premise.others[passage.index % len(premise.others)]
        kind = set_of(place, premise.sets[premise.places.index(place) % len(premise.sets)])
        suggestion = suggest(passage, kind, place, stage, force, assignment.seed, used)
        used |= {suggestion.action, suggestion.then}
        story = passage.heard or (cues[min(int(passage.position * len(cues)), len(cues) - 1)] if cues else "")
        asks.append(
            SceneAsk(
                passage=passage,
                kind=_kind(passage),
                drive=force,
                mood=mood,
                stage=stage,
                place=place,
                inside=kind.inside,
                lead=premise.lead,
                other=meets,
                motif=premise.motif,
                beat=story or f"{_purpose(passage, premise, last_chorus)}; {suggestion.action}",
                theme=assignment.theme,
                suggestion=suggestion,
            )
        )
    return asks


def suggest(
    passage: Passage, kind: PlaceSet, place: str, stage: str, force: float, seed: int, used: set[str]
) -> SceneWords:
    """What the rules write for a passage in that kind of place."""
    strong = force >= STRONG or _kind(passage) == "chorus"
    pool, spare = (kind.strong, kind.calm) if strong else (kind.calm, kind.strong)
    chance = dice(seed, "actions", passage.index)
    first, second = sorted(pool, key=lambda _: chance.random()), sorted(spare, key=lambda _: chance.random())
    fresh = [a for a in first if a not in used] + [a for a in first if a in used] + second
    details = sorted(kind.details, key=lambda _: chance.random())
    light = light_for(stage, kind.inside, seed, (passage.section.letter, passage.index))
    return SceneWords(place, light, fresh[0], fresh[1], tuple(details))


def _kind(passage: Passage) -> str:
    kind = passage.section.kind
    if kind == audio_pb2.SECTION_KIND_UNSPECIFIED:
        return "chorus" if passage.section.energy >= 0.75 else "verse"
    return audio_pb2.SectionKind.Name(kind).removeprefix("SECTION_KIND_").lower().replace("_", "-")


def _places(passages: tuple[Passage, ...], places: tuple[str, ...]) -> list[str]:
    """A place for each passage: sections that sound alike share one, in pairs; the last passage ends the way."""
    home: dict[tuple[str, int, int], str] = {}
    route = []
    for passage in passages:
        key = (passage.section.letter or str(passage.section.index), passage.occurrence // 2, passage.part)
        if key not in home:
            home[key] = places[len(home) % len(places)]
        route.append(home[key])
    if len(passages) > len(places):
        route[-1] = places[-1]
    return route


def _purpose(passage: Passage, premise: Premise, last_chorus: int) -> str:
    kind, motif = _kind(passage), premise.motif
    if kind in {"intro", "silence"}:
        return f"something is about to begin; {motif} is waiting"
    if passage.index == last_chorus and premise.others:
        return "the two are together at last"
    if kind == "outro" or passage.position > 0.93:
        return f"what is left when all is over; {motif}"
    if kind == "bridge":
        return "alone with a memory of the other one"
    if kind in {"break", "solo"}:
        return f"only movement, no words; {motif}"
    if kind == "chorus":
        return draw(("lets go of everything", "free for the first time", "nothing can stop this now"), passage.index)
    return f"sets out with {motif}" if passage.position < 0.35 else f"goes on with {motif}, nearly gives up"

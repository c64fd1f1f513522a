"""The words of one passage, and what a writer is asked for it."""

from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment, Passage
from songreel_script.bans import free_of
from songreel_script.cast import is_beast
from songreel_script.daylight import fits, stage_at, weather_in
from songreel_script.mood import drive, mood_of, mood_word
from songreel_script.naming import deed_in
from songreel_script.premise import Premise, named_sets, set_of
from songreel_script.repertoire import PlaceSet, table
from songreel_script.route import route_of
from songreel_script.suggestion import STRONG, Spot, handy_actions, kind_of, suggest


@dataclass(frozen=True)
class SceneWords:
    """What a writer gives for a passage. Actions are verb phrases: "walks to the last lamp"."""

    place: str
    light: str
    action: str
    then: str
    details: tuple[str, ...]
    """Two or more concrete things that a camera can find there."""
    further: tuple[str, ...] = ()
    """More actions in the order of the passage's shots, from a writer that gives each shot its own."""

    @property
    def actions(self) -> tuple[str, ...]:
        """Everything that is done in it."""
        return (self.action, self.then, *self.further)


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
    together: bool
    """The two go together from the start: one does what the other does."""
    company: tuple[script_pb2.Character, ...]
    """Who is beside the lead in the film's last shot."""
    motif: str
    """The thing that comes back."""
    beat: str
    """What happens, in a few words."""
    told: str
    """What happens, in the writer's own sentence; may be empty."""
    story: str
    """The film in one sentence."""
    closing: str
    """What the lead does in the film's last shot."""
    ends_freely: bool
    """The writer gives the last shot its action itself, since it was told the closing image."""
    suggestion: SceneWords
    """What the rules would write: used when a writer gives nothing usable."""
    more: tuple[str, ...]
    """Further actions that suit the place, for passages of many shots."""
    things: tuple[str, ...]
    """Things of the place that can fill a picture."""
    keep: tuple[str, ...]
    """What the brief wants the whole film to keep to."""

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
    unfit = handy_actions() if is_beast(premise.lead) else frozenset()
    bans = tuple(assignment.brief.do_not_show)
    passages = assignment.passages
    routes = route_of(passages, premise)
    cues = list(assignment.brief.story_cues)
    last_chorus = max((p.index for p in passages if kind_of(p) == "chorus" and p.index), default=len(passages) - 1)
    choruses = 0
    theirs, named, weather = deed_in(assignment.brief.text), named_sets(assignment.theme), weather_in(assignment.theme)
    for passage, place in zip(passages, routes, strict=True):
        force = drive(assignment.analysis, passage.section)
        stage = stage_at(premise.arc, passage.position, assignment.seconds)
        kind = set_of(place, premise.sets[premise.places.index(place) % len(premise.sets)])
        place = _at_this_hour(place, kind, stage, bans)
        told = premise.beats[passage.index] if passage.index < len(premise.beats) else ""
        deed = theirs if not named or kind in named[:1] else ""
        spot = Spot(place, kind, stage, weather, unfit, deed, bans)
        drawn = suggest(passage, spot, force, assignment, used)
        suggestion = SceneWords(place, drawn.light, drawn.actions[0], drawn.actions[1], drawn.details)
        more = drawn.actions[2:]
        used |= {suggestion.action, suggestion.then, *(more[:2] if len(passage.shots) > 4 else ())}
        choruses += kind_of(passage) == "chorus"
        story = passage.heard or (cues[min(int(passage.position * len(cues)), len(cues) - 1)] if cues else "")
        purpose = _purpose(passage, premise, last_chorus, choruses)
        other = _other(passage, premise, last_chorus, len(passages))
        asks.append(
            SceneAsk(
                passage=passage,
                kind=kind_of(passage),
                drive=force,
                mood=mood_of(assignment.analysis, force),
                stage=stage,
                place=place,
                inside=kind.inside,
                lead=premise.lead,
                other=other,
                together=premise.companions,
                company=premise.others if premise.companions else (other,) if other else (),
                motif=premise.motif,
                beat=story or told.rstrip(".!?。！？") or f"{purpose}; {suggestion.action}",  # full-width
                told=told,
                story=premise.logline,
                closing=closing_of(premise),
                ends_freely=bool(premise.closing_image and not premise.closing),
                suggestion=suggestion,
                more=more,
                things=tuple(t for t in free_of(kind.things, bans) if fits(stage, t)) or (premise.motif,),
                keep=tuple(assignment.brief.constraints),
            )
        )
    return asks


def closing_of(premise: Premise) -> str:
    """What the lead does in the film's last shot, by rule with the motif."""
    if premise.closing:
        return premise.closing
    beast = is_beast(premise.lead)
    return str(table("people")["beasts"]["closing"] if beast else premise.quest.closing).format(motif=premise.motif)


def _at_this_hour(place: str, kind: PlaceSet, stage: str, bans: tuple[str, ...]) -> str:
    """The place, or another of its kind when its wording speaks of another time of day or of what may not be seen."""
    return next((wording for wording in free_of((place, *kind.places), bans) if fits(stage, wording)), place)


def _other(passage: Passage, premise: Premise, last_chorus: int, count: int) -> script_pb2.Character | None:
    """Who else is in the passage: a companion always, the last of three at the end, somebody else where they meet."""
    others = premise.others
    if premise.companions:
        return others[-1] if passage.index == count - 1 else others[0]
    if others and (passage.index >= last_chorus or kind_of(passage) == "bridge"):
        return others[passage.index % len(others)]
    return None


def _purpose(passage: Passage, premise: Premise, last_chorus: int, chorus: int) -> str:
    kind, motif = kind_of(passage), premise.motif
    if kind in {"intro", "silence"} or passage.index == 0:
        return f"it begins, {motif} in hand"
    if passage.index == last_chorus and premise.others and not premise.companions:
        return "the two are together at last"
    if kind == "outro" or passage.position > 0.93:
        return f"it ends; {closing_of(premise)}"
    if kind == "bridge":
        if premise.others:
            return "a rest side by side" if premise.companions else f"stops with {motif}; the other one is near"
        return f"alone with {motif}"
    if kind in {"break", "solo"}:
        return f"only movement; {motif} in hand"
    if kind == "chorus":
        return ("breaks into movement", "goes further than before", "gives everything")[min(chorus, 3) - 1]
    return f"sets out with {motif}" if passage.position < 0.35 else f"goes on with {motif}, tired"

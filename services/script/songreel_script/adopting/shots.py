"""One shot of a hand-written script with its empty fields filled: from its sentence, from the shots before, by rule."""

import dataclasses
from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.adopting.reading import HOURS, Told, read_sentence, says
from songreel_script.assignment import Assignment, sung
from songreel_script.camera import Chain, move_for, transition_for
from songreel_script.coverage import PEOPLED, Setup, cover
from songreel_script.dialects import by_code, prompt_for
from songreel_script.premise import set_of
from songreel_script.repertoire import word_list
from songreel_script.scene import SceneAsk
from songreel_script.sentence import tell
from songreel_script.shooting import reel_of
from songreel_script.wording import words

PRONOUNS: dict[str, tuple[str, ...]] = {"she": ("female",), "he": ("male",), "it": ("beasts",), "they": ()}
"""With the lists of words that say whom each may mean."""
TEXTS = ("subject", "action", "place", "time_and_light", "details")


@dataclass(frozen=True)
class Take:
    """A passage whose shots are completed."""

    ask: SceneAsk
    before: SceneAsk | None
    plain: bool
    """No shot of the script has a transition of its own."""
    dialect: script_pb2.Dialect.ValueType


def completed_shot(
    given: script_pb2.Shot, take: Take, script: script_pb2.Script, assignment: Assignment
) -> script_pb2.Shot:
    """The shot, which goes behind those on the script already.

    The sentence holds: a field that it contradicts is read from it anew. Without a sentence, one is told from the
    fields. A prompt stays only when a person wrote it, which is when it is not what the fields would have given.
    """
    shot = script_pb2.Shot()
    shot.CopyFrom(given)
    told = read_sentence(given.sentence, script.characters) if given.sentence else Told()
    _read_fields(shot, told, script)
    _carry_on(shot, given, script)
    _film(shot, told, take, script, assignment)
    if not shot.sentence:
        tell(shot)
    timed = assignment.analysis.shots[shot.index]
    shot.lyric_line = given.lyric_line or sung(assignment.analysis, timed.start_frame, timed.end_frame, 160)
    theirs = given.sentence and given.prompt and not by_code(given, script)
    shot.prompt = given.prompt if theirs else prompt_for(shot, script, take.dialect)
    return shot


def _read_fields(shot: script_pb2.Shot, told: Told, script: script_pb2.Script) -> None:
    """Fills empty fields from the sentence, and those of which it says something else."""
    for name in TEXTS:
        said = getattr(told, name)
        if said and not (getattr(shot, name) and says(shot.sentence, getattr(shot, name))):
            setattr(shot, name, said)
    verbatim = [c.id for c in script.characters if says(shot.sentence, c.description)]
    if not shot.character_ids and not told.character_ids:
        told = dataclasses.replace(told, character_ids=meant(told.subject, script))
    stale = told.character_ids and not set(told.character_ids) & set(shot.character_ids)
    ids = list(told.character_ids) if stale else [*shot.character_ids, *verbatim]
    del shot.character_ids[:]
    shot.character_ids.extend(dict.fromkeys(ids))
    cast = [c.description for name in shot.character_ids for c in script.characters if c.id == name]
    if shot.subject.lower() in {"", *PRONOUNS}:
        shot.subject = " and ".join(cast) or shot.subject


def meant(pronoun: str, script: script_pb2.Script) -> tuple[str, ...]:
    """Who "she" or "they" are: of those seen last, the one whom the word fits."""
    lists = PRONOUNS.get(pronoun.lower())
    seen = next((list(shot.character_ids) for shot in reversed(script.shots) if shot.character_ids), list[str]())
    if lists is None or not seen:
        return ()
    cast = [c for name in seen for c in script.characters if c.id == name]
    fitting = [c.id for c in cast if set(words(c.description)) & {word for one in lists for word in word_list(one)}]
    return tuple(seen) if pronoun.lower() == "they" else tuple(fitting[:1] or seen[:1])


def _carry_on(shot: script_pb2.Shot, given: script_pb2.Shot, script: script_pb2.Script) -> None:
    """Place, hour and light of the shot before, where the sentence says nothing of them: a film stays where it is."""
    if not script.shots:
        return
    before = script.shots[-1]
    shot.place = shot.place or before.place
    hour = before.time_and_light.split(", ")[0]
    if shot.time_and_light and not given.time_and_light and not HOURS.search(shot.time_and_light) and hour:
        shot.time_and_light = f"{hour}, {shot.time_and_light}" if HOURS.fullmatch(hour) else shot.time_and_light
    shot.time_and_light = shot.time_and_light or before.time_and_light


def _film(shot: script_pb2.Shot, told: Told, take: Take, script: script_pb2.Script, assignment: Assignment) -> None:
    """Framing, camera, mood and opening: the fields', the sentence's, the music's."""
    ask = dataclasses.replace(take.ask, inside=set_of(shot.place, "").inside)
    total = len(assignment.analysis.shots)
    first = ask.passage.shots[0].index
    reel = reel_of(script.shots[:first], total, own_actions=True)
    setup = cover(ask, reel, script.shots[first:])[shot.index - first]
    before = script.shots[-1].camera if script.shots else script_pb2.CAMERA_MOVE_UNSPECIFIED
    shot.framing = shot.framing or told.framing or _near(setup, shot, script)
    chain = Chain(shot.index, before, shot.index == total - 1)
    shot.camera = shot.camera or told.camera or move_for(ask, setup, chain, assignment)
    shot.mood = shot.mood or ask.mood
    if take.plain:
        shot.transition = transition_for(ask, shot.index, take.before, assignment)


def _near(setup: Setup, shot: script_pb2.Shot, script: script_pb2.Script) -> script_pb2.Framing.ValueType:
    """The framing by rule; one that shows who is in the shot where the rule would have shown nobody."""
    if setup.role not in PEOPLED or not shot.character_ids:
        return setup.framing
    before = script.shots[-1].framing if script.shots else script_pb2.FRAMING_UNSPECIFIED
    return script_pb2.FRAMING_WIDE if before == script_pb2.FRAMING_MEDIUM else script_pb2.FRAMING_MEDIUM

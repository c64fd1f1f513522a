"""What there is to tell of a shot, from its fields: who with their fixed wording, what, where, when, how it looks."""

from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.bans import free_of
from songreel_script.colours import nearest_word
from songreel_script.mood import mood_word
from songreel_script.picture import located
from songreel_script.repertoire import word_list
from songreel_script.wording import words

# How the stages of the day stand in a sentence.
HOURS = {
    "dawn": "at dawn",
    "noon": "at noon",
    "afternoon": "in the afternoon",
    "sunset": "at sunset",
    "twilight": "at twilight",
    "evening": "in the evening",
    "midnight": "at midnight",
    "morning": "in the morning",
    "midday": "at midday",
    "late afternoon": "in the late afternoon",
    "golden hour": "at golden hour",
    "dusk": "at dusk",
    "nightfall": "at nightfall",
    "night": "at night",
    "deep night": "in the deep night",
    "first light": "at first light",
    "sunrise": "at sunrise",
}


@dataclass(frozen=True)
class Matter:
    """A shot taken apart. Nothing optional in it is negated or banned."""

    act: str
    """Who does what, or what is seen: "a young woman in a red coat walks to the last lamp"."""
    where: str
    """ "on a long wooden pier"; empty where the place is the subject."""
    hour: str
    """ "at dusk"; may be empty."""
    lights: tuple[str, ...]
    details: tuple[str, ...]
    cast: tuple[script_pb2.Character, ...]
    framing: script_pb2.Framing.ValueType
    camera: script_pb2.CameraMove.ValueType
    mood: str
    """ "melancholic"; may be empty."""
    styles: tuple[str, ...]
    """The look's style, clause by clause."""
    colours: tuple[str, ...]
    """The palette in words, dark to light."""
    bans: tuple[str, ...]


def matter_of(shot: script_pb2.Shot, script: script_pb2.Script) -> Matter:
    """The shot taken apart."""
    bans = tuple(script.look.do_not_show)
    cast = tuple(c for name in shot.character_ids for c in script.characters if c.id == name)
    stage, _, light = shot.time_and_light.partition(", ")
    hour = HOURS.get(stage, "")
    act = act_of(shot, cast)
    return Matter(
        act=act,
        where=located(shot.place) if shot.place and shot.place not in act else "",
        hour=hour,
        lights=told(light if hour else shot.time_and_light, bans),
        details=told(shot.details, bans),
        cast=cast,
        framing=shot.framing,
        camera=shot.camera,
        mood=mood_word(shot.mood) if shot.mood else "",
        styles=told(script.look.style, bans),
        colours=tuple(dict.fromkeys(nearest_word(colour) for colour in script.look.palette)),
        bans=bans,
    )


def act_of(shot: script_pb2.Shot, cast: tuple[script_pb2.Character, ...]) -> str:
    """Who does what. Everybody in the shot stands there with their fixed wording, verbatim."""
    missing = [c.description for c in cast if c.description not in f"{shot.subject} {shot.action}"]
    if not cast:
        # "a red balloon drifts ...", but "a red balloon, in sharp focus"
        verb = words(shot.action)[:1]
        does = bool(verb) and verb[0].endswith("s") and verb[0] not in word_list("prepositions")
        return (" " if does else ", ").join(part for part in (shot.subject, shot.action) if part)
    if len(missing) == len(cast):
        return f"{' and '.join(missing)} {shot.action}".strip()
    beside = f", with {' and '.join(missing)} close by," if missing else ""
    return f"{shot.subject}{beside} {shot.action}".strip()


def told(text: str, bans: tuple[str, ...]) -> tuple[str, ...]:
    """The clauses of a text that say what is there; what is banned or negated is left out."""
    clauses = [clause.strip(" .;") for clause in text.replace(";", ",").split(",")]
    kept = free_of((clause for clause in clauses if clause), bans)
    return tuple(clause for clause in kept if not set(words(clause)) & word_list("negations"))


def listed(things: tuple[str, ...]) -> str:
    """ "a, b and c"."""
    return f"{', '.join(things[:-1])} and {things[-1]}" if len(things) > 1 else "".join(things)


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    line = text.strip(" ,;")
    return f"{line[:1].upper()}{line[1:].rstrip('.')}."

"""What an insert shows: the thing that is named, in whose hands, or else a piece of the place itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from songreel_video.backends.animatic.figures import FigureLook, prop_kind, read_figure_look
from songreel_video.backends.animatic.figures.reading.colours import COLOURS
from songreel_video.backends.animatic.stage.colours import Colour

_HANDS = re.compile(r"\b(hands?|fingers?|fingertips?|palms?|fists?|paws?)\b")
_LIMBS_OF = re.compile(r"(the |both )*(hands?|fingers?|fingertips?|palms?|fists?|paws?) of\b")
_TWO_PEOPLE = re.compile(
    r"\b(their (\w+ )?(hands|fingers)|two hands|(hands|fingers|fingertips) (almost |nearly )?"
    r"(touch|meet|reach)\w*|hand in hand|holding hands|each other|one another)\b"
)
_PAINTS = frozenset(COLOURS) - {"rose", "dark", "neon", "sand", "rust", "cream", "gold", "golden", "peach", "lime"}
WAYS = (
    ("set_down", r"\bset(s|ting)? .*\bdown\b|\b(put|lay|place)s? .*\b(down|on|beside)\b|let(s|ting)? .*\bgo\b"),
    ("turn", r"\bturn(s|ing)?\b|\bspin(s|ning)?\b|\btwist(s|ing)?\b|\bunfold(s|ing)?\b|\bwind(s|ing)?\b"),
    ("lift", r"\blift(s|ing)?\b|\brais(e|es|ing)\b|\bpick(s|ing)? .*\bup\b|\btake(s)?\b|\bhold(s|ing)? out\b"),
    ("close", r"\bclos(e|es|ing)\b|\bgrip(s|ping)?\b|\bclutch\w*|\bgrasp\w*|\bcatch(es|ing)?\b|\btouch\w*|\breach\w*"),
)
"""What hands do with a thing, by words; they hold it where none is found."""


@dataclass(frozen=True)
class Insert:
    """What fills the picture; no prop when it is a piece of the place."""

    prop: str = ""
    hands: tuple[FigureLook, ...] = ()
    way: str = "hold"
    colour: Colour | None = None
    """That the words give it."""


def is_of_hands(shot: script_pb2.Shot) -> bool:
    """Whether a shot's subject is somebody's hands, which no face should stand in for."""
    return bool(_LIMBS_OF.match(shot.subject.lower()))


def read_insert(request: video_pb2.FilmShotRequest, weather: str) -> Insert:
    """The insert of a shot: what its people hold is held by hands of their own."""
    shot, characters = request.shot, request.characters
    wording = _told(f"{shot.subject} {shot.action}".strip() or shot.sentence, characters)
    if not characters or not _HANDS.search(wording):
        return Insert(insert_prop(shot, weather), colour=_colour(wording))
    if len(characters) > 1 and _TWO_PEOPLE.search(wording):
        return Insert("hands", tuple(map(read_figure_look, characters[:2])))
    way = next((way for way, pattern in WAYS if re.search(pattern, wording)), "hold")
    return Insert(prop_kind(wording) or "hands", (read_figure_look(characters[0]),), way, _colour(wording))


def insert_prop(shot: script_pb2.Shot, weather: str) -> str:
    """The prop of an insert; empty when the shot names none, and the place is looked at closely instead.

    Whatever is the subject is the picture: the photographs beside a car are not shown for it. A window is wet only
    where it rains.
    """
    wordings = (shot.subject, shot.action) if shot.subject else (shot.details, shot.action, shot.sentence)
    named = next(filter(None, map(prop_kind, wordings)), "") or ""
    if named in ("window", "window_rain"):
        return "window_rain" if weather == "rain" else "window"
    return named


def _colour(wording: str) -> Colour | None:
    """The first colour that is named; a rose is a flower here, and the dark no paint."""
    return next((COLOURS[word] for word in re.findall("[a-z]+", wording) if word in _PAINTS), None)


def _told(wording: str, characters: Iterable[script_pb2.Character]) -> str:
    """The wording in lower case without what people look like: a guitar on a back is not in the hands."""
    told = wording.lower()
    for character in characters:
        if character.description:
            told = told.replace(character.description.lower(), "somebody")
    return told

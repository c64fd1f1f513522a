"""Questions with yes or no for an answer, made from what a shot was to show."""

from collections.abc import Iterator
from dataclasses import dataclass

from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2

LONGEST_LETTERS = 300
FRAMINGS = {
    script_pb2.FRAMING_EXTREME_WIDE: "an extreme wide shot, in which people are tiny or absent",
    script_pb2.FRAMING_WIDE: "a wide shot, in which whole bodies can be seen",
    script_pb2.FRAMING_MEDIUM: "a medium shot, of people from the waist or the knees up",
    script_pb2.FRAMING_CLOSE: "a close shot, in which a face or an object fills much of the picture",
    script_pb2.FRAMING_INSERT: "a shot of an object or a detail that fills the picture",
}


@dataclass(frozen=True)
class Question:
    """One question about one shot."""

    measure: str
    text: str
    subject: str
    """What it is about, in the script's words."""
    wanted: bool = True
    """Whether yes is the good answer."""
    rejects: bool = True
    """Whether a bad answer rejects the take; else it warns."""


def questions_of(request: critic_pb2.CheckTakeRequest) -> list[Question]:
    """Those that the shot's words give rise to, the subject first; an empty field asks nothing."""
    return [*_wanted(request), *_unwanted()]


def _wanted(request: critic_pb2.CheckTakeRequest) -> Iterator[Question]:
    shot = request.shot
    if subject := _said(shot.subject):
        yield Question("shows_subject", f"Do the pictures show {subject}?", subject)
    for character in request.characters:
        if (description := _said(character.description)) and description not in subject:
            yield Question("shows_character", f"Can {description} be seen?", description)
    if action := _said(shot.action):
        who = subject or "somebody"
        yield Question("shows_action", f"Is this what happens in the pictures: {who} {action}?", f"{who} {action}")
    if place := _said(shot.place):
        yield Question("shows_place", f"Is the place in the pictures {place}?", place)
    if light := _said(shot.time_and_light):
        yield Question("shows_light", f"Do time of day and light fit this: {light}?", light, rejects=False)
    if details := _said(shot.details):
        yield Question("shows_details", f"Can these be seen: {details}?", details, rejects=False)
    if framing := FRAMINGS.get(shot.framing, ""):
        yield Question("shows_framing", f"Is this {framing}?", framing, rejects=False)


def _unwanted() -> Iterator[Question]:
    text = "Are captions, subtitles, a watermark or a logo laid over the pictures?"
    yield Question("shows_no_captions", text, "captions or a watermark", wanted=False)
    text = "Does a body, face or hand have a part too many, or is it melted or deformed?"
    yield Question("shows_no_deformity", text, "a deformed body", wanted=False, rejects=False)


def _said(words: str) -> str:
    return " ".join(words.split())[:LONGEST_LETTERS].rstrip(" .!?")

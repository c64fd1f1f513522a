"""What is seen in a shot, put so that two shots can be compared: somebody does something somewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.repertoire import word_list
from songreel_script.wording import head_of, words


@dataclass(frozen=True)
class Picture:
    """One way to fill a shot."""

    subject: str
    action: str
    place: str
    cast: tuple[script_pb2.Character, ...] = ()
    angle: str = ""
    own: bool = False
    """The passage's own words, which come before what the tables have."""

    @property
    def news(self) -> str:
        """What is new in it: what is done, or the thing that fills it."""
        return self.action if self.cast else self.subject


def told(subject: str, action: str, place: str, wordings: Sequence[str]) -> str:
    """ "someone laughs out loud, on a long wooden pier.": the characters' fixed wordings, which have to come back in
    every shot, are "someone"; framing, light and camera are left out."""
    where = located(place) if place not in subject else ""
    line = ", ".join(part for part in (f"{subject} {action}".strip(), where) if part)
    for wording in wordings:
        line = line.replace(wording, "someone")
    return f"{line}."


def pictures(script: script_pb2.Script) -> list[str]:
    """What is to be seen in each shot of a script."""
    wordings = [character.description for character in script.characters]
    return [told(shot.subject, shot.action, shot.place, wordings) for shot in script.shots]


def located(place: str) -> str:
    """The place with its preposition: "on a wooden pier", "in a small room"."""
    if words(place)[:1] and words(place)[0] in word_list("prepositions"):
        return place
    head = head_of(place)
    if head and head[-1] in word_list("at"):
        return f"at {place}"
    return f"on {place}" if head and head[-1] in word_list("on") else f"in {place}"

"""The parts of a treatment as rows of plain words."""

from dataclasses import dataclass
from typing import Any

from songreel.script.v1 import script_pb2

from songreel_client.script_file.naming import short
from songreel_client.texts import printable
from songreel_client.timing import Timing

FIELDS: Any = script_pb2.Shot.DESCRIPTOR.fields_by_name


@dataclass(frozen=True)
class ShotRow:
    """One line of the shot list."""

    number: str
    section: int | None
    span: str
    length: str
    picture: str
    """Framing, camera, and how it opens."""
    sentence: str
    sung: str


def shot_row(shot: script_pb2.Shot, timing: Timing) -> ShotRow:
    """A shot's words with its times."""
    names = (choice(shot, "framing"), choice(shot, "camera"), choice(shot, "transition"))
    return ShotRow(
        number=str(shot.index + 1),
        section=timing.section_of(shot.index),
        span=timing.shot_clock(shot.index),
        length=timing.shot_seconds(shot.index),
        picture=", ".join(filter(None, names)),
        sentence=printable(shot.sentence),
        sung=printable(shot.lyric_line),
    )


def choice(shot: script_pb2.Shot, name: str) -> str:
    """`push in`; empty for what is not set, or not known to this version."""
    known = FIELDS[name].enum_type.values_by_number.get(getattr(shot, name))
    return short(known.name, FIELDS[name]) if known and known.number else ""


def character_facts(character: script_pb2.Character) -> str:
    """The wording of every shot, and what else is known."""
    more = [character.build, character.hair, "" if character.wardrobe in character.description else character.wardrobe]
    return printable("; ".join(filter(None, (character.description, *more))))


def credit(script: script_pb2.Script) -> str:
    """What wrote it."""
    by = script.written_by
    model = by.model or by.backend
    return f"written by {printable(model)}, seed {by.seed}" if model else ""

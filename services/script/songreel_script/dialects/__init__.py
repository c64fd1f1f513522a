"""A shot told anew for a video model, in the kind of text that its makers advise: one module a dialect."""

import dataclasses
from collections.abc import Iterator

from songreel.script.v1 import script_pb2

from songreel_script.dialects import mochi, wan
from songreel_script.dialects.matter import Matter, matter_of
from songreel_script.mood import mood_word


def prompt_for(shot: script_pb2.Shot, script: script_pb2.Script, dialect: script_pb2.Dialect.ValueType) -> str:
    """What the dialect's video model is given; empty where that is the shot's sentence as it is."""
    match dialect:
        case script_pb2.DIALECT_MOCHI:
            return mochi.tell(matter_of(shot, script))
        case script_pb2.DIALECT_WAN:
            return wan.tell(matter_of(shot, script))
        case _:
            return ""


def by_code(shot: script_pb2.Shot, script: script_pb2.Script) -> bool:
    """The shot's prompt is what its fields give in some dialect, whatever was since changed about camera and mood."""
    matter = matter_of(shot, script)
    if matter.act.lower() not in shot.prompt.lower():
        return False
    if shot.prompt in {mochi.tell(matter), wan.tell(matter)}:
        return True
    framed = [dataclasses.replace(matter, framing=framing) for framing in script_pb2.Framing.values()]
    return any(mochi.tell(other) == shot.prompt for other in framed) or any(
        wan.tell(other) == shot.prompt for other in _variants(matter, framed)
    )


def _variants(matter: Matter, framed: list[Matter]) -> Iterator[Matter]:
    """With every framing and move, and with every mood."""
    for other in framed:
        for camera in script_pb2.CameraMove.values():
            yield dataclasses.replace(other, camera=camera)
    for mood in script_pb2.Mood.values()[1:]:
        yield dataclasses.replace(matter, mood=mood_word(mood))

"""A shot told anew for a video model, in the kind of text that its makers advise: one module a dialect."""

from songreel.script.v1 import script_pb2

from songreel_script.dialects import mochi, wan
from songreel_script.dialects.matter import matter_of


def prompt_for(shot: script_pb2.Shot, script: script_pb2.Script, dialect: script_pb2.Dialect.ValueType) -> str:
    """What the dialect's video model is given; empty where that is the shot's sentence as it is."""
    match dialect:
        case script_pb2.DIALECT_MOCHI:
            return mochi.tell(matter_of(shot, script))
        case script_pb2.DIALECT_WAN:
            return wan.tell(matter_of(shot, script))
        case _:
            return ""

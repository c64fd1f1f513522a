"""Other words for a shot: what a client gave stands, what followed from the words before is left to follow anew."""

from typing import Any

from songreel.script.v1 import script_pb2

FROM_THE_SENTENCE: tuple[Any, ...] = (
    "subject",
    "action",
    "place",
    "details",
    "framing",
    "camera",
    "character_ids",
    "time_and_light",
)
ENUMS = {
    "framing": ("FRAMING_", script_pb2.Framing),
    "camera": ("CAMERA_MOVE_", script_pb2.CameraMove),
    "mood": ("MOOD_", script_pb2.Mood),
}


def reword(shot: script_pb2.Shot, words: dict[str, Any]) -> None:
    """Changes the shot's fields. With another sentence the fields follow from it, with other fields the sentence does
    from them; the prompt follows from both."""
    shot.ClearField("prompt")
    if "sentence" in words:
        for name in FROM_THE_SENTENCE:
            shot.ClearField(name)
    elif set(words) - {"prompt"}:
        shot.ClearField("sentence")
    for name, value in words.items():
        if name in ENUMS:
            prefix, kind = ENUMS[name]
            setattr(shot, name, kind.Value(prefix + value.upper()))
        elif name == "character_ids":
            shot.ClearField("character_ids")
            shot.character_ids.extend(value)
        else:
            setattr(shot, name, value)


def shot_before(script: script_pb2.Script, index: int) -> None:
    """Gives the shot's time to the shot before it, or the first one's to the shot after: it shows what that one shows.
    Its transition and the line sung in it are its time's, and stay."""
    own, other = script.shots[index], script.shots[index - 1 if index else min(1, len(script.shots) - 1)]
    kept = script_pb2.Shot(index=own.index, transition=own.transition, lyric_line=own.lyric_line)
    own.CopyFrom(other)
    own.index, own.transition, own.lyric_line = kept.index, kept.transition, kept.lyric_line

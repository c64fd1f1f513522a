"""What an insert shows: the thing that is named, or else a piece of the place itself."""

from songreel.script.v1 import script_pb2

from songreel_video.backends.animatic.figures import prop_kind


def insert_prop(shot: script_pb2.Shot, weather: str) -> str:
    """The prop of an insert; empty when the shot names none, and the place is looked at closely instead.

    A window is wet only where it rains.
    """
    wordings = (shot.subject, shot.details, shot.action, shot.sentence)
    named = next(filter(None, map(prop_kind, wordings)), "") or ""
    if named in ("window", "window_rain"):
        return "window_rain" if weather == "rain" else "window"
    return named

"""How many frames are filmed before a shot's first: for a dissolve into it, and for editors who asked for handles.

A dissolve lasts a beat, within bounds, and at most half of the shot that it comes out of. Where a backend films only up
to some length, a handle takes no more than what is left of it.
"""

from fractions import Fraction
from typing import Any

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

SHORTEST_SECONDS, USUAL_SECONDS, LONGEST_SECONDS = 0.4, 0.6, 1.0
HANDLE_SECONDS = 0.5
LARGEST_SHARE = 0.5


def head_frames(
    order: dict[str, Any], longest_frames: int | None, analysis: audio_pb2.SongAnalysis, shot: script_pb2.Shot
) -> int:
    """0 where nothing needs any; `longest_frames` is None for a backend that films any length."""
    timed, rate = analysis.shots[shot.index], Fraction(analysis.rate.numerator, analysis.rate.denominator or 1)
    wanted = round(HANDLE_SECONDS * rate) if order.get("handles") else 0
    if shot.transition == script_pb2.TRANSITION_DISSOLVE and shot.index:
        before = analysis.shots[shot.index - 1]
        room = int(LARGEST_SHARE * (before.end_frame - before.start_frame))
        wanted = max(wanted, min(room, round(_dissolve_seconds(timed.music.bpm) * rate)))
    room = wanted if longest_frames is None else longest_frames - (timed.end_frame - timed.start_frame)
    return max(0, min(wanted, room))


def _dissolve_seconds(bpm: float) -> float:
    return min(LONGEST_SECONDS, max(SHORTEST_SECONDS, 60 / bpm)) if bpm else USUAL_SECONDS

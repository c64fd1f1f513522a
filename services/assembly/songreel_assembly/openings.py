"""The openings of shots that are made while cutting: which, and over which frames of the film.

                cut
    │ shot 6     │ shot 7      │
    │      ▒▒▒▒▒▒│             │    dissolve: ends at the cut, from frames filmed before shot 7's first
    │            │▓▓▒▒░░       │    fade, flash, dip, whip: within shot 7's own frames

The total never changes. An animatic draws its own openings, so only dissolves are made for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from songreel.assembly.v1 import assembly_pb2
from songreel.script.v1 import script_pb2

from songreel_assembly.order import CutOrder

SECONDS: "dict[script_pb2.Transition.ValueType, float]" = {
    script_pb2.TRANSITION_FADE_FROM_BLACK: 0.75,
    script_pb2.TRANSITION_FLASH: 0.35,
    script_pb2.TRANSITION_DIP: 0.5,
    script_pb2.TRANSITION_WHIP: 0.29,
}
"""As long as the animatic draws them."""
LARGEST_SHARE = 0.5
"""Of a shot that an opening may cover."""
NO_HANDLE = "The shot was filmed without frames before its first, so there was nothing to dissolve to."
TOO_SHORT_BEFORE = "The shot before is a single frame, which leaves none to dissolve over."
NO_SHOT_BEFORE = "The first shot has none before it that it could come out of."


@dataclass(frozen=True)
class Opening:
    """How a shot begins."""

    shot_index: int
    transition: "script_pb2.Transition.ValueType"
    start_frame: int
    """Of the film, half open."""
    end_frame: int
    left_out: str = ""
    """Why it is a plain cut after all."""

    def message(self) -> assembly_pb2.MadeTransition:
        """For the certificate."""
        return assembly_pb2.MadeTransition(
            shot_index=self.shot_index,
            transition=self.transition,
            start_frame=self.start_frame,
            end_frame=self.end_frame,
            left_out=self.left_out,
        )


def plan_openings(order: CutOrder) -> list[Opening]:
    """In film order; those that cannot be made are there too, and say why."""
    request = order.request
    shots = {shot.index: shot.transition for shot in request.script.shots}
    return [
        opening
        for clip in request.clips
        if (transition := shots.get(clip.shot_index, script_pb2.TRANSITION_UNSPECIFIED))
        and (opening := _opening(order, clip.shot_index, transition))
    ]


def dissolves_of(openings: Iterable[Opening]) -> dict[int, int]:
    """Frames of each dissolve that was made, by the shot that comes out of it."""
    return {
        opening.shot_index: opening.end_frame - opening.start_frame
        for opening in openings
        if opening.transition == script_pb2.TRANSITION_DISSOLVE and not opening.left_out
    }


def _opening(order: CutOrder, index: int, transition: "script_pb2.Transition.ValueType") -> Opening | None:
    clip, shots = order.request.clips[index], order.request.analysis.shots
    cut = shots[index].start_frame
    if transition == script_pb2.TRANSITION_DISSOLVE:
        if not index:
            return Opening(index, transition, cut, cut, NO_SHOT_BEFORE)
        frames = min(clip.head.frames, int(LARGEST_SHARE * (cut - shots[index - 1].start_frame)))
        why = "" if frames else TOO_SHORT_BEFORE if clip.head.frames else NO_HANDLE
        return Opening(index, transition, cut - frames, cut, why)
    if clip.provenance.animatic or transition not in SECONDS:
        return None
    if transition == script_pb2.TRANSITION_WHIP and not index:
        return Opening(index, transition, cut, cut, NO_SHOT_BEFORE)
    frames = min(round(SECONDS[transition] * order.rate), max(1, int(LARGEST_SHARE * clip.frames)))
    return Opening(index, transition, cut, cut + frames)

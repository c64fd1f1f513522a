"""Cuts as the pixels show them, held against the plan and the music.

change of the picture   ▁▁▂▁▁▁█▁▂▁▁
planned cut                   ↑        seen here: error 0
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

import numpy as np
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.findings import Limits, Measured, judged
from songreel_critic.watching import PerFrame

NOT_MUSICAL = frozenset(
    {audio_pb2.CUT_REASON_UNSPECIFIED, audio_pb2.CUT_REASON_LENGTH_LIMIT, audio_pb2.CUT_REASON_STRATEGY}
)


@dataclass(frozen=True)
class SeenCut:
    """One planned cut and where the picture really changes."""

    shot: audio_pb2.TimedShot
    offset_frames: int | None
    """From the planned frame; None when no change can be told."""


def see_cuts(analysis: audio_pb2.SongAnalysis, changes: PerFrame) -> list[SeenCut]:
    """Where each planned cut but the film's start is seen. `changes[n]` is from frame n to frame n + 1."""
    planned = {shot.start_frame - 1 for shot in analysis.shots[1:]}
    return [SeenCut(shot, _offset(shot.start_frame - 1, changes, planned)) for shot in analysis.shots[1:]]


def _offset(at: int, changes: PerFrame, planned: set[int]) -> int | None:
    reach = thresholds.CUT_SEARCH_FRAMES
    near = range(max(0, at - 3 * reach), min(len(changes), at + 3 * reach + 1))
    ordinary = [changes[n] for n in near if n != at and n not in planned]
    usual = float(np.median(ordinary)) if ordinary else 0.0
    needed = max(thresholds.CUT_SHOWS_FACTOR * usual, usual + thresholds.CUT_SHOWS_CHANGE)
    if changes[at] > needed:
        return 0
    candidates = [n for n in near if abs(n - at) <= reach and n not in planned]
    best = max(candidates, key=lambda n: float(changes[n]), default=at)
    stands_out = changes[best] > max(needed, thresholds.CUT_CHANGE, thresholds.CUT_PROMINENCE * usual)
    return best - at if stands_out else None


def check_cuts(
    analysis: audio_pb2.SongAnalysis, changes: PerFrame, dissolved: Container[int] = ()
) -> Iterator[critic_pb2.Finding]:
    """Are the cuts where they were planned, do they show, and how far are they from their musical moments?

    Shots that are `dissolved` into have no cut that could show.
    """
    seen = [cut for cut in see_cuts(analysis, changes) if cut.shot.index not in dissolved]
    moved = [cut for cut in seen if cut.offset_frames]
    says = "Every cut that shows is where it was planned."
    if moved:
        first = moved[0]
        says = f"The cut to shot {first.shot.index} shows {first.offset_frames:+d} frames from its place. Cut it again."
    yield judged(_of("cut_on_frame", len(moved), "cuts", says, moved), Limits(defect=0))

    hidden = [cut for cut in seen if cut.offset_frames is None]
    says = "Every cut shows."
    if hidden:
        says = f"{len(hidden)} of {len(seen)} cuts hardly show, first that to shot {hidden[0].shot.index}."
    yield judged(_of("cut_visible", len(hidden), "cuts", says, hidden), Limits(warning=0))

    rate = analysis.rate.numerator / analysis.rate.denominator
    errors = [
        (abs(cut.shot.start_frame + cut.offset_frames - cut.shot.cut.moment_seconds * rate), cut)
        for cut in seen
        if cut.offset_frames is not None and cut.shot.cut.reason not in NOT_MUSICAL
    ]
    worst, where = max(errors, key=lambda error: error[0], default=(0.0, None))
    says = f"The cuts that show are at most {worst:.2f} frames from their musical moments."
    found = [where] if where and worst > thresholds.CUT_ERROR_FRAMES_WARNING else []
    yield judged(_of("cut_to_beat", worst, "frames", says, found), Limits(thresholds.CUT_ERROR_FRAMES_WARNING))


def _of(measure: str, value: float, unit: str, sentence: str, cuts: list[SeenCut]) -> Measured:
    if not cuts:
        return Measured(measure, value, unit, sentence)
    return Measured(measure, value, unit, sentence, cuts[0].shot.start_frame, cuts[0].shot.index)

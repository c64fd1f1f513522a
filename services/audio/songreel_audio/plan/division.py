"""Cuts that divide a span of frames into shots of allowed lengths, whatever moments there are."""

from collections.abc import Callable, Sequence

from songreel_audio.plan.moments import PREFERENCE, Moment, Reason, unmusical
from songreel_audio.plan.options import Limits
from songreel_audio.plan.words import Mask, nearest_free


def divide(start: int, end: int, moments: Sequence[Moment], limits: Limits, sung: Mask) -> list[Moment]:
    """The fewest cuts inside (start, end), even, each moved to the best moment that keeps all lengths allowed.

    Where no moment is near, the cut falls on the even frame, or beside the word that is `sung` there, and says that the
    shot had reached its length.
    """
    cuts: list[Moment] = []
    at = start
    while end - at > limits.max_frames:
        shots = -(-(end - at) // limits.max_frames)
        even = at + (end - at) // shots
        earliest = max(at + limits.min_frames, end - (shots - 1) * limits.max_frames)
        latest = min(at + limits.max_frames, end - (shots - 1) * limits.min_frames)
        near = [moment for moment in moments if earliest <= moment.frame <= latest]
        free = unmusical(nearest_free(even, earliest, latest, sung), limits, Reason.CUT_REASON_LENGTH_LIMIT)
        cut = min(near, key=_closeness(even, limits), default=free)
        cuts.append(cut)
        at = cut.frame
    return cuts


def _closeness(frame: int, limits: Limits) -> Callable[[Moment], float]:
    return lambda moment: abs(moment.frame - frame) / float(limits.rate) + PREFERENCE.get(moment.reason, 5)


def spaced(moments: Sequence[Moment], fixed: Sequence[int], limits: Limits) -> list[Moment]:
    """The moments, best first in the list, that keep `min_frames` from one another and from the fixed frames."""
    taken = list(fixed)
    kept: list[Moment] = []
    for moment in moments:
        if all(abs(moment.frame - other) >= limits.min_frames for other in taken):
            taken.append(moment.frame)
            kept.append(moment)
    return sorted(kept, key=lambda moment: moment.frame)

"""Faults in the order of one take's frames: strays, doubles, jumps, frames that changed places, dissolves.

a b X c d     a stray is unlike both neighbours, which are like one another
a b b c c d   doubles do not move while the rest does
a b c | j k   at a jump much more happens than from any other frame to the next
a c b d       of frames that changed places, the next but one is nearer than the next
"""

import numpy as np
from numpy.typing import NDArray
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.displacement import moved_share
from songreel_critic.findings import Limits, Measured, judged
from songreel_critic.likeness import longest_run
from songreel_critic.shot_view import ShotView
from songreel_critic.watching import LUMA

Series = NDArray[np.float32]


def unexplained(one: Series, other: Series) -> Series:
    """(pairs,) what of the other pictures no gain and offset of the first ones explains, in levels of 255.

    `one` and `other` are (pairs, pixels). A lamp that goes on explains itself; what has moved does not.
    """
    a, b = (pictures - pictures.mean(1, keepdims=True) for pictures in (one, other))
    aa, bb, ab = ((x * y).mean(1) for x, y in ((a, a), (b, b), (a, b)))
    left: Series = np.sqrt(np.maximum(bb - ab * ab / np.maximum(aa, 1e-6), 0.0))
    return left


class Moves:
    """How far each picture is from the next and from the next but one."""

    def __init__(self, view: ShotView) -> None:
        flat = view.levels.reshape(view.viewing.frames, -1)
        self.next = unexplained(flat[:-1], flat[1:])
        self.skipping = unexplained(flat[:-2], flat[2:])
        self.plain_next = view.steps
        self.plain_skipping = np.abs(flat[2:] - flat[:-2]).mean(1)

    def usual(self, at: int, reach: int = 8) -> float:
        """The median of what happens around a step, without it."""
        around = np.delete(self.next[max(0, at - reach) : at + reach + 1], min(at, reach))
        return float(np.median(around)) if len(around) else 0.0

    def usual_beside(self, at: int, reach: int = 7) -> float:
        """The median of how much pictures change around one of them, without the steps to it and from it."""
        first = max(0, at - 1 - reach)
        around = np.delete(self.plain_next[first : at + 1 + reach], [at - 1 - first, at - first])
        return float(np.median(around)) if len(around) else 0.0


def stray_frames(view: ShotView, moves: Moves) -> critic_pb2.Finding:
    """The number of single frames that do not belong: black, white, torn, from elsewhere."""
    before, after = moves.plain_next[:-1], moves.plain_next[1:]
    least = np.minimum(before, after)
    stray = (least > thresholds.STRAY_CHANGE) & (moves.plain_skipping < thresholds.STRAY_RETURN * least)
    redrawn = np.maximum(moves.next[:-1], moves.next[1:])
    redrawn_once = (redrawn > thresholds.STRAY_DRAWING) & (moves.skipping < redrawn)
    found = np.flatnonzero(_single(stray & redrawn_once)) + 1
    stands_out = [least[at - 1] > thresholds.STRAY_PROMINENCE * moves.usual_beside(at) for at in found.tolist()]
    found = found[np.array(stands_out, bool) & (found >= view.transition_frames)]
    says = "No single frame is unlike its neighbours."
    if len(found):
        says = f"Frame {found[0]} does not belong to the frames around it. Film the shot again."
    return judged(_count("stray_frames", found, says, view.shot), Limits(defect=0))


def _single(stray: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without long runs: where each frame in turn is unlike two neighbours that are alike, the light flickers."""
    single = stray.copy()
    while (run := longest_run(single))[1] > thresholds.STRAY_RUN:
        single[run[0] : sum(run)] = False
    return single


def doubled_frames(view: ShotView, moves: Moves) -> critic_pb2.Finding:
    """The share of steps at which a moving picture stands still for one frame."""
    step = moves.next
    beside = np.minimum(step[:-2], step[2:])
    alone = (step[1:-1] < thresholds.DOUBLED_RATIO * beside) & (beside > thresholds.MOVING_CHANGE)
    for first in (0, 1):
        still, moving = step[1:-1][first::2], np.maximum(beside[first::2], thresholds.MOVING_CHANGE)
        if len(still) >= thresholds.STUTTER_STEPS and np.median(still / moving) < thresholds.STUTTER_RATIO:
            alone[first::2] = True  # noise, or a coder, may hide that a frame repeats; every other one cannot
    found = np.flatnonzero(alone) + 2
    share = len(found) / max(1, len(step))
    says = f"{len(found)} frames repeat the one before them while the picture moves."
    says += " It stutters: film the shot again." if share > thresholds.DOUBLED_SHARE_WARNING else ""
    where = int(found[0]) if len(found) else -1
    measured = Measured("doubled_frames", share, "share", says, where, view.shot)
    return judged(measured, Limits(thresholds.DOUBLED_SHARE_WARNING))


def jumps(view: ShotView, moves: Moves) -> critic_pb2.Finding:
    """The greatest step that is no cut and stays, over the steps around it: there frames seem to be missing."""
    value, where = 1.0, -1
    for at in range(1, len(moves.next) - 2):
        here = float(moves.next[at])
        stays = min(moves.skipping[at - 1], moves.skipping[at]) > thresholds.JUMP_STAYS * here
        beside = float(max(moves.next[at - 1], moves.next[at + 1]))  # a gesture goes on for frames, a jump does not
        times = here / max(moves.usual(at), beside, thresholds.MOVING_CHANGE)
        if here > thresholds.JUMP_CHANGE and times > value and stays and at + 1 >= view.transition_frames:
            times *= _by_motion(view, at)
            value, where = max((value, where), (times, at + 1))
    found = value > thresholds.JUMP_WARNING
    says = f"No step is more than {value:.1f} times those around it."
    if found:
        says = f"The picture jumps at frame {where} of the shot: {value:.1f} times as far as around it. Film it again."
    measured = Measured("jumps", value, "times", says, where if found else -1, view.shot)
    return judged(measured, Limits(thresholds.JUMP_WARNING))


def _by_motion(view: ShotView, at: int) -> float:
    """From 0 to 1: how much a step counts. Lights of a stage change at once, but nothing has moved then."""
    before, after = view.adapted_pictures(at, at + 1)
    moved = moved_share(before, after) / thresholds.JUMP_MOVES
    both_ways = _balance((after - before) @ LUMA) / thresholds.JUMP_BOTH_WAYS
    return float(np.clip(moved * moved, thresholds.JUMP_BY_LIGHT, 1.0)) * min(both_ways, 1.0)


def _balance(change: Series) -> float:
    """From 0 to 1: how much of it is of the rarer sign. What moves darkens one place and lights up another; a lamp
    that goes on darkens none."""
    up, down = (float(np.maximum(side - thresholds.JUMP_LEVELS, 0).sum()) for side in (change, -change))
    return min(up, down) / max(up, down, 1.0)


def frames_in_order(view: ShotView, moves: Moves) -> critic_pb2.Finding:
    """The number of frames that stand where another one belongs."""
    step, skip = moves.next, moves.skipping
    outer = np.minimum(step[:-2], step[2:])
    one_back = (outer > thresholds.ORDER_CHANGE) & (step[1:-1] < thresholds.ORDER_BACK * outer)
    nearer = (skip[:-1] < thresholds.ORDER_RATIO * step[:-2]) & (skip[1:] < thresholds.ORDER_RATIO * step[2:])
    pairs = np.flatnonzero(nearer & one_back) + 1
    says = "The frames follow one another."
    if len(pairs) > thresholds.ORDER_FRAMES:
        says = f"From frame {pairs[0]} on, frames have changed places. Film the shot again."
    where = pairs if len(pairs) > thresholds.ORDER_FRAMES else pairs[:0]
    measured = Measured("frames_in_order", len(pairs), "frames", says, int(where[0]) if len(where) else -1, view.shot)
    return judged(measured, Limits(warning=thresholds.ORDER_FRAMES))


def _count(measure: str, places: NDArray[np.int_], says: str, shot: int) -> Measured:
    return Measured(measure, len(places), "frames", says, int(places[0]) if len(places) else -1, shot)

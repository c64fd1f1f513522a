"""Faults that show in the pixels of one take: black, frozen, flickering, cut in the middle."""

import numpy as np
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.findings import Limits, Measured, judged
from songreel_critic.likeness import difference, likeness, longest_run
from songreel_critic.shot_view import ShotView


def black_frames(view: ShotView) -> critic_pb2.Finding:
    """The share of the shot that shows nothing; a fade or dip at its start does not count."""
    black = view.viewing.black()
    black[: view.dark_opening_frames] = False
    share = float(black.mean())
    start, _ = longest_run(black)
    says = f"{100 * share:.0f} % of the shot is black."
    says += " Look at its light, or film it again." if share > thresholds.BLACK_SHARE_WARNING else ""
    limits = Limits(thresholds.BLACK_SHARE_WARNING, thresholds.BLACK_SHARE_DEFECT)
    return judged(Measured("black_frames", share, "share", says, start if share else -1, view.shot), limits)


def frozen_frames(view: ShotView) -> critic_pb2.Finding:
    """The longest time for which the picture stands still."""
    usual = float(np.quantile(view.changes, 0.9)) if len(view.changes) else 0.0
    limits = (thresholds.FROZEN_CHANGE, thresholds.FROZEN_CHANGE_LIMIT)
    start, length = longest_run(view.changes < np.clip(thresholds.FROZEN_SHARE * usual, *limits))
    seconds = length / view.rate_hz
    says = f"The picture stands still for at most {seconds:.1f} s."
    says += " Give the camera or somebody something to do." if seconds > thresholds.FROZEN_SECONDS_WARNING else ""
    measured = Measured("frozen_frames", seconds, "seconds", says, start if length else -1, view.shot)
    return judged(measured, Limits(thresholds.FROZEN_SECONDS_WARNING))


def flicker(view: ShotView) -> critic_pb2.Finding:
    """How much the brightness goes up and down from one frame to the next, in levels of 255.

    Of each three frames the smaller of the two steps counts, where the steps go opposite ways: a pulse on the beat is
    a step up and a slow fall, so it hardly counts; every other frame darker counts in full.
    """
    steps = np.diff(view.light)
    before, after = steps[:-1], steps[1:]
    swings = np.where(before * after < 0, np.minimum(np.abs(before), np.abs(after)), 0.0)
    value = float(swings.mean()) if len(swings) else 0.0
    says = f"The brightness swings by {value:.1f} levels of 255 between frames."
    says += " The picture flickers: film the shot again." if value > thresholds.FLICKER_WARNING else ""
    where = int(np.argmax(swings)) + 1 if value else -1
    return judged(Measured("flicker", value, "levels", says, where, view.shot), Limits(thresholds.FLICKER_WARNING))


def cut_inside(view: ShotView) -> critic_pb2.Finding:
    """The number of hard cuts within the shot, where none belongs."""
    changes, pictures, black = view.steps, view.levels, view.viewing.black()
    cuts = []
    for at in np.flatnonzero(changes > thresholds.CUT_CHANGE).tolist():
        around = np.delete(changes[max(0, at - 6) : at + 7], min(at, 6))
        stands_out = changes[at] > thresholds.CUT_PROMINENCE * (np.median(around) if len(around) else 0.0)
        later = pictures[min(at + 3, len(pictures) - 1)]  # a flash or a passer-by is gone again by then
        lasts = likeness(pictures[at], later) < thresholds.CUT_LIKENESS
        unlike = likeness(pictures[at], pictures[at + 1]) < thresholds.CUT_LIKENESS
        earlier = pictures[max(at - 2, 0)]  # and coming back from one leads to what was seen before
        unlike = unlike and likeness(earlier, pictures[at + 1]) < thresholds.CUT_LIKENESS
        lasts = lasts and difference(pictures[at], later) > thresholds.CUT_CHANGE
        in_sight = not (black[at] or black[at + 1])  # going black is a fault of its own
        if stands_out and unlike and lasts and in_sight and at + 1 >= view.transition_frames:
            cuts.append(at + 1)
    says = "No cut inside the shot."
    if cuts:
        says = f"The picture cuts at frame {cuts[0]} of the shot, away from the music. Film the shot again."
    measured = Measured("cut_inside", len(cuts), "cuts", says, cuts[0] if cuts else -1, view.shot)
    return judged(measured, Limits(defect=0))

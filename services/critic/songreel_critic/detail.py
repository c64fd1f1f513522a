"""Faults that only the full-size pictures of one take show: softness, blocks, noise, combs."""

from collections.abc import Callable, Sequence

import numpy as np
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.closeup import Closeup
from songreel_critic.findings import Limits, Measured, judged
from songreel_critic.shot_view import ShotView


def soft_picture(view: ShotView) -> critic_pb2.Finding:
    """How soft the sharpest of the closeups is: 1 less the steepness of its edges."""
    edges = [closeup.edges for closeup in view.viewing.closeups]
    value = max(0.0, 1 - max(edges)) if edges else 0.0
    says = f"The sharpest edges rise over {1 / max(1 - value, 0.1):.1f} times a pixel."
    says += " Nothing in the picture is sharp: film the shot again." if value > thresholds.SOFT_WARNING else ""
    return judged(Measured("soft_picture", value, "", says, -1, view.shot), Limits(thresholds.SOFT_WARNING))


def soft_moment(view: ShotView) -> critic_pb2.Finding:
    """How much of its fine detail a picture in mid-shot loses for a moment, as a share of what is before and after.

    What passes close by hides detail in a part of the picture; a lens out of focus, everywhere.
    """
    closeups = view.viewing.closeups
    value, where = 0.0, -1
    for at in range(1, len(closeups) - 1):
        lost = _lost(closeups[max(0, at - 4) : at], closeups[at], closeups[at + 1 : at + 5])
        if lost > value and closeups[at].frame >= view.transition_frames:
            value, where = lost, closeups[at].frame
    found = value > thresholds.SOFT_MOMENT_WARNING
    says = f"At most {100 * value:.0f} % of the fine detail is lost for a moment."
    says += f" The picture goes soft at frame {where} of the shot: film it again." if found else ""
    measured = Measured("soft_moment", value, "share", says, where if found else -1, view.shot)
    return judged(measured, Limits(thresholds.SOFT_MOMENT_WARNING))


def _lost(before: Sequence[Closeup], here: Closeup, after: Sequence[Closeup]) -> float:
    """The mean of what the whole picture loses, and of what those of its parts lose that keep most."""
    around = min(max(each.fine for each in side) for side in (before, after))
    parts = np.minimum(*(np.max([each.parts for each in side], axis=0) for side in (before, after)))
    detailed = parts > thresholds.SOFT_MOMENT_LEAST
    if around <= thresholds.SOFT_MOMENT_LEAST or detailed.sum() < thresholds.SOFT_MOMENT_PARTS:
        return 0.0
    kept_most = np.quantile(1 - np.array(here.parts)[detailed] / parts[detailed], thresholds.SOFT_MOMENT_KEPT)
    return float((1 - here.fine / around + kept_most) / 2)


def blocks(view: ShotView) -> critic_pb2.Finding:
    """How much stronger the steps across a coder's blocks are than those beside."""
    value = _middle(view, lambda closeup: closeup.blocks)
    says = f"Steps across a grid of 8 pixels are {value:.2f} times those beside it."
    says += " The picture falls into blocks: film the shot again." if value > thresholds.BLOCKS_WARNING else ""
    return judged(Measured("blocks", value, "", says, -1, view.shot), Limits(thresholds.BLOCKS_WARNING))


def noise(view: ShotView) -> critic_pb2.Finding:
    """The noise in the calmest parts of the picture, in levels."""
    value = _middle(view, lambda closeup: closeup.noise)
    says = f"The noise in the calmest parts of the picture is {value:.1f} levels of 255."
    says += " It is more than film grain: film the shot again." if value > thresholds.NOISE_WARNING else ""
    return judged(Measured("noise", value, "levels", says, -1, view.shot), Limits(thresholds.NOISE_WARNING))


def combing(view: ShotView) -> critic_pb2.Finding:
    """The share of the picture in which every other row shows another moment: where rows disagree, less twice by
    how much more they do when woven anew with the picture before."""
    all_combs = [closeup.combs for closeup in view.viewing.closeups[1:]]  # the first has no picture before it
    here, odd, even = np.mean([(c.here, c.odd_before, c.even_before) for c in all_combs] or [(0.0, 0.0, 0.0)], axis=0)
    value = max(0.0, float(here - thresholds.COMBS_REWOVEN * max(0.0, min(odd, even) - here)))
    says = f"In {100 * value:.1f} % of the picture neighbouring rows disagree."
    says += " It is interlaced: film the shot again." if value > thresholds.COMBS_WARNING else ""
    return judged(Measured("combing", value, "share", says, -1, view.shot), Limits(thresholds.COMBS_WARNING))


def _middle(view: ShotView, of: Callable[[Closeup], float]) -> float:
    values = [of(closeup) for closeup in view.viewing.closeups]
    return float(np.median(values)) if values else 0.0

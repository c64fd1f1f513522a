"""Dead parts of a picture: bars above and below, at the sides, or a part that the decoder lost."""

import numpy as np
from numpy.typing import NDArray
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.findings import Limits, Measured, judged
from songreel_critic.shot_view import ShotView
from songreel_critic.watching import LUMA

Levels = NDArray[np.float32]


def dead_border(view: ShotView) -> critic_pb2.Finding:
    """The share of the picture that is one plain colour from an edge to a straight line, through the whole shot."""
    usable = view.viewing.thumbnails[~view.viewing.black()]
    value, side = 0.0, ""
    scale = 1 / view.gain
    if len(usable) >= thresholds.BORDER_FRAMES:
        levels = (usable[:: max(1, len(usable) // 12)] @ LUMA).astype(np.float32)
        turned = levels.transpose(0, 2, 1)
        sides = {
            "top": _depth(levels, scale), "bottom": _depth(levels[:, ::-1], scale),
            "left": _depth(turned, scale), "right": _depth(turned[:, ::-1], scale),
        }  # fmt: skip
        side = max(sides, key=lambda name: sides[name])
        value = sides[side]
    says = "The picture is filled to its edges."
    if value > thresholds.BORDER_SHARE_DEFECT:
        says = f"{100 * value:.0f} % of the picture at its {side} shows nothing. Film the shot again."
    return judged(
        Measured("dead_border", value, "share", says, -1, view.shot), Limits(defect=thresholds.BORDER_SHARE_DEFECT)
    )


def _depth(levels: Levels, scale: float) -> float:
    """The share of the rows to which the dead part reaches from the first; 0 where its end is no straight line.

    `scale` is how dark the picture is, 1 by day.
    """
    plainest, step = (scale * level for level in (thresholds.BORDER_PLAIN, thresholds.BORDER_STEP))
    rows = levels.shape[1]
    plain = np.ptp(levels, axis=(0, 2)) < plainest
    shades = levels.mean((0, 2))
    plain &= np.abs(shades - shades[0]) < plainest  # stripes are plain, row by row
    depth = int(np.argmin(plain)) if not plain.all() else 0
    if not depth or depth + 1 >= rows:
        return 0.0
    edge = np.median(np.abs(levels[:, depth + 1] - levels[:, depth - 1]), axis=0)  # whoever passes leaves none
    straight = float((edge > step).mean()) > thresholds.BORDER_STRAIGHT
    return depth / rows if straight else 0.0

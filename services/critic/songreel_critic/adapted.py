"""The pictures of a shot as eyes see them that have got used to its light: what is black throughout is left out, and
what is dark is as bright as day.

Thresholds are in levels of an ordinary picture. A step of 16 levels is a cut by day; by night, where white is at 30, it
is all that there is, and a body before black space moves a sixth of the picture at most.
"""

import numpy as np
from numpy.typing import NDArray

from songreel_critic import thresholds
from songreel_critic.watching import LUMA, Viewing

Levels = NDArray[np.float32]
"""(frames, pixels, 3) red, green, blue, 0 to 255: what is brighter than white dazzles, and is white."""


def adapted(viewing: Viewing) -> tuple[Levels, float]:
    """(the lit pixels of each picture, how much brighter they are than in the file)."""
    flat = viewing.thumbnails.reshape(viewing.frames, -1, 3)
    seen = flat[~viewing.black()] if not viewing.black().all() else flat
    lit = np.quantile(seen.max(-1), thresholds.LIT_TIMES, axis=0) > thresholds.LIT_LEVEL
    brightest = thresholds.WHITE_QUANTILE
    if lit.mean() < thresholds.LIT_SHARE:
        lit[:], brightest = True, thresholds.HIGHLIGHT_QUANTILE
    white = float(np.median(np.quantile(seen[:, lit] @ LUMA, brightest, axis=1)))
    gain = float(np.clip(thresholds.WHITE_BY_DAY / max(white, 1.0), 1.0, thresholds.MOST_GAIN))
    return brightened(flat[:, lit], gain), gain


def brightened(pictures: NDArray[np.uint8], gain: float) -> Levels:
    """Pictures of any shape as eyes see them that are used to the dark; none of it is brighter than white."""
    levels: Levels = np.minimum(pictures * np.float32(gain), np.float32(255))
    return levels

"""The cheapest way to cut a span: dynamic programming over musical moments, two shots deep.

A plan's price is the sum over its shots of how far each length is from its target (squared, in logarithms), of what its
cut falls on, of how much more has to be filmed than is shown, and of how alike it is to the shot before. The last term
is why the state is a pair of cuts.

    ──┬────────────┬─────────┬──►      price(j, k) = shot(j → k) + min over i of price(i, j) + sameness(k - j, j - i)
      i            j         k
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from songreel_audio.plan.moments import Moment, Reason
from songreel_audio.plan.options import Limits

CUT_PRICE = {
    Reason.CUT_REASON_SECTION_EDGE: 0.0,
    Reason.CUT_REASON_DOWNBEAT: 0.0,
    Reason.CUT_REASON_PHRASE: 0.0,
    Reason.CUT_REASON_LYRIC_START: 0.0,
    Reason.CUT_REASON_BEAT: 0.5,
    Reason.CUT_REASON_ONSET: 0.4,
}
OFF_BEAT_PRICE = 0.6
"""On top, for beats that neither open nor halve their bar and for lines sung off the beat."""
TOLERANCE = 0.35
"""A length e^0.35, or 1.4 times, off its target costs 1."""
WASTE_PRICE = 0.8
"""Of a shot for which twice its frames have to be filmed."""
SAME_PRICE = 0.25
SAME_SPREAD = 0.06
"""Lengths within a few per cent of each other look the same."""

Floats = NDArray[np.float64]


def cheapest_cuts(
    start: int, end: int, moments: Sequence[Moment], targets: Floats, limits: Limits
) -> list[Moment] | None:
    """The best cuts inside (start, end), or None when the moments leave no way of allowed lengths.

    `targets` is (frames + 1,) wished seconds of a shot that begins at each frame.
    """
    inner = [m for m in moments if start + limits.min_frames <= m.frame <= end - limits.min_frames]
    frames = np.array([start, *(m.frame for m in inner), end])
    prices = np.array([0.0, *(CUT_PRICE[m.reason] + OFF_BEAT_PRICE * (not m.strong) for m in inner), 0.0])
    last = len(frames) - 1
    lengths = range(limits.max_frames + 1)
    waste = np.array([0.0, *(WASTE_PRICE * (limits.filmed(length) / length - 1) for length in lengths[1:])])
    # of the paths that end with the shot (j → k): the price, and the cut before j
    paths: list[tuple[NDArray[np.int64], Floats, NDArray[np.int64]]] = [_none()]
    for k in range(1, last + 1):
        length = frames[k] - frames[:k]
        openers = np.flatnonzero((length >= limits.min_frames) & (length <= limits.max_frames))
        seconds = length[openers] / float(limits.rate)
        own = (np.log(seconds / targets[frames[openers]]) / TOLERANCE) ** 2 + waste[length[openers]] + prices[k]
        total, previous = np.full(len(openers), np.inf), np.full(len(openers), -1)
        for n, j in enumerate(openers.tolist()):
            if j == 0:
                total[n] = own[n]
                continue
            before, price, _ = paths[j]
            if len(before):
                ratio = np.log((frames[j] - frames[before]) / (frames[k] - frames[j]))
                options = price + SAME_PRICE * np.exp(-((ratio / SAME_SPREAD) ** 2))
                best = int(options.argmin())
                total[n], previous[n] = own[n] + options[best], before[best]
        paths.append((openers, total, previous))

    openers, total, previous = paths[last]
    if not len(total) or not np.isfinite(total.min()):
        return None
    chain, k, j = [], last, int(openers[total.argmin()])
    while j > 0:
        chain.append(j)
        k, j = j, int(paths[k][2][np.flatnonzero(paths[k][0] == j)[0]])
    return [inner[index - 1] for index in reversed(chain)]


def _none() -> tuple[NDArray[np.int64], Floats, NDArray[np.int64]]:
    return np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.int64)

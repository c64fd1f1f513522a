"""Where a song's sections begin: the division into stretches that are most alike within.

Change-point detection by dynamic programming (after S. Arlot, A. Celisse, Z. Harchaoui, "A kernel multiple change-point
algorithm via model selection", JMLR 2019): of all divisions of the units, the one with the least spread within its
sections plus a price for each section. The whole song is weighed at once, so that no edge depends on a threshold.
"""

import numpy as np
from numpy.typing import NDArray

SHORTEST_SECONDS = 4.0
SHORTEST_BARS = 4
USUAL_SECONDS = 18.0
"""Of a section in a song of some minutes; a price paid once for each such length is fair."""
LEAST_SECTIONS = 2.5
"""A short song's usual section is this share of it."""
PRICE = 0.13
ODD_BARS_PRICE = 0.25
"""Sections of two, and more so of four, eight ... bars are cheaper: phrases are square more often than not."""

LONG_SECONDS = 40.0
"""Sections beyond this grow dearer: a director wants something to happen."""

Floats = NDArray[np.float64]


def section_price(features: Floats, seconds: float) -> float:
    """What an edge costs in a song of these (units, features), that many seconds long."""
    spread = float(((features - features.mean(0)) ** 2).sum())
    return PRICE * spread * min(USUAL_SECONDS / seconds, 1 / LEAST_SECTIONS)


def section_edges(edges: Floats, features: Floats, bars: Floats, price: float) -> list[int]:
    """Indices into the (units + 1,) seconds of unit edges where sections begin or end, from 0 to the last.

    `bars` is (units + 1,) whole bars before each edge, or all zeros when the units are no bars.
    """
    units = len(features)
    running = np.concatenate([np.zeros((1, features.shape[1])), np.cumsum(features, 0)])
    squares = np.concatenate([[0.0], np.cumsum((features**2).sum(1))])
    counts_bars = bool(bars.any())

    cheapest = np.full(units + 1, np.inf)
    cheapest[0] = -price
    opened = np.zeros(units + 1, int)
    for end in range(1, units + 1):
        starts = np.arange(end)
        count = end - starts
        within = squares[end] - squares[starts] - ((running[end] - running[starts]) ** 2).sum(1) / count
        seconds = edges[end] - edges[starts]
        length_price = np.maximum(0, seconds / LONG_SECONDS - 1)
        too_short = seconds < SHORTEST_SECONDS
        if counts_bars:
            whole = bars[end] - bars[starts]
            length_price += ODD_BARS_PRICE * np.select([whole % 4 == 0, whole % 2 == 0], [0.0, 0.5], 1.0)
            too_short |= whole < SHORTEST_BARS
        cost = cheapest[starts] + within + price * (1 + length_price)
        cost[too_short] = np.inf
        opened[end] = int(cost.argmin())
        cheapest[end] = cost[opened[end]]

    if not np.isfinite(cheapest[units]):
        return [0, units]
    found = [units]
    while found[-1]:
        found.append(int(opened[found[-1]]))
    return found[::-1]

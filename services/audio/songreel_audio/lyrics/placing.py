"""Which lines are sung in which stretch of singing, when only the order of the lines is known.

The cheapest pairing of both sequences by length, as sentences of two languages are paired (W. A. Gale, K. W. Church, "A
program for aligning sentences in bilingual corpora", Computational Linguistics, 1993): a stretch holds some lines, or a
line goes over some stretches, or a stretch holds none of them (a hum, an ad lib).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import inf, log

from songreel_audio.lyrics.timeline import Stretch

MOST_LINES = 8
"""In one stretch."""
MOST_STRETCHES = 4
"""For one line."""
SPREAD = 0.4
"""Of the logarithm of how much longer a line takes than its syllables say."""
SLOWEST_SYLLABLE_SECONDS = 1.0
BREAK_PRICE, STANZA_PRICE = 0.7, 0.5
SKIP_PRICE_PER_SECOND = 0.75
STANZA_PAUSE_SECONDS = 1.0
LONG_PAUSE_SECONDS = 1.5


def pair_lines(
    weights: Sequence[int], stanzas: Sequence[bool], stretches: Sequence[Stretch]
) -> list[tuple[range, range]]:
    """Ranges of lines and the stretches they are sung in, in order; every line is in one of them.

    `weights` are the lines' syllables, `stanzas` whether a line opens one.
    """
    lines, sung = len(weights), len(stretches)
    lengths = [end - start for start, end in stretches]
    pace = min(sum(lengths) / max(1, sum(weights)), SLOWEST_SYLLABLE_SECONDS)
    cheapest = [[inf] * (sung + 1) for _ in range(lines + 1)]
    came: dict[tuple[int, int], tuple[int, int]] = {}
    cheapest[0][0] = 0.0
    for i in range(lines + 1):
        for k in range(sung + 1):
            if cheapest[i][k] == inf:
                continue
            for n, m in _moves(lines - i, sung - k):
                cost = cheapest[i][k] + _price(weights[i : i + n], stanzas[i : i + n], stretches, k, m, pace)
                if cost < cheapest[i + n][k + m]:
                    cheapest[i + n][k + m] = cost
                    came[i + n, k + m] = i, k
    if cheapest[lines][sung] == inf:  # more lines than the stretches can hold by any reckoning
        return [(range(lines), range(sung))]
    pairs: list[tuple[range, range]] = []
    at = lines, sung
    while at != (0, 0):
        before = came[at]
        if at[0] > before[0]:
            pairs.append((range(before[0], at[0]), range(before[1], at[1])))
        at = before
    return pairs[::-1]


def _moves(lines: int, stretches: int) -> list[tuple[int, int]]:
    if not stretches:
        return []
    several = [(1, m) for m in range(2, min(MOST_STRETCHES, stretches) + 1)] if lines else []
    return [(n, 1) for n in range(min(MOST_LINES, lines) + 1)] + several


def _price(
    weights: Sequence[int], stanzas: Sequence[bool], stretches: Sequence[Stretch], first: int, count: int, pace: float
) -> float:
    held = stretches[first : first + count]
    length = sum(end - start for start, end in held)
    if not weights:
        return SKIP_PRICE_PER_SECOND * length
    price = (log(sum(weights) * pace / length) / SPREAD) ** 2 if length > 0 else inf
    for (_, end), (start, _) in pairwise(held):
        price += BREAK_PRICE * max(1.0, (start - end) / LONG_PAUSE_SECONDS)
    pause = held[0][0] - stretches[first - 1][1] if first else inf
    if stanzas[0] and pause < STANZA_PAUSE_SECONDS:
        price += STANZA_PRICE
    return price + STANZA_PRICE * sum(stanzas[1:])  # a stanza that opens in the middle of a stretch

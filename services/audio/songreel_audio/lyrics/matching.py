"""Which recognised word is which supplied word: the best pairing of both texts in order.

Dynamic programming after S. B. Needleman, C. D. Wunsch (1970), on how alike the words are in letters and in sound. What
stands beside a word counts, too: "the" is everywhere, "the river" is not.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from songreel_audio.lyrics.syllables import bare, sound

ALIKE = 0.6
"""Words less alike than this are not the same word misheard."""
SHORT_LETTERS = 3
SHORT_WEIGHT = 0.4
CONTEXT_WEIGHT = 0.5
LONE_ALIKE = 0.8
"""A pair without a neighbouring pair must be this much alike, and no short word."""

Floats = NDArray[np.float32]


def match_words(
    supplied: Sequence[str], heard: Sequence[str], allowed: NDArray[np.bool_] | None = None
) -> dict[int, tuple[int, float]]:
    """For supplied words that were heard: the heard word, and how alike they are in [ALIKE, 1]. Both are ascending.

    `allowed` is (supplied, heard): pairs whose times make sense; all by default.
    """
    if not supplied or not heard:
        return {}
    alike = _likeness(supplied, heard)
    if allowed is not None:
        alike = np.where(allowed, alike, 0)
    weights = np.array([SHORT_WEIGHT if len(bare(word)) <= SHORT_LETTERS else 1.0 for word in supplied], np.float32)
    score = alike * weights[:, None]
    beside = np.zeros_like(score)
    beside[1:, 1:] += score[:-1, :-1]
    beside[:-1, :-1] += score[1:, 1:]
    pairs = _best_path(np.where(score > 0, score + CONTEXT_WEIGHT * beside * score, 0))
    kept = {
        i: (j, float(alike[i, j]))
        for i, j in pairs.items()
        if pairs.get(i - 1) == j - 1
        or pairs.get(i + 1) == j + 1
        or (alike[i, j] >= LONE_ALIKE and len(bare(supplied[i])) > SHORT_LETTERS)
    }
    return dict(sorted(kept.items()))


def _best_path(score: Floats) -> dict[int, int]:
    rows, columns = score.shape
    best = np.zeros((rows + 1, columns + 1), np.float32)
    for i in range(rows):
        taken = np.maximum(best[i, 1:], best[i, :-1] + score[i])
        best[i + 1, 1:] = np.maximum.accumulate(taken)
    pairs: dict[int, int] = {}
    i, j = rows, columns
    while i and j:
        if best[i, j] == best[i, j - 1]:
            j -= 1
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            i, j = i - 1, j - 1
            pairs[i] = j
    return pairs


def _likeness(supplied: Sequence[str], heard: Sequence[str]) -> Floats:
    """(supplied, heard) in [0, 1]; 0 below ALIKE."""
    rows = {word: row for row, word in enumerate(dict.fromkeys(bare(word) for word in supplied))}
    columns = {word: column for column, word in enumerate(dict.fromkeys(bare(word) for word in heard))}
    table = np.array([[_alike(a, b) for b in columns] for a in rows], np.float32)
    picked = table[[rows[bare(word)] for word in supplied]][:, [columns[bare(word)] for word in heard]]
    likeness: Floats = np.where(picked >= ALIKE, picked, 0)
    return likeness


@lru_cache(maxsize=65536)
def _alike(a: str, b: str) -> float:
    if a == b:
        return 1.0 if a else 0.0
    if not a or not b or min(len(a), len(b)) < (1 - ALIKE) * max(len(a), len(b)):
        return 0.0
    letters = 1 - _edits(a, b) / max(len(a), len(b))
    first, second = sound(a), sound(b)
    if not first or not second:
        return letters
    sounds = 1 - _edits(first, second) / max(len(first), len(second))
    return 0.5 * letters + 0.5 * sounds


def _edits(a: str, b: str) -> int:
    """Letters to insert, leave out or change (V. I. Levenshtein, 1965)."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
    return row[-1]

"""Draws that depend on the seed and a purpose alone, so that one choice never moves another."""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def dice(seed: int, *purpose: object) -> random.Random:
    """A generator of its own for each purpose."""
    name = repr((seed, *purpose)).encode()
    return random.Random(hashlib.sha256(name).digest())  # noqa: S311  # art, not secrets


def draw(options: Sequence[T], seed: int, *purpose: object) -> T:
    """One of the options."""
    return dice(seed, *purpose).choice(options)


def draw_best(options: Sequence[T], scores: Sequence[float], seed: int, *purpose: object) -> T:
    """One of the three best-scored options, the better ones more often; ties in the seed's order."""
    chance = dice(seed, *purpose)
    order = sorted(range(len(options)), key=lambda i: (-scores[i], chance.random()))[:3]
    weights = [max(scores[i], 0.01) ** 2 for i in order]
    return options[chance.choices(order, weights)[0]]

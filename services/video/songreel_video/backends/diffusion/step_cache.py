"""First Block Cache for one shot: a named lossy option. A step whose first block changes little keeps the other blocks'
last answer (diffusers' hooks; the idea is ParaAttention's).

The cache would be gigabytes in a saved state. It is emptied at fixed steps instead, and states are taken there alone:

    step      1  2  3  4  5 │ 6  7  8  9 10 │ 11 ...
    computed  ●     ●       │ ●        ●    │ ●         the first step behind a line is always computed
    state                   ▲               ▲           a shot that is stopped loses four steps at most

so a shot that was stopped goes on to the bits of one that was not. Emptying also bounds how far an answer can drift.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from diffusers import FirstBlockCacheConfig

EMPTIED_EVERY = 5
"""Steps."""
UNFIT = ("WanVACEPipeline",)
"""Add to what comes out of blocks, so that an answer kept from behind the last block would have it added twice."""


@contextmanager
def step_cache(transformer: Any, threshold: float) -> Iterator[None]:
    """The transformer skips blocks up to that change of its first one, until the shot is over or aborted; 0: never."""
    if not threshold:
        yield
        return
    transformer.enable_cache(FirstBlockCacheConfig(threshold=threshold))
    try:
        yield
    finally:
        transformer.disable_cache()


def empty(transformer: Any, steps_done: int) -> None:
    """To be called after each step: forgets what was kept, where it is due."""
    if transformer.is_cache_enabled and steps_done % EMPTIED_EVERY == 0:
        transformer._reset_stateful_cache()

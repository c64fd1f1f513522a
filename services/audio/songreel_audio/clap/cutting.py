"""The windows of a song that CLAP hears: always the same ones, at its own rate and of exactly its own length.

Both libraries crop longer audio at random, so that a song would get other tags at each hearing; neither is given more
than a window.

    song      ▐·······················································▐
    windows   ▐ 0 s ── 10 s ▐
                     ▐ 5 s ── 15 s ▐
                                 ...              ▐ last ── 10 s ▐ silence
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from songreel_chassis.errors import InvalidInput

from songreel_audio.song import Samples

RATE_HZ = 48000
WINDOW_SECONDS = 10.0
HOP_SECONDS = 5.0
"""Half a window: a section of ten seconds has a window of its own."""
WINDOW_SAMPLES = round(WINDOW_SECONDS * RATE_HZ)
HOP_SAMPLES = round(HOP_SECONDS * RATE_HZ)


def window_starts(samples: int) -> NDArray[np.int64]:
    """(windows,) first samples: every hop, until a window reaches the end. Raises InvalidInput for no samples."""
    if not samples:
        raise InvalidInput("The song has no samples to tag.", field="song_uri")
    return np.arange(0, max(1, samples - WINDOW_SAMPLES + HOP_SAMPLES), HOP_SAMPLES)


def cut_windows(samples: Samples, at_once: int) -> Iterator[Samples]:
    """Batches (up to at_once, WINDOW_SAMPLES) of mono samples at RATE_HZ; the last window ends in silence."""
    starts = window_starts(len(samples))
    for first in range(0, len(starts), at_once):
        batch = np.zeros((len(starts[first : first + at_once]), WINDOW_SAMPLES), np.float32)
        for row, start in zip(batch, starts[first : first + at_once], strict=True):
            heard = samples[start : start + WINDOW_SAMPLES]
            row[: len(heard)] = heard
        yield batch

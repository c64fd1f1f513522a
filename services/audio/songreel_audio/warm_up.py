"""A ten-second song that exercises every ear once, so that the first caller need not wait for imports and caches."""

import numpy as np

from songreel_audio.song import HEARING_RATE_HZ, Song

SECONDS = 10
BPM = 120
SEED = 7


def warm_up_song() -> Song:
    """A beat at 120 BPM under a chord that changes in the middle."""
    time = np.arange(SECONDS * HEARING_RATE_HZ) / HEARING_RATE_HZ
    since_beat = time % (60 / BPM)
    noise = np.random.default_rng(SEED).standard_normal(len(time))
    drum = 0.5 * noise * np.exp(-40 * since_beat)
    roots = np.where(time < SECONDS / 2, 220.0, 293.7)
    chord = sum(np.sin(2 * np.pi * roots * ratio * time) for ratio in (1, 5 / 4, 3 / 2))
    return Song("0" * 64, (drum + 0.1 * chord).astype(np.float32), len(time), HEARING_RATE_HZ)

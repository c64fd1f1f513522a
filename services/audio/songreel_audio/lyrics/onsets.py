"""Words begin when they are sung, not when the word before them ended.

A recogniser tells words apart by what it attends to, and gives the pause before a word to the word itself: "ask" in
"Americans ... ask" began anywhere in a pause of a second, elsewhere on each kind of processor. The sound says where.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from songreel_audio.curves import CURVE_RATE_HZ
from songreel_audio.lyrics.timeline import TimedWord
from songreel_audio.song import HEARING_RATE_HZ, Song
from songreel_audio.voice import SUNG, Voice

QUIET_DECIBELS = 20.0
"""Below the word's own loudest moment."""
PAUSE_SECONDS = 0.2
TAIL_SECONDS = 0.25
"""So long the word before may still sound."""
NOTHING_DECIBELS = -90.0


def loudness(song: Song, voice: Voice | None) -> NDArray[np.float64]:
    """(values,) decibels at CURVE_RATE_HZ, the first at second 0; next to nothing where no voice is heard."""
    step = HEARING_RATE_HZ // CURVE_RATE_HZ
    whole = song.samples[: len(song.samples) // step * step].astype(np.float64).reshape(-1, step)
    level: NDArray[np.float64] = 20 * np.log10(np.sqrt((whole * whole).mean(1)) + 1e-9)
    if voice is not None:
        heard = min(len(level), len(voice.curve))
        level[:heard][voice.curve[:heard] < SUNG] = NOTHING_DECIBELS
    return level


def without_pause(word: TimedWord, level: NDArray[np.float64]) -> TimedWord:
    """The word from where its sound begins, if a pause lies before it in its time."""
    first, last = (round(moment * CURVE_RATE_HZ) for moment in (word.start_seconds, word.end_seconds))
    inside = level[first:last]
    if not len(inside) or inside.max() <= NOTHING_DECIBELS:
        return word
    loud = np.flatnonzero(inside > inside.max() - QUIET_DECIBELS)
    gaps = np.diff(loud, prepend=-1) - 1  # quiet values before each loud one
    tail = loud - gaps  # where each gap begins
    after = loud[(gaps >= PAUSE_SECONDS * CURVE_RATE_HZ) & (tail <= TAIL_SECONDS * CURVE_RATE_HZ)]
    if not len(after):
        return word
    return replace(word, start_seconds=max(word.start_seconds, (first + int(after[-1])) / CURVE_RATE_HZ))


def without_pauses(words: Iterable[TimedWord], level: NDArray[np.float64]) -> tuple[TimedWord, ...]:
    """Each of them."""
    return tuple(without_pause(word, level) for word in words)

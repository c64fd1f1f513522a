"""Frames on which somebody is in the middle of a word: a cut there would tear it."""

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2

from songreel_audio.plan.options import Limits

Mask = NDArray[np.bool_]


def sung_frames(analysis: audio_pb2.SongAnalysis, limits: Limits) -> Mask:
    """(total_frames + 1,) whether a word that began before the frame ends after it."""
    sung = np.zeros(limits.total_frames + 1, bool)
    for line in analysis.lyrics.lines:
        for word in line.words:
            sung[max(0, limits.frame(word.start_seconds) + 1) : max(0, limits.frame(word.end_seconds))] = True
    return sung


def nearest_free(frame: int, earliest: int, latest: int, sung: Mask) -> int:
    """The frame in [earliest, latest] nearest to `frame` at which no word is torn; `frame` itself if there is none."""
    free = earliest + np.flatnonzero(~sung[earliest : latest + 1])
    return int(free[np.abs(free - frame).argmin()]) if len(free) else frame

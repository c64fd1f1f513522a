"""Beats from librosa: needs no weights, so tests and machines without any network can hear too.

Downbeats are guessed: every fourth beat, of the four the one whose beats sound the strongest.
"""

from importlib.metadata import version

import numpy as np
from librosa.beat import beat_track
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2

from songreel_audio.bar_pointer import NO_BEATS, BeatGrid
from songreel_audio.curves import CURVE_RATE_HZ, HOP_SAMPLES, Curves
from songreel_audio.song import HEARING_RATE_HZ, Song
from songreel_audio.tempo import Pulse, doubted, feel_pulse

BEATS_PER_BAR = 4
CLEAR_AGAINST_MEAN = 4.0
"""A beat whose onset is this many times the mean of the curve is as clear as can be."""


class LibrosaTracker:
    """D. P. W. Ellis, "Beat tracking by dynamic programming", 2007, as librosa has it."""

    heard_by = audio_pb2.HeardBy(task="beats", model=f"librosa {version('librosa')}", licence="ISC")

    def track(self, song: Song, curves: Curves) -> Pulse:
        """Beats of a song, at a tempo that may be a half or the double of the true one."""
        onset = curves.onset.astype(np.float64)
        if not onset.any():
            return feel_pulse(NO_BEATS, np.zeros(0))
        _, frames = beat_track(onset_envelope=onset, sr=HEARING_RATE_HZ, hop_length=HOP_SAMPLES)
        strength = np.array([onset[max(0, frame - 2) : frame + 3].max() for frame in frames])
        grid = BeatGrid(frames / CURVE_RATE_HZ, _positions(strength), BEATS_PER_BAR if len(frames) else 0)
        pulse = feel_pulse(grid, np.clip(strength / onset.mean() / CLEAR_AGAINST_MEAN, 0, 1))
        return doubted(pulse, curves.onset)


def _positions(strength: NDArray[np.float64]) -> NDArray[np.int64]:
    if not len(strength):
        return np.zeros(0, np.int64)
    phases = range(min(BEATS_PER_BAR, len(strength)))
    downbeat = max(phases, key=lambda phase: float(strength[phase::BEATS_PER_BAR].mean()))
    return (np.arange(len(strength)) - downbeat) % BEATS_PER_BAR + 1

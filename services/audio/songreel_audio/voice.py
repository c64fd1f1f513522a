"""Where somebody sings in a song, from how loud the voice is in the mix."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d
from songreel.audio.v1 import audio_pb2

from songreel_audio.curves import CURVE_RATE_HZ
from songreel_audio.kinds import name_kinds

SMOOTH_SECONDS = 0.5
OPEN_DECIBELS, CLOSE_DECIBELS = -16.0, -24.0
"""Of the voice in the mix: above the first somebody sings, until it falls below the second. Between them, what was, is:
sung metal lies at -3 to -27 dB, instrumentals below -30 with peaks at -17 (docs/decisions/0011-lyrics.md)."""
RANGE_DECIBELS = 20.0
"""From where nobody sings for sure to where somebody does."""
SUNG = 0.5
"""The curve is at least this where somebody sings, and less elsewhere."""
BREATH_SECONDS = 0.3
"""Shorter pauses are part of the singing, shorter sounds are none."""
SILENT_POWER = 1e-3

SUNG_SONG = 0.25
"""A song of which less is sung is an instrumental: what sounds like a voice in it may be a guitar."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Voice:
    """How surely somebody sings."""

    curve: Floats
    """(values,) in [0, 1] at CURVE_RATE_HZ, the first at second 0; SUNG or more is singing."""

    def stretches(self) -> list[tuple[float, float]]:
        """Start and end of each sung stretch, seconds, in order."""
        return [(start / CURVE_RATE_HZ, end / CURVE_RATE_HZ) for start, end in _runs(self.curve >= SUNG)]

    def sung_seconds(self, start_seconds: float, end_seconds: float) -> float:
        """How long somebody sings between two moments."""
        return sum(max(0.0, min(end, end_seconds) - max(start, start_seconds)) for start, end in self.stretches())


def find_voice(vocals: Floats, mix: Floats, frames_per_second: float, values: int) -> Voice:
    """The voice as a curve of so many values, from the (frames,) power of the vocals and of the whole mix."""
    width = max(1, round(SMOOTH_SECONDS * frames_per_second))
    smooth_vocals, smooth_mix = (uniform_filter1d(power.astype(np.float64), width) for power in (vocals, mix))
    # what is far below the song's own level is nobody's voice, though it fill the silence
    floor = max(SILENT_POWER, 1e-4 * float(smooth_mix.max(initial=0)))
    decibels = 10 * np.log10((np.maximum(smooth_vocals, 0) + 1e-9) / (np.maximum(smooth_mix, 0) + 1e-6))
    decibels[smooth_mix < floor] = -100
    level = np.interp(np.arange(values) / CURVE_RATE_HZ, np.arange(len(decibels)) / frames_per_second, decibels)
    sure = np.clip(SUNG + (level - (OPEN_DECIBELS + CLOSE_DECIBELS) / 2) / RANGE_DECIBELS, 0, 1)
    sung = _without_breaths(_held_open(level))
    return Voice(np.where(sung, np.maximum(sure, SUNG), np.minimum(sure, SUNG - 0.01)).astype(np.float32))


def mark_sections(sections: Sequence[audio_pb2.Section], voice: Voice) -> None:
    """Writes each section's sung share, and anew what it is if the song is sung at all."""
    for section in sections:
        length = section.end_seconds - section.start_seconds
        if length > 0:
            share = voice.sung_seconds(section.start_seconds, section.end_seconds) / length
            section.vocal = min(1.0, max(0.0, share))
    if len(voice.curve) and (voice.curve >= SUNG).mean() >= SUNG_SONG:
        name_kinds(sections, sung=True)


def _held_open(level: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Hysteresis: open since it last rose above OPEN and has not fallen below CLOSE."""
    decided = np.where(level >= OPEN_DECIBELS, 1, np.where(level < CLOSE_DECIBELS, 0, -1))
    decided[0] = max(decided[0], 0)
    last = np.maximum.accumulate(np.where(decided >= 0, np.arange(len(level)), 0))
    opened: NDArray[np.bool_] = decided[last] == 1
    return opened


def _without_breaths(sung: NDArray[np.bool_]) -> NDArray[np.bool_]:
    shortest = round(BREATH_SECONDS * CURVE_RATE_HZ)
    out = sung.copy()
    for (_, end), (start, _) in pairwise(_runs(sung)):
        if start - end < shortest:
            out[end:start] = True
    for start, end in _runs(out):
        if end - start < shortest:
            out[start:end] = False
    return out


def _runs(flags: NDArray[np.bool_]) -> Iterable[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]

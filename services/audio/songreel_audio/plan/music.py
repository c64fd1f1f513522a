"""The song's curves and beats on the frames of one shot."""

import numpy as np
from numpy.typing import NDArray
from songreel.audio.v1 import audio_pb2

from songreel_audio.plan.options import Limits


class ShotMusicSampler:
    """Samples a song's curves once on the film's frames and hands out parts of them."""

    def __init__(self, analysis: audio_pb2.SongAnalysis, limits: Limits) -> None:
        times = np.arange(limits.total_frames) / float(limits.rate)
        self._energy = _sampled(analysis.energy, times)
        self._onset = _strongest(analysis.onset, times)
        self._vocal = _sampled(analysis.vocal, times)
        self._beats = np.array([limits.frame(beat.seconds) for beat in analysis.beats], np.int64)
        self._downbeats = np.array(
            [limits.frame(beat.seconds) for beat in analysis.beats if beat.bar_position == 1], np.int64
        )
        self._bpm = analysis.tempo.bpm

    def under(self, start: int, end: int) -> audio_pb2.ShotMusic:
        """The music under frames [start, end)."""
        return audio_pb2.ShotMusic(
            energy=self._energy[start:end],
            onset=self._onset[start:end],
            vocal=self._vocal[start:end],
            beat_frames=_within(self._beats, start, end),
            downbeat_frames=_within(self._downbeats, start, end),
            bpm=self._bpm,
        )


def _within(frames: NDArray[np.int64], start: int, end: int) -> list[int]:
    inside = frames[(frames >= start) & (frames < end)] - start
    return [int(frame) for frame in np.unique(inside)]


def _sampled(curve: audio_pb2.Curve, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """(frames,) interpolated values; empty for an empty curve."""
    if not curve.values or curve.rate_hz <= 0:
        return np.zeros(0)
    values: NDArray[np.float64] = np.interp(times, np.arange(len(curve.values)) / curve.rate_hz, np.array(curve.values))
    return values


def _strongest(curve: audio_pb2.Curve, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """(frames,) the greatest value within each frame: an onset between two frames must not be lost."""
    values = np.array(curve.values)
    if not len(values) or curve.rate_hz <= 0:
        return np.zeros(0)
    step = times[1] - times[0] if len(times) > 1 else 1 / curve.rate_hz
    first = np.clip(np.round((times - step / 2) * curve.rate_hz).astype(int), 0, len(values) - 1)
    reach = max(1, int(np.ceil(step * curve.rate_hz)))
    offsets = np.minimum(first[:, None] + np.arange(reach), len(values) - 1)
    strongest: NDArray[np.float64] = values[offsets].max(1)
    return strongest

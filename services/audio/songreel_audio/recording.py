"""A song once more as it was recorded: at the rate and with the channels that a model was trained on.

Most ears of this service hear `Song.samples`, mono and narrow. A model that wants more reads the file again: that takes
a second for some minutes of music, and no song has to be kept in memory twice.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import soxr

from songreel_audio.decoding import frame_channels, open_song, song_frames
from songreel_audio.song import HEARING_RATE_HZ, Samples, Song


def recording(song: Song, rate_hz: int, channels: int) -> Samples:
    """(channels, samples) float32 at `rate_hz`, as long as the song.

    One channel is the mean of the file's; two are its first two, or one twice. A song without a file, made in memory,
    gives its `samples` resampled.
    """
    length = round(song.duration * rate_hz)
    parts = _from_file(song.file, rate_hz, channels) if song.file else _from_memory(song, rate_hz, channels)
    out = np.zeros((channels, length), np.float32)
    at = 0
    for part in parts:
        kept = part[:, : length - at]
        out[:, at : at + kept.shape[1]] = kept
        at += kept.shape[1]
    return out


def _from_file(path: Path, rate_hz: int, channels: int) -> Iterator[Samples]:
    resampler: soxr.ResampleStream | None = None
    with closing(open_song(path)) as container:
        for frame in song_frames(container):
            if resampler is None:
                resampler = soxr.ResampleStream(frame.sample_rate, rate_hz, channels, dtype="float32")
            yield _resampled(resampler, _of_channels(frame_channels(frame), channels))
    if resampler:
        yield _resampled(resampler, np.zeros((channels, 0), np.float32), last=True)


def _from_memory(song: Song, rate_hz: int, channels: int) -> Iterator[Samples]:
    yield _of_channels(soxr.resample(song.samples, HEARING_RATE_HZ, rate_hz)[None], channels)


def _of_channels(data: Samples, channels: int) -> Samples:
    if channels == 1:
        mean: Samples = data.mean(0, keepdims=True, dtype=np.float32)
        return mean
    return np.stack([data[min(channel, len(data) - 1)] for channel in range(channels)])


def _resampled(resampler: soxr.ResampleStream, data: Samples, *, last: bool = False) -> Samples:
    """soxr wants (samples, channels), and one channel as (samples,)."""
    laid = data[0] if len(data) == 1 else np.ascontiguousarray(data.T)
    out: Samples = resampler.resample_chunk(laid, last=last)
    return out[None] if out.ndim == 1 else out.T

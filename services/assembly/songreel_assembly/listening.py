"""Where the song's first sample sounds in the film, measured by comparing decoded samples.

Encoders put silence before the first sample (AAC 1024 or more, MP3 1105, Opus 312 samples) and containers say how to
skip it. Whether they agree cannot be read off either file, so both are decoded and the lag is found where their
cross-correlation peaks.

    song      0 ▁▂▅▇▅▂
    film      0 ·▁▂▅▇▅▂        lag: one sample
"""

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

COMPARING_RATE_HZ = 48_000
COMPARED_SECONDS = 8.0
LONGEST_SEARCH_SECONDS = 90.0
"""For something to be heard."""
SILENCE = 2e-3
LARGEST_LAG_SECONDS = 1.0


@dataclass(frozen=True)
class Opening:
    """The first seconds of a file's sound."""

    samples: Samples
    """(samples,) mono at COMPARING_RATE_HZ, from the first decoded sample on."""
    start_seconds: float
    """Presentation time of the first decoded sample."""


def hear_opening(path: Path) -> Opening:
    """Decodes until COMPARED_SECONDS of something that is not silence were heard."""
    chunks: list[Samples] = []
    heard, loud_from, start = 0, None, 0.0
    with av.open(str(path), metadata_errors="ignore") as file:
        resampler = av.AudioResampler("fltp", "mono", COMPARING_RATE_HZ)
        for frame in file.decode(file.streams.audio[0]):
            if not chunks:
                start = float(frame.time or 0.0)
            frame.pts = None  # gaps in the timestamps are no sound
            for piece in resampler.resample(frame):
                samples = piece.to_ndarray().reshape(-1).astype(np.float32)
                chunks.append(samples)
                if loud_from is None and np.abs(samples).max(initial=0.0) > SILENCE:
                    loud_from = heard
                heard += len(samples)
            enough = loud_from is not None and heard - loud_from > COMPARED_SECONDS * COMPARING_RATE_HZ
            if enough or heard > LONGEST_SEARCH_SECONDS * COMPARING_RATE_HZ:
                break
    return Opening(np.concatenate(chunks) if chunks else np.zeros(0, np.float32), start)


def lag_seconds(song: Samples, film: Samples) -> float:
    """By how much the film's sound comes after the song's; 0 when there is nothing but silence."""
    count = min(len(song), len(film))
    loud = np.flatnonzero(np.abs(song[:count]) > SILENCE)
    if not len(loud):
        return 0.0
    reach = int(LARGEST_LAG_SECONDS * COMPARING_RATE_HZ)
    begin = max(0, int(loud[0]) - reach)
    song, film = song[begin:count], film[begin:count]
    size = 1 << (2 * len(song) - 1).bit_length()
    product = np.fft.rfft(film, size) * np.fft.rfft(song, size).conj()
    likeness = np.fft.irfft(product, size)
    lags = np.concatenate([np.arange(reach + 1), np.arange(-reach, 0)])
    return float(lags[np.argmax(likeness[lags])]) / COMPARING_RATE_HZ

"""Spectra of a song, and the filters that turn them into mel bands and pitch classes.

Plain numpy: librosa gives the same numbers (a test holds them together), but its first call compiles for seconds.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft

from songreel_audio.song import Samples

BLOCK_FRAMES = 500
"""Frames transformed at once: 50 MB at most."""

Floats = NDArray[np.float32]


def power_spectra(samples: Samples, window_samples: int, hop_samples: int) -> Iterator[Floats]:
    """Blocks of (frames, bins) power under a Hann window; frame k is centred on sample k * hop, edges see silence."""
    window = np.hanning(window_samples + 1)[:-1].astype(np.float32)
    for first in range(0, len(samples) // hop_samples + 1, BLOCK_FRAMES):
        count = min(BLOCK_FRAMES, len(samples) // hop_samples + 1 - first)
        start = first * hop_samples - window_samples // 2
        stop = start + (count - 1) * hop_samples + window_samples
        # a block is padded by itself: a song with silence about it would be a second song in memory
        part = np.pad(samples[max(0, start) : stop], (max(0, -start), max(0, stop - len(samples))))
        frames = np.lib.stride_tricks.sliding_window_view(part, window_samples)[::hop_samples]
        spectrum = rfft(frames * window, axis=1)  # scipy's keeps single precision
        yield (spectrum.real**2 + spectrum.imag**2).astype(np.float32)


def mel_filters(rate_hz: int, window_samples: int, bands: int) -> Floats:
    """(bins, bands) triangles of equal area on Slaney's mel scale (M. Slaney, Auditory Toolbox, 1998), 0 to rate/2."""
    edges_hz = _hz(np.linspace(0, float(_mel(rate_hz / 2)), bands + 2))
    bins_hz = np.arange(window_samples // 2 + 1) * rate_hz / window_samples
    rising = (bins_hz[:, None] - edges_hz[:-2]) / np.diff(edges_hz)[:-1]
    falling = (edges_hz[2:] - bins_hz[:, None]) / np.diff(edges_hz)[1:]
    triangles = np.maximum(0, np.minimum(rising, falling))
    scaled: Floats = (triangles * 2 / (edges_hz[2:] - edges_hz[:-2])).astype(np.float32)
    return scaled


def spectral_peaks(power: Floats) -> Floats:
    """(frames, bins) magnitude of the bins that stand above both neighbours, 0 elsewhere."""
    magnitude = np.sqrt(power)
    middle = magnitude[:, 1:-1]
    stands_out = (middle > magnitude[:, :-2]) & (middle > magnitude[:, 2:])
    return np.pad(middle * stands_out, ((0, 0), (1, 1)))


def chroma_filters(rate_hz: int, window_samples: int, lowest_hz: float = 65.0, highest_hz: float = 2100.0) -> Floats:
    """(bins, 12) weights of each bin for each pitch class from C, in equal temperament at A = 440 Hz.

    A bin counts for the nearest semitone, fading to nothing a semitone away; very low and high bins, where pitch is
    blurred or is mostly overtones, count for nothing.
    """
    bins_hz = np.arange(1, window_samples // 2 + 1) * rate_hz / window_samples
    semitones = 69 + 12 * np.log2(bins_hz / 440)
    distance = np.abs((semitones[:, None] - np.arange(12) + 6) % 12 - 6)
    weights = np.maximum(0, 1 - distance) * ((bins_hz > lowest_hz) & (bins_hz < highest_hz))[:, None]
    return np.concatenate([np.zeros((1, 12)), weights]).astype(np.float32)


SLANEY_STEP_HZ = 200 / 3
SLANEY_KNEE_HZ = 1000.0
SLANEY_LOG_STEP = np.log(6.4) / 27


def _mel(hz: float | NDArray[np.float64]) -> NDArray[np.float64]:
    knee = SLANEY_KNEE_HZ / SLANEY_STEP_HZ
    above = knee + np.log(np.maximum(hz, SLANEY_KNEE_HZ) / SLANEY_KNEE_HZ) / SLANEY_LOG_STEP
    return np.where(np.asarray(hz) < SLANEY_KNEE_HZ, np.asarray(hz) / SLANEY_STEP_HZ, above)


def _hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    knee = SLANEY_KNEE_HZ / SLANEY_STEP_HZ
    return np.where(mel < knee, mel * SLANEY_STEP_HZ, SLANEY_KNEE_HZ * np.exp(SLANEY_LOG_STEP * (mel - knee)))

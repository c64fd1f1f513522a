"""Energy and onset strength of a song, fifty times a second, and the chroma and timbre that go with them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from songreel_audio.song import HEARING_RATE_HZ, Samples
from songreel_audio.spectra import chroma_filters, mel_filters, power_spectra, spectral_peaks

CURVE_RATE_HZ = 50
HOP_SAMPLES = HEARING_RATE_HZ // CURVE_RATE_HZ
WINDOW_SAMPLES = 2048
MEL_BANDS = 40
TIMBRE_NUMBERS = 13
CHROMA_WINDOW_SAMPLES = 8192
CHROMA_RATE_HZ = 10
LOUDNESS_EXPONENT = 0.3
"""Loudness grows as power to the 0.3 (S. S. Stevens, 1957): 10 dB are a doubling."""
SMOOTH_SECONDS = 0.3
SILENT_POWER = 1e-7 * WINDOW_SAMPLES
"""Below about -70 dB of full scale nothing sounds."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Curves:
    """All at CURVE_RATE_HZ, the first value at second 0."""

    energy: Floats
    """(values,) in [0, 1]: loudness against the song's loudest moments."""
    onset: Floats
    """(values,) in [0, 1]: how strongly something begins."""
    timbre: Floats
    """(values, 13) cepstrum of the mel bands in dB; the first is level."""
    chroma: Floats
    """(values, 12) strength of each pitch class from C; the strongest is 1, in silence all are 0."""
    silent: NDArray[np.bool_]
    """(values,) whether nothing sounds."""


def draw_curves(samples: Samples) -> Curves:
    """The curves of a song at HEARING_RATE_HZ."""
    weighting = _a_weighting()
    filters = mel_filters(HEARING_RATE_HZ, WINDOW_SAMPLES, MEL_BANDS)
    loud, mel = [], []
    for power in power_spectra(samples, WINDOW_SAMPLES, HOP_SAMPLES):
        loud.append(power @ weighting)
        mel.append(power @ filters)
    power_curve, bands = np.concatenate(loud), np.concatenate(mel)
    decibels = 10 * np.log10(bands + 1e-6)
    return Curves(
        energy=_energy(power_curve),
        onset=_onset(bands),
        timbre=dct(decibels, axis=1, norm="ortho")[:, :TIMBRE_NUMBERS].astype(np.float32),
        chroma=_chroma(samples, len(bands)),
        silent=power_curve < SILENT_POWER,
    )


def _energy(power: Floats) -> Floats:
    smooth = uniform_filter1d(power.astype(np.float64), round(SMOOTH_SECONDS * CURVE_RATE_HZ), mode="nearest")
    loudness = np.where(smooth < SILENT_POWER, 0, np.maximum(smooth, 0)) ** LOUDNESS_EXPONENT
    return _against_loudest(loudness)


def _onset(bands: Floats) -> Floats:
    """Rise of the log spectrum above its surroundings (spectral flux; S. Dixon, "Onset detection revisited", 2006)."""
    level = np.log1p(1e4 * bands / max(float(bands.max(initial=0)), 1e-9))
    before = maximum_filter1d(level, 3, axis=1)  # a vibrato moves between neighbouring bands; that begins nothing
    rise = np.maximum(level[1:] - before[:-1], 0).mean(1, dtype=np.float64)
    flux = np.concatenate([[0.0], rise])
    return _against_loudest(np.maximum(flux - uniform_filter1d(flux, CURVE_RATE_HZ), 0))


def _against_loudest(values: NDArray[np.float64]) -> Floats:
    """[0, 1], where 1 is what the song reaches for a fiftieth of its sounding time."""
    sounding = values[values > 0]
    if not len(sounding):
        return np.zeros(len(values), np.float32)
    return np.clip(values / np.quantile(sounding, 0.98), 0, 1).astype(np.float32)


def _chroma(samples: Samples, length: int) -> Floats:
    filters = chroma_filters(HEARING_RATE_HZ, CHROMA_WINDOW_SAMPLES)
    hop = HEARING_RATE_HZ // CHROMA_RATE_HZ
    blocks = [spectral_peaks(power) @ filters for power in power_spectra(samples, CHROMA_WINDOW_SAMPLES, hop)]
    chroma = np.concatenate(blocks)
    strongest = chroma.max(1, keepdims=True)
    shares = np.where(strongest > 1e-2, chroma / np.maximum(strongest, 1e-9), 0)
    nearest = np.minimum(np.arange(length) * CHROMA_RATE_HZ // CURVE_RATE_HZ, len(shares) - 1)
    return shares[nearest].astype(np.float32)


def _a_weighting() -> Floats:
    """(bins,) power weights of IEC 61672's A curve, 1 at 1 kHz."""
    squared = (np.arange(WINDOW_SAMPLES // 2 + 1) * HEARING_RATE_HZ / WINDOW_SAMPLES) ** 2
    gain = 12194**2 * squared**2 / (squared + 20.6**2) / (squared + 12194**2)
    gain /= np.sqrt((squared + 107.7**2) * (squared + 737.9**2))
    weights: Floats = ((gain * 10 ** (2.0 / 20)) ** 2).astype(np.float32)
    return weights

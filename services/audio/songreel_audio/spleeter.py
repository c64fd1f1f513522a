"""How much of a song is voice: Spleeter's two U-Nets in numpy, up to the masks and no further.

R. Hennequin, A. Khlif, F. Voituret, M. Moussallam, "Spleeter: a fast and efficient music source separation tool with
pre-trained models", JOSS 2020 (MIT; github deezer/spleeter, 2 stems). It separates stereo at 44.1 kHz up to 11 kHz.
To hear whether somebody sings, the same bins of the mono song at 22.05 kHz up to 5.5 kHz do as well at a third of the
cost, and no stem has to be played: its power in each frame is enough.

    magnitudes (512 frames, 512 bins) ─ 6 strided convolutions ─ 6 transposed ones with skips ─ sigmoid ─ a share
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray
from scipy.fft import rfft
from threadpoolctl import threadpool_limits

from songreel_audio.convolutions import Convolution, Transposed, dilated
from songreel_audio.song import HEARING_RATE_HZ, Samples

WINDOW_SAMPLES = 2048
HOP_SAMPLES = 512
FRAMES_PER_SECOND = HEARING_RATE_HZ / HOP_SAMPLES
LOUDNESS = 2.0
"""The networks were trained on windows of 4096 samples: magnitudes twice as large."""
BINS = 512
BLOCK_FRAMES = 512
"""11.9 s, as in training."""
DEPTH = 6
LEAK = np.float32(0.2)
BATCH_NORM_EPSILON = 1e-3

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]


@dataclass(frozen=True)
class StemPower:
    """Power in each frame, at FRAMES_PER_SECOND, frame k centred on sample k * HOP_SAMPLES."""

    vocals: Floats
    """(frames,) of what the vocal mask lets through."""
    mix: Floats
    """(frames,) of everything."""


class Spleeter:
    """Both networks with their weights."""

    def __init__(self, weights: Weights) -> None:
        """`weights` is the checkpoint as TensorFlow names it, where all instruments' layers are in one count."""
        self._vocals, self._accompaniment = (_UNet(weights, instrument) for instrument in (0, 1))

    def __call__(self, samples: Samples) -> StemPower:
        """The power of voice and mix in a song at HEARING_RATE_HZ. Memory does not grow with the song.

        Each network has a thread of its own, and its products of matrices none beside: on a busy machine threads that
        share one product wait for each other, which took five times as long.
        """
        frames = len(samples) // HOP_SAMPLES + 1
        vocals, mix = np.zeros((2, frames), np.float32)
        with threadpool_limits(1, "blas"), ThreadPoolExecutor(2) as threads:
            for first in range(0, frames, BLOCK_FRAMES):
                heard = _magnitudes(samples, first, min(BLOCK_FRAMES, frames - first))
                masked = self._vocal_mask(heard, threads) * heard[:, :, None]
                vocals[first : first + len(heard)] = (masked**2).mean(2).sum(1)
                mix[first : first + len(heard)] = (heard**2).sum(1)
        return StemPower(vocals, mix)

    def _vocal_mask(self, heard: Floats, threads: ThreadPoolExecutor) -> Floats:
        """(frames, bins, 2) in [0, 1]; a short block is heard with silence after it."""
        block = np.zeros((BLOCK_FRAMES, BINS, 1), np.float32)
        block[: len(heard), :, 0] = heard
        # both networks give shares of the same magnitudes, which cancel
        vocals, rest = threads.map(lambda net: net(block)[: len(heard)] ** 2, (self._vocals, self._accompaniment))
        mask: Floats = vocals / (vocals + rest + 1e-10)
        return mask


def _magnitudes(samples: Samples, first: int, frames: int) -> Floats:
    """(frames, BINS) under a Hann window."""
    start = first * HOP_SAMPLES - WINDOW_SAMPLES // 2
    stop = start + (frames - 1) * HOP_SAMPLES + WINDOW_SAMPLES
    part = np.pad(samples[max(0, start) : stop], (max(0, -start), max(0, stop - len(samples))))
    views = np.lib.stride_tricks.sliding_window_view(part, WINDOW_SAMPLES)[::HOP_SAMPLES]
    window = (LOUDNESS * np.hanning(WINDOW_SAMPLES + 1)[:-1]).astype(np.float32)
    magnitudes: Floats = np.abs(rfft(views * window, axis=1)[:, :BINS]).astype(np.float32)
    return magnitudes


class _UNet:
    """One instrument."""

    def __init__(self, weights: Weights, instrument: int) -> None:
        def layers(kind: str, each: int) -> list[str]:
            numbers = count(each * instrument)
            return [f"{kind}_{number}" if number else kind for number, _ in zip(numbers, range(each), strict=False)]

        def parameters(name: str) -> tuple[Floats, Floats]:
            return weights[f"{name}/kernel"], weights[f"{name}/bias"]

        down = [parameters(name) for name in layers("conv2d", DEPTH + 1)]
        self._down = [Convolution(kernel, bias) for kernel, bias in down[1:DEPTH]]
        kernel, bias = down[0]
        self._first = Convolution(kernel.sum(2, keepdims=True), bias)  # both channels of a mono song are one
        self._last = down[DEPTH]
        self._up = [Transposed(*parameters(name)) for name in layers("conv2d_transpose", DEPTH)]
        self._norms = [_folded(weights, name) for name in layers("batch_normalization", 2 * DEPTH)]

    def __call__(self, magnitudes: Floats) -> Floats:
        """(frames, bins, 2) share of the (frames, bins, 1) magnitudes that is this instrument, in each channel."""
        skips = [self._first(magnitudes)]
        for (scale, shift), convolution in zip(self._norms, self._down, strict=False):
            x = skips[-1] * scale
            x += shift
            np.maximum(x, LEAK * x, out=x)
            skips.append(convolution(x))
        x = skips.pop()  # the deepest goes on as it is, without norm
        for (scale, shift), transposed in zip(self._norms[DEPTH:], self._up, strict=True):
            x = transposed(x)
            np.maximum(x, 0, out=x)
            x *= scale
            x += shift
            if skips:
                x = np.concatenate([skips.pop(), x], 2)
        share: Floats = 0.5 + 0.5 * np.tanh(0.5 * dilated(x[:, :, 0], *self._last))
        return share


def _folded(weights: Weights, name: str) -> tuple[Floats, Floats]:
    """Scale and shift of a batch normalisation at rest."""
    scale = weights[f"{name}/gamma"] / np.sqrt(weights[f"{name}/moving_variance"] + np.float32(BATCH_NORM_EPSILON))
    return scale, weights[f"{name}/beta"] - weights[f"{name}/moving_mean"] * scale

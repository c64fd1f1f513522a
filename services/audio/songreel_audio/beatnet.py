"""How likely a beat and a downbeat are, every 20 ms: the BeatNet network in numpy.

M. Heydari, F. Cwitkowitz, Z. Duan, "BeatNet: CRNN and particle filtering for online joint beat, downbeat and meter
tracking", ISMIR 2021. Only its network is used, with the weights trained on GTZAN (CC BY 4.0; github mjhydri/BeatNet);
`bar_pointer` decodes what it says.
"""

from collections.abc import Mapping

import numpy as np
from madmom_infer.audio.signal import FramedSignalProcessor, Signal
from madmom_infer.audio.spectrogram import (
    FilteredSpectrogramProcessor,
    LogarithmicSpectrogramProcessor,
    SpectrogramDifferenceProcessor,
)
from madmom_infer.audio.stft import ShortTimeFourierTransformProcessor
from madmom_infer.processors import SequentialProcessor
from numpy.typing import NDArray

from songreel_audio.song import HEARING_RATE_HZ, Samples

FRAME_SAMPLES = 1411
HOP_SAMPLES = 441
CHUNK_FRAMES = 1500
"""Half a minute at once keeps the memory of a long song under that of a short one with all else."""
CONTEXT_FRAMES = 8
"""A frame's window and the frame it is compared with lie within so many."""

Floats = NDArray[np.float32]


class BeatNet:
    """The network with its weights."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        """`weights` is the state dict of class BDA."""
        self._weights = weights
        self._features = SequentialProcessor(
            (
                FramedSignalProcessor(frame_size=FRAME_SAMPLES, hop_size=HOP_SAMPLES),
                ShortTimeFourierTransformProcessor(),
                FilteredSpectrogramProcessor(num_bands=24, fmin=30, fmax=17000, norm_filters=True),
                LogarithmicSpectrogramProcessor(mul=1, add=1),
                SpectrogramDifferenceProcessor(diff_ratio=0.5, positive_diffs=True, stack_diffs=np.hstack),
            )
        )

    def __call__(self, samples: Samples) -> Floats:
        """(frames, 2) probabilities of beat and downbeat at 50 frames a second, from mono at HEARING_RATE_HZ."""
        frames = -(-len(samples) // HOP_SAMPLES)
        starts = range(0, frames, CHUNK_FRAMES)
        x = np.concatenate([self._convolved(self._heard(samples, at, min(at + CHUNK_FRAMES, frames))) for at in starts])
        for layer in range(2):
            x = self._lstm(x, layer)
        logits = x @ self._weights["linear.weight"].T + self._weights["linear.bias"]
        odds = np.exp(logits - logits.max(1, keepdims=True))
        probabilities: Floats = (odds / odds.sum(1, keepdims=True))[:, :2]  # the third is "neither"
        return probabilities

    def _heard(self, samples: Samples, start: int, end: int) -> Floats:
        """(end - start, 272) log spectrum in 24 bands an octave and its rise, of frames [start, end)."""
        before = min(start, CONTEXT_FRAMES)
        first, last = (start - before) * HOP_SAMPLES, (end + CONTEXT_FRAMES) * HOP_SAMPLES
        signal = Signal(samples[first:last], sample_rate=HEARING_RATE_HZ, num_channels=1)
        return np.asarray(self._features(signal), np.float32)[before : before + end - start]

    def _convolved(self, x: Floats) -> Floats:
        """(frames, 150): two kernels along frequency, relu, max of pairs, and a dense layer."""
        w = self._weights
        kernels = w["conv1.weight"][:, 0]
        windows = np.lib.stride_tricks.sliding_window_view(x, kernels.shape[1], axis=1)
        bands = np.maximum((windows @ kernels.T).transpose(0, 2, 1) + w["conv1.bias"][None, :, None], 0)
        pairs = bands.shape[2] // 2
        pooled = bands[:, :, : 2 * pairs].reshape(len(x), 2, pairs, 2).max(-1).reshape(len(x), -1)
        out: Floats = pooled @ w["linear0.weight"].T + w["linear0.bias"]
        return out

    def _lstm(self, x: Floats, layer: int) -> Floats:
        w = self._weights
        recurrent = np.ascontiguousarray(w[f"lstm.weight_hh_l{layer}"].T)
        bias = w[f"lstm.bias_ih_l{layer}"] + w[f"lstm.bias_hh_l{layer}"]
        inputs = np.ascontiguousarray(w[f"lstm.weight_ih_l{layer}"].T)
        size = len(recurrent)
        # One tanh serves all four gates: sigmoid(a) is (1 + tanh(a / 2)) / 2.
        halves = np.full(4 * size, 0.5, np.float32)
        halves[2 * size : 3 * size] = 1
        recurrent, inputs, bias = recurrent * halves, inputs * halves, bias * halves
        hidden, cell = np.zeros(size, np.float32), np.zeros(size, np.float32)
        out = np.empty((len(x), size), np.float32)
        for start in range(0, len(x), CHUNK_FRAMES):  # the gates of a whole song would be as large as the song
            for t, gate in enumerate(x[start : start + CHUNK_FRAMES] @ inputs + bias, start):
                i, f, g, o = np.tanh(gate + hidden @ recurrent).reshape(4, size)
                cell = (0.5 + 0.5 * f) * cell + (0.5 + 0.5 * i) * g
                hidden = (0.5 + 0.5 * o) * np.tanh(cell)
                out[t] = hidden
        return out

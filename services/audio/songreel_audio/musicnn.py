"""Fifty tags and a 200-number embedding for every three seconds of a song: the musicnn network in numpy.

J. Pons, X. Serra, "musicnn: pre-trained convolutional neural networks for music audio tagging", ISMIR 2019
late-breaking. Weights trained on the Million Song Dataset (ISC; github jordipons/musicnn).

    log mel (187, 96) ─┬─ 2 timbral filters ──┐
                       └─ 3 temporal filters ─┴─ 3 residual layers ─ max and mean over time ─ embedding ─ tags
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from songreel_audio.song import HEARING_RATE_HZ, Samples
from songreel_audio.spectra import mel_filters, power_spectra

RATE_HZ = 16000
WINDOW_SAMPLES = 512
HOP_SAMPLES = 256
MEL_BANDS = 96
PATCH_FRAMES = 187
PATCH_SECONDS = PATCH_FRAMES * HOP_SAMPLES / RATE_HZ
MOST_PATCHES = 64
"""Songs beyond three minutes are heard in samples: a patch takes a tenth of a second."""
FRONT_PADDING = ((3, 3), (3, 3), (63, 64), (31, 32), (15, 16))
"""Frames of padding before the two timbral and three temporal filters."""
MIDDLE_LAYERS = 3
BATCH_NORM_EPSILON = 1e-3

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Patches:
    """What musicnn hears in each patch of a song."""

    starts_seconds: NDArray[np.float64]
    """(patches,) ascending; the last patch is laid against the song's end."""
    embeddings: Floats
    """(patches, 200)."""


class Musicnn:
    """The network with its weights."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        """`weights` is the checkpoint as TensorFlow names it."""
        scope = next(name for name in weights if name.endswith("conv2d/kernel")).removesuffix("conv2d/kernel")

        def layers(kind: str, count: int) -> list[tuple[Floats, Floats]]:
            names = [f"{scope}{kind}" + (f"_{i}" if i else "") for i in range(count)]
            if kind == "batch_normalization":
                return [_folded(weights, name) for name in names]
            return [(weights[f"{name}/kernel"], weights[f"{name}/bias"]) for name in names]

        self._norms = layers("batch_normalization", 11)
        self._convolutions = layers("conv2d", 8)
        self._dense = layers("dense", 2)
        self._mel = mel_filters(RATE_HZ, WINDOW_SAMPLES, MEL_BANDS)

    def __call__(self, samples: Samples) -> Patches:
        """Patches of a song at HEARING_RATE_HZ; a song shorter than one patch is heard with silence after it."""
        mel = self._log_mel(soxr.resample(samples, HEARING_RATE_HZ, RATE_HZ))
        last = len(mel) - PATCH_FRAMES
        starts = sorted({*range(0, last + 1, max(PATCH_FRAMES, last // MOST_PATCHES)), last})
        embeddings = np.stack([self._patch(mel[at : at + PATCH_FRAMES]) for at in starts])
        return Patches(np.array(starts) * HOP_SAMPLES / RATE_HZ, embeddings.astype(np.float32))

    def tags(self, embeddings: Floats) -> Floats:
        """(patches, 50) probabilities in [0, 1], in the order of msd_tags, from (patches, 200)."""
        _, (kernel, bias) = self._dense
        probabilities: Floats = 1 / (1 + np.exp(-(embeddings @ kernel + bias)))
        return probabilities

    def _log_mel(self, samples: Samples) -> Floats:
        blocks = [power @ self._mel for power in power_spectra(samples, WINDOW_SAMPLES, HOP_SAMPLES)]
        # the network was trained on mel spectra in half precision
        mel = np.clip(np.concatenate(blocks), 0, 65504).astype(np.float16).astype(np.float32)
        short = max(0, PATCH_FRAMES - len(mel))
        log_mel: Floats = np.log10(10000 * np.pad(mel, ((0, short), (0, 0))) + 1)
        return log_mel

    def _patch(self, x: Floats) -> Floats:
        x = self._normed(0, x)
        front = [self._normed(1 + i, self._convolved(i, x, padding)).max(1) for i, padding in enumerate(FRONT_PADDING)]
        current = np.concatenate(front, 1)
        outputs = [current]
        for i in range(MIDDLE_LAYERS):
            layer = self._normed(6 + i, self._convolved(len(FRONT_PADDING) + i, current, (3, 3))[:, 0])
            current = layer if i == 0 else layer + current
            outputs.append(current)
        stacked = np.concatenate(outputs, 1)
        pooled = self._normed(9, np.stack([stacked.max(0), stacked.mean(0)], 1).ravel())
        (kernel, bias), _ = self._dense
        return self._normed(10, np.maximum(pooled @ kernel + bias, 0))

    def _normed(self, index: int, x: Floats) -> Floats:
        scale, shift = self._norms[index]
        return x * scale + shift

    def _convolved(self, index: int, x: Floats, padding: tuple[int, int]) -> Floats:
        """(time, bands left over, channels) after relu, from (time, bands)."""
        kernel, bias = self._convolutions[index]
        frames, bands, _, channels = kernel.shape
        windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, (padding, (0, 0))), (frames, bands))
        time, places = windows.shape[:2]
        flat = windows.reshape(time * places, -1) @ kernel.reshape(-1, channels)
        out: Floats = np.maximum(flat.reshape(time, places, channels) + bias, 0)
        return out


def _folded(weights: Mapping[str, Floats], name: str) -> tuple[Floats, Floats]:
    """Scale and shift of a batch normalisation at rest."""
    scale = weights[f"{name}/gamma"] / np.sqrt(weights[f"{name}/moving_variance"] + np.float32(BATCH_NORM_EPSILON))
    return scale, weights[f"{name}/beta"] - weights[f"{name}/moving_mean"] * scale

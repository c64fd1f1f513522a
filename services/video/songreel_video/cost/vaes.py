"""Operations of the video autoencoders, from the numbers in vae/config.json. As in `transformers.py`, a multiplication
with its addition counts as two, and only convolutions, linear layers and attention are counted."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

CUBE, SQUARE = 27, 9
"""Weights of a kernel, from one channel to another."""


def convolution(channels_in: int, channels_out: int, kernel: int, places: int) -> int:
    """Operations of a convolution that has so many places in its output."""
    return 2 * channels_in * channels_out * kernel * places


def residuals(channels_in: int, channels_out: int, count: int, places: int) -> int:
    """Of residual blocks with two convolutions each; the first changes the channels."""
    total, channels = 0, channels_in
    for _ in range(count):
        total += convolution(channels, channels_out, CUBE, places) + convolution(
            channels_out, channels_out, CUBE, places
        )
        if channels != channels_out:
            total += convolution(channels, channels_out, 1, places)
        channels = channels_out
    return total


@dataclass(frozen=True)
class WanVae:
    """Wan 2.1's: causal, the first frame by itself, then four frames a latent."""

    base: int
    decoder_base: int
    latents: int
    multiples: Sequence[int]
    blocks: int
    halves_time: Sequence[bool]

    @classmethod
    def read(cls, config: Mapping[str, Any]) -> Self:
        """From vae/config.json."""
        return cls(
            base=config["base_dim"],
            decoder_base=config.get("decoder_base_dim") or config["base_dim"],
            latents=config["z_dim"],
            multiples=tuple(config["dim_mult"]),
            blocks=config["num_res_blocks"],
            halves_time=tuple(config["temperal_downsample"]),
        )

    def decode(self, frames: int, height: int, width: int) -> int:
        """Latents into so many frames of pixels."""
        scale = 2 ** len(self.halves_time)
        time, high, wide = self._times(frames)[-1], height // scale, width // scale
        dims = [self.decoder_base * multiple for multiple in (self.multiples[-1], *reversed(self.multiples))]
        places = time * high * wide
        total = convolution(self.latents, self.latents, 1, places) + convolution(self.latents, dims[0], CUBE, places)
        total += self._middle(dims[0], time, high * wide)
        for level, (before, after) in enumerate(itertools.pairwise(dims)):
            total += residuals(before if level == 0 else before // 2, after, self.blocks + 1, time * high * wide)
            if level == len(self.multiples) - 1:
                break
            if self.halves_time[-1 - level]:
                total += convolution(after, 2 * after, 3, (time - 1) * high * wide)  # not for the first frame
                time = 2 * time - 1
            high, wide = 2 * high, 2 * wide
            total += convolution(after, after // 2, SQUARE, time * high * wide)
        return total + convolution(dims[-1], 3, CUBE, time * high * wide)

    def encode(self, frames: int, height: int, width: int) -> int:
        """So many frames of pixels into latents."""
        times, time, high, wide = iter(self._times(frames)), frames, height, width
        dims = [self.base * multiple for multiple in (1, *self.multiples)]
        total = convolution(3, dims[0], CUBE, time * high * wide)
        for level, (before, after) in enumerate(itertools.pairwise(dims)):
            total += residuals(before, after, self.blocks, time * high * wide)
            if level == len(self.multiples) - 1:
                break
            high, wide = high // 2, wide // 2
            total += convolution(after, after, SQUARE, time * high * wide)
            if self.halves_time[level]:
                time = next(times)
                total += convolution(after, after, 3, (time - 1) * high * wide)
        total += self._middle(dims[-1], time, high * wide)
        out = 2 * self.latents
        return (
            total + convolution(dims[-1], out, CUBE, time * high * wide) + convolution(out, out, 1, time * high * wide)
        )

    def _times(self, frames: int) -> list[int]:
        """Frames after each halving of time."""
        times = [frames]
        for _ in range(sum(self.halves_time)):
            times.append((times[-1] - 1) // 2 + 1)
        return times[1:] or times

    def _middle(self, channels: int, time: int, area: int) -> int:
        attention = convolution(channels, 4 * channels, 1, time * area) + 4 * time * area**2 * channels
        return residuals(channels, channels, 2, time * area) + attention


@dataclass(frozen=True)
class MochiVae:
    """mochi-1's: six frames a latent, all decoded, the first five then dropped."""

    channels: Sequence[int]
    layers: Sequence[int]
    latents: int
    times: Sequence[int]
    scales: Sequence[int]

    @classmethod
    def read(cls, config: Mapping[str, Any]) -> Self:
        """From vae/config.json."""
        return cls(
            channels=tuple(config["decoder_block_out_channels"]),
            layers=tuple(config["layers_per_block"]),
            latents=config["latent_channels"],
            times=tuple(config["temporal_expansions"]),
            scales=tuple(config["spatial_expansions"]),
        )

    def decode(self, frames: int, height: int, width: int) -> int:
        """Latents into so many frames of pixels."""
        time, scale = 1, 1
        for times, scales in zip(self.times, self.scales, strict=True):
            time, scale = time * times, scale * scales
        places = ((frames - 1) // time + 1) * (height // scale) * (width // scale)
        top = self.channels[-1]
        total = convolution(self.latents, top, 1, places) + residuals(top, top, self.layers[-1], places)
        for level in range(1, len(self.channels)):
            before, after = self.channels[-level], self.channels[-level - 1]
            growth = self.times[-level] * self.scales[-level] ** 2
            total += residuals(before, before, self.layers[-level - 1], places)
            total += convolution(before, after * growth, 1, places)
            places *= growth
        low = self.channels[0]
        return total + residuals(low, low, self.layers[0], places) + convolution(low, 3, 1, places)

    def encode(self, frames: int, height: int, width: int) -> int:
        """0: nothing is encoded, since mochi films from words alone."""
        return 0

"""Larger frames by Real-ESRGAN's compact network for video (SRVGG): four times, or twice by the mean of four pixels.

The network of Wang et al. 2021 (Real-ESRGAN, "realesr-animevideov3"): convolutions at the small size, whose last one is
shuffled into pixels and added to the enlarged picture. Each frame by itself. It draws clean lines and loses grain.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import torch
from songreel_chassis.artifacts import file_sha256
from torch import nn

from songreel_video.finishing.interpolating import Frames
from songreel_video.finishing.ncnn_weights import read_layers

NATIVE = 4
FACTORS = (2, 4)


class Upscaler:
    """One network on its device."""

    def __init__(self, folder: Path, device: torch.device) -> None:
        """`folder` holds the catalogue entry's files."""
        graph, weights = (folder / f"realesr-animevideov3-x4.{suffix}" for suffix in ("param", "bin"))
        self.sha256 = file_sha256(weights)
        self._device = device
        self._dtype = torch.float16 if device.type == "cuda" else torch.float32
        self._network = _network(graph, weights).to(device, self._dtype).eval().requires_grad_(requires_grad=False)

    def name(self, factor: int) -> str:
        """For a clip's provenance."""
        shrunk = f", shrunk to {factor}x" if factor != NATIVE else ""
        return f"upscaled {factor}x by realesr-animevideov3 {self.sha256[:12]}{shrunk}"

    def upscale(self, frames: Iterable[Frames], factor: int) -> Iterator[Frames]:
        """(height, width, 3) each, so many times larger."""
        for frame in frames:
            yield self._upscaled(frame, factor)

    @torch.no_grad()  # type: ignore[untyped-decorator]  # torch has no types here
    def _upscaled(self, frame: Frames, factor: int) -> Frames:
        small = torch.tensor(frame, device=self._device).permute(2, 0, 1)[None].to(self._dtype) / 255
        large = nn.functional.pixel_shuffle(self._network(small), NATIVE)
        large = (large + nn.functional.interpolate(small, scale_factor=NATIVE, mode="nearest")).clamp(0, 1)
        if factor != NATIVE:
            large = nn.functional.avg_pool2d(large, NATIVE // factor)
        pixels: Frames = large[0].mul(255).round().to(torch.uint8).permute(1, 2, 0).contiguous().cpu().numpy()
        return pixels


def _network(graph: Path, weights: Path) -> Any:
    layers: list[nn.Module] = []
    for layer in read_layers(graph, weights):
        if layer.bias is None:
            module: Any = nn.PReLU(layer.weight.size)
        else:
            out, into, size, _ = layer.weight.shape
            module = nn.Conv2d(into, out, size, padding=size // 2)
            module.bias.data = torch.from_numpy(layer.bias)
        module.weight.data = torch.from_numpy(layer.weight)
        layers.append(module)
    return nn.Sequential(*layers)

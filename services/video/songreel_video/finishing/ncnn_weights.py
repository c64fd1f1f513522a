"""Weights of a plain network of convolutions from an ncnn file, as numbers: nothing of it is run.

.param   text, a line a layer: kind, name, how many tensors in and out, their names, key=value ...
.bin     in the same order; convolution: flag, weights, biases in float32; PReLU: slopes in float32
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

HALF = 0x01306B47
"""The flag before weights in float16; 0 before float32."""
Numbers = npt.NDArray[np.float32]


class Unreadable(ValueError):
    """No such file, or not one of this kind of network."""


@dataclass(frozen=True)
class Layer:
    """A convolution, or the slopes of a PReLU."""

    kind: str
    weight: Numbers
    bias: Numbers | None = None


def read_layers(graph: Path, weights: Path) -> Iterator[Layer]:
    """Convolutions (out, in, 3, 3) and PReLUs (channels), in order. Raises Unreadable."""
    data, place, channels = weights.read_bytes(), 0, 3
    for line in graph.read_text("ascii").splitlines()[2:]:
        kind, _, into, out, *rest = line.split()
        keys = dict(item.split("=") for item in rest[int(into) + int(out) :])
        if kind == "Convolution":
            count = int(keys["6"])
            flag, place = int.from_bytes(data[place : place + 4], "little"), place + 4
            if flag not in (0, HALF):
                raise Unreadable(f"{weights.name} is packed in a way that is not read here")
            number = np.dtype(np.float16 if flag else np.float32)
            weight = _take(data, place, count, number)
            place += -(-count * number.itemsize // 4) * 4
            bias = _take(data, place, int(keys["0"]), np.dtype(np.float32))
            place += bias.size * 4
            size = int(keys["1"])
            yield Layer(kind, weight.reshape(bias.size, channels, size, size), bias)
            channels = bias.size
        elif kind == "PReLU":
            slopes = _take(data, place, int(keys["0"]), np.dtype(np.float32))
            place += slopes.size * 4
            yield Layer(kind, slopes)
        elif kind not in ("Input", "Split", "PixelShuffle", "Interp", "BinaryOp"):
            raise Unreadable(f"{graph.name} has a {kind}, which is not read here")
    if place != len(data):
        raise Unreadable(f"{weights.name} has {len(data)} bytes, of which the graph names {place}")


def _take(data: bytes, place: int, count: int, number: np.dtype[np.generic]) -> Numbers:
    if place + count * number.itemsize > len(data):
        raise Unreadable("the file is cut off")
    return np.frombuffer(data, number, count, place).astype(np.float32)

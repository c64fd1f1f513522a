"""Seconds that a device takes for a shot's operations: its peak, and the share of it that is assumed to be used."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

from songreel_video.cost.model import Operations, Shape

STOCK, TUNED = "stock", "tuned"


@dataclass(frozen=True)
class Device:
    """A GPU."""

    name: str
    contains: str
    bf16: float
    dollars_per_hour: float


@dataclass(frozen=True)
class Utilisation:
    """Shares of the peak that a way of running the model uses."""

    sentence: str
    transformer: float
    vae: float


@dataclass(frozen=True)
class Seconds:
    """Of one shot, part by part."""

    before: float
    """Until the first step."""
    denoise: float
    after: float
    """From the last step to the coded clip."""

    @property
    def total(self) -> float:
        """All of them."""
        return self.before + self.denoise + self.after

    def times(self, factor: float) -> "Seconds":
        """Longer or shorter, all parts alike."""
        return Seconds(self.before * factor, self.denoise * factor, self.after * factor)


@functools.cache
def devices() -> Mapping[str, Device]:
    """By name."""
    return MappingProxyType({table["name"]: Device(**table) for table in _tables()["devices"].values()})


@functools.cache
def utilisations() -> Mapping[str, Utilisation]:
    """By name: stock, tuned."""
    return MappingProxyType({name: Utilisation(**table) for name, table in _tables()["utilisation"].items()})


def find_device(name: str) -> Device | None:
    """The device that torch calls so; None for one of which nothing is known."""
    return next((device for device in devices().values() if device.contains in name), None)


def coding_seconds(shape: Shape) -> float:
    """Of coding the clip on the CPU."""
    pixels = shape.frames * shape.width_pixels * shape.height_pixels
    return float(pixels / _tables()["coding"]["pixels_a_second"])


def assumed_seconds(operations: Operations, shape: Shape, device: Device, utilisation: Utilisation) -> Seconds:
    """Of a shot on one such device, that nobody has timed."""
    model, vae = device.bf16 * utilisation.transformer, device.bf16 * utilisation.vae
    return Seconds(
        before=operations.text / model + operations.encode / vae,
        denoise=operations.denoise / model,
        after=(operations.decode + operations.finish) / vae + operations.cpu_seconds + coding_seconds(shape),
    )


@functools.cache
def _tables() -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads(resources.files(__package__).joinpath("devices.toml").read_text("utf-8")))

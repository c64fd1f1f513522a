"""Seconds of a shot before it is filmed, on this pod: by the device's table at first, then corrected by its shots.

    first shot     operations / (peak x assumed share)              where the device is in the table
                   the rehearsal's seconds, by operations           where it is not: a CPU, a drawn storyboard
    later shots    the same, times the median of actual / assumed   over the last shots

How far each quote was off is kept, as it was made before its shot.
"""

import dataclasses
import statistics
from collections import deque
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

import prometheus_client
import structlog
from songreel.video.v1 import video_pb2

from songreel_video.cost.devices import Device, Seconds, assumed_seconds, coding_seconds, utilisations
from songreel_video.cost.model import Operations, Shape

log = structlog.get_logger()

REMEMBERED = 20
"""Shots."""
ERROR = prometheus_client.Histogram(
    "songreel_quote_error",
    "How far the quote of a shot's seconds was from what it took: |actual / quoted - 1|.",
    buckets=(0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5),
)
FILMED = prometheus_client.Counter("songreel_filmed_seconds", "Seconds that shots took which were filmed here.")
Preset: TypeAlias = "video_pb2.Preset.ValueType"
REHEARSED = "Shots take as long for each operation as the short rehearsal at the start did."


@runtime_checkable
class Counting(Protocol):
    """A backend that can tell how many operations a shot takes."""

    utilisation: str
    """How it runs its model, by the name of a row in devices.toml."""
    device: str
    """torch's name of what it runs on."""
    gpus: int
    """That film one shot together."""

    def operations(self, shape: Shape, preset: Preset) -> Operations:
        """Of one shot. Raises InvalidInput for one that it never films."""
        ...


@dataclass(frozen=True)
class Quote:
    """Of one shot."""

    seconds: Seconds
    operations: int
    """0 where the backend counts none."""
    measured: bool
    """Corrected by what was filmed here."""


class Forecast:
    """Of one pod."""

    def __init__(self, backend: object, device: Device | None) -> None:
        self._counting = backend if isinstance(backend, Counting) else None
        self.device = device if self._counting else None
        self._second = 0.0
        """Of the rehearsal, for each operation or pixel; 0 before it."""
        self._factors: deque[float] = deque(maxlen=REMEMBERED)
        self._errors: deque[float] = deque(maxlen=REMEMBERED)
        self.measured_shots = 0

    @property
    def gpus(self) -> int:
        """That film one shot together, here or on another device."""
        return self._counting.gpus if self._counting else 1

    @property
    def relative_error(self) -> float:
        """Median over the last shots; negative before the first."""
        return statistics.median(self._errors) if self._errors else -1.0

    def assumptions(self, device: Device | None) -> list[str]:
        """What quotes for a device (None for one that the table lacks) rest on, and nobody measured here."""
        if device and self._counting and not (device == self.device and self.measured_shots):
            return [f"On {device.name}, {utilisations()[self._counting.utilisation].sentence}."]
        return [] if self.measured_shots else [REHEARSED]

    def quote(self, shape: Shape, preset: Preset, device: Device | None) -> Quote | None:
        """The shot's on that device of the table, or, for None, here; None where nothing is known."""
        operations = self._counting.operations(shape, preset) if self._counting else None
        seconds = self._assumed(operations, shape, device or self.device)
        if seconds is None:
            return None
        measured = bool(self._factors) and device in (None, self.device)
        if measured:
            seconds = seconds.times(statistics.median(self._factors))
        return Quote(seconds, operations.total if operations else 0, measured)

    def rehearsed(self, shape: Shape, preset: Preset, seconds: float) -> None:
        """Takes the rehearsal's seconds, for devices that the table does not have."""
        operations = self._counting.operations(shape, preset) if self._counting else None
        self._second = seconds / (operations.total if operations else _pixels(shape))

    def filmed(self, shape: Shape, preset: Preset, seconds: float, quoted: Quote | None) -> None:
        """Learns from a shot that was filmed in one go, and notes how far its quote was off."""
        FILMED.inc(seconds)
        assumed = self.quote(shape, preset, None)
        if quoted is None or assumed is None:
            return
        factor = statistics.median(self._factors) if self._factors else 1.0
        self._errors.append(abs(seconds / quoted.seconds.total - 1))
        self._factors.append(seconds / (assumed.seconds.total / factor))
        self.measured_shots += 1
        ERROR.observe(self._errors[-1])
        log.info(
            "quote_checked",
            quoted=round(quoted.seconds.total, 3),
            actual=round(seconds, 3),
            error=round(self._errors[-1], 3),
            measured=quoted.measured,
        )

    def _assumed(self, operations: Operations | None, shape: Shape, device: Device | None) -> Seconds | None:
        """Before any correction."""
        if device and self._counting and operations:
            alone = assumed_seconds(operations, shape, device, utilisations()[self._counting.utilisation])
            return dataclasses.replace(alone, denoise=alone.denoise / self.gpus)
        if not self._second or (device and not self._counting):
            return None
        if operations is None:
            return Seconds(0.0, self._second * _pixels(shape), 0.0)
        parts = (operations.text + operations.encode, operations.denoise, operations.decode + operations.finish)
        seconds = Seconds(*(self._second * part for part in parts))
        return dataclasses.replace(seconds, after=seconds.after + operations.cpu_seconds + coding_seconds(shape))


def _pixels(shape: Shape) -> int:
    return shape.frames * shape.width_pixels * shape.height_pixels

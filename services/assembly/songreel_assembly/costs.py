"""What filming took, by device: measured seconds, money by the operator's price list, and an estimate of the energy.

Seconds are measured by the video pods. Money is those seconds times a price that the operator stated. Energy is never
measured: it is the seconds times a power that is stated, here or in a setting, as if the device drew that all the time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from songreel.assembly.v1 import assembly_pb2
from songreel_chassis.errors import NotConfigured

HOUR_SECONDS = 3600.0
ANY = "*"
WITHOUT_GPU = frozenset({"", "cpu", "outside engine"})
DATA_SHEETS = MappingProxyType(
    {
        "NVIDIA H100 PCIe": 350.0,
        "NVIDIA H100 NVL": 400.0,
        "NVIDIA H100": 700.0,
        "NVIDIA H200 NVL": 600.0,
        "NVIDIA H200": 700.0,
        "NVIDIA B200": 1000.0,
        "NVIDIA A100 80GB PCIe": 300.0,
        "NVIDIA A100-PCIE": 250.0,
        "NVIDIA A100": 400.0,
        "NVIDIA L40S": 350.0,
        "NVIDIA L4": 72.0,
        "NVIDIA GeForce RTX 5090": 575.0,
        "NVIDIA GeForce RTX 4090": 450.0,
        "NVIDIA GeForce RTX 3090": 350.0,
    }
)
"""Most that the maker's data sheets say a board draws, in watts, by the beginning of torch's name of it."""


@dataclass(frozen=True)
class Power:
    """What one device is taken to draw."""

    watts: float
    source: str
    """For a person."""


@dataclass(frozen=True)
class PowerTable:
    """What devices are taken to draw: as the operator stated it, else as the data sheets have it."""

    stated: Mapping[str, float]

    def of(self, device: str) -> Power | None:
        """By the longest entry that the device's name begins with; None where nobody said anything."""
        for table, source in (
            (self.stated, "stated by the operator"),
            (DATA_SHEETS, "the maker's largest board power"),
        ):
            fitting = [name for name in table if name != ANY and device.lower().startswith(name.lower())]
            if name := max(fitting, key=len, default=""):
                return Power(table[name], source)
        return Power(self.stated[ANY], "stated by the operator") if ANY in self.stated else None


def read_watts(text: str) -> PowerTable:
    """ "NVIDIA H100=650, cpu=65, *=300" as a table. Raises NotConfigured."""
    stated: dict[str, float] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, _, amount = entry.rpartition("=")
        try:
            watts = float(amount)
        except ValueError:
            watts = -1.0
        if not name.strip() or not 0 < watts < float("inf"):
            raise NotConfigured(
                f"SONGREEL_ASSEMBLY_DEVICE_WATTS cannot be read at {entry!r}. Write device=watts of one, by comma: "
                "NVIDIA H100=650, cpu=65 (* for any other device)."
            )
        stated[name.strip()] = watts
    return PowerTable(stated)


def filming_costs(request: assembly_pb2.CutFilmRequest, power: PowerTable) -> list[assembly_pb2.FilmingCost]:
    """By device, in the order in which they come up: first those of the clips in the film, then of other takes."""
    found: dict[str, assembly_pb2.FilmingCost] = {}
    for clip in request.clips:
        cost = found.setdefault(clip.provenance.device, assembly_pb2.FilmingCost(device=clip.provenance.device))
        cost.shot_count += 1
        cost.filming_seconds += clip.provenance.filming_seconds
    for take in _takes(request):
        cost = found.setdefault(take.device, assembly_pb2.FilmingCost(device=take.device))
        cost.take_count += 1
        cost.all_takes_seconds += take.filming_seconds
        cost.gpu_seconds += take.filming_seconds * gpus_of(take)
        cost.resumed_count += take.resumed
    for cost in found.values():
        if price := _price_of(cost.device, request.prices):
            cost.amount, cost.currency = price.per_hour * cost.gpu_seconds / HOUR_SECONDS, price.currency
        if drawn := power.of(cost.device):
            seconds = cost.gpu_seconds or cost.all_takes_seconds
            cost.watts, cost.watts_source = drawn.watts, drawn.source
            cost.estimated_watt_hours = drawn.watts * seconds / HOUR_SECONDS
    return list(found.values())


def gpus_of(take: assembly_pb2.TakeCost) -> int:
    """How many filmed it together; clips of earlier versions do not say, and then it was one."""
    return take.gpu_count or (take.device not in WITHOUT_GPU)


def _price_of(device: str, prices: Iterable[assembly_pb2.DevicePrice]) -> assembly_pb2.DevicePrice | None:
    """By the longest entry that the device's name begins with, else that for any; None without."""
    listed = {price.device: price for price in prices}
    fitting = [name for name in listed if name != ANY and device.lower().startswith(name.lower())]
    return listed.get(max(fitting, key=len, default=ANY))


def _takes(request: assembly_pb2.CutFilmRequest) -> Iterable[assembly_pb2.TakeCost]:
    """Of all takes; a gateway of an earlier version tells of those in the film alone."""
    if request.takes:
        return [cost for shot in request.takes for cost in shot.costs]
    return [
        assembly_pb2.TakeCost(
            device=clip.provenance.device,
            gpu_count=clip.provenance.gpu_count,
            filming_seconds=clip.provenance.filming_seconds,
            resumed=clip.provenance.resumed_count > 0,
        )
        for clip in request.clips
    ]

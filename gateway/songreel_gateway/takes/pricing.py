"""What GPUs cost, as the operator says, and what a film costs by it."""

from collections.abc import Mapping
from dataclasses import dataclass

from songreel_chassis.errors import NotConfigured

ANY = "*"
HOUR_SECONDS = 3600.0


@dataclass(frozen=True)
class PriceList:
    """Money for a GPU hour, by the device's name."""

    currency: str
    per_hour: Mapping[str, float]

    def amount(self, gpu_seconds: float | None, device: str) -> float | None:
        """Money for them; None where their number or the device's price is unknown."""
        price = self.of(device)
        if gpu_seconds is None or (price is None and gpu_seconds):
            return None
        return round((price or 0.0) * gpu_seconds / HOUR_SECONDS, 6)

    def of(self, device: str) -> float | None:
        """Of an hour on the device: the longest entry that its name begins with, else that for any; None without."""
        fitting = [name for name in self.per_hour if name != ANY and device.lower().startswith(name.lower())]
        return self.per_hour.get(max(fitting, key=len, default=ANY))


def read_prices(text: str, currency: str) -> PriceList:
    """ "NVIDIA H100=3.00, *=2.50" as a price list. Raises NotConfigured."""
    prices: dict[str, float] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, _, amount = entry.rpartition("=")
        try:
            prices[name.strip()] = price = float(amount)
        except ValueError:
            price = -1.0
        if not name.strip() or not 0 <= price < float("inf"):
            raise NotConfigured(
                f"SONGREEL_GPU_PRICES cannot be read at {entry!r}. Write device=price for an hour, by comma: "
                "NVIDIA H100=3.00, *=2.50 (* for any other device)."
            )
    return PriceList(currency, prices)

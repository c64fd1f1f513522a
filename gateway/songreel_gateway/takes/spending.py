"""What filming costs: quoted and reserved before a pod is asked, counted when it has answered, told as metrics."""

import contextlib
from dataclasses import dataclass
from typing import Any

import grpc
import prometheus_client
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import Unavailable

from songreel_gateway.asking.film_plan import FilmPlan
from songreel_gateway.asking.requests import PRESETS
from songreel_gateway.fleet.pods import VideoPods
from songreel_gateway.store.ledger import RESERVED, Entry, Ledger
from songreel_gateway.takes.pricing import PriceList

ASK_SECONDS = 10.0
GPU_SECONDS = prometheus_client.Counter("songreel_gpu_seconds", "GPU-seconds that were spent.", ["kind", "device"])
SPEND = prometheus_client.Counter("songreel_spend", "Money that was spent, by the price list.", ["currency"])
QUOTE_ERROR = prometheus_client.Histogram(
    "songreel_quote_error_ratio",
    "How far a quote was off: |actual / quoted - 1| of each shot that was filmed.",
    buckets=(0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5),
)


@dataclass(frozen=True)
class Order:
    """What decides the cost of a shot."""

    preset: str
    plan: FilmPlan
    frames: int
    references: int = 0
    pictures: int = 0
    """That are made for it first."""


@dataclass(frozen=True)
class Key:
    """Of what is paid for, within its video."""

    video_id: str
    shot_index: int
    take: int

    @property
    def name(self) -> str:
        """As the ledger has it."""
        return f"take-{self.shot_index}-{self.take}"


class Spending:
    """Of all videos."""

    def __init__(self, ledger: Ledger, prices: PriceList) -> None:
        self._ledger = ledger
        self._prices = prices

    async def afford(self, key: Key, order: Order, pods: VideoPods) -> bool:
        """Whether the video's budget has room for the take, which is then reserved."""
        if await self._ledger.find(key.video_id, key.name):
            return True
        quoted = await self._quote(order, pods)
        gpu_seconds, device = quoted or (None, "")
        entry = Entry(
            video_id=key.video_id, key=key.name, state=RESERVED, shot_index=key.shot_index, take=key.take,
            created_at=0.0, quoted_gpu_seconds=gpu_seconds, quoted_amount=self.amount(gpu_seconds, device),
            gpu_seconds=0.0, amount=None, currency=self._currency, device=device or None, began_at=None,
        )  # fmt: skip
        return await self._ledger.reserve(entry)

    async def wasted(self, key: Key, seconds: float) -> None:
        """A pod worked at it so long and did not finish."""
        entry = await self._ledger.find(key.video_id, key.name)
        if entry and entry.quoted_gpu_seconds != 0:  # 0 where no GPU is used
            await self._ledger.waste(key.video_id, key.name, seconds)

    async def filmed(self, key: Key, provenance: video_pb2.Provenance) -> None:
        """The take is there. What was found, and cost another video something, costs this one nothing."""
        entry = await self._ledger.find(key.video_id, key.name)
        if entry is None:
            return
        ours = provenance.filming_seconds if entry.began_at else 0.0
        gpus = provenance.gpu_count or int(bool(entry.quoted_gpu_seconds))
        await self._spend(entry, "take", entry.gpu_seconds + ours * gpus, provenance.device)
        if ours and entry.quoted_gpu_seconds and not provenance.resumed_count:
            QUOTE_ERROR.observe(abs(ours * gpus / entry.quoted_gpu_seconds - 1))

    async def abandoned(self, key: Key) -> None:
        """The take failed: what it took until then is spent."""
        if entry := await self._ledger.find(key.video_id, key.name):
            await self._spend(entry, "take", entry.gpu_seconds, entry.device or "")

    async def pictured(self, video_id: str, uri: str, provenance: video_pb2.Provenance) -> None:
        """A picture was made for the video."""
        gpu_seconds = provenance.filming_seconds * provenance.gpu_count
        name = f"picture-{uri.rpartition('/')[2].partition('.')[0]}"
        entry = Entry(
            video_id=video_id, key=name, state=RESERVED, shot_index=None, take=None, created_at=0.0,
            quoted_gpu_seconds=None, quoted_amount=None, gpu_seconds=0.0, amount=None, currency=self._currency,
            device=provenance.device, began_at=None,
        )  # fmt: skip
        await self._ledger.note(entry)
        await self._spend(entry, "picture", gpu_seconds, provenance.device)

    def amount(self, gpu_seconds: float | None, device: str) -> float | None:
        """Money for them; None without a price."""
        return self._prices.amount(gpu_seconds, device)

    @property
    def _currency(self) -> str | None:
        return self._prices.currency if self._prices.per_hour else None

    async def _spend(self, entry: Entry, kind: str, gpu_seconds: float, device: str) -> None:
        amount = self.amount(gpu_seconds, device)
        spent = {"gpu_seconds": gpu_seconds, "amount": amount, "device": device}
        if await self._ledger.spend(entry.video_id, entry.key, **spent) is None:
            return
        GPU_SECONDS.labels(kind, device).inc(gpu_seconds)
        if amount:
            SPEND.labels(self._prices.currency).inc(amount)

    @staticmethod
    async def _quote(order: Order, pods: VideoPods) -> tuple[float, str] | None:
        """GPU-seconds and device; None while nothing is known, or no pod answers."""
        size = video_pb2.FrameSize(width_pixels=order.plan.width_pixels, height_pixels=order.plan.height_pixels)
        ask = video_pb2.QuoteShotsRequest(
            preset=PRESETS[order.preset],
            size=size,
            frame_counts=[order.frames] + [1] * order.pictures,  # a picture is made as a shot of one frame
            reference_count=order.references,
        )
        with contextlib.suppress(grpc.aio.AioRpcError, Unavailable):
            answer = await pods.any().QuoteShots(ask, timeout=ASK_SECONDS)
            if answer.quotes and min(each.seconds for each in answer.quotes) >= 0:
                return sum(each.gpu_seconds for each in answer.quotes), answer.device
        return None


def over_budget(video_id: str) -> dict[str, Any]:
    """What the client is asked for."""
    message = (
        "The next shot would cost more than what is left of the budget. Raise it with "
        f"POST /v1/videos/{video_id}/budget and filming goes on; or cancel."
    )
    return {"type": "raise_budget", "message": message}

"""What a film would take, before anything is spent: asked of a video pod for every preset, then priced and queued."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2

from songreel_gateway import requests
from songreel_gateway.film_plan import FilmPlan, settle
from songreel_gateway.pods import VideoPods
from songreel_gateway.pricing import PriceList

HOUR_SECONDS = 3600.0
ASK_SECONDS = 10.0
BASES = {
    video_pb2.QUOTE_BASIS_UNSPECIFIED: "unknown",
    video_pb2.QUOTE_BASIS_ASSUMED: "assumed",
    video_pb2.QUOTE_BASIS_MEASURED: "measured",
}


@dataclass(frozen=True)
class Load:
    """How much there is to do for how many."""

    pods: int
    waiting_shots: int
    """Of all videos that have not ended."""


@dataclass(frozen=True)
class Quote:
    """Of one preset; one take of every shot."""

    preset: str
    plan: FilmPlan
    answer: video_pb2.QuoteShotsResponse

    @property
    def pod_seconds(self) -> float | None:
        """Of all shots, one after the other; None while the pod knows nothing."""
        seconds = [quote.seconds for quote in self.answer.quotes]
        return sum(seconds) if seconds and min(seconds) >= 0 else None

    @property
    def gpu_seconds(self) -> float | None:
        """Of all shots; 0 where none is used."""
        return None if self.pod_seconds is None else sum(quote.gpu_seconds for quote in self.answer.quotes)

    @property
    def relative_error(self) -> float | None:
        """How far the pod's quotes were off lately; None before its first shot."""
        return self.answer.relative_error if self.answer.relative_error >= 0 else None

    @property
    def basis(self) -> str:
        """unknown, assumed or measured."""
        return BASES.get(self.answer.basis, "unknown")

    def amount(self, prices: PriceList, takes: int = 1) -> float | None:
        """Money for that many takes of every shot; None without a price."""
        price = prices.of(self.answer.device)
        if self.gpu_seconds is None or (price is None and self.gpu_seconds):
            return None
        return round((price or 0.0) * self.gpu_seconds * takes / HOUR_SECONDS, 4)

    def finish_seconds(self, load: Load) -> float | None:
        """Until the last shot is filmed when ordered now, with what waits before it taken to be like it."""
        if self.pod_seconds is None or not load.pods:
            return None
        shots = len(self.answer.quotes)
        longest = max(quote.seconds for quote in self.answer.quotes)
        return max(longest, self.pod_seconds * (1 + load.waiting_shots / shots) / load.pods)


async def quote(
    order: dict[str, Any], presets: Sequence[str], analysis: audio_pb2.SongAnalysis, pods: VideoPods, takes_limit: int
) -> list[Quote]:
    """A quote for each preset in which the backend films the ordered aspect. Raises what the call raises."""
    pod = pods.any()
    backend = await pod.DescribeBackend(video_pb2.DescribeBackendRequest(), timeout=ASK_SECONDS)
    frames = [shot.end_frame - shot.start_frame for shot in analysis.shots]
    quotes = []
    for preset in presets:
        plan = settle(order | {"preset": preset}, backend, takes_limit)
        if plan is None:
            continue
        ask = video_pb2.QuoteShotsRequest(
            preset=requests.PRESETS[preset],
            size=video_pb2.FrameSize(width_pixels=plan.width_pixels, height_pixels=plan.height_pixels),
            frame_counts=frames,
        )
        quotes.append(Quote(preset, plan, await pod.QuoteShots(ask, timeout=ASK_SECONDS)))
    return quotes

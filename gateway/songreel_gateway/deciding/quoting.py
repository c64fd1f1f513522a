"""What a film would take, before anything is spent: asked of a video pod for every preset, then priced and queued."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from songreel_gateway.asking import identity, requests
from songreel_gateway.asking.film_plan import FilmPlan, settle
from songreel_gateway.fleet.pods import VideoPods
from songreel_gateway.takes.pricing import PriceList

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
    """Of one preset; one take of every shot, and the pictures that shots follow."""

    preset: str
    plan: FilmPlan
    answer: video_pb2.QuoteShotsResponse
    pictures: video_pb2.QuoteShotsResponse | None = None
    """Of those that are made first; None where none are."""

    @property
    def _all(self) -> list[video_pb2.ShotQuote]:
        return [*self.answer.quotes, *(self.pictures.quotes if self.pictures else ())]

    @property
    def pod_seconds(self) -> float | None:
        """Of all shots and pictures, one after the other; None while the pod knows nothing."""
        seconds = [quote.seconds for quote in self._all]
        return sum(seconds) if seconds and min(seconds) >= 0 else None

    @property
    def gpu_seconds(self) -> float | None:
        """Of all shots and pictures; 0 where none is used."""
        return None if self.pod_seconds is None else sum(quote.gpu_seconds for quote in self._all)

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
        once = prices.amount(self.gpu_seconds, self.answer.device)
        return None if once is None else round(once * takes, 4)

    def finish_seconds(self, load: Load) -> float | None:
        """Until the last shot is filmed when ordered now, with what waits before it taken to be like it."""
        if self.pod_seconds is None or not load.pods:
            return None
        shots = len(self.answer.quotes)
        longest = max(quote.seconds for quote in self.answer.quotes)
        return max(longest, self.pod_seconds * (1 + load.waiting_shots / shots) / load.pods)


@dataclass(frozen=True)
class Studio:
    """Who films, and what the pods said of themselves."""

    pods: VideoPods
    described: Sequence[video_pb2.DescribeBackendResponse]
    takes_limit: int


async def quote(order: dict[str, Any], analysis: audio_pb2.SongAnalysis, studio: Studio) -> list[Quote]:
    """A quote for each preset in which the backend films the ordered aspect. Raises what the call raises."""
    frames = [shot.end_frame - shot.start_frame for shot in analysis.shots]
    quotes = []
    for preset in order["presets"]:
        plan = settle(order | {"preset": preset}, studio.described[0], studio.takes_limit)
        if plan is None:
            continue
        known = identity.abilities((plan.width_pixels, plan.height_pixels), studio.described)
        way = identity.choose([script_pb2.Character(id="somebody")], known)
        count = {"keyframe": len(frames), "characters": order["characters"] if way.maker else 0}.get(way.by, 0)
        ask = video_pb2.QuoteShotsRequest(
            preset=requests.PRESETS[preset],
            size=video_pb2.FrameSize(width_pixels=plan.width_pixels, height_pixels=plan.height_pixels),
            frame_counts=frames,
            reference_count=int(way.by != "words"),
        )
        answer = await studio.pods.of(way.backend).QuoteShots(ask, timeout=ASK_SECONDS)
        pictures = None
        if count:  # a picture is made as a shot of one frame
            ask = video_pb2.QuoteShotsRequest(preset=ask.preset, size=ask.size, frame_counts=[1] * count)
            pictures = await studio.pods.of(way.maker).QuoteShots(ask, timeout=ASK_SECONDS)
        quotes.append(Quote(preset, plan, answer, pictures))
    return quotes

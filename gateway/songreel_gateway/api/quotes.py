"""Quotes: what a video would cost, in every preset, before it is ordered."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Literal

import grpc
from fastapi import APIRouter, Response
from pydantic import BaseModel, Field
from songreel.audio.v1 import audio_pb2

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.hearings import ASK_AGAIN
from songreel_gateway.api.owned import own_song
from songreel_gateway.api.resources import moment
from songreel_gateway.deciding.orders import HearingOrder, LyricsOrder, Seed, Segmentation, Strict
from songreel_gateway.deciding.quoting import Load, Quote, Studio, quote
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import Problem, Refusal, no_video, problem, refuse
from songreel_gateway.store.hearings import Hearing
from songreel_gateway.telemetry.tracing import current_trace_parent

ROUTER = APIRouter(prefix="/v1/quotes", tags=["quotes"])

NO_POD = "No video pod answers, and only one knows how fast it films. Ask again in a moment."
PresetName = Literal["preview", "draft", "final"]


class QuoteOrder(Strict):
    """What decides the cost of a video: words do not."""

    song_id: str = Field(max_length=64, description="From `POST /v1/songs`.")
    segmentation: Segmentation = "planned"
    aspect: Literal["16:9", "9:16", "1:1"] = "16:9"
    seed: Seed = Field(0, description="Decides the cuts of segmentation `random`.")
    lyrics: LyricsOrder | None = None
    characters: int = Field(
        2, ge=0, le=12, description="Who has no picture of their own: one is made of each, where shots follow pictures."
    )
    presets: list[PresetName] = Field(default=["preview", "draft", "final"], min_length=1, max_length=3)


class PresetQuote(BaseModel):
    """One preset. Seconds are of one take a shot; the critic may ask for more."""

    preset: PresetName
    size: str = Field(description="832x480")
    pictures: int = Field(description="That are made first, for shots to follow; counted in all that comes.")
    pod_seconds: float | None = Field(description="Of all shots, one after the other; null while nothing is known.")
    gpu_seconds: float | None = Field(description="That are paid for; 0 where no GPU is used.")
    amount: float | None = Field(description="Money for them; null without a price for the device.")
    most_amount: float | None = Field(description="If every shot took all the takes that it may.")
    finish_seconds: float | None = Field(description="Until the last shot is filmed, when ordered now.")
    finish_at: datetime | None
    basis: Literal["unknown", "assumed", "measured"] = Field(
        description="`assumed`: by what others say of such devices; `measured`: corrected by what this pod filmed."
    )
    relative_error: float | None = Field(description="Median of |actual / quoted - 1| of the pod's last shots.")
    measured_shots: int
    assumptions: list[str] = Field(description="What nobody measured here.")


class QuoteResource(BaseModel):
    """What a video of this song would take. Nothing is reserved, and nothing was spent."""

    state: Literal["hearing", "ready"] = Field(description="`hearing`: repeat the call until it is `ready`.")
    song_id: str
    hearing_id: str
    shots: int | None
    film_seconds: float | None
    takes_limit: int
    device: str | None
    currency: str | None
    pods: int
    waiting_shots: int = Field(description="Of other videos, to be filmed before.")
    quotes: list[PresetQuote]


@ROUTER.post("", responses={202: {"model": QuoteResource}, **problems(400, 404, 422, 503)})
async def quote_video(order: QuoteOrder, response: Response, gateway: TheGateway, caller: TheCaller) -> QuoteResource:
    """What a video would cost in each preset, and when it would be there.

    The song has to be heard first: 202 while that runs, then 200. Pictures that shots follow are counted, where the
    pods follow any; of the characters as many as `characters` says. A model that films certain lengths only is cut for
    at other places: the last digits are not to be relied on.
    """
    await own_song(gateway, caller, order.song_id)
    if not gateway.services.video.wanted:
        raise Refusal(no_video())
    load = Load(len(gateway.services.video), await gateway.records.shots.waiting())
    described = await gateway.services.video.describe()
    if not described:
        raise Refusal(problem("unavailable", 503, NO_POD), dict(ASK_AGAIN))
    hearing = await heard(order, described[0].rate, gateway)
    if hearing.problem:
        raise Refusal(Problem.model_validate(hearing.problem))
    if not hearing.analysis_uri:
        response.status_code = 202
        response.headers.update(ASK_AGAIN)
        return resource(order, hearing, load, gateway)
    analysis = await gateway.messages.get(hearing.analysis_uri, audio_pb2.SongAnalysis)
    studio = Studio(gateway.services.video, described, gateway.settings.takes_limit)
    with told_of_silence():
        found = await quote(order.model_dump(), analysis, studio)
    if not found:
        raise refuse("invalid-input", 422, f"The video service films no {order.aspect}.")
    return resource(order, hearing, load, gateway, (analysis, found))


@contextmanager
def told_of_silence() -> Iterator[None]:
    """503 where a video pod does not answer."""
    try:
        yield
    except grpc.aio.AioRpcError as error:
        detail = f"The video pod does not answer ({error.details()}). Ask again in a moment."
        raise Refusal(problem("unavailable", 503, detail), dict(ASK_AGAIN)) from None


async def heard(order: QuoteOrder, rate: audio_pb2.FrameRate, gateway: Gateway) -> Hearing:
    """The hearing that times the shots, begun if need be. One that failed is told, and begins anew only by POST
    /v1/hearings: whoever repeats the call for a quote until it is ready would else begin it for ever."""
    told = f"{rate.numerator}" if rate.denominator in (0, 1) else f"{rate.numerator}/{rate.denominator}"
    asked = HearingOrder(
        song_id=order.song_id, segmentation=order.segmentation, rate=told, seed=order.seed, lyrics=order.lyrics
    )
    hearings, document = gateway.records.hearings, asked.document()
    hearing = await hearings.known(document) or await hearings.ask(document, current_trace_parent(), False)
    if not hearing.ended:
        await gateway.listen(hearing.id, hearing.run)
        hearing = await hearings.get(hearing.id)
    return hearing


def resource(
    order: QuoteOrder,
    hearing: Hearing,
    load: Load,
    gateway: Gateway,
    found: tuple[audio_pb2.SongAnalysis, list[Quote]] | None = None,
) -> QuoteResource:
    """As the API shows it."""
    analysis, quotes = found or (None, [])
    return QuoteResource(
        state="ready" if found else "hearing",
        song_id=order.song_id,
        hearing_id=hearing.id,
        shots=len(analysis.shots) if analysis else None,
        film_seconds=analysis.duration_seconds if analysis else None,
        takes_limit=gateway.settings.takes_limit,
        device=quotes[0].answer.device if quotes else None,
        currency=gateway.prices.currency if gateway.prices.per_hour else None,
        pods=load.pods,
        waiting_shots=load.waiting_shots,
        quotes=[preset_quote(each, load, gateway) for each in quotes],
    )


def preset_quote(each: Quote, load: Load, gateway: Gateway) -> PresetQuote:
    """One preset as the API shows it."""
    finish = each.finish_seconds(load)
    return PresetQuote(
        preset=each.preset,
        size=f"{each.plan.width_pixels}x{each.plan.height_pixels}",
        pictures=len(each.pictures.quotes) if each.pictures else 0,
        pod_seconds=each.pod_seconds,
        gpu_seconds=each.gpu_seconds,
        amount=each.amount(gateway.prices),
        most_amount=each.amount(gateway.prices, gateway.settings.takes_limit),
        finish_seconds=finish,
        finish_at=None if finish is None else moment(time.time() + finish),
        basis=each.basis,
        relative_error=each.relative_error,
        measured_shots=each.answer.measured_shots,
        assumptions=list(each.answer.assumptions),
    )

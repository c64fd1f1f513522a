"""Videos: order, list, read, cancel."""

import hashlib
import json
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Header, Response
from songreel.script.v1 import script_pb2

from songreel_gateway.access.allowing import Wish, allow
from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.images import check_images
from songreel_gateway.api.owned import own_song
from songreel_gateway.api.paging import OfSong, TheAsked
from songreel_gateway.api.proto_json import faults_of
from songreel_gateway.api.resources import Facts, State, VideoList, VideoResource, asked, video_resource
from songreel_gateway.api.spends import SpendResource
from songreel_gateway.deciding.orders import BriefOrder, BudgetOrder, VideoOrder
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import FieldProblem, Refusal, no_lalm, no_video, refuse
from songreel_gateway.store.beside import Beside
from songreel_gateway.store.tables import VIDEOS
from songreel_gateway.store.videos import Idempotency, KeyReused, Video
from songreel_gateway.telemetry.tracing import current_trace_parent

log = structlog.get_logger()

ROUTER = APIRouter(prefix="/v1/videos", tags=["videos"])

LARGEST_SCRIPT_CHARACTERS = 1_000_000

Key = Annotated[str | None, Header(min_length=1, max_length=255, description="Repeating a call with it orders once.")]


async def the_video(video_id: str, gateway: TheGateway, caller: TheCaller) -> Video:
    """The video named in the path."""
    video = await gateway.records.videos.owned(caller.tenant_id, video_id)
    if video is None:
        raise missing(video_id)
    return video


def missing(video_id: str) -> Refusal:
    """There is none of this id, or it is another tenant's."""
    return refuse("not-found", 404, f"There is no video {video_id}. Order one with POST /v1/videos.")


TheVideo = Annotated[Video, Depends(the_video)]


@ROUTER.post("", status_code=202, responses=problems(400, 404, 422, 503))
async def order_video(
    order: VideoOrder, response: Response, gateway: TheGateway, caller: TheCaller, idempotency_key: Key = None
) -> VideoResource:
    """Orders a video. It is made in the background, whatever happens to this server."""
    song = await own_song(gateway, caller, order.song_id)
    if order.pipeline == "lalm" and gateway.services.lalm is None:
        raise Refusal(no_lalm())
    if not gateway.services.video.wanted:
        raise Refusal(no_video())
    check_script(order)
    check_budget(order.budget, gateway)
    await check_images(order, order.script, gateway, caller)
    document = order.document()
    fingerprint = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
    idempotency = Idempotency(idempotency_key, fingerprint) if idempotency_key else None
    try:
        may = allow(gateway.settings, caller.tenant_id, Wish(videos=1))
        video_id, new = await gateway.records.videos.create(song, document, current_trace_parent(), idempotency, may)
    except KeyReused:
        detail = "This Idempotency-Key came before with another body. Use a new key for a new order."
        raise refuse("conflict", 422, detail) from None
    if new:
        log.info("video_ordered", video=video_id, song=song.id, preset=order.preset, pipeline=order.pipeline)
    await gateway.begin(video_id)
    response.headers["location"] = f"/v1/videos/{video_id}"
    return await resource(gateway, caller.tenant_id, video_id)


@ROUTER.get("", responses=problems(422))
async def list_videos(
    asked: TheAsked, gateway: TheGateway, caller: TheCaller, song_id: OfSong = None, state: State | None = None
) -> VideoList:
    """Videos, newest first, without their shots."""
    wanted = {"tenant_id": caller.tenant_id, "song_id": song_id, "state": state}
    filters = [VIDEOS.c[name] == value for name, value in wanted.items() if value is not None]
    rows, following = await asked.page(gateway, VIDEOS, *filters)
    page = [Video(**row._mapping) for row in rows]
    beside = await gateway.records.showing.read([video.id for video in page])
    listed = [
        video_resource(video, [], facts(gateway, beside[video.id]), beside[video.id].counts)
        for video in page
        if video.id in beside  # else it was deleted meanwhile
    ]
    return VideoList(videos=listed, next_cursor=following)


@ROUTER.get("/{video_id}", responses=problems(404))
async def read_video(video_id: str, gateway: TheGateway, caller: TheCaller) -> VideoResource:
    """A video with its shots."""
    return await resource(gateway, caller.tenant_id, video_id)


@ROUTER.post("/{video_id}/cancel", responses=problems(404))
async def cancel_video(video: TheVideo, gateway: TheGateway) -> VideoResource:
    """Ends a video. One that has ended stays as it is."""
    await gateway.cancel(video)
    return await resource(gateway, video.tenant_id, video.id)


def check_budget(budget: BudgetOrder | None, gateway: Gateway, pointer: str = "/budget") -> None:
    """Refuses money where nobody has said what anything costs."""
    if budget and budget.amount is not None and not gateway.prices.per_hour:
        detail = "This gateway has no price list (SONGREEL_GPU_PRICES). Give the budget in `gpu_seconds`."
        fault = FieldProblem(pointer=f"{pointer}/amount", detail=detail)
        raise refuse("unprocessable", 422, detail, errors=[fault])


def check_script(order: VideoOrder) -> None:
    """Refuses a script that is none, with every field that is wrong, and one that comes with a brief."""
    if order.script is None:
        return
    if order.brief != BriefOrder():
        faults = [FieldProblem(pointer="/brief", detail="Leave it out: a script says all that a brief would.")]
    elif len(json.dumps(order.script)) > LARGEST_SCRIPT_CHARACTERS:
        faults = [FieldProblem(pointer="/script", detail="This is larger than 1 MB. Shorten its texts.")]
    elif not order.script.get("shots"):
        faults = [FieldProblem(pointer="/script/shots", detail="Give one shot for each shot of the song's plan.")]
    else:
        faults = faults_of(order.script, script_pb2.Script, "/script")
    if faults:
        raise refuse("invalid-script", 422, "The script cannot be read. Mend what `errors` names.", errors=faults)


async def resource(gateway: Gateway, tenant_id: str, video_id: str) -> VideoResource:
    """The video as the API shows it. Raises Refusal where the tenant has none of this id."""
    if (found := await gateway.records.showing.whole(tenant_id, video_id)) is None:
        raise missing(video_id)
    video, beside = found
    return video_resource(video, beside.shots, facts(gateway, beside))


def facts(gateway: Gateway, beside: Beside) -> Facts:
    """What is shown beside the video's row."""
    waits = asked(beside.revision) + beside.waits
    return Facts(beside.revision, waits, SpendResource.of(beside.entries, beside.budget), len(gateway.services.video))

"""Films for platforms, in their coding and within their limits, and for editors."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from google.protobuf import json_format

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.downloads import file_answer, not_yet
from songreel_gateway.api.videos import TheVideo
from songreel_gateway.deciding.delivering import Deliveries

ROUTER = APIRouter(prefix="/v1/videos/{video_id}/deliveries", tags=["videos"], responses=problems(404, 409, 503))

Profile = Literal["youtube", "instagram", "tiktok", "web", "prores", "teaser"]
MAKING: dict[int | str, dict[str, Any]] = {
    202: {"description": "It is being made: ask again after `Retry-After` seconds."}
}
FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"video/mp4": {}, "video/quicktime": {}}}}
ASK_AGAIN_SECONDS = "1"


async def the_deliveries(request: Request) -> Deliveries:
    """Those that are being made, of this process."""
    if not hasattr(request.app.state, "deliveries"):
        request.app.state.deliveries = Deliveries()
    deliveries: Deliveries = request.app.state.deliveries
    return deliveries


TheDeliveries = Annotated[Deliveries, Depends(the_deliveries)]


@ROUTER.get("/{profile}", response_model=None, responses=MAKING | FILE)
async def download_delivery(
    profile: Profile, video: TheVideo, gateway: TheGateway, deliveries: TheDeliveries
) -> FileResponse | JSONResponse:
    """The film as the platform wants it, or a teaser of six seconds. Made when asked for first: 202 until then."""
    if not video.cut:
        raise not_yet(video)
    delivery = await deliveries.ask(gateway, video, profile)
    if delivery is None:
        return JSONResponse({"state": "making"}, 202, {"Retry-After": ASK_AGAIN_SECONDS})
    return await file_answer(gateway, video, delivery.file_uri, f" {profile}")


@ROUTER.get("/{profile}/limits", response_model=None, responses=MAKING)
async def read_limits(profile: Profile, video: TheVideo, gateway: TheGateway, deliveries: TheDeliveries) -> Response:
    """What the platform asks for, held against the file: the JSON form of songreel.assembly.v1.Delivery."""
    if not video.cut:
        raise not_yet(video)
    delivery = await deliveries.ask(gateway, video, profile)
    if delivery is None:
        return JSONResponse({"state": "making"}, 202, {"Retry-After": ASK_AGAIN_SECONDS})
    return JSONResponse(json_format.MessageToDict(delivery, always_print_fields_with_no_presence=True))

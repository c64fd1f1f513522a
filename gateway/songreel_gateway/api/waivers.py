"""Waivers: a defect that the critic found in a finished film, accepted by somebody with a name and a reason."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.downloads import not_yet
from songreel_gateway.api.resources import moment
from songreel_gateway.api.videos import TheVideo
from songreel_gateway.deciding.waiving import waive
from songreel_gateway.deciding.wording import Name, Reason
from songreel_gateway.store.database import LARGEST_NUMBER
from songreel_gateway.store.waivers import Waiver

ROUTER = APIRouter(prefix="/v1/videos/{video_id}/waivers", tags=["videos"], responses=problems(404))


class WaiverOrder(BaseModel):
    """What is accepted, by whom and why."""

    model_config = ConfigDict(extra="forbid")

    measure: Name = Field(description="Of the finding: cut_inside, black_frames, ...")
    shot_index: int = Field(
        -1,
        ge=-1,
        le=LARGEST_NUMBER,
        strict=True,
        description="The shot in which it is accepted; -1 for the whole film.",
    )
    waived_by: Name = Field(description="Who answers for it; stands in the certificate.")
    reason: Reason = Field(description="Why the film is good all the same; stands in the certificate.")


class WaiverResource(WaiverOrder):
    """A waiver. It is never changed and never taken back: who gave it stands in certificates that are signed."""

    created_at: datetime


class WaiverList(BaseModel):
    """All of a video's, oldest first."""

    waivers: list[WaiverResource]


@ROUTER.get("")
async def list_waivers(video: TheVideo, gateway: TheGateway) -> WaiverList:
    """What was waived."""
    return WaiverList(waivers=[_resource(each) for each in await gateway.records.waivers.of(video.id)])


@ROUTER.post("", status_code=201, responses=problems(409, 422, 503))
async def waive_defect(order: WaiverOrder, video: TheVideo, gateway: TheGateway) -> WaiverResource:
    """Waives a defect and issues the certificate anew. Waiving the same again changes nothing.

    409 until the film is cut, 422 for a defect that was not found.
    """
    if not video.cut:
        raise not_yet(video)
    return _resource(await waive(gateway, video, Waiver(**order.model_dump(), created_at=0.0)))


def _resource(waiver: Waiver) -> WaiverResource:
    return WaiverResource(**{**vars(waiver), "created_at": moment(waiver.created_at)})

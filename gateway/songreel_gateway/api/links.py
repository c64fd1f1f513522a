"""Signed links, for browsers and players that cannot send a key."""

import re
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.resources import moment
from songreel_gateway.api.videos import TheVideo

ROUTER = APIRouter(prefix="/v1/videos/{video_id}/links", tags=["videos"], responses=problems(404, 422))

USUAL = ("film", "poster", "contact-sheet", "certificate", "certificate-page", "project", "events")
LONGEST_SECONDS = 604_800
Path = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][A-Za-z0-9_/-]{0,199}$")]


class LinkOrder(BaseModel):
    """What is to be opened, and for how long."""

    model_config = ConfigDict(extra="forbid")

    paths: list[Path] = Field(
        default=list(USUAL),
        min_length=1,
        max_length=100,
        description="What follows `/v1/videos/{id}/` in the path that it is read from.",
        examples=[["film", "deliveries/youtube"]],
    )
    seconds: float | None = Field(
        None, gt=0, le=LONGEST_SECONDS, strict=True, description="The gateway's usual when left out."
    )


class Link(BaseModel):
    """An address that opens one thing by GET until it expires."""

    url: str = Field(description="On this gateway.")
    expires_at: datetime


class LinkList(BaseModel):
    """Links by path. One to something that is not there yet opens it once it is."""

    links: dict[str, Link]


@ROUTER.post("", status_code=201)
async def sign_links(video: TheVideo, gateway: TheGateway, order: LinkOrder | None = None) -> LinkList:
    """Links that open this video's film, pictures or events without a key. They cannot be taken back."""
    order = order or LinkOrder()
    seconds = order.seconds or gateway.settings.link_seconds
    links = {}
    for path in order.paths:
        plain = re.sub(r"/+", "/", path).strip("/")
        url, expires = await gateway.links.sign(video.tenant_id, f"/v1/videos/{video.id}/{plain}", seconds)
        links[path] = Link(url=url, expires_at=moment(expires))
    return LinkList(links=links)

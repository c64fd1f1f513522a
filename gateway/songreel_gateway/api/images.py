"""Images: pictures of characters, uploaded for briefs and scripts."""

import asyncio
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath
from fastapi.responses import FileResponse
from google.protobuf import json_format
from pydantic import BaseModel, Field
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import NotFound

from songreel_gateway.access.allowing import Wish, allow
from songreel_gateway.access.callers import Caller
from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.paging import TheAsked
from songreel_gateway.api.resources import moment
from songreel_gateway.api.songs import BODY
from songreel_gateway.arrivals import pictures
from songreel_gateway.arrivals.room import PICTURE, Room
from songreel_gateway.arrivals.uploads import PARTIAL, receive
from songreel_gateway.asking.requests import IMAGES, image_uri
from songreel_gateway.deciding.orders import WritingOrder
from songreel_gateway.deciding.wording import Declarer, Statement
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import FieldProblem, Refusal, refuse
from songreel_gateway.store.consents import Declaration
from songreel_gateway.store.tenancy_tables import IMAGES as TABLE

ROUTER = APIRouter(prefix="/v1/images", tags=["images"])

ImageId = Annotated[str, InPath(pattern=r"^[0-9a-f]{64}$", description="From `POST /v1/images`.")]
PICTURE_URI = re.compile(r"artifact:(?P<kind>images|pictures)/(?P<digest>[0-9a-f]{64})\.png")
"""Of one that was uploaded, or made by a video pod."""
CONTENT: dict[int | str, dict[str, Any]] = {200: {"content": {"image/png": {}}}}


UNDECLARED = (
    "Say who is seen on the picture and that they agreed, or that nobody real is seen: `consent`, and who declares it: "
    "`declared_by`. Both stand in the certificate of every film that follows the picture."
)


class ConsentResource(BaseModel):
    """A declaration about a picture. It is never changed: it stands in certificates that are signed."""

    declared_by: str
    statement: str
    declared_at: datetime


class Declared(BaseModel):
    """What is declared with an upload."""

    declared_by: Declarer = Field("", description="Who declares it; goes with `consent`.")
    consent: Statement = Field(
        "", description="Who is seen and that they agreed to be seen in films, or that nobody real is seen."
    )


class ImageResource(BaseModel):
    """An uploaded picture, kept as a PNG. The same picture is the same image."""

    id: str = Field(description="For `image_ids` of a brief's characters.")
    uri: str = Field(description="For `imageUris` of a script's characters.")
    size_bytes: int
    width_pixels: int = Field(description="As it is kept: upright, 2048 a side at most.")
    height_pixels: int
    consents: list[ConsentResource] = Field(description="What was declared of it, oldest first.")
    links: dict[str, str]


class ListedImage(BaseModel):
    """A picture in a list; `GET /v1/images/{id}` tells more."""

    id: str
    uri: str
    size_bytes: int
    created_at: datetime


class ImageList(BaseModel):
    """A page of pictures, newest first."""

    images: list[ListedImage]
    next_cursor: str | None = Field(description="Give it as `cursor` for the next page; null on the last one.")


@ROUTER.post(
    "", status_code=201, openapi_extra=BODY, responses={200: {"model": ImageResource}, **problems(400, 413, 422, 507)}
)
async def upload_image(
    request: Request,
    response: Response,
    gateway: TheGateway,
    caller: TheCaller,
    declared: Annotated[Declared, Query()],
) -> ImageResource:
    """Stores a picture of a character: a form with the field `file`, or the bytes alone. PNG, JPEG or WebP.

    What else is in the file (where it was taken, by whom) is not kept. 201 for a new picture, 200 for a known one.
    Declare consent where a real person is seen; uploading a known picture again adds a declaration.
    """
    settings = gateway.settings
    wanted = settings.image_consent == "required" or declared.declared_by or declared.consent
    if wanted and not (declared.declared_by and declared.consent):
        raise refuse("unprocessable", 422, UNDECLARED)
    room = Room(gateway.uploads_folder, PICTURE, settings.image_limit_bytes, settings.upload_reserve_bytes)
    async with receive(request, room) as upload:
        plain = upload.path.with_name(f"{upload.path.name}.png{PARTIAL}")
        try:
            await asyncio.to_thread(pictures.tidy, upload.path, plain, settings.image_limit_pixels)
            stored = await gateway.artifacts.add_file(plain, IMAGES, "png")
        finally:
            plain.unlink(missing_ok=True)
    image_id = stored.sha256
    new = await gateway.records.images.add(
        caller.tenant_id,
        image_id,
        stored.size_bytes,
        allow(gateway.settings, caller.tenant_id, Wish(storage_bytes=stored.size_bytes)),
    )
    if declared.consent:
        told = Declaration(image_id, declared.declared_by, declared.consent, 0.0)
        await gateway.records.consents.add(caller.tenant_id, told)
    response.status_code = 201 if new else 200
    response.headers["location"] = f"/v1/images/{image_id}"
    return await _resource(gateway, caller, image_id)


@ROUTER.get("", responses=problems(422))
async def list_images(asked: TheAsked, gateway: TheGateway, caller: TheCaller) -> ImageList:
    """Pictures that were uploaded, newest first."""
    rows, following = await asked.page(gateway, TABLE, TABLE.c.tenant_id == caller.tenant_id)
    listed = [
        ListedImage(id=row.id, uri=image_uri(row.id), size_bytes=row.size_bytes, created_at=moment(row.created_at))
        for row in rows
    ]
    return ImageList(images=listed, next_cursor=following)


@ROUTER.get("/{image_id}", responses=problems(404))
async def read_image(image_id: ImageId, gateway: TheGateway, caller: TheCaller) -> ImageResource:
    """A picture that was uploaded."""
    return await _resource(gateway, caller, image_id)


@ROUTER.get("/{image_id}/content", response_class=FileResponse, responses={**CONTENT, **problems(404)})
async def download_image(image_id: ImageId, gateway: TheGateway, caller: TheCaller) -> FileResponse:
    """The picture itself, a PNG."""
    return FileResponse(await _path(gateway, caller, image_id), media_type="image/png")


async def _resource(gateway: Gateway, caller: Caller, image_id: str) -> ImageResource:
    path = await _path(gateway, caller, image_id)
    size = await asyncio.to_thread(pictures.size_of, path)
    me = f"/v1/images/{image_id}"
    return ImageResource(
        id=image_id,
        uri=image_uri(image_id),
        size_bytes=path.stat().st_size,
        width_pixels=size.width_pixels,
        height_pixels=size.height_pixels,
        consents=[
            ConsentResource(declared_by=each.declared_by, statement=each.statement, declared_at=moment(each.created_at))
            for each in await gateway.records.consents.of(caller.tenant_id, [image_id])
        ],
        links={"self": me, "content": f"{me}/content"},
    )


async def _path(gateway: Gateway, caller: Caller, image_id: str) -> Path:
    if not await gateway.records.images.owns(caller.tenant_id, image_id):
        raise missing(image_id)
    try:
        return await gateway.artifacts.local_path(image_uri(image_id))
    except NotFound:
        raise missing(image_id) from None


def missing(image_id: str) -> Refusal:
    """There is none of this id, or it is another tenant's."""
    return refuse("not-found", 404, f"There is no image {image_id}. Upload it with POST /v1/images.")


async def check_images(order: WritingOrder, script: dict[str, Any] | None, gateway: Gateway, caller: Caller) -> None:
    """Refuses an order whose characters have pictures that this caller never uploaded, or that lie elsewhere."""
    named = {
        f"/brief/characters/{number}/image_ids/{place}": image_uri(image_id)
        for number, character in enumerate(order.brief.characters)
        for place, image_id in enumerate(character.image_ids)
    }
    if script is not None:
        cast = json_format.ParseDict(script, script_pb2.Script(), ignore_unknown_fields=True).characters
        named |= {
            f"/script/characters/{number}/imageUris/{place}": uri
            for number, character in enumerate(cast)
            for place, uri in enumerate(character.image_uris)
        }
    missing = [pointer for pointer, uri in named.items() if not await _is_there(gateway, caller, uri)]
    if missing:
        detail = "There is no such picture. Upload it with POST /v1/images, and name it as the answer does."
        faults = [FieldProblem(pointer=pointer, detail=detail) for pointer in missing]
        raise refuse("unprocessable", 422, f"{detail} See `errors`.", errors=faults)


async def _is_there(gateway: Gateway, caller: Caller, uri: str) -> bool:
    if not (named := PICTURE_URI.fullmatch(uri)):
        return False
    if named["kind"] == IMAGES and not await gateway.records.images.owns(caller.tenant_id, named["digest"]):
        return False
    return await gateway.artifacts.exists(uri)

"""Uploads by parts: in any order, side by side, straight to S3 where there is one."""

import time
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.resources import SongResource, moment
from songreel_gateway.api.songs import song_answer
from songreel_gateway.arrivals.incoming import Incoming, UploadWish
from songreel_gateway.arrivals.room import closing
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import refuse
from songreel_gateway.store.uploads import OpenUpload

ROUTER = APIRouter(prefix="/v1/uploads", tags=["uploads"])

SIGNED_SECONDS = 7 * 86_400.0 - 60
"""What S3 signs for at most."""

UploadId = Annotated[str, InPath(pattern=r"^[0-9a-f]{32}$", description="From `POST /v1/uploads` or `POST /v1/tus`.")]


class UploadOrder(BaseModel):
    """A song that is going to come in parts."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"name": "song.flac", "size_bytes": 20_000_000}]}
    )

    name: str = Field("", max_length=1000, description="The file's name.")
    size_bytes: int = Field(ge=1, lt=2**53, description="Of the whole song.", strict=True)
    sha256: str | None = Field(
        None, pattern=r"^[0-9a-f]{64}$", description="Of the whole song; it is held against what came."
    )


class UploadPart(BaseModel):
    """One part and where it goes."""

    number: int = Field(description="From 1.")
    start_byte: int
    size_bytes: int
    url: str = Field(
        description="PUT exactly these bytes here. A whole URL takes no header of yours, no API key above all; one "
        "that begins with `/` is the gateway's own and takes your key."
    )


class UploadResource(BaseModel):
    """A song on its way."""

    id: str
    name: str
    state: Literal["open", "completed"]
    size_bytes: int
    received_bytes: int = Field(description="From the beginning; of one by parts 0 until it is completed.")
    song_id: str | None = Field(description="Once it is completed.")
    created_at: datetime
    expires_at: datetime = Field(description="What is not completed by then is removed.")
    parts: list[UploadPart] = Field(description="Empty for one by tus.")
    links: dict[str, str]


def incoming(gateway: TheGateway, caller: TheCaller) -> Incoming:
    """The caller's uploads."""
    return Incoming(gateway, caller.tenant_id)


TheUploads = Annotated[Incoming, Depends(incoming)]


@ROUTER.post("", status_code=201, responses=problems(400, 413, 422, 429, 507))
async def begin_upload(
    order: UploadOrder, response: Response, gateway: TheGateway, uploads: TheUploads
) -> UploadResource:
    """Begins an upload: PUT each part's bytes to its `url`, in any order and side by side, then complete it.

    A part that failed is sent again. Nothing is a song until `POST /v1/uploads/{id}/complete`.
    """
    upload = await uploads.open(UploadWish(order.name, order.size_bytes, order.sha256, by_parts=True))
    response.headers["location"] = f"/v1/uploads/{upload.id}"
    return await _resource(gateway, upload)


@ROUTER.get("/{upload_id}", responses=problems(404))
async def read_upload(upload_id: UploadId, gateway: TheGateway, uploads: TheUploads) -> UploadResource:
    """An upload, by parts or by tus."""
    return await _resource(gateway, await uploads.find(upload_id))


@ROUTER.put(
    "/{upload_id}/parts/{number}",
    status_code=204,
    responses=problems(400, 404, 409, 413, 507),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def send_part(
    upload_id: UploadId, number: Annotated[int, InPath(ge=1, le=100_000)], request: Request, uploads: TheUploads
) -> None:
    """Takes one part, where the gateway keeps songs in a folder; in S3 the part's `url` is the bucket's."""
    upload = await uploads.find(upload_id)
    piece = await uploads.part(upload, number)
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > piece.size_bytes:
            raise closing(refuse("too-large", 413, f"Part {number} has {piece.size_bytes} bytes, and more came."))
    if len(data) < piece.size_bytes:
        detail = f"Part {number} has {piece.size_bytes} bytes, and {len(data)} came. Send it again, whole."
        raise refuse("bad-request", 400, detail)
    await uploads.put(piece, bytes(data))


@ROUTER.post(
    "/{upload_id}/complete",
    status_code=201,
    responses={200: {"model": SongResource}, **problems(404, 409, 422, 507)},
)
async def complete_upload(upload_id: UploadId, response: Response, uploads: TheUploads) -> SongResource:
    """Makes the song of its parts, and holds it against the promised `sha256`. Repeat it as often as you like.

    201 for a new song, 200 for one that is known, 409 that names the parts that are not there whole.
    """
    return song_answer(response, *await uploads.whole(await uploads.find(upload_id)))


@ROUTER.delete("/{upload_id}", status_code=204, responses=problems(404))
async def remove_upload(upload_id: UploadId, uploads: TheUploads) -> None:
    """Ends an upload and removes what came of it. A song that was completed stays."""
    await uploads.remove(await uploads.find(upload_id))


async def _resource(gateway: Gateway, upload: OpenUpload) -> UploadResource:
    me = f"/v1/uploads/{upload.id}"
    links = {"self": me, "complete": f"{me}/complete"}
    if upload.song_id:
        links["song"] = f"/v1/songs/{upload.song_id}"
    return UploadResource(
        id=upload.id,
        name=upload.name,
        state="completed" if upload.song_id else "open",
        size_bytes=upload.size_bytes,
        received_bytes=upload.received_bytes,
        song_id=upload.song_id,
        created_at=moment(upload.created_at),
        expires_at=moment(upload.expires_at),
        parts=await _parts(gateway, upload),
        links=links,
    )


async def _parts(gateway: Gateway, upload: OpenUpload) -> list[UploadPart]:
    if upload.part_bytes is None or upload.song_id:
        return []
    settings = gateway.settings
    parts = []
    for number, piece in enumerate(await gateway.records.uploads.pieces(upload.id), 1):
        url = None
        if not settings.uploads_through_gateway:
            seconds = min(SIGNED_SECONDS, max(1.0, upload.expires_at - time.time()))
            url = await gateway.artifacts.upload_url(piece.uri, seconds, settings.uploads_endpoint)
        own = f"/v1/uploads/{upload.id}/parts/{number}"
        part = UploadPart(number=number, start_byte=piece.start_byte, size_bytes=piece.size_bytes, url=url or own)
        parts.append(part)
    return parts

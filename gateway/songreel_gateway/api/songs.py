"""Songs: upload, list and read."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from python_multipart.multipart import parse_options_header

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.owned import own_song
from songreel_gateway.api.paging import TheAsked
from songreel_gateway.api.resources import SongResource
from songreel_gateway.arrivals.fetching import Fetcher
from songreel_gateway.arrivals.kept_songs import keep_song, song_room
from songreel_gateway.arrivals.uploads import FIELD, receive
from songreel_gateway.problems import refuse
from songreel_gateway.store.songs import Song
from songreel_gateway.store.tables import SONGS

ROUTER = APIRouter(prefix="/v1/songs", tags=["songs"])

LARGEST_ORDER_BYTES = 10_000
FORM: dict[str, Any] = {
    "type": "object",
    "required": [FIELD],
    "properties": {FIELD: {"type": "string", "format": "binary", "description": "The file."}},
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": FORM},
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


class SongOrder(BaseModel):
    """A song to be fetched."""

    model_config = ConfigDict(
        extra="forbid", strict=True, json_schema_extra={"examples": [{"url": "https://example.com/song.mp3"}]}
    )

    url: str = Field(max_length=2000, description="Of the file itself, on a public server, https.")


class SongList(BaseModel):
    """A page of songs, newest first."""

    songs: list[SongResource]
    next_cursor: str | None = Field(description="Give it as `cursor` for the next page; null on the last one.")


BY_URL = {
    "requestBody": {
        "required": True,
        "content": {
            **BODY["requestBody"]["content"],  # type: ignore[dict-item]  # a dictionary, as above
            "application/json": {"schema": SongOrder.model_json_schema()},
        },
    }
}


@ROUTER.post(
    "",
    status_code=201,
    openapi_extra=BY_URL,
    responses={200: {"model": SongResource, "description": "Known already"}, **problems(400, 413, 422, 507)},
)
async def upload_song(request: Request, response: Response, gateway: TheGateway, caller: TheCaller) -> SongResource:
    """Stores a song: a form with the field `file`, the bytes alone with `Content-Disposition: attachment;
    filename=...`, or `{"url": ...}` as JSON for one that is fetched.

    201 for a new song, 200 for one that is known. For large files and bad lines: `/v1/tus` and `/v1/uploads`.
    """
    room = song_room(gateway)
    media, _ = parse_options_header(request.headers.get("content-type", ""))
    if media == b"application/json":
        order = await read_order(request)
        settings = gateway.settings
        async with Fetcher(room, settings.song_url_seconds, settings.song_urls_private).fetched(order.url) as upload:
            return song_answer(response, *await keep_song(gateway, upload, caller.tenant_id))
    async with receive(request, room) as upload:
        return song_answer(response, *await keep_song(gateway, upload, caller.tenant_id))


@ROUTER.get("", responses=problems(422))
async def list_songs(
    asked: TheAsked,
    gateway: TheGateway,
    caller: TheCaller,
    sha256: Annotated[str | None, Query(pattern=r"^[0-9a-f]{64}$", description="The song of these bytes.")] = None,
) -> SongList:
    """Songs, newest first."""
    filters = [SONGS.c.tenant_id == caller.tenant_id] + ([SONGS.c.sha256 == sha256] if sha256 else [])
    rows, following = await asked.page(gateway, SONGS, *filters)
    return SongList(songs=[SongResource.of(Song(**row._mapping)) for row in rows], next_cursor=following)


@ROUTER.get("/{song_id}", responses=problems(404))
async def read_song(song_id: str, gateway: TheGateway, caller: TheCaller) -> SongResource:
    """A song that was uploaded."""
    return SongResource.of(await own_song(gateway, caller, song_id))


async def read_order(request: Request) -> SongOrder:
    """The JSON in a body that may have other forms too, and is told from them by its type."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_ORDER_BYTES:
            raise refuse("too-large", 413, 'As JSON, send only {"url": ...}. Send the song itself as a form or raw.')
    try:
        return SongOrder.model_validate(json.loads(body))
    except ValidationError as error:
        faults = [{**each, "loc": ("body", *each["loc"])} for each in error.errors(include_url=False)]
        raise RequestValidationError(faults) from error
    except (ValueError, RecursionError):
        raise refuse("bad-request", 400, 'The JSON cannot be read. It looks like {"url": "https://..."}.') from None


def song_answer(response: Response, song: Song, new: bool) -> SongResource:
    """201 or 200, and where it is."""
    response.status_code = 201 if new else 200
    response.headers["location"] = f"/v1/songs/{song.id}"
    return SongResource.of(song)

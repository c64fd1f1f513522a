"""Songs: upload and read."""

from typing import Any

from fastapi import APIRouter, Request, Response

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.owned import own_song
from songreel_gateway.api.resources import SongResource
from songreel_gateway.uploads import FIELD, receive

ROUTER = APIRouter(prefix="/v1/songs", tags=["songs"])

FORM: dict[str, Any] = {
    "type": "object",
    "required": [FIELD],
    "properties": {FIELD: {"type": "string", "format": "binary"}},
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


@ROUTER.post(
    "", status_code=201, openapi_extra=BODY, responses={200: {"model": SongResource}, **problems(400, 413, 507)}
)
async def upload_song(request: Request, response: Response, gateway: TheGateway, caller: TheCaller) -> SongResource:
    """Stores a song: a form with the field `file`, or the bytes alone with `Content-Disposition: ; filename=...`.

    201 for a new song, 200 for one that is known.
    """
    limit = gateway.settings.upload_limit_bytes
    async with receive(request, gateway.uploads_folder, limit) as upload:
        stored = await gateway.artifacts.add_file(upload.path, "songs", upload.suffix)
        song, new = await gateway.records.songs.add(stored, upload.name, caller.tenant_id)
    response.status_code = 201 if new else 200
    response.headers["location"] = f"/v1/songs/{song.id}"
    return SongResource.of(song)


@ROUTER.get("/{song_id}", responses=problems(404))
async def read_song(song_id: str, gateway: TheGateway, caller: TheCaller) -> SongResource:
    """A song that was uploaded."""
    return SongResource.of(await own_song(gateway, caller, song_id))

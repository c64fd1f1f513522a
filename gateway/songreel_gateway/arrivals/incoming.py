"""Songs that come in pieces, through any gateway: each piece lies in the artifact store until the song is whole.

Gateways share their database and their store and nothing else, so nothing of an upload lies on one gateway's disk
between two requests: a gateway may be killed, and the client goes on at another one.
"""

import asyncio
import contextlib
import hashlib
import secrets
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import structlog
from starlette.requests import ClientDisconnect

from songreel_gateway.access.allowing import Wish, allow
from songreel_gateway.arrivals.kept_songs import keep_song, song_room
from songreel_gateway.arrivals.pieces import Checksum, Pieces, Writer
from songreel_gateway.arrivals.uploads import Upload, temporary, tidy_name
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import FieldProblem, Refusal, refuse
from songreel_gateway.store.songs import Song
from songreel_gateway.store.uploads import OpenUpload, Piece, new_piece

log = structlog.get_logger()

PART_BYTES = 8 << 20
SWEEP_SECONDS = 600.0


@dataclass(frozen=True)
class UploadWish:
    """A song that is going to come."""

    name: str
    size_bytes: int
    sha256: str | None = None
    by_parts: bool = False


class Incoming:
    """The open uploads of one tenant."""

    def __init__(self, gateway: Gateway, tenant_id: str) -> None:
        self._gateway = gateway
        self._uploads = gateway.records.uploads
        self._tenant_id = tenant_id
        self._room = song_room(gateway)
        self._pieces = Pieces(gateway.artifacts, gateway.records.uploads, self._room)

    async def open(self, wish: UploadWish) -> OpenUpload:
        """A new upload, whose bytes its tenant has room for from now on. Raises Refusal when it is too large or one too
        many."""
        settings = self._gateway.settings
        self._room.check(wish.size_bytes)
        await self.sweep()
        now = time.time()
        upload = OpenUpload(
            id=secrets.token_hex(16),
            name=tidy_name(wish.name),
            size_bytes=wish.size_bytes,
            received_bytes=0,
            sha256=wish.sha256,
            part_bytes=PART_BYTES if wish.by_parts else None,
            song_id=None,
            closed=False,
            created_at=now,
            expires_at=now + settings.upload_expiry_seconds,
            tenant_id=self._tenant_id,
        )
        starts = range(0, wish.size_bytes, PART_BYTES) if wish.by_parts else ()
        parts = [new_piece(start, min(PART_BYTES, wish.size_bytes - start)) for start in starts]
        may = allow(settings, self._tenant_id, Wish(storage_bytes=wish.size_bytes))
        if not await self._uploads.open(upload, settings.uploads_open_limit, parts, may):
            detail = f"{settings.uploads_open_limit} uploads are open. Finish one or delete it, then begin another."
            raise refuse("too-many", 429, detail, headers={"retry-after": "60"})
        return upload

    async def find(self, upload_id: str) -> OpenUpload:
        """The upload. Raises Refusal when there is none."""
        upload = await self._uploads.find(self._tenant_id, upload_id)
        if upload is None:
            raise refuse("not-found", 404, "There is no such upload, or its time is over. Begin another one.")
        return upload

    async def part(self, upload: OpenUpload, number: int) -> Piece:
        """A part of one that comes by parts, from 1. Raises Refusal when there is none, or the song is whole."""
        parts = await self._uploads.pieces(upload.id) if upload.part_bytes else []
        if upload.song_id:
            raise refuse("conflict", 409, "This upload is completed.")
        if number > len(parts):
            raise refuse("not-found", 404, f"This upload has {len(parts)} parts, and none with the number {number}.")
        return parts[number - 1]

    async def put(self, part: Piece, data: bytes) -> None:
        """Writes all of a part."""
        await self._pieces.write(part, data)

    async def append(self, upload: OpenUpload, body: AsyncIterator[bytes], checksum: Checksum | None = None) -> int:
        """How many bytes are here now: whatever came, also of a body that breaks off.

        With a checksum all of the body or nothing is kept; WrongChecksum is raised when it does not fit.
        """
        writer = Writer(self._pieces, upload, checksum)
        try:
            async for chunk in body:
                await writer.write(chunk)
            await writer.close(whole=True)
        except ClientDisconnect:
            await writer.close(whole=False)
        except BaseException:
            await self._pieces.drop(writer.loose)
            raise
        return writer.kept_bytes

    async def whole(self, upload: OpenUpload) -> tuple[Song, bool]:
        """The song, and whether it is new. Raises Refusal when bytes are missing or are not those promised."""
        if upload.song_id and (song := await self._gateway.records.songs.find(upload.song_id)):
            return song, False
        missing = await self._pieces.missing(upload)
        if missing:
            raise refuse("not-ready", 409, f"This is not here yet: {missing}. Send it, then ask again.")
        self._room.check(upload.size_bytes)
        with temporary(self._room) as (file, path):
            digest = hashlib.sha256()
            for piece in await self._uploads.pieces(upload.id):
                data = await self._pieces.read(piece)
                digest.update(data)
                file.write(data)
            file.flush()
            if upload.sha256 not in (None, digest.hexdigest()):
                await self.remove(upload)
                raise _not_as_promised(digest.hexdigest())
            song, new = await keep_song(self._gateway, Upload(path, upload.name), self._tenant_id, counted=True)
        await self._uploads.finish(upload.id, song.id)
        await self._empty(upload)
        log.info("upload_completed", song=song.id, size_bytes=upload.size_bytes)
        return song, new

    async def remove(self, upload: OpenUpload) -> None:
        """Ends an upload, with all that came of it. The song, if it was whole, stays."""
        await self._uploads.close(upload.id)
        await self._empty(upload)
        if upload.part_bytes is None:
            await self._uploads.remove(upload.id)

    async def sweep(self) -> None:
        """Removes what was begun and never finished in time, anybody's."""
        for upload_id in await self._uploads.expired():
            await self._pieces.drop(await self._uploads.pieces(upload_id, kept=False))
            await self._uploads.remove(upload_id)

    async def _empty(self, upload: OpenUpload) -> None:
        pieces = await self._uploads.pieces(upload.id, kept=False)
        if upload.part_bytes is None:
            await self._pieces.drop(pieces)
        else:  # their URLs hold until the upload expires: what is written there later is removed by `sweep`
            await self._pieces.clear(pieces)


async def sweep_now_and_then(gateway: Gateway) -> None:
    """Removes uploads whose time is over, until the gateway stops. One that cannot be removed now is next time."""
    while not gateway.stopping.is_set():
        try:
            await Incoming(gateway, "").sweep()
        except Exception as error:
            log.warning("sweep_failed", reason=str(error))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(gateway.stopping.wait(), SWEEP_SECONDS)


def _not_as_promised(found: str) -> Refusal:
    fault = FieldProblem(pointer="/sha256", detail=f"What came has {found}.")
    detail = "The song is not the one that was promised: its sha256 differs. The upload was deleted; send it again."
    return refuse("unprocessable", 422, detail, errors=[fault])

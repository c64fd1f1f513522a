"""A song on its way to a gateway: in one request when it is small, resumably (tus 1.0.0) when it is large.

Generated from uploading.py by `make async`: change that.
"""

import asyncio
import base64
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from songreel_client.aio.transport import AsyncTransport
from songreel_client.errors import ApiError, CannotRead, Unreachable
from songreel_client.resources import Song, read
from songreel_client.uploading import (
    CHUNK_BYTES,
    PATIENCE_SECONDS,
    PAUSE_SECONDS,
    RESUMABLE_BYTES,
    TUS,
    _passes,
)


async def send_song(transport: AsyncTransport, path: Path, on_bytes: Callable[[int], None]) -> Song:
    """The stored song; `on_bytes` is told how many bytes are there. Raises CannotRead, ApiError, Unreachable."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            name = path.name.encode(errors="replace")
            if size > RESUMABLE_BYTES:
                return await _send_resumably(transport, file, size, name, on_bytes)
            # The bytes alone, not a form: RFC 6266 takes any name, quotes and line breaks included.
            headers = {
                "content-type": "application/octet-stream",
                "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            }
            song = read(Song, await transport.call("POST", "/v1/songs", content=file.read(), headers=headers))
            on_bytes(size)
            return song
    except OSError as error:
        raise CannotRead(f"{path} cannot be read: {error.strerror}.") from error


async def _send_resumably(
    transport: AsyncTransport, file: BinaryIO, size: int, name: bytes, on_bytes: Callable[[int], None]
) -> Song:
    told = {"upload-length": str(size), "upload-metadata": f"filename {base64.b64encode(name).decode()}"}
    place = (await transport.send("POST", "/v1/tus", {**TUS, **told}))["location"]
    offset, came_at = 0, time.monotonic()
    while offset < size:
        file.seek(offset)
        chunk = file.read(CHUNK_BYTES)
        headers = {**TUS, "upload-offset": str(offset), "content-type": "application/offset+octet-stream"}
        try:
            offset = int((await transport.send("PATCH", place, headers, chunk))["upload-offset"])
            came_at = time.monotonic()
            on_bytes(offset)
        except (ApiError, Unreachable) as error:
            if time.monotonic() - came_at > PATIENCE_SECONDS or not _passes(error):
                raise
            await asyncio.sleep(PAUSE_SECONDS)
            offset = await _where(transport, place, offset)
    return read(Song, await transport.call("POST", f"/v1/uploads/{place.rpartition('/')[2]}/complete"))


async def _where(transport: AsyncTransport, place: str, offset: int) -> int:
    """How much is there; as before while nobody answers."""
    try:
        return int((await transport.send("HEAD", place, TUS))["upload-offset"])
    except (ApiError, Unreachable) as error:
        if not _passes(error):
            raise
        return offset

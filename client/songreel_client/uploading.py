"""A song on its way to a gateway: in one request when it is small, resumably (tus 1.0.0) when it is large."""

import base64
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from songreel_client.errors import ApiError, CannotRead, Unreachable
from songreel_client.resources import Song, read
from songreel_client.transport import Transport

RESUMABLE_BYTES = 8_000_000
CHUNK_BYTES = 4 << 20
PAUSE_SECONDS, PATIENCE_SECONDS = 0.5, 120.0
TUS = {"tus-resumable": "1.0.0"}
MOVED_ON = 409
"""Another request wrote there: ask where to go on."""


def send_song(transport: Transport, path: Path, on_bytes: Callable[[int], None]) -> Song:
    """The stored song; `on_bytes` is told how many bytes are there. Raises CannotRead, ApiError, Unreachable."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            name = path.name.encode(errors="replace")
            if size > RESUMABLE_BYTES:
                return _send_resumably(transport, file, size, name, on_bytes)
            # The bytes alone, not a form: RFC 6266 takes any name, quotes and line breaks included.
            headers = {
                "content-type": "application/octet-stream",
                "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            }
            song = read(Song, transport.call("POST", "/v1/songs", content=file.read(), headers=headers))
            on_bytes(size)
            return song
    except OSError as error:
        raise CannotRead(f"{path} cannot be read: {error.strerror}.") from error


def _send_resumably(
    transport: Transport, file: BinaryIO, size: int, name: bytes, on_bytes: Callable[[int], None]
) -> Song:
    told = {"upload-length": str(size), "upload-metadata": f"filename {base64.b64encode(name).decode()}"}
    place = transport.send("POST", "/v1/tus", {**TUS, **told})["location"]
    offset, came_at = 0, time.monotonic()
    while offset < size:
        file.seek(offset)
        chunk = file.read(CHUNK_BYTES)
        headers = {**TUS, "upload-offset": str(offset), "content-type": "application/offset+octet-stream"}
        try:
            offset = int(transport.send("PATCH", place, headers, chunk)["upload-offset"])
            came_at = time.monotonic()
            on_bytes(offset)
        except (ApiError, Unreachable) as error:
            if time.monotonic() - came_at > PATIENCE_SECONDS or not _passes(error):
                raise
            time.sleep(PAUSE_SECONDS)
            offset = _where(transport, place, offset)
    return read(Song, transport.call("POST", f"/v1/uploads/{place.rpartition('/')[2]}/complete"))


def _where(transport: Transport, place: str, offset: int) -> int:
    """How much is there; as before while nobody answers."""
    try:
        return int(transport.send("HEAD", place, TUS)["upload-offset"])
    except (ApiError, Unreachable) as error:
        if not _passes(error):
            raise
        return offset


def _passes(error: Exception) -> bool:
    """Whether it may be otherwise in a while."""
    return not isinstance(error, ApiError) or error.status >= 500 or error.status == MOVED_ON

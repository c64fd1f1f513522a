"""Songs that are whole: from a temporary file into the store and the records, whichever way they came."""

import asyncio

from songreel_chassis.artifacts import file_sha256

from songreel_gateway.access.allowing import Wish, allow
from songreel_gateway.arrivals.room import SONG, Room
from songreel_gateway.arrivals.uploads import Upload
from songreel_gateway.gateway import Gateway
from songreel_gateway.store.songs import Song


def song_room(gateway: Gateway) -> Room:
    """What may come as a song."""
    settings = gateway.settings
    return Room(gateway.uploads_folder, SONG, settings.upload_limit_bytes, settings.upload_reserve_bytes)


async def keep_song(gateway: Gateway, upload: Upload, tenant_id: str, counted: bool = False) -> tuple[Song, bool]:
    """The tenant's song, and whether it is new. Where a quota is used up it refuses before anything is stored; of one
    that came in pieces the bytes were counted when it was begun."""
    size_bytes = 0 if counted else upload.path.stat().st_size
    may = allow(gateway.settings, tenant_id, Wish(songs=1, storage_bytes=size_bytes))
    await gateway.records.songs.check(await asyncio.to_thread(file_sha256, upload.path), tenant_id, may)
    stored = await gateway.artifacts.add_file(upload.path, "songs", upload.suffix)
    return await gateway.records.songs.add(stored, upload.name, tenant_id, may)

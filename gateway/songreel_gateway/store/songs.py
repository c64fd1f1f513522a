"""Songs that were uploaded."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from songreel_chassis.artifacts import StoredArtifact

from songreel_gateway.store.database import Database
from songreel_gateway.store.tables import DEFAULT_TENANT, SONGS


@dataclass(frozen=True)
class Song:
    """A stored song."""

    id: str
    sha256: str
    uri: str
    name: str
    """As the client called it; never a path."""
    size_bytes: int
    created_at: float
    """Unix seconds."""
    tenant_id: str


class Songs:
    """The same bytes are the same song of a tenant, whatever they are called."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, stored: StoredArtifact, name: str, tenant_id: str, allow: Callable[[sa.Connection], None] | None = None
    ) -> tuple[Song, bool]:
        """The tenant's song, called as its last upload was, and whether it is new; `allow` raises why it may not be."""
        song_id = song_id_of(tenant_id, stored.sha256)
        values = {
            "tenant_id": tenant_id,
            "uri": stored.uri,
            "name": name,
            "size_bytes": stored.size_bytes,
            "created_at": time.time(),
        }

        def add(connection: sa.Connection) -> bool:
            known = sa.update(SONGS).where(SONGS.c.id == song_id).values(name=name)
            if connection.execute(known).rowcount:
                return False
            if allow:
                allow(connection)
            connection.execute(sa.insert(SONGS).values(id=song_id, sha256=stored.sha256, **values))
            return True

        new = await self._database.write(add)
        song = await self.find(song_id)
        if song is None:
            raise LookupError(song_id)
        return song, new

    async def check(self, sha256: str, tenant_id: str, allow: Callable[[sa.Connection], None]) -> None:
        """Raises why the tenant may not have these bytes; never for a song that it has."""
        mine = sa.select(SONGS.c.id).where(SONGS.c.id == song_id_of(tenant_id, sha256))

        def check(connection: sa.Connection) -> None:
            if connection.scalar(mine) is None:
                allow(connection)

        await self._database.read(check)

    async def find(self, song_id: str) -> Song | None:
        """The song, or None."""
        query = sa.select(SONGS).where(SONGS.c.id == song_id)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return Song(**row._mapping) if row else None

    async def owned(self, tenant_id: str, song_id: str) -> Song | None:
        """The song, or None when there is none or it is another tenant's."""
        song = await self.find(song_id)
        return song if song and song.tenant_id == tenant_id else None


def song_id_of(tenant_id: str, sha256: str) -> str:
    """An id for the tenant's song of these bytes: no two tenants' are alike, and none tells another's."""
    whose = sha256 if tenant_id == DEFAULT_TENANT else hashlib.sha256(f"{tenant_id}/{sha256}".encode()).hexdigest()
    return f"song-{whose[:24]}"

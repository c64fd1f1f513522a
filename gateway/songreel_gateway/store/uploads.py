"""Songs on their way in: how much of each is here, and where its pieces lie, for every gateway to see."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from songreel_chassis.artifacts import SCHEME

from songreel_gateway.store.database import Database
from songreel_gateway.store.tables import METADATA, owner

UPLOADS = sa.Table(
    "uploads",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("received_bytes", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.Text),
    sa.Column("part_bytes", sa.BigInteger),
    sa.Column("song_id", sa.Text),
    sa.Column("closed", sa.Boolean, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("expires_at", sa.Float, nullable=False, index=True),
    owner(),
    sa.Index("uploads_tenant", "tenant_id"),
)
UPLOAD_PIECES = sa.Table(
    "upload_pieces",
    METADATA,
    sa.Column("uri", sa.Text, primary_key=True),
    sa.Column("upload_id", sa.Text, sa.ForeignKey("uploads.id"), nullable=False, index=True),
    sa.Column("start_byte", sa.BigInteger, nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("kept", sa.Boolean, nullable=False),
)


@dataclass(frozen=True)
class OpenUpload:
    """One row."""

    id: str
    name: str
    size_bytes: int
    """Of the whole song, as its client said."""
    received_bytes: int
    """From its beginning, without a gap; of one by parts 0 until it is whole."""
    sha256: str | None
    """What its client says that it will be."""
    part_bytes: int | None
    """Of one that comes by parts: of each but the last. None of one that comes in a row."""
    song_id: str | None
    """Once it is whole."""
    closed: bool
    """Deleted by its client; its parts' places may still be written to, so they are kept in mind until it expires."""
    created_at: float
    expires_at: float
    """Unix seconds."""
    tenant_id: str


@dataclass(frozen=True)
class Piece:
    """A part of it in the artifact store."""

    uri: str
    start_byte: int
    size_bytes: int


Allow = Callable[[sa.Connection], None]
"""Raises why there may not be one more."""


class Uploads:
    """A piece is noted before it is written, and counts once it is kept: whatever is killed between leaves a name by
    which the piece is found and removed, and of two who write at one place one is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, upload: OpenUpload, most: int, parts: list[Piece], allow: Allow) -> bool:
        """Notes a new one, with the places of its parts; false where its tenant has too many open. Raises what `allow`
        raises."""
        mine = sa.and_(UPLOADS.c.tenant_id == upload.tenant_id, is_open(time.time()))
        count = sa.select(sa.func.count()).where(mine)

        def add(connection: sa.Connection) -> bool:
            allow(connection)
            if (connection.scalar(count) or 0) >= most:
                return False
            connection.execute(sa.insert(UPLOADS).values(vars(upload)))
            for part in parts:
                connection.execute(sa.insert(UPLOAD_PIECES).values(upload_id=upload.id, kept=True, **vars(part)))
            return True

        return await self._database.write(add)

    async def find(self, tenant_id: str, upload_id: str) -> OpenUpload | None:
        """The tenant's upload; None also when its time is over."""
        query = sa.select(UPLOADS).where(UPLOADS.c.id == upload_id, UPLOADS.c.tenant_id == tenant_id)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        upload = OpenUpload(**row._mapping) if row else None
        return upload if upload and not upload.closed and upload.expires_at > time.time() else None

    async def note(self, upload: OpenUpload, start_byte: int, size_bytes: int) -> Piece | None:
        """A place for a piece that is about to be written; None when the upload is gone."""
        piece = new_piece(start_byte, size_bytes)
        values = {"upload_id": upload.id, "kept": False, **vars(piece)}

        def add(connection: sa.Connection) -> Piece | None:
            there = sa.select(UPLOADS.c.id).where(UPLOADS.c.id == upload.id).with_for_update()
            if connection.execute(there).one_or_none() is None:
                return None
            connection.execute(sa.insert(UPLOAD_PIECES).values(values))
            return piece

        return await self._database.write(add)

    async def keep(self, upload_id: str, pieces: list[Piece]) -> bool:
        """Counts pieces that follow one another; false when the upload is not where the first begins any more."""
        start, end = pieces[0].start_byte, pieces[-1].start_byte + pieces[-1].size_bytes
        here = sa.and_(UPLOADS.c.id == upload_id, UPLOADS.c.received_bytes == start)
        ours = UPLOAD_PIECES.c.uri.in_([piece.uri for piece in pieces])

        def keep(connection: sa.Connection) -> bool:
            if not connection.execute(sa.update(UPLOADS).where(here).values(received_bytes=end)).rowcount:
                return False
            connection.execute(sa.update(UPLOAD_PIECES).where(ours).values(kept=True))
            return True

        return await self._database.write(keep)

    async def pieces(self, upload_id: str, kept: bool = True) -> list[Piece]:
        """In the song's order; with `kept` false also what was begun and never counted."""
        columns = (UPLOAD_PIECES.c.uri, UPLOAD_PIECES.c.start_byte, UPLOAD_PIECES.c.size_bytes)
        query = sa.select(*columns).where(UPLOAD_PIECES.c.upload_id == upload_id).order_by(columns[1])
        query = query.where(UPLOAD_PIECES.c.kept) if kept else query
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [Piece(*row) for row in rows]

    async def finish(self, upload_id: str, song_id: str) -> None:
        """Notes the song that came of it, all of whose bytes are here."""
        values = {"song_id": song_id, "received_bytes": UPLOADS.c.size_bytes}
        change = sa.update(UPLOADS).where(UPLOADS.c.id == upload_id).values(values)
        await self._database.write(lambda connection: connection.execute(change))

    async def close(self, upload_id: str) -> None:
        """Lets nobody find it any more."""
        change = sa.update(UPLOADS).where(UPLOADS.c.id == upload_id).values(closed=True)
        await self._database.write(lambda connection: connection.execute(change))

    async def forget(self, uris: list[str]) -> None:
        """Drops pieces that are removed from the store."""
        ours = sa.delete(UPLOAD_PIECES).where(UPLOAD_PIECES.c.uri.in_(uris))
        await self._database.write(lambda connection: connection.execute(ours))

    async def remove(self, upload_id: str) -> bool:
        """Forgets an upload without pieces; false when it was given one meanwhile."""

        def drop(connection: sa.Connection) -> bool:
            mine = sa.select(UPLOADS.c.id).where(UPLOADS.c.id == upload_id).with_for_update()
            connection.execute(mine)
            if connection.execute(sa.select(UPLOAD_PIECES).where(UPLOAD_PIECES.c.upload_id == upload_id)).first():
                return False
            connection.execute(sa.delete(UPLOADS).where(UPLOADS.c.id == upload_id))
            return True

        return await self._database.write(drop)

    async def expired(self) -> list[str]:
        """Those whose time is over."""
        query = sa.select(UPLOADS.c.id).where(UPLOADS.c.expires_at <= time.time())
        return list(await self._database.read(lambda connection: connection.scalars(query).all()))


def is_open(now: float) -> "sa.ColumnElement[bool]":
    """Whether an upload may still become a song."""
    return sa.and_(UPLOADS.c.song_id.is_(None), ~UPLOADS.c.closed, UPLOADS.c.expires_at > now)


def new_piece(start_byte: int, size_bytes: int) -> Piece:
    """With a place that nobody else writes to."""
    return Piece(f"{SCHEME}uploads/{secrets.token_hex(32)}.part", start_byte, size_bytes)

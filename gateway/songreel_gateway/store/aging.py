"""What is old enough to go, and which gateway looks for it: one at a time, whichever comes first."""

import time

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.events import LAST_STATES
from songreel_gateway.store.tables import EVENTS, SONGS, VIDEOS
from songreel_gateway.store.tenancy_tables import CHORES, IMAGES

AT_ONCE = 100


class Aging:
    """Times are Unix seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, chore: str, every_seconds: float, executor_id: str) -> bool:
        """Whether this gateway is to do the chore now: nobody has begun it for so long."""
        now = time.time()
        mine = {"begun_at": now, "executor_id": executor_id}

        def claim(connection: sa.Connection) -> bool:
            due = sa.and_(CHORES.c.name == chore, CHORES.c.begun_at <= now - every_seconds)
            if connection.execute(sa.update(CHORES).where(due).values(mine)).rowcount:
                return True
            if connection.scalar(sa.select(CHORES.c.name).where(CHORES.c.name == chore)) is not None:
                return False
            connection.execute(sa.insert(CHORES).values(name=chore, **mine))
            return True

        try:
            return await self._database.write(claim)
        except sa.exc.IntegrityError:  # another gateway was first
            return False

    async def videos(self, before: float) -> list[str]:
        """Some that ended before, oldest first."""
        old = sa.and_(VIDEOS.c.state.in_(LAST_STATES), VIDEOS.c.updated_at < before)
        query = sa.select(VIDEOS.c.id).where(old).order_by(VIDEOS.c.updated_at).limit(AT_ONCE)
        return await self._database.read(lambda connection: list(connection.scalars(query)))

    async def songs(self, before: float) -> list[str]:
        """Some that were uploaded before, and that no video is made of; oldest first."""
        used = sa.select(VIDEOS.c.id).where(VIDEOS.c.song_id == SONGS.c.id).exists()
        query = sa.select(SONGS.c.id).where(SONGS.c.created_at < before, ~used).order_by(SONGS.c.created_at)
        return await self._database.read(lambda connection: list(connection.scalars(query.limit(AT_ONCE))))

    async def images(self, before: float) -> list[tuple[str, str]]:
        """Some pictures that were uploaded before, as (tenant, id), oldest first; also such as videos follow."""
        old = sa.select(IMAGES.c.tenant_id, IMAGES.c.id).where(IMAGES.c.created_at < before)
        query = old.order_by(IMAGES.c.created_at)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [(row.tenant_id, row.id) for row in rows]

    async def forget_events(self, before: float) -> int:
        """Of videos that ended before; how many."""
        old = sa.select(VIDEOS.c.id).where(VIDEOS.c.state.in_(LAST_STATES), VIDEOS.c.updated_at < before)
        gone = sa.delete(EVENTS).where(EVENTS.c.video_id.in_(old))
        return await self._database.write(lambda connection: int(connection.execute(gone).rowcount))

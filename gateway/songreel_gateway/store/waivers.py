"""Waivers: defects of a film that a person accepts, with a name and a reason. They are added, never changed."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.tables import VIDEOS, WAIVERS


@dataclass(frozen=True)
class Waiver:
    """One row."""

    measure: str
    shot_index: int
    """-1 for the whole film."""
    waived_by: str
    reason: str
    created_at: float
    """Unix seconds."""


class Waivers:
    """Written by the API, read for certificates."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, video_id: str, waiver: Waiver, since: float = 0.0) -> Waiver:
        """Keeps the waiver. One that is there already stays, with whoever gave it first; but one from before `since`
        was of a take or a film that is not there any more, and gives way.
        """
        key = sa.and_(
            WAIVERS.c.video_id == video_id,
            WAIVERS.c.measure == waiver.measure,
            WAIVERS.c.shot_index == waiver.shot_index,
        )
        columns = (WAIVERS.c.measure, WAIVERS.c.shot_index, WAIVERS.c.waived_by, WAIVERS.c.reason, WAIVERS.c.created_at)

        def add(connection: sa.Connection) -> Waiver:
            # One writer at a time, as with events: the video's row is locked on Postgres, all of SQLite is.
            connection.execute(sa.select(VIDEOS.c.id).where(VIDEOS.c.id == video_id).with_for_update())
            row = connection.execute(sa.select(*columns).where(key)).one_or_none()
            if row and row.created_at >= since:
                return Waiver(*row)
            connection.execute(sa.delete(WAIVERS).where(key))
            values = {"video_id": video_id, **vars(waiver), "created_at": time.time()}
            connection.execute(sa.insert(WAIVERS).values(values))
            return Waiver(**{name: value for name, value in values.items() if name != "video_id"})

        return await self._database.write(add)

    async def of(self, video_id: str) -> list[Waiver]:
        """A video's, oldest first."""
        columns = (WAIVERS.c.measure, WAIVERS.c.shot_index, WAIVERS.c.waived_by, WAIVERS.c.reason, WAIVERS.c.created_at)
        query = sa.select(*columns).where(WAIVERS.c.video_id == video_id).order_by(WAIVERS.c.created_at)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [Waiver(*row) for row in rows]

    async def certified(self, video_id: str, places: Mapping[str, str], number: int) -> bool:
        """Notes where the certificate with the first `number` waivers is, by the names in the video's `cut`; false when
        it was given more meanwhile."""
        waived = sa.select(sa.func.count()).where(WAIVERS.c.video_id == video_id)

        def note(connection: sa.Connection) -> bool:
            row = connection.execute(
                sa.select(VIDEOS.c.cut).where(VIDEOS.c.id == video_id).with_for_update()
            ).one_or_none()
            if row is None or connection.scalar(waived) != number:
                return False
            cut = {**row.cut, **places}
            connection.execute(sa.update(VIDEOS).where(VIDEOS.c.id == video_id).values(cut=cut, updated_at=time.time()))
            return True

        return await self._database.write(note)

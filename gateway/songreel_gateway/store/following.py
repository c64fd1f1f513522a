"""What an event stream reads of a video, in one transaction: it is done often, and by many at once."""

from dataclasses import dataclass

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.events import Event, events_after
from songreel_gateway.store.production_tables import REVISIONS
from songreel_gateway.store.revisions import Revision
from songreel_gateway.store.shots import Shot, shots_in_progress
from songreel_gateway.store.waits import Wait, waits_of


@dataclass(frozen=True)
class Now:
    """All of one moment."""

    events: list[Event]
    """After the last one that was seen."""
    revision: Revision
    filming: list[Shot]
    """Those that tell how far they are."""
    waits: list[Wait]


class Following:
    """Read by event streams."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, video_id: str, seen: int) -> Now:
        """What there is now."""
        mine = REVISIONS.c.video_id == video_id
        newest = sa.select(REVISIONS).where(mine).order_by(REVISIONS.c.number.desc()).limit(1)

        def read(connection: sa.Connection) -> Now:
            events = events_after(connection, video_id, seen)
            revision = Revision(**connection.execute(newest).one()._mapping)
            return Now(events, revision, shots_in_progress(connection, video_id), waits_of(connection, video_id))

        return await self._database.read(read)

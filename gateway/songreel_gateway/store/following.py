"""What an event stream reads of a video, in one transaction: it is done often, and by many at once."""

from dataclasses import dataclass

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.events import Event
from songreel_gateway.store.prepared import EVENTS_AFTER, NEWEST_REVISION, SHOTS_THAT_TELL, WAITS_NOW
from songreel_gateway.store.revisions import Revision
from songreel_gateway.store.shots import Shot
from songreel_gateway.store.waits import Wait


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
        return await self._database.read(lambda connection: _read(connection, video_id, seen))


def _read(connection: sa.Connection, video_id: str, seen: int) -> Now:
    named = {"video_id": video_id}
    return Now(
        [Event(*row) for row in connection.execute(EVENTS_AFTER, named | {"seen": seen})],
        Revision(*connection.execute(NEWEST_REVISION, named).one()),
        [Shot(*row) for row in connection.execute(SHOTS_THAT_TELL, named)],
        [Wait(*row) for row in connection.execute(WAITS_NOW, named)],
    )

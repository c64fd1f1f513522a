"""What is shown of videos beside their rows, of many in one transaction: it is asked more than anything else."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.ledger import Budget, Entry
from songreel_gateway.store.prepared import ALL_SHOTS, NEWEST_REVISION, SPENDS_SO_FAR, VIDEO_AND_BUDGET, WAITS_NOW
from songreel_gateway.store.production_tables import BUDGETS, REVISIONS, SPENDS
from songreel_gateway.store.revisions import Revision
from songreel_gateway.store.shots import Shot
from songreel_gateway.store.tables import WAITS
from songreel_gateway.store.videos import Video
from songreel_gateway.store.waits import Wait


@dataclass(frozen=True)
class Beside:
    """Of one video."""

    revision: Revision
    """The newest."""
    waits: list[Wait]
    entries: list[Entry]
    budget: Budget | None
    shots: list[Shot]
    """None of them where they were not asked for."""


class Showing:
    """Read by the API."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, video_ids: Sequence[str]) -> dict[str, Beside]:
        """By video, without their shots."""
        return await self._database.read(lambda connection: _read(connection, video_ids)) if video_ids else {}

    async def whole(self, tenant_id: str, video_id: str) -> tuple[Video, Beside] | None:
        """A video of the tenant's, with its shots; None when there is none."""
        return await self._database.read(lambda connection: _whole(connection, tenant_id, video_id))


def _read(connection: sa.Connection, video_ids: Sequence[str]) -> dict[str, Beside]:
    def rows(table: sa.Table, *order: sa.Column[object]) -> dict[str, list[sa.Row[tuple[object, ...]]]]:
        found: defaultdict[str, list[sa.Row[tuple[object, ...]]]] = defaultdict(list)
        for row in connection.execute(sa.select(table).where(table.c.video_id.in_(video_ids)).order_by(*order)):
            found[row.video_id].append(row)
        return found

    revisions = rows(REVISIONS, REVISIONS.c.number)
    waits = rows(WAITS, WAITS.c.since)
    spends = rows(SPENDS, SPENDS.c.created_at)
    budgets = rows(BUDGETS)
    return {
        video_id: Beside(
            Revision(**mine[-1]._mapping),
            [Wait(row.service, row.reason, row.message, row.since) for row in waits.get(video_id, [])],
            [Entry(**row._mapping) for row in spends.get(video_id, [])],
            next((Budget(row.gpu_seconds, row.amount) for row in budgets.get(video_id, [])), None),
            [],
        )
        for video_id, mine in revisions.items()
    }


def _whole(connection: sa.Connection, tenant_id: str, video_id: str) -> tuple[Video, Beside] | None:
    named = {"video_id": video_id}
    row = connection.execute(VIDEO_AND_BUDGET, named | {"tenant_id": tenant_id}).one_or_none()
    revision = connection.execute(NEWEST_REVISION, named).one_or_none() if row else None
    if row is None or revision is None:
        return None
    *video, budgeted, gpu_seconds, amount = row
    return Video(*video), Beside(
        Revision(*revision),
        [Wait(*each) for each in connection.execute(WAITS_NOW, named)],
        [Entry(*each) for each in connection.execute(SPENDS_SO_FAR, named)],
        Budget(gpu_seconds, amount) if budgeted else None,
        [Shot(*each) for each in connection.execute(ALL_SHOTS, named)],
    )

"""What is shown of videos beside their rows, of many in one transaction: it is asked more than anything else."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.ledger import Budget, Entry
from songreel_gateway.store.production_tables import BUDGETS, REVISIONS, SPENDS
from songreel_gateway.store.revisions import Revision
from songreel_gateway.store.shots import Shot
from songreel_gateway.store.tables import SHOTS, WAITS
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

    async def read(self, video_ids: Sequence[str], shots: bool = False) -> dict[str, Beside]:
        """By video."""
        return await self._database.read(lambda connection: _read(connection, video_ids, shots)) if video_ids else {}


def _read(connection: sa.Connection, video_ids: Sequence[str], shots: bool) -> dict[str, Beside]:
    def rows(table: sa.Table, *order: sa.Column[object]) -> dict[str, list[sa.Row[tuple[object, ...]]]]:
        found: defaultdict[str, list[sa.Row[tuple[object, ...]]]] = defaultdict(list)
        for row in connection.execute(sa.select(table).where(table.c.video_id.in_(video_ids)).order_by(*order)):
            found[row.video_id].append(row)
        return found

    revisions = rows(REVISIONS, REVISIONS.c.number)
    waits = rows(WAITS, WAITS.c.since)
    spends = rows(SPENDS, SPENDS.c.created_at)
    budgets = rows(BUDGETS)
    filmed = rows(SHOTS, SHOTS.c.index) if shots else {}
    return {
        video_id: Beside(
            Revision(**mine[-1]._mapping),
            [Wait(row.service, row.reason, row.message, row.since) for row in waits.get(video_id, [])],
            [Entry(**row._mapping) for row in spends.get(video_id, [])],
            next((Budget(row.gpu_seconds, row.amount) for row in budgets.get(video_id, [])), None),
            [Shot(**row._mapping) for row in filmed.get(video_id, [])],
        )
        for video_id, mine in revisions.items()
    }

"""What is shown of videos beside their rows, of many in one transaction: it is asked more than anything else."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.ledger import Budget, Entry
from songreel_gateway.store.prepared import (
    ALL_BUDGETS,
    ALL_SHOTS,
    ALL_SPENDS,
    ALL_WAITS,
    NEWEST_REVISION,
    NEWEST_REVISIONS,
    SHOTS_COUNTED,
    SPENDS_SO_FAR,
    VIDEO_AND_BUDGET,
    WAITS_NOW,
)
from songreel_gateway.store.revisions import Revision
from songreel_gateway.store.shots import Shot
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
    counts: tuple[int, int] | None = None
    """Filmed shots and all of them, where they are not here themselves."""


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
    named = {"video_ids": video_ids}
    revisions = [Revision(*row) for row in connection.execute(NEWEST_REVISIONS, named)]
    waits, entries = defaultdict[str, list[Wait]](list), defaultdict[str, list[Entry]](list)
    for video_id, *wait in connection.execute(ALL_WAITS, named):
        waits[video_id].append(Wait(*wait))
    for row in connection.execute(ALL_SPENDS, named):
        entries[row.video_id].append(Entry(*row))
    budgets = {row.video_id: Budget(row.gpu_seconds, row.amount) for row in connection.execute(ALL_BUDGETS, named)}
    counts = {
        video_id: (int(filmed), int(total)) for video_id, filmed, total in connection.execute(SHOTS_COUNTED, named)
    }
    return {
        each.video_id: Beside(
            each, waits[each.video_id], entries[each.video_id], budgets.get(each.video_id), [],
            counts.get(each.video_id, (0, 0)),
        )
        for each in revisions
    }  # fmt: skip


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

"""What each video spent and has reserved, against its budget.

reserve ── granted ── began ── wasted ... ── spend
       └── over: spent and reserved with this would be more than the budget
"""

import time
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.bell import Bell
from songreel_gateway.store.database import Database
from songreel_gateway.store.production_tables import BUDGETS, SPENDS
from songreel_gateway.store.tables import VIDEOS

RESERVED, SPENT = "reserved", "spent"


@dataclass(frozen=True)
class Budget:
    """A cap in one of two units."""

    gpu_seconds: float | None = None
    amount: float | None = None

    @property
    def limit(self) -> float:
        """The number."""
        return self.gpu_seconds if self.gpu_seconds is not None else self.amount or 0.0


@dataclass(frozen=True)
class Estimate:
    """What something is quoted at; None where nobody knows yet."""

    gpu_seconds: float | None
    amount: float | None = None


@dataclass(frozen=True)
class Entry:
    """One row: of a take or of a picture."""

    video_id: str
    key: str
    state: str
    shot_index: int | None
    take: int | None
    created_at: float
    quoted_gpu_seconds: float | None
    quoted_amount: float | None
    gpu_seconds: float
    amount: float | None
    currency: str | None
    device: str | None
    began_at: float | None

    def cost(self, unit: str) -> float | None:
        """What counts against a budget in this unit: the quote while it is reserved, then what it was. None where
        nobody knows: nothing was quoted, or the device has no price."""
        if unit == "amount" and self.amount is None and self.gpu_seconds:
            return None
        spent: float = getattr(self, unit) or 0.0
        quoted: float | None = getattr(self, f"quoted_{unit}")
        return spent if self.state == SPENT else None if quoted is None else max(spent, quoted)


class Ledger:
    """One entry for each take and picture, whoever asks how often."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell

    async def set_budget(self, video_id: str, budget: Budget) -> None:
        """From now on."""
        mine = BUDGETS.c.video_id == video_id
        values = {"gpu_seconds": budget.gpu_seconds, "amount": budget.amount, "set_at": time.time()}

        def put(connection: sa.Connection) -> None:
            if not connection.execute(sa.update(BUDGETS).where(mine).values(**values)).rowcount:
                connection.execute(sa.insert(BUDGETS).values(video_id=video_id, **values))

        await self._database.write(put)

    async def budget(self, video_id: str) -> Budget | None:
        """None for as much as it takes."""
        return await self._database.read(lambda connection: _budget(connection, video_id))

    async def of(self, video_id: str) -> list[Entry]:
        """Oldest first."""
        return await self._database.read(lambda connection: _entries(connection, video_id))

    async def reserve(self, entry: Entry) -> bool:
        """Whether the budget has room for it; what was reserved or spent before stays so."""
        video_id = entry.video_id

        def reserve(connection: sa.Connection) -> bool:
            connection.execute(sa.select(VIDEOS.c.id).where(VIDEOS.c.id == video_id).with_for_update())
            entries, budget = _entries(connection, video_id), _budget(connection, video_id)
            if any(each.key == entry.key for each in entries):
                return True
            if budget and not has_room(budget, entries, entry):
                return False
            connection.execute(sa.insert(SPENDS).values(**{**vars(entry), "created_at": time.time()}))
            return True

        return await self._database.write(reserve)

    async def note(self, entry: Entry) -> None:
        """Reserves it whatever the budget says; one that is there stays."""

        def note(connection: sa.Connection) -> None:
            if connection.scalar(sa.select(SPENDS.c.key).where(_is(entry.video_id, entry.key))) is None:
                connection.execute(sa.insert(SPENDS).values(**{**vars(entry), "created_at": time.time()}))

        await self._database.write(note)

    async def began(self, video_id: str, key: str) -> None:
        """A pod works at it."""
        mine = sa.and_(_is(video_id, key), SPENDS.c.began_at.is_(None))
        await self._change(mine, began_at=time.time())

    async def waste(self, video_id: str, key: str, gpu_seconds: float) -> None:
        """A pod worked at it and did not finish."""
        await self._change(
            sa.and_(_is(video_id, key), SPENDS.c.state == RESERVED), gpu_seconds=SPENDS.c.gpu_seconds + gpu_seconds
        )

    async def spend(self, video_id: str, key: str, **columns: Any) -> Entry | None:
        """It is done; the entry as it was before, None when it was done before."""
        mine = _is(video_id, key)

        def spend(connection: sa.Connection) -> Entry | None:
            row = connection.execute(sa.select(SPENDS).where(mine).with_for_update()).one_or_none()
            if row is None or row.state == SPENT:
                return None
            connection.execute(sa.update(SPENDS).where(mine).values(state=SPENT, **columns))
            return Entry(**row._mapping)

        entry = await self._database.write(spend)
        self._bell.ring(video_id)
        return entry

    async def close(self, video_id: str) -> None:
        """Of a video that ends: nothing is reserved any more, and what a pod was working at counts until now."""
        mine = sa.and_(SPENDS.c.video_id == video_id, SPENDS.c.state == RESERVED)

        def close(connection: sa.Connection) -> None:
            for row in connection.execute(sa.select(SPENDS).where(mine)).all():
                worked = time.time() - row.began_at if row.began_at and row.quoted_gpu_seconds else 0.0
                spent = {"state": SPENT, "gpu_seconds": max(row.gpu_seconds, worked)}
                connection.execute(sa.update(SPENDS).where(_is(video_id, row.key)).values(**spent))

        await self._database.write(close)

    async def find(self, video_id: str, key: str) -> Entry | None:
        """The entry, or None."""
        query = sa.select(SPENDS).where(_is(video_id, key))
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return Entry(**row._mapping) if row else None

    async def _change(self, mine: Any, **columns: Any) -> None:
        update = sa.update(SPENDS).where(mine).values(**columns)
        await self._database.write(lambda connection: connection.execute(update))


def has_room(budget: Budget, entries: list[Entry], wanted: Entry) -> bool:
    """Whether the budget bears it beside all entries. What has no quote takes all the room: nothing else is begun
    beside it, so that a budget is never overrun by more than one of them."""
    unit = "gpu_seconds" if budget.gpu_seconds is not None else "amount"
    costs = [each.cost(unit) for each in entries]
    if None in costs:
        return False
    known = sum(cost for cost in costs if cost is not None)
    quoted = wanted.cost(unit)
    if quoted is None:
        return known < budget.limit and not any(each.state == RESERVED for each in entries)
    return known + quoted <= budget.limit * (1 + 1e-9)


def _entries(connection: sa.Connection, video_id: str) -> list[Entry]:
    query = sa.select(SPENDS).where(SPENDS.c.video_id == video_id).order_by(SPENDS.c.created_at)
    return [Entry(**row._mapping) for row in connection.execute(query)]


def _budget(connection: sa.Connection, video_id: str) -> Budget | None:
    query = sa.select(BUDGETS.c.gpu_seconds, BUDGETS.c.amount).where(BUDGETS.c.video_id == video_id)
    row = connection.execute(query).one_or_none()
    return Budget(*row) if row else None


def _is(video_id: str, key: str) -> Any:
    return sa.and_(SPENDS.c.video_id == video_id, SPENDS.c.key == key)

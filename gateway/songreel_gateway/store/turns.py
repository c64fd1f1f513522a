"""The line for video pods in the database: one for all gateways, so that a pod is lent once and tenants take turns."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.bell import Bell
from songreel_gateway.store.database import Database
from songreel_gateway.store.line import Free, Served, Turn, allot, apart, in_order
from songreel_gateway.store.replica_tables import SHARES, TURNS
from songreel_gateway.store.replicas import seen_lately
from songreel_gateway.store.usage import shots_allowed

LINE = "pods"
BELL = "pods"
SUSPECT_SECONDS = 6.0  # a gateway that was silent for so long may be gone: no pod waits for it
LOCK = 0x7475726E73  # an advisory lock of ours among all of this database: "turns"


class Turns:
    """See `line.Line`; as one gateway sees it."""

    def __init__(self, database: Database, bell: Bell, replica: str) -> None:
        self._database = database
        self._bell = bell
        self._replica = replica
        self._ear = bell.hear(BELL)
        self.shots_usually = 0
        """Shots in work that a tenant may have where its operator decided nothing; 0 for any number."""
        self._asked: set[str] = set()
        """Turns of this process that have not ended: of its name there may be others, of a process that died."""
        self._heard = self._ear.__enter__()  # for as long as this gateway lives: no ring is missed between two rounds

    async def ask(self, turn: Turn) -> None:
        """See Line. What a lost gateway had asked for is this one's now."""
        row = {
            name: getattr(turn, name)
            for name in ("tenant_id", "priority", "since", "backend", "film", "frames", "work")
        }
        row |= {"replica": self._replica, "pod": None}
        self._asked.add(turn.id)

        def ask(connection: sa.Connection) -> None:
            if not connection.execute(sa.update(TURNS).where(TURNS.c.id == turn.id).values(row)).rowcount:
                connection.execute(sa.insert(TURNS).values(id=turn.id, **row))

        await self._database.write(ask)

    async def grant(self, free: Free, mine: Sequence[str]) -> dict[str, str]:
        """See Line."""

        def grant(connection: sa.Connection) -> dict[str, str]:
            alone(connection, LOCK)
            rows = connection.execute(sa.select(TURNS)).all()
            lent = {row.pod for row in rows if row.pod}
            there = seen_lately(connection, SUSPECT_SECONDS) | {self._replica}
            asked = [_turn(row) for row in rows if not row.pod and row.replica in there]
            waiting = apart(asked, [row.work for row in rows if row.pod])
            served = read_shares(connection, LINE)
            left = {address: backend for address, backend in free.items() if address not in lent}
            may = within(in_order(waiting, served), rows, shots_allowed(connection, self.shots_usually))
            granted = {turn.id: address for turn, address in allot(may, left) if turn.id in mine}
            for turn in waiting:
                if turn.id in granted:
                    served.note(turn.tenant_id)
                    place = sa.update(TURNS).where(TURNS.c.id == turn.id).values(pod=granted[turn.id])
                    connection.execute(place)
            if granted:
                write_shares(connection, LINE, served)
            return granted

        return await self._database.write(grant) if free and mine else {}

    async def end(self, turn_id: str) -> None:
        """See Line."""
        mine = sa.and_(TURNS.c.id == turn_id, TURNS.c.replica == self._replica)
        await self._database.write(lambda connection: connection.execute(sa.delete(TURNS).where(mine)))
        self._asked.discard(turn_id)
        self._bell.ring(BELL)

    async def wait(self, seconds: float) -> None:
        """See Line."""
        await self._heard.wait(seconds)

    async def forget(self, replicas: Collection[str]) -> None:
        """Takes out what gateways had that are gone, also one of this name: their pods can be lent again. What this
        process asked for stays, since work that is taken up at the start asks at once."""
        gone = sa.delete(TURNS).where(TURNS.c.replica.in_(replicas), TURNS.c.id.not_in(self._asked))
        await self._database.write(lambda connection: connection.execute(gone))
        self._bell.ring(BELL)

    async def keep(self, living: Collection[str]) -> None:
        """Takes out what is of nobody who lives."""
        gone = TURNS.c.replica.not_in(living)
        any_gone: Callable[[sa.Connection], Any] = lambda connection: connection.scalar(  # noqa: E731  # typed
            sa.select(TURNS.c.replica).where(gone).limit(1)
        )
        if await self._database.read(any_gone):
            await self._database.write(lambda connection: connection.execute(sa.delete(TURNS).where(gone)))
            self._bell.ring(BELL)


def within(turns: Sequence[Turn], rows: Sequence[Any], allowed: Mapping[str, int]) -> list[Turn]:
    """The turns without those of tenants that have as many shots in work as they may."""
    left = Counter(allowed)
    left.subtract(row.tenant_id for row in rows if row.pod and row.tenant_id in allowed)
    may = []
    for turn in turns:
        if turn.tenant_id in allowed:
            left[turn.tenant_id] -= 1
        if turn.tenant_id not in allowed or left[turn.tenant_id] >= 0:
            may.append(turn)
    return may


def alone(connection: sa.Connection, lock: int) -> None:
    """One transaction at a time goes on from here; a write on SQLite is alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(lock)))


def read_shares(connection: sa.Connection, line: str) -> Served:
    """How many turns tenants had in the line."""
    rows = connection.execute(sa.select(SHARES.c.tenant_id, SHARES.c.served).where(SHARES.c.line == line)).all()
    return Served({str(row.tenant_id): float(row.served) for row in rows})


def write_shares(connection: sa.Connection, line: str, served: Served) -> None:
    """Keeps them; those whose time has passed are told by the line's present time as well."""
    connection.execute(sa.delete(SHARES).where(SHARES.c.line == line))
    now = served.begins_at("")
    kept = {tenant: turns for tenant, turns in served.turns.items() if not tenant or turns > now}
    rows = [{"line": line, "tenant_id": tenant, "served": turns} for tenant, turns in kept.items()]
    connection.execute(sa.insert(SHARES), rows)


def _turn(row: Any) -> Turn:
    return Turn(row.id, row.tenant_id, row.priority, row.film, row.frames, row.backend, row.since, row.work)

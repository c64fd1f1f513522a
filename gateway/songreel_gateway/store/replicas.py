"""Which gateways live: each says so every few seconds, by the database's clock."""

import time

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.replica_tables import REPLICAS


class Replicas:
    """One row a name. A process that has the name is told from an older one by its incarnation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def join(self, name: str, incarnation: str, version: str) -> None:
        """This process has the name from now on; whoever had it before will see that."""

        def join(connection: sa.Connection) -> None:
            connection.execute(sa.delete(REPLICAS).where(REPLICAS.c.name == name))
            row = {"name": name, "incarnation": incarnation, "version": version, "seen_at": now(connection)}
            connection.execute(sa.insert(REPLICAS).values(row))

        try:
            await self._database.write(join)
        except sa.exc.IntegrityError:  # two at the same moment; the later one has it
            await self._database.write(join)

    async def beat(self, name: str, incarnation: str) -> bool:
        """Says that it lives; false when the name is not its own any more."""
        mine = sa.and_(REPLICAS.c.name == name, REPLICAS.c.incarnation == incarnation)

        def beat(connection: sa.Connection) -> bool:
            seen = sa.update(REPLICAS).where(mine).values(seen_at=now(connection))
            return bool(connection.execute(seen).rowcount)

        return await self._database.write(beat)

    async def taken(self, name: str) -> bool:
        """Whether any process has the name."""
        query = sa.select(REPLICAS.c.name).where(REPLICAS.c.name == name)
        return bool(await self._database.read(lambda connection: connection.execute(query).one_or_none()))

    async def leave(self, name: str, incarnation: str) -> None:
        """Others need not wait to see that it is gone."""
        mine = sa.and_(REPLICAS.c.name == name, REPLICAS.c.incarnation == incarnation)
        await self._database.write(lambda connection: connection.execute(sa.delete(REPLICAS).where(mine)))

    async def bury(self, seconds: float) -> list[str]:
        """Takes out those that were silent for so long; their names, each told to one caller only."""

        def bury(connection: sa.Connection) -> list[str]:
            lost = sa.delete(REPLICAS).where(REPLICAS.c.seen_at < now(connection) - seconds)
            return list(connection.scalars(lost.returning(REPLICAS.c.name)))

        return await self._database.write(bury)

    async def living(self) -> dict[str, str]:
        """By name, the version of the workflows that each can run."""
        query = sa.select(REPLICAS.c.name, REPLICAS.c.version)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return {str(name): str(version) for name, version in rows}


def seen_lately(connection: sa.Connection, seconds: float) -> set[str]:
    """The names of those that said so within that time."""
    recent = REPLICAS.c.seen_at > now(connection) - seconds
    return set(connection.scalars(sa.select(REPLICAS.c.name).where(recent)))


def now(connection: sa.Connection) -> float:
    """Unix seconds, by one clock for all that share the database."""
    if connection.dialect.name == "sqlite":  # all on one machine
        return time.time()
    return float(connection.scalar(sa.text("select extract(epoch from clock_timestamp())")) or 0.0)

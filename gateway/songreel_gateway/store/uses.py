"""Which artifacts are whose: what no other video uses goes with its video, what others use stays.

video removed ── its uses ──┬── somebody else's too ──► stays
                            └── nobody else's: doomed ── file deleted ── forgotten
                                    └── claimed meanwhile: the claim waits, and finds that the file is gone
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.production_tables import USES

URI = re.compile(r"artifact:[a-z-]+/[0-9a-f]{64}(?:\.[a-z0-9]{1,8}){1,2}")
LIVING = ("songs", "images")
"""Kinds that are deleted by themselves: whoever uploaded them says when."""
DOOMED = "doomed"


def artifacts_in(*documents: Any) -> set[str]:
    """All URIs in JSON documents, but for those of uploads."""
    found = URI.findall(json.dumps(documents))
    return {uri for uri in found if uri.removeprefix("artifact:").partition("/")[0] not in LIVING}


class Uses:
    """One row for each artifact and owner."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, owner: str, uris: Iterable[str]) -> bool:
        """Notes that the owner uses these; false, noting nothing, while one of them is being deleted."""
        wanted = sorted(set(uris))

        def claim(connection: sa.Connection) -> bool:
            mine = sa.select(USES.c.uri, USES.c.owner).where(USES.c.uri.in_(wanted))
            rows = connection.execute(mine).all()
            if any(row.owner == DOOMED for row in rows):
                return False
            there = {row.uri for row in rows if row.owner == owner}
            if missing := [{"uri": uri, "owner": owner} for uri in wanted if uri not in there]:
                connection.execute(sa.insert(USES), missing)
            return True

        return await self._database.write(claim) if wanted else True

    async def of(self, owner: str) -> set[str]:
        """What it uses."""
        query = sa.select(USES.c.uri).where(USES.c.owner == owner)
        return set(await self._database.read(lambda connection: list(connection.scalars(query))))

    async def doomed(self) -> list[str]:
        """What is being deleted, and was not when a gateway was killed."""
        query = sa.select(USES.c.uri).where(USES.c.owner == DOOMED)
        return await self._database.read(lambda connection: list(connection.scalars(query)))

    async def forget(self, uri: str) -> None:
        """Its file is deleted."""
        gone = sa.delete(USES).where(USES.c.uri == uri, USES.c.owner == DOOMED)
        await self._database.write(lambda connection: connection.execute(gone))


def let_go(connection: sa.Connection, owner: str, uris: Sequence[str]) -> None:
    """The owner uses nothing any more; what nobody else uses of that and of `uris` is doomed."""
    own = sa.select(USES.c.uri).where(USES.c.owner == owner)
    mine = {*connection.scalars(own), *uris}
    connection.execute(sa.delete(USES).where(USES.c.owner == owner))
    others = set(connection.scalars(sa.select(USES.c.uri).where(USES.c.uri.in_(mine))))
    if orphans := [{"uri": uri, "owner": DOOMED} for uri in sorted(mine - others)]:
        connection.execute(sa.insert(USES), orphans)

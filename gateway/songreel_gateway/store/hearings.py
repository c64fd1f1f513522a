"""Hearings: songs that are heard by themselves, and what each waits for."""

import hashlib
import json
import time
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.database import HEARINGS, Database
from songreel_gateway.store.waits import Wait

LAST_STATES = ("completed", "failed")


@dataclass(frozen=True)
class Hearing:
    """A hearing as it is kept. Columns are those of the table, in its order."""

    id: str
    song_id: str
    order: dict[str, Any]
    """The request's body with every default in place."""
    trace_parent: str
    run: int
    """From 1; each is a workflow of its own."""
    state: str
    """queued, hearing, completed or failed."""
    created_at: float
    """Unix seconds."""
    updated_at: float
    analysis_uri: str | None
    wait: dict[str, Any] | None
    problem: dict[str, Any] | None

    @property
    def ended(self) -> bool:
        """Nothing more happens by itself."""
        return self.state in LAST_STATES


class Hearings:
    """The same song and order are the same hearing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, order: dict[str, Any], trace_parent: str, anew: bool) -> Hearing:
        """The hearing of an order: a new one, or the one that is known. A failed one begins again, and with `anew`
        one that is completed too; one that runs goes on as it is."""
        digest = hashlib.sha256(json.dumps(order, sort_keys=True).encode()).hexdigest()
        hearing_id = f"hearing-{digest[:24]}"
        mine = HEARINGS.c.id == hearing_id
        begun = {"state": "queued", "trace_parent": trace_parent, "analysis_uri": None, "wait": None, "problem": None}

        def ask(connection: sa.Connection) -> None:
            row = connection.execute(sa.select(HEARINGS).where(mine).with_for_update()).one_or_none()
            now = time.time()
            if row is None:
                song = {"song_id": order["song_id"], "order": order, "run": 1}
                values = {"id": hearing_id, "created_at": now, "updated_at": now, **song, **begun}
                connection.execute(sa.insert(HEARINGS).values(values))
            elif row.state == "failed" or (anew and row.state == "completed"):
                again = {"run": row.run + 1, "updated_at": now, **begun}
                connection.execute(sa.update(HEARINGS).where(mine).values(again))

        try:
            await self._database.write(ask)
        except sa.exc.IntegrityError:  # another gateway was asked at the same moment, and was first
            await self._database.write(ask)
        return await self.get(hearing_id)

    async def find(self, hearing_id: str) -> Hearing | None:
        """The hearing, or None."""
        query = sa.select(HEARINGS).where(HEARINGS.c.id == hearing_id)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return Hearing(*row) if row else None

    async def get(self, hearing_id: str) -> Hearing:
        """The hearing, which must be there."""
        if (hearing := await self.find(hearing_id)) is None:
            raise LookupError(hearing_id)
        return hearing

    async def unfinished(self) -> list[Hearing]:
        """All that have not ended."""
        query = sa.select(HEARINGS).where(HEARINGS.c.state.not_in(LAST_STATES))
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [Hearing(*row) for row in rows]

    async def change(self, hearing_id: str, **columns: Any) -> None:
        """Sets columns of one that has not ended; what it waited for is over when it ends."""
        if columns.get("state") in LAST_STATES:
            columns["wait"] = None
        open_hearing = sa.and_(HEARINGS.c.id == hearing_id, HEARINGS.c.state.not_in(LAST_STATES))
        update = sa.update(HEARINGS).where(open_hearing).values(updated_at=time.time(), **columns)
        await self._database.write(lambda connection: connection.execute(update))

    async def begin(self, hearing_id: str, step: str, wait: Wait) -> None:
        """Notes what the hearing waits for; it has one step."""
        hearing = await self.get(hearing_id)
        since = (hearing.wait or {}).get("since") or time.time()
        await self.change(hearing_id, wait={**asdict(wait), "since": since})

    async def end(self, hearing_id: str, step: str) -> None:
        """Notes that it goes on."""
        await self.change(hearing_id, wait=None)

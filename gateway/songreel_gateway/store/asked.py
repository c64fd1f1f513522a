"""What is asked for by itself, without a film: the same order is the same job, asked for again it is answered from what
was kept. Hearings and scripts are kept so."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.tables import SONGS
from songreel_gateway.store.waits import Wait

LAST_STATES = ("completed", "failed")


@dataclass(frozen=True)
class AskedJob:
    """The first columns of such a table, in its order."""

    id: str
    song_id: str
    order: dict[str, Any]
    """The request's body with every default in place."""
    trace_parent: str
    run: int
    """From 1; each is a workflow of its own."""
    state: str
    """queued, what is being done, then completed or failed."""
    created_at: float
    """Unix seconds."""
    updated_at: float
    tenant_id: str

    @property
    def key(self) -> str:
        """Names what is made for this run of it."""
        return f"{self.id}-{self.run}"

    @property
    def ended(self) -> bool:
        """Nothing more happens by itself."""
        return self.state in LAST_STATES


J = TypeVar("J", bound=AskedJob)


class Asked(Generic[J]):
    """Jobs of one kind. These are `patience.Waits` too: such a job has one step at a time."""

    def __init__(self, database: Database, table: sa.Table, kind: Callable[..., J], name: str) -> None:
        """`kind` is made of a row; `name` begins the ids."""
        self._database = database
        self._table = table
        self._kind = kind
        self._name = name
        own = list(table.c)[len(AskedJob.__dataclass_fields__) :]
        self._nothing = {column.name: 0 if isinstance(column.type, sa.Integer) else None for column in own}

    async def ask(self, order: dict[str, Any], trace_parent: str, anew: bool) -> J:
        """The job of an order: a new one, or the one that is known. A failed one begins again, and with `anew` one that
        is completed too; one that runs goes on as it is."""
        job_id = self._id_of(order)
        mine = self._table.c.id == job_id
        begun = {"state": "queued", "trace_parent": trace_parent, **self._nothing}

        def ask(connection: sa.Connection) -> None:
            row = connection.execute(sa.select(self._table).where(mine).with_for_update()).one_or_none()
            now = time.time()
            if row is None:
                song = {"song_id": order["song_id"], "order": order, "run": 1}
                whose = sa.select(SONGS.c.tenant_id).where(SONGS.c.id == order["song_id"]).scalar_subquery()
                values = {"id": job_id, "tenant_id": whose, "created_at": now, "updated_at": now, **song, **begun}
                connection.execute(sa.insert(self._table).values(values))
            elif row.state == "failed" or (anew and row.state == "completed"):
                again = {"run": row.run + 1, "updated_at": now, **begun}
                connection.execute(sa.update(self._table).where(mine).values(again))

        try:
            await self._database.write(ask)
        except sa.exc.IntegrityError:  # another gateway was asked at the same moment, and was first
            await self._database.write(ask)
        return await self.get(job_id)

    async def known(self, order: dict[str, Any]) -> J | None:
        """The job of an order as it is, also a failed one; None when it was never asked for."""
        return await self.find(self._id_of(order))

    async def find(self, job_id: str) -> J | None:
        """The job, or None."""
        query = sa.select(self._table).where(self._table.c.id == job_id)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return self._kind(**row._mapping) if row else None

    async def owned(self, tenant_id: str, job_id: str) -> J | None:
        """The job, or None when there is none or it is another tenant's."""
        job = await self.find(job_id)
        return job if job and job.tenant_id == tenant_id else None

    async def get(self, job_id: str) -> J:
        """The job, which must be there."""
        if (job := await self.find(job_id)) is None:
            raise LookupError(job_id)
        return job

    def _id_of(self, order: dict[str, Any]) -> str:
        digest = hashlib.sha256(json.dumps(order, sort_keys=True).encode()).hexdigest()
        return f"{self._name}-{digest[:24]}"

    async def of_song(self, song_id: str) -> list[J]:
        """All of a song."""
        return await self._those(self._table.c.song_id == song_id)

    async def unfinished(self) -> list[J]:
        """All that have not ended."""
        return await self._those(self._table.c.state.not_in(LAST_STATES))

    async def _those(self, which: sa.ColumnElement[bool]) -> list[J]:
        query = sa.select(self._table).where(which)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [self._kind(**row._mapping) for row in rows]

    async def change(self, job_id: str, /, *events: tuple[str, str, dict[str, Any]], **columns: Any) -> bool:
        """Sets those columns that the table has, of a job that has not ended; it keeps no events. What the job waited
        for is over when it ends."""
        known = {name: value for name, value in columns.items() if name in self._table.c}
        if known.get("state") in LAST_STATES:
            known["wait"] = None
        open_job = sa.and_(self._table.c.id == job_id, self._table.c.state.not_in(LAST_STATES))
        update = sa.update(self._table).where(open_job).values(updated_at=time.time(), **known)
        return bool(await self._database.write(lambda connection: connection.execute(update).rowcount))

    async def begin(self, job_id: str, step: str, wait: Wait) -> None:
        """Notes what the job waits for."""
        row = sa.select(self._table.c.wait).where(self._table.c.id == job_id)
        before = await self._database.read(lambda connection: connection.scalar(row)) or {}
        await self.change(job_id, wait={**asdict(wait), "since": before.get("since") or time.time()})

    async def end(self, job_id: str, step: str) -> None:
        """Notes that it goes on."""
        await self.change(job_id, wait=None)

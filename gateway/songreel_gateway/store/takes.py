"""The takes of each shot: every filming, whichever is in the film. They are added and end once."""

import time
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.production_tables import TAKES

DONE = ("accepted", "rejected")


@dataclass(frozen=True)
class Take:
    """One row."""

    video_id: str
    shot_index: int
    number: int
    revision: int
    """In which it was filmed."""
    state: str
    """filming, checking, accepted, rejected, failed."""
    created_at: float
    sentence: str
    prompt: str
    seed: int
    drawn: bool
    filming_seconds: float | None
    """None for a clip that was found."""
    clip: dict[str, Any] | None
    findings: list[dict[str, Any]] | None
    problem: dict[str, Any] | None

    @property
    def usable(self) -> bool:
        """It can be in the film."""
        return self.state in DONE and self.clip is not None


class Takes:
    """Written by steps, each of which may run again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, take: Take) -> None:
        """Notes that it is filmed; one that is there stays."""
        values = {**vars(take), "created_at": time.time()}

        def begin(connection: sa.Connection) -> None:
            there = sa.select(TAKES.c.number).where(_is(take.video_id, take.shot_index, take.number))
            if connection.scalar(there) is None:
                connection.execute(sa.insert(TAKES).values(**values))

        await self._database.write(begin)

    async def change(self, video_id: str, index: int, number: int, **columns: Any) -> None:
        """Sets columns."""
        update = sa.update(TAKES).where(_is(video_id, index, number)).values(**columns)
        await self._database.write(lambda connection: connection.execute(update))

    async def find(self, video_id: str, index: int, number: int) -> Take | None:
        """The take, or None."""
        query = sa.select(TAKES).where(_is(video_id, index, number))
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return Take(**row._mapping) if row else None

    async def get(self, video_id: str, index: int, number: int) -> Take:
        """The take, which must be there."""
        if (take := await self.find(video_id, index, number)) is None:
            raise LookupError(f"{video_id} {index} {number}")
        return take

    async def of(self, video_id: str, index: int | None = None) -> list[Take]:
        """Of a shot, or of all, in order."""
        query = sa.select(TAKES).where(TAKES.c.video_id == video_id)
        if index is not None:
            query = query.where(TAKES.c.shot_index == index)
        ordered = query.order_by(TAKES.c.shot_index, TAKES.c.number)
        rows = await self._database.read(lambda connection: connection.execute(ordered).all())
        return [Take(**row._mapping) for row in rows]


def _is(video_id: str, index: int, number: int) -> Any:
    return sa.and_(TAKES.c.video_id == video_id, TAKES.c.shot_index == index, TAKES.c.number == number)

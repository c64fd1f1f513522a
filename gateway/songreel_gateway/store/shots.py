"""The shots of each video and how far they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.bell import Bell
from songreel_gateway.store.database import Database
from songreel_gateway.store.events import LAST_STATES, append_event
from songreel_gateway.store.tables import SHOTS, VIDEOS


@dataclass(frozen=True)
class Shot:
    """One row; frames are of the film, half open."""

    video_id: str
    index: int
    state: str
    """queued, filming, checking, filmed, failed."""
    take: int
    """That is filmed now, or was last; from 1."""
    start_frame: int
    end_frame: int
    sentence: str
    """Empty until it is written."""
    progress: dict[str, Any] | None
    """stage, done_count, total_count, eta_seconds: as the video service last said."""
    revision: int
    filming_seconds: float | None
    """How long its last take took; None when its clip was found."""
    clip: dict[str, Any] | None
    findings: list[dict[str, Any]] | None
    used_take: int | None = None
    """That is in the film; None until that is known."""
    first_take: int = 1
    """Of those that are filmed for the last wish: the order, or an edit."""
    seed: int | None = None
    """Of that one; None for the order's, counted on."""
    drawn: bool = False
    """As an animatic, for the client wished so."""
    problem: dict[str, Any] | None = None
    """Why it was set aside."""

    def seed_of(self, take: int, order_seed: int) -> int:
        """Each further take has the next one."""
        return (order_seed + self.first_take - 1 if self.seed is None else self.seed) + take - self.first_take

    @property
    def frames(self) -> int:
        """Its length."""
        return self.end_frame - self.start_frame

    @property
    def fraction(self) -> float:
        """How much of it is filmed, from 0 to 1."""
        if self.state in ("checking", "filmed"):
            return 1.0
        stage = (self.progress or {}).get("stage")
        if stage == "encoding":
            return 1.0
        if stage != "filming" or not self.progress:
            return 0.0
        return min(1.0, float(self.progress["done_count"]) / max(1, int(self.progress["total_count"])))


class Shots:
    """Written by steps, read by the API."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell

    async def plan(self, video_id: str, rows: Iterable[dict[str, Any]]) -> None:
        """Notes the shots to film; those that are there stay as they are."""
        planned = [{"video_id": video_id, "state": "queued", "take": 1, **row} for row in rows]

        def plan(connection: sa.Connection) -> None:
            there = set(connection.scalars(sa.select(SHOTS.c.index).where(SHOTS.c.video_id == video_id)))
            if missing := [row for row in planned if row["index"] not in there]:
                connection.execute(sa.insert(SHOTS), missing)

        await self._database.write(plan)
        self._bell.ring(video_id)

    async def word(self, video_id: str, index: int, sentence: str) -> None:
        """Notes a shot's words and tells of them; the first ones stay."""
        shot = sa.and_(SHOTS.c.video_id == video_id, SHOTS.c.index == index, SHOTS.c.sentence == "")

        def word(connection: sa.Connection) -> None:
            update = sa.update(SHOTS).where(shot).values(sentence=sentence, revision=SHOTS.c.revision + 1)
            if connection.execute(update).rowcount:
                facts = {"index": index, "sentence": sentence}
                append_event(connection, video_id, f"shot-{index}-written", "shot.written", facts)

        await self._database.write(word)
        self._bell.ring(video_id)

    async def has_words(self, video_id: str, index: int) -> bool:
        """Whether they are there."""
        query = sa.select(SHOTS.c.sentence).where(SHOTS.c.video_id == video_id, SHOTS.c.index == index)
        return bool(await self._database.read(lambda connection: connection.scalar(query)))

    async def worded(self, video_id: str) -> int:
        """How many have theirs."""
        query = sa.select(sa.func.count()).where(SHOTS.c.video_id == video_id, SHOTS.c.sentence != "")
        return await self._database.read(lambda connection: int(connection.execute(query).scalar_one()))

    async def one(self, video_id: str, index: int) -> Shot | None:
        """The shot, or None."""
        return next((shot for shot in await self.of(video_id) if shot.index == index), None)

    async def get(self, video_id: str, index: int) -> Shot:
        """The shot, which must be there."""
        if (shot := await self.one(video_id, index)) is None:
            raise LookupError(f"{video_id} {index}")
        return shot

    async def of(self, video_id: str) -> list[Shot]:
        """In film order."""
        query = sa.select(SHOTS).where(SHOTS.c.video_id == video_id).order_by(SHOTS.c.index)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [Shot(**row._mapping) for row in rows]

    async def waiting(self) -> int:
        """How many shots of videos under way are still to be filmed."""
        under_way = sa.select(VIDEOS.c.id).where(VIDEOS.c.state.not_in(LAST_STATES))
        open_shots = sa.and_(SHOTS.c.video_id.in_(under_way), SHOTS.c.state.in_(("queued", "filming")))
        query = sa.select(sa.func.count()).select_from(SHOTS).where(open_shots)
        return await self._database.read(lambda connection: int(connection.execute(query).scalar_one()))

    async def change(
        self, video_id: str, index: int, event: tuple[str, str, dict[str, Any]] | None = None, **columns: Any
    ) -> None:
        """Sets columns and adds an event (key, name, data) as one."""
        shot = sa.and_(SHOTS.c.video_id == video_id, SHOTS.c.index == index)

        def change(connection: sa.Connection) -> None:
            values = {"revision": SHOTS.c.revision + 1, **columns}
            connection.execute(sa.update(SHOTS).where(shot).values(values))
            if event:
                append_event(connection, video_id, *event)

        await self._database.write(change)
        self._bell.ring(video_id)

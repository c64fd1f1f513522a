"""What each video waits for."""

import time
from dataclasses import dataclass

import sqlalchemy as sa

from songreel_gateway.store.bell import Bell
from songreel_gateway.store.database import Database
from songreel_gateway.store.tables import WAITS


@dataclass(frozen=True)
class Wait:
    """A service that is busy or away."""

    service: str
    reason: str
    """UPPER_SNAKE_CASE: UNAVAILABLE, BUSY, ..."""
    message: str
    since: float = 0.0
    """Unix seconds."""


class Waits:
    """Begun and ended by steps; a video may wait in several steps at once."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell
        self._begun: set[tuple[str, str]] = set()

    async def begin(self, video_id: str, step: str, wait: Wait) -> None:
        """Notes that the step waits; says so again when the reason changed."""
        key = sa.and_(WAITS.c.video_id == video_id, WAITS.c.step == step)
        words = {"service": wait.service, "reason": wait.reason, "message": wait.message}

        def note(connection: sa.Connection) -> None:
            if not connection.execute(sa.update(WAITS).where(key).values(words)).rowcount:
                connection.execute(sa.insert(WAITS).values(video_id=video_id, step=step, since=time.time(), **words))

        self._begun.add((video_id, step))
        await self._database.write(note)
        self._bell.ring(video_id)

    async def end(self, video_id: str, step: str) -> None:
        """Notes that the step goes on."""
        if (video_id, step) in self._begun:
            self._begun.discard((video_id, step))
            key = sa.and_(WAITS.c.video_id == video_id, WAITS.c.step == step)
            await self._database.write(lambda connection: connection.execute(sa.delete(WAITS).where(key)))
            self._bell.ring(video_id)

    async def forget(self, video_id: str, shot_index: int | None) -> None:
        """Drops what a lost process waited for: in the steps of a shot, or in those of the film itself."""
        of_shots = sa.or_(*(WAITS.c.step.like(f"{verb}-%") for verb in ("film", "check", "read")))
        mine = WAITS.c.step.like(f"%-{shot_index}") if shot_index is not None else sa.not_(of_shots)
        gone = sa.delete(WAITS).where(WAITS.c.video_id == video_id, mine)
        await self._database.write(lambda connection: connection.execute(gone))

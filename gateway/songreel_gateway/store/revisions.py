"""The revisions of a video: what was asked for, and what came of it. One is in work at most; those that ended stay."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sqlalchemy as sa

from songreel_gateway.store.bell import Bell
from songreel_gateway.store.database import Database
from songreel_gateway.store.events import LAST_STATES, Told, append_event
from songreel_gateway.store.production_tables import REVISIONS
from songreel_gateway.store.rearranging import ShotChange, rearrange, restore
from songreel_gateway.store.tables import VIDEOS
from songreel_gateway.store.videos import ASKS, note_state

T = TypeVar("T")


@dataclass(frozen=True)
class Revision:
    """One row."""

    video_id: str
    number: int
    state: str
    created_at: float
    updated_at: float
    edits: dict[str, Any]
    captions: str | None
    script_uri: str | None
    """Where it differs from the script that was written; else None until the revision is completed."""
    takes: dict[str, int] | None
    """By shot, of a completed one."""
    cut: dict[str, Any] | None
    findings: list[dict[str, Any]] | None
    problem: dict[str, Any] | None
    run: int
    approved: bool
    woken: bool
    action: dict[str, Any] | None
    """{type, message, since, shots}"""
    idempotency_key: str | None
    fingerprint: str | None

    @property
    def ended(self) -> bool:
        """Nothing more will happen to it."""
        return self.state in LAST_STATES

    @property
    def workflow_id(self) -> str:
        """Of the workflow that makes it now."""
        first = self.number == 1 and self.run == 0
        return self.video_id if first else f"{self.video_id}-r{self.number}-{self.run}"


@dataclass(frozen=True)
class Edit:
    """What makes a further revision of a video."""

    asked: dict[str, Any]
    changes: Sequence[ShotChange]
    script_uri: str
    captions: str | None = None
    idempotency_key: str | None = None
    fingerprint: str | None = None


class NotNow(Exception):
    """The video is in another state than the call is for."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class Revisions:
    """Written by the API and by workflows; each change one transaction with the video's own row."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell

    async def of(self, video_id: str) -> list[Revision]:
        """Oldest first."""
        query = sa.select(REVISIONS).where(REVISIONS.c.video_id == video_id).order_by(REVISIONS.c.number)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [Revision(**row._mapping) for row in rows]

    async def find(self, video_id: str, number: int) -> Revision | None:
        """The revision, or None."""
        query = sa.select(REVISIONS).where(_is(video_id, number))
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return Revision(**row._mapping) if row else None

    async def newest(self, video_id: str) -> Revision:
        """The one that is in work, or was last."""
        return await self._database.read(lambda connection: _newest(connection, video_id))

    async def by_key(self, video_id: str, key: str) -> Revision | None:
        """The one that was asked for with this key."""
        query = sa.select(REVISIONS).where(REVISIONS.c.video_id == video_id, REVISIONS.c.idempotency_key == key)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return Revision(**row._mapping) if row else None

    async def begin(self, video_id: str, based_on: int, edit: Edit, allow: Callable[[sa.Connection], None]) -> Revision:
        """The next revision, queued. Raises NotNow when another is in work or came meanwhile, and as `allow` does."""

        def begin(connection: sa.Connection) -> Revision:
            video = _lock(connection, video_id)
            last = _newest(connection, video_id)
            if video.state != "completed" or last.number != based_on:
                raise NotNow(video.state)
            allow(connection)
            now, number = time.time(), last.number + 1
            row = {
                "video_id": video_id, "number": number, "state": "queued", "created_at": now, "updated_at": now,
                "edits": edit.asked, "captions": edit.captions, "script_uri": edit.script_uri, "run": 0,
                "approved": True, "woken": False, "idempotency_key": edit.idempotency_key,
                "fingerprint": edit.fingerprint,
            }  # fmt: skip
            connection.execute(sa.insert(REVISIONS).values(**row))
            rearrange(connection, video_id, edit.changes)
            told = f"revision-{number}-created", "revision.created", {"revision": number, "edits": edit.asked}
            append_event(connection, video_id, *told)
            reopened = sa.update(VIDEOS).where(VIDEOS.c.id == video_id)
            connection.execute(reopened.values(state="queued", updated_at=now))
            note_state(connection, video_id, "queued")
            return _newest(connection, video_id)

        return await self._write(video_id, begin)

    async def ask(self, video_id: str, run: int, action: dict[str, Any]) -> bool:
        """Pauses the video until its client has answered. False when the client has said something meanwhile: then the
        next run looks at it at once."""

        def ask(connection: sa.Connection) -> bool:
            video, revision = _lock(connection, video_id), _newest(connection, video_id)
            if video.state in LAST_STATES or revision.run != run:
                return video.state in LAST_STATES  # cancelled meanwhile, or this step was killed after its change
            if revision.woken:
                _set(connection, revision, woken=False, run=run + 1)
                return False
            _set(connection, revision, action={**action, "since": time.time()})
            told = {"revision": revision.number, **action}
            append_event(connection, video_id, f"asked-{revision.number}-{run}", "video.requires_action", told)
            _enter(connection, video_id, ASKS)
            return True

        return await self._write(video_id, ask)

    async def answer(
        self, video_id: str, asked: str = "", changes: Sequence[ShotChange] = (), **columns: Any
    ) -> Revision | None:
        """The revision whose next run is to begin now; None when one runs, which will look at the answer before it
        ends. With `asked` only a video that asks for this is answered: else NotNow."""

        def answer(connection: sa.Connection) -> Revision | None:
            video, revision = _lock(connection, video_id), _newest(connection, video_id)
            if asked and (video.state != ASKS or (revision.action or {}).get("type") != asked):
                raise NotNow(video.state)
            rearrange(connection, video_id, changes)
            if video.state in LAST_STATES:
                return None
            if video.state != ASKS:
                _set(connection, revision, woken=True, **columns)
                return None
            _set(connection, revision, action=None, woken=False, run=revision.run + 1, **columns)
            _enter(connection, video_id, "queued")
            return _newest(connection, video_id)

        return await self._write(video_id, answer)

    async def complete(self, video_id: str, told: Sequence[Told], takes: dict[str, int], **columns: Any) -> None:
        """The revision in work is the video's film: `columns` are script_uri, cut and findings."""

        def complete(connection: sa.Connection) -> None:
            if _lock(connection, video_id).state in LAST_STATES:
                return
            revision = _newest(connection, video_id)
            _set(connection, revision, takes=takes, **columns)
            connection.execute(sa.update(VIDEOS).where(VIDEOS.c.id == video_id).values(**columns))
            for event in told:
                append_event(connection, video_id, *event)
            _enter(connection, video_id, "completed")

        await self._write(video_id, complete)

    async def give_up(self, video_id: str, state: str, problem: dict[str, Any] | None = None) -> bool:
        """The revision in work has failed or is cancelled; the first one ends its video, after a later one the film
        before is the video's again. False when nothing was in work."""

        def give_up(connection: sa.Connection) -> bool:
            if _lock(connection, video_id).state in LAST_STATES:
                return False
            revision = _newest(connection, video_id)
            why = {"problem": problem} if problem else {}
            told = {"revision": revision.number, **why}
            if revision.number == 1:
                if problem:
                    append_event(connection, video_id, "video-failed", "video.failed", told)
                    connection.execute(sa.update(VIDEOS).where(VIDEOS.c.id == video_id).values(problem=problem))
                _set(connection, revision, action=None, **why)
                _enter(connection, video_id, state)
                return True
            append_event(connection, video_id, f"revision-{revision.number}-{state}", f"revision.{state}", told)
            before = _newest(connection, video_id, completed=True)
            restore(connection, video_id, before.takes or {})
            _enter(connection, video_id, "completed")
            _set(connection, revision, state=state, action=None, **why)
            return True

        return await self._write(video_id, give_up)

    async def _write(self, video_id: str, work: Callable[[sa.Connection], T]) -> T:
        result = await self._database.write(work)
        self._bell.ring(video_id)
        return result


def _is(video_id: str, number: int) -> Any:
    return sa.and_(REVISIONS.c.video_id == video_id, REVISIONS.c.number == number)


def _newest(connection: sa.Connection, video_id: str, completed: bool = False) -> Revision:
    query = sa.select(REVISIONS).where(REVISIONS.c.video_id == video_id).order_by(REVISIONS.c.number.desc()).limit(1)
    if completed:
        query = query.where(REVISIONS.c.state == "completed")
    return Revision(**connection.execute(query).one()._mapping)


def _set(connection: sa.Connection, revision: Revision, **columns: Any) -> None:
    mine = _is(revision.video_id, revision.number)
    connection.execute(sa.update(REVISIONS).where(mine).values(updated_at=time.time(), **columns))


def _lock(connection: sa.Connection, video_id: str) -> Any:
    """The video's row, nobody else's until the transaction ends."""
    return connection.execute(sa.select(VIDEOS).where(VIDEOS.c.id == video_id).with_for_update()).one()


def _enter(connection: sa.Connection, video_id: str, state: str) -> None:
    changed = {"state": state, "updated_at": time.time()}
    connection.execute(sa.update(VIDEOS).where(VIDEOS.c.id == video_id).values(**changed))
    note_state(connection, video_id, state)

"""Videos: what was ordered, how far each is, and what came of it."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.bell import Bell
from songreel_gateway.store.database import Database
from songreel_gateway.store.events import LAST_STATES, append_event
from songreel_gateway.store.production_tables import BUDGETS, REVISIONS
from songreel_gateway.store.songs import Song
from songreel_gateway.store.tables import IDEMPOTENCY_KEYS, VIDEOS, WAITS


@dataclass(frozen=True)
class Video:
    """One row; the columns are described in `store.database`."""

    id: str
    song_id: str
    song_name: str
    order: dict[str, Any]
    trace_parent: str
    state: str
    created_at: float
    updated_at: float
    plan: dict[str, Any] | None
    analysis_uri: str | None
    heard: float
    script_uri: str | None
    written: float
    cut: dict[str, Any] | None
    findings: list[dict[str, Any]] | None
    problem: dict[str, Any] | None
    tenant_id: str

    @property
    def key(self) -> str:
        """Names what is made for it: a video is begun once."""
        return self.id

    @property
    def ended(self) -> bool:
        """Nothing more will happen to it."""
        return self.state in LAST_STATES


@dataclass(frozen=True)
class Idempotency:
    """A client's promise that requests with this key are one request."""

    key: str
    fingerprint: str
    """Digest of the request's body."""


ASKS = "requires_action"
"""The state of a video that goes on when its client has answered."""
STATES = ("queued", "hearing", "writing", "filming", "cutting")
"""In which a video is under way, in their order; then come LAST_STATES."""


FIRST: dict[str, Any] = {"number": 1, "state": "queued", "edits": {}, "run": 0, "approved": False, "woken": False}
"""The revision that is made when a video is ordered."""


Allow = Callable[[sa.Connection], None]
"""Raises why there may not be one more."""


class KeyReused(Exception):
    """The key came before, with another body."""


class Videos:
    """All changes go through `change`, which never touches a video that has ended."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell

    async def create(
        self,
        song: Song,
        order: dict[str, Any],
        trace_parent: str,
        idempotency: Idempotency | None,
        allow: Allow | None = None,
    ) -> tuple[str, bool]:
        """The video's id, and whether it is new. Raises KeyReused."""
        now = time.time()
        video_id = f"v{round(now * 1000):012x}{secrets.token_hex(6)}"

        owner = song.tenant_id

        def create(connection: sa.Connection) -> tuple[str, bool]:
            if idempotency:
                mine = sa.and_(IDEMPOTENCY_KEYS.c.tenant_id == owner, IDEMPOTENCY_KEYS.c.key == idempotency.key)
                known = sa.select(IDEMPOTENCY_KEYS).where(mine)
                if row := connection.execute(known).one_or_none():
                    if row.fingerprint != idempotency.fingerprint:
                        raise KeyReused
                    return str(row.video_id), False
            if allow:
                allow(connection)
            words = {"song_id": song.id, "song_name": song.name, "order": order, "trace_parent": trace_parent}
            times = {"created_at": now, "updated_at": now}
            connection.execute(sa.insert(VIDEOS).values(id=video_id, tenant_id=owner, state="queued", **words, **times))
            connection.execute(sa.insert(REVISIONS).values(video_id=video_id, **FIRST, **times))
            if budget := order.get("budget"):
                connection.execute(sa.insert(BUDGETS).values(video_id=video_id, set_at=now, **budget))
            note_state(connection, video_id, "queued")
            if idempotency:
                words = {"key": idempotency.key, "fingerprint": idempotency.fingerprint, "video_id": video_id}
                connection.execute(sa.insert(IDEMPOTENCY_KEYS).values(tenant_id=owner, created_at=now, **words))
            return video_id, True

        return await self._database.write(create)

    async def find(self, video_id: str) -> Video | None:
        """The video, or None."""
        query = sa.select(VIDEOS).where(VIDEOS.c.id == video_id)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return Video(**row._mapping) if row else None

    async def owned(self, tenant_id: str, video_id: str) -> Video | None:
        """The video, or None when there is none or it is another tenant's."""
        video = await self.find(video_id)
        return video if video and video.tenant_id == tenant_id else None

    async def get(self, video_id: str) -> Video:
        """The video, which must be there."""
        if (video := await self.find(video_id)) is None:
            raise LookupError(video_id)
        return video

    async def unfinished(self) -> list[str]:
        """The ids of all that have not ended, but for those that wait for their client."""
        query = sa.select(VIDEOS.c.id).where(VIDEOS.c.state.not_in((*LAST_STATES, ASKS)))
        return await self._database.read(lambda connection: list(connection.scalars(query)))

    async def change(self, video_id: str, *events: tuple[str, str, dict[str, Any]], **columns: Any) -> bool:
        """Sets columns and adds events (key, name, data) as one; false, changing nothing, when the video has ended."""
        open_video = sa.and_(VIDEOS.c.id == video_id, VIDEOS.c.state.not_in(LAST_STATES))

        def change(connection: sa.Connection) -> bool:
            update = sa.update(VIDEOS).where(open_video).values(updated_at=time.time(), **columns)
            if not connection.execute(update).rowcount:
                return False
            for key, name, data in events:
                append_event(connection, video_id, key, name, data)
            if state := columns.get("state"):
                note_state(connection, video_id, state)
            return True

        changed = await self._database.write(change)
        self._bell.ring(video_id)
        return changed

    async def reach(self, video_id: str, state: str) -> Video:
        """The video, moved to the state unless it is there or further: shots are filmed while others are written."""
        video = await self.get(video_id)
        if video.state in STATES and STATES.index(video.state) < STATES.index(state):
            await self.enter(video_id, state)
        return video

    async def enter(self, video_id: str, state: str, *events: tuple[str, str, dict[str, Any]], **columns: Any) -> bool:
        """Moves the video to a state and tells so, after the given events."""
        return await self.change(video_id, *events, state=state, **columns)


def note_state(connection: sa.Connection, video_id: str, state: str) -> None:
    """Has the revision in work be in the video's state, and tells of it: once in each of its runs."""
    mine = REVISIONS.c.video_id == video_id
    query = sa.select(REVISIONS.c.number, REVISIONS.c.run).where(mine).order_by(REVISIONS.c.number.desc()).limit(1)
    if (row := connection.execute(query).one_or_none()) is None:  # ordered at a gateway of the version before
        times = {"created_at": time.time(), "updated_at": time.time()}
        connection.execute(sa.insert(REVISIONS).values(video_id=video_id, **FIRST, **times))
    number, run = (row.number, row.run) if row else (1, 0)
    update = sa.update(REVISIONS).where(mine, REVISIONS.c.number == number)
    connection.execute(update.values(state=state, updated_at=time.time()))
    key = f"state-{state}" if (number, run) == (1, 0) else f"state-{state}-{number}-{run}"
    append_event(connection, video_id, key, "video.state", {"state": state, "revision": number})
    if state in LAST_STATES:
        connection.execute(sa.delete(WAITS).where(WAITS.c.video_id == video_id))

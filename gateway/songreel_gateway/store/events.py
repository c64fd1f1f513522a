"""The events of a video: numbered, durable, each there once however often its step ran."""

import time
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.tables import EVENTS, VIDEOS
from songreel_gateway.store.webhooks import post_event

LAST_STATES = ("completed", "failed", "cancelled")
Told = tuple[str, str, dict[str, Any]]
"""An event to be: its key, its name, what it says."""


@dataclass(frozen=True)
class Event:
    """Something that happened to a video."""

    number: int
    """From 1, without gaps within the video."""
    key: str
    """The event's own id within the video."""
    name: str
    created_at: float
    """Unix seconds."""
    data: dict[str, Any]

    @property
    def ends_video(self) -> bool:
        """No event follows this one, unless the video is edited."""
        return self.name == "video.state" and self.data.get("state") in LAST_STATES


def append_event(connection: sa.Connection, video_id: str, key: str, name: str, data: dict[str, Any]) -> None:
    """Adds the event as the next of its video, unless it is there."""
    # One writer at a time numbers a video's events: the row's lock on Postgres, the whole database's on SQLite.
    connection.execute(sa.select(VIDEOS.c.id).where(VIDEOS.c.id == video_id).with_for_update())
    mine = EVENTS.c.video_id == video_id
    if connection.scalar(sa.select(EVENTS.c.number).where(mine, EVENTS.c.key == key)) is None:
        last = connection.scalar(sa.select(sa.func.max(EVENTS.c.number)).where(mine)) or 0
        row = {"video_id": video_id, "number": last + 1, "key": key, "name": name, "data": data}
        connection.execute(sa.insert(EVENTS).values(created_at=time.time(), **row))
        post_event(connection, video_id, last + 1, name, data)

"""Reads the gauges of `metrics.py` from the database, now and then."""

import asyncio
import contextlib
import time
from typing import Any

import sqlalchemy as sa
import structlog
from songreel_chassis.errors import ServiceError

from songreel_gateway.fleet.pods import VideoPods
from songreel_gateway.store.database import Database
from songreel_gateway.store.events import LAST_STATES
from songreel_gateway.store.replica_tables import ADMISSIONS, REPLICAS, TURNS
from songreel_gateway.store.tables import VIDEOS
from songreel_gateway.telemetry import metrics

log = structlog.get_logger()

EVERY_SECONDS = 10.0


class Gauging:
    """Runs in every gateway: whichever is asked knows."""

    def __init__(self, database: Database, pods: VideoPods) -> None:
        self._database = database
        self._pods = pods
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Reads from now on."""
        self._task = asyncio.create_task(self._rounds())

    async def end(self) -> None:
        """Reads no more."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def read(self) -> None:
        """Once."""
        rows = await self._database.read(_counts)
        metrics.VIDEOS.clear()  # a state that no video is in any more
        for state, count in rows["videos"]:
            metrics.VIDEOS.labels(state).set(count)
        metrics.IN_LINE.set(rows["in_line"])
        metrics.REPLICAS.set(rows["replicas"])
        metrics.TURNS.labels("waiting").set(rows["waiting"])
        metrics.TURNS.labels("filming").set(rows["filming"])
        metrics.OLDEST.set(max(0.0, time.time() - rows["oldest"]) if rows["oldest"] else 0.0)
        lent = self._pods.lent()
        metrics.PODS.labels("lent").set(sum(lent.values()))
        metrics.PODS.labels("known").set(len(lent))

    async def _rounds(self) -> None:
        while True:
            try:
                await self.read()
            except (ServiceError, sa.exc.SQLAlchemyError) as error:
                log.warning("gauges_not_read", reason=str(error).partition("\n")[0])
            await asyncio.sleep(EVERY_SECONDS)


def _counts(connection: sa.Connection) -> dict[str, Any]:
    under_way = VIDEOS.c.state.not_in(LAST_STATES)
    waits = TURNS.c.pod.is_(None)
    videos = sa.select(VIDEOS.c.state, sa.func.count()).where(under_way).group_by(VIDEOS.c.state)
    numbers = {
        "in_line": sa.select(sa.func.count()).select_from(ADMISSIONS).where(ADMISSIONS.c.admitted_at.is_(None)),
        "replicas": sa.select(sa.func.count()).select_from(REPLICAS),
        "waiting": sa.select(sa.func.count()).select_from(TURNS).where(waits),
        "filming": sa.select(sa.func.count()).select_from(TURNS).where(sa.not_(waits)),
        "oldest": sa.select(sa.func.min(TURNS.c.since)).where(waits),
    }
    read: dict[str, Any] = {name: connection.scalar(query) for name, query in numbers.items()}
    return read | {"videos": connection.execute(videos).all()}

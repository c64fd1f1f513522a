"""Several gateways over one database: each holds a lease on its name, and what a lost one was doing is taken over.

beat ── 2 s ── beat ── 2 s ── ✗ ······ 14 s without one: this gateway stops its own work (it may be cut off, and others
                                       will not know that it lives) ······ 20 s: the others take the work over
back again: its name is gone ──► it joins anew and does what is still its own; what others took is theirs

While the database is away nobody can beat, so silence means nothing until one has listened for the full time.
"""

import asyncio
import contextlib
import secrets
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa
import structlog
from songreel_chassis.errors import ServiceError

from songreel_gateway.store.replicas import Replicas
from songreel_gateway.telemetry import metrics

log = structlog.get_logger()


@dataclass(frozen=True)
class Lease:
    """How long silence is borne."""

    beat_seconds: float = 2.0
    fence_seconds: float = 14.0
    """After so long without a beat a gateway stops its own work, well before others begin it."""
    lost_seconds: float = 20.0


class Work(Protocol):
    """What a gateway does for its name."""

    async def pause(self) -> None:
        """Stops all of it where it is."""

    async def take_up(self) -> None:
        """Goes on with what is still its own."""

    async def take_over(self, lost: Collection[str], living: Mapping[str, str]) -> None:
        """Has the work of the lost ones, and of anybody else who does not live, done by those who do."""

    def superseded(self) -> None:
        """Another process has the name: this one is to end."""


class Watch:
    """Keeps the lease, and looks after the others' ones."""

    def __init__(self, replicas: Replicas, name: str, version: str, lease: Lease | None = None) -> None:
        self._replicas = replicas
        self._name = name
        self._version = version
        self._lease = lease or Lease()
        self._incarnation = secrets.token_hex(8)
        self._task: asyncio.Task[None] | None = None
        self._paused = False
        self._beaten_at = self._listening_since = self._looked_at = time.monotonic()

    async def join(self) -> None:
        """Takes the name; before any work runs under it, or others would take that over."""
        await self._replicas.join(self._name, self._incarnation, self._version)
        self._beaten_at = time.monotonic()

    def begin(self, work: Work) -> None:
        """Keeps the lease from now on."""
        self._task = asyncio.create_task(self._keep(work))

    async def end(self) -> None:
        """Gives the name back; the work that was paused before waits for it, or for others."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        with contextlib.suppress(sa.exc.SQLAlchemyError, ServiceError, TimeoutError):
            await asyncio.wait_for(self._replicas.leave(self._name, self._incarnation), self._lease.beat_seconds)

    async def _keep(self, work: Work) -> None:
        while True:
            await asyncio.sleep(self._lease.beat_seconds)
            try:
                async with asyncio.timeout(self._lease.beat_seconds * 2):
                    mine = await self._replicas.beat(self._name, self._incarnation)
                if not await self._hold(work, mine):
                    return
                await self._look(work)
            except (sa.exc.SQLAlchemyError, ServiceError, TimeoutError) as error:
                self._listening_since = time.monotonic()
                await self._miss(work, error)
            except Exception:  # whatever it was, a gateway without its lease would be worse
                log.exception("watch_failed")

    async def _miss(self, work: Work, error: Exception) -> None:
        silent = time.monotonic() - self._beaten_at
        log.warning("beat_missed", seconds=round(silent, 1), reason=str(error).splitlines()[:1])
        if silent > self._lease.fence_seconds and not self._paused:
            log.warning("work_paused", reason="no beat got through, so others may take the work over")
            self._paused = True
            metrics.PAUSES.inc()
            await work.pause()

    async def _hold(self, work: Work, mine: bool) -> bool:
        """Goes on after a beat that got through; false when the name is another's."""
        if not mine:
            if await self._replicas.taken(self._name):
                log.error("superseded", name=self._name)
                await work.pause()
                work.superseded()
                return False
            log.warning("lease_lost", name=self._name)
            if not self._paused:
                await work.pause()
            self._paused = True
            await self.join()
        self._beaten_at = time.monotonic()
        if self._paused:
            self._paused = False
            await work.take_up()
        return True

    async def _look(self, work: Work) -> None:
        """Takes over what is left of others, at once when one is lost, and now and then in case somebody died at it."""
        now = time.monotonic()
        if now - self._listening_since < self._lease.lost_seconds:
            return
        lost = await self._replicas.bury(self._lease.lost_seconds)
        if lost or now - self._looked_at > self._lease.lost_seconds / 4:
            self._looked_at = now
            if lost:
                metrics.LOST.inc(len(lost))
                log.warning("replicas_lost", names=lost)
            await work.take_over(lost, await self._replicas.living())

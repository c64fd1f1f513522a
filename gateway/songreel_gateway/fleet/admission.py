"""Begins the videos that wait, as many at once as the living gateways have places for, by turns between tenants.

POST /v1/videos ── queued ── in line ── admitted (by any gateway) ── workflow on queue `videos` (in any gateway)

A video that waits for its client has no place: it gives it up, and stands in line again with the answer.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog
from songreel_chassis.errors import ServiceError

from songreel_gateway.store.admissions import Admissions
from songreel_gateway.store.replicas import Replicas

log = structlog.get_logger()

LOOK_SECONDS = 1.0  # for what no bell tells: a video that ended, a gateway that came


class Admission:
    """Runs in every gateway; they do not come into one another's way."""

    def __init__(
        self, admissions: Admissions, replicas: Replicas, start: Callable[[str], Awaitable[None]], places: int
    ) -> None:
        """`start` begins a video's workflow and is harmless when it runs; `places` are those of one gateway."""
        self._admissions = admissions
        self._replicas = replicas
        self._start = start
        self._places = places
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Admits from now on."""
        self._task = asyncio.create_task(self._rounds())

    async def end(self) -> None:
        """Admits no more."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _rounds(self) -> None:
        while True:
            try:
                living = max(1, len(await self._replicas.living()))
                for video_id in await self._admissions.admit(self._places * living):
                    await self._start(video_id)
            except ServiceError as error:
                log.warning("nothing_admitted", reason=error.message)
            except Exception:
                log.exception("admission_failed")
            await self._admissions.rung(LOOK_SECONDS)

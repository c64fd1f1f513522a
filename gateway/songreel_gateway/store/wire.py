"""Carries the bell's rings between gateways, by Postgres' LISTEN and NOTIFY. On SQLite there is one gateway.

ring ── gathered for 20 ms ── NOTIFY ──► every gateway that listens ──► its bell
"""

import asyncio
import contextlib
import json
import secrets
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import psycopg
import sqlalchemy as sa
import structlog

from songreel_gateway.store.bell import Bell
from songreel_gateway.store.outages import TIMEOUTS

Connection: TypeAlias = "psycopg.AsyncConnection[Any]"
log = structlog.get_logger()

CHANNEL = "songreel_bell"
GATHERING_SECONDS = 0.02
AGAIN_SECONDS = 1.0
IDS_AT_ONCE = 150  # a payload has to stay below 8,000 bytes


class Wire:
    """One connection to listen and one to tell; both are opened again when they are cut."""

    def __init__(self, url: str, bell: Bell) -> None:
        self._url = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._bell = bell
        self._sender = secrets.token_hex(4)
        self._rung: dict[str, None] = {}
        self._any = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def begin(self) -> None:
        """Carries from now on; what is rung before the connections are open is carried then."""
        self._bell.carry(self._note)
        self._tasks = [asyncio.create_task(self._always(self._listen)), asyncio.create_task(self._always(self._speak))]

    async def end(self) -> None:
        """Carries no more."""
        self._bell.carry(None)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _note(self, video_id: str) -> None:
        self._rung[video_id] = None
        self._any.set()

    async def _always(self, work: Callable[[Connection], Awaitable[None]]) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._url, autocommit=True, **TIMEOUTS) as connection:
                    await work(connection)
            except (psycopg.Error, OSError) as error:
                log.info("bell_cut_off", reason=str(error).partition("\n")[0])
            await asyncio.sleep(AGAIN_SECONDS)

    async def _listen(self, connection: Connection) -> None:
        await connection.execute(f"LISTEN {CHANNEL}")
        self._bell.ring_all()  # for what was rung while nobody listened
        async for heard in connection.notifies():
            with contextlib.suppress(ValueError, KeyError, TypeError):
                told = json.loads(heard.payload)
                if told["by"] != self._sender:
                    for video_id in told["ids"]:
                        self._bell.ring_here(str(video_id))

    async def _speak(self, connection: Connection) -> None:
        while True:
            await self._any.wait()
            await asyncio.sleep(GATHERING_SECONDS)
            self._any.clear()
            while self._rung:
                ids = list(self._rung)[:IDS_AT_ONCE]
                for video_id in ids:
                    del self._rung[video_id]
                try:
                    payload = json.dumps({"by": self._sender, "ids": ids})
                    await connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, payload))
                except psycopg.Error:
                    self._rung.update(dict.fromkeys(ids))
                    self._any.set()
                    raise

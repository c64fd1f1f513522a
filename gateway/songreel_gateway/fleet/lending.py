"""Lends places to turns, as the line says: one task that grants what is free to whoever waits in this process.

lend ──► ask ──► wait ─────────────── granted ──► film ──► end ──┐
                  ▲                      ▲                       │
                  └─ the line: fair, over all gateways ◄─ freed ─┘
"""

import asyncio
import contextlib
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

import structlog
from songreel_chassis.errors import ServiceError

from songreel_gateway.store.line import Free, Line, Served, Turn, allot, apart, in_order
from songreel_gateway.telemetry import metrics

log = structlog.get_logger()

LOOK_SECONDS = 1.0  # for what nobody rings: a pod that has rested, a gateway that was lost


class Offers(Protocol):
    """The pods as this process sees them."""

    def free(self) -> Free:
        """What could be lent now, the best first."""

    def refusal(self, turn: Turn) -> ServiceError | None:
        """Why it waits in vain; None when it does not."""


class LocalLine:
    """A line of one process, in memory."""

    def __init__(self) -> None:
        self._waiting: dict[str, Turn] = {}
        self._lent: dict[str, tuple[str, str]] = {}  # pod and work
        self._served = Served()
        self._changed = asyncio.Event()

    async def ask(self, turn: Turn) -> None:
        """See Line."""
        self._waiting[turn.id] = turn

    async def grant(self, free: Free, mine: Sequence[str]) -> dict[str, str]:
        """See Line."""
        lent = {address for address, _ in self._lent.values()}
        waiting = apart(self._waiting.values(), [work for _, work in self._lent.values()])
        left = {address: backend for address, backend in free.items() if address not in lent}
        granted = {}
        for turn, address in allot(in_order(waiting, self._served), left):
            granted[turn.id] = address
            self._lent[turn.id] = (address, turn.work)
            self._served.note(turn.tenant_id)
            del self._waiting[turn.id]
        return granted

    async def end(self, turn_id: str) -> None:
        """See Line."""
        self._waiting.pop(turn_id, None)
        self._lent.pop(turn_id, None)
        self._changed.set()

    async def wait(self, seconds: float) -> None:
        """See Line."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), seconds)
        self._changed.clear()


class Lending:
    """All turns of this process."""

    def __init__(self, line: Line, offers: Offers) -> None:
        self._line = line
        self._offers = offers
        self._waiting: dict[str, tuple[Turn, asyncio.Future[str]]] = {}
        self._ended: list[str] = []
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def lend(self, turn: Turn) -> tuple[str, Callable[[], None]]:
        """The address of the turn's pod once it has one, and what gives it back. Raises why it waits in vain."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._serve())
        turn = replace(turn, id=f"{turn.id}#{secrets.token_hex(4)}")
        granted: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        try:
            await self._line.ask(turn)
            self._waiting[turn.id] = (turn, granted)
            self.wake()
            address = await granted
            metrics.WAIT_SECONDS.observe(time.time() - turn.since)
            return address, lambda: self._end(turn.id)
        except BaseException:
            self._end(turn.id)
            raise

    def wake(self) -> None:
        """Something may have become free here."""
        self._woken.set()

    @property
    def waiting(self) -> Mapping[str, tuple[Turn, "asyncio.Future[str]"]]:
        """By id."""
        return self._waiting

    async def close(self) -> None:
        """Lends no more; whoever waits waits for ever."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def _end(self, turn_id: str) -> None:
        """At once here, and in the line as soon as it can be told: the database may be away."""
        self._waiting.pop(turn_id, None)
        self._ended.append(turn_id)
        self.wake()

    async def _serve(self) -> None:
        while True:
            try:
                await self._round()
            except ServiceError as error:  # the database is away, say: the line waits for it
                log.warning("nothing_lent", reason=error.message)
                await asyncio.sleep(LOOK_SECONDS)
            except Exception:
                log.exception("lending_failed")
                await asyncio.sleep(LOOK_SECONDS)

    async def _round(self) -> None:
        while self._ended:
            await self._line.end(self._ended[0])
            self._ended.pop(0)
        self._woken.clear()
        self._refuse()
        if not await self._grant():
            await self._rest()

    async def _rest(self) -> None:
        """Until something changed here or elsewhere, or for a while."""
        here: list[asyncio.Task[Any]] = [asyncio.create_task(self._woken.wait())]
        if self._waiting:
            here.append(asyncio.create_task(self._line.wait(LOOK_SECONDS)))
        try:
            await asyncio.wait(here, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in here:
                task.cancel()

    def _refuse(self) -> None:
        for turn, granted in list(self._waiting.values()):
            why = self._offers.refusal(turn)
            if why and not granted.done():
                granted.set_exception(why)

    async def _grant(self) -> bool:
        asked = [turn_id for turn_id, (_, granted) in self._waiting.items() if not granted.done()]
        found = await self._line.grant(self._offers.free(), asked)
        for turn_id, address in found.items():
            _, granted = self._waiting.pop(turn_id, (None, None))
            if granted and not granted.done():
                granted.set_result(address)
            else:  # whoever asked has gone meanwhile; its end was noted before the grant
                self._ended.append(turn_id)
        return bool(found)

"""Carries deliveries out: what is due is claimed, sent, and put off when it did not arrive.

written with its event ──► due ──► claimed (nobody else takes it for a minute) ──► delivered
                            ▲                                                └──► again later, for a day ──► failed
                            └── claimed by a process that died: due again after the minute
"""

import asyncio
import contextlib
import random
import time

import httpx
import structlog
from songreel_chassis.errors import ServiceError

from songreel_gateway.store.webhooks import Due, Webhooks
from songreel_gateway.webhooks.sending import Outcome, send

log = structlog.get_logger()

PAUSES_SECONDS = (5, 30, 120, 600, 1800, 3600, 2 * 3600, 4 * 3600, 6 * 3600, 9 * 3600)
"""Between attempts: 23 h 42 min from the first to the last."""
JITTER = 0.1
CLAIM_SECONDS = 60.0
AT_ONCE = 16
POLL_SECONDS = 1.0
REST_SECONDS = 0.2  # between two rounds, however often it rings


class Postman:
    """Runs in every gateway; they do not come into one another's way."""

    def __init__(self, webhooks: Webhooks, private: bool) -> None:
        self._webhooks = webhooks
        self._private = private
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Starts carrying."""
        self._task = asyncio.ensure_future(self._rounds())

    async def close(self) -> None:
        """Stops; what was being sent is due again soon, here or elsewhere, with the same id."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _rounds(self) -> None:
        limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=0)
        async with httpx.AsyncClient(follow_redirects=False, trust_env=False, limits=limits) as client:
            while True:
                try:
                    due = await self._webhooks.claim(AT_ONCE, CLAIM_SECONDS)
                    await asyncio.gather(*(self._carry(client, each) for each in due))
                except ServiceError as error:  # the database is away: webhooks wait for it like everything else
                    log.warning("webhooks_wait", reason=error.message)
                    due = []
                except Exception:
                    log.exception("webhooks_round_failed")
                    due = []
                if len(due) < AT_ONCE:
                    await asyncio.sleep(REST_SECONDS)
                    await self._webhooks.rung(POLL_SECONDS)

    async def _carry(self, client: httpx.AsyncClient, due: Due) -> None:
        outcome = await send(client, due, self._private)
        if outcome.delivered:
            await self._webhooks.delivered(due, int(outcome.status or 0))
        else:
            await self._webhooks.put_off(due, outcome.status, outcome.detail, next_attempt(due, outcome))
        if outcome.gone:
            await self._webhooks.disable(due.webhook_id, "The receiver answered 410: it wants no more.")
        log.info(
            "webhook_delivered" if outcome.delivered else "webhook_refused",
            webhook=due.webhook_id, delivery=due.id, attempt=due.attempts + 1, status=outcome.status,
        )  # fmt: skip


def next_attempt(due: Due, outcome: Outcome) -> float | None:
    """When to try again, in Unix seconds; None for never."""
    if outcome.gone or due.attempts >= len(PAUSES_SECONDS):
        return None
    pause = PAUSES_SECONDS[due.attempts]
    return time.time() + pause * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311  # spreads load, no secret

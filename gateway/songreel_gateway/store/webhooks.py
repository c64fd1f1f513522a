"""Webhooks and their deliveries. A delivery is written with its event, in one transaction: none is forgotten."""

import json
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.bell import EVERYTHING, Bell
from songreel_gateway.store.database import Database
from songreel_gateway.store.tables import DELIVERIES, VIDEOS, WEBHOOKS

OLD_SECRET_SECONDS = 86_400.0
"""How long the secret before is signed with too, after a new one was made."""
KEPT_SECONDS = 14 * 86_400.0
"""How long a delivery can be looked at and sent again."""


@dataclass(frozen=True)
class Webhook:
    """One row; `events` empty is all of them."""

    id: str
    url: str
    events: list[str]
    secret: str
    old_secret: str | None
    rotated_at: float | None
    created_at: float
    disabled: str | None
    """Why nothing is sent any more."""
    tenant_id: str


@dataclass(frozen=True)
class Delivery:
    """One row."""

    id: str
    webhook_id: str
    video_id: str
    event: str
    body: str
    state: str
    """due, delivered or failed."""
    attempts: int
    due_at: float
    created_at: float
    status: int | None
    detail: str


@dataclass(frozen=True)
class Due:
    """A delivery to be carried out now."""

    id: str
    webhook_id: str
    url: str
    body: str
    secrets: tuple[str, ...]
    attempts: int
    """Before this one."""


def post_event(connection: sa.Connection, video_id: str, number: int, name: str, data: dict[str, Any]) -> None:
    """Writes a delivery for every webhook of the video's tenant that wants the event."""
    now = time.time()
    whose = sa.select(VIDEOS.c.tenant_id).where(VIDEOS.c.id == video_id).scalar_subquery()
    listening = sa.select(WEBHOOKS).where(WEBHOOKS.c.disabled.is_(None), WEBHOOKS.c.tenant_id == whose)
    for hook in connection.execute(listening):
        if hook.events and name not in hook.events:
            continue
        when = datetime.fromtimestamp(now, UTC).isoformat()
        told = {"type": name, "timestamp": when, "data": {"video_id": video_id, "number": number, **data}}
        row = {
            "id": f"msg_{secrets.token_hex(16)}", "webhook_id": hook.id, "video_id": video_id, "event": name,
            "body": json.dumps(told, ensure_ascii=False), "state": "due", "attempts": 0, "due_at": now,
            "created_at": now, "detail": "",
        }  # fmt: skip
        connection.execute(sa.insert(DELIVERIES).values(**row))


class Webhooks:
    """What is told to whom."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self._database = database
        self._bell = bell

    async def add(self, tenant_id: str, url: str, events: list[str], secret: str) -> Webhook:
        """A new webhook of the tenant."""
        hook = Webhook(f"wh_{secrets.token_hex(8)}", url, events, secret, None, None, time.time(), None, tenant_id)
        await self._database.write(lambda connection: connection.execute(sa.insert(WEBHOOKS).values(**vars(hook))))
        return hook

    async def all(self, tenant_id: str) -> list[Webhook]:
        """The tenant's, oldest first."""
        query = sa.select(WEBHOOKS).where(WEBHOOKS.c.tenant_id == tenant_id).order_by(WEBHOOKS.c.created_at)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [Webhook(*row) for row in rows]

    async def find(self, webhook_id: str) -> Webhook | None:
        """The webhook, or None."""
        query = sa.select(WEBHOOKS).where(WEBHOOKS.c.id == webhook_id)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return Webhook(*row) if row else None

    async def owned(self, tenant_id: str, webhook_id: str) -> Webhook | None:
        """The webhook, or None when there is none or it is another tenant's."""
        webhook = await self.find(webhook_id)
        return webhook if webhook and webhook.tenant_id == tenant_id else None

    async def remove(self, webhook_id: str) -> None:
        """Forgets it and its deliveries."""

        def remove(connection: sa.Connection) -> None:
            connection.execute(sa.delete(DELIVERIES).where(DELIVERIES.c.webhook_id == webhook_id))
            connection.execute(sa.delete(WEBHOOKS).where(WEBHOOKS.c.id == webhook_id))

        await self._database.write(remove)

    async def rotate(self, hook: Webhook, secret: str) -> None:
        """Signs with the new secret, and for a day with the one before too."""
        changed = {"secret": secret, "old_secret": hook.secret, "rotated_at": time.time()}
        update = sa.update(WEBHOOKS).where(WEBHOOKS.c.id == hook.id).values(**changed)
        await self._database.write(lambda connection: connection.execute(update))

    async def disable(self, webhook_id: str, why: str) -> None:
        """Nothing is sent any more; what is due has failed."""

        def disable(connection: sa.Connection) -> None:
            connection.execute(sa.update(WEBHOOKS).where(WEBHOOKS.c.id == webhook_id).values(disabled=why))
            mine = sa.and_(DELIVERIES.c.webhook_id == webhook_id, DELIVERIES.c.state == "due")
            connection.execute(sa.update(DELIVERIES).where(mine).values(state="failed", detail=why))

        await self._database.write(disable)

    async def enable(self, webhook_id: str) -> None:
        """Events from now on are told again."""
        update = sa.update(WEBHOOKS).where(WEBHOOKS.c.id == webhook_id).values(disabled=None)
        await self._database.write(lambda connection: connection.execute(update))

    async def claim(self, limit: int, seconds: float) -> list[Due]:
        """Deliveries that are due, put off for so long that nobody else takes them meanwhile."""
        now = time.time()
        ready = sa.and_(DELIVERIES.c.state == "due", DELIVERIES.c.due_at <= now)
        query = sa.select(DELIVERIES.c.id).where(ready).order_by(DELIVERIES.c.due_at).limit(limit)

        def look(connection: sa.Connection) -> bool:
            return connection.execute(query.limit(1)).first() is not None

        def claim(connection: sa.Connection) -> list[Due]:
            ids = list(connection.scalars(query.with_for_update(skip_locked=True)))
            connection.execute(sa.update(DELIVERIES).where(DELIVERIES.c.id.in_(ids)).values(due_at=now + seconds))
            joined = sa.select(DELIVERIES, WEBHOOKS).join(WEBHOOKS, WEBHOOKS.c.id == DELIVERIES.c.webhook_id)
            rows = connection.execute(joined.where(DELIVERIES.c.id.in_(ids))).all() if ids else []
            return [_due(Delivery(*row[:11]), Webhook(*row[11:]), now) for row in rows]

        # Looking takes no lock, and mostly nothing is due.
        return await self._database.write(claim) if await self._database.read(look) else []

    async def delivered(self, due: Due, status: int) -> None:
        """The receiver has it. Old ones are forgotten on the way."""
        done = {"state": "delivered", "attempts": due.attempts + 1, "status": status, "detail": ""}

        def note(connection: sa.Connection) -> None:
            connection.execute(sa.update(DELIVERIES).where(DELIVERIES.c.id == due.id).values(**done))
            old = sa.and_(DELIVERIES.c.state != "due", DELIVERIES.c.created_at < time.time() - KEPT_SECONDS)
            connection.execute(sa.delete(DELIVERIES).where(old))

        await self._database.write(note)

    async def put_off(self, due: Due, status: int | None, detail: str, due_at: float | None) -> None:
        """It did not arrive: again at that time, or never."""
        state = {"state": "failed"} if due_at is None else {"due_at": due_at}
        noted = {"attempts": due.attempts + 1, "status": status, "detail": detail, **state}
        update = sa.update(DELIVERIES).where(DELIVERIES.c.id == due.id).values(**noted)
        await self._database.write(lambda connection: connection.execute(update))

    async def again(self, webhook_id: str, delivery_id: str) -> Delivery | None:
        """The delivery, due now whatever came of it before, with a day of attempts; None when there is none."""
        mine = sa.and_(DELIVERIES.c.id == delivery_id, DELIVERIES.c.webhook_id == webhook_id)

        def again(connection: sa.Connection) -> Delivery | None:
            renewed = {"state": "due", "due_at": time.time(), "attempts": 0, "detail": ""}
            connection.execute(sa.update(DELIVERIES).where(mine).values(**renewed))
            row = connection.execute(sa.select(DELIVERIES).where(mine)).one_or_none()
            return Delivery(*row) if row else None

        delivery = await self._database.write(again)
        self._bell.ring(EVERYTHING)
        return delivery

    async def rung(self, seconds: float) -> None:
        """Returns when something may be due, or when the time is over."""
        await self._bell.wait(EVERYTHING, seconds)


def _due(delivery: Delivery, hook: Webhook, now: float) -> Due:
    fresh = hook.old_secret and hook.rotated_at and now - hook.rotated_at < OLD_SECRET_SECONDS
    both = (hook.secret, hook.old_secret) if fresh and hook.old_secret else (hook.secret,)
    return Due(delivery.id, hook.id, hook.url, delivery.body, both, delivery.attempts)

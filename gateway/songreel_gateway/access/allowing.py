"""Whether a tenant may have one more: seen in the transaction that makes it, so that two at once are not let in."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from songreel_gateway.access.quotas import Quotas
from songreel_gateway.access.settings import AccessSettings
from songreel_gateway.problems import Refusal, problem
from songreel_gateway.store.tenancy_tables import TENANTS
from songreel_gateway.store.usage import Usage, end_of_month, lock_tenant, read_usage

Allow = Callable[[sa.Connection], None]
ASK_AGAIN_SECONDS = 30

SONGS = "This tenant may keep {} songs and has them. Delete one, or ask the operator for more."
STORAGE = "This tenant may keep {:,} bytes, and with this it would be {:,}. Delete something, or ask for more."
VIDEOS = "This tenant may have {} videos under way at once, and has them. Order when one has ended or was cancelled."
SPEND = "This tenant may spend {:g} a month and has spent {:g}. It may order again on {}, or ask the operator for more."


@dataclass(frozen=True)
class Wish:
    """What is to be made."""

    songs: int = 0
    storage_bytes: int = 0
    videos: int = 0


def allow(settings: AccessSettings, tenant_id: str, wish: Wish) -> Allow:
    """Raises a refusal that names the quota and says when it is free; to be called where the wish is written."""

    def check(connection: sa.Connection) -> None:
        lock_tenant(connection, tenant_id)
        own = connection.scalar(sa.select(TENANTS.c.quotas).where(TENANTS.c.id == tenant_id)) or {}
        quotas, now = Quotas.model_validate(own).or_else(settings), time.time()
        if any(quotas.model_dump().values()):
            refuse_over(quotas, read_usage(connection, tenant_id, now), wish, now)

    return check


def refuse_over(quotas: Quotas, usage: Usage, wish: Wish, now: float) -> None:
    """Raises the first refusal that there is."""
    if wish.songs and quotas.songs and usage.songs + wish.songs > quotas.songs:
        raise over("songs", 403, SONGS.format(quotas.songs))
    stored = usage.storage_bytes + wish.storage_bytes
    if wish.storage_bytes and quotas.storage_bytes and stored > quotas.storage_bytes:
        raise over("storage_bytes", 403, STORAGE.format(quotas.storage_bytes, stored))
    if wish.videos and quotas.videos and usage.videos + wish.videos > quotas.videos:
        raise over("videos", 429, VIDEOS.format(quotas.videos), ASK_AGAIN_SECONDS)
    if wish.videos and quotas.spend and usage.spend >= quotas.spend:
        free = end_of_month(now)
        day = datetime.fromtimestamp(free, UTC).date().isoformat()
        raise over("spend", 429, SPEND.format(quotas.spend, usage.spend, day), int(free - now) + 1)


def over(quota: str, status: int, detail: str, retry_seconds: int | None = None) -> Refusal:
    """The refusal, with `quota` in the problem."""
    headers = {} if retry_seconds is None else {"retry-after": str(retry_seconds)}
    return Refusal(problem("over-quota", status, detail, quota=quota), headers)

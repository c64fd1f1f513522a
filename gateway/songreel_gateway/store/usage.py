"""What a tenant has and spends: counted in the database, so that it holds over all gateways."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.events import LAST_STATES
from songreel_gateway.store.production_tables import SPENDS
from songreel_gateway.store.replica_tables import TURNS
from songreel_gateway.store.tables import SONGS, VIDEOS
from songreel_gateway.store.tenancy_tables import IMAGES, PAST_SPENDS, TENANTS
from songreel_gateway.store.uploads import UPLOADS, is_open

COST = sa.case((SPENDS.c.state == "spent", SPENDS.c.amount), else_=SPENDS.c.quoted_amount)
"""Of one entry, in the price list's currency."""


@dataclass(frozen=True)
class Usage:
    """Of one tenant, now; names as in `quotas.Quotas`."""

    songs: int
    storage_bytes: int
    """Uploads that are open count as large as they were said to be."""
    videos: int
    """Under way."""
    shots: int
    """In work."""
    spend: float
    """In this calendar month, in the price list's currency; what is being filmed counts with what it was quoted at, and
    what was deleted with what it cost."""


def read_usage(connection: sa.Connection, tenant_id: str, now: float) -> Usage:
    """What the tenant has at this moment."""

    def one(query: sa.Select[Any]) -> Any:
        return connection.scalar(query) or 0

    def of(table: sa.Table, what: Any) -> sa.Select[Any]:
        return sa.select(what).select_from(table).where(table.c.tenant_id == tenant_id)

    film_bytes = sa.cast(VIDEOS.c.cut[("film", "sizeBytes")].as_string(), sa.BigInteger)  # protobuf's JSON: a string
    month = sa.and_(VIDEOS.c.tenant_id == tenant_id, SPENDS.c.created_at >= begin_of_month(now))
    spend = sa.select(sa.func.sum(COST)).select_from(SPENDS.join(VIDEOS, VIDEOS.c.id == SPENDS.c.video_id)).where(month)
    past = of(PAST_SPENDS, sa.func.sum(PAST_SPENDS.c.amount)).where(PAST_SPENDS.c.month >= begin_of_month(now))
    stored = (of(table, sa.func.sum(table.c.size_bytes)) for table in (SONGS, IMAGES))
    on_their_way = of(UPLOADS, sa.func.sum(UPLOADS.c.size_bytes)).where(is_open(now))
    return Usage(
        songs=one(of(SONGS, sa.func.count())),
        storage_bytes=int(sum(map(one, (*stored, on_their_way, of(VIDEOS, sa.func.sum(film_bytes)))))),
        videos=one(of(VIDEOS, sa.func.count()).where(VIDEOS.c.state.not_in(LAST_STATES))),
        shots=one(of(TURNS, sa.func.count()).where(TURNS.c.pod.is_not(None))),
        spend=round(float(one(spend)) + float(one(past)), 6),
    )


def keep_spend(connection: sa.Connection, video_id: str) -> None:
    """Keeps what a video cost, month by month, before it is deleted: its tenant has spent that all the same."""
    tenant_id = connection.scalar(sa.select(VIDEOS.c.tenant_id).where(VIDEOS.c.id == video_id))
    months: defaultdict[float, float] = defaultdict(float)
    query = sa.select(SPENDS.c.created_at, COST.label("cost")).where(SPENDS.c.video_id == video_id)
    for row in connection.execute(query):
        months[begin_of_month(row.created_at)] += row.cost or 0.0
    for month, amount in months.items():
        values = {"video_id": video_id, "month": month, "tenant_id": tenant_id, "amount": amount}
        connection.execute(sa.insert(PAST_SPENDS).values(**values))


def begin_of_month(now: float) -> float:
    """Unix seconds of the calendar month's first moment, UTC."""
    return datetime.fromtimestamp(now, UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp()


def end_of_month(now: float) -> float:
    """Of the next one's."""
    return begin_of_month(begin_of_month(now) + 32 * 86_400)


def lock_tenant(connection: sa.Connection, tenant_id: str) -> None:
    """One order of a tenant at a time goes on from here: else two would both find room for one."""
    connection.execute(sa.select(TENANTS.c.id).where(TENANTS.c.id == tenant_id).with_for_update())


def shots_allowed(connection: sa.Connection, usual: int) -> dict[str, int]:
    """How many shots each tenant may have in work; those that are not in it may have any number."""
    rows = connection.execute(sa.select(TENANTS.c.id, TENANTS.c.quotas)).all()
    allowed = {str(row.id): int(row.quotas.get("shots", usual)) for row in rows}
    return {tenant: limit for tenant, limit in allowed.items() if limit}


class Usages:
    """Read by the API."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, tenant_id: str, now: float) -> Usage:
        """What the tenant has."""
        return await self._database.read(lambda connection: read_usage(connection, tenant_id, now))

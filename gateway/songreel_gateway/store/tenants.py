"""Tenants: whose things are kept apart, and what each may have."""

import time
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.tenancy_tables import TENANTS


@dataclass(frozen=True)
class Tenant:
    """One row."""

    id: str
    name: str
    quotas: dict[str, Any]
    """Those that differ from the settings'."""
    created_at: float
    """Unix seconds."""
    disabled: str | None
    """Why its keys open nothing."""


class Tenants:
    """Made by operators. The tenant `default` is always there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, tenant_id: str, name: str, quotas: dict[str, Any]) -> Tenant | None:
        """A new tenant; None when there is one of that id."""
        tenant = Tenant(tenant_id, name, quotas, time.time(), None)
        insert = sa.insert(TENANTS).values(**vars(tenant))
        try:
            await self._database.write(lambda connection: connection.execute(insert))
        except sa.exc.IntegrityError:
            return None
        return tenant

    async def find(self, tenant_id: str) -> Tenant | None:
        """The tenant, or None."""
        query = sa.select(TENANTS).where(TENANTS.c.id == tenant_id)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return Tenant(**row._mapping) if row else None

    async def change(self, tenant_id: str, **columns: Any) -> None:
        """Sets columns."""
        update = sa.update(TENANTS).where(TENANTS.c.id == tenant_id).values(**columns)
        await self._database.write(lambda connection: connection.execute(update))

"""Secrets that all gateways share and no client sees: made by the first that needs one."""

import secrets
import time

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.tenancy_tables import GATEWAY_SECRETS

SECRET_BYTES = 32


class GatewaySecrets:
    """By name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, name: str) -> str:
        """The secret; a new one when there is none."""
        query = sa.select(GATEWAY_SECRETS.c.value).where(GATEWAY_SECRETS.c.name == name)
        row = {"name": name, "value": secrets.token_hex(SECRET_BYTES), "created_at": time.time()}
        insert = sa.insert(GATEWAY_SECRETS).values(**row)
        found = await self._database.read(lambda connection: connection.scalar(query))
        if found is None:
            try:
                await self._database.write(lambda connection: connection.execute(insert))
            except sa.exc.IntegrityError:  # another gateway was first, and its secret is the one
                return await self.get(name)
            found = row["value"]
        return str(found)

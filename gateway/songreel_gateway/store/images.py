"""Pictures that were uploaded, and by whom. Their bytes are artifacts, which tenants with the same picture share."""

import time
from collections.abc import Callable

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.tenancy_tables import IMAGES


class Images:
    """A picture's id is the digest of its bytes, so it tells nothing of who else has it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, tenant_id: str, image_id: str, size_bytes: int, allow: Callable[[sa.Connection], None]) -> bool:
        """Notes the tenant's picture; whether it is new. `allow` raises why it may not be."""
        row = {"tenant_id": tenant_id, "id": image_id, "size_bytes": size_bytes, "created_at": time.time()}
        mine = sa.and_(IMAGES.c.tenant_id == tenant_id, IMAGES.c.id == image_id)

        def add(connection: sa.Connection) -> bool:
            if connection.scalar(sa.select(IMAGES.c.id).where(mine)) is not None:
                return False
            allow(connection)
            connection.execute(sa.insert(IMAGES).values(row))
            return True

        try:
            return await self._database.write(add)
        except sa.exc.IntegrityError:  # another gateway was first
            return False

    async def owns(self, tenant_id: str, image_id: str) -> bool:
        """Whether it is the tenant's."""
        query = sa.select(IMAGES.c.id).where(IMAGES.c.tenant_id == tenant_id, IMAGES.c.id == image_id)
        return await self._database.read(lambda connection: connection.scalar(query)) is not None

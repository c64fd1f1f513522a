"""What was declared of uploaded pictures: who is seen, and that they agreed. Declarations are added, never changed."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.tables import METADATA

CONSENTS = sa.Table(
    "consents",
    METADATA,
    sa.Column("tenant_id", sa.Text, primary_key=True),
    sa.Column("image_id", sa.Text, primary_key=True),
    sa.Column("declared_by", sa.Text, primary_key=True),
    sa.Column("statement", sa.Text, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)


@dataclass(frozen=True)
class Declaration:
    """One row, of one tenant's picture."""

    image_id: str
    declared_by: str
    statement: str
    created_at: float
    """Unix seconds."""


class Consents:
    """Written when pictures are uploaded, read for certificates."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, tenant_id: str, declaration: Declaration) -> None:
        """Keeps it. What the same person declared of the same picture before stays as it was."""
        values = {"tenant_id": tenant_id, **vars(declaration), "created_at": time.time()}
        insert = sa.insert(CONSENTS).values(values)
        try:
            await self._database.write(lambda connection: connection.execute(insert))
        except sa.exc.IntegrityError:
            return

    async def of(self, tenant_id: str, image_ids: Iterable[str]) -> list[Declaration]:
        """Of a tenant's pictures, oldest first."""
        columns = (CONSENTS.c.image_id, CONSENTS.c.declared_by, CONSENTS.c.statement, CONSENTS.c.created_at)
        mine = sa.and_(CONSENTS.c.tenant_id == tenant_id, CONSENTS.c.image_id.in_(list(image_ids)))
        query = sa.select(*columns).where(mine).order_by(CONSENTS.c.created_at)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [Declaration(*row) for row in rows]

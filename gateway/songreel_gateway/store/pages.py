"""Lists, page by page: newest first, with a cursor that holds while rows come and go."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.database import Database


class BadCursor(ValueError):
    """The cursor is not one of ours."""


@dataclass(frozen=True)
class Page:
    """What of a list is asked for."""

    limit: int
    cursor: str | None = None
    filters: Sequence["sa.ColumnElement[bool]"] = ()


async def newest(database: Database, table: sa.Table, page: Page) -> tuple[list[sa.Row[Any]], str | None]:
    """The page's rows, and the cursor of the next page where there is one. Raises BadCursor."""
    made, key = table.c.created_at, table.c.id
    query = sa.select(table).where(*page.filters).order_by(made.desc(), key.desc()).limit(page.limit + 1)
    if page.cursor:
        created_at, row_id = read_cursor(page.cursor)
        query = query.where(sa.or_(made < created_at, sa.and_(made == created_at, key < row_id)))
    rows = list(await database.read(lambda connection: connection.execute(query).all()))
    more = len(rows) > page.limit
    rows = rows[: page.limit]
    return rows, cursor_of(rows[-1].created_at, rows[-1].id) if more else None


def cursor_of(created_at: float, row_id: str) -> str:
    """Where the next page begins: opaque to clients, so that it may change."""
    return base64.urlsafe_b64encode(json.dumps([created_at, row_id]).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[float, str]:
    """What `cursor_of` put in. Raises BadCursor."""
    try:
        created_at, row_id = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), "-_", validate=True))
    except (binascii.Error, ValueError, TypeError):
        raise BadCursor from None
    if not isinstance(created_at, float) or not isinstance(row_id, str) or "\0" in row_id:
        raise BadCursor
    return created_at, row_id

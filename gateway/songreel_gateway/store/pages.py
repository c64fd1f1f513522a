"""Lists, page by page: newest first or in an order of their own, with a cursor that holds while rows come and go."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import sqlalchemy as sa

from songreel_gateway.store.database import LARGEST_NUMBER, Database

Keys: TypeAlias = "Sequence[sa.Column[Any]]"
"""The columns by which a list is ordered."""


class BadCursor(ValueError):
    """The cursor is not one of ours."""


@dataclass(frozen=True)
class Page:
    """What of a list is asked for."""

    limit: int | None
    """None for all that follow the cursor."""
    cursor: str | None = None
    filters: Sequence["sa.ColumnElement[bool]"] = ()


async def newest(database: Database, table: sa.Table, page: Page) -> tuple[list[sa.Row[Any]], str | None]:
    """The page's rows, and the cursor of the next page where there is one. Raises BadCursor."""
    return await _page(database, page, (table.c.created_at, table.c.id), newest_first=True)


async def in_order(database: Database, page: Page, keys: Keys) -> tuple[list[sa.Row[Any]], str | None]:
    """The same of these columns' table by them upwards; no two rows of the list have the same. Raises BadCursor."""
    return await _page(database, page, keys, newest_first=False)


async def _page(database: Database, page: Page, keys: Keys, newest_first: bool) -> tuple[list[sa.Row[Any]], str | None]:
    ordered = [key.desc() if newest_first else key.asc() for key in keys]
    query = sa.select(keys[0].table).where(*page.filters).order_by(*ordered)
    if page.cursor:
        query = query.where(_beyond(keys, read_cursor(page.cursor, keys), newest_first))
    if page.limit is not None:
        query = query.limit(page.limit + 1)
    rows = list(await database.read(lambda connection: connection.execute(query).all()))
    more = page.limit is not None and len(rows) > page.limit
    rows = rows[: page.limit]
    return rows, cursor_of(*(rows[-1]._mapping[key] for key in keys)) if more else None


def _beyond(keys: Keys, last: Sequence[Any], newest_first: bool) -> "sa.ColumnElement[bool]":
    """After the last row in the order: further by the first column, or equal there and further by the next."""
    ways, alike = [], list[sa.ColumnElement[bool]]()
    for key, value in zip(keys, last, strict=True):
        ways.append(sa.and_(*alike, key < value if newest_first else key > value))
        alike.append(key == value)
    return sa.or_(*ways)


def cursor_of(*values: Any) -> str:
    """Where the next page begins: opaque to clients, so that it may change."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def read_cursor(cursor: str, keys: Keys) -> list[Any]:
    """What `cursor_of` put in of these columns. Raises BadCursor."""
    try:
        values = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), "-_", validate=True))
        fit = [_fits(value, key) for value, key in zip(values, keys, strict=True)]
    except (binascii.Error, ValueError, TypeError):
        raise BadCursor from None
    if not all(fit):
        raise BadCursor
    return list(values)


def _fits(value: object, key: "sa.Column[Any]") -> bool:
    """Whether the column can have the value; a database refuses a NUL and numbers that are too large."""
    if type(value) is not key.type.python_type:
        return False
    return "\0" not in value if isinstance(value, str) else not isinstance(value, int) or 0 <= value <= LARGEST_NUMBER

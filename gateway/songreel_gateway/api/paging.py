"""What the lists of the API have in common."""

from datetime import UTC, datetime
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Query

from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import FieldProblem, refuse
from songreel_gateway.store.pages import BadCursor, Page, newest

Limit = Annotated[int, Query(ge=1, le=100, description="Most of them on a page.")]
Cursor = Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before.")]
Since = Annotated[datetime | None, Query(description="Made at this moment or later: `2026-11-26T12:00:00Z`.")]
Until = Annotated[datetime | None, Query(description="Made before this moment.")]


def made_between(table: sa.Table, since: datetime | None, until: datetime | None) -> list["sa.ColumnElement[bool]"]:
    """The filters for the moments that a list may be asked for. A moment without a zone is in UTC."""
    filters = []
    if since is not None:
        filters.append(table.c.created_at >= seconds(since, "created_since"))
    if until is not None:
        filters.append(table.c.created_at < seconds(until, "created_before"))
    return filters


def seconds(moment: datetime, parameter: str) -> float:
    """Unix seconds. Raises Refusal for a year that no clock tells."""
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        fault = FieldProblem(pointer=parameter, detail="This moment is out of range.")
        raise refuse("unprocessable", 422, f"{parameter}: this moment is out of range.", errors=[fault]) from None


async def page_of(gateway: Gateway, table: sa.Table, page: Page) -> tuple[list[sa.Row[Any]], str | None]:
    """Rows and the next page's cursor. Raises Refusal for a cursor that is none."""
    try:
        return await newest(gateway.records.database, table, page)
    except BadCursor:
        detail = "Give `next_cursor` of the page before, as it came."
        fault = FieldProblem(pointer="cursor", detail=detail)
        raise refuse("unprocessable", 422, f"cursor: {detail}", errors=[fault]) from None

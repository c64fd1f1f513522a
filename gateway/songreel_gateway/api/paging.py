"""What the lists of the API have in common."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import Depends, Query
from pydantic import BeforeValidator, Field

from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import FieldProblem, refuse
from songreel_gateway.store.pages import BadCursor, Keys, Page, in_order, newest

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
Limit = Annotated[int, Query(ge=1, le=100, description="Most of them on a page.")]
Cursor = Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before.")]


def written(told: Any) -> Any:
    """A date first: a bare number, which would be read as seconds, is no moment."""
    if isinstance(told, str) and not DATE.match(told):
        raise ValueError("write it as 2026-11-26T12:00:00Z")
    return told


Since = Annotated[
    datetime | None,
    BeforeValidator(written),
    Query(description="Made at this moment or later: `2026-11-26T12:00:00Z`."),
]
Until = Annotated[datetime | None, BeforeValidator(written), Query(description="Made before this moment.")]


@dataclass(frozen=True)
class Asked:
    """What every list can be asked for; a dependency of its route."""

    limit: Limit = 20
    cursor: Cursor = None
    created_since: Since = None
    created_before: Until = None

    async def page(
        self, gateway: Gateway, table: sa.Table, *filters: "sa.ColumnElement[bool]"
    ) -> tuple[list[sa.Row[Any]], str | None]:
        """Rows, newest first, and the next page's cursor. Raises Refusal for a cursor that is none."""
        made = table.c.created_at
        between = []
        if self.created_since is not None:
            between.append(made >= seconds(self.created_since, "created_since"))
        if self.created_before is not None:
            between.append(made < seconds(self.created_before, "created_before"))
        with readable_cursor():
            return await newest(gateway.records.database, table, Page(self.limit, self.cursor, [*filters, *between]))


@dataclass(frozen=True)
class Part:
    """What a list can be asked for that comes whole where nothing is: there were clients of it before it had pages."""

    limit: Annotated[
        int | None, Query(ge=1, le=100, description="Most of them on a page; all where it is left out.")
    ] = None
    cursor: Cursor = None

    async def page(
        self, gateway: Gateway, keys: Keys, *filters: "sa.ColumnElement[bool]"
    ) -> tuple[list[sa.Row[Any]], str | None]:
        """Rows of the keys' table, in their order, and the next page's cursor. Raises Refusal for a cursor that is
        none."""
        with readable_cursor():
            return await in_order(gateway.records.database, Page(self.limit, self.cursor, filters), keys)


@contextmanager
def readable_cursor() -> Iterator[None]:
    """Refuses a cursor that is none."""
    try:
        yield
    except BadCursor:
        detail = "Give `next_cursor` of the page before, as it came."
        fault = FieldProblem(pointer="cursor", detail=detail)
        raise refuse("unprocessable", 422, f"cursor: {detail}", errors=[fault]) from None


TheAsked = Annotated[Asked, Depends()]
ThePart = Annotated[Part, Depends()]
NextCursor = Annotated[str | None, Field(description="Give it as `cursor` for the next page; null on the last one.")]
OfSong = Annotated[str | None, Query(max_length=64, description="Of this song alone.")]


HALF_A_MILLISECOND = 0.0005
"""Moments are told to the nearest millisecond, and a thing is found by the moment that was told of it."""


def seconds(moment: datetime, parameter: str) -> float:
    """Unix seconds; a moment without a zone is in UTC. Raises Refusal for a year that no clock tells."""
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - HALF_A_MILLISECOND
    except (ValueError, OverflowError):
        fault = FieldProblem(pointer=parameter, detail="This moment is out of range.")
        raise refuse("unprocessable", 422, f"{parameter}: this moment is out of range.", errors=[fault]) from None

"""What is done while the database is away: work waits for it, a request waits a moment and is then refused."""

import contextvars
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import sqlalchemy as sa
from songreel_chassis.errors import Unavailable

PATIENT: contextvars.ContextVar[bool] = contextvars.ContextVar("patient", default=False)
"""Set in workflows: their transactions wait for the database as long as it takes, and can be done twice."""
IMPATIENT_SECONDS = 3.0
TIMEOUTS: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # ms; what was sent into a cut network is given up
}
"""Of connections to Postgres: without them a cut network is noticed after a quarter of an hour."""
RETRIED = ("53", "57", "40", "08")
"""Classes of SQLSTATE: the server is full, is being stopped or started; a transaction was in the way; no connection."""


@contextmanager
def patient() -> Iterator[None]:
    """In here transactions wait for the database."""
    token = PATIENT.set(True)
    try:
        yield
    finally:
        PATIENT.reset(token)


def away(error: sa.exc.DBAPIError) -> bool:
    """Whether trying again may help: the server is away, restarting or full, or another transaction was in the way."""
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, psycopg.OperationalError):
        return error.orig.sqlstate is None or error.orig.sqlstate.startswith(RETRIED)  # none: it was not reached
    return "database is locked" in str(error.orig)


def wrong(error: sa.exc.DBAPIError) -> bool:
    """Whether the server was reached and wants another address: waiting does not change that."""
    said = str(error.orig)
    return "authentication failed" in said or ("database" in said and "does not exist" in said)


def unanswered() -> Unavailable:
    """What a request is told."""
    return Unavailable("The database does not answer. Nothing is lost; try again in a moment.", retry_after_seconds=2)

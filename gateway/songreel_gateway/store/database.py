"""The database: transactions off the event loop."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
import structlog
from songreel_chassis.errors import InvalidInput, Unavailable

from songreel_gateway.store.migrating import migrate
from songreel_gateway.store.outages import IMPATIENT_SECONDS, PATIENT, TIMEOUTS, away, unanswered, wrong

T = TypeVar("T")

THREADS = 4
LONGEST_PAUSE_SECONDS = 1.0
STARTING_SECONDS = 60.0
LARGEST_NUMBER = 2**31 - 1
"""Of a column of numbers."""

log = structlog.get_logger()


class Database:
    """Runs transactions in threads of its own; each function given gets a connection and leaves a whole change.

    While the server is away workflows wait for it, see `outages`; others get Unavailable.
    """

    def __init__(self, url: str, threads: int = THREADS) -> None:
        self.url = expand(url)
        self._engine = make_engine(self.url)
        self._reading = self._engine
        if self._engine.dialect.name == "postgresql":  # what only reads need not be begun and committed over the wire
            self._reading = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="database")

    @property
    def shown(self) -> str:
        """The URL without its password."""
        return sa.make_url(self.url).render_as_string(hide_password=True)

    def make_tables(self) -> None:
        """The tables as this version has them, made or changed. A server that is away is waited for, not for ever."""
        engine = make_engine(self.url)  # of its own: on SQLite its connection minds no references, see `migrating`
        began = time.monotonic()
        try:
            while True:
                try:
                    return migrate(engine)
                except sa.exc.OperationalError as error:
                    late = time.monotonic() - began > STARTING_SECONDS
                    if late or engine.dialect.name == "sqlite" or not away(error) or wrong(error):
                        raise Unavailable(f"The database {self.shown} cannot be opened: {error.orig}.") from error
                    log.info("database_awaited", database=self.shown, reason=str(error.orig).partition("\n")[0])
                time.sleep(LONGEST_PAUSE_SECONDS)
        finally:
            engine.dispose()

    async def read(self, work: Callable[[sa.Connection], T]) -> T:
        """What the function reads."""
        return await self._run(self._reading, work)

    async def write(self, work: Callable[[sa.Connection], T]) -> T:
        """What the function returns, once its changes are kept."""
        return await self._run(self._engine.execution_options(writes=True), work)

    async def answers(self) -> bool:
        """Whether a query gets through."""
        try:
            await asyncio.wait_for(self.read(lambda connection: connection.execute(sa.select(1))), 5)
        except (sa.exc.SQLAlchemyError, Unavailable, TimeoutError):
            return False
        return True

    def close(self) -> None:
        """Ends the connections after the running transactions."""
        self._threads.shutdown(wait=True)
        self._engine.dispose()

    async def _run(self, engine: sa.Engine, work: Callable[[sa.Connection], T]) -> T:
        committing = False

        def transaction() -> T:
            nonlocal committing
            with engine.connect() as connection, connection.begin() as begun:
                result = work(connection)
                committing = True  # from here on nobody can tell whether it was kept, if the answer does not come
                begun.commit()
                return result

        began, pause = time.monotonic(), 0.05
        while True:
            try:
                return await asyncio.get_running_loop().run_in_executor(self._threads, transaction)
            except sa.exc.DBAPIError as error:
                if isinstance(error, sa.exc.DataError) and "NUL" in str(error.orig):
                    raise InvalidInput("U+0000 cannot be kept, and nothing has it in its name.") from error
                if not away(error):
                    raise
                late = committing or time.monotonic() - began > IMPATIENT_SECONDS
                if late and not PATIENT.get():
                    raise unanswered() from error
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def expand(url: str) -> str:
    """The URL with `~` resolved and the folder of an SQLite file made."""
    if not url.startswith("sqlite:///"):
        return url
    path = Path(url.removeprefix("sqlite:///")).expanduser().absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"The database's folder {path.parent} cannot be made: {error.strerror}.") from error
    return f"sqlite:///{path}"


def make_engine(url: str) -> sa.Engine:
    """An engine whose writers queue up instead of failing."""
    if not url.startswith("sqlite"):
        where = sa.make_url(url).set(drivername="postgresql+psycopg")
        # Connections are not tried before each use: one that was cut fails at the first statement, and `_run` goes on.
        return sa.create_engine(where, connect_args=TIMEOUTS)
    engine = sa.create_engine(url)

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, below
        connection.execute("PRAGMA busy_timeout=30000")
        connection.execute("PRAGMA journal_mode=WAL")  # readers do not wait for writers; kept in the file, for DBOS too
        connection.execute("PRAGMA foreign_keys=ON")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A transaction that reads before it writes must hold the lock from the start, or it fails when it is late.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine

"""The database: transactions off the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from songreel_chassis.errors import Unavailable

from songreel_gateway.store.migrating import migrate

T = TypeVar("T")

THREADS = 4


class Database:
    """Runs transactions in threads of its own; each function given gets a connection and leaves a whole change."""

    def __init__(self, url: str) -> None:
        self.url = expand(url)
        self._engine = make_engine(self.url)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="database")

    @property
    def shown(self) -> str:
        """The URL without its password."""
        return sa.make_url(self.url).render_as_string(hide_password=True)

    def make_tables(self) -> None:
        """The tables as this version has them, made or changed."""
        engine = make_engine(self.url)  # of its own: on SQLite its connection minds no references, see `migrating`
        try:
            migrate(engine)
        except sa.exc.OperationalError as error:
            raise Unavailable(f"The database {self.shown} cannot be opened: {error.orig}.") from error
        finally:
            engine.dispose()

    async def read(self, work: Callable[[sa.Connection], T]) -> T:
        """What the function reads, all of one moment."""
        return await self._run(self._engine, work)

    async def write(self, work: Callable[[sa.Connection], T]) -> T:
        """What the function returns, once its changes are kept."""
        return await self._run(self._engine.execution_options(writes=True), work)

    async def answers(self) -> bool:
        """Whether a query gets through."""
        try:
            await asyncio.wait_for(self.read(lambda connection: connection.execute(sa.select(1))), 5)
        except (sa.exc.SQLAlchemyError, TimeoutError):
            return False
        return True

    def close(self) -> None:
        """Ends the connections after the running transactions."""
        self._threads.shutdown(wait=True)
        self._engine.dispose()

    async def _run(self, engine: sa.Engine, work: Callable[[sa.Connection], T]) -> T:
        def transaction() -> T:
            with engine.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._threads, transaction)


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
        return sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"), pool_pre_ping=True)
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

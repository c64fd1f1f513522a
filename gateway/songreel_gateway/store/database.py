"""The database: its tables, and transactions off the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from songreel_chassis.errors import Unavailable

T = TypeVar("T")

THREADS = 4
METADATA = sa.MetaData()

SONGS = sa.Table(
    "songs",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("sha256", sa.Text, nullable=False, unique=True),
    sa.Column("uri", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size_bytes", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)
VIDEOS = sa.Table(
    "videos",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),  # begins with its time, so that ids sort by age
    sa.Column("song_id", sa.Text, sa.ForeignKey("songs.id"), nullable=False),
    sa.Column("song_name", sa.Text, nullable=False),
    sa.Column("order", sa.JSON, nullable=False),  # the request's body, checked
    sa.Column("trace_parent", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("updated_at", sa.Float, nullable=False),
    sa.Column("plan", sa.JSON),
    sa.Column("analysis_uri", sa.Text),
    sa.Column("heard", sa.Float, nullable=False, default=0.0),
    sa.Column("script_uri", sa.Text),
    sa.Column("written", sa.Float, nullable=False, default=0.0),
    sa.Column("cut", sa.JSON),
    sa.Column("findings", sa.JSON),
    sa.Column("problem", sa.JSON),
)
SHOTS = sa.Table(
    "shots",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("index", sa.Integer, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("take", sa.Integer, nullable=False),
    sa.Column("start_frame", sa.Integer, nullable=False),
    sa.Column("end_frame", sa.Integer, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("progress", sa.JSON),
    sa.Column("revision", sa.Integer, nullable=False, default=0),  # counts changes of `progress`
    sa.Column("filming_seconds", sa.Float),
    sa.Column("clip", sa.JSON),
    sa.Column("findings", sa.JSON),
)
EVENTS = sa.Table(
    "events",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False),  # the event's own id: written twice, it is there once
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("data", sa.JSON, nullable=False),
    sa.UniqueConstraint("video_id", "key"),
)
WAITS = sa.Table(
    "waits",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("step", sa.Text, primary_key=True),
    sa.Column("service", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("since", sa.Float, nullable=False),
)
WAIVERS = sa.Table(
    "waivers",
    METADATA,
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), primary_key=True),
    sa.Column("measure", sa.Text, primary_key=True),
    sa.Column("shot_index", sa.Integer, primary_key=True),
    sa.Column("waived_by", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)


def asked_columns() -> "list[sa.Column[Any]]":
    """The first columns of a table of jobs that are asked for by themselves, see `asked.py`."""
    return [
        sa.Column("id", sa.Text, primary_key=True),  # a digest of the order, so that one asked for twice is one
        sa.Column("song_id", sa.Text, sa.ForeignKey("songs.id"), nullable=False),
        sa.Column("order", sa.JSON, nullable=False),  # the request's body, checked
        sa.Column("trace_parent", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),  # counts how often it was begun
        sa.Column("state", sa.Text, nullable=False, index=True),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),
    ]


HEARINGS = sa.Table(
    "hearings",
    METADATA,
    *asked_columns(),
    sa.Column("analysis_uri", sa.Text),
    sa.Column("wait", sa.JSON),
    sa.Column("problem", sa.JSON),
)
SCRIPTS = sa.Table(
    "scripts",
    METADATA,
    *asked_columns(),
    sa.Column("plan", sa.JSON),
    sa.Column("analysis_uri", sa.Text),
    sa.Column("script_uri", sa.Text),
    sa.Column("shots_total", sa.Integer, nullable=False, default=0),
    sa.Column("shots_written", sa.Integer, nullable=False, default=0),
    sa.Column("wait", sa.JSON),
    sa.Column("problem", sa.JSON),
)
WEBHOOKS = sa.Table(
    "webhooks",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("events", sa.JSON, nullable=False),  # empty for all
    sa.Column("secret", sa.Text, nullable=False),  # signs, so it cannot be kept as a hash
    sa.Column("old_secret", sa.Text),
    sa.Column("rotated_at", sa.Float),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("disabled", sa.Text),
)
DELIVERIES = sa.Table(
    "deliveries",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("webhook_id", sa.Text, sa.ForeignKey("webhooks.id"), nullable=False, index=True),
    sa.Column("video_id", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # as it is signed
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", sa.Float, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Index("deliveries_due", "state", "due_at"),
)
IDEMPOTENCY_KEYS = sa.Table(
    "idempotency_keys",
    METADATA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("video_id", sa.Text, sa.ForeignKey("videos.id"), nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)


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
        """Makes what is missing."""
        try:
            METADATA.create_all(self._engine)
        except sa.exc.OperationalError as error:
            raise Unavailable(f"The database {self.shown} cannot be opened: {error.orig}.") from error

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

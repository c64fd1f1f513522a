"""DBOS as this program uses it: one executor a gateway, named queues, and a database that may be away."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
import sqlalchemy as sa
import structlog
from dbos import DBOS, DBOSConfig
from dbos._serialization import DBOSPortableJSON  # the default is pickle

from songreel_gateway.store.outages import TIMEOUTS

log = structlog.get_logger()

AGAIN_SECONDS = 1.0
APPLICATION = "songreel"


@dataclass(frozen=True)
class Places:
    """How many workflows of a queue run at once; None for as many as come."""

    in_one_gateway: int | None = None
    in_all: int | None = None


@dataclass(frozen=True)
class Executor:
    """Whose workflows run here."""

    name: str
    version: str
    """Of the workflows' order of steps."""


def launch(database_url: str, executor: Executor) -> Callable[[], None]:
    """Begins to run workflows, those that this executor left first. Returns what ends it, which takes a moment."""
    ending = threading.Event()
    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_url": database_url,
        "application_version": executor.version,
        "executor_id": executor.name,
        "serializer": DBOSPortableJSON,
        "log_level": "ERROR",
        "notification_listener_polling_interval_sec": 0.2,
    }
    if not database_url.startswith("sqlite"):
        config["db_engine_kwargs"] = {"creator": connector(database_url, ending)}
    DBOS(config=config)
    DBOS.launch()

    def end() -> None:
        ending.set()
        DBOS.destroy()

    return end


def connector(url: str, ending: threading.Event) -> Callable[[], "psycopg.Connection[Any]"]:
    """Makes connections, waiting for the server as long as it is away.

    DBOS waits for a server that refuses it by TCP, but a name that is not resolved and a socket that is not there end
    its workflows.
    """
    where = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)

    def connect() -> "psycopg.Connection[Any]":
        while True:
            try:
                return psycopg.connect(where, application_name=APPLICATION, **TIMEOUTS)
            except psycopg.OperationalError as error:
                if ending.is_set():
                    raise
                log.info("database_awaited", reason=str(error).partition("\n")[0])
            ending.wait(AGAIN_SECONDS)

    return connect


async def register(queues: dict[str, Places], polling_seconds: float) -> None:
    """Makes the queues as this start has them: the settings decide, not what an earlier start left in the database."""
    for name, places in queues.items():
        await DBOS.register_queue_async(
            name,
            worker_concurrency=places.in_one_gateway,
            global_concurrency=places.in_all,
            polling_interval_sec=polling_seconds,
            on_conflict="always_update",
        )

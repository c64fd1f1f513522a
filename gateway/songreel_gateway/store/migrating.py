"""A database at this version's tables, whichever it was at: made by the first gateway that starts, others wait.

no tables ──────────────┐
made before migrations ─┴─ 0001 makes what is missing ── 0002 ── ... ── this version's last
"""

from pathlib import Path

import sqlalchemy as sa
import structlog
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from songreel_chassis.errors import Unavailable

FAILED = "The tables cannot be brought to this version, and nothing was changed: {}. Go back to the version before."
log = structlog.get_logger()

VERSION_TABLE = "alembic_version"
LOCK = 0x736F6E6772  # an advisory lock of ours among all of this database: "songr"


def migrate(engine: sa.Engine) -> None:
    """Runs the revisions that are missing, all or none of them.

    A database of a later version is left alone: what a revision takes away, the version before it no longer used, so
    that one may go back by a version.
    """
    with engine.execution_options(writes=True).connect() as connection:
        _stand_alone(connection)
        config = _config(connection)
        before = _revision(connection)
        scripts = ScriptDirectory.from_config(config)
        if before and before not in {each.revision for each in scripts.walk_revisions()}:
            log.warning("database_is_of_a_later_version", revision=before, known=scripts.get_current_head())
            return
        try:
            command.upgrade(config, "head")
        except sa.exc.SQLAlchemyError as error:
            raise Unavailable(FAILED.format(error)) from error
        if broken := _broken_references(connection):
            raise Unavailable(FAILED.format(f"rows would refer to nothing: {broken}"))
        connection.commit()
        after = scripts.get_current_head()
        if after != before:
            log.info("database_migrated", before=before, after=after)


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _stand_alone(connection: sa.Connection) -> None:
    """Begins a transaction that one process at a time is in; the lock ends with it."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        return
    # SQLite changes a table by making it anew, and dropping the old one must not take what refers to it along. It can
    # be told so only outside a transaction. The connection is not used for anything else, see `Database`.
    connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
    connection.begin()  # IMMEDIATE, see `Database`: the whole file is ours


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.scalar(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608  # ours
    return found


def _broken_references(connection: sa.Connection) -> list[str]:
    """What SQLite did not look at meanwhile."""
    if connection.dialect.name != "sqlite":
        return []
    return [str(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]

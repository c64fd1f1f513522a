"""A database of any age becomes this version's, on SQLite and on Postgres, whoever starts first."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from songreel_chassis.errors import Unavailable
from songreel_gateway.store import records
from songreel_gateway.store.database import Database, make_engine
from songreel_gateway.store.migrating import VERSION_TABLE
from songreel_gateway.store.migrations.versions.r0001_baseline import BASELINE
from songreel_gateway.store.tables import METADATA

from tests.k8s.postgres import postgres

assert records  # it imports every table
VERSION = sa.table(VERSION_TABLE, sa.column("version_num"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("pg")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/songreel.sqlite"
    whole = sa.make_url(request.getfixturevalue("server")).set(drivername="postgresql+psycopg")
    name = f"db{abs(hash(request.node.name))}"
    engine = sa.create_engine(whole, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    return whole.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


@pytest.fixture
def engine(url: str) -> Iterator[sa.Engine]:
    """Onto it."""
    engine = make_engine(url)
    yield engine
    engine.dispose()


def migrated(url: str) -> None:
    database = Database(url)
    database.make_tables()
    database.close()


def differences(engine: sa.Engine) -> list[Any]:
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def fill(connection: sa.Connection) -> None:
    """Two rows of a gateway before migrations, and what refers to them."""
    rows: dict[str, dict[str, Any]] = {
        "songs": {"id": "song-1", "sha256": "aa", "uri": "artifact:songs/aa", "name": "a.mp3", "size_bytes": 7},
        "videos": {
            "id": "v1", "song_id": "song-1", "song_name": "a.mp3", "order": {"preset": "final"}, "trace_parent": "",
            "state": "completed", "updated_at": 2.0, "heard": 1.0, "written": 1.0,
        },
        "idempotency_keys": {"key": "k", "fingerprint": "f", "video_id": "v1"},
        "events": {"video_id": "v1", "number": 1, "key": "state-queued", "name": "video.state", "data": {}},
        "webhooks": {"id": "wh_1", "url": "https://example.org", "events": [], "secret": "whsec_AA=="},
    }  # fmt: skip
    for name, values in rows.items():
        connection.execute(sa.insert(BASELINE.tables[name]).values(created_at=1.0, **values))


def test_the_revisions_make_the_tables_that_the_code_declares(url: str, engine: sa.Engine) -> None:
    """Column by column, index by index."""
    migrated(url)
    assert differences(engine) == []


def test_a_database_made_before_migrations_is_taken_over_with_its_rows(url: str, engine: sa.Engine) -> None:
    """Everything in it is the default tenant's, and refers to what it referred to."""
    with engine.begin() as connection:
        BASELINE.create_all(connection)
        fill(connection)
    migrated(url)
    assert differences(engine) == []
    with engine.begin() as connection:
        for name in ("songs", "videos", "idempotency_keys", "webhooks"):
            (row,) = connection.execute(sa.select(METADATA.tables[name]))
            assert row.tenant_id == "default"
        (video,) = connection.execute(sa.select(METADATA.tables["videos"]))
        assert (video.order, video.song_id) == ({"preset": "final"}, "song-1")
        with pytest.raises(sa.exc.IntegrityError), connection.begin_nested():
            connection.execute(sa.delete(METADATA.tables["songs"]))
        again = {"id": "song-2", "sha256": "aa", "uri": "u", "name": "b", "size_bytes": 7, "created_at": 1.0}
        connection.execute(sa.insert(METADATA.tables["songs"]).values(tenant_id="other", **again))


def test_gateways_that_start_together_migrate_once(url: str, engine: sa.Engine) -> None:
    """Eight at once on an empty database: none fails, each finds the tables."""
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(migrated, [url] * 8))
    assert differences(engine) == []


def test_a_database_of_a_later_version_is_left_as_it_is(url: str, engine: sa.Engine) -> None:
    """One goes back by a version without going back with the data."""
    migrated(url)
    with engine.begin() as connection:
        connection.execute(sa.update(VERSION).values(version_num="9999"))
    migrated(url)
    with engine.connect() as connection:
        assert connection.scalar(sa.select(VERSION.c.version_num)) == "9999"


def test_a_revision_that_fails_changes_nothing(url: str, engine: sa.Engine) -> None:
    """What was made before it in the same start is taken back too, and the next start has it all to do."""
    with engine.begin() as connection:
        BASELINE.create_all(connection)
        connection.execute(sa.text("CREATE TABLE tenants (id TEXT)"))  # in the second revision's way
    with pytest.raises(Unavailable, match="nothing was changed"):
        migrated(url)
    with engine.begin() as connection:
        assert not sa.inspect(connection).has_table(VERSION_TABLE)
        connection.execute(sa.text("DROP TABLE tenants"))
    migrated(url)
    assert differences(engine) == []

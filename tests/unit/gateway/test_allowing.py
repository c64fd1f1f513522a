"""Quotas: what a tenant has is counted, what would be more is refused with the quota's name and when it is free."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from songreel_chassis.artifacts import StoredArtifact
from songreel_gateway.access.allowing import Wish, allow, refuse_over
from songreel_gateway.access.quotas import Quotas
from songreel_gateway.access.settings import AccessSettings
from songreel_gateway.problems import Refusal
from songreel_gateway.store.line import Turn
from songreel_gateway.store.production_tables import SPENDS
from songreel_gateway.store.records import Records, open_records
from songreel_gateway.store.revisions import Edit
from songreel_gateway.store.tables import VIDEOS
from songreel_gateway.store.turns import within
from songreel_gateway.store.uploads import OpenUpload
from songreel_gateway.store.usage import Usage, begin_of_month, end_of_month

USUAL = AccessSettings(quota_songs=2, quota_storage_bytes=100, quota_videos=1, quota_spend=10.0)


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    records = open_records(f"sqlite:///{tmp_path}/songreel.sqlite")
    await records.tenants.add("acme", "Acme", {})
    yield records
    records.close()


def stored(number: int) -> StoredArtifact:
    return StoredArtifact(f"artifact:songs/{number:064d}.mp3", f"{number:064d}", 30)


async def add(records: Records, number: int, tenant: str = "acme", settings: AccessSettings = USUAL) -> str:
    may = allow(settings, tenant, Wish(songs=1, storage_bytes=30))
    song, _ = await records.songs.add(stored(number), "a.mp3", tenant, may)
    return song.id


async def test_a_song_too_many_is_refused_and_the_same_again_is_not(records: Records) -> None:
    """Other tenants are not touched, and what the operator decided for one goes before the settings."""
    await add(records, 1)
    await add(records, 2)
    with pytest.raises(Refusal) as refused:
        await add(records, 3)
    assert (refused.value.problem.status, refused.value.problem.quota) == (403, "songs")
    await add(records, 2)
    await add(records, 3, tenant="default")
    await records.tenants.change("acme", quotas={"songs": 0, "storage_bytes": 60})
    with pytest.raises(Refusal) as full:
        await add(records, 3)
    assert full.value.problem.quota == "storage_bytes"
    await records.tenants.change("acme", quotas={"songs": 0, "storage_bytes": 0})
    await add(records, 3)


async def test_of_many_at_once_as_many_get_in_as_may(records: Records) -> None:
    """Twelve songs are sent together where two may be kept."""
    tried = await asyncio.gather(*(add(records, number) for number in range(12)), return_exceptions=True)
    assert sum(isinstance(each, str) for each in tried) == 2
    assert (await records.usages.of("acme", time.time())).songs == 2


def upload(number: int, size_bytes: int, expires_at: float) -> OpenUpload:
    """Of acme."""
    return OpenUpload(str(number), "a.mp3", size_bytes, 0, None, None, None, False, 0.0, expires_at, "acme")


async def test_an_upload_takes_room_from_when_it_is_begun_until_it_is_a_song(records: Records) -> None:
    """As large as it was said to be; ended, out of time or whole it takes none, and another tenant's never does."""
    later = time.time() + 100

    async def begin(number: int, size_bytes: int, expires_at: float = later) -> None:
        may = allow(USUAL, "acme", Wish(storage_bytes=size_bytes))
        assert await records.uploads.open(upload(number, size_bytes, expires_at), 20, [], may)

    async def stored_bytes() -> int:
        return (await records.usages.of("acme", time.time())).storage_bytes

    await begin(1, 60)
    assert await stored_bytes() == 60
    with pytest.raises(Refusal) as full:
        await begin(2, 41)
    assert (full.value.problem.status, full.value.problem.quota) == (403, "storage_bytes")
    with pytest.raises(Refusal):
        await add(records, 1, settings=AccessSettings(quota_storage_bytes=80))
    await begin(3, 40, expires_at=time.time() + 0.05)
    await asyncio.sleep(0.1)
    assert await stored_bytes() == 60
    await records.uploads.close("1")
    assert await stored_bytes() == 0
    await begin(4, 100)
    await records.uploads.finish("4", await add(records, 1, settings=AccessSettings(quota_songs=1)))
    assert await stored_bytes() == 30
    assert (await records.usages.of("default", time.time())).storage_bytes == 0


async def order(records: Records, song_id: str) -> str:
    song = await records.songs.find(song_id)
    assert song is not None
    return (await records.videos.create(song, {}, "", None, allow(USUAL, "acme", Wish(videos=1))))[0]


async def test_videos_and_money_are_counted(records: Records) -> None:
    """A video that has ended makes room; money that was spent this month does not, until the next."""
    song_id = await add(records, 1)
    first = await order(records, song_id)
    with pytest.raises(Refusal) as busy:
        await order(records, song_id)
    assert (busy.value.problem.status, busy.value.problem.quota) == (429, "videos")
    assert busy.value.headers["retry-after"]
    film = {"film": {"sizeBytes": "70"}}
    row: dict[str, Any] = {"video_id": first, "gpu_seconds": 1.0, "created_at": time.time()}

    def spend(connection: sa.Connection) -> None:
        connection.execute(sa.update(VIDEOS).values(state="completed", cut=film))
        connection.execute(
            sa.insert(SPENDS).values(key="take-0-1", state="spent", amount=4.0, quoted_amount=9.0, **row)
        )
        connection.execute(sa.insert(SPENDS).values(key="take-1-1", state="reserved", quoted_amount=7.5, **row))
        row["created_at"] = begin_of_month(time.time()) - 1
        connection.execute(sa.insert(SPENDS).values(key="take-2-1", state="spent", amount=100.0, **row))

    await records.database.write(spend)
    assert await records.usages.of("acme", time.time()) == Usage(1, 100, 0, 0, 11.5)
    assert await records.usages.of("default", time.time()) == Usage(0, 0, 0, 0, 0.0)
    may = allow(USUAL, "acme", Wish(videos=1))
    with pytest.raises(Refusal) as spent:
        await order(records, song_id)
    assert spent.value.problem.quota == "spend"
    assert int(spent.value.headers["retry-after"]) <= 31 * 86_400 + 1
    with pytest.raises(Refusal) as edited:  # a further revision is filmed for money too
        await records.revisions.begin(first, 1, Edit({}, [], ""), may)
    assert edited.value.problem.quota == "spend"
    await records.removals.video(first, [])  # gives the room back that it took, and no money
    assert await records.usages.of("acme", time.time()) == Usage(1, 30, 0, 0, 11.5)


def test_no_quota_refuses_nothing() -> None:
    """However much there is."""
    refuse_over(Quotas().or_else(AccessSettings()), Usage(10**6, 10**15, 10**4, 10**4, 1e9), Wish(1, 1, 1), 0.0)


def test_a_month_begins_and_ends_by_the_calendar() -> None:
    """In UTC, over the end of a year too."""
    now = datetime(2027, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp()
    assert begin_of_month(now) == datetime(2027, 12, 1, tzinfo=UTC).timestamp()
    assert end_of_month(now) == now + 1 == datetime(2028, 1, 1, tzinfo=UTC).timestamp()


def test_a_tenant_has_no_more_shots_in_work_than_it_may() -> None:
    """Its turns wait where they are; those of tenants without a limit do not."""

    class Row:
        def __init__(self, tenant_id: str, pod: str | None) -> None:
            self.tenant_id, self.pod = tenant_id, pod

    turns = [Turn(f"{tenant}{number}", tenant, 0, "v") for number in range(3) for tenant in ("acme", "free", "new")]
    rows = [Row("acme", "pod-0"), Row("acme", None), Row("free", "pod-1")]
    may = [turn.id for turn in within(turns, rows, {"acme": 2, "new": 1})]
    assert may == ["acme0", "free0", "new0", "free1", "free2"]

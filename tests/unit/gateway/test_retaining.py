"""What was kept long enough goes, with what it alone used; what is young, in work or shared stays."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from songreel_chassis.artifacts import ArtifactStore
from songreel_gateway.asking.messages import Messages
from songreel_gateway.deleting.retaining import tend
from songreel_gateway.settings import GatewaySettings
from songreel_gateway.store.records import Records, open_records
from songreel_gateway.store.songs import Song
from songreel_gateway.store.tables import SONGS, VIDEOS
from songreel_gateway.store.tenancy_tables import IMAGES

DAY = 86_400.0


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[Any]:
    """Its records and artifacts, real; no services and no workflows, which retention does not touch."""
    records = open_records(f"sqlite:///{tmp_path}/songreel.sqlite")
    artifacts = ArtifactStore(f"file://{tmp_path}/artifacts", tmp_path / "cache")
    settings = GatewaySettings(keep_videos_days=30, keep_songs_days=7, keep_images_days=7, keep_events_days=3)
    yield SimpleNamespace(settings=settings, records=records, artifacts=artifacts, messages=Messages(artifacts))
    records.close()


async def song(gateway: Any, tmp_path: Path, data: bytes, tenant: str = "default") -> Song:
    path = tmp_path / "upload"
    path.write_bytes(data)
    stored = await gateway.artifacts.add_file(path, "songs", "mp3")
    kept: Song = (await gateway.records.songs.add(stored, "a.mp3", tenant))[0]
    return kept


async def video(records: Records, of: Song, state: str) -> str:
    video_id, _ = await records.videos.create(of, {"pipeline": "clap"}, "", None)
    await records.videos.enter(video_id, state)
    return video_id


async def aged(records: Records, table: sa.Table, row_id: str, days: float) -> None:
    when = time.time() - days * DAY
    columns = {"created_at": when} | ({"updated_at": when} if "updated_at" in table.c else {})
    await records.database.write(lambda c: c.execute(sa.update(table).where(table.c.id == row_id).values(**columns)))


async def test_old_videos_and_songs_go_and_young_ones_stay(gateway: Any, tmp_path: Path) -> None:
    """Also an old one that is still in work, and the song of a video that stays."""
    records = gateway.records
    of = await song(gateway, tmp_path, b"with videos")
    old, young, working = [await video(records, of, state) for state in ("completed", "completed", "filming")]
    for video_id, days in ((old, 31), (young, 5), (working, 31)):
        await aged(records, VIDEOS, video_id, days)
    alone = await song(gateway, tmp_path, b"without")
    for each in (of, alone):
        await aged(records, SONGS, each.id, 8)
    await tend(gateway, time.time())
    assert [await records.videos.find(each) is not None for each in (old, young, working)] == [False, True, True]
    assert [await records.songs.find(each.id) is not None for each in (of, alone)] == [True, False]
    assert [await gateway.artifacts.exists(each.uri) for each in (of, alone)] == [True, False]
    assert (await records.following.read(young, 0)).events == []
    assert (await records.following.read(working, 0)).events != []


async def test_a_file_that_another_tenant_has_too_stays(gateway: Any, tmp_path: Path) -> None:
    """Its song is gone, the other's is not."""
    mine, theirs = [await song(gateway, tmp_path, b"of both", tenant) for tenant in ("default", "other")]
    await aged(gateway.records, SONGS, mine.id, 8)
    await tend(gateway, time.time())
    assert await gateway.records.songs.find(mine.id) is None
    assert await gateway.records.songs.find(theirs.id) is not None
    assert await gateway.artifacts.exists(theirs.uri)


async def test_what_a_killed_writer_left_goes_once_nobody_can_be_writing(gateway: Any, tmp_path: Path) -> None:
    """Old drafts beside their places; not young ones, not artifacts."""
    kept = await song(gateway, tmp_path, b"kept")
    place = await gateway.artifacts.local_path(kept.uri)
    old, young = place.with_name("a#1"), place.with_name("b#1")
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * DAY,) * 2)
    os.utime(place, (time.time() - 9 * DAY,) * 2)
    await tend(gateway, time.time())
    assert [path.exists() for path in (old, young, place)] == [False, True, True]


async def test_one_gateway_of_many_does_a_chore(gateway: Any) -> None:
    """Until its time has come again."""
    aging = gateway.records.aging
    claims = await asyncio.gather(*(aging.claim("c", 60.0, f"gateway-{number}") for number in range(8)))
    assert sum(claims) == 1
    assert not await aging.claim("c", 60.0, "gateway-9")
    assert await aging.claim("c", 0.0, "gateway-9")


async def test_an_old_picture_goes_unless_a_video_follows_it_or_another_tenant_has_it(
    gateway: Any, tmp_path: Path
) -> None:
    """Its row; the file only with its last owner's."""
    records, names = gateway.records, {}
    for name in ("alone", "followed", "shared"):
        path = tmp_path / "picture"
        path.write_bytes(name.encode())
        names[name] = (await gateway.artifacts.add_file(path, "images", "png")).sha256
        await records.images.add("default", names[name], 4, lambda connection: None)
        await aged(records, IMAGES, names[name], 8)
    await records.images.add("other", names["shared"], 4, lambda connection: None)
    order = {"pipeline": "clap", "brief": {"characters": [{"name": "Ada", "image_ids": [names["followed"]]}]}}
    await records.videos.create(await song(gateway, tmp_path, b"a song"), order, "", None)
    await tend(gateway, time.time())
    kept = {name: await records.images.owns("default", image_id) for name, image_id in names.items()}
    assert kept == {"alone": False, "followed": True, "shared": False}
    there = {name: await gateway.artifacts.exists(f"artifact:images/{each}.png") for name, each in names.items()}
    assert there == {"alone": False, "followed": True, "shared": True}
    assert await records.images.owns("other", names["shared"])

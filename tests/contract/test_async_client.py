"""The async SDK against the gateway of canned answers: awaited, many at once, over broken lines."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from songreel_client import ApiError, Brief, Unreachable, VideoFailed
from songreel_client.aio import AsyncSongreel

from tests.contract.test_client import STORY
from tests.fake_gateway import FakeGateway, fake_gateway
from tests.processes import free_port


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with fake_gateway() as gateway:
        yield gateway


@pytest.fixture
async def songreel(gateway: FakeGateway) -> AsyncIterator[AsyncSongreel]:
    async with AsyncSongreel(gateway.url) as songreel:
        yield songreel


async def test_a_song_becomes_a_film(gateway: FakeGateway, songreel: AsyncSongreel, tmp_path: Path) -> None:
    """Upload, order, events, download: the film is the gateway's, byte for byte, over a line that breaks twice."""
    gateway.events, gateway.film_cuts = STORY, [1000, 50_000]
    path = tmp_path / "song.mp3"
    path.write_bytes(b"la" * 1000)
    told: list[int] = []
    song = await songreel.songs.upload(path, told.append)
    video = await songreel.videos.create(song.id, brief=Brief(text="a night train"))
    names = [event.name async for event in video.events()]
    assert names == [name for _, name, _ in STORY]
    film = await (await video.refresh()).download(tmp_path / "film.mp4")
    assert film.read_bytes() == gateway.film
    assert told == [2000]


async def test_events_over_a_broken_line_come_once_and_in_order(gateway: FakeGateway, songreel: AsyncSongreel) -> None:
    """Cut twice in mid-event: taken up after the last number."""
    gateway.events, gateway.event_cuts = STORY, [2, 2]
    video = await songreel.videos.get("v1")
    numbers = [event.number async for event in video.events() if event.number]
    assert numbers == [1, 2, 3, 4, 5]


async def test_many_videos_are_followed_at_once(gateway: FakeGateway, songreel: AsyncSongreel) -> None:
    """On one client in one task group; none waits for another."""
    gateway.events = STORY
    videos = [await songreel.videos.create("song-1") for _ in range(8)]
    done = await asyncio.gather(*(video.wait() for video in videos))
    assert {video.state for video in done} == {"completed"}


async def test_failures_are_the_same_as_in_the_blocking_sdk(gateway: FakeGateway, songreel: AsyncSongreel) -> None:
    """A failed video, a refusal, an address where nobody is."""
    gateway.states, gateway.error = ["failed"], {"title": "x", "detail": "This is not audio.", "status": 422}
    gateway.events = [(1, "video.state", {"state": "failed"})]
    with pytest.raises(VideoFailed, match="not audio"):
        await (await songreel.videos.get("v1")).wait()
    gateway.refusals["POST", "/v1/videos"] = (422, {"title": "Wrong", "detail": "/seed: no"})
    with pytest.raises(ApiError) as refused:
        await songreel.videos.create("song-1")
    assert refused.value.status == 422
    async with AsyncSongreel(f"http://127.0.0.1:{free_port()}") as nobody:
        with pytest.raises(Unreachable):
            await nobody.alive()

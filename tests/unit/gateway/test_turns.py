"""The line for pods and the line of videos in the database, as several gateways see them; on SQLite and on Postgres."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from songreel_gateway.store.bell import Bell
from songreel_gateway.store.database import Database, make_engine
from songreel_gateway.store.line import Turn
from songreel_gateway.store.records import Records, open_records
from songreel_gateway.store.replica_tables import REPLICAS
from songreel_gateway.store.songs import Song
from songreel_gateway.store.tables import METADATA, SONGS
from songreel_gateway.store.turns import Turns

from tests.k8s.postgres import postgres

PODS = {"pod-a": "wan", "pod-b": "wan"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with postgres(tmp_path_factory.mktemp("pg")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Records]:
    """Empty, as gateway-0 sees them."""
    url = f"sqlite:///{tmp_path}/s.sqlite" if request.param == "sqlite" else request.getfixturevalue("server")
    records = open_records(url, "gateway-0")
    yield records
    records.close()
    engine = make_engine(url)
    with engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            if table.name != "tenants":
                connection.execute(sa.delete(table))
    engine.dispose()


@pytest.fixture
def other(records: Records) -> Iterator[Turns]:
    """The same line, as gateway-1 sees it."""
    database = Database(records.database.url)
    yield Turns(database, Bell(), "gateway-1")
    database.close()


async def join(records: Records, *names: str) -> None:
    for name in names:
        await records.replicas.join(name, "an incarnation", "1")


async def test_a_pod_is_lent_once_over_all_gateways(records: Records, other: Turns) -> None:
    """Both ask at the same moment, again and again: never more turns than pods, and all of them in the end."""
    await join(records, "gateway-0", "gateway-1")
    mine, theirs = [f"m{n}" for n in range(5)], [f"t{n}" for n in range(5)]
    for number in range(5):
        await records.turns.ask(Turn(mine[number], since=number))
        await other.ask(Turn(theirs[number], since=number))
    lent: dict[str, str] = {}
    done: list[str] = []
    while len(done) < 10:
        found = await asyncio.gather(records.turns.grant(PODS, mine), other.grant(PODS, theirs))
        for granted in found:
            lent |= granted
        assert len(set(lent.values())) == len(lent) <= len(PODS)
        ended = next(iter(lent))
        await (records.turns if ended in mine else other).end(ended)
        done.append(ended)
        del lent[ended]
    assert sorted(done) == sorted(mine + theirs)


async def test_with_one_pod_two_tenants_alternate_whoever_asks_for_them(records: Records, other: Turns) -> None:
    """One has ten turns in line before the other comes, in another gateway."""
    await join(records, "gateway-0", "gateway-1")
    mine, theirs = [f"a{n}" for n in range(6)], [f"b{n}" for n in range(3)]
    for number, name in enumerate(mine):
        await records.turns.ask(Turn(name, "A", since=number))
    for number, name in enumerate(theirs):
        await other.ask(Turn(name, "B", since=100 + number))
    order: list[str] = []
    while len(order) < 9:
        for line, ids in ((records.turns, mine), (other, theirs)):
            for turn in await line.grant({"pod-a": ""}, ids):
                order.append(turn[0])
                await line.end(turn)
    assert "".join(order) == "abababaaa"


async def test_nobody_waits_for_the_turns_of_a_gateway_that_is_gone(records: Records, other: Turns) -> None:
    """Its turn is first and it says nothing any more: the pod goes to the next, and what it had is free again."""
    await join(records, "gateway-0", "gateway-1")
    await other.ask(Turn("first", since=1))
    await other.ask(Turn("second", since=2))
    await records.turns.ask(Turn("third", since=3))
    assert await other.grant({"pod-a": ""}, ["first", "second"]) == {"first": "pod-a"}
    assert await records.turns.grant(PODS, ["third"]) == {}, "pod-b is due to the second"
    silent = sa.update(REPLICAS).where(REPLICAS.c.name == "gateway-1").values(seen_at=0.0)
    await records.database.write(lambda connection: connection.execute(silent))
    assert await records.turns.grant(PODS, ["third"]) == {"third": "pod-b"}
    await records.turns.end("third")
    assert await records.replicas.bury(20) == ["gateway-1"]
    await records.turns.keep(await records.replicas.living())
    await records.turns.ask(Turn("fourth"))
    assert await records.turns.grant({"pod-a": ""}, ["fourth"]) == {"fourth": "pod-a"}


async def test_what_a_new_process_asked_for_outlives_what_the_one_before_left(records: Records, other: Turns) -> None:
    """Two processes of one name, the first killed: its pod is free again, and the second's turns wait on."""
    await join(records, "gateway-1")
    before = Turns(records.database, Bell(), "gateway-1")
    await before.ask(Turn("left", since=1))
    assert await before.grant({"pod-a": ""}, ["left"]) == {"left": "pod-a"}
    await other.ask(Turn("anew", since=2))
    assert await other.grant({"pod-a": ""}, ["anew"]) == {}
    await other.forget(["gateway-1"])
    assert await other.grant({"pod-a": ""}, ["anew"]) == {"anew": "pod-a"}


async def test_what_is_being_made_is_not_made_a_second_time_meanwhile(records: Records, other: Turns) -> None:
    """Two gateways ask for the same with two pods free: the second waits until the first has ended, or is lost."""
    await join(records, "gateway-0", "gateway-1")
    await other.ask(Turn("theirs", since=1, work="the same"))
    await records.turns.ask(Turn("mine", since=2, work="the same"))
    await records.turns.ask(Turn("mine too", since=3, work="something else"))
    assert list(await other.grant(PODS, ["theirs"])) == ["theirs"]
    assert list(await records.turns.grant(PODS, ["mine", "mine too"])) == ["mine too"]
    await records.turns.end("mine too")
    assert await records.turns.grant(PODS, ["mine"]) == {}
    silent = sa.update(REPLICAS).where(REPLICAS.c.name == "gateway-1").values(seen_at=0.0)
    await records.database.write(lambda connection: connection.execute(silent))
    await records.turns.forget(await records.replicas.bury(20))
    assert list(await records.turns.grant(PODS, ["mine"])) == ["mine"]
    await records.turns.end("mine")
    await records.turns.ask(Turn("again", work="the same"))
    assert list(await records.turns.grant(PODS, ["again"])) == ["again"]


async def test_videos_are_begun_by_turns_and_by_priority_within_a_tenant(records: Records) -> None:
    """As many as there are places; a place is free again when its video has ended or waits for its client."""
    song = Song("s", "0", "artifact:songs/0.mp3", "s.mp3", 1, 0.0, "A")
    await records.database.write(lambda connection: connection.execute(sa.insert(SONGS).values(**vars(song))))
    videos = {}
    for name, tenant, priority in (("a1", "A", 0), ("a2", "A", 0), ("a3", "A", 5), ("b1", "B", 0), ("b2", "B", 0)):
        videos[name], _ = await records.videos.create(song, {"priority": priority}, "", None)
        await records.admissions.ask(videos[name], videos[name], tenant, priority)
    names = {video_id: name for name, video_id in videos.items()}
    begun = [names[video_id] for video_id in await records.admissions.admit(1)]
    assert begun in (["a3"], ["b1"])
    assert await records.admissions.admit(1) == []
    for _ in range(4):
        await records.videos.enter(videos[begun[-1]], "failed")
        begun += [names[video_id] for video_id in await records.admissions.admit(1)]
    assert begun in (["a3", "b1", "a1", "b2", "a2"], ["b1", "a3", "b2", "a1", "a2"])


async def test_a_video_is_admitted_once_whoever_looks(records: Records) -> None:
    """Two gateways at the same moment."""
    song = Song("s", "0", "artifact:songs/0.mp3", "s.mp3", 1, 0.0, "A")
    await records.database.write(lambda connection: connection.execute(sa.insert(SONGS).values(**vars(song))))
    for _ in range(6):
        video_id, _ = await records.videos.create(song, {}, "", None)
        await records.admissions.ask(video_id, video_id, "A", 0)
        await records.admissions.ask(video_id, video_id, "A", 0)
    found = await asyncio.gather(*(records.admissions.admit(4) for _ in range(4)))
    assert len([video for each in found for video in each]) == len({v for each in found for v in each}) == 4

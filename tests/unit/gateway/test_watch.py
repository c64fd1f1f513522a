"""A gateway's lease on its name, with a real database and short times: who pauses when, and who takes what over."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa
from songreel_gateway.durability.replicas import Lease, Watch
from songreel_gateway.store.outages import unanswered
from songreel_gateway.store.records import Records, open_records
from songreel_gateway.store.replica_tables import REPLICAS
from songreel_gateway.store.replicas import Replicas

LEASE = Lease(beat_seconds=0.02, fence_seconds=0.2, lost_seconds=4.0)  # the last: a busy machine may stop for a while


class Work:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.lost: set[str] = set()

    async def pause(self) -> None:
        self.told.append("pause")

    async def take_up(self) -> None:
        self.told.append("take up")

    async def take_over(self, lost: Collection[str], living: Mapping[str, str]) -> None:
        assert not set(lost) & set(living)
        self.lost |= set(lost)

    def superseded(self) -> None:
        self.told.append("superseded")


class Cut(Replicas):
    """Its way to the database can be cut."""

    cut = False

    async def beat(self, name: str, incarnation: str) -> bool:
        if self.cut:
            raise unanswered()
        return await super().beat(name, incarnation)


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    records = open_records(f"sqlite:///{tmp_path}/s.sqlite")
    yield records
    records.close()


async def until(condition: Callable[[], object]) -> None:
    """Fails the test when it does not come to hold."""
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)


async def kept(records: Records, name: str, work: Work) -> tuple[Watch, Cut]:
    """A lease that is being kept, and the way to the database."""
    way = Cut(records.pulse)
    watch = Watch(way, name, "1", LEASE)
    await watch.join()
    watch.begin(work)
    return watch, way


async def test_who_cannot_say_that_it_lives_pauses_and_goes_on_with_what_is_its_own(records: Records) -> None:
    """Its name was nobody else's meanwhile."""
    work = Work()
    watch, way = await kept(records, "gateway-0", work)
    way.cut = True
    await until(lambda: work.told)
    assert work.told == ["pause"]
    way.cut = False
    await until(lambda: len(work.told) > 1)
    assert work.told == ["pause", "take up"]
    await watch.end()


async def test_who_was_given_up_joins_anew_before_it_works_again(records: Records) -> None:
    """Its row is gone: another one took its work over. What it does is paused first."""
    work = Work()
    watch, _ = await kept(records, "gateway-0", work)
    await records.database.write(lambda connection: connection.execute(sa.delete(REPLICAS)))
    await until(lambda: len(work.told) > 1)
    assert work.told == ["pause", "take up"]
    assert "gateway-0" in await records.replicas.living()
    await watch.end()


async def test_of_two_processes_with_one_name_the_later_one_has_it(records: Records) -> None:
    """The earlier one pauses and is to end."""
    work, later = Work(), Work()
    watch, _ = await kept(records, "gateway-0", work)
    second, _ = await kept(records, "gateway-0", later)
    await until(lambda: "superseded" in work.told)
    assert work.told == ["pause", "superseded"]
    assert not later.told
    await second.end()
    await watch.end()


async def test_the_work_of_a_silent_one_is_taken_over(records: Records) -> None:
    """It joined and never said anything again; those that live are left alone."""
    await records.replicas.join("gateway-9", "killed", "1")
    works = {name: Work() for name in ("gateway-0", "gateway-1")}
    watches = [(await kept(records, name, work))[0] for name, work in works.items()]
    await until(lambda: any(work.lost for work in works.values()))
    assert [work.lost for work in works.values() if work.lost] == [{"gateway-9"}]
    for watch in watches:
        await watch.end()


async def test_silence_means_nothing_until_one_has_listened_for_the_full_time(records: Records) -> None:
    """The database was away for everybody: whoever is back first does not judge the others by their old beats."""
    work = Work()
    watch, way = await kept(records, "gateway-0", work)
    await records.replicas.join("gateway-1", "slow to come back", "1")
    old = sa.update(REPLICAS).where(REPLICAS.c.name == "gateway-1").values(seen_at=0.0)
    way.cut = True
    await until(lambda: work.told)
    await records.database.write(lambda connection: connection.execute(old))
    way.cut = False
    await until(lambda: len(work.told) > 1)
    assert not work.lost
    await records.replicas.beat("gateway-1", "slow to come back")
    await asyncio.sleep(0)
    assert "gateway-1" in await records.replicas.living()
    await watch.end()


async def test_who_leaves_is_not_waited_for(records: Records) -> None:
    """Its row goes with it."""
    watch, _ = await kept(records, "gateway-0", Work())
    await watch.end()
    assert await records.replicas.living() == {}

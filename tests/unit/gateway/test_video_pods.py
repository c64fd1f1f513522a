"""Video pods that come and go: found by name, lent one shot at a time, let go once their shot has ended."""

import asyncio
import socket

import pytest
from songreel_chassis.errors import Unavailable
from songreel_gateway.asking.services import open_pod
from songreel_gateway.fleet.finding import Finder, look_up
from songreel_gateway.fleet.pods import VideoPods


async def test_a_pod_is_lent_to_one_shot_at_a_time() -> None:
    """The second borrower waits for the first to give it back."""
    pods = VideoPods(open_pod, wanted=True)
    await pods.keep(["127.0.0.1:1"])
    async with pods.lend() as first:
        waiting = asyncio.ensure_future(borrow(pods))
        await asyncio.sleep(0)
        assert not waiting.done()
    assert await waiting is first
    await pods.close()


async def test_who_waits_gets_a_pod_that_has_just_come() -> None:
    """Scaling up helps the shots that are in the queue already."""
    pods = VideoPods(open_pod, wanted=True)
    await pods.keep(["127.0.0.1:1"])
    async with pods.lend() as first:
        waiting = asyncio.ensure_future(borrow(pods))
        await asyncio.sleep(0)
        await pods.keep(["127.0.0.1:1", "127.0.0.2:1"])
        assert await waiting is not first
    await pods.close()


async def test_a_pod_that_goes_ends_its_shot_and_is_not_lent_again() -> None:
    """Its channel is closed when the shot is back, not before."""
    pods = VideoPods(open_pod, wanted=True)
    await pods.keep(["127.0.0.1:1", "127.0.0.2:1"])
    async with pods.lend():
        lent = next(place for place in pods._places if place.lent)
        await pods.keep([place.address for place in pods._places if not place.lent])
        assert len(pods) == 1
        assert lent.channel.get_state() is not None, "still open"
    with pytest.raises(Exception, match=r"[Cc]losed"):
        await lent.channel.channel_ready()
    async with pods.lend() as other:
        assert other is not lent.stub
    await pods.close()


async def test_no_pod_at_all_is_said_and_not_waited_for() -> None:
    """The job can then tell what it waits for."""
    pods = VideoPods(open_pod, wanted=True)
    with pytest.raises(Unavailable, match="No video pod is up"):
        await borrow(pods)
    with pytest.raises(Unavailable, match="No video pod is up"):
        pods.any()


async def test_waiting_ends_when_the_last_pod_goes() -> None:
    """Nobody waits for a pod that nobody has."""
    pods = VideoPods(open_pod, wanted=True)
    await pods.keep(["127.0.0.1:1"])
    async with pods.lend():
        waiting = asyncio.ensure_future(borrow(pods))
        await asyncio.sleep(0)
        await pods.keep([])
        with pytest.raises(Unavailable):
            await waiting


async def test_a_pod_that_failed_is_asked_after_the_others() -> None:
    """One that stays keeps its place in that order when others come."""
    pods = VideoPods(open_pod, wanted=True)
    await pods.keep(["127.0.0.1:1"])
    failed = pods.any()
    pods.failed(failed)
    await pods.keep(["127.0.0.1:1", "127.0.0.2:1"])
    assert pods.any() is not failed
    await pods.close()


class Names:
    """A name server of our own."""

    def __init__(self) -> None:
        self.answer: list[str] | OSError = []

    async def __call__(self, host: str, port: int) -> list[str]:
        assert (host, port) == ("video.example", 50051)
        if isinstance(self.answer, OSError):
            raise self.answer
        return self.answer


async def test_a_name_stands_for_all_its_addresses_now() -> None:
    """Looked up anew, it gives the pods that are there now; fixed addresses stay."""
    pods, names = VideoPods(open_pod, wanted=True), Names()
    finder = Finder(pods, ["dns:video.example:50051", "127.0.0.9:1"], names)
    await finder.look()
    assert addresses(pods) == ["127.0.0.9:1"]
    names.answer = ["127.0.0.2:50051", "127.0.0.1:50051"]
    await finder.look()
    assert addresses(pods) == ["127.0.0.1:50051", "127.0.0.2:50051", "127.0.0.9:1"]
    names.answer = ["127.0.0.2:50051"]
    await finder.look()
    assert addresses(pods) == ["127.0.0.2:50051", "127.0.0.9:1"]
    await pods.close()


async def test_a_name_server_that_is_away_takes_no_pods() -> None:
    """What it said last holds until it says something else."""
    pods, names = VideoPods(open_pod, wanted=True), Names()
    finder = Finder(pods, ["dns:video.example:50051"], names)
    names.answer = ["127.0.0.1:50051"]
    await finder.look()
    names.answer = socket.gaierror(socket.EAI_AGAIN, "try again")
    await finder.look()
    assert addresses(pods) == ["127.0.0.1:50051"]
    names.answer = []
    await finder.look()
    assert addresses(pods) == []


async def test_this_machines_name_is_looked_up() -> None:
    """By the system's own resolver; a name that nobody has is no pod."""
    assert "127.0.0.1:50051" in await look_up("localhost", 50051)
    assert await look_up("nobody.invalid", 50051) == []


def addresses(pods: VideoPods) -> list[str]:
    """Of the pods there are, in order."""
    return [address for address, _ in pods.channels().values()]


async def borrow(pods: VideoPods) -> object:
    """The pod that was lent, given back at once."""
    async with pods.lend() as pod:
        return pod

"""Pods of several backends: a shot gets one of the backend that it needs, and waits for that one alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import grpc
import pytest
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.errors import Unavailable
from songreel_gateway.asking.services import open_pod
from songreel_gateway.fleet.pods import VideoPods


class Pod(video_pb2_grpc.VideoServiceServicer):
    """Says what it films by."""

    def __init__(self, backend: str, address: str) -> None:
        self.backend = backend
        self.address = address
        self.asked = 0

    async def DescribeBackend(  # noqa: N802
        self, request: video_pb2.DescribeBackendRequest, context: Any
    ) -> video_pb2.DescribeBackendResponse:
        self.asked += 1
        return video_pb2.DescribeBackendResponse(backend=self.backend)


class Yard:
    """Pods on this machine, and the gateway's view of them."""

    def __init__(self, folder: Path, exits: AsyncExitStack) -> None:
        self.pods = VideoPods(open_pod, wanted=True)
        self._folder = folder
        self._exits = exits
        self._addresses: list[str] = []

    async def start(self, backend: str) -> Pod:
        """One more."""
        address = f"unix:{self._folder}/{len(self._addresses)}.sock"
        pod, server = Pod(backend, address), grpc.aio.server()
        video_pb2_grpc.add_VideoServiceServicer_to_server(pod, server)
        server.add_insecure_port(address)
        await server.start()
        self._exits.push_async_callback(server.stop, None)
        self._addresses.append(address)
        await self.pods.keep(self._addresses)
        return pod

    async def borrow(self, backend: str) -> str:
        """The address of the pod that was lent, given back at once."""
        async with self.pods.lend(backend) as stub:
            return next(place.address for place in self.pods._places if place.stub is stub)


@pytest.fixture
async def yard(short_folder: Path) -> AsyncIterator[Yard]:
    async with AsyncExitStack() as exits:
        yard = Yard(short_folder, exits)
        yield yard
        await yard.pods.close()


async def test_a_shot_gets_a_pod_of_the_backend_that_it_names(yard: Yard) -> None:
    """Whichever stands first; and each pod is asked once what it is."""
    wan, vace = await yard.start("wan"), await yard.start("wan_vace")
    assert [await yard.borrow(name) for name in ("wan_vace", "wan", "wan_vace")] == [
        vace.address,
        wan.address,
        vace.address,
    ]
    assert (wan.asked, vace.asked) == (1, 1)


async def test_it_waits_for_that_one_while_others_are_free(yard: Yard) -> None:
    """And who waits for another one is not held up by it."""
    wan, vace = await yard.start("wan"), await yard.start("wan_vace")
    async with yard.pods.lend("wan_vace"), yard.pods.lend("wan"):
        waiting = [asyncio.ensure_future(yard.borrow(name)) for name in ("wan_vace", "wan")]
        await asyncio.sleep(0.1)
        assert not any(each.done() for each in waiting)
    async with asyncio.timeout(2):
        assert await asyncio.gather(*waiting) == [vace.address, wan.address]


async def test_a_backend_that_no_pod_has_is_said_and_waited_for_by_the_caller(yard: Yard) -> None:
    """UNAVAILABLE at once, so that the job can say what it waits for; it is found once it comes."""
    await yard.start("wan")
    with pytest.raises(Unavailable, match="No video pod with the wan_vace backend is up"):
        await yard.borrow("wan_vace")
    vace = await yard.start("wan_vace")
    assert await yard.borrow("wan_vace") == vace.address


async def test_a_pod_that_failed_is_asked_anew_what_it_is(yard: Yard) -> None:
    """It may have been started again as another one."""
    pod = await yard.start("wan")
    async with yard.pods.lend("wan") as stub:
        yard.pods.failed(stub)
    pod.backend = "wan_i2v"
    assert await yard.borrow("wan_i2v") == pod.address
    with pytest.raises(Unavailable):
        await yard.borrow("wan")


async def test_pods_that_do_not_answer_are_left_out_of_the_description(yard: Yard) -> None:
    """The plan is made with those that do."""
    await yard.start("wan")
    await yard.pods.keep(["unix:/nowhere/at.all", *(place.address for place in yard.pods._places)])
    assert [each.backend for each in await yard.pods.describe()] == ["wan"]

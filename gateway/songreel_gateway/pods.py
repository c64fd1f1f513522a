"""Video pods, lent one shot at a time: no gRPC load-balancing policy knows which pod is busy."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeAlias

import grpc
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.errors import Unavailable

Pod: TypeAlias = "video_pb2_grpc.VideoServiceAsyncStub"

LOOK_AGAIN_SECONDS = 5.0  # for pods that were away, while those of a backend are all lent
DESCRIBE_SECONDS = 5.0
NONE_SUCH = "No video pod with the {} backend is up, and this shot needs one. It goes on by itself when one comes."
NOBODY = "No video pod is up. One comes by itself where pods are scaled with the queue; else start one."


@dataclass(eq=False)
class Place:
    """A pod as the gateway sees it."""

    address: str
    channel: grpc.aio.Channel
    stub: Pod
    lent: bool = False
    gone: bool = False
    """Not to be lent again; what runs there may end."""
    failed_at: float = 0.0
    backend: str = ""
    """What films there, as the pod said last; empty while unknown."""


class VideoPods:
    """All pods; each is lent to one shot at a time, those that last failed after the others."""

    def __init__(self, open_place: Callable[[str], Place], wanted: bool) -> None:
        """`wanted` says whether there is any address, or a name that may have some, at which to look for pods."""
        self.wanted = wanted
        self._open = open_place
        self._places: list[Place] = []
        self._leaving: list[Place] = []
        self._changed = asyncio.Condition()

    def __len__(self) -> int:
        return len(self._places)

    async def keep(self, addresses: Iterable[str]) -> None:
        """Makes these the pods there are. One that is not among them is let go once its shot has ended."""
        now = list(dict.fromkeys(addresses))
        known = {place.address: place for place in self._places}
        for place in self._places:
            place.gone = place.address not in now
        self._leaving += [place for place in self._places if place.gone]
        self._places = [known.get(address) or self._open(address) for address in now]
        async with self._changed:
            self._changed.notify_all()
        for place in [place for place in self._leaving if not place.lent]:
            await self._close(place)

    def channels(self) -> dict[str, tuple[str, grpc.aio.Channel]]:
        """Address and channel of each, by the name that people are told: "video", or "video-0" and on."""
        names = ["video"] if len(self._places) == 1 else [f"video-{number}" for number in range(len(self._places))]
        return {name: (place.address, place.channel) for name, place in zip(names, self._places, strict=True)}

    def lent(self) -> dict[str, bool]:
        """By address, whether a pod films for this gateway."""
        return {place.address: place.lent for place in self._places}

    def any(self) -> Pod:
        """A pod to ask about the backend, which all have in common. Raises Unavailable when there is none."""
        if not self._places:
            raise Unavailable(NOBODY, retry_after_seconds=1)
        return min(self._places, key=lambda place: place.failed_at).stub

    async def describe(self) -> list[video_pb2.DescribeBackendResponse]:
        """What the pods film, in their order; those that do not answer at once are left out."""
        answers = await asyncio.gather(*(_describe(place) for place in self._places))
        return [answer for answer in answers if answer is not None]

    def failed(self, pod: Pod) -> None:
        """Remembers that the pod was busy or away, so that others are asked before it."""
        for place in self._places:
            if place.stub is pod:
                place.failed_at = time.monotonic()
                place.backend = ""  # when it is back, it may be another one

    @asynccontextmanager
    async def lend(self, backend: str = "") -> AsyncIterator[Pod]:
        """A pod (of this backend, where one is named) that films nothing for this gateway, once one is free. Raises
        Unavailable when there is none at all."""
        place = await self._take(backend)
        try:
            yield place.stub
        finally:
            place.lent = False
            async with self._changed:
                self._changed.notify_all()  # who waits may want another backend than this pod's
            if place.gone:
                await self._close(place)

    async def close(self) -> None:
        """Cuts running calls off."""
        for place in self._places + self._leaving:
            await place.channel.close(None)

    async def _take(self, backend: str) -> Place:
        while True:
            if backend:
                await asyncio.gather(*(_describe(place) for place in self._places if not place.backend))
            async with self._changed:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN_SECONDS if backend else None):
                        await self._changed.wait_for(lambda: not self._fitting(backend) or bool(self._idle(backend)))
                if not self._fitting(backend):
                    raise Unavailable(NONE_SUCH.format(backend) if backend else NOBODY, retry_after_seconds=1)
                if idle := self._idle(backend):
                    place = min(idle, key=lambda place: place.failed_at)
                    place.lent = True
                    return place

    def _fitting(self, backend: str) -> list[Place]:
        return [place for place in self._places if not backend or place.backend == backend]

    def _idle(self, backend: str) -> list[Place]:
        return [place for place in self._fitting(backend) if not place.lent]

    async def _close(self, place: Place) -> None:
        if place in self._leaving:
            self._leaving.remove(place)
            await place.channel.close(None)


async def _describe(place: Place) -> video_pb2.DescribeBackendResponse | None:
    """What the pod says of itself, noted; None when it does not answer at once."""
    try:
        answer = await place.stub.DescribeBackend(video_pb2.DescribeBackendRequest(), timeout=DESCRIBE_SECONDS)
    except grpc.aio.AioRpcError:
        return None
    place.backend = answer.backend
    return answer

"""Video pods, lent one shot at a time: no gRPC load-balancing policy knows which pod is busy."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import grpc
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.errors import ServiceError, Unavailable, read_rpc_error

from songreel_gateway.fleet.lending import Lending, LocalLine
from songreel_gateway.store.line import Free, Line, Turn
from songreel_gateway.telemetry.tracing import note

Pod: TypeAlias = "video_pb2_grpc.VideoServiceAsyncStub"
T = TypeVar("T")

LOOK_AGAIN_SECONDS = 5.0  # for pods that were away, while those of a backend are all lent
LAST_CALLS_SECONDS = 15.0  # more than any question to a pod may take
DESCRIBE_SECONDS = 5.0
SHORTEST_REST_SECONDS = 0.5
LONGEST_REST_SECONDS = 8.0
NEVER = float("-inf")
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
    failures: int = 0
    """In a row."""
    backend: str = ""
    """What films there, as the pod said last; empty while unknown."""
    described_at: float = NEVER
    """When it was asked last."""

    @property
    def rests(self) -> bool:
        """It failed or was busy just now, and is not asked again at once."""
        pause = min(LONGEST_REST_SECONDS, SHORTEST_REST_SECONDS * 2.0 ** (self.failures - 1))
        return self.failures > 0 and time.monotonic() - self.failed_at < pause


class VideoPods:
    """All pods; each is lent to one shot at a time, those that last failed after the others."""

    def __init__(self, open_place: Callable[[str], Place], wanted: bool, line: Line | None = None) -> None:
        """`wanted` says whether there is any address, or a name that may have some, at which to look for pods; the line
        is that of this process alone, unless another is given."""
        self.wanted = wanted
        self._open = open_place
        self._places: list[Place] = []
        self._leaving: list[Place] = []
        self._lending = Lending(line or LocalLine(), self)
        self._asking: set[asyncio.Task[object]] = set()
        self._closing: set[asyncio.Task[object]] = set()

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
        self._lending.wake()
        for place in [place for place in self._leaving if not place.lent]:
            await self._close(place)

    def channels(self) -> dict[str, tuple[str, grpc.aio.Channel]]:
        """Address and channel of each, by the name that people are told: "video", or "video-0" and on."""
        names = ["video"] if len(self._places) == 1 else [f"video-{number}" for number in range(len(self._places))]
        return {name: (place.address, place.channel) for name, place in zip(names, self._places, strict=True)}

    def lent(self) -> dict[str, bool]:
        """By address, whether a pod films for this gateway."""
        return {place.address: place.lent for place in self._places}

    def waiting(self) -> int:
        """How many turns of this gateway wait for a pod."""
        return len(self._lending.waiting)

    def any(self) -> Pod:
        """A pod to ask about the backend, which all have in common. Raises Unavailable when there is none."""
        if not self._places:
            raise Unavailable(NOBODY, retry_after_seconds=1)
        return min(self._places, key=lambda place: place.failed_at).stub

    def of(self, backend: str) -> Pod:
        """A pod of this backend, as they said last, to ask what only it knows; else any. Raises Unavailable."""
        fitting = [place for place in self._places if place.backend == backend]
        return min(fitting, key=lambda place: place.failed_at).stub if fitting else self.any()

    async def describe(self) -> list[video_pb2.DescribeBackendResponse]:
        """What the pods film, in their order; those that do not answer at once are left out."""
        answers = await asyncio.gather(*(_describe(place) for place in self._places))
        return [answer for answer in answers if answer is not None]

    def failed(self, pod: Pod) -> None:
        """Remembers that the pod was busy or away, so that others are asked before it, and it not at once."""
        for place in self._places:
            if place.stub is pod:
                place.failed_at = time.monotonic()
                place.failures += 1
                place.backend, place.described_at = "", NEVER  # when it is back, it may be another one

    async def film(self, turn: Turn, call: Callable[[Pod], Awaitable[T]]) -> T:
        """What the call returns of a pod that was lent to the turn. A busy pod is left for another at once. Raises what
        the call raises, and Unavailable when there is no pod at all."""
        while True:
            async with self.lend(turn.backend, turn) as pod:
                note("pod_lent", address=self._address_of(pod), turn=turn.id)
                try:
                    return await call(pod)
                except grpc.aio.AioRpcError as error:
                    self.failed(pod)
                    if read_rpc_error(error).reason != "BUSY":
                        raise

    @asynccontextmanager
    async def lend(self, backend: str = "", turn: Turn | None = None) -> AsyncIterator[Pod]:
        """A pod (of this backend, where one is named) that films nothing else, once it is the turn's. Raises
        Unavailable when there is none at all."""
        address, give_back = await self._lending.lend(turn or Turn("", backend=backend))
        place = next((each for each in self._places if each.address == address), None)
        try:
            if place is None:  # it went between the grant and now
                raise Unavailable(NOBODY, retry_after_seconds=1)
            place.lent, failures = True, place.failures
            yield place.stub
            if place.failures == failures:
                place.failures = 0
        finally:
            if place:
                place.lent = False
            give_back()
            if place and place.gone:
                await self._close(place)

    def free(self) -> Free:
        """See Offers."""
        idle = [place for place in self._places if not place.lent and not place.rests]
        return {place.address: place.backend for place in sorted(idle, key=lambda place: place.failed_at)}

    def refusal(self, turn: Turn) -> ServiceError | None:
        """See Offers. Pods that did not say what they film are asked, where it matters; meanwhile the turn waits."""
        if not self._places:
            return Unavailable(NOBODY, retry_after_seconds=1)
        if not turn.backend:
            return None
        since = time.monotonic() - LOOK_AGAIN_SECONDS
        for place in self._places:
            if not place.backend and place.described_at < since:
                place.described_at = time.monotonic()
                asking: asyncio.Task[object] = asyncio.create_task(_describe(place))
                self._asking.add(asking)
                asking.add_done_callback(self._asked)
        if self._asking or any(place.backend == turn.backend for place in self._places):
            return None
        return Unavailable(NONE_SUCH.format(turn.backend), retry_after_seconds=1)

    async def close(self) -> None:
        """Cuts running calls off."""
        await self._lending.close()
        for place in self._places + self._leaving:
            await place.channel.close(None)

    def _address_of(self, pod: Pod) -> str:
        return next((place.address for place in self._places if place.stub is pod), "")

    def _asked(self, asking: asyncio.Task[object]) -> None:
        self._asking.discard(asking)
        self._lending.wake()

    async def _close(self, place: Place) -> None:
        if place in self._leaving:
            self._leaving.remove(place)
            # A call that is cut off by closing its channel looks to its step like its own cancellation: let it end.
            closing: asyncio.Task[object] = asyncio.create_task(place.channel.close(LAST_CALLS_SECONDS))
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)


async def _describe(place: Place) -> video_pb2.DescribeBackendResponse | None:
    """What the pod says of itself, noted; None when it does not answer at once."""
    try:
        answer = await place.stub.DescribeBackend(video_pb2.DescribeBackendRequest(), timeout=DESCRIBE_SECONDS)
    except grpc.aio.AioRpcError:
        return None
    place.backend = answer.backend
    return answer

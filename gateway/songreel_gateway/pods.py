"""Video pods, lent one shot at a time: no gRPC load-balancing policy knows which pod is busy."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

from songreel.video.v1 import video_pb2_grpc

Pod: TypeAlias = "video_pb2_grpc.VideoServiceAsyncStub"

PENALTY_SECONDS = 2.0


class VideoPods:
    """All pods; each is lent to one shot at a time, those that last failed after the others."""

    def __init__(self, stubs: list[Pod]) -> None:
        self._stubs = stubs
        self._idle = set(range(len(stubs)))
        self._failed_at = [0.0] * len(stubs)
        self._returned = asyncio.Condition()

    def __len__(self) -> int:
        return len(self._stubs)

    def any(self) -> Pod:
        """A pod to ask about the backend, which all have in common."""
        return self._stubs[min(range(len(self._stubs)), key=self._failed_at.__getitem__)]

    def failed(self, pod: Pod) -> None:
        """Remembers that the pod was busy or away, so that others are asked before it."""
        self._failed_at[self._stubs.index(pod)] = time.monotonic()

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Pod]:
        """A pod that films nothing for this gateway; waits until there is one."""
        async with self._returned:
            await self._returned.wait_for(lambda: bool(self._idle))
            number = min(self._idle, key=self._failed_at.__getitem__)
            self._idle.remove(number)
        try:
            yield self._stubs[number]
        finally:
            self._idle.add(number)
            async with self._returned:
                self._returned.notify()

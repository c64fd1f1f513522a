"""A bell per video: rung by writers in this process, so that readers need not poll often."""

import asyncio
from collections import defaultdict

EVERYTHING = ""
"""Rings whenever any bell does."""


class Bell:
    """Wakes who waits for a change of a video. A missed ring costs a reader its timeout, nothing more."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def ring(self, video_id: str) -> None:
        """Something changed, and with it perhaps what webhooks are to tell."""
        for waiter in (*self._waiting.get(video_id, ()), *self._waiting.get(EVERYTHING, ())):
            waiter.set()

    def ring_all(self) -> None:
        """Wakes everybody, for the process is ending."""
        for video_id in list(self._waiting):
            self.ring(video_id)

    async def wait(self, video_id: str, seconds: float) -> None:
        """Returns at the next ring, or when the time is over."""
        waiter = asyncio.Event()
        self._waiting[video_id].add(waiter)
        try:
            await asyncio.wait_for(waiter.wait(), seconds)
        except TimeoutError:
            return
        finally:
            self._waiting[video_id].discard(waiter)
            if not self._waiting[video_id]:
                del self._waiting[video_id]

"""A bell per video: rung by writers, heard by readers in every gateway, so that nobody need poll often."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

EVERYTHING = ""
"""Rings whenever any bell does."""


class Bell:
    """Wakes who waits for a change of a video. A missed ring costs a reader its timeout, nothing more."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._tell: Callable[[str], None] | None = None

    def ring(self, video_id: str) -> None:
        """Something changed, and with it perhaps what webhooks are to tell. Other gateways hear it too."""
        self.ring_here(video_id)
        if self._tell:
            self._tell(video_id)

    def ring_here(self, video_id: str) -> None:
        """As it was rung elsewhere."""
        for waiter in (*self._waiting.get(video_id, ()), *self._waiting.get(EVERYTHING, ())):
            waiter.set()

    def ring_all(self) -> None:
        """Wakes everybody here: the process is ending, or rings may have been missed."""
        for video_id in list(self._waiting):
            self.ring_here(video_id)

    def carry(self, tell: Callable[[str], None] | None) -> None:
        """What carries rings to other gateways; None when nothing does."""
        self._tell = tell

    @contextmanager
    def hear(self, video_id: str) -> Iterator["Ear"]:
        """Listens for as long as the context lasts, also while the listener does something else."""
        ear = Ear()
        self._waiting[video_id].add(ear.rung)
        try:
            yield ear
        finally:
            self._waiting[video_id].discard(ear.rung)
            if not self._waiting[video_id]:
                del self._waiting[video_id]

    async def wait(self, video_id: str, seconds: float) -> None:
        """Returns at the next ring, or when the time is over."""
        with self.hear(video_id) as ear:
            await ear.wait(seconds)


class Ear:
    """Somebody who listens to one bell."""

    def __init__(self) -> None:
        self.rung = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Returns when it rang since the last time, or when the time is over; whether it rang."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.rung.wait(), seconds)
        rang = self.rung.is_set()
        self.rung.clear()
        return rang

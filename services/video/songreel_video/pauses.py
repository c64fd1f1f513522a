"""Where a shot that is stopped half-way waits for whoever goes on with it: one state a shot, in the artifact store.

    model thread   step ── step ── step ── step ── stop!          load ── step ── step ── clip
                             │ every so often       │ and waits     ▲                       │
    store                  save                   save ────────────┘                      drop

A state's name is the digest of the shot's request, so any pod that gets the request again finds it.
"""

import asyncio
import concurrent.futures
from typing import Protocol

import structlog
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import ServiceError

log = structlog.get_logger()


class Pauses(Protocol):
    """One shot's saved state, as the model thread sees it."""

    resumed_count: int
    """How often the shot was gone on with; the backend counts, the clip's provenance tells."""

    def load(self) -> bytes | None:
        """The last state saved, by whatever process; None for a shot that begins."""

    def save(self, state: bytes) -> None:
        """Hands a state on and returns at once; dropped while the one before is still on its way."""

    def save_last(self, state: bytes) -> None:
        """Returns when the state is stored: nothing comes after it."""


class StoredPauses:
    """In the artifact store. A store that fails costs the pause, never the shot."""

    def __init__(self, store: ArtifactStore, digest: str, loop: asyncio.AbstractEventLoop) -> None:
        """`loop` runs the store's calls; the methods below are for other threads than its own."""
        self.resumed_count = 0
        self._store = store
        self._digest = digest
        self._uri = f"artifact:pauses/{digest}.state"
        self._loop = loop
        self._saving: concurrent.futures.Future[None] | None = None

    def load(self) -> bytes | None:
        """The bytes, unchecked."""
        try:
            return asyncio.run_coroutine_threadsafe(self._store.read_bytes(self._uri), self._loop).result()
        except ServiceError as error:
            log.warning("saved_state_unreadable", digest=self._digest, problem=error.message)
            return None

    def save(self, state: bytes) -> None:
        """See Pauses."""
        if self._saving is None or self._saving.done():
            self._saving = asyncio.run_coroutine_threadsafe(self._put(state), self._loop)

    def save_last(self, state: bytes) -> None:
        """See Pauses."""
        self.settle()
        asyncio.run_coroutine_threadsafe(self._put(state), self._loop).result()

    def settle(self) -> None:
        """Returns when nothing is on its way any more."""
        if self._saving is not None:
            self._saving.result()

    async def drop(self) -> None:
        """Forgets the state of a finished shot; for the loop's own thread."""
        try:
            await self._store.delete(self._uri)
        except ServiceError as error:
            log.warning("saved_state_left", digest=self._digest, problem=error.message)

    async def _put(self, state: bytes) -> None:
        try:
            await self._store.replace_bytes(self._uri, state)
            log.info("state_saved", digest=self._digest, kilobytes=len(state) // 1024)
        except ServiceError as error:
            log.warning("state_not_saved", digest=self._digest, problem=error.message)


class NoPauses:
    """For a rehearsal, of which nothing is kept."""

    resumed_count = 0

    def load(self) -> None:
        """None."""

    def save(self, state: bytes) -> None:
        """Nothing."""

    def save_last(self, state: bytes) -> None:
        """Nothing."""

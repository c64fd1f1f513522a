"""Where a backend lays down what it made once and every pod may use: named by digest, in the artifact store."""

import asyncio
from typing import Protocol

import structlog
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import ServiceError

log = structlog.get_logger()


class Shelf(Protocol):
    """For the model thread."""

    def find(self, digest: str) -> bytes | None:
        """What lies under the digest, unchecked; None when nothing does."""

    def lay(self, digest: str, data: bytes) -> None:
        """Hands it on and returns at once."""


class StoredShelf:
    """In the artifact store. A store that fails costs the shelf, never the shot."""

    def __init__(self, store: ArtifactStore, kind: str, loop: asyncio.AbstractEventLoop) -> None:
        """`kind` is the artifacts' (embeddings); `loop` runs the store's calls, the methods are for other threads."""
        self._store = store
        self._kind = kind
        self._loop = loop

    def find(self, digest: str) -> bytes | None:
        """See Shelf."""
        try:
            return asyncio.run_coroutine_threadsafe(self._store.read_bytes(self._uri(digest)), self._loop).result()
        except ServiceError as error:
            log.warning("shelf_unreadable", kind=self._kind, digest=digest, problem=error.message)
            return None

    def lay(self, digest: str, data: bytes) -> None:
        """See Shelf."""
        asyncio.run_coroutine_threadsafe(self._put(digest, data), self._loop)

    async def _put(self, digest: str, data: bytes) -> None:
        try:
            await self._store.replace_bytes(self._uri(digest), data)
        except ServiceError as error:
            log.warning("shelf_unwritable", kind=self._kind, digest=digest, problem=error.message)

    def _uri(self, digest: str) -> str:
        return f"artifact:{self._kind}/{digest}.tensors"


class NoShelf:
    """For a rehearsal, of which nothing is kept."""

    def find(self, digest: str) -> None:
        """None."""

    def lay(self, digest: str, data: bytes) -> None:
        """Nothing."""

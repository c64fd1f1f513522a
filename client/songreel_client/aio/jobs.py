"""What a gateway does in the background, as it was when it was last read: a hearing, a writing, a video.

Generated from jobs.py by `make async`: change that.
"""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from google.protobuf import json_format
from songreel.audio.v1 import audio_pb2

from songreel_client.aio.transport import AsyncTransport
from songreel_client.errors import JobFailed, Unreachable
from songreel_client.jobs import LAST_STATES, LOOK_SECONDS, PATIENCE_SECONDS, M
from songreel_client.resources import Progress, Wait, read


@dataclass(frozen=True, repr=False)
class AsyncJob:
    """A snapshot; `refresh` gives a newer one."""

    folder: ClassVar[str]
    """Where such jobs are in the API: "videos"."""
    failure: ClassVar[type[JobFailed]]
    """Raised when one ends without its result."""

    document: dict[str, Any]
    """As the gateway gave it."""
    _transport: AsyncTransport = field(compare=False)

    @property
    def id(self) -> str:
        """Its own."""
        return str(self.document["id"])

    @property
    def song_id(self) -> str:
        """The song it is about."""
        return str(self.document["song_id"])

    @property
    def state(self) -> str:
        """What is being done: queued, hearing, ...; in the end completed, failed or cancelled."""
        return str(self.document["state"])

    @property
    def updated_at(self) -> str:
        """ISO 8601; of a completed one, when it was done."""
        return str(self.document.get("updated_at", ""))

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return read(Progress, self.document.get("progress") or {})

    @property
    def waiting_for(self) -> Wait | None:
        """What keeps it from going on; None while it goes on."""
        wait = self.document.get("waiting_for")
        return read(Wait, wait) if wait else None

    @property
    def error(self) -> dict[str, Any] | None:
        """RFC 9457 problem details of one that failed."""
        return self.document.get("error")

    @property
    def ended(self) -> bool:
        """Nothing more will happen to it by itself."""
        return self.state in LAST_STATES

    async def refresh(self) -> Self:
        """As it is now."""
        return await self._now("GET", self._path())

    async def wait(self, patience_seconds: float = PATIENCE_SECONDS) -> Self:
        """The completed one. Raises its `failure`, and Unreachable when the gateway stays away for longer than the
        patience."""
        job, heard_from = self, time.monotonic()
        while not job.ended:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                job = await job.refresh()
                heard_from = time.monotonic()
            except Unreachable:
                if time.monotonic() - heard_from > patience_seconds:
                    raise
        return job.completed()

    def completed(self) -> Self:
        """Itself when it is completed. Raises its `failure`."""
        if self.state != "completed":
            raise self.failure(self.id, self.state, self.error or {})
        return self

    async def analysis(self) -> audio_pb2.SongAnalysis:
        """What was heard in the song."""
        return await self._part("analysis", audio_pb2.SongAnalysis)

    async def _part(self, name: str, kind: type[M]) -> M:
        document = await self._transport.call("GET", self._path(name))
        return json_format.ParseDict(document, kind(), ignore_unknown_fields=True)

    def _path(self, *parts: str) -> str:
        return "/".join((f"/v1/{self.folder}", self.id, *parts))

    async def _now(self, method: str, path: str) -> Self:
        return type(self)(await self._transport.call(method, path), self._transport)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r}, state={self.state!r})"

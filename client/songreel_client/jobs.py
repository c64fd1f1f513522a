"""What a gateway does in the background, as it was when it was last read: a hearing, a writing, a video."""

import time
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self, TypeVar

from google.protobuf import json_format
from google.protobuf.message import Message
from songreel.audio.v1 import audio_pb2

from songreel_client.errors import JobFailed, Unreachable
from songreel_client.resources import Progress, Wait, read
from songreel_client.transport import Transport

M = TypeVar("M", bound=Message)
LAST_STATES = ("completed", "failed", "cancelled")
LOOK_SECONDS, PATIENCE_SECONDS = 0.4, 300.0


@dataclass(frozen=True, repr=False)
class Job:
    """A snapshot; `refresh` gives a newer one."""

    folder: ClassVar[str]
    """Where such jobs are in the API: "videos"."""
    failure: ClassVar[type[JobFailed]]
    """Raised when one ends without its result."""

    document: dict[str, Any]
    """As the gateway gave it."""
    _transport: Transport = field(compare=False)

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

    def refresh(self) -> Self:
        """As it is now."""
        return self._now("GET", self._path())

    def wait(self, patience_seconds: float = PATIENCE_SECONDS) -> Self:
        """The completed one. Raises its `failure`, and Unreachable when the gateway stays away for longer than the
        patience."""
        job, heard_from = self, time.monotonic()
        while not job.ended:
            time.sleep(LOOK_SECONDS)
            try:
                job = job.refresh()
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

    def analysis(self) -> audio_pb2.SongAnalysis:
        """What was heard in the song."""
        return self._part("analysis", audio_pb2.SongAnalysis)

    def _part(self, name: str, kind: type[M]) -> M:
        document = self._transport.call("GET", self._path(name))
        return json_format.ParseDict(document, kind(), ignore_unknown_fields=True)

    def _path(self, *parts: str) -> str:
        return "/".join((f"/v1/{self.folder}", self.id, *parts))

    def _now(self, method: str, path: str) -> Self:
        return type(self)(self._transport.call(method, path), self._transport)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r}, state={self.state!r})"

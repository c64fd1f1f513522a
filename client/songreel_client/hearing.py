"""A hearing as it was when it was last read: a song on its way to its analysis."""

import time
from dataclasses import dataclass, field
from typing import Any

from google.protobuf import json_format
from songreel.audio.v1 import audio_pb2

from songreel_client.errors import HearingFailed, Unreachable
from songreel_client.resources import Wait, read
from songreel_client.transport import Transport

LOOK_SECONDS, PATIENCE_SECONDS = 0.4, 300.0


@dataclass(frozen=True)
class Hearing:
    """A snapshot; `refresh` gives a newer one."""

    id: str
    song_id: str
    state: str
    """queued or hearing; in the end completed or failed."""
    updated_at: str
    """ISO 8601; of a completed one, when the song was heard."""
    waiting_for: Wait | None
    error: dict[str, Any] | None
    """RFC 9457 problem details of a failed hearing."""
    document: dict[str, Any] = field(repr=False)
    """As the gateway gave it."""
    _transport: Transport = field(repr=False, compare=False)

    @classmethod
    def of(cls, document: dict[str, Any], transport: Transport) -> "Hearing":
        """From the gateway's JSON."""
        wait = document.get("waiting_for")
        return cls(
            id=document["id"],
            song_id=document["song_id"],
            state=document["state"],
            updated_at=document.get("updated_at", ""),
            waiting_for=read(Wait, wait) if wait else None,
            error=document.get("error"),
            document=document,
            _transport=transport,
        )

    @property
    def ended(self) -> bool:
        """Nothing more will happen to it by itself."""
        return self.state in ("completed", "failed")

    def refresh(self) -> "Hearing":
        """The hearing as it is now."""
        return Hearing.of(self._transport.call("GET", f"/v1/hearings/{self.id}"), self._transport)

    def wait(self, patience_seconds: float = PATIENCE_SECONDS) -> "Hearing":
        """The completed hearing. Raises HearingFailed, and Unreachable when the gateway stays away for longer than
        the patience."""
        hearing, heard_from = self, time.monotonic()
        while not hearing.ended:
            time.sleep(LOOK_SECONDS)
            try:
                hearing = hearing.refresh()
                heard_from = time.monotonic()
            except Unreachable:
                if time.monotonic() - heard_from > patience_seconds:
                    raise
        return hearing.require_analysis()

    def require_analysis(self) -> "Hearing":
        """Itself when it is completed. Raises HearingFailed."""
        if self.state != "completed":
            raise HearingFailed(self.id, self.error or {})
        return self

    def analysis(self) -> audio_pb2.SongAnalysis:
        """What was heard."""
        document = self._transport.call("GET", f"/v1/hearings/{self.id}/analysis")
        return json_format.ParseDict(document, audio_pb2.SongAnalysis(), ignore_unknown_fields=True)

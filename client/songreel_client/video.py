"""A video as it was when it was last read, and what can be done with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_client.download import OnBytes, download
from songreel_client.errors import VideoFailed
from songreel_client.events import LAST_STATES, Event, follow
from songreel_client.resources import Progress, Shot, Wait, read
from songreel_client.transport import Transport

PATIENCE_SECONDS = 300.0


@dataclass(frozen=True)
class Video:
    """A snapshot; `refresh` gives a newer one."""

    id: str
    song_id: str
    song_name: str
    state: str
    """queued, hearing, writing, filming, cutting; in the end completed, failed or cancelled."""
    progress: Progress
    shots: tuple[Shot, ...]
    """In film order; empty until the script is written, and in lists."""
    waiting_for: Wait | None
    error: dict[str, Any] | None
    """RFC 9457 problem details of a failed video."""
    document: dict[str, Any] = field(repr=False)
    """As the gateway gave it."""
    _transport: Transport = field(repr=False, compare=False)

    @classmethod
    def of(cls, document: dict[str, Any], transport: Transport) -> "Video":
        """From the gateway's JSON."""
        wait = document.get("waiting_for")
        return cls(
            id=document["id"],
            song_id=document["song_id"],
            song_name=document.get("song_name", ""),
            state=document["state"],
            progress=read(Progress, document.get("progress") or {}),
            shots=tuple(read(Shot, shot) for shot in document.get("shots") or ()),
            waiting_for=read(Wait, wait) if wait else None,
            error=document.get("error"),
            document=document,
            _transport=transport,
        )

    @property
    def ended(self) -> bool:
        """Nothing more will happen to it."""
        return self.state in LAST_STATES

    @property
    def film(self) -> assembly_pb2.Film | None:
        """The cut film's facts, once there is one."""
        facts = self.document.get("film")
        return json_format.ParseDict(facts, assembly_pb2.Film(), ignore_unknown_fields=True) if facts else None

    def refresh(self) -> "Video":
        """The video as it is now."""
        return Video.of(self._transport.call("GET", f"/v1/videos/{self.id}"), self._transport)

    def cancel(self) -> "Video":
        """Ends it; one that has ended stays as it is."""
        return Video.of(self._transport.call("POST", f"/v1/videos/{self.id}/cancel"), self._transport)

    def events(self, after: int = 0, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[Event]:
        """What happened since the event numbered `after`, then what happens, until the video has ended.

        Goes on by itself after a broken line and over restarts of the gateway; raises Unreachable when that stays
        away longer than the patience.
        """
        return follow(self._transport, self.id, after, patience_seconds)

    def wait(self, patience_seconds: float = PATIENCE_SECONDS) -> "Video":
        """The completed video. Raises VideoFailed when it ends otherwise, Unreachable as `events` does."""
        for _ in self.events(patience_seconds=patience_seconds):
            pass
        return self.refresh().require_film()

    def require_film(self) -> "Video":
        """Itself when it is completed. Raises VideoFailed."""
        if self.state != "completed":
            raise VideoFailed(self.id, self.state, self.error or {})
        return self

    def download(self, path: Path, *, on_bytes: OnBytes = lambda done, total: None) -> Path:
        """The film as a file: whole, checked by its sha256, put in place in one step. Raises CannotWrite."""
        film = self.film
        sha256 = film.sha256 if film else ""
        return download(self._transport, f"/v1/videos/{self.id}/film", path, sha256=sha256, on_bytes=on_bytes)

    def download_part(self, part: str, path: Path) -> Path:
        """`poster`, `contact-sheet`, `certificate`, `script` or `analysis` as a file."""
        return download(self._transport, f"/v1/videos/{self.id}/{part}", path)

    def certificate(self) -> assembly_pb2.Certificate:
        """What was measured on the film."""
        return json_format.ParseDict(self._part("certificate"), assembly_pb2.Certificate(), ignore_unknown_fields=True)

    def script(self) -> script_pb2.Script:
        """What happens in the film."""
        return json_format.ParseDict(self._part("script"), script_pb2.Script(), ignore_unknown_fields=True)

    def analysis(self) -> audio_pb2.SongAnalysis:
        """What was heard in the song."""
        return json_format.ParseDict(self._part("analysis"), audio_pb2.SongAnalysis(), ignore_unknown_fields=True)

    def _part(self, part: str) -> dict[str, Any]:
        document: dict[str, Any] = self._transport.call("GET", f"/v1/videos/{self.id}/{part}")
        return document

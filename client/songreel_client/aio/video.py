"""A video: a song on its way to its film, and what can be done with it.

Generated from video.py by `make async`: change that.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2

from songreel_client.aio.download import download
from songreel_client.aio.edited import AsyncEdited
from songreel_client.aio.events import follow
from songreel_client.download import OnBytes
from songreel_client.errors import VideoFailed
from songreel_client.events import Event
from songreel_client.jobs import PATIENCE_SECONDS
from songreel_client.resources import Keyframe, Shot, read, read_shot
from songreel_client.video import Form
from songreel_client.waivers import WHOLE_FILM, Waiver, findings_in


class AsyncVideo(AsyncEdited):
    """Its states are queued, hearing, writing, filming and cutting, and requires_action while it waits for you; in the
    end completed, failed or cancelled. A completed one that is edited begins again at queued."""

    folder = "videos"
    failure = VideoFailed

    @property
    def song_name(self) -> str:
        """The name of the song's file."""
        return str(self.document.get("song_name", ""))

    @property
    def shots(self) -> tuple[Shot, ...]:
        """In film order; empty before the song is heard, and in lists."""
        return tuple(read_shot(shot) for shot in self.document.get("shots") or ())

    @property
    def film(self) -> assembly_pb2.Film | None:
        """The cut film's facts, once there is one."""
        facts = self.document.get("film")
        return json_format.ParseDict(facts, assembly_pb2.Film(), ignore_unknown_fields=True) if facts else None

    async def keyframes(self) -> tuple[Keyframe, ...]:
        """The pictures that wait for approval, or that were approved; empty until the script is whole. Raises ApiError
        for a video that was ordered without approval."""
        listed = (await self._transport.call("GET", self._path("keyframes")))["keyframes"]
        return tuple(read(Keyframe, each) for each in listed)

    async def remake_keyframe(self, keyframe_id: str) -> Keyframe:
        """Has another picture made in place of this one; it is not ready yet."""
        path = self._path("keyframes", quote(keyframe_id, safe=""), "again")
        return read(Keyframe, await self._transport.call("POST", path))

    async def download_keyframe(self, keyframe_id: str, path: Path) -> Path:
        """The picture as a file, a PNG. Raises CannotWrite."""
        return await download(self._transport, self._path("keyframes", quote(keyframe_id, safe=""), "content"), path)

    @property
    def links(self) -> dict[str, str]:
        """What can be read of it now, by name."""
        return dict(self.document.get("links") or {})

    async def cancel(self) -> Self:
        """Ends it; one that has ended stays as it is."""
        return await self._now("POST", self._path("cancel"))

    def events(self, after: int = 0, patience_seconds: float = PATIENCE_SECONDS) -> AsyncIterator[Event]:
        """What happened since the event numbered `after`, then what happens, until the video has ended.

        Goes on by itself after a broken line and over restarts of the gateway; raises Unreachable when that stays
        away longer than the patience.
        """
        return follow(self._transport, self.id, after, patience_seconds)

    async def wait(self, patience_seconds: float = PATIENCE_SECONDS) -> Self:
        """The completed video. Raises VideoFailed when it ends otherwise, Unreachable as `events` does."""
        async for _ in self.events(patience_seconds=patience_seconds):
            pass
        return (await self.refresh()).completed()

    async def download(self, path: Path, *, on_bytes: OnBytes = lambda done, total: None) -> Path:
        """The film as a file: whole, checked by its sha256, put in place in one step. Raises CannotWrite."""
        film = self.film
        sha256 = film.sha256 if film else ""
        return await download(self._transport, self._path("film"), path, sha256=sha256, on_bytes=on_bytes)

    async def download_part(self, part: str, path: Path) -> Path:
        """`poster`, `contact-sheet`, `certificate`, `certificate-page`, `script`, `analysis`, `project`,
        `captions/srt`, `timeline/otio` or, once it is made, `deliveries/youtube` and the like, as a file."""
        return await download(self._transport, self._path(part), path)

    async def delivery(self, profile: str) -> assembly_pb2.Delivery | None:
        """The film for a platform (youtube, instagram, tiktok, web, prores, teaser) with the platform's limits; None
        while it is being made, which the first call begins."""
        document = await self._transport.call("GET", self._path("deliveries", profile, "limits"))
        if "fileUri" not in document:
            return None
        return json_format.ParseDict(document, assembly_pb2.Delivery(), ignore_unknown_fields=True)

    async def certificate(self) -> assembly_pb2.Certificate:
        """What was measured on the film."""
        return await self._part("certificate", assembly_pb2.Certificate)

    async def certificate_document(self) -> dict[str, Any]:
        """The certificate's JSON as it was signed, for `certificates.check_certificate`."""
        document: dict[str, Any] = await self._transport.call("GET", self._path("certificate"))
        return document

    async def download_certificate(self, path: Path, form: Form = "json") -> Path:
        """The certificate as a file: the signed document, or a page for screens or for paper. Raises CannotWrite."""
        return await download(self._transport, f"{self._path('certificate')}?format={form}", path)

    @property
    def findings(self) -> tuple[critic_pb2.Finding, ...]:
        """What the critic said of the shots, in film order, then of the whole film; a list's video has none."""
        return findings_in(self.document)

    async def waive(self, measure: str, *, shot_index: int = WHOLE_FILM, waived_by: str, reason: str) -> Waiver:
        """Accepts a defect that was found in a shot, or anywhere in the film; the certificate is issued anew with it.

        It is never taken back. Waived before, the first one stays and is returned. Raises ApiError for a defect that
        was not found, or a film that is not cut.
        """
        order = {"measure": measure, "shot_index": shot_index, "waived_by": waived_by, "reason": reason}
        return read(Waiver, await self._transport.call("POST", self._path("waivers"), json=order))

    async def waivers(self) -> tuple[Waiver, ...]:
        """What was accepted, oldest first."""
        return tuple(
            read(Waiver, each) for each in (await self._transport.call("GET", self._path("waivers")))["waivers"]
        )

    async def sign_links(self, *paths: str, seconds: float | None = None) -> dict[str, str]:
        """Addresses that open things of this video without a key for a while: `sign_links("film", "poster")`. By
        default the film and what lies beside it. They cannot be taken back."""
        order = ({"paths": list(paths)} if paths else {}) | ({"seconds": seconds} if seconds is not None else {})
        signed = (await self._transport.call("POST", self._path("links"), json=order))["links"]
        return {path: f"{self._transport.base_url}{link['url']}" for path, link in signed.items()}

    async def script(self) -> script_pb2.Script:
        """What happens in the film."""
        return await self._part("script", script_pb2.Script)

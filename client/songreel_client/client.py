"""The SDK's entrance: songs, hearings, scripts and videos of one gateway."""

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_client.hearing import Hearing
from songreel_client.images import Images
from songreel_client.keys import Keys, Tenants
from songreel_client.orders import (
    Brief,
    HearingOrder,
    Lyrics,
    Order,
    ScriptOrder,
    body,
    hearing_body,
    script_body,
)  # fmt: skip
from songreel_client.quoting import Quotes
from songreel_client.resources import Song, read
from songreel_client.transport import Transport, given
from songreel_client.uploading import send_song
from songreel_client.video import Video
from songreel_client.webhooks import Webhooks
from songreel_client.writing import Writing


class Songs:
    """Songs of a gateway."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def upload(self, path: Path, on_bytes: Callable[[int], None] = lambda done: None) -> Song:
        """The stored song; a large one goes on by itself after a broken line or a restart of the gateway. Raises
        CannotRead, ApiError, Unreachable."""
        return send_song(self._transport, path, on_bytes)

    def fetch(self, url: str) -> Song:
        """The song that the gateway fetches from a public https URL. Raises ApiError, Unreachable."""
        return read(Song, self._transport.call("POST", "/v1/songs", json={"url": url}))

    def get(self, song_id: str) -> Song:
        """A song that was uploaded."""
        return read(Song, self._transport.call("GET", f"/v1/songs/{quote(song_id, safe='')}"))

    def list(self, limit: int = 20, cursor: str = "") -> tuple[list[Song], str]:
        """A page of songs, newest first, and the next page's cursor (empty on the last)."""
        page = self._transport.call("GET", "/v1/songs", params=given(limit=limit, cursor=cursor))
        return [read(Song, each) for each in page["songs"]], page.get("next_cursor") or ""

    def delete(self, song_id: str) -> None:
        """Deletes a song that no video is made of, with its hearings and scripts. Raises ApiError."""
        self._transport.call("DELETE", f"/v1/songs/{quote(song_id, safe='')}")


class Hearings:
    """Songs that a gateway hears by themselves."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create(
        self, song_id: str, *, order: HearingOrder | None = None, lyrics: Lyrics | None = None, anew: bool = False
    ) -> Hearing:
        """The hearing of a song. The same song, order and lyrics are one hearing; `anew` listens again to what was
        heard before. Raises ApiError, Unreachable."""
        document = hearing_body(song_id, order or HearingOrder(), lyrics, anew)
        return Hearing(self._transport.call("POST", "/v1/hearings", json=document), self._transport)

    def get(self, hearing_id: str) -> Hearing:
        """A hearing."""
        made = self._transport.call("GET", f"/v1/hearings/{quote(hearing_id, safe='')}")
        return Hearing(made, self._transport)


class Scripts:
    """Scripts that a gateway writes without filming them."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._images = Images(transport)

    def create(
        self,
        song_id: str,
        *,
        brief: Brief | dict[str, Any] | None = None,
        order: ScriptOrder | None = None,
        lyrics: Lyrics | None = None,
        anew: bool = False,
    ) -> Writing:
        """The writing of a song's script. The same song, brief, order and lyrics are one writing; `anew` writes again
        what was written before. Raises ApiError, Unreachable."""
        document = script_body(song_id, self._images.named_in(brief or Brief()), order or ScriptOrder(), lyrics, anew)
        return Writing(self._transport.call("POST", "/v1/scripts", json=document), self._transport)

    def get(self, writing_id: str) -> Writing:
        """A writing."""
        made = self._transport.call("GET", f"/v1/scripts/{quote(writing_id, safe='')}")
        return Writing(made, self._transport)


class Videos:
    """Videos of a gateway."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._images = Images(transport)

    def create(
        self,
        song_id: str,
        *,
        brief: Brief | dict[str, Any] | None = None,
        order: Order | None = None,
        lyrics: Lyrics | None = None,
        script: script_pb2.Script | None = None,
        idempotency_key: str = "",
    ) -> Video:
        """The ordered video. Calls with the same key are one order.

        With a `script` exactly that is filmed, and nothing is written: give it with the order and the lyrics that it
        was written for, since they decide where the song is cut. Raises ApiError (its `faults` say what is wrong with
        which part of the script), Unreachable.
        """
        document = body(song_id, self._images.named_in(brief or Brief()), order or Order(), lyrics, script)
        headers = {"idempotency-key": idempotency_key or secrets.token_urlsafe(24)}
        made = self._transport.call("POST", "/v1/videos", json=document, headers=headers)
        return Video(made, self._transport)

    def get(self, video_id: str) -> Video:
        """A video with its shots."""
        return Video(self._transport.call("GET", f"/v1/videos/{quote(video_id, safe='')}"), self._transport)

    def list(self, limit: int = 20, cursor: str = "", *, song_id: str = "", state: str = "") -> tuple[list[Video], str]:
        """A page of videos, newest first, without their shots, and the next page's cursor (empty on the last); those of
        a song, or in a state, alone where one is given."""
        narrow = given(limit=limit, cursor=cursor, song_id=song_id, state=state)
        page = self._transport.call("GET", "/v1/videos", params=narrow)
        return [Video(each, self._transport) for each in page["videos"]], page.get("next_cursor") or ""


class Songreel:
    """A gateway. Close it, or use it in a `with` statement."""

    def __init__(self, base_url: str, api_key: str | None = None) -> None:
        """`base_url` as in http://127.0.0.1:8080; without a key SONGREEL_API_KEY is taken. Raises BadInput; connects
        when first used."""
        self.transport = Transport(base_url, api_key)
        self.songs = Songs(self.transport)
        self.images = Images(self.transport)
        self.hearings = Hearings(self.transport)
        self.scripts = Scripts(self.transport)
        self.videos = Videos(self.transport)
        self.quotes = Quotes(self.transport)
        self.webhooks = Webhooks(self.transport)
        self.keys = Keys(self.transport)
        self.tenants = Tenants(self.transport)

    def hear(
        self, song: Path, *, order: HearingOrder | None = None, lyrics: Lyrics | None = None
    ) -> audio_pb2.SongAnalysis:
        """What is heard in a song. Raises HearingFailed, CannotRead, ApiError, Unreachable."""
        hearing = self.hearings.create(self.songs.upload(song).id, order=order, lyrics=lyrics)
        return hearing.wait().analysis()

    def write(
        self,
        song: Path,
        *,
        brief: Brief | dict[str, Any] | None = None,
        order: ScriptOrder | None = None,
        lyrics: Lyrics | None = None,
    ) -> script_pb2.Script:
        """The script of a song's film. Raises WritingFailed, CannotRead, ApiError, Unreachable."""
        writing = self.scripts.create(self.songs.upload(song).id, brief=brief, order=order, lyrics=lyrics)
        return writing.wait().script()

    def alive(self) -> None:
        """Nothing, or Unreachable when no Songreel gateway answers."""
        self.transport.call("GET", "/v1/videos", params={"limit": 1})

    def unready(self, services: Sequence[str] = ()) -> list[str]:
        """Names of the services that do not serve yet; empty when the gateway can make films, or when those named do
        serve."""
        if self.transport.answers("/readyz")[0] == 200:
            return []
        backends = self.transport.call("GET", "/v1/health/backends")["backends"]
        missing = [backend["name"] for backend in backends if backend["status"] != "SERVING"]
        return [name for name in missing if name in services] if services else missing or ["database"]

    def close(self) -> None:
        """Ends the connections."""
        self.transport.close()

    def __enter__(self) -> "Songreel":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

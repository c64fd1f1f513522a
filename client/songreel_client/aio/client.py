"""The SDK's entrance: songs, hearings, scripts and videos of one gateway.

Generated from client.py by `make async`: change that.
"""

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_client.aio.hearing import AsyncHearing
from songreel_client.aio.images import AsyncImages
from songreel_client.aio.keys import AsyncKeys, AsyncTenants
from songreel_client.aio.quoting import AsyncQuotes
from songreel_client.aio.transport import AsyncTransport
from songreel_client.aio.uploading import send_song
from songreel_client.aio.video import AsyncVideo
from songreel_client.aio.webhooks import AsyncWebhooks
from songreel_client.aio.writing import AsyncWriting
from songreel_client.orders import Brief, HearingOrder, Lyrics, Order, ScriptOrder, body, hearing_body, script_body
from songreel_client.resources import Song, read
from songreel_client.transport import given


class AsyncSongs:
    """Songs of a gateway."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def upload(self, path: Path, on_bytes: Callable[[int], None] = lambda done: None) -> Song:
        """The stored song; a large one goes on by itself after a broken line or a restart of the gateway. Raises
        CannotRead, ApiError, Unreachable."""
        return await send_song(self._transport, path, on_bytes)

    async def fetch(self, url: str) -> Song:
        """The song that the gateway fetches from a public https URL. Raises ApiError, Unreachable."""
        return read(Song, await self._transport.call("POST", "/v1/songs", json={"url": url}))

    async def get(self, song_id: str) -> Song:
        """A song that was uploaded."""
        return read(Song, await self._transport.call("GET", f"/v1/songs/{quote(song_id, safe='')}"))

    async def list(self, limit: int = 20, cursor: str = "") -> tuple[list[Song], str]:
        """A page of songs, newest first, and the next page's cursor (empty on the last)."""
        page = await self._transport.call("GET", "/v1/songs", params=given(limit=limit, cursor=cursor))
        return [read(Song, each) for each in page["songs"]], page.get("next_cursor") or ""

    async def delete(self, song_id: str) -> None:
        """Deletes a song that no video is made of, with its hearings and scripts. Raises ApiError."""
        await self._transport.call("DELETE", f"/v1/songs/{quote(song_id, safe='')}")


class AsyncHearings:
    """Songs that a gateway hears by themselves."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def create(
        self, song_id: str, *, order: HearingOrder | None = None, lyrics: Lyrics | None = None, anew: bool = False
    ) -> AsyncHearing:
        """The hearing of a song. The same song, order and lyrics are one hearing; `anew` listens again to what was
        heard before. Raises ApiError, Unreachable."""
        document = hearing_body(song_id, order or HearingOrder(), lyrics, anew)
        return AsyncHearing(await self._transport.call("POST", "/v1/hearings", json=document), self._transport)

    async def get(self, hearing_id: str) -> AsyncHearing:
        """A hearing."""
        made = await self._transport.call("GET", f"/v1/hearings/{quote(hearing_id, safe='')}")
        return AsyncHearing(made, self._transport)


class AsyncScripts:
    """Scripts that a gateway writes without filming them."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport
        self._images = AsyncImages(transport)

    async def create(
        self,
        song_id: str,
        *,
        brief: Brief | dict[str, Any] | None = None,
        order: ScriptOrder | None = None,
        lyrics: Lyrics | None = None,
        anew: bool = False,
    ) -> AsyncWriting:
        """The writing of a song's script. The same song, brief, order and lyrics are one writing; `anew` writes again
        what was written before. Raises ApiError, Unreachable."""
        document = script_body(
            song_id, await self._images.named_in(brief or Brief()), order or ScriptOrder(), lyrics, anew
        )
        return AsyncWriting(await self._transport.call("POST", "/v1/scripts", json=document), self._transport)

    async def get(self, writing_id: str) -> AsyncWriting:
        """A writing."""
        made = await self._transport.call("GET", f"/v1/scripts/{quote(writing_id, safe='')}")
        return AsyncWriting(made, self._transport)


class AsyncVideos:
    """Videos of a gateway."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport
        self._images = AsyncImages(transport)

    async def create(
        self,
        song_id: str,
        *,
        brief: Brief | dict[str, Any] | None = None,
        order: Order | None = None,
        lyrics: Lyrics | None = None,
        script: script_pb2.Script | None = None,
        idempotency_key: str = "",
    ) -> AsyncVideo:
        """The ordered video. Calls with the same key are one order.

        With a `script` exactly that is filmed, and nothing is written: give it with the order and the lyrics that it
        was written for, since they decide where the song is cut. Raises ApiError (its `faults` say what is wrong with
        which part of the script), Unreachable.
        """
        document = body(song_id, await self._images.named_in(brief or Brief()), order or Order(), lyrics, script)
        headers = {"idempotency-key": idempotency_key or secrets.token_urlsafe(24)}
        made = await self._transport.call("POST", "/v1/videos", json=document, headers=headers)
        return AsyncVideo(made, self._transport)

    async def get(self, video_id: str) -> AsyncVideo:
        """A video with its shots."""
        return AsyncVideo(await self._transport.call("GET", f"/v1/videos/{quote(video_id, safe='')}"), self._transport)

    async def list(
        self, limit: int = 20, cursor: str = "", *, song_id: str = "", state: str = ""
    ) -> tuple[list[AsyncVideo], str]:
        """A page of videos, newest first, without their shots, and the next page's cursor (empty on the last); those of
        a song, or in a state, alone where one is given."""
        narrow = given(limit=limit, cursor=cursor, song_id=song_id, state=state)
        page = await self._transport.call("GET", "/v1/videos", params=narrow)
        return [AsyncVideo(each, self._transport) for each in page["videos"]], page.get("next_cursor") or ""


class AsyncSongreel:
    """A gateway. Close it, or use it in a `with` statement."""

    def __init__(self, base_url: str, api_key: str | None = None) -> None:
        """`base_url` as in http://127.0.0.1:8080; without a key SONGREEL_API_KEY is taken. Raises BadInput; connects
        when first used."""
        self.transport = AsyncTransport(base_url, api_key)
        self.songs = AsyncSongs(self.transport)
        self.images = AsyncImages(self.transport)
        self.hearings = AsyncHearings(self.transport)
        self.scripts = AsyncScripts(self.transport)
        self.videos = AsyncVideos(self.transport)
        self.quotes = AsyncQuotes(self.transport)
        self.webhooks = AsyncWebhooks(self.transport)
        self.keys = AsyncKeys(self.transport)
        self.tenants = AsyncTenants(self.transport)

    async def hear(
        self, song: Path, *, order: HearingOrder | None = None, lyrics: Lyrics | None = None
    ) -> audio_pb2.SongAnalysis:
        """What is heard in a song. Raises HearingFailed, CannotRead, ApiError, Unreachable."""
        hearing = await self.hearings.create((await self.songs.upload(song)).id, order=order, lyrics=lyrics)
        return await (await hearing.wait()).analysis()

    async def write(
        self,
        song: Path,
        *,
        brief: Brief | dict[str, Any] | None = None,
        order: ScriptOrder | None = None,
        lyrics: Lyrics | None = None,
    ) -> script_pb2.Script:
        """The script of a song's film. Raises WritingFailed, CannotRead, ApiError, Unreachable."""
        writing = await self.scripts.create((await self.songs.upload(song)).id, brief=brief, order=order, lyrics=lyrics)
        return await (await writing.wait()).script()

    async def alive(self) -> None:
        """Nothing, or Unreachable when no Songreel gateway answers."""
        await self.transport.call("GET", "/v1/videos", params={"limit": 1})

    async def unready(self, services: Sequence[str] = ()) -> list[str]:
        """Names of the services that do not serve yet; empty when the gateway can make films, or when those named do
        serve."""
        if (await self.transport.answers("/readyz"))[0] == 200:
            return []
        backends = (await self.transport.call("GET", "/v1/health/backends"))["backends"]
        missing = [backend["name"] for backend in backends if backend["status"] != "SERVING"]
        return [name for name in missing if name in services] if services else missing or ["database"]

    async def close(self) -> None:
        """Ends the connections."""
        await self.transport.close()

    async def __aenter__(self) -> "AsyncSongreel":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

"""A song from a URL that a client names: from public servers alone, within limits of time, size and kind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urljoin, urlsplit

import httpx
import structlog

from songreel_gateway.arrivals.room import Room
from songreel_gateway.arrivals.uploads import Sink, Upload, temporary, tidy_name
from songreel_gateway.problems import FieldProblem, Refusal, refuse
from songreel_gateway.webhooks.guard import Forbidden, Target, resolve

log = structlog.get_logger()

MOST_REDIRECTS = 5
SILENCE_SECONDS = 15.0
SNIFFED_BYTES = 12
ANYTHING = ("", "application/octet-stream", "binary/octet-stream", "application/force-download")
ALSO_SONGS = ("application/ogg", "video/mp4", "video/webm", "video/ogg")  # containers that hold sound as well
BEGINNINGS = (
    b"ID3",
    b"RIFF",
    b"fLaC",
    b"OggS",
    b"FORM",
    b"\x1aE\xdf\xa3",
    b"caff",
    b"MAC ",
    b"wvpk",
    b"\x30\x26\xb2\x75",
)


@dataclass(frozen=True)
class Fetcher:
    """How songs are fetched."""

    room: Room
    longest_seconds: float
    """For all of one song, redirects included."""
    private: bool
    """Also from private addresses, and over http."""

    @asynccontextmanager
    async def fetched(self, url: str) -> AsyncIterator[Upload]:
        """The song in a temporary file that is gone afterwards. Raises Refusal with what is wrong with the URL."""
        self.room.check(0)
        with temporary(self.room) as (file, path):
            sink = Sink(file, self.room)
            try:
                async with asyncio.timeout(self.longest_seconds):
                    name = await self._fetch(url, sink)
            except TimeoutError:
                raise refused(f"It did not come within {self.longest_seconds:.0f} s.") from None
            except httpx.HTTPError as error:
                raise refused(f"It cannot be fetched: {error or type(error).__name__}.") from error
            sink.finish()
            if not sink.written_bytes:
                raise refused("The file there is empty.")
            log.info("song_fetched", host=urlsplit(url).hostname, size_bytes=sink.written_bytes)
            yield Upload(path, name)

    async def _fetch(self, url: str, sink: Sink) -> str:
        async with httpx.AsyncClient(trust_env=False, timeout=SILENCE_SECONDS, follow_redirects=False) as client:
            for _ in range(MOST_REDIRECTS + 1):
                target = await self._resolved(url)  # anew for each redirect: that is how a guard is gone round
                headers = {"host": target.host, "user-agent": "Songreel/1", "accept-encoding": "identity"}
                where = {"sni_hostname": target.name}
                async with client.stream("GET", target.url, headers=headers, extensions=where) as answer:
                    if answer.has_redirect_location:
                        url = urljoin(url, answer.headers["location"])
                        continue
                    if answer.status_code != httpx.codes.OK:
                        raise refused(f"Its server answered {answer.status_code}.")
                    await self._receive(answer, sink)
                    return _name(answer, url)
        raise refused(f"It leads on through more than {MOST_REDIRECTS} redirects.")

    async def _resolved(self, url: str) -> Target:
        try:
            return await resolve(url, self.private)
        except Forbidden as error:
            raise refused(str(error)) from None
        except OSError as error:
            raise refused(f"The host is not known: {error.strerror or error}.") from None

    async def _receive(self, answer: httpx.Response, sink: Sink) -> None:
        length = answer.headers.get("content-length", "")
        if length.isdecimal():
            self.room.check(int(length))
        media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not (media.startswith("audio/") or media in ALSO_SONGS or media in ANYTHING):
            raise refused(f"There is no song there: its server says {media!r}. Name the file itself, not its page.")
        beginning = b""
        async for chunk in answer.aiter_raw():
            if len(beginning) < SNIFFED_BYTES:
                beginning += chunk[:SNIFFED_BYTES]
                if len(beginning) >= SNIFFED_BYTES and media in ANYTHING and not looks_like_sound(beginning):
                    raise refused("There is no song there, as far as its first bytes tell. Upload the file instead.")
            sink.write(chunk)


def looks_like_sound(beginning: bytes) -> bool:
    """Whether a file that begins so is in one of the containers of sound."""
    frame = len(beginning) > 1 and beginning[0] == 0xFF and beginning[1] & 0xE0 == 0xE0  # MPEG audio, ADTS
    return frame or beginning.startswith(BEGINNINGS) or beginning[4:8] == b"ftyp"


def refused(why: str) -> Refusal:
    """422 that points at the URL."""
    fault = FieldProblem(pointer="/url", detail=why)
    return refuse("unprocessable", 422, f"This URL gives no song. {why}", errors=[fault])


def _name(answer: httpx.Response, url: str) -> str:
    disposition = EmailMessage()
    disposition["content-disposition"] = answer.headers.get("content-disposition", "attachment")
    return tidy_name(disposition.get_filename("") or unquote(urlsplit(url).path))

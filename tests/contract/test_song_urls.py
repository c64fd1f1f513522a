"""Songs by URL: what is fetched, and what is not, since a client must not make the gateway call what it should not."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from songreel_gateway.arrivals.fetching import Fetcher
from songreel_gateway.arrivals.room import SONG, Room
from songreel_gateway.problems import Refusal

from tests.fake_stack import FakeStack

MP3 = b"ID3" + bytes(range(256)) * 100


class Songs(BaseHTTPRequestHandler):
    """A server of songs, and of what is none."""

    def do_GET(self) -> None:
        media, length = "audio/mpeg", str(len(MP3))
        path = self.path.partition("?")[0]
        match path:
            case "/song.mp3" | "/to/song.mp3":
                pass
            case "/page":
                media = "text/html"
            case "/unknown.bin":
                media = "application/octet-stream"
            case "/loop" | "/near" | "/aside":
                self.send_response(302)
                aims = {"/loop": "/loop", "/near": "song.mp3", "/aside": "http://me:secret@127.0.0.1/"}
                self.send_header("Location", aims[path])
                self.end_headers()
                return
            case "/huge":
                length = str(10**12)
            case "/endless":
                length = ""
            case _:
                self.send_error(404)
                return
        self.send_response(200)
        self.send_header("Content-Type", media)
        if length:
            self.send_header("Content-Length", length)
        self.end_headers()
        try:
            self.wfile.write(b"<html>not a song" * 9 if path == "/unknown.bin" else MP3)
            while path == "/endless":
                self.wfile.write(bytes(100_000))
        except OSError:
            pass  # it was read no further

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Songs)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def stack(uploads_stack: FakeStack) -> FakeStack:
    """It fetches from private addresses too."""
    return uploads_stack


def test_a_song_is_fetched_and_called_as_its_url_calls_it(stack: FakeStack, site: str) -> None:
    """201, then 200 through a redirect; an upload of the same bytes is the same song."""
    first = stack.http.post("/v1/songs", json={"url": f"{site}/to/song.mp3?key=1"})
    again = stack.http.post("/v1/songs", json={"url": f"{site}/near"})
    assert (first.status_code, again.status_code) == (201, 200), first.text
    assert (first.json()["name"], first.json()["size_bytes"]) == ("song.mp3", len(MP3))
    assert stack.upload(MP3) == first.json()["id"] == again.json()["id"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/page", 422, "text/html"),
        ("/unknown.bin", 422, "first bytes"),
        ("/nothing", 422, "answered 404"),
        ("/loop", 422, "redirects"),
        ("/aside", 422, "name and password"),  # the guard looks at where a redirect leads, too
        ("/huge", 413, "larger than"),
        ("/endless", 413, "larger than"),
    ],
)
def test_what_is_no_song_or_too_large_is_refused(
    stack: FakeStack, site: str, path: str, status: int, words: str
) -> None:
    """With what is wrong; nothing stays behind."""
    answer = stack.http.post("/v1/songs", json={"url": site + path})
    assert answer.status_code == status, answer.text
    assert words in answer.json()["detail"]
    assert list((stack.folder / "data" / "uploads").iterdir()) == []


def test_only_the_url_is_taken(stack: FakeStack) -> None:
    """Faults of the body are pointed at; what is no JSON is 400."""
    for body, pointer in (({}, "/url"), ({"url": 3}, "/url"), ({"url": "x", "name": "y"}, "/name")):
        answer = stack.http.post("/v1/songs", json=body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    headers = {"content-type": "application/json"}
    assert stack.http.post("/v1/songs", content=b"{", headers=headers).status_code == 400
    assert stack.http.post("/v1/songs", content=b'{"url":"' + b"x" * 20_000, headers=headers).status_code == 413


@pytest.mark.parametrize(
    "url", ["{}/song.mp3", "https://127.0.0.1/a.mp3", "https://localhost/a.mp3", "https://[64:ff9b::a00:1]/a.mp3"]
)
async def test_only_public_servers_are_called_without_the_operators_word(tmp_path: Path, site: str, url: str) -> None:
    """No private address, no http, no name or other form of one: refused with a pointer, and nothing is written."""
    fetcher = Fetcher(Room(tmp_path, SONG, 10**9, 0), longest_seconds=20, private=False)
    with pytest.raises(Refusal) as refused:
        async with fetcher.fetched(url.format(site)):
            pass
    assert [fault.pointer for fault in refused.value.problem.errors or ()] == ["/url"]
    assert list(tmp_path.iterdir()) == []

"""Resumable uploads after tus 1.0.0, with a client that others wrote, over gateways that are killed in the middle."""

import base64
import contextlib
import hashlib
import io
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from songreel_client import Songreel
from tusclient.client import TusClient

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

MEDIA = "application/offset+octet-stream"
TUS = {"Tus-Resumable": "1.0.0"}
SONG = random.Random(5).randbytes(11_000_000)  # three pieces
NAMED = base64.b64encode(b"ein Lied.flac").decode()


@pytest.fixture
def stack(uploads_stack: FakeStack) -> FakeStack:
    return uploads_stack


def begun(stack: FakeStack, size: int = len(SONG), headers: dict[str, str] | None = None) -> str:
    """The path of a new upload."""
    answer = stack.http.post("/v1/tus", headers={**TUS, "Upload-Length": str(size), **(headers or {})})
    assert answer.status_code == 201, answer.text
    return answer.headers["location"]


def sent(
    stack: FakeStack, path: str, data: bytes, offset: int = 0, headers: dict[str, str] | None = None
) -> httpx.Response:
    told = {**TUS, "Upload-Offset": str(offset), "Content-Type": MEDIA, **(headers or {})}
    return stack.http.patch(path, content=data, headers=told)


def pieces(stack: FakeStack) -> list[Path]:
    """What lies in the store of songs that are not whole."""
    return [path for path in (stack.folder / "artifacts" / "uploads").glob("*") if path.is_file()]


def test_another_client_uploads_in_chunks_and_the_song_is_there(stack: FakeStack) -> None:
    """tuspy, chunk by chunk, each with its checksum: the song has those bytes and that name, and no piece stays."""
    client = TusClient(f"http://127.0.0.1:{stack.port}/v1/tus")
    uploader = client.uploader(
        file_stream=io.BytesIO(SONG), chunk_size=3_000_000, metadata={"filename": "a.flac"}, upload_checksum=True
    )
    uploader.upload()
    upload = stack.http.get(str(uploader.url).replace("/tus/", "/uploads/")).json()
    song = stack.http.get(upload["links"]["song"]).json()
    assert (song["sha256"], song["name"]) == (hashlib.sha256(SONG).hexdigest(), "a.flac")
    assert stack.http.get("/v1/songs", params={"sha256": song["sha256"]}).json()["songs"] == [song]
    assert pieces(stack) == []


def test_an_upload_goes_on_after_the_gateway_was_killed(stack: FakeStack) -> None:
    """`kill -9` in the middle of a request: what was kept by then is there, and the rest makes the song whole."""
    path = begun(stack, headers={"Upload-Metadata": f"filename {NAMED}"})

    def slowly() -> Iterator[bytes]:
        yield SONG[:9_000_000]
        wait_until(lambda: len(pieces(stack)) == 2, 20, "two pieces")
        stack.kill("gateway")
        yield SONG[9_000_000:]

    told = {**TUS, "Upload-Offset": "0", "Content-Type": MEDIA}
    with pytest.raises(httpx.TransportError):
        stack.http.patch(path, content=slowly(), headers=told)
    stack.start_gateway()
    stack.wait_until_alive()
    offset = int(stack.http.head(path, headers=TUS).headers["upload-offset"])
    assert 4_000_000 < offset < 9_000_000
    answer = sent(stack, path, SONG[offset:], offset)
    assert answer.status_code == 204, answer.text
    song = stack.http.get(f"/v1/songs/{answer.headers['songreel-song-id']}").json()
    assert (song["sha256"], song["name"]) == (hashlib.sha256(SONG).hexdigest(), "ein Lied.flac")
    assert pieces(stack) == []


def test_the_sdk_sends_a_large_song_over_a_gateway_that_is_killed(stack: FakeStack, tmp_path: Path) -> None:
    """Killed after the first chunk and started again: the upload goes on by itself, and told of progress once each."""
    path, told = tmp_path / "long.flac", list[int]()
    path.write_bytes(SONG[::-1])

    def watch(done: int) -> None:
        told.append(done)
        if len(told) == 1:
            stack.kill("gateway")
            stack.start_gateway()

    with Songreel(f"http://127.0.0.1:{stack.port}") as songreel:
        song = songreel.songs.upload(path, watch)
    assert (song.sha256, song.name) == (hashlib.sha256(SONG[::-1]).hexdigest(), "long.flac")
    assert told == [1 << 22, 1 << 23, len(SONG)]
    assert pieces(stack) == []


def test_another_gateway_takes_over_an_upload(stack: FakeStack) -> None:
    """Two gateways on one database and one store: a song begun at one is finished at the other."""
    with fake_stack(
        stack.folder,
        SONGREEL_UPLOAD_LIMIT_BYTES="30000000",
        SONGREEL_DATA_FOLDER=f"{stack.folder}/other",
        SONGREEL_EXECUTOR_ID="other",
    ) as other:
        other.start_gateway()
        other.wait_until_alive()
        path = begun(stack)
        assert sent(stack, path, SONG[:5_000_000]).status_code == 204
        assert other.http.head(path, headers=TUS).headers["upload-offset"] == "5000000"
        answer = sent(other, path, SONG[5_000_000:], 5_000_000)
    assert answer.status_code == 204
    assert stack.http.get(f"/v1/songs/{answer.headers['songreel-song-id']}").status_code == 200
    assert pieces(stack) == []


def test_a_wrong_checksum_keeps_nothing(stack: FakeStack) -> None:
    """460, the offset stays, and the same bytes with the right one are taken."""
    data = b"la la la " * 3
    path = begun(stack, len(data))
    wrong = base64.b64encode(hashlib.sha1(b"other", usedforsecurity=False).digest()).decode()
    right = base64.b64encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()
    assert sent(stack, path, data, headers={"Upload-Checksum": f"sha1 {wrong}"}).status_code == 460
    assert stack.http.head(path, headers=TUS).headers["upload-offset"] == "0"
    assert sent(stack, path, data, headers={"Upload-Checksum": f"sha1 {right}"}).status_code == 204
    assert pieces(stack) == []


def test_a_song_that_is_not_the_promised_one_is_not_kept(stack: FakeStack) -> None:
    """Its sha256 was given with the upload: 422 that points at it, and the upload is gone."""
    promised = base64.b64encode(("0" * 64).encode()).decode()
    path = begun(stack, 3, {"Upload-Metadata": f"sha256 {promised}"})
    answer = sent(stack, path, b"abc")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/sha256"
    assert stack.http.head(path, headers=TUS).status_code == 404
    assert pieces(stack) == []


def test_a_terminated_upload_leaves_nothing(stack: FakeStack) -> None:
    """204, then 404, and its pieces are out of the store."""
    path = begun(stack)
    assert sent(stack, path, SONG[:5_000_000]).status_code == 204
    assert len(pieces(stack)) == 2
    assert stack.http.delete(path, headers=TUS).status_code == 204
    assert stack.http.head(path, headers=TUS).status_code == 404
    assert pieces(stack) == []


def test_what_breaks_the_protocol_is_told_so(stack: FakeStack) -> None:
    """Version, media type, offset, length and checksum: each has its status, and changes nothing."""
    path = begun(stack, 10)
    assert stack.http.head(path).status_code == 412
    assert stack.http.patch(path, content=b"x", headers={**TUS, "Upload-Offset": "0"}).status_code == 415
    assert sent(stack, path, b"x", 5).status_code == 409
    assert sent(stack, path, b"x" * 11).status_code == 413
    assert sent(stack, path, b"x", headers={"Upload-Checksum": "crc32 AAAA"}).status_code == 400
    assert stack.http.post("/v1/tus", headers={**TUS, "Upload-Length": "30000001"}).status_code == 413
    assert stack.http.post("/v1/tus", headers=TUS).status_code == 422
    bad = {**TUS, "Upload-Length": "3", "Upload-Metadata": "filename *"}
    assert stack.http.post("/v1/tus", headers=bad).status_code == 400
    assert stack.http.head(path, headers=TUS).headers["upload-offset"] == "0"
    assert stack.http.delete(path, headers=TUS).status_code == 204
    options = stack.http.options("/v1/tus").headers
    assert (options["tus-version"], options["tus-max-size"]) == ("1.0.0", "30000000")


def test_open_uploads_are_counted(stack: FakeStack) -> None:
    """One more than allowed is 429; with one deleted there is room again."""
    paths = [begun(stack) for _ in range(3)]
    refused = stack.http.post("/v1/tus", headers={**TUS, "Upload-Length": "5"})
    assert (refused.status_code, "retry-after" in refused.headers) == (429, True)
    for path in paths:
        assert stack.http.delete(path, headers=TUS).status_code == 204
    stack.http.delete(begun(stack, 5), headers=TUS)


def test_what_is_never_finished_is_removed_in_time(stack: FakeStack) -> None:
    """After the upload's time it is not found, and is removed with the next one that begins: rows and pieces."""
    path = begun(stack, 10)
    assert sent(stack, path, b"abc").status_code == 204
    with contextlib.closing(sqlite3.connect(stack.folder / "songreel.sqlite", timeout=30)) as database, database:
        database.execute("UPDATE uploads SET expires_at = 1.0 WHERE id = ?", [path.rpartition("/")[2]])
    assert stack.http.head(path, headers=TUS).status_code == 404
    assert len(pieces(stack)) == 1
    stack.http.delete(begun(stack, 10), headers=TUS)
    assert pieces(stack) == []

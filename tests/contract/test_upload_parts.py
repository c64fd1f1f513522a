"""Uploads by parts: through the gateway where songs lie in a folder, straight to S3 where they lie there."""

import hashlib
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import s3_server

SONG = random.Random(6).randbytes(20_000_000)  # three parts
SHA256 = hashlib.sha256(SONG).hexdigest()


@pytest.fixture(scope="module")
def s3_stack() -> Iterator[FakeStack]:
    """One that keeps its artifacts in S3, which takes requests signed with its key alone."""
    keys = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "a long word", "AWS_REGION": "us-east-1"}
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, pytest.MonkeyPatch.context() as patch:
        for name, value in keys.items():
            patch.setenv(name, value)
        (Path(folder) / "s3").mkdir()
        with s3_server(Path(folder) / "s3") as endpoint:
            elsewhere = {"AWS_ENDPOINT_URL": endpoint, "SONGREEL_ARTIFACTS_URL": "s3://songreel/artifacts"}
            with fake_stack(Path(folder), SONGREEL_UPLOAD_LIMIT_BYTES="30000000", **elsewhere) as stack:
                stack.start_gateway()
                stack.wait_until_alive()
                yield stack


@pytest.fixture(params=["uploads_stack", "s3_stack"])
def stack(request: pytest.FixtureRequest) -> FakeStack:
    found: FakeStack = request.getfixturevalue(request.param)
    return found


def begun(stack: FakeStack, **order: Any) -> dict[str, Any]:
    answer = stack.http.post("/v1/uploads", json={"name": "long.flac", "size_bytes": len(SONG), **order})
    assert answer.status_code == 201, answer.text
    upload: dict[str, Any] = answer.json()
    return upload


def put(stack: FakeStack, part: dict[str, Any], data: bytes | None = None) -> int:
    """The status of sending one part to where it belongs, with no key for S3."""
    data = SONG[part["start_byte"] :][: part["size_bytes"]] if data is None else data
    return httpx.put(httpx.URL(f"http://127.0.0.1:{stack.port}").join(part["url"]), content=data).status_code


def test_parts_make_the_song_whatever_their_order(stack: FakeStack) -> None:
    """Sent last first, one of them twice; completed twice: one song with these bytes, held against its sha256."""
    upload = begun(stack, sha256=SHA256)
    parts = upload["parts"]
    assert [part["size_bytes"] for part in parts] == [1 << 23, 1 << 23, len(SONG) - (1 << 24)]
    for part in [*reversed(parts), parts[1]]:
        assert put(stack, part) in (200, 204)
    answers = [stack.http.post(upload["links"]["complete"]) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    song = answers[1].json()
    assert (song["sha256"], song["size_bytes"], song["name"]) == (SHA256, len(SONG), "long.flac")
    read = stack.http.get(upload["links"]["self"]).json()
    assert (read["state"], read["song_id"], read["parts"]) == ("completed", song["id"], [])


def test_what_is_missing_is_named_and_can_be_sent_then(stack: FakeStack) -> None:
    """409 with the parts' numbers, also for one of the wrong size."""
    upload = begun(stack)
    first, second, third = upload["parts"]
    assert put(stack, first) in (200, 204)
    put(stack, second, b"short")  # S3 takes it, the gateway does not
    detail = stack.http.post(upload["links"]["complete"]).json()["detail"]
    assert "part 2" in detail
    assert "part 3" in detail
    assert "part 1" not in detail
    for part in (second, third):
        assert put(stack, part) in (200, 204)
    assert stack.http.post(upload["links"]["complete"]).status_code == 200


def test_other_bytes_than_promised_are_no_song(stack: FakeStack) -> None:
    """422 that points at the sha256; the upload is gone."""
    upload = begun(stack, size_bytes=5, sha256=SHA256)
    assert put(stack, upload["parts"][0], b"other") in (200, 204)
    answer = stack.http.post(upload["links"]["complete"])
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/sha256")
    assert stack.http.get(upload["links"]["self"]).status_code == 404


def test_a_deleted_upload_is_gone_with_its_parts(stack: FakeStack) -> None:
    """404 for everything afterwards."""
    upload = begun(stack)
    assert put(stack, upload["parts"][0]) in (200, 204)
    assert stack.http.delete(upload["links"]["self"]).status_code == 204
    for answer in (stack.http.get(upload["links"]["self"]), stack.http.post(upload["links"]["complete"])):
        assert answer.status_code == 404
    assert stack.http.post("/v1/uploads", json={"size_bytes": 30_000_001}).status_code == 413

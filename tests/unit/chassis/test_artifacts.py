"""The artifact store: names, promises and refusals, in a folder."""

import asyncio
import hashlib
import json
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel_chassis.artifacts import ArtifactStore, request_digest
from songreel_chassis.errors import InvalidInput, NotFound, Unavailable

SHA = "0" * 64


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return ArtifactStore(f"file://{tmp_path}/artifacts", tmp_path / "cache")


async def test_a_file_is_named_by_the_digest_of_its_bytes(store: ArtifactStore, tmp_path: Path) -> None:
    """The URI holds the sha256 of what was stored, and reading gives the same bytes."""
    song = tmp_path / "a song.mp3"
    song.write_bytes(b"la la la")
    stored = await store.add_file(song, "songs", "mp3")
    assert stored.uri == f"artifact:songs/{hashlib.sha256(b'la la la').hexdigest()}.mp3"
    assert (await store.local_path(stored.uri)).read_bytes() == b"la la la"


async def test_storing_twice_gives_the_same_uri(store: ArtifactStore, tmp_path: Path) -> None:
    """Writing the same bytes again, at once or later, changes nothing."""
    song = tmp_path / "song"
    song.write_bytes(b"x" * 3_000_000)
    first, second = await asyncio.gather(store.add_file(song, "songs", "wav"), store.add_file(song, "songs", "wav"))
    assert first == second


async def test_a_document_is_stored_once(store: ArtifactStore) -> None:
    """Of two writers of one sidecar the first wins and the second is told."""
    uri = f"artifact:clips/{SHA}.json"
    assert await store.put_json(uri, '{"take": 1}') is True
    assert await store.put_json(uri, '{"take": 2}') is False
    assert json.loads(await store.read_text(uri) or "") == {"take": 1}


async def test_what_is_not_there_is_said_so(store: ArtifactStore) -> None:
    """A missing artifact is NotFound with its URI; a missing document is None."""
    uri = f"artifact:clips/{SHA}.mp4"
    assert not await store.exists(uri)
    assert await store.read_text(uri) is None
    with pytest.raises(NotFound, match=uri):
        await store.local_path(uri)


async def test_deleting_is_repeatable(store: ArtifactStore) -> None:
    """Deleting what is gone already is no error."""
    uri = f"artifact:clips/{SHA}.json"
    await store.put_json(uri, "{}")
    await store.delete(uri)
    await store.delete(uri)
    assert not await store.exists(uri)


KILLED = """
import asyncio, os, pathlib, signal, sys
import obstore
from obstore.store import LocalStore

async def chunks():
    yield b"x" * 6_000_000
    while not list(pathlib.Path(sys.argv[1]).rglob("*#*")):
        await asyncio.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)
    yield b""

async def main():
    store = LocalStore(sys.argv[1])
    await obstore.put_async(store, sys.argv[2], chunks(), chunk_size=5_000_000, max_concurrency=1)

asyncio.run(main())
"""


async def test_what_a_killed_writer_left_goes_with_the_artifact(store: ArtifactStore, tmp_path: Path) -> None:
    """Half a file lies beside the place of the whole one; what belongs to others stays."""
    left, other = f"pauses/{SHA}.state", f"artifact:pauses/{'1' * 64}.state"
    folder = tmp_path / "artifacts"
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(folder), left)
    assert await killed.wait() == -signal.SIGKILL
    await store.put_bytes(other, b"{}")
    assert sorted(path.name for path in (folder / "pauses").iterdir()) == [f"{SHA}.state#1", f"{'1' * 64}.state"]
    await store.delete(f"artifact:{left}")
    assert [path.name for path in (folder / "pauses").iterdir()] == [f"{'1' * 64}.state"]


@pytest.mark.parametrize(
    "uri",
    [
        "/etc/passwd",
        "file:///etc/passwd",
        "artifact:../../etc/passwd",
        f"artifact:songs/../{SHA}.mp3",
        f"artifact:songs/{SHA}.mp3/../../x",
        f"artifact:songs/{SHA}",
        f"artifact:/{SHA}.mp3",
        f"artifact:songs/{SHA}.mp3\n",
        "https://example.org/song.mp3",
        "",
    ],
)
async def test_nothing_outside_the_store_can_be_named(store: ArtifactStore, uri: str) -> None:
    """Paths, other schemes and escapes are refused before anything is touched."""
    with pytest.raises(InvalidInput):
        await store.exists(uri)


def test_other_schemes_are_refused(tmp_path: Path) -> None:
    """A store is a folder or a bucket."""
    with pytest.raises(InvalidInput, match="file:// or s3://"):
        ArtifactStore("ftp://example.org", tmp_path)


def test_a_folder_that_cannot_be_made_is_an_error_that_names_it(tmp_path: Path) -> None:
    """The path is in the message, so that the operator knows what to change."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="file/artifacts"):
        ArtifactStore(f"file://{tmp_path}/file/artifacts", tmp_path)


@given(st.lists(st.binary(max_size=20), max_size=4), st.lists(st.binary(max_size=20), max_size=4))
def test_different_parts_have_different_digests(one: list[bytes], other: list[bytes]) -> None:
    """Where one part ends and the next begins matters: ("ab", "c") is not ("a", "bc")."""
    assert (request_digest(*one) == request_digest(*other)) == (one == other)

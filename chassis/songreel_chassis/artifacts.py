"""Artifacts: songs, clips, films and pictures, kept in a folder or in S3 and named by URIs that fit both.

An artifact's URI is `artifact:<kind>/<digest>.<suffix>`. It holds no folder and no bucket, so a store can be moved, and
no process can be asked to read anything outside its own store. Names are digests: the same bytes (or the same
request) always have the same name, and writing twice is harmless.
"""

import asyncio
import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, S3Store

from songreel_chassis.errors import InvalidInput, NotFound, StorageFull, Unavailable

SCHEME = "artifact:"
KEY = re.compile(r"[a-z]+(-[a-z]+)*/[0-9a-f]{64}(\.[a-z0-9]{1,8}){1,2}")
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class StoredArtifact:
    """A file in the store."""

    uri: str
    sha256: str
    """Lower-case hexadecimal."""
    size_bytes: int


class ArtifactStore:
    """One place for artifacts. All methods may be called from several processes at once."""

    def __init__(self, url: str, cache_folder: Path) -> None:
        """`url` is file://folder (`~` allowed) or s3://bucket/prefix; copies of remote artifacts lie in the cache."""
        self._cache = cache_folder.expanduser() / "artifacts"
        self._folder: Path | None = None
        self._url = url
        self._store: LocalStore | S3Store
        if url.startswith("file://"):
            self._folder = Path(url.removeprefix("file://")).expanduser().absolute()
            try:
                self._store = LocalStore(self._folder, mkdir=True)
            except (OSError, BaseError) as error:
                raise Unavailable(f"The artifact folder {self._folder} cannot be made: {error}.") from error
        elif url.startswith("s3://"):
            http = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
            self._store = S3Store.from_url(url, client_options={"allow_http": http})
        else:
            raise InvalidInput(f"Artifacts are kept under file:// or s3://, not {url!r}.", field="artifacts_url")

    async def add_file(self, path: Path, kind: str, suffix: str) -> StoredArtifact:
        """Stores a file under the digest of its bytes."""
        sha256 = await asyncio.to_thread(file_sha256, path)
        uri = f"{SCHEME}{kind}/{sha256}.{suffix}"
        await self.put_file(uri, path)
        return StoredArtifact(uri, sha256, path.stat().st_size)

    async def put_file(self, uri: str, path: Path) -> None:
        """Stores a file under a URI of the caller's making; all or nothing."""
        with _refusals(uri):
            await obstore.put_async(self._store, _key(uri), path)

    async def put_json(self, uri: str, document: str) -> bool:
        """Stores a document unless there is one; true when this call stored it."""
        json.loads(document)
        return await self.put_bytes(uri, document.encode())

    async def put_bytes(self, uri: str, data: bytes) -> bool:
        """Stores bytes unless there are some; true when this call stored them."""
        with _refusals(uri):
            try:
                await obstore.put_async(self._store, _key(uri), data, mode="create")
            except AlreadyExistsError:
                return False
        return True

    async def replace_bytes(self, uri: str, data: bytes) -> None:
        """Stores bytes over what is there; all or nothing. For states that move on, never for finished work."""
        with _refusals(uri):
            await obstore.put_async(self._store, _key(uri), data)

    async def read_text(self, uri: str) -> str | None:
        """A document, or None when there is none."""
        data = await self.read_bytes(uri)
        return None if data is None else data.decode()

    async def read_bytes(self, uri: str) -> bytes | None:
        """A small artifact, or None when there is none."""
        with _refusals(uri):
            try:
                answer = await obstore.get_async(self._store, _key(uri))
                return bytes(await answer.bytes_async())
            except FileNotFoundError:
                return None

    async def exists(self, uri: str) -> bool:
        """Whether the artifact is there, whole."""
        with _refusals(uri):
            try:
                await obstore.head_async(self._store, _key(uri))
            except FileNotFoundError:
                return False
        return True

    async def size_bytes(self, uri: str) -> int | None:
        """How large the artifact is, or None when there is none."""
        with _refusals(uri):
            try:
                return (await obstore.head_async(self._store, _key(uri)))["size"]
            except FileNotFoundError:
                return None

    async def upload_url(self, uri: str, seconds: float, endpoint: str = "") -> str | None:
        """Where anybody may PUT this artifact for so long, or None for a folder. The endpoint is as they reach S3."""
        if not isinstance(self._store, S3Store):
            return None
        store = self._store
        if endpoint:
            store = S3Store.from_url(self._url, endpoint=endpoint, client_options={"allow_http": True})
        with _refusals(uri):
            return await obstore.sign_async(store, "PUT", _key(uri), timedelta(seconds=seconds))

    async def local_path(self, uri: str) -> Path:
        """A file to read the artifact from: itself in a folder, a cached copy from S3. Never write to it."""
        key = _key(uri)
        if not await self.exists(uri):
            raise NotFound(f"The artifact {uri} is not in the store. Upload or make it again.")
        if self._folder:
            return self._folder / key
        copy = self._cache / key
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            with _refusals(uri), tempfile.NamedTemporaryFile(dir=copy.parent, delete=False) as draft:
                answer = await obstore.get_async(self._store, key)
                async for chunk in answer.stream(CHUNK_BYTES):
                    draft.write(chunk)
            Path(draft.name).rename(copy)
        return copy

    async def delete(self, uri: str) -> None:
        """Removes the artifact, if it is there, and what a writer that was killed in the middle of it left."""
        with _refusals(uri):
            with contextlib.suppress(FileNotFoundError):
                await obstore.delete_async(self._store, _key(uri))
            if self._folder:
                await asyncio.to_thread(_clear_drafts, self._folder / _key(uri))

    async def clear_drafts(self, older_than_seconds: float) -> int:
        """Removes what writers that were killed left beside any artifact in a folder, if it is that old; how many. An
        S3 store keeps such parts by itself, and its lifecycle rules remove them."""
        return await asyncio.to_thread(_clear_old_drafts, self._folder, older_than_seconds) if self._folder else 0

    def free_bytes(self) -> int | None:
        """Room left, where that can be known: None for S3."""
        return shutil.disk_usage(self._folder).free if self._folder else None


def request_digest(*parts: bytes | str) -> str:
    """A digest of everything that decides an artifact's bytes, part by part."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def file_sha256(path: Path) -> str:
    """Lower-case hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _clear_drafts(path: Path) -> None:
    """A file is written beside its place under `name#1`, and moved there when it is whole."""
    for draft in path.parent.glob(f"{path.name}#*"):
        draft.unlink(missing_ok=True)


def _clear_old_drafts(folder: Path, older_than_seconds: float) -> int:
    count, latest = 0, time.time() - older_than_seconds
    for draft in folder.glob("*/*#*"):
        with contextlib.suppress(FileNotFoundError):  # its writer was alive, and moved it to its place
            if draft.stat().st_mtime < latest:
                draft.unlink()
                count += 1
    return count


def _key(uri: str) -> str:
    key = uri.removeprefix(SCHEME)
    if key == uri or not KEY.fullmatch(key):
        raise InvalidInput(f"Not an artifact's URI: {uri!r}. It looks like artifact:songs/<sha256>.mp3.")
    return key


@contextmanager
def _refusals(uri: str) -> Iterator[None]:
    """Turns the store's refusals into errors that say what to do."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (BaseError, OSError) as error:
        if "No space left" in str(error) or "os error 28" in str(error) or "StorageFull" in str(error):
            raise StorageFull(f"No room to store {uri}. Free some disk space, then try again.") from error
        raise Unavailable(f"The artifact store failed on {uri}: {error}") from error

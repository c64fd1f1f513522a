"""Downloads that go on where they were cut, several at a time.

A download lies beside its place as `NAME.part` until it is whole and its sha256 is right. A later call, also of
another process, asks only for the bytes that are missing (HTTP Range, RFC 9110 section 14).
"""

import hashlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from songreel_weights.errors import SourceFailed
from songreel_weights.hosts import HOSTS, connect
from songreel_weights.pieces import Blob

AT_A_TIME = 4
OnBytes = Callable[[Blob, int], None]
"""Called with a blob and how many of its bytes are on disk, from the thread that downloads it."""


def download_all(blobs: Sequence[Blob], folder: Path, on_bytes: OnBytes) -> dict[Blob, str]:
    """Why some of the blobs failed; all others then lie in `folder` under `blob_path`. Four come at a time."""
    failures: dict[Blob, str] = {}
    stop = threading.Event()

    def one(blob: Blob) -> None:
        if stop.is_set():
            failures[blob] = "stopped"
            return
        try:
            _download(blob, blob_path(blob, folder), on_bytes, stop)
        except SourceFailed as error:
            failures[blob] = str(error)

    pool = ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="download")
    try:
        for _ in pool.map(one, blobs):
            pass
    finally:
        stop.set()  # on Ctrl-C or a full disk the other threads end at their next chunk and keep what they have
        pool.shutdown(cancel_futures=True)
    return failures


def blob_path(blob: Blob, folder: Path) -> Path:
    """Where a blob lies once it is whole."""
    return folder / f"{hashlib.sha256(blob.url.encode()).hexdigest()[:12]}-{blob.name}"


def sha256_of(path: Path) -> str:
    """Lower-case hexadecimal digest of the file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _download(blob: Blob, target: Path, on_bytes: OnBytes, stop: threading.Event) -> None:
    if target.exists():
        on_bytes(blob, target.stat().st_size)
        return
    part = target.with_name(target.name + ".part")
    resumed = part.exists()
    _until_whole(blob, part, on_bytes, stop)
    if blob.sha256 and sha256_of(part) != blob.sha256:
        part.unlink()
        if not resumed:
            raise SourceFailed(f"{blob.url}: the bytes are not those of sha256 {blob.sha256}")
        _until_whole(blob, part, on_bytes, stop)  # the older half may have come from elsewhere: once more, from zero
        if sha256_of(part) != blob.sha256:
            part.unlink()
            raise SourceFailed(f"{blob.url}: the bytes are not those of sha256 {blob.sha256}")
    part.replace(target)


def _until_whole(blob: Blob, part: Path, on_bytes: OnBytes, stop: threading.Event) -> None:
    """`part` holds all bytes. A cut line is taken up again as long as each try brings something."""
    HOSTS.require_alive(blob.url)
    with connect() as client:
        while True:
            before = part.stat().st_size if part.exists() else 0
            try:
                _receive(client, blob, part, on_bytes, stop)
                return
            except httpx.HTTPError as error:
                after = part.stat().st_size if part.exists() else 0
                if after <= before:
                    raise SourceFailed(f"{blob.url}: {error or type(error).__name__}") from error


def _receive(client: httpx.Client, blob: Blob, part: Path, on_bytes: OnBytes, stop: threading.Event) -> None:
    have = part.stat().st_size if part.exists() else 0
    if blob.size_bytes and have == blob.size_bytes:
        return
    headers = {"Range": f"bytes={have}-"} if have else {}
    with client.stream("GET", blob.url, headers=headers) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink()  # longer than the file is now: nothing of it can be used
            _receive(client, blob, part, on_bytes, stop)
            return
        response.raise_for_status()
        goes_on = response.headers.get("Content-Range", "").startswith(f"bytes {have}-")
        if response.status_code != httpx.codes.PARTIAL_CONTENT or not goes_on:
            have = 0
        with part.open("ab" if have else "wb") as file:
            for chunk in response.iter_raw():
                file.write(chunk)
                have += len(chunk)
                on_bytes(blob, have)
                if stop.is_set():
                    raise SourceFailed("stopped")

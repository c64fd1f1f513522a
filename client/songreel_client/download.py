"""A file from the gateway, whole or not at all: into a temporary file beside its place, then renamed.

A broken line is taken up where it broke (HTTP Range, RFC 9110 section 14; If-Range guards against another file).
"""

import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import httpx

from songreel_client.errors import CannotWrite, SongreelError, Unreachable
from songreel_client.transport import Transport

PAUSE_SECONDS = 0.3
OnBytes = Callable[[int, int], None]
"""Called with the bytes that are here and all bytes (0 while unknown)."""


def download(
    transport: Transport,
    source: str,
    target: Path,
    *,
    sha256: str = "",
    on_bytes: OnBytes = lambda done, total: None,
    patience_seconds: float = 60.0,
) -> Path:
    """The target, replaced in one step. Raises CannotWrite, Unreachable, ApiError; then nothing is left behind."""
    descriptor, name = _open_draft(target)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            _receive_all(transport, source, file, on_bytes, patience_seconds)
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if sha256 and found != sha256:
            raise SongreelError(
                f"What came for {target.name} is not what the gateway made (sha256 {found}, not {sha256}). Try again."
            )
        draft.chmod(0o666 & ~_umask())
        draft.replace(target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        draft.unlink(missing_ok=True)
    return target


def _receive_all(transport: Transport, source: str, file: BinaryIO, on_bytes: OnBytes, patience_seconds: float) -> None:
    etag, came_at = "", time.monotonic()
    while True:
        have = file.tell()
        headers = {"accept-encoding": "identity"} | ({"range": f"bytes={have}-", "if-range": etag} if etag else {})
        try:
            with transport.stream(source, headers) as answer:
                if answer.status_code != httpx.codes.PARTIAL_CONTENT:
                    have = 0
                    file.seek(0)
                    file.truncate()
                etag = answer.headers.get("etag", "")
                length = int(answer.headers.get("content-length", 0))
                _require_room(file, length)
                for chunk in answer.iter_raw():
                    file.write(chunk)
                    came_at = time.monotonic()
                    on_bytes(file.tell(), have + length)
            return
        except Unreachable:
            if time.monotonic() - came_at > patience_seconds:
                raise
            if not etag:
                file.seek(0)
        time.sleep(PAUSE_SECONDS)


def _require_room(file: BinaryIO, length: int) -> None:
    if shutil.disk_usage(file.name if isinstance(file.name, str) else file.fileno()).free < length:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _open_draft(target: Path) -> tuple[int, str]:
    try:
        return tempfile.mkstemp(prefix=".songreel-", suffix=".part", dir=target.parent)
    except OSError as error:
        raise _cannot_write(target, error) from error


def _cannot_write(target: Path, error: OSError) -> CannotWrite:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return CannotWrite(f"No room for {target.name} in {target.parent}: free some disk space, then try again.")
    return CannotWrite(f"{target} cannot be written: {error.strerror or error}. Choose another place with --output.")


def _umask() -> int:
    mask = os.umask(0o022)  # the only way to read it is to set it
    os.umask(mask)
    return mask

"""A file from the gateway, whole or not at all: into a temporary file beside its place, then renamed.

Generated from download.py by `make async`: change that.
"""

import asyncio
import hashlib
import os
import time
from pathlib import Path
from typing import BinaryIO

import httpx

from songreel_client.aio.transport import AsyncTransport
from songreel_client.download import PAUSE_SECONDS, OnBytes, _cannot_write, _open_draft, _require_room, _umask
from songreel_client.errors import SongreelError, Unreachable


async def download(
    transport: AsyncTransport,
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
            await _receive_all(transport, source, file, on_bytes, patience_seconds)
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


async def _receive_all(
    transport: AsyncTransport, source: str, file: BinaryIO, on_bytes: OnBytes, patience_seconds: float
) -> None:
    etag, came_at = "", time.monotonic()
    while True:
        have = file.tell()
        headers = {"accept-encoding": "identity"} | ({"range": f"bytes={have}-", "if-range": etag} if etag else {})
        try:
            async with transport.stream(source, headers) as answer:
                if answer.status_code != httpx.codes.PARTIAL_CONTENT:
                    have = 0
                    file.seek(0)
                    file.truncate()
                etag = answer.headers.get("etag", "")
                length = int(answer.headers.get("content-length", 0))
                _require_room(file, length)
                async for chunk in answer.aiter_raw():
                    file.write(chunk)
                    came_at = time.monotonic()
                    on_bytes(file.tell(), have + length)
            return
        except Unreachable:
            if time.monotonic() - came_at > patience_seconds:
                raise
            if not etag:
                file.seek(0)
        await asyncio.sleep(PAUSE_SECONDS)

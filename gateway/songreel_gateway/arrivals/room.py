"""Whether there is room for what comes: a refusal long before the disk is full, since records and films need it too."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from songreel_gateway.problems import Refusal, refuse


@dataclass(frozen=True)
class Kind:
    """What is uploaded, for the words of refusals."""

    name: str
    formats: str
    limit_setting: str


SONG = Kind("song", "MP3, WAV, FLAC, OGG, M4A and the like", "SONGREEL_UPLOAD_LIMIT_BYTES")
PICTURE = Kind("picture", "PNG, JPEG or WebP", "SONGREEL_IMAGE_LIMIT_BYTES")


@dataclass(frozen=True)
class Room:
    """What may come into a folder."""

    folder: Path
    kind: Kind
    largest_bytes: int
    reserve_bytes: int
    """What stays free on the folder's disk."""

    def check(self, size_bytes: int) -> None:
        """Raises Refusal for what is too large, or would leave less than the reserve."""
        if size_bytes > self.largest_bytes:
            raise too_large(self.kind, self.largest_bytes)
        if shutil.disk_usage(self.folder).free - size_bytes < self.reserve_bytes:
            raise full(self.kind)


@contextmanager
def room_for(kind: Kind) -> Iterator[None]:
    """507 when the disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise full(kind) from error


def full(kind: Kind) -> Refusal:
    """507."""
    detail = f"No room for the {kind.name}. Free some disk space on the server, then try again."
    return closing(refuse("storage-full", 507, detail))


def too_large(kind: Kind, limit_bytes: int) -> Refusal:
    """413."""
    detail = (
        f"The {kind.name} is larger than {limit_bytes / 1e6:g} MB."
        f" Send it in a compressed format, or raise {kind.limit_setting}."
    )
    return closing(refuse("too-large", 413, detail))


def closing(refusal: Refusal) -> Refusal:
    """The refusal of a body that is not read to its end."""
    refusal.headers["connection"] = "close"
    return refusal

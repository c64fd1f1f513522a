"""A file of weights as pieces of downloads: whole downloads, or members of archives, joined in order."""

import bz2
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from songreel_weights.errors import SourceFailed


@dataclass(frozen=True)
class Blob:
    """Something to download."""

    url: str
    name: str
    """File name, whose suffix says how it is packed."""
    sha256: str = ""
    """Of the download itself; empty when nobody states it (then only the finished file's is checked)."""
    size_bytes: int = 0
    """0 when unknown."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a weights file: a whole blob, or one member of it."""

    blob: Blob
    member: str = ""

    @property
    def whole(self) -> bool:
        """Whether the blob is the stretch, as it is."""
        return not self.member and not self.blob.name.endswith(".bz2")


@contextmanager
def open_piece(piece: Piece, blob_path: Path) -> Iterator[IO[bytes]]:
    """The piece's bytes as a stream; `SourceFailed` when the archive is broken or lacks the member."""
    try:
        if piece.whole:
            with blob_path.open("rb") as stream:
                yield stream
        elif piece.blob.name.endswith(".bz2"):
            with bz2.open(blob_path) as stream:
                yield stream
        elif piece.blob.name.endswith((".whl", ".zip")):
            with zipfile.ZipFile(blob_path) as archive, archive.open(piece.member) as stream:
                yield stream
        else:
            with tarfile.open(blob_path) as tarball:
                yield _tar_member(tarball, piece)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, KeyError) as error:
        raise SourceFailed(f"{piece.blob.name}: {error}") from error
    except OSError as error:
        if error.errno is None:  # bz2 and gzip say so when the bytes make no sense; a number means the disk
            raise SourceFailed(f"{piece.blob.name}: {error}") from error
        raise


def _tar_member(archive: tarfile.TarFile, piece: Piece) -> IO[bytes]:
    """The member of that path; a source archive keeps everything below one folder named for the release."""
    for info in archive:
        if info.isfile() and (info.name.removeprefix("./") == piece.member or info.name.endswith(f"/{piece.member}")):
            stream = archive.extractfile(info)
            if stream is not None:
                return stream
    raise SourceFailed(f"{piece.blob.name} has no {piece.member}")

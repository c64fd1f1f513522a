"""The pieces of a song that is coming: cut out of requests' bodies, kept in the artifact store until it is whole."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from songreel_chassis.artifacts import ArtifactStore

from songreel_gateway.arrivals.room import Room, closing, room_for
from songreel_gateway.problems import refuse
from songreel_gateway.store.uploads import OpenUpload, Piece, Uploads

PIECE_BYTES = 4 << 20
"""What of a long request is kept at a time, and held in memory until then: as much is lost with a gateway."""


class WrongChecksum(Exception):
    """What came is not what its sender had."""


@dataclass(frozen=True)
class Checksum:
    """Of one request's body."""

    algorithm: str
    digest: bytes


class Pieces:
    """Those of any upload."""

    def __init__(self, artifacts: ArtifactStore, uploads: Uploads, room: Room) -> None:
        self.uploads = uploads
        self.room = room
        self._artifacts = artifacts

    async def write(self, piece: Piece, data: bytes) -> None:
        """Puts a piece in its place. Raises Refusal when there is no room."""
        self.room.check(len(data))
        with room_for(self.room.kind):
            await self._artifacts.replace_bytes(piece.uri, data)

    async def read(self, piece: Piece) -> bytes:
        """A piece that is there."""
        data = await self._artifacts.read_bytes(piece.uri)
        if data is None or len(data) != piece.size_bytes:
            raise refuse("not-ready", 409, "A part went away while the song was put together. Ask again.")
        return data

    async def missing(self, upload: OpenUpload) -> str:
        """What of the song is not here, in words; empty when all of it is. What is of the wrong size is not here."""
        if upload.part_bytes is None:
            left = upload.size_bytes - upload.received_bytes
            return f"{left} bytes from byte {upload.received_bytes}" if left else ""
        faults = []
        for number, piece in enumerate(await self.uploads.pieces(upload.id), 1):
            size = await self._artifacts.size_bytes(piece.uri)
            if size != piece.size_bytes:
                faults.append(f"part {number} ({size or 0} of {piece.size_bytes} bytes)")
        return ", ".join(faults)

    async def clear(self, pieces: Sequence[Piece]) -> None:
        """Removes pieces from the store."""
        for piece in pieces:
            await self._artifacts.delete(piece.uri)

    async def drop(self, pieces: Sequence[Piece]) -> None:
        """Removes pieces from the store, then forgets them."""
        await self.clear(pieces)
        if pieces:
            await self.uploads.forget([piece.uri for piece in pieces])


class Writer:
    """Cuts one request's body into pieces that follow what is here."""

    def __init__(self, pieces: Pieces, upload: OpenUpload, checksum: Checksum | None) -> None:
        self.kept_bytes = upload.received_bytes
        """How much of the song is here."""
        self.loose: list[Piece] = []
        """Written, and not counted yet."""
        self._pieces = pieces
        self._upload = upload
        self._end = upload.received_bytes
        self._buffer = bytearray()
        self._checksum = checksum
        self._digest = hashlib.new(checksum.algorithm, usedforsecurity=False) if checksum else None

    async def write(self, chunk: bytes) -> None:
        """The next bytes. Raises Refusal past the song's end."""
        if self._end + len(self._buffer) + len(chunk) > self._upload.size_bytes:
            detail = f"This is more than the {self._upload.size_bytes} bytes that the upload was begun with."
            raise closing(refuse("too-large", 413, detail))
        self._buffer += chunk
        if self._digest:
            self._digest.update(chunk)
        while len(self._buffer) >= PIECE_BYTES:
            await self._flush()

    async def close(self, whole: bool) -> None:
        """Keeps the rest: of a body that broke off too, unless it has a checksum. Raises WrongChecksum."""
        if self._digest and self._checksum and not (whole and self._digest.digest() == self._checksum.digest):
            await self._pieces.drop(self.loose)
            if whole:
                raise WrongChecksum
            return
        await self._flush()
        await self._keep()

    async def _flush(self) -> None:
        if not self._buffer:
            return
        data = bytes(self._buffer[:PIECE_BYTES])
        del self._buffer[:PIECE_BYTES]
        piece = await self._pieces.uploads.note(self._upload, self._end, len(data))
        if piece is None:
            raise closing(refuse("not-found", 404, "This upload was deleted."))
        self.loose.append(piece)
        await self._pieces.write(piece, data)
        self._end += len(data)
        if not self._digest:
            await self._keep()

    async def _keep(self) -> None:
        if not self.loose:
            return
        if not await self._pieces.uploads.keep(self._upload.id, self.loose):
            detail = "Another request wrote here meanwhile. Ask for the offset, then go on."
            raise closing(refuse("conflict", 409, detail))
        self.kept_bytes, self.loose = self._end, []

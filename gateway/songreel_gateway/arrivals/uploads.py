"""Songs and pictures on their way in: written to a temporary file as they come, never larger than allowed, never left
behind."""

import re
import tempfile
import unicodedata
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from songreel_gateway.arrivals.room import Room, room_for, too_large
from songreel_gateway.problems import refuse

FIELD = "file"
PARTIAL = ".part"
NAME_CHARACTERS = 200
FORM_BYTES = 64 * 1024  # what a form's own lines may add to the song
LOOK_BYTES = 8 << 20  # between two looks at the disk
SUFFIX = re.compile(r"[a-z0-9]{1,8}")


@dataclass(frozen=True)
class Upload:
    """A whole song or picture in a temporary file."""

    path: Path
    name: str
    """As the client calls it; fit for display, never used as a path."""

    @property
    def suffix(self) -> str:
        """Of the name when it is plain, for formats that are told by it; else `song`."""
        suffix = self.name.rpartition(".")[2].lower() if "." in self.name else ""
        return suffix if SUFFIX.fullmatch(suffix) else "song"


class Sink:
    """The file being written and its limit."""

    def __init__(self, file: BinaryIO, room: Room) -> None:
        self.written_bytes = 0
        self._looked_at = 0
        self._file = file
        self._room = room

    def write(self, data: bytes) -> None:
        """Appends. Raises Refusal past the limit and before the disk is full."""
        self.written_bytes += len(data)
        if self.written_bytes > self._room.largest_bytes:
            raise too_large(self._room.kind, self._room.largest_bytes)
        if self.written_bytes - self._looked_at > LOOK_BYTES:
            self._room.check(0)
            self._looked_at = self.written_bytes
        with room_for(self._room.kind):
            self._file.write(data)

    def finish(self) -> None:
        """Writes what is buffered."""
        with room_for(self._room.kind):
            self._file.flush()


class Form:
    """Takes the field `file` out of multipart/form-data, chunk by chunk."""

    def __init__(self, boundary: bytes, sink: Sink) -> None:
        self.name: str | None = None
        self._sink = sink
        self._header = b""
        self._value = b""
        self._wanted = False
        callbacks = ("on_part_begin", "on_header_field", "on_header_value", "on_header_end", "on_part_data")
        with readable():
            self._parser = MultipartParser(boundary, {name: getattr(self, name) for name in callbacks})  # type: ignore[arg-type]  # a TypedDict of exactly these

    def write(self, data: bytes) -> None:
        """The next piece of the body. Raises Refusal when it is no form."""
        with readable():
            self._parser.write(data)

    def on_part_begin(self) -> None:
        """A field begins."""
        self._wanted = False

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        """A piece of a header's name."""
        self._header += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        """A piece of a header's value."""
        self._value += data[start:end]

    def on_header_end(self) -> None:
        """A header is whole."""
        if self._header.lower() == b"content-disposition":
            _, options = parse_options_header(self._value)
            if options.get(b"name") == FIELD.encode():
                self._wanted = True
                self.name = options.get(b"filename", b"").decode(errors="replace")
        self._header = self._value = b""

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """A piece of a field's content."""
        if self._wanted:
            self._sink.write(data[start:end])


@contextmanager
def readable() -> Iterator[None]:
    """400 for what is no form, whatever of it the parser does not take."""
    try:
        yield
    except FormParserError as error:
        raise refuse("bad-request", 400, f"The form cannot be read: {error}.") from error


@asynccontextmanager
async def receive(request: Request, room: Room) -> AsyncIterator[Upload]:
    """The file in the request's body, as a form or raw. Raises Refusal; the temporary file is gone afterwards."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > room.largest_bytes + FORM_BYTES:
        raise too_large(room.kind, room.largest_bytes)
    room.check(min(int(declared), room.largest_bytes) if declared.isdecimal() else 0)
    with temporary(room) as (file, path):
        sink = Sink(file, room)
        media, options = parse_options_header(request.headers.get("content-type", ""))
        form = Form(options.get(b"boundary", b""), sink) if media == b"multipart/form-data" else None
        async for chunk in request.stream():
            (form or sink).write(chunk)
        sink.finish()
        if form and form.name is None:
            raise refuse("bad-request", 400, f"The form has no file in its field `{FIELD}`.")
        if not sink.written_bytes:
            raise refuse("bad-request", 400, f"The file is empty. Upload a {room.kind.name}: {room.kind.formats}.")
        name = form.name if form else _header_name(request)
        yield Upload(path, tidy_name(name or ""))


@contextmanager
def temporary(room: Room) -> Iterator[tuple[BinaryIO, Path]]:
    """A file to write to, gone afterwards."""
    with room_for(room.kind), tempfile.NamedTemporaryFile(dir=room.folder, suffix=PARTIAL) as file:
        yield file, Path(file.name)  # type: ignore[misc]  # a temporary file is a BinaryIO in all but name


def tidy_name(name: str) -> str:
    """A name to show: the last part of a path, on one line, of bearable length; `song` when nothing is left."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(" " if unicodedata.category(c).startswith(("C", "Z")) else c for c in name)
    name = " ".join(name.split())
    if len(name) > NAME_CHARACTERS:
        stem, _, suffix = name.rpartition(".")
        keep = NAME_CHARACTERS - len(suffix) - 1
        name = f"{stem[:keep]}.{suffix}" if stem and keep > 0 else name[:NAME_CHARACTERS]
    return name.strip(". ") or "song"


def _header_name(request: Request) -> str:
    disposition = EmailMessage()  # the standard library's reader of RFC 2231 names: filename*=UTF-8''...
    disposition["content-disposition"] = request.headers.get("content-disposition", "attachment")
    return disposition.get_filename("") or unquote(request.headers.get("x-filename", ""))


def clear_partial(folder: Path) -> None:
    """Deletes what a killed process left there; the folder is this gateway's own."""
    for path in folder.glob(f"*{PARTIAL}"):
        path.unlink(missing_ok=True)

"""A hub and a package index on this machine: a real HTTP server with Range, and faults on request."""

import hashlib
import io
import json
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from songreel_weights import Catalogue, read_catalogue


class Shelf:
    """What the server gives, and what it was asked for."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.files: dict[str, bytes] = {}
        self.index: dict[str, list[dict[str, object]]] = {}
        self.cut_after_bytes: dict[str, int] = {}
        """By path: the first answer ends there and the line is cut."""
        self.asked: list[tuple[str, str]] = []
        """(path, Range header) of each GET of a file."""

    def release(self, project: str, version: str, members: dict[str, bytes]) -> None:
        """Puts a wheel with these members on the index."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        self._list(project, f"{project.replace('-', '_')}-{version}-py3-none-any.whl", packed.getvalue())

    def release_source(self, project: str, version: str, members: dict[str, bytes]) -> None:
        """Puts a source archive with these members on the index."""
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            for name, content in members.items():
                info = tarfile.TarInfo(f"{project}-{version}/{name}")
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
        self._list(project, f"{project}-{version}.tar.gz", packed.getvalue())

    def _list(self, project: str, filename: str, content: bytes) -> None:
        self.files[f"/{filename}"] = content
        sha256 = hashlib.sha256(content).hexdigest()
        listing = {"filename": filename, "url": f"../../{filename}", "hashes": {"sha256": sha256}}
        self.index.setdefault(f"/simple/{project}/", []).append({**listing, "size": len(content)})

    @property
    def index_url(self) -> str:
        """What pip would be given as its index."""
        return f"{self.url}/simple"


class Handler(BaseHTTPRequestHandler):
    """Answers from the shelf."""

    shelf: Shelf

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name the base class gives it
        """Says nothing."""

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.end_headers()

    def do_GET(self) -> None:
        if self.path in self.shelf.index:
            self._answer(200, json.dumps({"files": self.shelf.index[self.path]}).encode())
        elif self.path not in self.shelf.files:
            self._answer(404, b"nothing here")
        else:
            content, asked = self.shelf.files[self.path], self.headers.get("Range", "")
            self.shelf.asked.append((self.path, asked))
            start = int(asked.removeprefix("bytes=").rstrip("-") or 0)
            extra = {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"} if asked else {}
            cut = self.shelf.cut_after_bytes.pop(self.path, None)
            self._answer(206 if asked else 200, content[start:], extra, cut)

    def _answer(self, status: int, content: bytes, extra: dict[str, str] | None = None, cut: int | None = None) -> None:
        self.send_response(status)
        for name, value in (extra or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:cut])
        self.close_connection = True


@contextmanager
def serving() -> Iterator[Shelf]:
    """A shelf behind a free port, gone at the end."""
    handler = type("ShelfHandler", (Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        shelf = Shelf(f"http://127.0.0.1:{server.server_address[1]}")
        handler.shelf = shelf  # type: ignore[attr-defined]  # the class is made two lines above
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield shelf
        finally:
            server.shutdown()
            thread.join()


def write_catalogue(
    folder: Path, content: bytes, sources: list[str], commercial: bool = True, size_bytes: int = 0
) -> Catalogue:
    """A catalogue of one model, `tiny-model`, with one file of that content and these sources (TOML inline tables)."""
    path = folder / "catalogue.toml"
    path.write_text(
        f"""
[[model]]
name = "tiny-model"
task = "nothing"
licence = {{ spdx = "MIT", stated_by = "us", url = "https://example.org", commercial = {str(commercial).lower()} }}
[[model.files]]
role = "weights"
name = "tiny.bin"
bytes = {size_bytes or len(content)}
sha256 = "{hashlib.sha256(content).hexdigest()}"
sources = [{", ".join(sources)}]
"""
    )
    return read_catalogue(path)

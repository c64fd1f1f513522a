"""The page as a file: PNG at twice its size, SVG with its type as outlines, or PDF with its type as text."""

import os
import struct
import tempfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

import skia
from songreel.audio.v1 import audio_pb2

from songreel_client.errors import CannotWrite
from songreel_client.inputs import PAGE_MARK
from songreel_client.page.ink import PAPER
from songreel_client.page.paper import Paper, shade
from songreel_client.page.sheet import Sheet
from songreel_client.texts import printable

PNG_SCALE = 2
PNG_HEAD_BYTES = 8 + 25  # the signature and the chunk IHDR


def write_page(analysis: audio_pb2.SongAnalysis, title: str, path: Path) -> None:
    """The page at the path, of the kind that its suffix says, put in place in one step. Raises CannotWrite."""
    sheet = Sheet(analysis, printable(title))
    data = {".png": png, ".svg": svg, ".pdf": pdf}[path.suffix.lower()](sheet)
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".songreel-", delete=False) as file:
            draft = Path(file.name)
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)  # as any other file; a temporary one is private
        draft.replace(path)
    except OSError as error:
        raise CannotWrite(f"{printable(str(path))} cannot be written: {error.strerror}.") from error


def png(sheet: Sheet) -> bytes:
    """Pixels, with the title and our mark as text chunks (PNG specification, 11.3.3)."""
    surface = skia.Surface(PNG_SCALE * sheet.width, PNG_SCALE * sheet.height)
    canvas = surface.getCanvas()
    canvas.clear(shade(PAPER, 1.0))
    canvas.scale(PNG_SCALE, PNG_SCALE)
    sheet.draw(Paper(canvas))
    data = bytes(surface.makeImageSnapshot().encodeToData(skia.kPNG, 100))
    texts = chunk(b"tEXt", b"Software\0" + PAGE_MARK) + chunk(b"iTXt", b"Title\0\0\0\0\0" + sheet.title.encode())
    return data[:PNG_HEAD_BYTES] + texts + data[PNG_HEAD_BYTES:]


def chunk(kind: bytes, data: bytes) -> bytes:
    """A PNG chunk."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def svg(sheet: Sheet) -> bytes:
    """Shapes alone, so that it looks the same wherever it is opened."""
    stream = skia.DynamicMemoryWStream()
    size = skia.Rect.MakeWH(sheet.width, sheet.height)
    canvas = skia.SVGCanvas.Make(size, stream, skia.SVGCanvas.kConvertTextToPaths_Flag)
    paper = Paper(canvas)
    paper.box(0, 0, sheet.width, sheet.height, PAPER)
    sheet.draw(paper)
    del canvas, paper  # Skia writes the end when nobody holds the canvas any more
    text = bytes(stream.detachAsData()).decode()
    head, _, body = text.partition(f'width="{sheet.width}" height="{sheet.height}">')
    named = f"<title>{escape(sheet.title)}</title><desc>{PAGE_MARK.decode()}</desc>"
    view = f'viewBox="0 0 {sheet.width} {sheet.height}" role="img"'
    return f'{head}width="{sheet.width}" height="{sheet.height}" {view}>{named}{body}'.encode()


def pdf(sheet: Sheet) -> bytes:
    """One page whose text can be searched."""
    stream = skia.DynamicMemoryWStream()
    facts = skia.PDF.Metadata()
    facts.fTitle, facts.fCreator = sheet.title, PAGE_MARK.decode()
    document = skia.PDF.MakeDocument(stream, facts)
    with document.page(sheet.width, sheet.height) as canvas:
        sheet.draw(Paper(canvas))
    document.close()
    return bytes(stream.detachAsData())

"""The certificate's page on paper: A4, with its pictures, chapters one finds again, and numbered pages."""

import io
import threading
from collections.abc import Iterator
from typing import Any

from PIL import Image as PillowImage
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, Image, KeepTogether, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from songreel_assembly.paper.forms import Block, Cell, Chapter, Column, Paper, Picture, Table
from songreel_assembly.paper.letters import PLAIN, STRONG, TONES, known_letters, marked_up

MARGIN = 16 * mm
WIDTH, HEIGHT = A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN
LINE, INK = HexColor("#cccccc"), HexColor("#111111")
LARGEST = {"poster": (60 * mm, 45 * mm), "sheet": (WIDTH, 0.55 * HEIGHT), "found": (26 * mm, 26 * mm)}
TITLE = ParagraphStyle("title", fontName=STRONG, fontSize=17, leading=22, textColor=INK)
CHAPTER = ParagraphStyle(
    "chapter", fontName=STRONG, fontSize=11, leading=14, spaceBefore=12, spaceAfter=4, textColor=INK
)
TEXT = ParagraphStyle("text", fontName=PLAIN, fontSize=8.5, leading=11, spaceAfter=3, splitLongWords=1, textColor=INK)
SMALL = ParagraphStyle("small", parent=TEXT, fontSize=7.2, leading=9, spaceAfter=0)
HEAD = ParagraphStyle("head", parent=SMALL, fontName=STRONG, textColor=HexColor(TONES["dim"]))

TYPESETTING = threading.Lock()
"""The library's fonts are one for all threads."""


class Document(BaseDocTemplate):  # type: ignore[misc]  # the library is untyped
    """Numbers its pages, and lists its chapters beside them."""

    def __init__(self, file: io.BytesIO, title: str) -> None:
        # Invariant: the same certificate gives the same bytes, so that its address is that of its content.
        super().__init__(
            file, pagesize=A4, title=title, author="Songreel", lang="en", invariant=1, pageCompression=1,
            leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
        )  # fmt: skip
        frame = Frame(MARGIN, MARGIN, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        self.addPageTemplates([PageTemplate(frames=[frame], onPage=self._number)])
        self._title = title

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802  # the library's name
        """A chapter's title is an entry of the outline."""
        if isinstance(flowable, Paragraph) and flowable.style is CHAPTER:
            title = flowable.getPlainText()
            self.canv.bookmarkPage(title)
            self.canv.addOutlineEntry(title, title)

    def _number(self, canvas: Any, document: Any) -> None:
        canvas.setFont(PLAIN, 7)
        canvas.setFillColor(HexColor(TONES["dim"]))
        canvas.drawRightString(A4[0] - MARGIN, MARGIN / 2, f"{self._title}, page {document.page}")


def draw_pdf(paper: Paper) -> bytes:
    """The file."""
    file = io.BytesIO()
    with TYPESETTING:
        known_letters()
        Document(file, paper.title).build(list(_flow(paper)))
    return file.getvalue()


def _flow(paper: Paper) -> Iterator[Any]:
    opening = [Paragraph(paper.title, TITLE), *(Paragraph(marked_up(words), TEXT) for words in paper.opening)]
    picture = _image(paper.poster) if paper.poster else None
    if picture:
        widths = [LARGEST["poster"][0] + 5 * mm, WIDTH - LARGEST["poster"][0] - 5 * mm]
        yield Grid([[picture, opening]], colWidths=widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *_flush()])
    else:
        yield from opening
    for chapter in paper.chapters:
        yield from _chapter(chapter)


def _chapter(chapter: Chapter) -> Iterator[Any]:
    title, (first, *rest) = Paragraph(chapter.title, CHAPTER), [_block(block) for block in chapter.blocks]
    # A title never stands alone at a page's foot; a table may break, so it is kept with its first lines only.
    title.keepWithNext = 1
    yield from (title, first) if isinstance(first, Grid) else (KeepTogether([title, first]),)
    for block in rest:
        yield Spacer(1, 4)
        yield block


def _block(block: Block) -> Any:
    if isinstance(block, Table):
        return _grid(block)
    if isinstance(block, Picture):
        return _image(block) or Paragraph(f"{block.means} (it cannot be read)", TEXT)
    return Paragraph(marked_up(block), TEXT)


def _grid(table: Table) -> Grid:
    whole = sum(column.share for column in table.columns)
    named = any(column.name for column in table.columns)
    head = [[Paragraph(column.name, HEAD) for column in table.columns]] if named else []
    rows = [[_cell(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE), *_flush(top=2.5)]
    widths = [WIDTH * column.share / whole for column in table.columns]
    return Grid(head + rows, colWidths=widths, repeatRows=len(head), style=style, splitByRow=1, splitInRow=1)


def _cell(cell: Cell, column: Column) -> Any:
    if isinstance(cell, Picture):
        return _image(cell) or Paragraph("", SMALL)
    return Paragraph(marked_up(cell), SMALL)


def _image(picture: Picture) -> Image | None:
    """As large as there is room; None for what is no picture."""
    try:
        with PillowImage.open(io.BytesIO(picture.data)) as opened:
            width, height = opened.size
    except (OSError, ValueError):
        return None
    room = LARGEST[picture.size]
    scale = min(room[0] / width, room[1] / height)
    return Image(io.BytesIO(picture.data), width * scale, height * scale, hAlign="LEFT")


def _flush(top: float = 0.0) -> list[tuple[Any, ...]]:
    """Cells that begin at the margin."""
    everywhere = ((0, 0), (-1, -1))
    return [("LEFTPADDING", *everywhere, 0), ("RIGHTPADDING", *everywhere, 5), ("TOPPADDING", *everywhere, top),
            ("BOTTOMPADDING", *everywhere, 2.5)]  # fmt: skip

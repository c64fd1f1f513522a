"""The page of what was heard: everything is on it, in its colours, whatever the analysis holds."""

import itertools
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
import skia
from hypothesis import given, settings
from songreel.audio.v1 import audio_pb2
from songreel_client.errors import BadInput, CannotWrite
from songreel_client.inputs import choose_page
from songreel_client.page import ink
from songreel_client.page.files import PNG_SCALE, pdf, png, svg, write_page
from songreel_client.page.fonts import Style, fit, font, measure, runs
from songreel_client.page.paper import Mark, Paper
from songreel_client.page.reading import read
from songreel_client.page.rows.tags import LABELS, chosen
from songreel_client.page.scale import Scale
from songreel_client.page.sheet import Sheet

from tests.analyses import Part
from tests.heard_songs import odd_analyses, whole_analysis

SVG = "{http://www.w3.org/2000/svg}"
# What red, green and blue become without one kind of cones (Machado, Oliveira and Fernandes 2009, severity 1.0).
DEFICIENCIES = {
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
}


def marks(sheet: Sheet, kind: str = "") -> list[Mark]:
    paper = Paper(skia.Surface(8, 8).getCanvas())
    sheet.draw(paper)
    return [mark for mark in paper.marks if kind in ("", mark.kind)]


def parsed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314  # we have just written it


def pixels(data: bytes) -> skia.Image:
    image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(data))
    assert image is not None
    return image


def colour_at(image: skia.Image, x: float, y: float) -> int:
    bitmap = skia.Bitmap()
    bitmap.allocPixels(skia.ImageInfo.MakeN32Premul(1, 1))
    assert image.readPixels(bitmap.pixmap(), int(x * PNG_SCALE), int(y * PNG_SCALE))
    return int(bitmap.getColor(0, 0)) & 0xFFFFFF


def test_every_section_and_cut_is_on_the_page() -> None:
    """As many blocks, cuts and shots as the analysis has, each where its time says."""
    analysis = whole_analysis()
    sheet = Sheet(analysis, "Paper Lanterns")
    blocks, cuts, shots = (marks(sheet, kind) for kind in ("section", "cut", "shot"))
    assert (len(blocks), len(cuts), len(shots)) == (len(analysis.sections), len(analysis.shots), len(analysis.shots))
    assert len(marks(sheet, "turn")) == len(analysis.turns)
    scale = Scale(blocks[0].left, blocks[-1].right, analysis.duration_seconds)
    for block, section in zip(blocks, analysis.sections, strict=True):
        assert block.left == pytest.approx(scale.x(section.start_seconds))
        assert block.right == pytest.approx(scale.x(section.end_seconds))
    for cut, shot in zip(cuts, analysis.shots, strict=True):
        assert (cut.left + cut.right) / 2 == pytest.approx(scale.x(shot.start_frame / 24))


def test_the_colours_of_the_blocks_are_in_the_picture() -> None:
    """The PNG is decoded and looked at: a block's corner has its hue, and loudness below it is of the same family."""
    sheet = Sheet(whole_analysis(), "Paper Lanterns")
    image = pixels(png(sheet))
    assert (image.width(), image.height()) == (PNG_SCALE * sheet.width, PNG_SCALE * sheet.height)
    for block in marks(sheet, "section"):
        assert colour_at(image, block.right - 2, block.bottom - 2) == block.colour
    for cell in marks(sheet, "segment"):
        assert colour_at(image, cell.left + 3, cell.top + 2) == cell.colour
    assert colour_at(image, 2, 2) == ink.PAPER


def test_the_same_letter_has_the_same_hue() -> None:
    """And different letters different ones."""
    analysis = whole_analysis()
    blocks = marks(Sheet(analysis, "x"), "section")
    pairs = {(section.letter, block.colour) for section, block in zip(analysis.sections, blocks, strict=True)}
    assert len(pairs) == len({section.letter for section in analysis.sections})


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_hues_are_told_apart_with_any_kind_of_colour_vision(deficiency: str) -> None:
    """The first six, pairwise, as those see them who lack a kind of cones: well over a just noticeable difference."""
    matrix = DEFICIENCIES[deficiency]
    seen = [[sum(a * b for a, b in zip(row, ink.channels(hue), strict=True)) for row in matrix] for hue in ink.HUES[:6]]
    for one, other in itertools.combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 30


def test_text_on_a_hue_can_be_read() -> None:
    """A contrast of 4 at least, by WCAG's formula."""
    for hue in (*ink.HUES, ink.SILENCE, ink.TAG):
        lighter, darker = sorted((ink.luminance(hue), ink.luminance(ink.text_on(hue))), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) > 4


def test_the_three_kinds_of_file_are_what_they_say() -> None:
    """PNG, SVG with its title for screen readers and no text that a font could change, PDF with its title."""
    sheet = Sheet(whole_analysis(), 'Rain & "Snow" <live>')
    assert png(sheet).startswith(b"\x89PNG\r\n\x1a\n")
    tree = parsed(svg(sheet))
    assert tree.findtext(f"{SVG}title") == 'Rain & "Snow" <live>'
    assert (tree.get("viewBox"), tree.find(f".//{SVG}text")) == (f"0 0 {sheet.width} {sheet.height}", None)
    assert len(tree.findall(f".//{SVG}rect")) > len(marks(sheet, "section")) + len(marks(sheet, "shot"))
    assert pdf(sheet).startswith(b"%PDF-")
    assert pdf(sheet).rstrip().endswith(b"%%EOF")


def test_the_same_analysis_gives_the_same_picture() -> None:
    """Byte for byte."""
    assert png(Sheet(whole_analysis(), "x")) == png(Sheet(whole_analysis(), "x"))


@given(odd_analyses)
@settings(max_examples=100, deadline=None)
def test_whatever_was_heard_gives_a_sane_page(analysis: audio_pb2.SongAnalysis) -> None:
    """Valid XML of a bearable height, with every section and shot, and nothing beside the page."""
    sheet = Sheet(analysis, "odd")
    assert 200 < sheet.height < 1500
    parsed(svg(sheet))
    found = marks(sheet)
    counts = Counter(mark.kind for mark in found)
    assert counts["section"] == len(analysis.sections)
    assert counts["cut"] == counts["shot"] == len(analysis.shots)
    assert all(0 <= mark.left <= mark.right <= sheet.width for mark in found)
    assert counts["turn"] == (
        len(analysis.turns) if analysis.energy.values and 0 < analysis.energy.rate_hz < 1e6 else 0
    )


@pytest.mark.parametrize("seconds", [0.5, 1.0, 1200.0, 14400.0])
def test_very_short_and_very_long_songs_have_a_page(seconds: float) -> None:
    """All cuts are on it, and it is no taller than others."""
    analysis = whole_analysis((Part(audio_pb2.SECTION_KIND_VERSE, "A", seconds, 0.5),))
    sheet = Sheet(analysis, "x")
    assert pixels(png(sheet)).height() < PNG_SCALE * 1200
    assert len(marks(sheet, "cut")) == len(analysis.shots)
    beats = marks(sheet, "beat")
    assert len(beats) < 1000, "ticks that cannot be told apart are left out"


@pytest.mark.parametrize("name", ["", "a" * 3000, "日本語", "\u202eabc", "b\udcff", "\0", "line\nbreak", "<svg>&amp;"])
def test_hostile_names_are_only_shown(name: str, tmp_path: Path) -> None:
    """In every kind of file."""
    for suffix in (".png", ".svg", ".pdf"):
        write_page(whole_analysis(), name, tmp_path / f"page{suffix}")
    parsed((tmp_path / "page.svg").read_bytes())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.pdf", "page.png", "page.svg"]


def test_every_family_of_tags_has_a_line() -> None:
    """The strongest label of each, however weak beside those of others, and no more lines than fit."""
    analysis = whole_analysis()
    for number in range(30):
        analysis.segments[0].tags.add(family="genre", label=f"loud {number}", score=1.0)
    analysis.segments[1].tags.add(family="era", label="oldies", score=0.01)
    keys = chosen(read(analysis))
    assert {family for family, _ in keys} == {"genre", "mood", "voice", "era"}
    assert ("era", "oldies") in keys
    assert len(keys) <= LABELS


def test_type_comes_from_our_own_font() -> None:
    """Latin, Greek and Cyrillic need none of the machine's; a width is the sum of the pieces."""
    style = Style(12, 500, 84)
    for text in ("Ünïcödé – “quotes” · …", "Ελληνικά", "Привет"):
        assert list(runs(text, style)) == [(text, font(style))]
    assert measure("ab日", style) == pytest.approx(sum(face.measureText(piece) for piece, face in runs("ab日", style)))


def test_text_that_does_not_fit_is_cut_with_an_ellipsis() -> None:
    """As long as can be, never longer than the room."""
    style = Style(12)
    text = "the quick brown fox"
    assert fit(text, style, 1000) == text
    for room in range(0, 120, 7):
        short = fit(text, style, room)
        assert measure(short, style) <= room
        assert short == "" or short == text or short.endswith("…")


def test_a_page_replaces_only_what_songreel_drew(tmp_path: Path) -> None:
    """Of each kind; a foreign file stays unless forced, and a wrong ending or folder is told."""
    song = tmp_path / "song.mp3"
    song.write_bytes(b"la")
    assert choose_page(song, None, force=False) == tmp_path / "song.hearing.png"
    for suffix in (".png", ".svg", ".pdf"):
        path = tmp_path / f"page{suffix}"
        path.write_bytes(b"somebody's")
        with pytest.raises(BadInput, match="--force"):
            choose_page(song, path, force=False)
        assert choose_page(song, path, force=True) == path
        write_page(whole_analysis(), "x", path)
        assert choose_page(song, path, force=False) == path
    with pytest.raises(BadInput, match=r"\.svg"):
        choose_page(song, song, force=True)
    with pytest.raises(CannotWrite, match="--output"):
        choose_page(song, tmp_path / "nowhere" / "page.png", force=False)

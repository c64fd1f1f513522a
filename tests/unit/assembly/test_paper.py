"""The certificate for people: one content as HTML and as PDF, whatever others wrote into it."""

import io
import re
from collections.abc import Iterator

import html5lib
import PIL.Image
import pypdf
import pytest
from songreel.assembly.v1 import assembly_pb2
from songreel.critic.v1 import critic_pb2
from songreel.video.v1 import video_pb2
from songreel_assembly.certificate import add
from songreel_assembly.page import draw_page
from songreel_assembly.paper.forms import Paper, Table, Words
from songreel_assembly.paper.pdf import draw_pdf
from songreel_assembly.paper.spent import takes_told
from songreel_assembly.paper.whole import Pictures, whole_paper
from songreel_assembly.signing import sign

from tests.unit.assembly.test_certificate import KEY, certificate, defect

NO_PICTURES = Pictures(None, None, {})
FOUND = "artifact:pictures/x.png"


def picture(kind: str, width: int = 64, height: int = 48) -> bytes:
    buffer = io.BytesIO()
    PIL.Image.new("RGB", (width, height), "navy").save(buffer, kind)
    return buffer.getvalue()


def full() -> assembly_pb2.Certificate:
    """One that has something to say in every chapter."""
    made = certificate()
    add(
        made,
        [defect()],
        [assembly_pb2.Waiver(measure="black_frames", shot_index=1, waived_by="Ada", reason="It is ink.")],
    )
    made.findings[0].picture_uri = FOUND
    made.findings.add(
        measure="identity",
        severity=critic_pb2.SEVERITY_PASSED,
        value=0.8,
        shot_index=-1,
        character_id="bea",
        sentence="Same face.",
    )
    beat = made.findings.add(measure="cut_to_beat", severity=critic_pb2.SEVERITY_PASSED, value=0.31, unit="frames")
    beat.shot_index, beat.threshold, beat.sentence = -1, 0.75, "On the beat."
    clip = made.clips[0]
    clip.loras.add(name="lightx2v", sha256="cd" * 32, weight=0.5)
    clip.finishing.append("rife 16 to 24")
    clip.lossy_options.append("few steps")
    clip.seed = 7
    made.takes.add(shot_index=0, filmed_count=3, used_take=2, accepted=False)
    made.takes.add(shot_index=1, filmed_count=1, used_take=1, accepted=True)
    cost = made.costs.add(device="H100", shot_count=2, take_count=4, all_takes_seconds=9, gpu_seconds=18)
    cost.amount, cost.currency, cost.watts, cost.estimated_watt_hours = 1.5, "EUR", 700, 3.5
    cost.watts_source = "stated by the operator"
    made.sections.add(label="verse A", end_frame=48, shot_count=2, opens_with_cut=True)
    made.transitions.add(shot_index=1, start_frame=12, end_frame=24)
    made.consents.add(character_id="bea", image_uri=f"artifact:images/{'b' * 64}.png", declared_by="Bea Bee",
                      statement="It is me.", declared_at="2026-11-26T10:00:00Z")  # fmt: skip
    made.consents.add(character_id="cy", image_uri=f"artifact:images/{'c' * 64}.png")
    sign(made, KEY)
    return made


def read_pdf(data: bytes) -> tuple[pypdf.PdfReader, str]:
    """The file as another library reads it, and its words without line breaks."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def words_of(paper: Paper) -> Iterator[Words]:
    """All of its words."""
    yield from paper.opening
    for chapter in paper.chapters:
        for block in chapter.blocks:
            cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block]
            yield from (cell for cell in cells if isinstance(cell, Words))


def test_the_page_shows_verdict_and_pictures_and_fetches_nothing() -> None:
    """Pictures are in it; what others wrote is text, not markup; nothing points outside."""
    made = certificate()
    add(made, [defect()], [])
    made.findings[0].picture_uri = FOUND
    sign(made, KEY)
    page = draw_page(whole_paper(made, Pictures(picture("JPEG"), picture("JPEG"), {FOUND: picture("PNG")})))
    assert "Not passed" in page
    assert "1 defect that nobody waived" in page
    assert page.count("data:image/jpeg;base64,") == 2
    assert "data:image/png;base64," in page
    assert "&lt;b&gt;rain&lt;/b&gt;" in page
    assert "test key, which proves nothing" in page
    assert not re.search(r"(src|href)=[\"'](?!data:)", page)


def test_a_strict_reader_of_html_minds_nothing_that_others_wrote() -> None:
    """As browsers parse it: no error, no element of theirs, a text for each picture; nobody's words turn those around
    them, and scripts and emoji keep what joins their letters."""
    made = full()
    made.clips[0].prompt = "</td><script>alert(1)</script><img src=x onerror=alert(1)> \x00\x07\x1b[0m \ufffe"
    made.waivers[0].waived_by = "Ada\u202e2202 evila\u2066"
    made.waivers[0].reason = "'\"&amp; <!-- --> 👩\u200d🎤 می\u200cخواهم"
    pictures = Pictures(picture("JPEG"), picture("JPEG"), {FOUND: picture("PNG")})
    page = draw_page(whole_paper(made, pictures))
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    elements = [each for each in document.iter() if isinstance(each.tag, str)]
    assert not [each for each in elements if each.tag == "script" or any(name.startswith("on") for name in each.attrib)]
    shown = [each for each in elements if each.tag == "img"]
    assert shown
    assert all(each.get("alt") and each.get("src", "").startswith("data:") for each in shown)
    text = "".join(document.itertext())
    assert not {"\x07", "\x1b", "\u202e", "\u2066"} & set(text)
    assert made.waivers[0].reason in text


@pytest.mark.parametrize(
    "told",
    [
        "take 2 of 3, which the critic did not accept", "lossy: few steps", "then rife 16 to 24",
        "with lightx2v at 0.5", f"lightx2v {'cd' * 8}", "seed 7", "verse A", "1.50 EUR", "3.5 Wh",
        "Energy was not measured",
        "4 takes filmed, 2 of them used. No take of shot 0 was accepted", "Bea Bee", "It is me.",
        "nobody declared anything", "identity, passed", "It is ink.", "cut to beat, passed", "0.31 frames",
        "threshold, kept", "information",
    ],
)  # fmt: skip
def test_a_page_tells_how_each_clip_was_filmed_and_what_it_took(told: str) -> None:
    """On screen and on paper."""
    paper = whole_paper(full(), NO_PICTURES)
    assert told in draw_page(paper)
    assert told.replace(" ", "") in read_pdf(draw_pdf(paper))[1].replace(" ", "")


def test_paper_says_every_word_that_the_screen_says() -> None:
    """Read by another library, letters alone, since lines break elsewhere."""
    paper = whole_paper(full(), NO_PICTURES)
    text = "".join(read_pdf(draw_pdf(paper))[1].split())
    for words in words_of(paper):
        assert "".join(words.text.split()) in text


def test_a_pdf_has_its_pictures_a_title_and_an_outline() -> None:
    """JPEG, PNG and WebP; one that is broken is left out, and said to be, where it had a place of its own."""
    pictures = Pictures(picture("JPEG"), picture("WEBP", 1200, 900), {FOUND: picture("PNG")})
    reader, _ = read_pdf(draw_pdf(whole_paper(full(), pictures)))
    assert sum(len(page.images) for page in reader.pages) == 3
    assert reader.metadata
    assert reader.metadata.title == "Certificate of a film"
    titles = {entry.title for entry in reader.outline if isinstance(entry, pypdf.generic.Destination)}
    assert {"What filming took", "Consent for real faces", "Waivers", "Whose word this is"} <= titles
    broken = Pictures(b"\xff\xd8 no picture", b"none", {FOUND: b""})
    _, text = read_pdf(draw_pdf(whole_paper(full(), broken)))
    assert "One picture of each shot (it cannot be read)" in text


def test_a_pdf_of_the_same_certificate_is_the_same_file() -> None:
    """Its address is that of its bytes."""
    made = full()
    assert draw_pdf(whole_paper(made, NO_PICTURES)) == draw_pdf(whole_paper(made, NO_PICTURES))


def test_a_pdf_takes_whatever_others_wrote() -> None:
    """Two hundred shots, a prompt longer than a page, one endless word, markup, other scripts, control codes."""
    made = full()
    made.clips[0].prompt = "rain & <b>wind</b> " * 600
    made.clips[1].prompt = "x" * 2500
    made.waivers[0].reason = "山田さん 김 Привет Ω \x00\x07 שלום 🎬 <para>&amp;"
    for number in range(198):
        made.clips.append(video_pb2.Provenance(model="Wan 2.1", prompt=f"shot {number}"))
        made.clip_files.add(shot_index=2 + number)
    reader, text = read_pdf(draw_pdf(whole_paper(made, NO_PICTURES)))
    assert len(reader.pages) > 10
    for told in (
        "山田さん",
        "김",
        "Привет Ω",
        "[U+05E9]",
        "[U+1F3AC]",
        "<para>&amp;",
        "shot 197",
        "all of it is in the JSON",
    ):
        assert told in text


def test_takes_that_were_not_noted_are_not_made_up() -> None:
    """By a gateway of an earlier version."""
    assert "was not noted" in takes_told(certificate())

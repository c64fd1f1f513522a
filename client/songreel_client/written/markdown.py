"""A treatment as Markdown."""

import re
from collections.abc import Iterator

from songreel_client.scriptwriting import Written
from songreel_client.texts import clock, printable
from songreel_client.timing import Timing
from songreel_client.written.rows import character_facts, credit, shot_row

SIGNS = re.compile(r"([\\`*_\[\]<>|#~])")


def page(written: Written) -> str:
    """The whole text."""
    return "\n".join(lines(written))


def plain(text: str) -> str:
    """Words that stay words, whatever signs are in them."""
    return SIGNS.sub(r"\\\1", printable(text))


def lines(written: Written) -> Iterator[str]:
    """From the title to the last shot."""
    script, timing = written.file.script, Timing(written.analysis)
    facts = [clock(written.analysis.duration_seconds), f"{len(script.shots)} shots", credit(script)]
    yield from (f"# {plain(written.file.song_name)}", "", plain(" · ".join(filter(None, facts))), "")
    yield from (f"> {plain(script.logline)}", "")
    look = [plain(script.look.style), " ".join(f"`{printable(colour)}`" for colour in script.look.palette)]
    yield from (f"**Look:** {' '.join(filter(None, look))}", "")
    for name, found in (("Shown", script.look.motifs), ("Not shown", script.look.do_not_show)):
        if found:
            yield from (f"**{name}:** {plain(', '.join(found))}", "")
    if script.characters:
        yield from ("## People", "")
        yield from (
            f"- **{plain(each.name or each.id)}**: {plain(character_facts(each))}" for each in script.characters
        )
        yield ""
    if script.arc:
        yield from ("## Arc", "", "| time | section | what happens | where |", "| --- | --- | --- | --- |")
        for beat in script.arc:
            when, name = timing.section_span(beat.section_index), timing.section_name(beat.section_index)
            yield f"| {when} | {name} | {plain(beat.sentence)} | {plain(beat.place)} |"
        yield ""
    if script.closing_image:
        yield from (f"**Ends on:** {plain(script.closing_image)}", "")
    yield from (
        "## Shots",
        "",
        "| shot | time | length | picture | what is seen | sung |",
        "| ---: | --- | ---: | --- | --- | --- |",
    )
    for row in (shot_row(shot, timing) for shot in script.shots):
        seen, sung = plain(row.sentence), plain(row.sung)
        yield f"| {row.number} | {row.span} | {row.length} | {row.picture} | {seen} | {sung} |"

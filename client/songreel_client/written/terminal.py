"""A treatment on a terminal, as wide as that is; plain text where there is none.

Logline     A lighthouse keeper …
Arc         0:00-0:14  intro   He climbs the stair …
Shots    1  0:00-0:04  4.2 s  wide     An old man in a blue coat …
                           push in
"""

import shutil
import sys
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text
from songreel.script.v1 import script_pb2

from songreel_client.scriptwriting import Written
from songreel_client.texts import clock, printable
from songreel_client.timing import Timing
from songreel_client.written.rows import character_facts, credit, shot_row

WIDEST, LABEL = 120, 10


def tell(written: Written) -> None:
    """Prints it on standard output."""
    console = Console(highlight=False, width=min(WIDEST, shutil.get_terminal_size((100, 24)).columns))
    with console.capture() as captured:
        for part in parts(written):
            console.print(part)
    text = captured.get()
    if not console.is_terminal:  # rich fills lines up with spaces
        text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    sys.stdout.write(text)


def parts(written: Written) -> Iterator[RenderableType]:
    """From the logline to the last shot."""
    script, timing = written.file.script, Timing(written.analysis)
    yield table([("Script", Text(headline(written)))])
    about = [("Logline", Text(printable(script.logline), style="bold")), ("Look", look(script.look))]
    about += [("Shown", Text(printable(", ".join(script.look.motifs))))]
    about += [("Not shown", Text(printable(", ".join(script.look.do_not_show))))]
    for number, character in enumerate(script.characters):
        line = Text(f"{printable(character.name or character.id)}: ", style="bold")
        about.append(("" if number else "People", line.append(character_facts(character), style="not bold")))
        line.append_text(swatches(character.colours))
    yield table([row for row in about if row[1].plain])
    if script.arc:
        yield from ("", heading("Arc"), arc(script, timing))
    if script.closing_image:
        yield table([("Ends on", Text(printable(script.closing_image)))])
    yield from ("", heading("Shots"), shots(script, timing))


def headline(written: Written) -> str:
    """Song, length, shots, and what wrote it."""
    facts = [printable(written.file.song_name), clock(written.analysis.duration_seconds)]
    facts += [f"{len(written.file.script.shots)} shots", credit(written.file.script)]
    return " · ".join(filter(None, facts))


def heading(text: str) -> Text:
    """Above a table."""
    return Text(text, style="bold")


def look(given: script_pb2.Look) -> Text:
    """The style and the palette; on a terminal one sees the colours."""
    return Text(printable(given.style)).append_text(swatches(given.palette))


def swatches(colours: "object") -> Text:
    """`  ■ #102030`, in that colour."""
    text = Text()
    for colour in map(printable, colours):  # type: ignore[call-overload]
        text.append("  ■", style=colour if len(colour) == 7 and colour[0] == "#" else "").append(colour, "dim")
    return text


def table(rows: list[tuple[str, Text]]) -> Table:
    """Labels and what they are of."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=LABEL, style="cyan")
    grid.add_column(ratio=1)
    for label, text in rows:
        grid.add_row(label, text)
    return grid


def arc(script: script_pb2.Script, timing: Timing) -> Table:
    """A line a section."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(ratio=1)
    for beat in script.arc:
        words = Text(printable(beat.sentence))
        if beat.place and beat.place.lower() not in beat.sentence.lower():
            words.append(f" ({printable(beat.place)})", style="dim")
        grid.add_row(timing.section_span(beat.section_index), timing.section_name(beat.section_index), words)
    return grid


def shots(script: script_pb2.Script, timing: Timing) -> Table:
    """The shot list; a line of its own names each section."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(ratio=1)
    section = None
    for row in (shot_row(shot, timing) for shot in script.shots):
        if row.section is not None and row.section != section:
            section = row.section
            grid.add_row("", "", "", "", Text(timing.section_fact(section), style="bold"))
        words = Text(row.sentence)
        if row.sung:
            words.append(f"\n♪ {row.sung}", style="italic magenta")
        grid.add_row(row.number, row.span, row.length, row.picture.replace(", ", "\n"), words)
    return grid

"""What was measured on the file, and what the film does with the song's sections."""

from songreel.assembly.v1 import assembly_pb2

from songreel_assembly.figures import BLOCKING, INFORMATION, THRESHOLD
from songreel_assembly.paper.forms import Chapter, Column, Words, number, table

KINDS = {BLOCKING: "blocks delivery", THRESHOLD: "threshold", INFORMATION: "information"}


def figures_chapter(it: assembly_pb2.Certificate) -> Chapter:
    """Every figure: those with a limit, and those that are only told."""
    columns = [Column("figure", 2), Column("value", 1.5, number=True), Column("limit", 0.8, number=True),
               Column("kind", 1.7), Column("", 5)]  # fmt: skip
    return Chapter("What was measured on the file", (table(columns, [_row(each) for each in it.figures]),))


def _row(figure: assembly_pb2.Figure) -> list[Words]:
    told = figure.kind == INFORMATION
    kind = KINDS[figure.kind] if told else f"{KINDS[figure.kind]}, {'kept' if figure.kept else 'missed'}"
    return [
        Words(figure.name.replace("_", " ")),
        Words(f"{number(figure.value)} {figure.unit}".strip(), "" if figure.kept else "bad"),
        Words("" if told else number(figure.limit)),
        Words(kind, "dim" if told else ("good" if figure.kept else "bad")),
        Words(figure.sentence),
    ]


def sections_chapter(it: assembly_pb2.Certificate) -> Chapter | None:
    """Of the song; None where none were heard."""
    if not it.sections:
        return None
    columns = [Column("section", 2), Column("frames", 2, number=True), Column("shots", 1, number=True), Column("", 5)]
    rows = [
        [
            Words(each.label),
            Words(f"{each.start_frame} to {each.end_frame}"),
            Words(str(each.shot_count)),
            Words("opens with a cut") if each.opens_with_cut else Words("a shot goes on over its edge", "dim"),
        ]
        for each in it.sections
    ]
    return Chapter("Sections of the song", (table(columns, rows),))

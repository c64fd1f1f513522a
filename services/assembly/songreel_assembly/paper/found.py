"""What the critic found, who looks like whom, and what somebody accepted all the same."""

from collections.abc import Iterable, Mapping

from songreel.assembly.v1 import assembly_pb2
from songreel.critic.v1 import critic_pb2

from songreel_assembly.paper.forms import (
    Block,
    Cell,
    Chapter,
    Column,
    Picture,
    Table,
    Words,
    number,
    plural,
    table,
    where,
)

SEVERITIES = {
    critic_pb2.SEVERITY_UNSPECIFIED: "not rated",
    critic_pb2.SEVERITY_PASSED: "passed",
    critic_pb2.SEVERITY_INFORMATION: "information",
    critic_pb2.SEVERITY_WARNING: "warning",
    critic_pb2.SEVERITY_DEFECT: "defect",
}
QUIET = frozenset({critic_pb2.SEVERITY_PASSED, critic_pb2.SEVERITY_INFORMATION})
IDENTITY = "identity"
COLUMNS = (
    Column("shot", 0.7, number=True), Column("measure", 1.7), Column("value", 1.1, number=True),
    Column("threshold", 1.1, number=True), Column("", 4), Column("", 2),
)  # fmt: skip
Pictures = Mapping[str, bytes]
"""Of findings, by their URI."""


def identity_chapter(it: assembly_pb2.Certificate, pictures: Pictures) -> Chapter | None:
    """Whether each character looks the same in its shots, one after another; None where nobody looked."""
    found = [each for each in it.findings if each.measure == IDENTITY]
    if not found:
        return None
    found.sort(key=lambda each: (each.character_id, each.shot_index))
    rows = [[Words(each.character_id), *_row(each, pictures)] for each in found]
    return Chapter("Whether people look like themselves", (table((Column("character", 1.5), *COLUMNS), rows),))


def findings_chapter(it: assembly_pb2.Certificate, pictures: Pictures) -> Chapter:
    """Warnings and defects, the gravest first; what was told of identity stands in its own chapter."""
    others = [each for each in it.findings if each.measure != IDENTITY]
    noticed = sorted(
        (each for each in others if each.severity not in QUIET), key=lambda each: (-each.severity, each.shot_index)
    )
    blocks: list[Block] = [_table(noticed, pictures)] if noticed else []
    passed = sum(each.severity == critic_pb2.SEVERITY_PASSED for each in others)
    blocks.append(Words(f"{plural(passed, 'other measurement')} found nothing to mind.", "dim"))
    return Chapter("What was found in the takes and in the film", tuple(blocks))


def film_chapter(it: assembly_pb2.Certificate) -> Chapter | None:
    """What the pictures of the whole film show, also where all is well: cuts on their frames and beats, ..."""
    told = [each for each in it.findings if each.shot_index < 0 and each.severity in QUIET and each.measure != IDENTITY]
    if not told:
        return None
    columns = [Column("measure", 1.7), Column("value", 1.1, number=True), Column("threshold", 1.1, number=True),
               Column("", 5)]  # fmt: skip
    rows = [_row(each, {})[1:5] for each in told]
    return Chapter("What the pictures of the whole film show", (table(columns, rows),))


def waivers_chapter(it: assembly_pb2.Certificate) -> Chapter | None:
    """Defects that somebody accepted; None without."""
    if not it.waivers:
        return None
    columns = [Column("measure", 1.7), Column("shot", 0.7, number=True), Column("by", 2), Column("reason", 5)]
    rows = [
        [Words(each.measure.replace("_", " ")), where(each.shot_index), Words(each.waived_by), Words(each.reason)]
        for each in it.waivers
    ]
    return Chapter("Waivers", (table(columns, rows),))


def _table(found: Iterable[critic_pb2.Finding], pictures: Pictures) -> Table:
    return table(COLUMNS, [_row(each, pictures) for each in found])


def _row(finding: critic_pb2.Finding, pictures: Pictures) -> list[Cell]:
    severity = SEVERITIES[finding.severity]
    data = pictures.get(finding.picture_uri)
    held = finding.severity != critic_pb2.SEVERITY_INFORMATION
    seen = f"Frame {finding.frame}" if finding.frame >= 0 else "What was found"
    return [
        where(finding.shot_index),
        Words(
            f"{finding.measure.replace('_', ' ')}, {severity}",
            {"defect": "bad", "warning": "warn", "passed": "good"}.get(severity, "dim"),  # type: ignore[arg-type]  # tones
        ),
        Words(f"{number(finding.value)} {finding.unit}".strip()),
        Words(number(finding.threshold) if held else ""),
        Words(finding.sentence),
        Picture(data, seen, "found") if data else Words(""),
    ]

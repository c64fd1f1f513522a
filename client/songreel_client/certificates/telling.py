"""A certificate in lines: the verdict, every figure with what it is held against, what it took, who waived what."""

from collections.abc import Iterable, Iterator

from songreel.assembly.v1 import assembly_pb2
from songreel.critic.v1 import critic_pb2

from songreel_client.reporting import columns
from songreel_client.texts import printable

KINDS = {
    assembly_pb2.FIGURE_KIND_BLOCKING: "blocks delivery",
    assembly_pb2.FIGURE_KIND_THRESHOLD: "threshold",
    assembly_pb2.FIGURE_KIND_INFORMATION: "information",
}
SEVERITIES = {critic_pb2.SEVERITY_WARNING: "warning", critic_pb2.SEVERITY_DEFECT: "defect"}


def certificate_lines(it: assembly_pb2.Certificate) -> list[str]:
    """For a person."""
    told = [f"Certificate  {'passed' if it.passed else 'not passed'}, issued {it.issued_at}"]
    if it.animatic:
        told.append("             of an animatic: drawn, not generated")
    told += ["", *columns(_figures(it))]
    if rows := list(findings_rows(it.findings)):
        told += ["", "Findings", *columns(rows)]
    if it.waivers:
        told += ["", "Waivers", *columns(waiver_rows(it.waivers))]
    if it.costs:
        told += ["", "Filming", *columns(_costs(it))]
    return told


def findings_rows(findings: Iterable[critic_pb2.Finding]) -> Iterator[tuple[str, str, str, str]]:
    """Warnings and defects, the gravest first: where, measure, how grave, in words."""
    noticed = [each for each in findings if each.severity in SEVERITIES]
    for each in sorted(noticed, key=lambda each: (-each.severity, each.shot_index)):
        yield shot_name(each.shot_index), each.measure, SEVERITIES[each.severity], printable(each.sentence)


def waiver_rows(waivers: Iterable[assembly_pb2.Waiver]) -> list[tuple[str, str, str, str]]:
    """Where, measure, by whom, why."""
    return [
        (shot_name(each.shot_index), each.measure, printable(each.waived_by), printable(each.reason))
        for each in waivers
    ]


def shot_name(index: int) -> str:
    """ "shot 3", or "film" for the whole of it."""
    return f"shot {index}" if index >= 0 else "film"


def _figures(it: assembly_pb2.Certificate) -> Iterator[tuple[str, str, str, str]]:
    for each in it.figures:
        told = each.kind == assembly_pb2.FIGURE_KIND_INFORMATION
        kind = KINDS.get(each.kind, "")
        held = "" if told else f", {'kept' if each.kept else 'missed'} (at most {each.limit:g})"
        yield (
            each.name.replace("_", " "),
            f"{each.value:.6g} {each.unit}".strip(),
            f"{kind}{held}",
            printable(each.sentence),
        )


def _costs(it: assembly_pb2.Certificate) -> Iterator[tuple[str, str, str, str, str]]:
    for each in it.costs:
        money = f"{each.amount:.2f} {each.currency}" if each.HasField("amount") else "no price"
        energy = f"{each.estimated_watt_hours:.4g} Wh estimated" if each.watts else "no estimate of energy"
        seconds = f"{each.all_takes_seconds or each.filming_seconds:.1f} s"
        takes = each.take_count or each.shot_count
        yield printable(each.device), f"{each.shot_count} shots of {takes} takes", seconds, money, energy

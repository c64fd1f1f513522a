"""How often shots were filmed, and what it took: seconds that were measured, money and energy that follow from them."""

from collections.abc import Iterator

from songreel.assembly.v1 import assembly_pb2

from songreel_assembly.paper.forms import Chapter, Column, Words, number, plural, table

MEASURED = (
    "Seconds were measured by the machines that filmed, from the moment a shot was begun until its clip was coded; "
    "waiting in the queue is not in them, nor is hearing, writing, checking, cutting, or the making of single pictures."
)
RESUMED = "Of {}, which {} stopped and gone on with, only the seconds since are counted."
MONEY = "Money is GPU-seconds times the price of a GPU hour that the operator stated."
NO_MONEY = "There is no figure of money: the operator stated no price (SONGREEL_GPU_PRICES)."
ENERGY = (
    "Energy was not measured. The estimate takes each GPU (or the machine, where no GPU is used) to draw the stated "
    "power all the time, without cooling and the rest of the machine: {}."
)
NO_ENERGY = "Of {} nobody stated a power (SONGREEL_ASSEMBLY_DEVICE_WATTS), so there is no estimate of its energy."


def costs_chapter(it: assembly_pb2.Certificate) -> Chapter | None:
    """Table and the sentences that say what is measured and what is estimated; None where nothing was noted."""
    if not it.costs:
        return None
    columns = [Column("device", 3), Column("shots in the film", 1.2, number=True), Column("takes", 1, number=True),
               Column("seconds, measured", 1.6, number=True), Column("GPU-seconds", 1.4, number=True),
               Column("money", 1.4, number=True), Column("energy, estimated", 1.6, number=True)]  # fmt: skip
    rows = [
        [
            Words(each.device or "an unnamed device"),
            Words(str(each.shot_count)),
            Words(str(each.take_count or each.shot_count)),
            Words(number(round(each.all_takes_seconds or each.filming_seconds, 1))),
            Words(number(round(each.gpu_seconds, 1))),
            Words(f"{each.amount:,.2f} {each.currency}" if each.HasField("amount") else "", ""),
            Words(f"{number(round(each.estimated_watt_hours, 2))} Wh" if each.watts else ""),
        ]
        for each in it.costs
    ]
    sentences = [Words(each, "dim") for each in _sentences(it)]
    return Chapter("What filming took", (Words(takes_told(it)), table(columns, rows), *sentences))


def takes_told(it: assembly_pb2.Certificate) -> str:
    """How many takes for how many shots, and how many of those nobody accepted."""
    if not it.takes:
        return f"{plural(len(it.clips), 'shot')} in the film; how often each was filmed was not noted."
    filmed = sum(each.filmed_count for each in it.takes)
    rejected = [str(each.shot_index) for each in it.takes if not each.accepted]
    told = f"{plural(filmed, 'take')} filmed, {len(it.takes)} of them used."
    if rejected:
        shots = "shot" if len(rejected) == 1 else "shots"
        told += f" No take of {shots} {', '.join(rejected)} was accepted; the best is in the film."
    return told


def _sentences(it: assembly_pb2.Certificate) -> Iterator[str]:
    yield MEASURED
    if resumed := sum(each.resumed_count for each in it.costs):
        yield RESUMED.format(plural(resumed, "take"), "was" if resumed == 1 else "were")
    yield MONEY if any(each.HasField("amount") for each in it.costs) else NO_MONEY
    powers = [f"{each.device} {number(each.watts)} W, {each.watts_source}" for each in it.costs if each.watts]
    if powers:
        yield ENERGY.format("; ".join(powers))
    if unknown := [each.device or "an unnamed device" for each in it.costs if not each.watts]:
        yield NO_ENERGY.format(", ".join(unknown))

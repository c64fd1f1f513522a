"""The tables of all that was measured, and the plots beside docs/fleet.md."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from songreel_video.cost.devices import devices

from benchmarks.fleet import plots
from benchmarks.fleet.pace import DEVICE
from benchmarks.fleet.scaling import tail_seconds
from benchmarks.fleet.scenario import Scenario
from benchmarks.fleet.scenarios import LOAD_SECONDS, SPOT, STANDING, ZERO, records, scaled_object

Record = dict[str, Any]
Column = tuple[str, Callable[[Record], str]]
HOUR = 3600.0
FEW_STEPS = 10
BY_WORDS = 1.05
PAGE = Path(__file__).parents[2] / "docs" / "fleet.md"
BEGIN, END = "<!-- fleet: `python -m benchmarks fleet` rewrites -->", "<!-- end of fleet -->"


def price() -> float:
    """Dollars of a GPU hour."""
    return devices()[DEVICE].dollars_per_hour


def percent(part: float) -> str:
    """With a decimal."""
    return f"{100 * part:.1f} %"


def over(record: Record) -> float:
    """How far the makespan is above the bound, relative."""
    return float(record["makespan"] / record["bound"] - 1)


def share(record: Record, name: str) -> float:
    """Of the GPU time that was paid."""
    return float(record["ledger"][name] / record["ledger"]["paid"])


def by_scale(record: Record) -> float:
    """Seconds of the makespan that are there only because time runs faster: what is real counts once, in life."""
    return float(record["overhead"] * (record["scale"] - 1))


MAKESPAN: list[Column] = [
    ("shots", lambda r: f"{r['shots']:.0f}"),
    ("scale", lambda r: f"{r['scale']:g}"),
    ("bound, s", lambda r: f"{r['bound']:.0f}"),
    ("makespan, s", lambda r: f"{r['makespan']:.0f}"),
    ("above the bound", lambda r: percent(over(r))),
    ("best schedule above it", lambda r: percent(r["schedule"] / r["bound"] - 1)),
    ("real overhead, s", lambda r: f"{r['overhead']:.1f}"),
    ("above the bound, counted once", lambda r: percent(over(r) - by_scale(r) / r["bound"])),
    ("gap between shots, ms", lambda r: f"{1000 * r['ledger']['gap_seconds']:.0f}"),
    ("GPU idle", lambda r: percent(share(r, "idle"))),
    ("$ a film", lambda r: f"{price() * r['ledger']['paid'] / HOUR / r['films']:.2f}"),
    ("load average", lambda r: f"{r['load']:.1f}"),
]
LOSSES: list[Column] = [
    ("pod hours", lambda r: f"{r['ledger']['paid'] / HOUR:.1f}"),
    ("losses", lambda r: f"{r['losses']:.0f}"),
    ("steps done again", lambda r: f"{r['ledger']['lost_steps']:.0f}"),
    ("GPU s lost, a loss", lambda r: f"{r['ledger']['lost'] / max(1, r['losses']):.1f}"),
    ("wasted: filming lost", lambda r: percent(share(r, "lost"))),
    ("wasted at one loss a pod hour", lambda r: percent(r["ledger"]["lost"] / max(1, r["losses"]) / HOUR)),
    ("loading again", lambda r: percent(share(r, "loading"))),
    ("clips filmed twice", lambda r: f"{r['ledger']['filmed_twice']:.0f}"),
    ("above the bound without losses", lambda r: percent(over(r))),
    ("the same, overhead counted once", lambda r: percent(over(r) - by_scale(r) / r["bound"])),
    ("load average", lambda r: f"{r['load']:.1f}"),
]
FROM_ZERO: list[Column] = [
    ("model load, s", lambda _: f"{LOAD_SECONDS:g}"),
    ("first step after, s", lambda r: f"{r['first_step']:.0f}"),
    ("makespan, s", lambda r: f"{r['makespan']:.0f}"),
    ("bound for so many pods at once, s", lambda r: f"{r['bound']:.0f}"),
    ("GPU hours until the film is there", lambda r: f"{r['ledger']['paid'] / HOUR:.2f}"),
    ("of it loading", lambda r: percent(share(r, "loading"))),
    ("of it idle", lambda r: percent(share(r, "idle"))),
    ("$ until then", lambda r: f"{price() * r['ledger']['paid'] / HOUR:.2f}"),
    ("load average", lambda r: f"{r['load']:.1f}"),
]


def tell() -> None:
    """Prints what there is, writes it into docs/fleet.md, and draws it."""
    kept = records()
    told = tables(kept)
    print(told)
    before, after = page_around()
    PAGE.write_text(f"{before}{BEGIN}\n{told}\n{END}{after}")
    plots.draw(kept)


def page_around() -> tuple[str, str]:
    """What stands before and behind the tables in docs/fleet.md."""
    before, _, rest = PAGE.read_text().partition(BEGIN)
    return before, rest.partition(END)[2]


def tables(kept: dict[str, Record]) -> str:
    """All of them, as Markdown."""
    parts = [
        "### Pods that are there when films are ordered\n",
        table(kept, STANDING, MAKESPAN),
        *at_once(kept),
        "\n### Pods that are taken away\n",
        table(kept, SPOT, LOSSES),
        "\n### From no pod at all, by the ScaledObject\n",
        table(kept, ZERO, FROM_ZERO),
        "\n### After the last film, by the ScaledObject\n",
        tail(),
    ]
    if megabytes := [record["pod_megabytes"] for record in kept.values()]:
        parts.append(f"\nMemory of a pod's process in the simulation: {min(megabytes):.0f} to {max(megabytes):.0f} MB.")
    return "\n".join(parts)


def at_once(kept: dict[str, Record]) -> list[str]:
    """Where words are what is waited for: the bound if they were not."""
    few = [(each.name, kept[each.name]) for each in STANDING if each.name in kept and each.pace.steps < FEW_STEPS]
    return [
        f"\n{name}: were all words there with the first ones, the bound would be {record['bound_at_once']:.0f} s."
        for name, record in few
        if record["bound"] > BY_WORDS * record["bound_at_once"]
    ]


def tail() -> str:
    """What is paid when there is no work any more, by the policy's arithmetic alone."""
    scaled = scaled_object()
    hours = {pods: tail_seconds(scaled, pods) / HOUR for pods in (1, 8)}
    rows = [f"| {pods} | {spent:.2f} | {spent * price():.2f} |" for pods, spent in hours.items()]
    return "\n".join(["| pods | pod hours until none is left | $ |", "| ---: | ---: | ---: |", *rows])


def table(kept: dict[str, Record], scenarios: Iterable[Scenario], columns: list[Column]) -> str:
    """Those of the scenarios that were run."""
    rows = [
        f"| {each.name} | {' | '.join(cell(kept[each.name]) for _, cell in columns)} |"
        for each in scenarios
        if each.name in kept
    ]
    return "\n".join(
        [f"| scenario | {' | '.join(name for name, _ in columns)} |", f"| --- |{' ---: |' * len(columns)}", *rows]
    )

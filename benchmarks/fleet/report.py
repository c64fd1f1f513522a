"""The tables of all that was measured, and the plots beside docs/fleet.md."""

from collections.abc import Callable, Iterable
from typing import Any

from songreel_video.cost.devices import devices

from benchmarks.fleet import plots
from benchmarks.fleet.pace import DEVICE
from benchmarks.fleet.scaling import tail_seconds
from benchmarks.fleet.scenario import Scenario
from benchmarks.fleet.scenarios import SPOT, STANDING, ZERO, records, scaled_object

Record = dict[str, Any]
Column = tuple[str, Callable[[Record], str]]
HOUR = 3600.0


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
    """Seconds of the makespan that are there only because time runs faster: the real gaps between a pod's shots, which
    in life are so many times shorter against the shots."""
    turns = record["shots"] / record["pods"]
    return float(max(1.0, turns) * record["ledger"]["gap_seconds"] * (record["scale"] - 1))


MAKESPAN: list[Column] = [
    ("shots", lambda r: f"{r['shots']:.0f}"),
    ("scale", lambda r: f"{r['scale']:g}"),
    ("bound, s", lambda r: f"{r['bound']:.0f}"),
    ("makespan, s", lambda r: f"{r['makespan']:.0f}"),
    ("above the bound", lambda r: percent(over(r))),
    ("best schedule above it", lambda r: percent(r["schedule"] / r["bound"] - 1)),
    ("owed to the scale", lambda r: percent(by_scale(r) / r["bound"])),
    ("gap between shots, wall ms", lambda r: f"{1000 * r['ledger']['gap_seconds']:.0f}"),
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
    ("load average", lambda r: f"{r['load']:.1f}"),
]
FROM_ZERO: list[Column] = [
    ("model load, s", lambda r: "40"),
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
    """Prints what there is, and draws it."""
    kept = records()
    print("### Fleets that are there when the film is ordered\n")
    table(kept, STANDING, MAKESPAN)
    few = [kept[each.name] for each in STANDING if each.name in kept and each.pace.steps < 10]
    for record in few:
        print(f"\nWere all words there with the first ones, {record['pods']} pods could not do it under "
              f"{record['bound_at_once']:.0f} s ({record['films']} films).")  # fmt: skip
    print("\n### Pods that are taken away\n")
    table(kept, SPOT, LOSSES)
    print("\n### From no pod at all, by the ScaledObject\n")
    table(kept, ZERO, FROM_ZERO)
    tail()
    pods = [record for record in kept.values() if record["pod_megabytes"]]
    if pods:
        print(f"\nMemory of a pod's process: {max(record['pod_megabytes'] for record in pods):.0f} MB at most.")
    plots.draw(kept)


def tail() -> None:
    """What is paid after the last film, by the policy's arithmetic alone."""
    scaled = scaled_object()
    print("\n| pods at the end of all work | pod hours until none is left | $ |\n| ---: | ---: | ---: |")
    for pods in (1, 8):
        hours = tail_seconds(scaled, pods) / HOUR
        print(f"| {pods} | {hours:.2f} | {hours * price():.2f} |")


def table(kept: dict[str, Record], scenarios: Iterable[Scenario], columns: list[Column]) -> None:
    """Those of the scenarios that were run."""
    print(f"| scenario | {' | '.join(name for name, _ in columns)} |")
    print(f"| --- |{' ---: |' * len(columns)}")
    for scenario in scenarios:
        if record := kept.get(scenario.name):
            print(f"| {scenario.name} | {' | '.join(cell(record) for _, cell in columns)} |")

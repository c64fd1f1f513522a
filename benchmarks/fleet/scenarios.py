"""The scenarios that are measured, and their records: benchmarks/results/fleet, a file a scenario."""

import json
import tempfile
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from benchmarks.fleet.lanes import lanes
from benchmarks.fleet.pace import Pace
from benchmarks.fleet.run import Outcome, run
from benchmarks.fleet.scaling import ScaledObject
from benchmarks.fleet.scenario import PodTimes, Scenario
from tests.k8s.postgres import postgres
from tests.k8s.rendering import overlay

RECORDS = Path(__file__).parents[1] / "results" / "fleet"
LOAD_SECONDS = 40.0
"""Of a model: 40 GB (Wan 2.1 14B and its text encoder in bfloat16) at 1 GB/s."""
KEPT = (
    "makespan", "bound", "bound_at_once", "schedule", "shots", "losses", "first_step", "load", "overhead",
    "pod_megabytes"
)  # fmt: skip
DRAWN_PODS = 8
SHORT = 3
"""Sections of the song, for one pod: what it does between two shots does not hang on how many there are."""
FULL = Pace("wan", "wan", "final", "tuned", LOAD_SECONDS, 1)
FEW = Pace("wan", "wan_lightx2v", "preview", "tuned", LOAD_SECONDS, 1)


def at(pace: Pace, scale: float) -> Pace:
    """The same, with time so much faster."""
    return replace(pace, scale=scale)


STANDING = [
    Scenario("full, 1 pod", at(FULL, 40), 1, sections=SHORT),
    Scenario("full, 8 pods", at(FULL, 20), 8),
    Scenario("full, 64 pods", at(FULL, 8), 64),
    Scenario("full, 64 pods, 4 films", at(FULL, 20), 64, films=4),
    Scenario("few, 1 pod", at(FEW, 1), 1, sections=SHORT),
    Scenario("few, 8 pods", at(FEW, 1), 8),
    Scenario("few, 64 pods", at(FEW, 1), 64),
    Scenario("few, 64 pods, 4 films", at(FEW, 1), 64, films=4),
]
SPOT = [
    Scenario("spot, full, 8 pods", at(FULL, 40), 8, losses_an_hour=1),
    Scenario("spot, full, 64 pods, 4 films", at(FULL, 20), 64, films=4, losses_an_hour=1),
    Scenario("spot without a word, full, 8 pods", at(FULL, 40), 8, losses_an_hour=1, silent=True),
    Scenario("spot, few, 8 pods, 4 films", at(FEW, 2), 8, films=4, losses_an_hour=20),
]
ZERO = [
    Scenario("zero, full, 8 pods", at(FULL, 40), 8, from_zero=True),
    Scenario("zero, few, 8 pods", at(FEW, 2), 8, from_zero=True),
]


def pod_times() -> PodTimes:
    """That overlay `spot` gives."""
    return PodTimes.read(overlay("spot"))


def scaled_object() -> ScaledObject:
    """That of overlay `spot`."""
    (manifest,) = overlay("spot").of("ScaledObject")
    return ScaledObject.read(manifest)


def records() -> dict[str, dict[str, Any]]:
    """What was measured, by scenario."""
    kept = [json.loads(path.read_text()) for path in sorted(RECORDS.glob("*.json"))]
    return {each["name"]: each for each in kept}


def run_all(chosen: str) -> None:
    """Runs the one of that name, or those with this in their name; each record is kept as soon as it is there."""
    scenarios = STANDING + SPOT + ZERO
    one = chosen in [scenario.name for scenario in scenarios]
    for scenario in scenarios:
        if chosen == scenario.name or (chosen in scenario.name and not one):
            keep(record(measured(scenario)))


def keep(record: dict[str, Any]) -> None:
    """Unless the machine was less loaded when the same was measured before."""
    RECORDS.mkdir(exist_ok=True)
    path = RECORDS / f"{record['name'].replace(',', '').replace(' ', '-')}.json"
    before = json.loads(path.read_text()) if path.exists() else {}
    same = all(before.get(name) == record[name] for name in ("scale", "shots"))
    if not same or record["load"] <= before["load"]:
        path.write_text(json.dumps(record, indent=1) + "\n")


def measured(scenario: Scenario) -> Outcome:
    """One run in a folder and a database of its own."""
    scenario = replace(scenario, times=pod_times())
    with tempfile.TemporaryDirectory(prefix="fleet-") as name:
        folder = Path(name) / "run"
        folder.mkdir()
        with postgres(Path(name) / "pg") as url:
            return run(scenario, folder, url, scaled_object() if scenario.from_zero else None)


def record(outcome: Outcome) -> dict[str, Any]:
    """As JSON."""
    scenario = outcome.scenario
    drawn = lanes(outcome.entries, outcome.ordered_at, outcome.ended_at, scenario.scale)
    return {
        "name": scenario.name,
        "day": time.strftime("%Y-%m-%d"),
        "scale": scenario.scale,
        "pods": scenario.pods,
        "films": scenario.films,
        "from_zero": scenario.from_zero,
        "losses_an_hour": scenario.losses_an_hour,
        "steps": scenario.pace.steps,
        **{name: rounded(getattr(outcome, name)) for name in KEPT},
        "ledger": {name: rounded(value) for name, value in asdict(outcome.ledger).items()},
        "lanes": drawn if scenario.pods == DRAWN_PODS else [],
    }


def rounded(number: float) -> float:
    """To a thousandth."""
    return round(number, 3)

"""The simulator of fleets: a film on two pods, one of which is taken away in the middle of a shot."""

from pathlib import Path

import pytest

from benchmarks.fleet.pace import Pace
from benchmarks.fleet.run import Outcome, run
from benchmarks.fleet.scenario import Scenario

FULL = Pace("wan_small", "wan", "preview", "tuned", load_seconds=10.0, scale=40)
TAKEN_AFTER = 55.0
"""Seconds of life: loading, hearing and writing take 35 of them, and a shot takes more than 15."""


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    """Of one run, with a real gateway and real pods."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="reel-") as name:
        folder = Path(name) / "run"
        folder.mkdir()
        scenario = Scenario("two pods", FULL, 2, taken_after=(TAKEN_AFTER,), sections=2, node_seconds=20)
        return run(scenario, folder, f"sqlite:///{folder}/songreel.sqlite")


def test_the_film_takes_longer_than_the_bound(outcome: Outcome) -> None:
    """No clock, no sleep and no count is off by as much as would make it less."""
    assert outcome.makespan >= outcome.bound > 0


def test_every_shot_is_filmed_once(outcome: Outcome) -> None:
    """Also the one whose pod was taken away: another pod goes on with it."""
    decoded = [entry["name"] for entry in outcome.entries if entry["event"] == "decoded"]
    assert len(decoded) == len(set(decoded)) == outcome.shots > 2
    assert outcome.ledger.filmed_twice == 0


def test_steps_that_were_lost_are_counted(outcome: Outcome) -> None:
    """Each step of each shot was done once, and those that are counted again on top."""
    done = [(entry["name"], entry["step"]) for entry in outcome.entries if entry["event"] == "step"]
    assert len(set(done)) == outcome.shots * FULL.steps
    assert len(done) - len(set(done)) == outcome.ledger.lost_steps
    assert outcome.losses == 1


def test_gpu_seconds_add_up(outcome: Outcome) -> None:
    """What was paid is what was useful, lost, spent on loading, or idle."""
    ledger = outcome.ledger
    assert ledger.paid == pytest.approx(ledger.loading + ledger.useful + ledger.lost + ledger.idle)
    assert min(ledger.useful, ledger.idle, ledger.lost) >= 0

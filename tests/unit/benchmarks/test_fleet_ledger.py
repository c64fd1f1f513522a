"""Where GPU seconds went, from a journal that was written by hand."""

import pytest

from benchmarks.fleet.ledger import tally


def entry(at: float, by: str, event: str, **facts: object) -> dict[str, object]:
    """A line of a journal."""
    return {"at": at, "by": by, "event": event, **facts}


def pod(name: str, started: float, ready: float, gone: float | None = None) -> list[dict[str, object]]:
    """Its life, as the controller notes it."""
    lines = [entry(started, "cluster", "pod_started", pod=name), entry(ready, "cluster", "ready", pod=name)]
    return lines if gone is None else [*lines, entry(gone, "cluster", "gone", pod=name)]


def test_a_shot_that_goes_on_elsewhere_costs_what_was_done_twice() -> None:
    """The first pod is killed within the third step; the second one goes on behind the first, which alone was saved."""
    entries = [
        *pod("a", 0, 10, gone=32),
        entry(10, "a", "begun", name="shot", step=0),
        entry(20, "a", "step", name="shot", step=0, seconds=10),
        entry(30, "a", "step", name="shot", step=1, seconds=10),
        *pod("b", 40, 50),
        entry(50, "b", "begun", name="shot", step=1),
        entry(60, "b", "step", name="shot", step=1, seconds=10),
        entry(70, "b", "step", name="shot", step=2, seconds=10),
        entry(75, "b", "decoded", name="shot", seconds=5),
    ]
    ledger = tally(sorted(entries, key=lambda each: float(str(each["at"]))), 1.0, 80.0)
    assert (ledger.paid, ledger.loading) == (32 + 40, 20)
    assert ledger.useful == 3 * 10 + 5
    assert ledger.lost == pytest.approx(10 + 2)  # a step again, and two seconds of one that was cut off
    assert ledger.idle == pytest.approx(72 - 20 - 35 - 12)
    assert (ledger.lost_steps, ledger.begun_again, ledger.filmed_twice) == (1, 1, 0)


def test_time_that_runs_faster_makes_real_seconds_longer() -> None:
    """A pod of ten real seconds at a scale of six costs a minute."""
    ledger = tally(pod("a", 0, 5), 6.0, 10.0)
    assert (ledger.paid, ledger.loading, ledger.idle) == (60, 30, 30)


def test_a_clip_that_is_decoded_twice_is_told() -> None:
    """Two gateways, say, that film the same shot at once."""
    shot = {"name": "shot", "seconds": 5.0}
    twice = [entry(20, "a", "decoded", **shot), entry(30, "a", "decoded", **shot)]
    assert tally([*pod("a", 0, 10), *twice], 1.0, 40.0).filmed_twice == 1

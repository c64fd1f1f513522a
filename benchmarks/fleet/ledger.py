"""Where the GPU seconds of a run went, from the pods' journals.

pod:   started ── loads ── ready ─ idle ─ steps ─ decodes ─ idle ─ steps ─ taken ─ gone
paid   ├────────────────────────────────────────────────────────────────────────────┤
lost   steps that were done again by somebody, and the part of one that a kill cut off
"""

import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass

from benchmarks.fleet.journal import Entry


@dataclass(frozen=True)
class Ledger:
    """Of one run, in seconds of life and GPU; `paid` is the sum of the rest."""

    paid: float
    loading: float
    useful: float
    """Steps and decoding, of what came into the films."""
    lost: float
    """Filming that was done again, or cut off."""
    idle: float
    lost_steps: int
    begun_again: int
    """Shots that went on, or began anew, in another pod."""
    filmed_twice: int
    """Clips that were decoded more than once."""
    gap_seconds: float
    """Of the wall: median from the end of one shot's decoding to the beginning of the pod's next shot."""
    gaps_seconds: float
    """Of the wall: all of them."""
    first_step_at: float
    """When the first step was done, of the wall."""


def tally(entries: list[Entry], scale: float, ended_at: float) -> Ledger:
    """Of everything until `ended_at` (of the wall, as the journals' times)."""
    entries = [entry for entry in entries if entry["at"] <= ended_at]
    lives = _lives(entries, ended_at)
    paid = scale * sum(end - start for start, _, end in lives.values())
    loading = scale * sum(ready - start for start, ready, _ in lives.values())
    steps, decodes = Counter[tuple[str, int]](), Counter[str]()
    useful = lost = 0.0
    begun, gaps, busy_from = Counter[str](), [], dict[str, Entry]()
    ends: dict[str, float] = {}
    for entry in entries:
        by = entry["by"]
        match entry["event"]:
            case "begun":
                begun[entry["name"]] += 1
                busy_from[by] = entry
                if by in ends:
                    gaps.append(entry["at"] - ends.pop(by))
            case "step":
                again = steps[entry["name"], entry["step"]] > 0
                steps[entry["name"], entry["step"]] += 1
                lost, useful = (lost + entry["seconds"], useful) if again else (lost, useful + entry["seconds"])
                busy_from[by] = entry
            case "decoded":
                again = decodes[entry["name"]] > 0
                decodes[entry["name"]] += 1
                lost, useful = (lost + entry["seconds"], useful) if again else (lost, useful + entry["seconds"])
                busy_from.pop(by, None)
                ends[by] = entry["at"]
            case "stopped":
                busy_from.pop(by, None)
    for by, (_, _, end) in lives.items():
        if by in busy_from and end < ended_at:  # killed in a step, or while decoding
            lost += scale * (end - busy_from[by]["at"])
    first = next((entry["at"] for entry in entries if entry["event"] == "step"), float("nan"))
    return Ledger(
        paid=paid,
        loading=loading,
        useful=useful,
        lost=lost,
        idle=paid - loading - useful - lost,
        lost_steps=sum(count - 1 for count in steps.values()),
        begun_again=sum(count - 1 for count in begun.values()),
        filmed_twice=sum(count - 1 for count in decodes.values()),
        gap_seconds=statistics.median(gaps) if gaps else 0.0,
        gaps_seconds=sum(gaps),
        first_step_at=first,
    )


def _lives(entries: list[Entry], ended_at: float) -> dict[str, tuple[float, float, float]]:
    """When each pod was started, was ready and was gone."""
    times: dict[str, dict[str, float]] = defaultdict(dict)
    for entry in entries:
        if "pod" in entry:
            times[entry["pod"]][entry["event"]] = entry["at"]
    return {
        name: (
            at["pod_started"],
            at.get("ready", at.get("gone", ended_at)),
            at.get("gone", ended_at),
        )
        for name, at in times.items()
    }

"""What each pod did when, for a picture: one lane a pod, one bar a stretch."""

from typing import Any

from benchmarks.fleet.journal import Entry

Lane = dict[str, Any]


def lanes(entries: list[Entry], ordered_at: float, ended_at: float, scale: float) -> list[Lane]:
    """Pods in the order of their start, with bars (kind, from, to) in seconds of life after the order. Kinds: loads,
    films, ends (by a loss)."""
    found: dict[str, Lane] = {}
    begun: dict[str, float] = {}

    def seconds(moment: float) -> float:
        return round(max(0.0, moment - ordered_at) * scale, 1)

    def bar(name: str, kind: str, start: float, end: float) -> None:
        if end > ordered_at:
            found[name]["bars"].append([kind, seconds(start), seconds(end)])

    for entry in entries:
        event, by = entry["event"], str(entry.get("pod", entry["by"]))
        match event:
            case "pod_started":
                found[by] = {"pod": by, "bars": []}
                begun[f"{by} loads"] = entry["at"]
            case "ready":
                bar(by, "loads", begun.pop(f"{by} loads"), entry["at"])
            case "begun":
                begun[by] = entry["at"]
            case "decoded" | "stopped" | "gone":
                if by in begun:
                    bar(by, "films", begun.pop(by), entry["at"])
                if event == "gone":
                    bar(by, "ends", entry["at"], entry["at"])
    for by in found:
        for name, kind in ((by, "films"), (f"{by} loads", "loads")):
            if name in begun:
                bar(by, kind, begun[name], ended_at)
    return list(found.values())

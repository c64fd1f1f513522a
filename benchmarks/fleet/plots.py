"""Plots as SVG, by hand: bars of makespans above their bounds, and lanes of what each pod did when."""

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = {"loads": "#e0a030", "films": "#3070b0", "idle": "#e4e4e4", "ends": "#c02020"}
WIDTH, LEFT, LANE = 860, 150, 16
Record = dict[str, Any]


def draw(kept: dict[str, Record]) -> None:
    """All for which there are records."""
    if standing := {name: record for name, record in kept.items() if name.startswith(("full", "few"))}:
        save("fleet-makespans.svg", bars(standing))
    for name, picture in (
        ("full, 8 pods", "fleet-standing.svg"),
        ("spot, full, 8 pods", "fleet-spot.svg"),
        ("zero, full, 8 pods", "fleet-from-zero.svg"),
        ("zero, few, 8 pods", "fleet-from-zero-few.svg"),
    ):
        if name in kept:
            save(picture, lanes(name, kept[name]))


def bars(kept: dict[str, Record]) -> str:
    """How far each makespan is above its bound, beside the best schedule's, and the target."""
    shapes, most = [], 30.0
    unit = (WIDTH - LEFT - 20) / most
    for row, (name, record) in enumerate(kept.items()):
        top, target = 30 + row * 30, 10.0 if name.startswith("full") else 25.0
        shown, best = (100 * (record[each] / record["bound"] - 1) for each in ("makespan", "schedule"))
        shapes += [
            text(0, top + 13, name),
            box(LEFT, top, max(1.0, min(shown, most) * unit), 9, COLOURS["films"]),
            box(LEFT, top + 10, max(1.0, min(best, most) * unit), 5, "#90b8d8"),
            text(LEFT + min(shown, most - 4) * unit + 4, top + 9, f"{shown:.1f} %"),
            box(LEFT + target * unit, top - 3, 2, 22, COLOURS["ends"]),
        ]
    key = "above the bound: measured (dark), best schedule (light), target (red line); % of the bound"
    return svg([text(LEFT, 14, key), *shapes], 40 + 30 * len(kept))


def lanes(name: str, record: Record) -> str:
    """A lane a pod; seconds of life from left to right."""
    unit = (WIDTH - LEFT - 20) / record["makespan"]
    shapes = [text(LEFT, 14, f"{name}: loads (orange), films (blue), idle (grey), taken away (red)")]
    for row, lane in enumerate(record["lanes"]):
        top, bars = 24 + row * LANE, lane["bars"]
        ends = [end for kind, _, end in bars if kind == "ends"] or [record["makespan"]]
        start = min(start for _, start, _ in bars)
        shapes += [
            text(0, top + 10, lane["pod"]),
            box(LEFT + start * unit, top, (ends[0] - start) * unit, LANE - 4, COLOURS["idle"]),
        ]
        for kind, begun, end in bars:
            wide = max(2.0 if kind == "ends" else 0.5, (min(end, record["makespan"]) - begun) * unit - 0.5)
            shapes.append(box(LEFT + begun * unit, top, wide, LANE - 4, COLOURS[kind]))
    bottom = 24 + LANE * len(record["lanes"])
    marks = [record["makespan"] * part / 4 for part in range(5)]
    shapes += [text(LEFT + mark * unit - (30 if mark else 0), bottom + 14, f"{mark:.0f} s") for mark in marks]
    return svg(shapes, bottom + 24)


def box(left: float, top: float, width: float, height: float, colour: str) -> str:
    """A filled rectangle."""
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height}" fill="{colour}"/>'


def text(left: float, baseline: float, words: str) -> str:
    """In the figure's one size."""
    return f'<text x="{left:.1f}" y="{baseline:.1f}">{escape(words)}</text>'


def svg(shapes: list[str], height: float) -> str:
    """The whole picture, on white."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}"'
    style = 'font-family="sans-serif" font-size="11">'
    return "\n".join([f"{head} {style}", box(0, 0, WIDTH, round(height), "#ffffff"), *shapes, "</svg>", ""])


def save(name: str, picture: str) -> None:
    """Beside the docs."""
    (PICTURES / name).write_text(picture)

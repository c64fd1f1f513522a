"""What the critic finds, what it raises false alarms on, and how fast it looks.

    python -m benchmarks critic=development
    python -m benchmarks critic=later
    python -m benchmarks critic=former
    python -m benchmarks critic=recent
    python -m benchmarks critic=latest
    python -m benchmarks critic=held_out

Clean takes are animatic shots in each kind of place that scripts name (854x480), real and rendered footage by day and
by night, and drawings whose light and motion look like faults. Every kind of damage in tests/damage.py is done to some
of them. The measures and their thresholds are made with the takes of all parts but `held_out`, which have no part in
it. `seen` is the worst value of the clean takes, `threshold` what values are held against, and `found` the range of the
damaged ones: the thresholds' evidence. Where a measure finds several kinds, the mildest one counts. Each run replaces
its own part here and in docs/critic.md.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel.video.v1 import video_pb2
from songreel_critic.take import check_take
from songreel_critic.watching import watch

from benchmarks._critic_takes import development, former, held_out, latest, recent
from benchmarks._evidence import Evidence
from tests.clips import Frames
from tests.damage import DAMAGES, Damage

WIDEST_DAMAGED = 500
Findings = dict[str, critic_pb2.Finding]


@dataclass(frozen=True)
class Part:
    """Takes of one kind."""

    title: str
    clean: Callable[[Path], dict[str, Path]]
    damaged: Sequence[str]
    timed: bool = False
    """Whether it says how fast it was looked at."""


PARTS = {
    "development": Part("Takes that the measures were made with", development.development, development.DAMAGED),
    "later": Part("More of them", development.later, development.LATER_DAMAGED),
    "former": Part("Takes that were held out until measures were mended by them", former.former, former.DAMAGED),
    "recent": Part("Takes that were held out after those", recent.recent, recent.DAMAGED),
    "latest": Part("Takes that were held out last", latest.latest, latest.DAMAGED),
    "held_out": Part("Takes that had no part in it", held_out.held_out, held_out.DAMAGED, timed=True),
}


def main(*names: str) -> None:
    """Measures the parts that are named, or all, and prints all that docs/critic.md then says."""
    if unknown := set(names) - set(PARTS):
        sys.exit(f"No takes {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.")
    evidence = Evidence.read()
    for name in names or PARTS:
        with tempfile.TemporaryDirectory(prefix="reel-") as folder:
            evidence = evidence.replaced(name, "\n".join(measured(PARTS[name], Path(folder))))
    evidence.publish()
    print("\n\n".join(filter(None, (evidence.parts[name] for name in PARTS))))


def measured(part: Part, folder: Path) -> list[str]:
    """What is found and what raises false alarms, and each measure's values."""
    clips = part.clean(folder)
    clean, seconds, lasting = {}, 0.0, 0.0
    for title, path in clips.items():
        started = time.perf_counter()
        clean[title] = look(path)
        seconds += time.perf_counter() - started
        lasting += length_of(path)
    damaged, missed = damage(folder, {title: clips[title] for title in part.damaged})
    alarms = [f"{title}: {each.measure}" for title, found in clean.items() for each in found.values() if at_fault(each)]
    total = len(DAMAGES) * len(part.damaged)
    share = 100 - 100 * len(missed) / total
    times = lasting / seconds
    speed = f"- {lasting:.0f} s of clean takes looked at in {seconds:.0f} s: {times:.1f} times as fast as they play."
    return [
        f"{part.title}, measured {time.strftime('%Y-%m-%d')}:",
        "",
        f"- {len(clean)} clean takes; false alarms: {'; '.join(alarms) or 'none'}.",
        f"- {len(DAMAGES)} kinds of damage in {len(part.damaged)} takes each: {total - len(missed)} of {total} found"
        f" ({share:.1f} %). Missed: {'; '.join(missed) or 'none'}.",
        *([speed] if part.timed else []),
        "",
        *table(clean.values(), damaged),
    ]


def damage(folder: Path, clips: Mapping[str, Path]) -> tuple[dict[str, list[float]], list[str]]:
    """Values of each measure where it should find something, and what it did not find."""
    values: dict[str, list[float]] = {}
    missed = []
    with ThreadPoolExecutor(2) as pool:
        for title, path in clips.items():
            frames, rate = read(path)

            def found(kind: Damage, frames: Frames = frames, rate: Fraction = rate) -> float | None:
                return look_for(kind, kind.clip(folder / f"damaged-{kind.name}.mp4", frames, rate), frames, rate)

            for kind, value in zip(DAMAGES, pool.map(found, DAMAGES), strict=True):
                if value is None:
                    missed.append(f"{kind.name} in {title}")
                else:
                    values.setdefault(kind.measure, []).append(value)
    return values, missed


def look_for(kind: Damage, path: Path, frames: Frames, rate: Fraction) -> float | None:
    """The value by which the damage was found where it was done; None where it was not."""
    finding = look(path, frames, rate).get(kind.measure)
    if finding is None or not at_fault(finding):
        return None
    placed = kind.frame is None or abs(finding.frame - kind.frame) <= kind.within
    return finding.value if placed else None


def look(path: Path, ordered: Frames | None = None, rate: Fraction | None = None) -> Findings:
    """Every finding of a clip that should be these frames, or of one that should be as it is."""
    viewing = watch(path)
    height, width = ordered.shape[1:3] if ordered is not None else (viewing.height_pixels, viewing.width_pixels)
    rate = rate or 1 / min(viewing.steps)
    request = critic_pb2.CheckTakeRequest(
        clip=video_pb2.Clip(
            rate=audio_pb2.FrameRate(numerator=rate.numerator, denominator=rate.denominator),
            size=video_pb2.FrameSize(width_pixels=width, height_pixels=height),
        ),
        timing=audio_pb2.TimedShot(end_frame=viewing.frames if ordered is None else len(ordered)),
    )
    return {each.measure: each for each in check_take(request, viewing)}


def at_fault(finding: critic_pb2.Finding) -> bool:
    """It is a warning or a defect."""
    return finding.severity >= critic_pb2.SEVERITY_WARNING


def read(path: Path) -> tuple[Frames, Fraction]:
    """At most sixty frames, halved where they are large: damage is the same at any size."""
    with av.open(str(path)) as file:
        rate = file.streams.video[0].average_rate or Fraction(24)
        frames = np.stack([frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)][:60]).astype(np.uint8)
    if frames.shape[2] > WIDEST_DAMAGED:
        height, width = frames.shape[1] // 4 * 2, frames.shape[2] // 4 * 2
        cut = frames[:, : 2 * height, : 2 * width].reshape(len(frames), height, 2, width, 2, 3)
        frames = cut.mean((2, 4)).astype(np.uint8)
    return frames, rate


def length_of(path: Path) -> float:
    """Seconds."""
    with av.open(str(path)) as file:
        return float((file.duration or 0) / av.time_base)


def table(clean: Iterable[Findings], damaged: Mapping[str, list[float]]) -> list[str]:
    """One row a measure."""
    all_clean = list(clean)
    rows = ["| measure | seen | threshold | found |", "| --- | --- | --- | --- |"]
    for measure, example in all_clean[0].items():
        if example.severity == critic_pb2.SEVERITY_INFORMATION:
            continue
        seen = max(each[measure].value for each in all_clean if measure in each)
        values = damaged.get(measure, [])
        found = f"{min(values):.3g} to {max(values):.3g}" if values else "not seeded"
        rows.append(f"| `{measure}` | {seen:.3g} | {example.threshold:.3g} | {found} |")
    return rows


if __name__ == "__main__":
    main()

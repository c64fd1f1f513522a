"""What the critic finds, what it raises false alarms on, and how fast it looks.

    python -m benchmarks critic

Clean are 50 takes and more: an animatic shot in each kind of place that scripts name (854x480), ten shots of real or
rendered footage, and drawings whose light and motion look like faults. Every kind of damage in tests/damage.py is done
to six of them. `seen` is the worst value of the clean takes, `threshold` what values are held against, and `found` the
range of the damaged ones: the threshold's evidence, which docs/critic.md repeats. Where a measure finds several kinds,
the mildest one counts. Then the same over takes that had no part in setting the thresholds: other places, people,
songs, seeds and footage.
"""

import tempfile
import time
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_critic.take import check_take
from songreel_critic.watching import watch
from songreel_script.repertoire import place_sets
from songreel_video.backends.animatic.backend import Animatic

from benchmarks._held_out import DAMAGED as HELD_OUT_DAMAGED
from benchmarks._held_out import held_out
from benchmarks.filming import asked, filmed
from tests.clean_takes import CLEAN
from tests.clips import Frames, encode
from tests.damage import DAMAGES
from tests.footage import real_shots

DOCUMENT = Path(__file__).parent.parent / "docs" / "critic.md"
BEGIN, END = "<!-- evidence -->", "<!-- end of evidence -->"
ANIMATIC_FRAMES = 72
DAMAGED = ("animatic 2", "animatic 15", "bikes 1", "bigbuckbunny 0", "carphone_pristine 0", "glide")
WIDEST_DAMAGED = 500
Findings = dict[str, critic_pb2.Finding]


def main() -> None:
    """Prints the tables, and writes the evidence into docs/critic.md."""
    with tempfile.TemporaryDirectory(prefix="reel-") as name:
        folder = Path(name)
        clips = clean_clips(folder)
        said, clean, damaged = summary(folder, clips, DAMAGED)
        held_said, *_ = summary(folder, held_out(folder), HELD_OUT_DAMAGED)
    rows = ["The takes that set the thresholds:", "", *said, "", *table(clean, damaged), ""]
    evidence = "\n".join([*rows, "Takes that had no part in setting them:", "", *held_said])
    print(evidence)
    publish(evidence)


def summary(
    folder: Path, clips: dict[str, Path], to_damage: Sequence[str]
) -> tuple[list[str], list[Findings], dict[str, list[float]]]:
    """(what is found and what raises false alarms, findings of each clean take, values where damage was found)."""
    clean, seconds, lasting = {}, 0.0, 0.0
    for title, path in clips.items():
        started = time.perf_counter()
        clean[title] = look(path)
        seconds += time.perf_counter() - started
        lasting += length_of(path)
    damaged, missed = damage(folder, {title: clips[title] for title in to_damage})
    alarms = [f"{title}: {each.measure}" for title, found in clean.items() for each in found.values() if at_fault(each)]
    total = len(DAMAGES) * len(to_damage)
    share = 100 - 100 * len(missed) / total
    said = [
        f"- {len(clean)} clean takes; false alarms: {'; '.join(alarms) or 'none'}.",
        f"- {len(DAMAGES)} kinds of damage in {len(to_damage)} takes each: {total - len(missed)} of {total} found"
        f" ({share:.1f} %). Missed: {'; '.join(missed) or 'none'}.",
        f"- {lasting:.0f} s of clean takes looked at in {seconds:.0f} s: {lasting / seconds:.1f} times as fast as they"
        " play.",
    ]
    return said, list(clean.values()), damaged


def clean_clips(folder: Path) -> dict[str, Path]:
    """All clean takes by name."""
    clips = {}
    animatic, moves = Animatic(), [number for number in script_pb2.CameraMove.values() if number]
    for number, kind in enumerate(place_sets().values()):
        request = asked(kind.places[0], number)
        request.timing.end_frame = request.timing.start_frame + ANIMATIC_FRAMES
        request.shot.camera = moves[number % len(moves)]
        music = request.timing.music
        del music.energy[:], music.beat_frames[:]
        music.energy.extend([0.3 + 0.7 * (number * 37 % 100) / 100] * ANIMATIC_FRAMES)
        music.beat_frames.extend(range(0, ANIMATIC_FRAMES, 10 + number % 6))
        clips[f"animatic {number}"] = folder / f"animatic{number}.mp4"
        filmed(animatic, request, clips[f"animatic {number}"])
    for shot in real_shots():
        clips[shot.name] = encode(folder / f"{shot.name}.mp4", shot.frames, shot.rate)
    for name, frames in CLEAN.items():
        clips[name] = encode(folder / f"{name}.mp4", frames(), Fraction(24))
    return clips


def damage(folder: Path, clips: dict[str, Path]) -> tuple[dict[str, list[float]], list[str]]:
    """Values of each measure where it should find something, and what it did not find."""
    values: dict[str, list[float]] = {}
    missed = []
    for title, path in clips.items():
        frames, rate = read(path)
        for kind in DAMAGES:
            spoilt = kind.clip(folder / "damaged.mp4", frames, rate)
            finding = look(spoilt, frames, rate).get(kind.measure)
            placed = finding and (kind.frame is None or abs(finding.frame - kind.frame) <= kind.within)
            if finding and placed and at_fault(finding):
                values.setdefault(kind.measure, []).append(finding.value)
            else:
                missed.append(f"{kind.name} in {title}")
    return values, missed


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


def table(clean: Iterable[Findings], damaged: dict[str, list[float]]) -> list[str]:
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


def publish(evidence: str) -> None:
    """Puts the evidence between its marks in the document."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{evidence}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()

"""A whole film by `songreel make`: seconds from start to film, the song's own length, and the memory of all processes.

The song is synthesised; the stack is started anew, so start-up and warm-up are in the figure. Give other songs as
arguments of `measure`.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.songs import synthesise

SECTIONS = [
    ("intro", 4, 0.3), ("verse", 8, 0.5), ("chorus", 8, 0.9), ("verse", 8, 0.5), ("chorus", 8, 0.9),
    ("bridge", 8, 0.4), ("chorus", 8, 0.9), ("outro", 4, 0.3),
]  # fmt: skip


def main() -> None:
    """Prints one row a song."""
    print("| song seconds | start to film, seconds | ratio | peak memory of all processes, MB | shots |")
    print("| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="reel-") as folder:
        for bars in (1, 4):
            song = Path(folder) / f"song{bars}.wav"
            sections = [(kind, max(2, length * bars // 4), energy) for kind, length, energy in SECTIONS]
            synthesise(song, bpm=120, beats_per_bar=4, sections=sections, sample_rate=44100, seed=1)
            print(measure(song, Path(folder)), flush=True)


def measure(song: Path, folder: Path) -> str:
    """The table's row for one song."""
    command = [
        str(Path(sys.executable).parent / "songreel"),
        "make",
        str(song),
        "--data",
        str(folder / "data"),
        "--json",
    ]
    started, peak, stop = time.monotonic(), [0.0], threading.Event()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)

    def watch() -> None:
        while not stop.wait(0.5):
            peak[0] = max(peak[0], tree_megabytes(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate()
    stop.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"songreel make failed with {process.returncode}")
    seconds = time.monotonic() - started
    certificate = json.loads(output)["certificate"]
    length = certificate["filmFrames"] / 24
    shots = len(certificate["clips"])
    return f"| {length:.1f} | {seconds:.1f} | {seconds / length:.2f} | {peak[0]:.0f} | {shots} |"


def tree_megabytes(root: int) -> float:
    """Proportional set size of a process and all its descendants, from Linux' /proc."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    family = {root}
    while grown := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= grown
    total = 0
    for pid in family:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


if __name__ == "__main__":
    os.environ.setdefault("NO_COLOR", "1")
    main()

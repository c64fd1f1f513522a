"""What hearing costs: seconds of the first and of a later call, growth with the song's length, and memory.

    python -m benchmarks hearing_speed

Vocals and lyrics are left out. Each row is a process of its own, warmed up as the service is, on as many cores as the
machine gives it. CPU seconds tell more than wall seconds on a machine that others use.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from songreel.audio.v1 import audio_pb2
from songreel_audio.analysis import analyse
from songreel_audio.backends import load_listener
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.settings import AudioSettings
from songreel_audio.warm_up import warm_up_song

from tests.songs import POP_SONG, synthesise

CASES = ((4, "none"), (4, "musicnn"), (10, "musicnn"), (20, "musicnn"))
"""Minutes, and who tags."""
BPM = 120


def main() -> None:
    """Prints the table."""
    print("| minutes | tags | first call: wall, CPU s | second call | CPU s a minute | peak memory |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="speed-") as folder:
        for minutes, tags in CASES:
            path = Path(folder) / f"{minutes}.mp3"
            if not path.exists():
                times = round(minutes * 60 / (sum(bars for _, bars, _ in POP_SONG) * 4 * 60 / BPM))
                synthesise(path, bpm=BPM, sections=POP_SONG * times)
            command = [sys.executable, "-m", "benchmarks.hearing_speed", str(path), tags]
            row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            first, second = (f"{wall:.1f}, {cpu:.1f}" for wall, cpu in row["calls"])
            per_minute = row["calls"][1][1] / row["minutes"]
            print(
                f"| {row['minutes']:.1f} | {tags} | {first} | {second} | {per_minute:.2f} | {row['mb']:.0f} MB |",
                flush=True,
            )


def measure(path: Path, tags: str) -> None:
    """Prints one row as JSON."""
    chosen = {"audio_tags": tags, "audio_vocals": "none"}
    listener = load_listener(AudioSettings.model_validate({"cache_folder": "~/.cache/songreel", **chosen}))
    analyse(warm_up_song(), listener, audio_pb2.HearSongRequest())
    calls, minutes = [], 0.0
    for _ in range(2):
        wall, cpu = time.perf_counter(), time.process_time()
        song = decode_song(path, SongLimits(1300, 200_000_000))
        analyse(song, listener, audio_pb2.HearSongRequest())
        calls.append((time.perf_counter() - wall, time.process_time() - cpu))
        minutes = song.duration_seconds / 60
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"calls": calls, "minutes": minutes, "mb": peak}))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measure(Path(sys.argv[1]), sys.argv[2])
    else:
        main()

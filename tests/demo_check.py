"""`make demo` kept as a promise: a short song becomes a film of exactly its length, by the real processes.

`python -m tests.demo_check`, at the end of `make check`. The script is written by rules here, since the language model
is a gigabyte and has tests of its own.
"""

import os
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path

from tests.probe import probe_film
from tests.songs import synthesise

RATE = 24
ROOT = Path(__file__).parent.parent
SECTIONS = [("verse", 2, 0.4), ("chorus", 3, 0.9)]


def main() -> None:
    """Exits with a sentence when the promise does not hold."""
    with tempfile.TemporaryDirectory(prefix="reel-") as folder:
        song = Path(folder) / "a demo's song.wav"
        synthesise(song, bpm=120, beats_per_bar=4, sections=SECTIONS, sample_rate=44100, seed=5)
        started = time.monotonic()
        environment = {**os.environ, "SONGREEL_HOME": f"{folder}/home", "SONGREEL_SCRIPT_BACKEND": "rules"}
        command = ["make", "demo", f"SONG={song}"]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
        require(done.returncode == 0, f"`make demo` ended with status {done.returncode}")
        film = song.with_name("a demo's song.film.mp4")
        require(film.exists(), f"there is no {film.name} beside the song")
        with wave.open(str(song)) as samples:
            seconds = samples.getnframes() / samples.getframerate()
        expected = round(seconds * RATE)
        found = probe_film(film)
        require(found.frames == expected, f"the film has {found.frames} frames, not {expected}")
        require(found.sound_seconds >= seconds - 0.001, "the end of the song is not in the film")
        require(film.with_suffix(".certificate.json").exists(), "there is no certificate beside the film")
        sys.stdout.write(f"make demo: {found.frames} frames with sound in {time.monotonic() - started:.0f} s\n")


def require(holds: bool, otherwise: str) -> None:
    """Nothing, or the end."""
    if not holds:
        raise SystemExit(f"The demo does not keep its promise: {otherwise}.")


if __name__ == "__main__":
    main()

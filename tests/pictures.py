"""The pictures in docs/, drawn anew: `python -m tests.pictures`.

The song is one that anybody may have: a synthesised arrangement, and in its verses a voice that is in the public domain
(President Kennedy's inaugural address, 1961), whose words are given as plain text.
"""

import os
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from tests.real_songs import speech
from tests.songs import synthesise, write_sound

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
RATE = 44_100
SECTIONS = [
    ("intro", 4, 0.3), ("verse", 8, 0.5), ("chorus", 8, 0.9), ("verse", 8, 0.55), ("chorus", 8, 0.9),
    ("bridge", 4, 0.4), ("chorus", 8, 0.95), ("outro", 4, 0.3),
]  # fmt: skip
VERSE = """\
And so, my fellow Americans,
ask not what your country can do for you.
Ask what you can do for your country.
"""
VOICE_AFTER_SECONDS, VOICE_LOUDNESS, MUSIC_LOUDNESS = 1.8, 0.5, 0.95


def main() -> None:
    """Writes docs/pictures/hearing.png."""
    with tempfile.TemporaryDirectory(prefix="reel-") as name:
        folder = Path(name)
        song, lyrics = folder / "Ask Not.mp3", folder / "words.txt"
        lyrics.write_text(f"{VERSE}\n{VERSE}", "utf-8")
        sing(song, folder)
        songreel = str(Path(sys.executable).parent / "songreel")
        command = [songreel, "hear", str(song), "--lyrics-file", str(lyrics), "--force"]
        environment = {**os.environ, "SONGREEL_HOME": str(folder / "home"), "SONGREEL_GATEWAY": ""}
        subprocess.run([*command, "-o", str(PICTURES / "hearing.png")], env=environment, check=True)


def sing(path: Path, folder: Path) -> None:
    """The song at the path: the band, and over its verses the voice."""
    band = folder / "band.wav"
    truth = synthesise(band, bpm=112, sections=SECTIONS, seed=4, key="A minor", sample_rate=RATE)
    mix = MUSIC_LOUDNESS * samples(band)
    voice = VOICE_LOUDNESS * samples(speech())
    for section in truth.sections:
        if section.kind == "verse":
            start = round((section.start_seconds + VOICE_AFTER_SECONDS) * RATE)
            mix[start : start + len(voice)] += voice
    write_sound(path, mix / max(1.0, float(np.abs(mix).max())), RATE)


def samples(path: Path) -> NDArray[np.float32]:
    """(samples, 2) in [-1, 1] at RATE, of a 16-bit WAV file."""
    with wave.open(str(path)) as file:
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, file.getnchannels()) / 32768
        rate = file.getframerate()
    sound: NDArray[np.float32] = soxr.resample(data.astype(np.float32), rate, RATE)
    return np.broadcast_to(sound, (len(sound), 2)).copy() if sound.shape[1] == 1 else sound


if __name__ == "__main__":
    main()

"""The pictures in docs/, drawn anew: `python -m tests.pictures`, or with the names of some: `... hearing places film`.

The song of the hearing is one that anybody may have: a synthesised arrangement, and in its verses a voice that is in
the public domain (President Kennedy's inaugural address, 1961), whose words are given as plain text. The film is of a
real song, thirty seconds long, with a script by the language model.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
import skia
import soxr
from numpy.typing import NDArray
from songreel.script.v1 import script_pb2
from songreel_video.backends.animatic.stage.picture import Picture

from tests.real_songs import real_song, speech
from tests.shots import shot_request
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


FILMED, SEED = "energetic_electronic_2", 11
PLACES = (
    "a fishing harbour", "a pine forest", "an alley", "a stone church", "a railway station", "a quiet lake",
    "a fairground with a ferris wheel", "a room with a record player",
)  # fmt: skip
HOURS = ("noon, daylight", "sunset", "night")
SHOWN = (428, 240)


def main() -> None:
    """Writes the pictures that the command line names, or all, into docs/pictures."""
    drawers = {"hearing": hearing, "places": places, "film": film}
    for name in sys.argv[1:] or drawers:
        drawers[name]()


def hearing() -> None:
    """Writes hearing.png, the page of a song."""
    with tempfile.TemporaryDirectory(prefix="reel-") as name:
        folder = Path(name)
        song, lyrics = folder / "Ask Not.mp3", folder / "words.txt"
        lyrics.write_text(f"{VERSE}\n{VERSE}", "utf-8")
        sing(song, folder)
        songreel("hear", song, "--lyrics-file", lyrics, "--force", "-o", PICTURES / "hearing.png", home=folder / "home")


def places() -> None:
    """Writes places.jpg: a column an hour, a row a place, with a figure in each."""
    width, height = SHOWN
    across, down = 4, 2
    sheet = np.zeros((down * 3 * height, across * width, 4), np.uint8)
    for number, place in enumerate(PLACES):
        for hour, light in enumerate(HOURS):
            request = shot_request(24, width, height, sentence=f"A woman waits in {place}.")
            request.shot.MergeFrom(script_pb2.Shot(place=place, time_and_light=light, action="waits"))
            top, left = (number // across * 3 + hour) * height, number % across * width
            *_, frame = Picture(request).frames()
            sheet[top : top + height, left : left + width] = frame
    picture = skia.Image.fromarray(np.ascontiguousarray(sheet), colorType=skia.ColorType.kBGRA_8888_ColorType)
    picture.save(str(PICTURES / "places.jpg"), skia.EncodedImageFormat.kJPEG, 88)


def film() -> None:
    """Writes film.jpg, the contact sheet that comes with a film."""
    with tempfile.TemporaryDirectory(prefix="reel-") as name:
        folder = Path(name)
        song = real_song(FILMED)
        out = songreel("make", song, "-o", folder / "film.mp4", "--seed", SEED, "--json", home=folder / "home")
        sheet = json.loads(out)["film"]["contactSheetUri"].removeprefix("artifact:")
        shutil.copyfile(folder / "home" / "artifacts" / sheet, PICTURES / "film.jpg")


def songreel(*arguments: object, home: Path) -> str:
    """What the command prints, run with a data folder of its own."""
    environment = {**os.environ, "SONGREEL_HOME": str(home), "SONGREEL_GATEWAY": ""}
    program = str(Path(sys.executable).parent / "songreel")
    command = [program, *map(str, arguments)]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


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

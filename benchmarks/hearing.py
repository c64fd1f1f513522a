"""How well real songs are heard: tempo and key against what they were made to be.

    python -m benchmarks hearing
    python -m benchmarks hearing=FOLDER    with the four rock songs, mixed as FOLDER/NAME.mp3

The 28 tracks come from the package index. The rock songs are Debian's fretsonfire-songs-sectoid (MIT): add the samples
of each song's song.ogg and guitar.ogg; their tempo is written in notes.mid. A tempo is right within 4 %; "octave" is
off by a half, double, two thirds or the like; anything else is wrong.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from songreel.audio.v1 import audio_pb2
from songreel_audio.analysis import analyse
from songreel_audio.backends import load_listener
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.settings import AudioSettings

from benchmarks._scores import judge_tempo
from tests.real_songs import RealSong, real_song, real_songs

BEATS: tuple[Literal["beatnet", "librosa"], ...] = ("beatnet", "librosa")
LIMITS = SongLimits(1200, 200_000_000)
FLATS = {"Db": "C#", "Eb": "D#", "Gb": "F#", "Ab": "G#", "Bb": "A#"}
ROCK = {"Escape from chaosland": 135.0, "Feelings": 95.0, "Metal madness": 150.0, "War of freedom": 140.0}


def main(folder: str = "") -> None:
    """Prints the table."""
    cache = Path("~/.cache/songreel")
    listeners = {
        name: load_listener(AudioSettings(cache_folder=cache, audio_beats=name, audio_tags="none", audio_vocals="none"))
        for name in BEATS
    }
    counts = {name: Counter[str]() for name in listeners}
    keys = Counter[bool]()
    print("| song | true BPM | beatnet | librosa | true key | heard |\n| --- | --- | --- | --- | --- | --- |")
    for path, truth in _songs(folder):
        song = decode_song(path, LIMITS)
        cells, heard = [truth.name, f"{truth.bpm:g}"], audio_pb2.Key()
        for backend, listener in listeners.items():
            analysis = analyse(song, listener, audio_pb2.HearSongRequest())
            verdict = judge_tempo(analysis.tempo.bpm, truth.bpm)
            counts[backend][verdict] += 1
            cells.append(f"{analysis.tempo.bpm:.2f} {verdict}")
            heard = analysis.key  # computed alike for all backends
        if truth.key:
            keys[spoken_key(heard) == written_key(truth)] += 1
        print(f"| {' | '.join(cells)} | {truth.key} | {spoken_key(heard)} |", flush=True)
    for backend, count in counts.items():
        print(f"\n{backend}: {count['right']} right, {count['octave']} off by a ratio, {count['wrong']} wrong")
    print(f"key: {keys[True]} of {keys.total()} right")


def _songs(folder: str) -> Iterator[tuple[Path, RealSong]]:
    yield from ((real_song(name), truth) for name, truth in real_songs().items())
    if folder:
        yield from ((Path(folder) / f"{name}.mp3", RealSong(name, bpm, "")) for name, bpm in ROCK.items())


def spoken_key(key: audio_pb2.Key) -> str:
    """As "A minor"."""
    return f"{key.tonic} {'minor' if key.mode == audio_pb2.MODE_MINOR else 'major'}"


def written_key(truth: RealSong) -> str:
    """With sharps, as the service names keys."""
    tonic, mode = truth.key.split()
    return f"{FLATS.get(tonic, tonic)} {mode}"

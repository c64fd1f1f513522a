"""How well songs are heard: tempo and key of 28 real tracks against what they were made to be, and how long it takes.

    python -m benchmarks hearing

A tempo is right within 4 %; a "ratio" is off by a half, double, two thirds or the like; anything else is wrong.
"""

import time
from collections import Counter
from pathlib import Path
from typing import Literal

from songreel.audio.v1 import audio_pb2
from songreel_audio.analysis import analyse
from songreel_audio.backends import Listener, load_listener
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.settings import AudioSettings
from songreel_audio.song import Song

from tests.real_songs import RealSong, real_song, real_songs

TOLERANCE = 0.04
RATIOS = (2, 1 / 2, 3, 1 / 3, 3 / 2, 2 / 3, 4 / 3, 3 / 4)
BEATS: tuple[Literal["beatnet", "librosa"], ...] = ("beatnet", "librosa")
LIMITS = SongLimits(1200, 200_000_000)
FLATS = {"Db": "C#", "Eb": "D#", "Gb": "F#", "Ab": "G#", "Bb": "A#"}


def main() -> None:
    """Prints the table."""
    listeners = {
        name: load_listener(AudioSettings(cache_folder=Path("~/.cache/songreel"), audio_beats=name)) for name in BEATS
    }
    counts = {name: Counter[str]() for name in listeners}
    keys, heard_seconds, spent = 0, 0.0, 0.0
    print("| song | true BPM | beatnet | librosa | true key | heard |\n| --- | --- | --- | --- | --- | --- |")
    for name, truth in real_songs().items():
        song = decode_song(real_song(name), LIMITS)
        cells = [name, f"{truth.bpm:g}"]
        for backend, listener in listeners.items():
            analysis, seconds = hear(song, listener)
            verdict = judged(analysis.tempo.bpm, truth.bpm)
            counts[backend][verdict] += 1
            cells.append(f"{analysis.tempo.bpm:.2f} {verdict}")
            if backend == "beatnet":
                heard_seconds, spent = heard_seconds + song.duration_seconds, spent + seconds
                key = spoken_key(analysis.key)
                right = key == written_key(truth)
                keys += right
                key_cells = [truth.key, key if right else f"{key} (wrong)"]
        print("| " + " | ".join([*cells, *key_cells]) + " |")
    for backend, count in counts.items():
        print(f"\n{backend}: {count['right']} right, {count['ratio']} off by a ratio, {count['wrong']} wrong")
    print(f"key: {keys} of {len(real_songs())} right")
    print(f"speed: {heard_seconds / spent:.1f} seconds of song a second, decoding apart")


def hear(song: Song, listener: Listener) -> tuple[audio_pb2.SongAnalysis, float]:
    """The analysis and the seconds it took."""
    started = time.perf_counter()
    analysis = analyse(song, listener, audio_pb2.HearSongRequest())
    return analysis, time.perf_counter() - started


def judged(heard_bpm: float, true_bpm: float) -> str:
    """right, ratio or wrong."""
    if abs(heard_bpm / true_bpm - 1) < TOLERANCE:
        return "right"
    return "ratio" if any(abs(heard_bpm / true_bpm / ratio - 1) < TOLERANCE for ratio in RATIOS) else "wrong"


def spoken_key(key: audio_pb2.Key) -> str:
    """As "A minor"."""
    return f"{key.tonic} {'minor' if key.mode == audio_pb2.MODE_MINOR else 'major'}"


def written_key(truth: RealSong) -> str:
    """With sharps, as the service names keys."""
    tonic, mode = truth.key.split()
    return f"{FLATS.get(tonic, tonic)} {mode}"


if __name__ == "__main__":
    main()

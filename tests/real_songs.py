"""Real music to test with, fetched once into the cache; its tempo and key are known within 2 %."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from songreel_weights import Cupboard, read_catalogue

SOURCES = Path(__file__).with_name("song_sources.toml")
PACKAGE = "immich-memories-music"
SPEECH = "inaugural-address-1961"
SPOKEN = "And so my fellow Americans ask not what your country can do for you ask what you can do for your country"
CACHE = Path("~/.cache/songreel")


@dataclass(frozen=True)
class RealSong:
    """What a track was made to be."""

    name: str
    bpm: float
    key: str


@cache
def real_songs() -> dict[str, RealSong]:
    """All real songs by name, e.g. happy_acoustic_1: five moods, acoustic and electronic, 30 s each."""
    return {song["name"]: RealSong(**song) for song in tomllib.loads(SOURCES.read_text("utf-8"))["song"]}


@cache
def real_song(name: str) -> Path:
    """The Opus file of that song, from the cache or, the first time, from the package index."""
    return Cupboard(read_catalogue(SOURCES), CACHE).fetch(PACKAGE).files[name]


@cache
def speech() -> Path:
    """A WAV file of 11 s, mono at 16 kHz, in which the words SPOKEN are said from 0.3 s on."""
    return Cupboard(read_catalogue(SOURCES), CACHE).fetch(SPEECH).files["speech"]

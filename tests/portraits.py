"""People who are known to be the same or not: photographs and recordings, fetched once into the cache."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from songreel_weights import Cupboard, read_catalogue

SOURCES = Path(__file__).with_name("portrait_sources.toml")
CACHE = Path("~/.cache/songreel")
RECORDINGS = frozenset({"man 1", "woman 0"})
APART_SECONDS = 2.0
"""Between two moments of a recording that count as two portraits."""


@dataclass(frozen=True)
class Portrait:
    """One picture of one person."""

    person: str
    title: str
    pixels: NDArray[np.uint8]
    """(height, width, 3) red, green, blue."""


@cache
def portrait_files(name: str) -> dict[str, Path]:
    """By person and number. Raises FetchFailed where they can neither be found nor fetched."""
    return dict(Cupboard(read_catalogue(SOURCES), CACHE).fetch(name).files)


def portraits(*names: str) -> Iterator[Portrait]:
    """All pictures with one person in them; of a recording one each two seconds."""
    for name in names:
        for title, path in portrait_files(name).items():
            person = title.rpartition(" ")[0]
            if person in ("clouds", "group"):
                continue
            with av.open(str(path)) as file:
                every = round(float(file.streams.video[0].average_rate or 24) * APART_SECONDS)
                for number, frame in enumerate(file.decode(video=0)):
                    if number % every == 0:
                        moment = f"{title} at {number}" if title in RECORDINGS else title
                        pixels = frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False)
                        yield Portrait(person, moment, pixels)


def picture(name: str, title: str) -> NDArray[np.uint8]:
    """The first picture of a file."""
    with av.open(str(portrait_files(name)[title])) as file:
        frame = next(file.decode(video=0))
        return frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False)

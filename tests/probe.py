"""A film measured from its file, frame by frame, with nothing taken from what the system says of it."""

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np


@dataclass(frozen=True)
class Probe:
    """What is in a film."""

    frames: int
    """Pictures that really decode."""
    presentation_steps: frozenset[int]
    """Distances between neighbouring pictures in the stream's time base; one value when the rate is constant."""
    rate: float
    picture_start_seconds: float
    sound_start_seconds: float
    sound_seconds: float
    """Decoded samples over the sampling rate."""
    sound_codec: str
    means: np.ndarray
    """(frames, 3) mean red, green and blue of each picture, 0 to 255."""
    changes: np.ndarray
    """(frames - 1,) mean absolute difference of neighbouring thumbnails, 0 to 255."""


def probe_film(path: Path) -> Probe:
    """Decodes everything; a damaged film raises av.error.InvalidDataError."""
    times: list[int] = []
    thumbnails: list[np.ndarray] = []
    samples = 0
    with av.open(str(path)) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        picture.thread_type = "AUTO"
        sound_start = None
        for packet in film.demux(picture, sound):
            for frame in packet.decode():
                if isinstance(frame, av.VideoFrame):
                    assert frame.pts is not None
                    times.append(frame.pts)
                    thumbnails.append(frame.reformat(width=64, height=36, format="rgb24").to_ndarray())
                elif isinstance(frame, av.AudioFrame):
                    sound_start = frame.time if sound_start is None else sound_start
                    samples += frame.samples
        assert picture.time_base is not None
        assert picture.average_rate is not None
        assert sound_start is not None
        stack = np.stack(thumbnails).astype(np.int16)
        return Probe(
            frames=len(times),
            presentation_steps=frozenset(np.diff(times).tolist()),
            rate=float(picture.average_rate),
            picture_start_seconds=float(times[0] * picture.time_base),
            sound_start_seconds=sound_start,
            sound_seconds=samples / sound.rate,
            sound_codec=sound.codec_context.name,
            means=stack.mean((1, 2)),
            changes=np.abs(np.diff(stack, axis=0)).mean((1, 2, 3)),
        )


def samples_of(film: bytes) -> bytes:
    """All that is seen and heard: the samples of all tracks as they lie in the file. Its content credentials, which are
    salted at random, lie outside."""
    at = film.index(b"mdat")
    return film[at : at - 4 + int.from_bytes(film[at - 4 : at], "big")]

"""Films from random plans: shots of odd lengths at every rate that is delivered, under songs of every kind.

The same number gives the same film. The pictures are tiny, and the clips of one rate are coded once, so that a film of
two hundred shots takes seconds.
"""

import hashlib
import itertools
import random
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2

from tests.clips import encode, frame_rate, texture
from tests.songs import write_sound

RATES = tuple(Fraction(rate) for rate in ("16", "24000/1001", "24", "25", "30000/1001", "30", "60"))
KINDS = ("mp3", "m4a", "flac", "opus", "wav")
LENGTHS = (1, 3, 7, 8, 11, 13, 17, 19, 23, 31)
"""Frames; odd ones mostly, and a shot of a single frame."""
FEWEST_SHOTS, MOST_SHOTS = 2, 200
SIDE = 32
SONG_RATE_HZ = 44_100


@dataclass(frozen=True)
class TinyClip:
    """A clip and what its pictures decode to."""

    path: Path
    pictures: tuple[str, ...]
    """A digest a frame."""


@dataclass
class ClipShelf:
    """Clips by rate, length and pattern, coded when first asked for."""

    folder: Path
    _clips: dict[tuple[Fraction, int, int], TinyClip] = field(default_factory=dict)

    def take(self, rate: Fraction, frames: int, pattern: int) -> TinyClip:
        """That clip."""
        key = (rate, frames, pattern)
        if key not in self._clips:
            path = encode(self.folder / f"{len(self._clips)}.mp4", texture(frames, pattern, SIDE, SIDE), rate)
            self._clips[key] = TinyClip(path, pictures_in(path))
        return self._clips[key]


@dataclass(frozen=True)
class RandomFilm:
    """What is to be cut, and what must come of it."""

    request: assembly_pb2.CutFilmRequest
    song: Path
    clips: tuple[Path, ...]
    pictures: list[str]
    """Digests of the pictures of all clips, in film order."""


def random_film(number: int, shelf: ClipShelf, folder: Path) -> RandomFilm:
    """The film of that number; every rate and every kind of song comes up within 35 of them."""
    chance = random.Random(number)
    rate, kind = RATES[number % len(RATES)], KINDS[number % len(KINDS)]
    shots = MOST_SHOTS if number == 0 else FEWEST_SHOTS if number == 1 else chance.randint(FEWEST_SHOTS, MOST_SHOTS)
    lengths = [chance.choice(LENGTHS) for _ in range(shots)]
    song = _song(folder, kind, float((sum(lengths) + chance.uniform(-0.45, 0.45)) / rate), number)
    duration = decoded_duration(song)
    lengths[-1] += round(duration * rate) - sum(lengths)  # codecs that pad make the song a little longer
    if lengths[-1] < 1:
        lengths[-2:] = [sum(lengths[-2:])]
    clips = [shelf.take(rate, frames, chance.randrange(3)) for frames in lengths]
    edges = np.cumsum([0, *lengths]).tolist()
    analysis = audio_pb2.SongAnalysis(
        duration_samples=duration.numerator,
        sample_rate_hz=duration.denominator,
        rate=frame_rate(rate),
        frames=edges[-1],
        shots=[
            audio_pb2.TimedShot(index=n, start_frame=start, end_frame=end)
            for n, (start, end) in enumerate(itertools.pairwise(edges))
        ],
    )
    size = video_pb2.FrameSize(width_pixels=SIDE, height_pixels=SIDE)
    messages = [
        video_pb2.Clip(shot_index=n, frames=frames, rate=frame_rate(rate), size=size)
        for n, frames in enumerate(lengths)
    ]
    request = assembly_pb2.CutFilmRequest(song_uri="a song", analysis=analysis, clips=messages)
    pictures = [picture for clip in clips for picture in clip.pictures]
    return RandomFilm(request, song, tuple(clip.path for clip in clips), pictures)


def pictures_in(path: Path) -> tuple[str, ...]:
    """A digest of each decoded picture, all planes as they are: what FFmpeg's framemd5 tells."""
    with av.open(str(path)) as file:
        return tuple(hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest() for frame in file.decode(video=0))


def decoded_duration(path: Path) -> Fraction:
    """As the audio service counts: decoded samples over the file's own rate."""
    with av.open(str(path)) as file:
        stream = file.streams.audio[0]
        return Fraction(sum(frame.samples for frame in file.decode(stream)), stream.rate)


def _song(folder: Path, kind: str, seconds: float, seed: int) -> Path:
    song = folder / f"song.{kind}"
    write_sound(song, _bursts(seconds, seed), SONG_RATE_HZ, channels=1)
    return song


def _bursts(seconds: float, seed: int) -> NDArray[np.float32]:
    """(samples, 1) noise in short bursts: it looks like itself at no lag but 0."""
    rng = np.random.default_rng(seed)
    count = round(seconds * SONG_RATE_HZ)
    envelope = np.repeat(rng.random(count // 2000 + 1) ** 3, 2000)[:count]
    return (0.3 * rng.standard_normal(count) * envelope).clip(-1, 1).astype(np.float32)[:, None]

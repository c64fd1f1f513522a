"""Viewings made of numbers: no file, no decoder."""

from fractions import Fraction
from typing import TypeAlias

import numpy as np
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_critic.closeup import Closeup
from songreel_critic.combs import Combs
from songreel_critic.shot_view import ShotView
from songreel_critic.watching import THUMBNAIL_HEIGHT_PIXELS, THUMBNAIL_WIDTH_PIXELS, Thumbnails, Viewing

Transition: TypeAlias = "script_pb2.Transition.ValueType"

RATE_HZ = 24
CLOSEUP = Closeup(
    frame=0, sharpness=100.0, fine=0.1, parts=(), edges=1.0, blocks=1.0, noise=0.5, combs=Combs(), white=0.0
)


def scene(frames: int, seed: int, speed: int = 1) -> Thumbnails:
    """A coarse pattern of its own for each seed, panning by `speed` pixels a frame."""
    rng = np.random.default_rng(seed)
    blocks = rng.integers(40, 220, (THUMBNAIL_HEIGHT_PIXELS // 6, THUMBNAIL_WIDTH_PIXELS // 8, 3), dtype=np.uint8)
    picture = np.kron(blocks, np.ones((6, 8, 1), np.uint8))
    return np.stack([np.roll(picture, shift * speed, axis=1) for shift in range(max(1, frames))])[:frames]


def black(frames: int) -> Thumbnails:
    return np.zeros((frames, THUMBNAIL_HEIGHT_PIXELS, THUMBNAIL_WIDTH_PIXELS, 3), np.uint8)


def viewing(*parts: Thumbnails) -> Viewing:
    """The parts one after another, at RATE_HZ."""
    pictures = np.concatenate(parts)
    steps = frozenset({Fraction(1, RATE_HZ)}) if len(pictures) > 1 else frozenset()
    return Viewing(pictures, steps, 640, 360, (CLOSEUP,), "")


def view_of(*parts: Thumbnails, transition: Transition = script_pb2.TRANSITION_UNSPECIFIED) -> ShotView:
    """The parts as one shot."""
    return ShotView(viewing(*parts), 3, float(RATE_HZ), transition)


def analysis_of(lengths: list[int], late_frames: float = 0.0) -> audio_pb2.SongAnalysis:
    """Shots of these lengths; each cut's musical moment comes `late_frames` after its frame."""
    edges = np.cumsum([0, *lengths]).tolist()
    shots = [
        audio_pb2.TimedShot(
            index=index, start_frame=edges[index], end_frame=edges[index + 1],
            cut=audio_pb2.Cut(
                reason=audio_pb2.CUT_REASON_BEAT, moment_seconds=(edges[index] + late_frames) / RATE_HZ
            ),
            music=audio_pb2.ShotMusic(energy=[index / len(lengths)] * lengths[index]),
        )
        for index in range(len(lengths))
    ]  # fmt: skip
    rate = audio_pb2.FrameRate(numerator=RATE_HZ, denominator=1)
    return audio_pb2.SongAnalysis(rate=rate, frames=edges[-1], shots=shots)

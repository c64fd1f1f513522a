"""How near interpolated frames come to the true ones, and what they cost, beside what else could be done.

A texture pans by 3 pixels a frame, another one crosses it by 6 (`tests/unit/video/test_interpolating.py`): every frame
in between is known. Decibels are of the frames between the model's own, by peak signal to noise. CPU seconds are
ffmpeg's, for each frame of 832x480 that is made.
"""

import math
import resource

import numpy as np
from songreel_video.finishing import interpolating

from tests.unit.video.test_interpolating import FILMED, NATIVE, closeness, world

DEFAULT = "mi_mode=mci:mc_mode=aobmc:me_mode=bidir:vsbmc=1:scd=none"


def main() -> None:
    """Prints two tables."""
    print(
        "| to | repeated, dB | neighbours blended | ffmpeg's default search | ours |\n| --- | --- | --- | --- | --- |"
    )
    for delivery in (24, 32, 48):
        count = interpolating.delivered(len(FILMED), NATIVE, delivery)
        times = [number * NATIVE / delivery for number in range(count)]
        between = [number for number, time in enumerate(times) if not time.is_integer()]
        ways = [
            [FILMED[math.floor(time)] for time in times],
            [blended(time) for time in times],
            interpolated(delivery, count, DEFAULT),
            interpolated(delivery, count, interpolating.FLAGS),
        ]
        told = [np.mean([closeness(frames[number], world(times[number])) for number in between]) for frames in ways]
        print(f"| {delivery} | {' | '.join(f'{each:.1f}' for each in told)} |", flush=True)
    print(f"\n{cpu_seconds():.2f} CPU seconds a frame of 832x480, on one core.")


def blended(time: float) -> np.ndarray:
    """The mean of its neighbours, the nearer one weighing more."""
    part = time - math.floor(time)
    mean: np.ndarray = FILMED[math.floor(time)] * (1 - part) + FILMED[math.ceil(time)] * part
    return mean


def interpolated(delivery: int, count: int, flags: str) -> list[np.ndarray]:
    """By ffmpeg with these flags."""
    ours, interpolating.FLAGS = interpolating.FLAGS, flags
    try:
        return list(interpolating.interpolate(FILMED, NATIVE, delivery, count))
    finally:
        interpolating.FLAGS = ours


def cpu_seconds() -> float:
    """Of one made frame."""
    noise = np.random.default_rng(0).integers(0, 255, (60, 124, 3)).astype(np.uint8).repeat(8, 0).repeat(8, 1)
    pictures = np.stack([noise[:, 4 * number : 4 * number + 832] for number in range(9)])
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    list(interpolating.interpolate(pictures, NATIVE, 32, 17))
    return (resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before) / 8

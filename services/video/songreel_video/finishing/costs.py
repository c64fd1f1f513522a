"""What finishing costs: operations of enlarging, and pixels that a CPU core interpolates in a second."""

import math

ENLARGED_PIXEL = 2 * 9 * (3 * 64 + 16 * 64 * 64 + 64 * 48)
"""Operations for each pixel of the small picture: eighteen convolutions of three by three, a multiply-add as two."""
INTERPOLATED_PIXELS_A_SECOND = 1.35e6
"""Of frames between the model's own, by one CPU core (AMD EPYC, 832x480: 0.3 s a frame; measured 2026-11)."""


def enlarging(frames: int, height: int, width: int, factor: int) -> int:
    """Operations for so many small pictures; 0 where they stay as they are."""
    return frames * height * width * ENLARGED_PIXEL if factor > 1 else 0


def interpolating_seconds(frames: int, native: int, delivery: int, area: int) -> float:
    """Of a clip's frames that are not the model's own, on the CPU; `area` in pixels."""
    own = (frames - 1) // (delivery // math.gcd(native, delivery)) + 1
    return (frames - own) * area / INTERPOLATED_PIXELS_A_SECOND

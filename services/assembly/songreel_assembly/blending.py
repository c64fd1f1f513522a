"""Pictures laid over one another, as the coder holds them: YUV 4:2:0, BT.709, limited range.

Editors mix the coded values, not linear light, and so do these.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Yuv = NDArray[np.uint8]
"""(height * 3 / 2, width): the luma plane, then both chroma planes, one after another."""

WHIP_BLUR_STEPS = 6


@dataclass(frozen=True)
class Colour:
    """A colour in limited range."""

    luma: int
    blue: int
    red: int


BLACK = Colour(16, 128, 128)
LIGHT = Colour(232, 122, 132)
"""White with a little warmth, as a flash of light is."""


def colour_of(text: str) -> Colour:
    """Of "#rrggbb", by BT.709."""
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return Colour(
        round(16 + 219 * luma), round(128 + 224 * (blue - luma) / 1.8556), round(128 + 224 * (red - luma) / 1.5748)
    )


def mixed(one: Yuv, other: Yuv, share: float) -> Yuv:
    """`one` with `share`, from 0 to 1, of `other` in it."""
    weight = round(256 * share)
    sum_ = one.astype(np.uint16) * (256 - weight) + other.astype(np.uint16) * weight
    return ((sum_ + 128) >> 8).astype(np.uint8)


def plain(shape: tuple[int, int], colour: Colour) -> Yuv:
    """A picture of one colour; `shape` is that of the array."""
    picture = np.empty(shape, np.uint8)
    for plane, value in zip(planes(picture), (colour.luma, colour.blue, colour.red), strict=True):
        plane[:] = value
    return picture


def whipped(before: Yuv, picture: Yuv, left: float, speed: float) -> Yuv:
    """`picture` on its way in from the right, pushing `before` out; `left` is what is left of the way, from 1 to 0.

    `speed` is how far it moves within the frame, in widths, and blurs it along.
    """
    result = np.empty_like(picture)
    for old, new, out in zip(planes(before), planes(picture), planes(result), strict=True):
        width = new.shape[1]
        strip = np.concatenate([old, new, new], axis=1)
        offsets = [
            round(width * (1 - min(1.0, left + speed * step / WHIP_BLUR_STEPS))) for step in range(WHIP_BLUR_STEPS)
        ]
        seen = np.stack([strip[:, offset : offset + width] for offset in offsets])
        out[:] = seen.mean(axis=0)
    return result


def planes(picture: Yuv) -> tuple[Yuv, Yuv, Yuv]:
    """Views of luma and both chroma planes; writing to them writes to the picture, which must be contiguous."""
    rows, width = picture.shape
    height = rows * 2 // 3
    flat, luma, chroma = picture.reshape(-1), height * width, height * width // 4
    small = (height // 2, width // 2)
    return (
        flat[:luma].reshape(height, width),
        flat[luma : luma + chroma].reshape(small),
        flat[luma + chroma : luma + 2 * chroma].reshape(small),
    )

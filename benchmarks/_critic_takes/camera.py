"""A camera that draws: scenes in linear light, smeared while its shutter is open, with soft edges, glow and grain."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from benchmarks._critic_takes.former_drawn import COLUMNS, FRAMES, HEIGHT, ROWS, WIDTH, Floats, grain
from tests.clips import Frames

MOMENTS = 4
"""In which a scene is looked at while the shutter is open, which it is for half of each frame."""
Scene: TypeAlias = Callable[[float], Floats]
"""By the time in frames, (HEIGHT, WIDTH, 3) light: 1 is bright, and more than 3 is white in any picture."""
Point: TypeAlias = tuple[float, float]
"""Row and column in pixels."""


def shoot(scene: Scene) -> Frames:
    """What the camera records of it."""
    frames: Frames = np.empty((FRAMES, HEIGHT, WIDTH, 3), np.uint8)
    for number in range(FRAMES):
        light = np.mean([scene(number + 0.5 * moment / MOMENTS) for moment in range(MOMENTS)], axis=0)
        light = light + 0.05 * ndimage.gaussian_filter(light, (9, 9, 0))
        levels = 255 * (1 - np.exp(-light)) ** (1 / 1.7)
        frames[number] = (levels + grain(number, 1.0)[..., None]).clip(0, 255)
    return frames


def soft(distance: Floats) -> Floats:
    """1 inside, 0 outside, and between them within a pixel of the edge; distances are negative inside."""
    inside: Floats = np.clip(0.5 - distance, 0, 1)
    return inside


def limb(start: Point, end: Point, thick: float) -> Floats:
    """A rounded stroke of this radius."""
    down, right = end[0] - start[0], end[1] - start[1]
    along = ((ROWS - start[0]) * down + (COLUMNS - start[1]) * right) / max(down**2 + right**2, 1e-9)
    along = np.clip(along, 0, 1)
    return soft(np.hypot(ROWS - start[0] - along * down, COLUMNS - start[1] - along * right) - thick)


def dancer(time: float, across: float, floor: float, tall: float, pace: float = 0.26) -> Floats:
    """Somebody who dances in place, seen whole: (HEIGHT, WIDTH) from 0 to 1."""
    swing, lift = np.sin(pace * time), abs(np.sin(pace * time))
    hip = (floor - 0.48 * tall + 0.03 * tall * lift, across + 0.05 * tall * swing)
    neck = (floor - 0.84 * tall + 0.03 * tall * lift, across - 0.03 * tall * swing)
    head = (neck[0] - 0.1 * tall, neck[1])
    parts = [limb(hip, neck, 0.09 * tall), limb(head, (head[0] + 0.02 * tall, head[1]), 0.065 * tall)]
    for side in (-1, 1):
        knee = (floor - 0.25 * tall, across + side * 0.1 * tall + 0.06 * tall * swing)
        parts += [limb(hip, knee, 0.05 * tall), limb(knee, (floor, across + side * 0.11 * tall), 0.04 * tall)]
        elbow = (neck[0] + 0.16 * tall - 0.12 * tall * side * swing, neck[1] + side * 0.19 * tall)
        hand = (elbow[0] - 0.2 * tall * side * swing, elbow[1] + side * 0.1 * tall)
        parts += [limb((neck[0] + 0.05 * tall, neck[1]), elbow, 0.038 * tall), limb(elbow, hand, 0.033 * tall)]
    whole: Floats = np.max(parts, axis=0)
    return whole


def cloth(seed: int, height: int = 256, width: int = 512, scale: float = 1.0) -> Floats:
    """(height, width) structure without a seam, from 0 to 1, fine and coarse."""
    rng = np.random.default_rng(seed)
    sizes = [scale * size for size in (1, 4, 16)]
    levels = sum(size * ndimage.gaussian_filter(rng.normal(0, 1, (height, width)), size, mode="wrap") for size in sizes)
    ranked: Floats = np.interp(levels, np.quantile(levels, [0.01, 0.99]), [0, 1])
    return ranked


def sampled(picture: Floats, rows: Floats, columns: Floats) -> Floats:
    """The picture's values at places between its pixels; it goes on without end."""
    values: Floats = ndimage.map_coordinates(picture, [rows, columns], order=1, mode="grid-wrap")
    return values


def lit(light: Floats, colour: tuple[float, float, float]) -> Floats:
    """(HEIGHT, WIDTH, 3) that light in this colour."""
    coloured: Floats = light[..., None] * np.array(colour)
    return coloured


def before(scene: Floats, mask: Floats, colour: tuple[float, float, float]) -> Floats:
    """The scene with something of this colour in front of it."""
    covered: Floats = scene * (1 - mask[..., None]) + lit(mask, colour)
    return covered


def spots(rows: NDArray[np.float64], columns: NDArray[np.float64], light: NDArray[np.float64], size: float) -> Floats:
    """(HEIGHT, WIDTH) round spots of this radius at places between pixels; what is outside the picture is left out."""
    picture = np.zeros((HEIGHT, WIDTH))
    reach = int(np.ceil(3 * size))
    for row, column, value in zip(rows, columns, light, strict=True):
        top, left = max(0, int(row) - reach), max(0, int(column) - reach)
        bottom, right = min(HEIGHT, int(row) + reach + 1), min(WIDTH, int(column) + reach + 1)
        if value > 0 and top < bottom and left < right:
            down = (np.arange(top, bottom) - row)[:, None] / size
            over = (np.arange(left, right) - column)[None] / size
            picture[top:bottom, left:right] += value * np.exp(-(down**2 + over**2))
    return picture


def discs(rows: NDArray[np.float64], columns: NDArray[np.float64], radius: float) -> Floats:
    """(HEIGHT, WIDTH) whether one of these round things covers it."""
    covered = np.zeros((HEIGHT, WIDTH))
    reach = int(np.ceil(radius)) + 1
    for row, column in zip(rows, columns, strict=True):
        place = (
            slice(max(0, int(row) - reach), max(0, int(row) + reach + 1)),
            slice(max(0, int(column) - reach), max(0, int(column) + reach + 1)),
        )
        distance = np.hypot(ROWS[place] - row, COLUMNS[place] - column) - radius
        covered[place] = np.maximum(covered[place], soft(distance))
    return covered

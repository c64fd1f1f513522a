"""Takes without a fault that the critic once took for damaged ones, synthesised."""

from collections.abc import Callable

import numpy as np
from scipy import ndimage

from tests.clips import HEIGHT, WIDTH, Frames, texture

FRAMES = 60


def signs() -> Frames:
    """Bright signs over a dim street that go out and on again at once, all three together."""
    frames = texture(FRAMES, 16) // 9
    lit = np.arange(FRAMES) % 26 < 15
    for number, (down, right) in enumerate(((16, 20), (34, 70), (52, 120))):
        letters = texture(1, 17 + number, 28, 12)[0, ..., :1] > 110
        box = frames[lit, down : down + 12, right : right + 28]
        frames[lit, down : down + 12, right : right + 28] = np.where(letters, [235, 150, 205], box)
    return frames


def lamps_that_pass() -> Frames:
    """A car goes through a tunnel: each lamp lights it up, and it shakes a little."""
    inside, rows, columns = texture(1, 21)[0, ..., 0] * 0.4, *np.mgrid[0:HEIGHT, 0:WIDTH]
    frames = []
    for number in range(FRAMES):
        near = (number % 12) / 12
        light = 0.4 + 0.6 * np.exp(-(((near - 0.5) / 0.2) ** 2))
        glare = 120 * np.exp(-(((columns - WIDTH * near) / 10) ** 2) - ((rows - 10) / 6) ** 2)
        frames.append(np.roll(inside, number % 3, 0) * light + glare + 5)
    return (np.stack(frames)[..., None] * [1.1, 0.9, 0.5]).clip(0, 255).astype(np.uint8)


def facade() -> Frames:
    """A house with slats of one row each, under clouds that drift."""
    frames = np.stack([np.roll(texture(1, 22)[0] // 3 + 90, 2 * number, axis=1) for number in range(FRAMES)])
    frames[:, 25:80:2, 43:109], frames[:, 26:80:2, 43:109] = 60, 150
    return frames


def past_towers() -> Frames:
    """A flight past houses with a row of windows every other row of the picture."""
    rows, columns = np.mgrid[0 : HEIGHT + 40, 0 : WIDTH + 2 * FRAMES]
    street = texture(1, 23, WIDTH + 2 * FRAMES, HEIGHT + 40)[0, ..., 0] * 0.6
    towers = (columns // 31 % 3 == 0) & (rows > 20 + columns // 31 % 5 * 7)
    picture = ndimage.gaussian_filter(np.where(towers, 70 + 60 * (rows % 2) * (columns % 5 > 0), street), 0.4)
    frames = [picture[n // 4 : n // 4 + HEIGHT, 2 * n : 2 * n + WIDTH] for n in range(FRAMES)]
    return (np.stack(frames)[..., None] * [1.0, 0.95, 0.85]).clip(0, 255).astype(np.uint8)


def tremor() -> Frames:
    """The ground shakes: the picture goes to and fro by some pixels, nearly back with every other frame."""
    picture = ndimage.gaussian_filter(texture(1, 24, WIDTH + 40, HEIGHT + 40)[0].astype(np.float32), (1, 1, 0))
    frames = []
    for number in range(FRAMES):
        shake = 6 * np.exp(-(((number - 30) / 14) ** 2)) * np.cos(2.75 * number)
        moved = ndimage.shift(picture, (shake, 0.7 * shake + number / 4, 0), order=1, mode="nearest")
        frames.append(moved[20 : 20 + HEIGHT, 20 : 20 + WIDTH])
    return np.stack(frames).clip(0, 255).astype(np.uint8)


def window() -> Frames:
    """A wide window in a plain dark wall, behind which the land goes by."""
    frames = np.full((FRAMES, HEIGHT, WIDTH, 3), [44, 42, 36], np.uint8)
    left, right = WIDTH // 7, WIDTH - WIDTH // 7
    frames[:, 12:60, left:right] = texture(FRAMES, 25)[:, 12:60, left:right] // 2
    return frames


def coloured_wall() -> Frames:
    """The wall behind a dancer is lit in another colour each second, with a fade of three frames."""
    wall = ndimage.gaussian_filter(texture(1, 26)[0, ..., :1].astype(np.float32), (2, 2, 0)) / 280 + 0.36
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    colours, frames = np.array([[225, 130, 95], [60, 140, 170], [165, 80, 160]]), []
    for number in range(FRAMES):
        new = np.clip((number % 24 - 20) / 3, 0, 1)
        light = (1 - new) * colours[number // 24] + new * colours[(number // 24 + 1) % 3]
        swing = 6 * np.sin(number / 3)
        dancer = np.hypot((rows - 55) / 24, (columns - 80 - swing) / 7) < 1
        dancer |= (np.abs(rows - 45 - swing) < 2) & (np.abs(columns - 80) < 22)
        frames.append(np.where(dancer[..., None], 45, wall * light * (0.8 + 0.4 * rows / HEIGHT)[..., None]))
    return np.stack(frames).clip(0, 255).astype(np.uint8)


MISTAKEN: dict[str, Callable[[], Frames]] = {
    "signs": signs,
    "lamps that pass": lamps_that_pass,
    "facade": facade,
    "past towers": past_towers,
    "tremor": tremor,
    "window": window,
    "coloured wall": coloured_wall,
}

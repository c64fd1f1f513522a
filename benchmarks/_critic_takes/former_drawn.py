"""Drawn takes without a fault that are dark, white, striped or restless: what a critic takes for damage most easily."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from tests.clips import Frames

FRAMES, HEIGHT, WIDTH = 72, 180, 320
Floats: TypeAlias = NDArray[np.float64]
ROWS, COLUMNS = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float64)


def stars() -> Frames:
    """A night sky that turns slowly: points of light, most of them faint, before black."""
    rng = np.random.default_rng(101)
    down, right, light = rng.uniform(0, HEIGHT, 400), rng.uniform(0, WIDTH, 400), rng.pareto(1.2, 400) * 14 + 10
    frames = []
    for number in range(FRAMES):
        sky = np.zeros((HEIGHT, WIDTH))
        rows, columns = (down + 0.11 * number) % HEIGHT, (right + 0.35 * number) % WIDTH
        np.add.at(sky, (rows.astype(int), columns.astype(int)), light)
        frames.append(ndimage.gaussian_filter(sky, 0.7) * 3 + 2 + grain(number, 0.8))
    return coloured(frames, (0.92, 0.96, 1.1))


def candle() -> Frames:
    """A dark room by the light of a candle, which wavers."""
    wall, wind = surface(102), np.random.default_rng(103).normal(0, 1, FRAMES)
    frames = []
    for number, waver in enumerate(ndimage.gaussian_filter1d(wind, 2.5)):
        near = np.exp(-np.hypot(ROWS - 110, (COLUMNS - 150 - 3 * waver) / 1.2) / 45)
        flame = 190 * np.exp(-(((ROWS - 108) / 9) ** 2 + ((COLUMNS - 150 - 2 * waver) / 3) ** 2))
        frames.append(wall * near * (0.75 + 0.1 * waver) + flame + 4 + grain(number, 1.0))
    return coloured(frames, (1.2, 0.85, 0.45))


def silhouette() -> Frames:
    """Black hills and a walker before the last light."""
    hills = 118 + 14 * np.sin(COLUMNS[0] / 37) + 6 * np.sin(COLUMNS[0] / 11)
    frames = []
    for number in range(FRAMES):
        sky = 40 + 1.1 * ROWS + 8 * np.sin((COLUMNS + number) / 25) * np.cos(ROWS / 9)
        at = 60 + 2.2 * number
        walker = (np.abs(COLUMNS - at) < 6 + 2 * np.sin(number / 2)) & (ROWS > 85)
        frames.append(np.where((hills[None] < ROWS) | walker, 3, sky) + grain(number, 0.7))
    return coloured(frames, (1.2, 0.7, 0.5))


def spotlight() -> Frames:
    """One singer in a circle of light; all else is black."""
    dress = surface(104)
    frames = []
    for number in range(FRAMES):
        across = 160 + 40 * np.sin(number / 15)
        light = 1 / (1 + np.exp((np.hypot(ROWS - 100, COLUMNS - across) - 45) / 3))
        body = np.hypot((ROWS - 100) / 34, (COLUMNS - across - 8 * np.sin(number / 4)) / 12) < 1
        frames.append(light * np.where(body, dress, 70) + 2 + grain(number, 0.8))
    return coloured(frames, (1.0, 0.95, 0.9))


def fog() -> Frames:
    """Posts of a fence in fog; only the nearest is sharp."""
    frames = []
    for number in range(FRAMES):
        picture = 150 + 10 * np.sin((COLUMNS + 2 * number) / 60) * np.cos(ROWS / 50)
        for far in (4.0, 2.0, 0.0):
            posts = ((COLUMNS + number * (3 - far / 2)) % (90 - 8 * far) < 9 - far) & (60 + 6 * far < ROWS)
            depth = (60 - 12 * far) * posts
            picture -= ndimage.gaussian_filter(depth.astype(float), far) if far else depth
        frames.append(picture + grain(number, 1.2))
    return coloured(frames, (0.96, 1.0, 1.02))


def fireworks() -> Frames:
    """A burst each second over a dark town, which lights up a little."""
    roofs = 132 + 14 * np.sin(COLUMNS[0] / 9) * np.sin(COLUMNS[0] / 31)
    town, rng = surface(105) * (roofs < ROWS) * 0.12, np.random.default_rng(106)
    sparks, places = rng.normal(0, 1, (3, 2, 150)), rng.uniform(60, 250, 3)
    frames = []
    for number in range(FRAMES):
        burst, age = divmod(number, 24)
        picture = town * (1 + 2 * np.exp(-age / 4)) + 3
        fire = np.zeros((HEIGHT, WIDTH))
        rows = (60 + sparks[burst, 0] * 2.2 * age**0.7 + 0.05 * age**2).astype(int) % HEIGHT
        fire[rows, (places[burst] + sparks[burst, 1] * 2.2 * age**0.7).astype(int) % WIDTH] = 900 * np.exp(-age / 9)
        frames.append(picture + ndimage.gaussian_filter(fire, 0.8) + grain(number, 1.0))
    return coloured(frames, (1.1, 0.9, 0.8))


def night_rain() -> Frames:
    """Rain that falls through the light of windows and cars."""
    rng, street = np.random.default_rng(107), surface(108) * 0.15
    lamps = ndimage.gaussian_filter((rng.uniform(0, 1, (HEIGHT, WIDTH)) > 0.9985) * 2500.0, 3)
    drops = rng.uniform(0, 1, (2, 260))
    frames = []
    for number in range(FRAMES):
        rain = np.zeros((HEIGHT, WIDTH))
        rows = (drops[0] * HEIGHT + 17 * number).astype(int)
        for length in range(9):
            rain[(rows + length) % HEIGHT, (drops[1] * WIDTH + 2 * number).astype(int) % WIDTH] = 1
        light = street + np.roll(lamps, number // 2, axis=1)
        frames.append(light + rain * (6 + 0.5 * light) + grain(number, 1.0))
    return coloured(frames, (0.95, 0.95, 1.1))


def blinds() -> Frames:
    """Slats two rows high before a window, and a hand that moves behind them."""
    frames = []
    for number in range(FRAMES):
        hand = np.hypot(ROWS - 90, COLUMNS - 60 - 2.5 * number) < 40
        slats = (ROWS // 2) % 2
        frames.append(np.where(slats > 0, 70, np.where(hand, 110, 190)) + grain(number, 1.0))
    return coloured(frames, (1.0, 0.97, 0.9))


def two_flashes() -> Frames:
    """Light of a club that flashes twice a second, which is allowed."""
    crowd = surface(109)
    light = [1.5 if number % 12 < 3 else 0.6 for number in range(FRAMES)]
    return coloured([np.roll(crowd, number, 1) * light[number] for number in range(FRAMES)], (0.9, 0.7, 1.1))


def snow_field() -> Frames:
    """A skier on a slope in the sun: nearly all of the picture is bright."""
    slope = 222 + 0.07 * surface(110)
    frames = []
    for number in range(FRAMES):
        skier = np.hypot((ROWS - 30 - 1.5 * number) / 14, (COLUMNS - 40 - 3 * number) / 6) < 1
        frames.append(np.where(skier, 60, np.roll(slope, -number, 0)) + grain(number, 1.0))
    return coloured(frames, (0.98, 1.0, 1.0))


def surface(seed: int) -> Floats:
    """(HEIGHT, WIDTH) something with large and small structure, from 20 to 230."""
    rng = np.random.default_rng(seed)
    levels = sum(scale * ndimage.gaussian_filter(rng.normal(0, 1, (HEIGHT, WIDTH)), scale) for scale in (1, 4, 16))
    ranked: Floats = np.interp(levels, np.quantile(levels, [0.01, 0.99]), [20, 230])
    return ranked


def grain(number: int, sigma: float) -> Floats:
    """(HEIGHT, WIDTH) noise of a sensor, another one in each frame."""
    return np.random.default_rng(number).normal(0, sigma, (HEIGHT, WIDTH))


def coloured(frames: list[Floats], tint: tuple[float, float, float]) -> Frames:
    """Grey frames as a clip's, in this tint."""
    pictures: Frames = (np.stack(frames)[..., None] * np.array(tint)).clip(0, 255).astype(np.uint8)
    return pictures


HARD: dict[str, Callable[[], Frames]] = {
    "stars": stars, "candle": candle, "silhouette": silhouette, "spotlight": spotlight, "fog": fog,
    "fireworks": fireworks, "night rain": night_rain, "blinds": blinds, "two flashes": two_flashes,
    "snow field": snow_field,
}  # fmt: skip

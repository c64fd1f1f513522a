"""Takes without a fault, synthesised: each moves, shines or darkens in a way that a critic must not mistake."""

from collections.abc import Callable

import numpy as np
from PIL import Image
from scipy import ndimage

from tests.clips import HEIGHT, WIDTH, Frames, texture
from tests.mistaken_takes import MISTAKEN

FRAMES = 60


def push_in(seed: int = 2) -> Frames:
    """A slow push-in, a fiftieth over the shot: the least motion that is not a still."""
    picture = Image.fromarray(texture(1, seed, 2 * WIDTH, 2 * HEIGHT)[0])
    frames = []
    for number in range(FRAMES):
        scale = 1 + 0.02 * number / FRAMES
        box = (0, 0, 2 * WIDTH / scale, 2 * HEIGHT / scale)
        frames.append(np.asarray(picture.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC, box)))
    return np.stack(frames)


def glide() -> Frames:
    """A slow pan over a drawing with soft and hard edges, by three quarters of a pixel a frame."""
    hard = texture(1, 12, 3 * WIDTH, 2 * HEIGHT)[0].astype(np.float32)
    picture = Image.fromarray((0.6 * hard + 0.4 * ndimage.gaussian_filter(hard, (6, 6, 0))).astype(np.uint8))
    frames = []
    for number in range(FRAMES):
        box = (1.5 * number, 0, 1.5 * number + 2 * WIDTH, 2 * HEIGHT)
        frames.append(np.asarray(picture.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR, box)))
    return np.stack(frames)


def pulsing() -> Frames:
    """A light on each beat at 120 bpm: a fifth brighter, falling off over five frames."""
    light = np.array([1 + 0.2 * max(0.0, 1 - (number % 12) / 5) for number in range(FRAMES)])
    return _lit(texture(FRAMES, 1), light[:, None, None, None])


def lightning() -> Frames:
    """Two frames of white light in mid-shot."""
    frames = texture(FRAMES, 1).astype(np.float32)
    frames[30:32] = 0.3 * frames[30:32] + 170
    return frames.clip(0, 255).astype(np.uint8)


def night() -> Frames:
    """A dark picture with a few lamps."""
    frames = texture(FRAMES, 1) // 16
    frames[:, 20:24, ::16] = 180
    return frames


def night_drive() -> Frames:
    """Lamps that come and go over a road without light, and a sensor's noise."""
    rng = np.random.default_rng(13)
    frames = rng.normal(2, 1.5, (FRAMES, HEIGHT, WIDTH))
    for number in range(FRAMES):
        for lamp in range(7):
            near = 1.06 ** ((number * 2 + lamp * 23) % 60)
            down, right = int(45 + near), int(80 + 2.4 * near * (-1 if lamp % 2 else 1))
            frames[number, max(0, down - 1) : down + 2, max(0, right - 1) : right + 2] += 12 * near
    return (frames[..., None] * [1.0, 0.9, 0.7]).clip(0, 255).astype(np.uint8)


def dim_room() -> Frames:
    """A room that a fire lights a little, now more and now less; the camera sways, and its sensor makes noise."""
    rng = np.random.default_rng(14)
    picture = ndimage.gaussian_filter(texture(1, 15, WIDTH + 40, HEIGHT + 40)[0].astype(np.float32), (1, 1, 0))
    fire = 1 + 0.25 * ndimage.gaussian_filter1d(rng.normal(0, 2, FRAMES), 2)
    frames = []
    for number in range(FRAMES):
        down, right = int(20 + 8 * np.sin(number / 9)), int(20 + 12 * np.sin(number / 7))
        seen = picture[down : down + HEIGHT, right : right + WIDTH] * 0.2 * fire[number] * [1.3, 0.9, 0.5]
        frames.append(seen + rng.normal(0, 1.2, (HEIGHT, WIDTH, 1)))
    return np.stack(frames).clip(0, 255).astype(np.uint8)


def whip_pan() -> Frames:
    return np.stack([np.roll(texture(1, 5)[0], shift * 12, axis=1) for shift in range(FRAMES)])


def settling() -> Frames:
    """A quick turn of the camera that comes to rest within half a second, and then hardly moves."""
    picture = Image.fromarray(texture(1, 11, 4 * WIDTH, 2 * HEIGHT)[0])
    frames = []
    for number in range(FRAMES):
        left = 2 * WIDTH * np.exp(-number / 3) + 0.4 * number
        box = (left, 0, left + 2 * WIDTH - 30, 2 * HEIGHT)
        frames.append(np.asarray(picture.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR, box)))
    return np.stack(frames)


def stage_lights() -> Frames:
    """Two colours of light that take turns, each over half a second."""
    turn = 0.5 + 0.5 * np.sin(np.arange(FRAMES) * np.pi / 12)[:, None]
    colour = 0.7 + 0.5 * (turn * [1.0, 0.3, 0.5] + (1 - turn) * [0.3, 0.5, 1.0])
    return _lit(texture(FRAMES, 4), colour[:, None, None, :])


def grain() -> Frames:
    """Film grain over a soft gradient that drifts."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    base = np.stack([90 + 60 * np.sin(columns / 40 + number / 30) + 0.4 * rows for number in range(FRAMES)])
    noise = np.random.default_rng(3).normal(0, 4, base.shape)
    grey = (base + noise)[..., None] * [1.0, 0.9, 0.8]
    return grey.clip(0, 255).astype(np.uint8)


def passers_by() -> Frames:
    """Two bodies cross a picture that stands: one near and fast, one far and slow."""
    frames = np.repeat(texture(1, 6), FRAMES, axis=0)
    for number in range(FRAMES):
        near, far = number * 9 - 60, WIDTH - 1 - number
        frames[number, 10:80, max(0, near) : max(0, near + 40)] = (30, 24, 20)
        frames[number, 40:60, max(0, far - 8) : far] = (190, 60, 50)
    return frames


def rack_focus() -> Frames:
    """From soft to sharp over a second."""
    frames = texture(FRAMES, 7).astype(np.float32)
    for number in range(24):
        frames[number] = ndimage.gaussian_filter(frames[number], ((24 - number) / 10, (24 - number) / 10, 0))
    return frames.astype(np.uint8)


def handheld() -> Frames:
    """A camera that sways by a pixel or two, and turns back often."""
    picture = texture(1, 8, 2 * WIDTH + 60, 2 * HEIGHT + 40)[0]
    frames = []
    for number in range(FRAMES):
        down, right = (int(8 + 6 * np.sin(number / 3.1)), int(20 + 9 * np.sin(number / 4.3)))
        frames.append(picture[down : down + 2 * HEIGHT : 2, right : right + 2 * WIDTH : 2])
    return np.stack(frames)


def snowfall() -> Frames:
    """White flakes that fall over a dark wood."""
    frames = texture(FRAMES, 9) // 4
    rng = np.random.default_rng(9)
    flakes = rng.integers(0, [HEIGHT, WIDTH], (150, 2))
    for number in range(FRAMES):
        rows, columns = (flakes[:, 0] + 2 * number) % HEIGHT, (flakes[:, 1] + number // 2) % WIDTH
        for down, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
            frames[number, (rows + down) % HEIGHT, (columns + right) % WIDTH] = 230
    return frames


def _lit(frames: Frames, light: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Frames:
    lit: Frames = (frames.astype(np.float32) * light).clip(0, 255).astype(np.uint8)
    return lit


CLEAN: dict[str, Callable[[], Frames]] = {
    "pan": lambda: texture(FRAMES, 1),
    "glide": glide,
    "push-in": push_in,
    "pulsing light": pulsing,
    "lightning": lightning,
    "night": night,
    "night drive": night_drive,
    "dim room": dim_room,
    "whip pan": whip_pan,
    "settling": settling,
    "stage lights": stage_lights,
    "grain": grain,
    "passers-by": passers_by,
    "rack focus": rack_focus,
    "handheld": handheld,
    "snowfall": snowfall,
    **MISTAKEN,
}

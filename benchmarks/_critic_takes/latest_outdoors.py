"""Drawn takes from outside without a fault: wet roads and trains by night, a fire, a run with a hand camera."""

from collections.abc import Callable

import numpy as np
from scipy import ndimage

from benchmarks._critic_takes.camera import before, cloth, dancer, limb, lit, sampled, shoot, soft, spots
from benchmarks._critic_takes.former_drawn import COLUMNS, FRAMES, HEIGHT, ROWS, WIDTH, Floats
from tests.clips import Frames


def wet_road() -> Frames:
    """Cars come along a wet street at night and pass; their lights are long on the road."""
    asphalt = cloth(307, 512, 512)
    windows = np.kron(np.random.default_rng(308).uniform(0, 1, (15, 40)), np.pad(np.ones((6, 4)), ((3, 3), (2, 2))))
    houses = np.where((windows[:HEIGHT] > 0.9) & (ROWS < 62), windows[:HEIGHT], 0)
    cars = [(-1.9, 70.0, 0.85), (-1.9, 120.0, 0.9), (1.9, 12.0, -0.45), (-2.2, 34.0, 0.7)]
    lamps = [(side * 5.0, away) for side in (-1, 1) for away in (14.0, 26.0, 42.0, 65.0)]

    def scene(time: float) -> Floats:
        depth = 170 / np.maximum(ROWS - 70, 0.7)
        rough = sampled(asphalt, 40 * np.log(depth), COLUMNS * depth / 8)
        picture = lit(np.where(ROWS > 70, 0.02 + 0.02 * rough, 0.01 + 0.12 * houses), (0.8, 0.9, 1.2))
        lights = [(x, 5.0, away, (1.0, 0.6, 0.25), 1.2) for x, away in lamps]
        for lane, away, speed in cars:
            colour = (1.0, 0.95, 0.8) if speed > 0 else (1.0, 0.06, 0.04)
            bright = 3.0 if speed > 0 else 1.0
            lights += [(lane + half, 0.7, away - speed * time, colour, bright) for half in (-0.7, 0.7)]
        for x, up, away, colour, bright in lights:
            if away > 1.2:
                column, row, mirrored = 160 + 200 * x / away, 70 + 200 * (1.2 - up) / away, 70 + 200 * (1.2 + up) / away
                size = max(1.0, 18 / away)
                glow = np.exp(-((ROWS - row) ** 2 + (COLUMNS - column) ** 2) / size**2)
                streak = np.exp(-(((COLUMNS - column) / (1.6 * size)) ** 2) - ((ROWS - mirrored) / (12 * size)) ** 2)
                picture = picture + lit(bright * (glow + 0.3 * streak * (ROWS > 70) * (0.4 + rough)), colour)
        return picture

    return shoot(scene)


def train_window() -> Frames:
    """Somebody at the window of a train by night; lights go by far and near, and a station's light up the face."""
    rng = np.random.default_rng(309)
    layers = [
        (speed, size, rng.uniform(0, 640, count), rng.uniform(top, bottom, count), rng.uniform(0.5, 1.8, count))
        for speed, size, count, top, bottom in (
            (1.2, 0.8, 60, 60, 88),
            (4.0, 1.3, 26, 62, 100),
            (11.0, 2.6, 8, 50, 112),
        )
    ]

    def scene(time: float) -> Floats:
        outside = lit(0.012 + 0.03 * soft(ROWS - 70) * ROWS / 70, (0.5, 0.6, 1.2))
        for speed, size, across, rows, light in layers:
            seen = (across - speed * time) % 640 - 160
            outside = outside + lit(spots(rows, seen, light, size), (1.0, 0.8, 0.5))
        lamp = (26 * time) % 520 - 100
        passing = np.exp(-(((lamp - 150) / 90) ** 2))
        bulb = np.exp(-(((COLUMNS - WIDTH + lamp) / 9) ** 2) - ((ROWS - 40) / 4) ** 2)
        outside = outside + lit(2.5 * bulb, (0.8, 0.95, 1.0))
        window = soft(np.maximum(np.abs(ROWS - 72) - 50, np.abs(COLUMNS - 150) - 110))
        wall = lit(0.05 + 0.02 * (ROWS > 130), (0.9, 0.85, 0.7))
        picture = wall * (1 - window[..., None]) + outside * window[..., None]
        nod = 1.5 * np.sin(time / 9)
        head = soft(np.hypot((ROWS - 88 - nod) / 1.2, COLUMNS - 214 - nod) - 19)
        for mask in (limb((190, 232), (140, 224 + nod), 34), head):
            edge = 0.25 + 0.75 * np.clip((225 - COLUMNS) / 40, 0, 1)
            picture = picture * (1 - mask[..., None]) + lit(mask * edge * (0.05 + 0.3 * passing), (0.95, 0.8, 0.7))
        return picture

    return shoot(scene)


def embers() -> Frames:
    """A fire at night: flames, sparks that rise, two people in its light."""
    noise, ground, rng = cloth(310, 512, 256, 1.6), cloth(311), np.random.default_rng(312)
    born, across, drift = rng.uniform(-60, FRAMES, 130), rng.normal(160, 12, 130), rng.uniform(0, 6.3, 130)
    waver = 1 + 0.1 * ndimage.gaussian_filter1d(np.random.default_rng(313).normal(0, 2.2, 600), 8)

    def scene(time: float) -> Floats:
        glow = float(np.interp(time, np.arange(600) / 8, waver))
        near = glow * np.exp(-np.hypot((ROWS - 140) / 1.1, COLUMNS - 160) / 55)
        picture = lit(near * (0.15 + 0.5 * sampled(ground, ROWS, COLUMNS) * (ROWS > 128)) + 0.006, (1.0, 0.45, 0.15))
        for at, turn in ((78, 1), (242, -1)):
            head = soft(np.hypot(ROWS - 86, COLUMNS - at - 6 * turn) - 11)
            body = np.maximum(limb((165, at), (112, at + 4 * turn), 17), head)
            face = np.clip(0.5 + turn * (COLUMNS - at) / 24, 0.06, 1)
            picture = picture * (1 - body[..., None]) + lit(body * face * 0.5 * glow, (1.0, 0.5, 0.25))
        height = np.clip((152 - ROWS) / 70, 0, 1)
        width = 26 * (1 - height) ** 0.7 + 1
        bent = COLUMNS - 160 + 10 * height * np.sin(time / 6 + 3 * height)
        tongue = sampled(noise, ROWS + 4.5 * time, COLUMNS + 40)
        core = np.exp(-((bent / width) ** 2)) * (1 - height) ** 0.8 * soft(ROWS - 153)
        flame = np.clip(1.9 * core * (0.3 + tongue) - 0.25, 0, 1)
        age = (time - born) % 70
        sparks = spots(148 - 1.9 * age, across + 7 * np.sin(drift + age / 9), 1.6 * np.exp(-age / 28), 0.9)
        hot = 3 * flame
        burning: Floats = picture + np.stack([hot, 0.5 * hot**1.5, 0.08 * hot**2], -1) + lit(sparks, (1.0, 0.45, 0.12))
        return burning

    return shoot(scene)


def running() -> Frames:
    """A camera in the hand runs behind somebody along a picket fence, in low sun."""
    path, trees = cloth(314, 512, 512), cloth(315, 256, 512)
    shake = ndimage.gaussian_filter1d(np.random.default_rng(316).normal(0, 1, (2, 600)), 12, axis=1) * 9

    def scene(time: float) -> Floats:
        step = time * 2 * np.pi / 17
        tilt = [float(np.interp(time, np.arange(600) / 8, axis)) for axis in shake]
        horizon, middle = 72 + 4.5 * abs(np.sin(step / 2)) + tilt[0], 160 + 5 * np.sin(step / 2) + tilt[1]
        down, right = np.maximum(ROWS - horizon, 0.5), COLUMNS - middle
        away = 260 / down
        grit = 0.5 + (sampled(path, 12 * (away + 0.22 * time), 0.12 * right * away) - 0.5) * np.clip(14 / away, 0, 1)
        picture = lit(np.where(horizon < ROWS, 0.22 + 0.25 * grit, 1.1), (1.0, 0.85, 0.65))
        wood = soft(horizon - ROWS - 14 - 16 * sampled(trees, 0 * ROWS, right + 300)) * (horizon > ROWS)
        picture = before(picture, wood * 0.8, (0.12, 0.16, 0.1))
        depth = 2.2 * 160 / np.maximum(right, 1.0)
        up = 1.5 - (ROWS - horizon) * depth / 160
        pale = np.abs((depth + 0.22 * time) % 0.3 - 0.15) < 0.1
        fence = (right > 8) & (up > 0) & (up < 1.25) & (pale | (np.abs(up - 0.9) < 0.07) | (np.abs(up - 0.35) < 0.07))
        picture = before(picture, ndimage.uniform_filter(1.0 * fence, 2), (0.9, 0.85, 0.75))
        runner = dancer(time, middle - 45 + 4 * np.sin(time / 15), horizon + 74, 96, 2 * np.pi / 17)
        return before(picture, runner, (0.16, 0.1, 0.25))

    return shoot(scene)


OUTDOORS: dict[str, Callable[[], Frames]] = {
    "wet road": wet_road, "train window": train_window, "embers": embers, "running": running,
}  # fmt: skip

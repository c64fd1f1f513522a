"""Drawn takes of what is outside without a fault: a field under clouds, rain on a pane, a low sun, the sea."""

from collections.abc import Callable

import numpy as np
from scipy import ndimage

from benchmarks._critic_takes.camera import before, cloth, discs, limb, lit, sampled, shoot, soft
from benchmarks._critic_takes.former_drawn import COLUMNS, HEIGHT, ROWS, WIDTH, Floats
from tests.clips import Frames


def field() -> Frames:
    """Clouds drift over a field of wheat in the wind; their shadows go over it, and over a tree."""
    clouds, ears, gusts = cloth(431, 512, 512, 3.0), cloth(432, 512, 512, 0.8), cloth(433, scale=2.0)
    hills, crown = cloth(434, 64, 1024, 3.0), cloth(435)

    def scene(time: float) -> Floats:
        right = COLUMNS - 160 + 0.35 * time
        far = 110 / np.maximum(96 - ROWS + 14, 1.0)
        cover = np.clip(2.6 * sampled(clouds, 60 * far + 0.25 * time, right * far / 2 + 0.9 * time) - 1.0, 0, 1)
        sky = lit(0.7 + 0.35 * ROWS / 96, (0.42, 0.68, 1.15))
        puffs = lit(1.5 - 0.5 * cover, (1.0, 0.98, 0.97))
        picture = sky * (1 - cover[..., None]) + puffs * cover[..., None]
        ridge = 92 - 7 * sampled(hills, 0 * ROWS, right / 2 + 200)
        picture = before(picture, soft(ridge - ROWS), (0.22, 0.33, 0.36))
        away = 130 / np.maximum(ROWS - 92, 0.8)
        down, across = 14 * away, right * away / 8
        wind = sampled(gusts, 2.5 * down - 1.6 * time, 2 * across - 1.1 * time)
        lean = 2.5 * wind
        stalks = 0.5 + (sampled(ears, 3 * down + ROWS / 3, 5 * across + lean) - 0.5) * np.clip(6 / away, 0.1, 1)
        shade = np.clip(2.6 * sampled(clouds, 2 * down + 0.5 * time + 90, across / 2 + 1.8 * time) - 0.7, 0, 1)
        gold = (0.35 + 0.35 * stalks + 0.35 * wind) * (1 - 0.45 * ndimage.gaussian_filter(shade, 2))
        wheat = soft(96 - ROWS)
        picture = picture * (1 - wheat[..., None]) + lit(wheat * gold, (1.0, 0.8, 0.36))
        stand = 236 - 0.35 * time
        trunk = limb((104.0, stand), (66.0, stand + 1.2 * np.sin(time / 9)), 2.6)
        blow = 1.8 * np.sin(time / 9 + ROWS / 30)
        rough = 7 * sampled(crown, 1.4 * ROWS, 1.4 * (COLUMNS - stand - blow))
        leaves = soft(np.hypot((ROWS - 62) / 1.05, COLUMNS - stand - blow) - 19 - rough)
        picture = before(picture, trunk, (0.13, 0.09, 0.06))
        light = 0.1 + 0.3 * sampled(crown, 2 * ROWS, 2 * (COLUMNS - stand - blow)) * np.clip((86 - ROWS) / 40, 0.2, 1)
        green: Floats = picture * (1 - leaves[..., None]) + lit(leaves * light, (0.55, 0.9, 0.35))
        return green

    return shoot(scene)


def rain_on_a_pane() -> Frames:
    """Through a wet window by night: lights of a street out of focus, a traffic light that changes, drops that run."""
    rng = np.random.default_rng(436)
    rows, columns, sizes = rng.uniform(0, HEIGHT, 190), rng.uniform(0, WIDTH, 190), rng.gamma(3, 0.75, 190) + 0.8
    born = np.where(rng.uniform(0, 1, 190) < 0.25, rng.uniform(0, 72, 190), -9)
    paths = rng.uniform(20, 300, 9), rng.uniform(-90, 90, 9), rng.uniform(0, 6.3, 9)
    lamps = [(rng.uniform(35, 130), rng.uniform(0, 320), rng.uniform(6, 12)) for _ in range(17)]
    tints = ((1.0, 0.6, 0.25), (1.0, 0.85, 0.6), (0.6, 0.75, 1.0), (1.0, 0.3, 0.35))
    houses = ndimage.gaussian_filter(cloth(437), 5)

    def scene(time: float) -> Floats:
        picture = lit(0.02 + 0.09 * sampled(houses, ROWS, COLUMNS), (0.6, 0.75, 1.2))
        for number, (row, column, size) in enumerate(lamps):
            spot = ndimage.gaussian_filter(discs(np.array([row]), np.array([column]), size), 1.2)
            picture = picture + lit((0.22 + 0.02 * (number % 5)) * spot, tints[number % 4])
        for row, colour, share in ((62.0, (1.0, 0.1, 0.08), 1 - np.clip((time - 43) / 2, 0, 1)),
                                   (92.0, (0.1, 1.0, 0.5), np.clip((time - 44) / 2, 0, 1))):  # fmt: skip
            picture = picture + lit(
                0.9 * share * ndimage.gaussian_filter(discs(np.array([row]), np.array([206.0]), 11), 1), colour
            )
        for lane, speed, start, colour in ((140, 3.1, -60, (1.0, 0.95, 0.8)), (150, -2.2, 380, (1.0, 0.12, 0.08))):
            for lens in (0, 26):
                car = discs(np.array([float(lane)]), np.array([start + speed * time + lens]), 12)
                picture = picture + lit(0.5 * ndimage.gaussian_filter(car, 1.2), colour)
        shift_down, shift_right, dark = np.zeros((HEIGHT, WIDTH)), np.zeros((HEIGHT, WIDTH)), np.zeros((HEIGHT, WIDTH))
        runs = [
            1.5 * time + 9 * np.sin(time / 6 + phase) + start for start, phase in zip(paths[1], paths[2], strict=True)
        ]
        runners = [(down, right + 3 * np.sin(down / 17), 4.2) for down, right in zip(runs, paths[0], strict=True)]
        still = [(row, column, size * np.clip((time - start) / 2, 0, 1)) for row, column, size, start
                 in zip(rows, columns, sizes, born, strict=True) if start < time]  # fmt: skip
        for row, column, size in [*still, *runners]:
            reach = int(size) + 3
            place = (
                slice(max(0, int(row) - reach), max(0, int(row) + reach + 1)),
                slice(max(0, int(column) - reach), max(0, int(column) + reach + 1)),
            )
            if size < 0.5 or row < -9:
                continue
            down, right = (ROWS[place] - row) / (1.15 * size), (COLUMNS[place] - column) / size
            inside = np.clip((1 - np.hypot(down, right)) * size + 0.5, 0, 1)
            shift_down[place] += inside * (-30 * down - shift_down[place])
            shift_right[place] += inside * (-42 * right - shift_right[place])
            dark[place] = np.maximum(
                dark[place], inside * np.clip(np.hypot(down, right) ** 3 + 0.25 * (down < 0), 0, 1)
            )
        bent = [ROWS + shift_down, COLUMNS + shift_right]
        wet = [ndimage.map_coordinates(picture[..., each], bent, order=1, mode="reflect") for each in range(3)]
        shown: Floats = ndimage.gaussian_filter(np.stack(wet, -1) * (1 - 0.55 * dark[..., None]), (0.6, 0.6, 0))
        return shown

    return shoot(scene)


def low_sun() -> Frames:
    """From a car: trees pass before a low sun, near ones fast and far ones slowly."""
    hills, leaves, grass = cloth(438, 64, 1024, 3.0), cloth(439, 512, 1024), cloth(440, 256, 1024)
    rng = np.random.default_rng(441)
    rows = [
        (speed, rng.uniform(0, gap * 0.4, count) + gap * np.arange(count), width, top, shade)
        for speed, count, gap, width, top, shade in (
            (0.8, 60, 16.0, 1.1, 66.0, 0.15),
            (2.2, 30, 44.0, 2.6, 48.0, 0.09),
            (5.5, 12, 150.0, 6.0, 22.0, 0.04),
        )
    ]

    def scene(time: float) -> Floats:
        far = np.hypot(ROWS - 92, COLUMNS - 190)
        sky = lit(0.25 + 0.9 * np.exp(-abs(ROWS - 100) / 60), (1.0, 0.55, 0.3)) + lit(
            0.2 - 0.001 * ROWS, (0.2, 0.4, 0.9)
        )
        picture = sky + lit(4 * soft(far - 11), (1.0, 0.85, 0.5)) + lit(0.8 * np.exp(-far / 22), (1.0, 0.7, 0.35))
        ridge = 106 - 12 * sampled(hills, 0 * ROWS, COLUMNS / 1.5 + 0.2 * time)
        picture = before(picture, soft(ridge - ROWS), (0.28, 0.16, 0.15))
        meadow = soft(116 - ROWS)
        near = 60 / np.maximum(ROWS - 108, 2)
        blades = sampled(grass, 30 * near, (COLUMNS - 160) * near / 4 + 1.4 * time) * np.clip(5 / near, 0, 1)
        picture = picture * (1 - meadow[..., None]) + lit(meadow * (0.05 + 0.1 * blades), (1.0, 0.65, 0.25))
        free = 1.0
        for speed, at, width, top, shade in rows:
            moved = COLUMNS + speed * time
            trunks = np.zeros((HEIGHT, WIDTH))
            for place in at:
                column = place - speed * time
                if -40 < column < WIDTH + 40:
                    lean = 0.04 * np.sin(place) * (ROWS - 120)
                    trunks = np.maximum(trunks, soft(abs(COLUMNS - column - lean) - width * (0.7 + ROWS / 400)))
            trunks = trunks * soft(ROWS - 112 - 6 * speed)
            crowns = np.clip(
                6 * (sampled(leaves, ROWS * 1.2 + 70 * speed, moved) - 0.42 - np.clip((ROWS - top) / 40, -0.25, 1)),
                0,
                1,
            )
            mask = np.maximum(trunks, crowns)
            free *= 1 - float(mask[84:101, 180:201].mean())
            picture = before(picture, mask, (shade, 0.6 * shade, 0.5 * shade))
        veil = 0.1 + 0.3 * free
        return picture + lit(veil * np.exp(-far / 120), (1.0, 0.6, 0.3))

    return shoot(scene)


def sea() -> Frames:
    """Waves come in on a beach under an evening sky, break and run up the sand."""
    clouds, ripple, foam, sand = (
        cloth(442, scale=3.0),
        cloth(443, 512, 512),
        cloth(444, 512, 512),
        cloth(445, 256, 512, 0.6),
    )
    swells = ((0.9, 0.12, 0.20, 0.0), (1.7, -0.35, 0.29, 1.0), (2.9, 0.6, 0.37, 2.2), (4.6, -0.9, 0.48, 4.0))

    def scene(time: float) -> Floats:
        away = 150 / np.maximum(ROWS - 66, 0.8)
        across = (COLUMNS - 160) * away / 150
        slope = np.zeros((HEIGHT, WIDTH))
        for number, (wave, side, pace, phase) in enumerate(swells):
            fine = np.clip(26 / (wave * away), 0, 1)
            slope += (
                fine * np.sin(wave * away * 1.6 + wave * side * across * 2 + pace * time + phase) / (1 + 0.5 * number)
            )
        small = (sampled(ripple, 22 * away + 1.1 * time, 30 * across + 0.6 * time) - 0.5) * np.clip(8 / away, 0, 1)
        tilt = 0.5 + 0.16 * slope + 0.5 * small
        water = lit(0.16 + 0.3 * tilt, (0.35, 0.62, 0.8)) + lit(
            0.25 * np.clip(tilt - 0.45, 0, 1) * np.exp(-(((COLUMNS - 210) / 70) ** 2)), (1.0, 0.75, 0.5)
        )
        haze = np.exp(-np.maximum(ROWS - 66, 0) / 10)
        water = water * (1 - 0.6 * haze[..., None]) + lit(0.6 * haze * 0.75, (1.0, 0.82, 0.75))
        cover = np.clip(2 * sampled(clouds, 3 * ROWS, 0.8 * COLUMNS + 0.3 * time) - 0.8, 0, 1)
        sky = lit(0.55 + 0.35 * np.exp(-abs(ROWS - 66) / 30) + 0.25 * cover, (1.0, 0.8, 0.72))
        sea_part = soft(66 - ROWS)[..., None]
        picture = sky * (1 - sea_part) + water * sea_part
        for wave in range(3):
            way = (time / 60 + wave / 3) % 1.0
            front = (
                84
                + 62 * way**1.3
                + (2 + 6 * way) * np.sin(COLUMNS / 41 + 2.1 * wave)
                + 2 * np.sin(COLUMNS / 13 + time / 11 + wave)
            )
            behind = front - ROWS
            crest = (
                np.exp(-(((behind - 2) / (1.5 + 3 * way)) ** 2)) * np.clip(way * 5, 0, 1) * np.clip((1 - way) * 6, 0, 1)
            )
            lace = np.clip(2.4 * sampled(foam, 3 * (ROWS - front), 1.6 * COLUMNS + 40 * wave) - 0.9, 0, 1)
            wash = (
                np.clip(behind / 3, 0, 1)
                * np.exp(-np.maximum(behind, 0) / (4 + 16 * way))
                * lace
                * np.clip(2 * way - 0.3, 0, 1)
            )
            picture = before(
                picture,
                np.clip(crest * (0.5 + 0.7 * lace) + 0.8 * wash * np.clip((1 - way) * 6, 0, 1), 0, 1),
                (1.15, 1.12, 1.1),
            )
            under = (
                np.exp(-(((behind + 3 + 2 * way) / (2 + 2 * way)) ** 2))
                * np.clip(way * 4, 0, 1)
                * np.clip((1 - way) * 6, 0, 1)
            )
            picture = picture * (1 - 0.35 * under[..., None])
        edge = 146 + 7 * np.sin(time / 19) + 4 * np.sin(COLUMNS / 37) + 1.5 * np.sin(COLUMNS / 11 + time / 13)
        beach = soft(edge - ROWS)
        wet = np.exp(-np.maximum(ROWS - edge, 0) / 12)
        ground = lit(
            (0.35 + 0.3 * sampled(sand, 1.5 * ROWS, 1.5 * COLUMNS)) * (1 - 0.45 * wet), (1.0, 0.82, 0.6)
        ) + lit(0.12 * wet, (1.0, 0.8, 0.75))
        picture = picture * (1 - beach[..., None]) + ground * beach[..., None]
        line = np.exp(-(((ROWS - edge) / 1.6) ** 2)) * (0.4 + 0.6 * sampled(foam, 2 * ROWS, 2 * COLUMNS + time / 3))
        return before(picture, np.clip(line, 0, 1), (1.1, 1.08, 1.05))

    return shoot(scene)


VIEWS: dict[str, Callable[[], Frames]] = {
    "field": field, "rain on a pane": rain_on_a_pane, "low sun": low_sun, "sea": sea,
}  # fmt: skip

"""Drawn takes of stages without a fault: lamps that turn, lasers, confetti, a mirror ball, phones, lit walls."""

from collections.abc import Callable

import numpy as np

from benchmarks._critic_takes.camera import before, cloth, dancer, discs, limb, lit, sampled, shoot, soft, spots
from benchmarks._critic_takes.former_drawn import COLUMNS, HEIGHT, ROWS, WIDTH, Floats
from tests.clips import Frames

PALETTE = ((1.0, 0.15, 0.35), (0.2, 0.4, 1.0), (1.0, 0.65, 0.15), (0.6, 0.2, 1.0))


def moving_heads() -> Frames:
    """Six lamps over a stage turn and change their colour on the beat; a singer, and heads of a crowd."""
    haze = cloth(301, scale=2.0)

    def scene(time: float) -> Floats:
        smoke = 0.55 + 0.45 * sampled(haze, ROWS + 0.3 * time, COLUMNS + 0.8 * time)
        picture = lit(0.02 + 0.05 * (ROWS > 138), (0.7, 0.6, 1.0)) * smoke[..., None]
        beat, turn = divmod(time, 24)
        for lamp in range(6):
            now, last = (np.array(PALETTE[(int(beat) + lamp + back) % 4]) for back in (0, 3))
            colour = last + (now - last) * min(1.0, turn / 2)
            angle = 0.45 * np.sin(time / 17 + 1.1 * lamp) + 0.12 * (2.5 - lamp)
            down, right = ROWS - 14, COLUMNS - 30 - 52 * lamp
            along, off = right * np.sin(angle) + down * np.cos(angle), right * np.cos(angle) - down * np.sin(angle)
            far = np.abs(along)
            beam = np.exp(-((off / (3 + 0.13 * far)) ** 2)) * np.clip(along / 4, 0, 1) * 60 / (60 + far)
            picture = picture + (0.5 * beam * smoke + 3 * soft(np.hypot(down, right) - 3))[..., None] * colour
        picture = before(picture, dancer(time, 160, 150, 72), (0.2, 0.14, 0.13))
        return before(picture, _crowd(time), (0.006, 0.006, 0.01))

    return shoot(scene)


def lasers() -> Frames:
    """Two fans of thin green beams sweep through haze, one and then the other, over a dancing crowd."""
    haze = cloth(302, scale=2.0)

    def scene(time: float) -> Floats:
        smoke = 0.35 + 0.65 * sampled(haze, ROWS, COLUMNS + 1.1 * time)
        picture = lit(0.025 + 0.03 * smoke, (0.3, 0.35, 1.0))
        for fan, at in enumerate((40, 280)):
            turn = (time + 18 * fan) % 36
            shown = np.clip(min(turn, 22 - turn), 0, 1)
            down, right = ROWS - 26, COLUMNS - at
            for beam in range(9):
                angle = 0.14 * (beam - 4) + 0.35 * np.sin(time / 11 + 2 * fan) + (0.45 if at < 160 else -0.45)
                along, off = right * np.sin(angle) + down * np.cos(angle), right * np.cos(angle) - down * np.sin(angle)
                line = np.exp(-((off / 0.8) ** 2)) + 0.08 * np.exp(-((off / 3) ** 2))
                picture = picture + lit(0.8 * shown * line * smoke * np.clip(along, 0, 1), (0.1, 1.0, 0.25))
        return before(picture, _crowd(time, 0.35), (0.008, 0.01, 0.012))

    return shoot(scene)


def confetti() -> Frames:
    """Two cannons shoot paper over a lit stage; it tumbles down past a dancer."""
    curtain, rng = cloth(303), np.random.default_rng(304)
    side, speed, aim = rng.integers(0, 2, 280), rng.uniform(4, 11, 280), rng.uniform(0.1, 0.75, 280)
    flutter, turns, which = rng.uniform(0, 6.3, 280), rng.uniform(0.15, 0.5, 280), rng.integers(0, 4, 280)
    start = rng.uniform(8, 20, 280)

    def scene(time: float) -> Floats:
        folds = 0.25 + 0.1 * np.sin(COLUMNS / 7 + np.sin(time / 20)) + 0.15 * sampled(curtain, ROWS, COLUMNS)
        picture = lit(folds * (0.5 + np.exp(-(((COLUMNS - 160) / 90) ** 2))), (1.0, 0.45, 0.35))
        picture = before(picture, soft(150 - ROWS), (0.35, 0.25, 0.2))
        picture = before(picture, dancer(time, 160, 162, 100), (0.12, 0.3, 0.5))
        age = np.maximum(0, time - start)
        flown = 14 * (1 - np.exp(-age / 14))
        right = np.where(side > 0, WIDTH - flown * speed * aim, flown * speed * aim) + 5 * np.sin(flutter + age / 6)
        down = 165 - flown * speed * (1 - 0.4 * aim) + 0.018 * age**2 + 0.5 * age
        glint = (0.25 + 0.75 * np.abs(np.cos(flutter + turns * age))) * (age > 0)
        for colour in range(4):
            of = which == colour
            paper = np.minimum(1, spots(down[of], right[of], glint[of], 1.5))
            red, green, blue = PALETTE[colour]
            picture = before(picture, paper, (1.6 * red, 1.6 * green, 1.6 * blue))
        return picture

    return shoot(scene)


def mirror_ball() -> Frames:
    """Dots of a mirror ball wander over the walls of a dark room and over two who dance."""
    wall = cloth(305)

    def scene(time: float) -> Floats:
        azimuth = np.arctan((COLUMNS - 160) / 130)
        steep = np.arctan((ROWS - 30) * np.cos(azimuth) / 130)
        around, up = (azimuth + 0.011 * time) / 0.14, steep / 0.12
        row, place = np.floor(up), np.floor(around + 0.5 * (np.floor(up) % 2))
        inside = np.hypot(around + 0.5 * (row % 2) - place - 0.5, up - row - 0.5)
        bright = 0.35 + 0.65 * (np.sin(place * 12.9 + row * 78.2) * 43758.5 % 1)
        dots = soft((inside - 0.22) * 12) * bright
        room = lit(0.05 + 0.05 * sampled(wall, ROWS, COLUMNS), (0.7, 0.35, 1.0)) + lit(0.8 * dots, (1.0, 0.95, 0.9))
        for across, pace in ((125, 0.26), (205, 0.2)):
            room = before(room, dancer(time, across, 168, 92, pace), (0.03, 0.02, 0.05))
        ball = soft(np.hypot(ROWS - 22, COLUMNS - 160) - 13)
        facets = 0.1 + 0.9 * (np.sin(COLUMNS * 1.1 + 0.6 * time) * np.sin(ROWS * 1.1) > 0.6)
        return room * (1 - ball[..., None]) + lit(ball * facets, (0.9, 0.95, 1.0))

    return shoot(scene)


def phones() -> Frames:
    """A crowd in the dark holds up its phones, more and more of them, and sways."""
    rng = np.random.default_rng(306)
    depth = np.sort(rng.uniform(0, 1, 110))
    across, phase, from_frame = rng.uniform(-20, 340, 110), rng.uniform(0, 0.9, 110), rng.uniform(-60, 66, 110)

    def scene(time: float) -> Floats:
        picture = lit(0.5 * np.exp(-(((ROWS - 70) / 45) ** 2) - ((COLUMNS - 160) / 140) ** 2), (0.4, 0.3, 1.0)) + 0.01
        picture = before(picture, soft(np.maximum(np.abs(ROWS - 62) - 14, np.abs(COLUMNS - 160) - 60)), (0.3, 0.2, 0.9))
        on = np.clip((time - from_frame) / 2, 0, 1)
        sway = (4 + 10 * depth) * np.sin(time / 11 + phase)
        rows, columns = 92 + 70 * depth - 0.03 * sway**2, across + sway + 0.15 * time
        for near in (depth < 0.4, (depth >= 0.4) & (depth < 0.75), depth >= 0.75):
            size = 0.8 + 0.9 * float(depth[near].mean())
            heads, across_now = rows[near] + 8 * size, across[near] + 0.4 * sway[near]
            people = np.maximum(discs(heads, across_now, 4.2 * size), discs(heads + 13 * size, across_now, 8.5 * size))
            picture = before(picture, people, (0.008, 0.008, 0.016))
            picture = picture + lit(1.6 * spots(rows[near], columns[near], on[near], size), (0.95, 0.97, 1.0))
        return picture

    return shoot(scene)


def led_wall() -> Frames:
    """A singer before a wall of lamps that shows rings and stripes, brighter on the beat; the camera pushes in."""

    def scene(time: float) -> Floats:
        zoom = 1 + 0.0008 * time
        rows, columns = (ROWS - 90) / zoom, (COLUMNS - 160) / zoom
        row, column = np.round(rows / 4) * 4, np.round(columns / 4) * 4
        rings = 0.5 + 0.5 * np.sin(np.hypot(row, column) / 9 - time / 5)
        stripes = 0.5 + 0.5 * np.sin((row + column) / 16 + time / 9)
        lamp = 0.6 + 0.4 * np.exp(-(((rows - row) / 1.4) ** 2) - ((columns - column) / 1.4) ** 2)
        beat = 0.75 + 0.35 * np.exp(-(time % 12) / 5)
        wall = (lit(rings, (1.0, 0.1, 0.55)) + lit(stripes, (0.1, 0.25, 1.0))) * (0.55 * beat * lamp)[..., None]
        singer = dancer(time, 160 + 6 * np.sin(time / 13), 176, 130 * zoom)
        stand = limb((178, 196), (96, 190), 1.2)
        return before(before(wall, singer, (0.22, 0.16, 0.14)), stand, (0.05, 0.05, 0.05))

    return shoot(scene)


def _crowd(time: float, pace: float = 0.26) -> Floats:
    """Heads and some arms along the lower edge, each in a time of its own."""
    rng = np.random.default_rng(320)
    heads: Floats = np.zeros((HEIGHT, WIDTH))
    for at in range(4, WIDTH, 21):
        bob = 3 * abs(np.sin(pace * time + rng.uniform(0, 1.2))) + rng.uniform(0, 12)
        top = 158 + bob
        heads = np.maximum(heads, soft(np.hypot((ROWS - top) / 1.15, COLUMNS - at) - 7.5))
        heads = np.maximum(heads, limb((top + 26, at), (top + 22, at), 13))
        if rng.uniform() < 0.3:
            heads = np.maximum(heads, limb((top + 12, at + 9), (top - 22, at + 11 + 3 * np.sin(pace * time)), 2.6))
    return heads


STAGES: dict[str, Callable[[], Frames]] = {
    "moving heads": moving_heads, "lasers": lasers, "confetti": confetti, "mirror ball": mirror_ball, "phones": phones,
    "led wall": led_wall,
}  # fmt: skip

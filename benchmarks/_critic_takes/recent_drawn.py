"""More drawn takes without a fault that look like damage: sparkling, striped, bricked, blinking, dim, white."""

from collections.abc import Callable

import numpy as np
from scipy import ndimage

from benchmarks._critic_takes.former_drawn import COLUMNS, FRAMES, HEIGHT, ROWS, WIDTH, coloured, grain, surface
from tests.clips import Frames


def moonlit_sea() -> Frames:
    """A path of glitter on black water."""
    rng = np.random.default_rng(201)
    phase, pace = rng.uniform(0, 6.3, (HEIGHT, WIDTH)), rng.uniform(0.2, 0.6, (HEIGHT, WIDTH))
    path = np.exp(-(((COLUMNS - 170) / (12 + ROWS / 5)) ** 2)) * (ROWS > 70)
    frames = []
    for number in range(FRAMES):
        glitter = np.maximum(0, np.sin(phase + pace * number)) ** 6 * path * 200
        moon = 200.0 * (np.hypot(ROWS - 30, COLUMNS - 170 + 0.1 * number) < 12)
        frames.append(ndimage.gaussian_filter(glitter, 0.6) + moon + 6 + 0.05 * ROWS + grain(number, 1.0))
    return coloured(frames, (0.9, 0.95, 1.1))


def neon() -> Frames:
    """Three signs in a dark street that go on and off, each in its own time."""
    street = surface(202) * 0.1
    frames = []
    for number in range(FRAMES):
        picture = np.roll(street, number // 3, axis=1)
        for sign, every in enumerate((30, 44, 52)):
            if (number + 9 * sign) % every < every * 0.6:
                box = (np.abs(ROWS - 60 - 20 * sign) < 9) & (np.abs(COLUMNS - 70 - 90 * sign) < 30)
                picture = (
                    picture + 150.0 * box * (surface(203 + sign) > 110) + 12 * ndimage.gaussian_filter(1.0 * box, 9)
                )
        frames.append(picture + 3 + grain(number, 1.0))
    return coloured(frames, (1.15, 0.7, 1.0))


def smoke() -> Frames:
    """Smoke drifts through a beam over a stage; the edge of the stage is sharp."""
    clouds = ndimage.gaussian_filter(surface(206), 6)
    frames = []
    for number in range(FRAMES):
        beam = np.abs(COLUMNS - 160 - (ROWS - 90) * 0.5) < 30 + ROWS / 4
        picture = np.roll(clouds, (number, 2 * number), (0, 1)) * np.where(beam, 0.9, 0.25)
        frames.append(np.where(ROWS > 150, 20.0 + 15 * (COLUMNS % 40 < 2), picture) + grain(number, 1.2))
    return coloured(frames, (0.8, 0.9, 1.1))


def curtain() -> Frames:
    """Folds that sway, with a fine weave."""
    frames = []
    for number in range(FRAMES):
        sway = COLUMNS + 5 * np.sin(number / 8 + ROWS / 60)
        frames.append(110 + 60 * np.sin(sway / 9) + 10 * np.sin(sway * 1.3) + grain(number, 1.0))
    return coloured(frames, (1.0, 0.5, 0.5))


def bricks() -> Frames:
    """A wall of bricks of 16 by 8 pixels, along which the camera goes; somebody's shadow passes."""
    frames = []
    wall = surface(207) * 0.3
    for number in range(FRAMES):
        row = ROWS // 8
        joints = (ROWS % 8 < 1) | ((COLUMNS + 1.3 * number + 8 * (row % 2)) % 16 < 1)
        shade = 1 - 0.4 * (np.abs(COLUMNS - 4 * number) < 25)
        frames.append((np.where(joints, 170, 95) + np.roll(wall, -number, 1)) * shade + grain(number, 1.0))
    return coloured(frames, (1.1, 0.75, 0.6))


def under_water() -> Frames:
    """Light that ripples over sand."""
    sand = surface(208) * 0.35
    frames = []
    for number in range(FRAMES):
        ripples = np.sin(COLUMNS / 13 + 2 * np.sin(ROWS / 17 + number / 9)) + np.sin(ROWS / 11 + 2 * np.sin(number / 7))
        frames.append(sand + 50 + 45 * np.maximum(0, ripples) ** 2 * 0.5 + grain(number, 1.0))
    return coloured(frames, (0.5, 0.9, 1.1))


def nightfall() -> Frames:
    """An hour in three seconds: the light goes, and the windows come on one after another."""
    town, rng = surface(209), np.random.default_rng(210)
    windows = np.kron(rng.uniform(0, 1, (HEIGHT // 12, WIDTH // 16)), np.pad(np.ones((5, 6)), ((4, 3), (5, 5))))
    frames = []
    for number in range(FRAMES):
        day = 1 - 0.8 * number / FRAMES
        on = (windows > 0) & (windows < 0.4 * number / FRAMES)
        frames.append(np.where(on[:HEIGHT, :WIDTH], 200, town * day * 0.7) + grain(number, 1.0))
    return coloured(frames, (1.0, 0.85, 0.8))


def tunnel() -> Frames:
    """Lamps of a tunnel go by twice a second and light up the car."""
    inside = surface(211) * 0.4
    frames = []
    for number in range(FRAMES):
        lamp = (number % 12) / 12
        light = 0.4 + 0.6 * np.exp(-(((lamp - 0.5) / 0.2) ** 2))
        glare = 120 * np.exp(-(((COLUMNS - WIDTH * lamp) / 20) ** 2) - ((ROWS - 20) / 12) ** 2)
        frames.append(np.roll(inside, number % 3, 0) * light + glare + 5 + grain(number, 1.0))
    return coloured(frames, (1.1, 0.9, 0.5))


def television() -> Frames:
    """The only light of a room is a screen in it."""
    room, film = surface(212) * 0.06, surface(213)
    screen = (np.abs(ROWS - 90) < 22) & (np.abs(COLUMNS - 220) < 36)
    frames = []
    for number in range(FRAMES):
        shown = np.roll(film, (number, 3 * number), (0, 1)) * (0.6 + 0.3 * np.sin(number / 5))
        frames.append(np.where(screen, shown, room * (1.5 + 0.5 * np.sin(number / 5))) + 3 + grain(number, 1.0))
    return coloured(frames, (0.8, 0.9, 1.1))


def white_studio() -> Frames:
    """A dancer before a white wall."""
    frames = []
    for number in range(FRAMES):
        at = 160 + 60 * np.sin(number / 11)
        body = np.hypot((ROWS - 100) / 50, (COLUMNS - at) / (14 + 8 * np.sin(number / 3))) < 1
        arms = (np.abs(ROWS - 70 - 12 * np.sin(number / 3)) < 4) & (np.abs(COLUMNS - at) < 45)
        frames.append(np.where(body | arms, 70 + 0.2 * surface(214), 222 - 0.03 * ROWS) + grain(number, 1.0))
    return coloured(frames, (1.0, 0.99, 0.97))


OTHER_HARD: dict[str, Callable[[], Frames]] = {
    "moonlit sea": moonlit_sea, "neon": neon, "smoke": smoke, "curtain": curtain, "bricks": bricks,
    "under water": under_water, "nightfall": nightfall, "tunnel": tunnel, "television": television,
    "white studio": white_studio,
}  # fmt: skip

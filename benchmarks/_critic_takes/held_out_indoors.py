"""Drawn takes from indoors without a fault: a coloured wall, a tube that flickers, hands on a guitar, photographs."""

from collections.abc import Callable

import numpy as np
from scipy import ndimage

from benchmarks._critic_takes.camera import before, cloth, dancer, limb, lit, sampled, shoot, soft
from benchmarks._critic_takes.former_drawn import COLUMNS, FRAMES, HEIGHT, ROWS, WIDTH, Floats
from tests.clips import Frames

WALLS = (
    ((0.75, 0.2, 0.45), (0.95, 0.55, 0.25)),
    ((0.15, 0.3, 0.7), (0.2, 0.65, 0.65)),
    ((0.45, 0.2, 0.65), (0.8, 0.35, 0.5)),
)
"""From the top's colour to the bottom's."""


def gradient() -> Frames:
    """A dancer before a wall whose colours run into each other; the lamps change them on every bar."""
    paper, weave, boards = cloth(401), cloth(402, scale=0.7), cloth(403, 512, 512)

    def scene(time: float) -> Floats:
        bar, turn = divmod(time + 11, 30)
        now, last = (np.array(WALLS[(int(bar) + back) % 3]) for back in (0, 2))
        top, bottom = last + (now - last) * min(1.0, turn / 2.5)
        down = np.clip(ROWS / 150 + 0.05 * np.sin(COLUMNS / 70 + time / 25), 0, 1)[..., None]
        pool = 0.55 + 0.45 * np.exp(-np.hypot((ROWS - 90) / 1.1, COLUMNS - 160) / 130)
        wall = (top * (1 - down) + bottom * down) * (pool * (0.85 + 0.3 * sampled(paper, ROWS, COLUMNS)))[..., None]
        across = 160 + 16 * np.sin(time / 19)
        body = dancer(time, across, 164, 128, 0.21)
        mirrored = ndimage.gaussian_filter(body[::-1], (4, 2))[(HEIGHT - 1 - (328 - ROWS)).clip(0, 179).astype(int), 0]
        away = 90 / np.maximum(ROWS - 128, 1)
        plank = 0.4 + 0.4 * sampled(boards, 25 * away, 160 + (COLUMNS - 160) * away / 3)
        floor = soft(150 - ROWS)
        picture = (
            wall * (1 - floor[..., None]) + (bottom * (plank * (0.8 - 0.3 * mirrored))[..., None]) * floor[..., None]
        )
        rim = np.clip(body - ndimage.gaussian_filter(body, 1.5), 0, 1)
        cloth_light = (0.05 + 0.2 * sampled(weave, ROWS, COLUMNS - across) + 0.25 * rim)[..., None]
        dressed: Floats = picture * (1 - body[..., None]) + body[..., None] * cloth_light * (0.5 + 0.5 * top)
        return dressed

    return shoot(scene)


def car_park() -> Frames:
    """The camera goes through a car park at night behind somebody; one of its tubes flickers."""
    concrete, tubes = cloth(404, 512, 512), [(side, away) for away in (5.0, 11.0, 17.0, 23.0) for side in (-1.6, 1.6)]
    flicker = np.full(FRAMES + 1, 0.06)
    for start, end in ((7, 10), (13, 27), (38, 40), (46, 66)):
        flicker[start:end] = 1.0

    def scene(time: float) -> Floats:
        forward, right = 0.035 * time, COLUMNS - 160 + 1.5 * np.sin(time / 14)
        fall = ROWS - 82 + 1.2 * np.sin(time / 5)
        planes = [
            210 * 1.5 / np.maximum(fall, 0.5),
            210 * 1.2 / np.maximum(-fall, 0.5),
            210 * 7 / np.maximum(abs(right), 0.5),
        ]
        away = np.minimum(np.minimum(planes[0], planes[1]), np.minimum(planes[2], 34.0))
        across, up = right * away / 210, 1.5 - fall * away / 210
        rough = 0.5 + (sampled(concrete, 40 * (away + forward), 40 * across + 30 * up) - 0.5) * np.clip(9 / away, 0, 1)
        glow = np.full((HEIGHT, WIDTH), 0.015)
        bulbs = np.zeros((HEIGHT, WIDTH))
        for number, (side, tube) in enumerate(tubes):
            light = float(np.interp(time, np.arange(FRAMES + 1), flicker)) if number == 2 else 1.0
            off = (away + forward - tube) ** 2 + (across - side) ** 2 + 0.5 * (2.5 - up) ** 2
            glow += 0.32 * light / (0.6 + off)
            pixel = away / 210
            shape = np.clip((0.09 - abs(across - side)) / pixel + 0.5, 0, 1) * np.clip(
                (0.75 - abs(away + forward - tube)) / (4 * pixel), 0, 1
            )
            bulbs += 2.6 * light * shape * (up > 2.6)
        paint = (abs(across) > 2.0) & (up < 0.05) & ((away + forward) % 2.6 < 0.12)
        picture = lit(glow * (0.55 + 0.7 * rough + 0.9 * paint), (0.85, 1.0, 0.9)) + lit(bulbs, (0.9, 1.0, 0.95))
        for stand in (22.0, 16.0, 10.0, 4.5):
            depth = stand - forward
            for side in (-3.2, 3.2):
                middle, half = 160 - 1.5 * np.sin(time / 14) + 210 * side / depth, 210 * 0.28 / depth
                post = soft(abs(COLUMNS - middle) - half) * (up < 2.69)
                height = 1.5 - fall * depth / 210
                stripe = (height < 1.1) & ((height * 4 + 0.3 * (COLUMNS - middle) / half) % 2 < 1)
                light = sum(
                    0.3 * (0.5 if tube > stand else 1.0) / (0.8 + (tube - stand) ** 2 + (side - over) ** 2)
                    for over, tube in tubes
                )
                shade = light * (
                    0.6 + 0.4 * sampled(concrete, 60 * height, 60 * (COLUMNS - middle) / 210 * depth + 90 * stand)
                )
                inside = (post * (height > 0) * (height < 2.7))[..., None]
                colour = np.where(stripe[..., None], (1.1, 0.85, 0.1), (0.8, 0.85, 0.8))
                picture = picture * (1 - inside) + inside * shade[..., None] * colour
        walker = dancer(time, 160 + 6 * np.sin(time / 20), 82 + 210 * 1.5 / 6.4, 210 * 1.75 / 6.4, 0.3)
        return before(picture, walker, (0.035, 0.03, 0.045))

    return shoot(scene)


def guitar() -> Frames:
    """The hands of a guitarist, close: the left one changes its chords, the right one strums."""
    wood, shirt, skin = cloth(405, 256, 1024, 0.8), cloth(406), cloth(407, scale=0.6)
    chords = (
        ((-9, 96), (-3, 108), (3, 108), (9, 120)),
        ((-9, 84), (-3, 84), (3, 120), (9, 132)),
        ((-9, 132), (-3, 120), (3, 96), (9, 96)),
    )

    def scene(time: float) -> Floats:
        sway = 2.5 * np.sin(time / 16)
        tilt = -0.16 + 0.01 * np.sin(time / 21)
        along = (COLUMNS - 160) * np.cos(tilt) + (ROWS - 92 - sway) * np.sin(tilt) + 160
        over = (ROWS - 92 - sway) * np.cos(tilt) - (COLUMNS - 160) * np.sin(tilt)
        lamp = 0.35 + 0.75 * np.exp(-np.hypot(ROWS - 20, COLUMNS - 60) / 170)
        grainy = sampled(wood, 5 * over, 0.4 * along)
        picture = lit(lamp * (0.06 + 0.12 * sampled(shirt, ROWS - sway, COLUMNS)), (0.45, 0.55, 0.8))
        body = soft(np.hypot((along - 262) / 1.25, over) - 78)
        picture = picture * (1 - body[..., None]) + lit(body * lamp * (0.35 + 0.4 * grainy), (1.0, 0.55, 0.22))
        ring = abs(np.hypot(along - 236, over) - 33)
        picture = before(picture, soft(np.hypot(along - 236, over) - 29), (0.02, 0.012, 0.008))
        picture = before(picture, 0.8 * soft(ring - 2), (0.3, 0.16, 0.07))
        neck = soft(np.maximum(abs(over) - 17, along - 208))
        picture = picture * (1 - neck[..., None]) + lit(neck * lamp * (0.1 + 0.16 * grainy), (1.0, 0.6, 0.4))
        for fret in range(15):
            at = 208 - 232 * (1 - 0.944 ** (14 - fret)) * 1.55
            picture = before(picture, 0.8 * neck * soft(abs(along - at) - 0.6), (0.55, 0.55, 0.5))
        strum = time % 12
        for string in range(6):
            swing = 1.6 * np.exp(-max(0.0, strum - 0.5 - 0.3 * string) / 5) * np.sin(np.pi * np.clip(along / 330, 0, 1))
            line = soft(abs(over + 12.5 - 5 * string) - 0.45 - swing) / (1 + 1.5 * swing)
            picture = picture + lit(line * lamp * 0.7, (1.0, 0.9, 0.7))
        chord, turn = divmod(time + 6, 24)
        ease = np.clip(turn / 5, 0, 1)
        turning = ease * ease * (3 - 2 * ease)
        hand = np.zeros((HEIGHT, WIDTH))
        palm = (150 + sway, 96.0)
        for now, last in zip(chords[int(chord) % 3], chords[(int(chord) + 2) % 3], strict=True):
            tip = [last[axis] + (now[axis] - last[axis]) * turning for axis in (0, 1)]
            lift = 7 * np.sin(np.pi * turning)
            end = (92 + sway + tip[0] - 0.16 * (tip[1] - 160) + lift, tip[1])
            knuckle = (122 + sway + lift, 0.5 * (end[1] + palm[1]) + 3)
            hand = np.maximum.reduce(
                [hand, limb(end, knuckle, 5.0), limb(knuckle, (palm[0], 0.4 * end[1] + 0.6 * palm[1]), 7.0)]
            )
        hand = np.maximum(hand, limb(palm, (200 + sway, 86.0), 22))
        stroke = -14 + 30 * (strum / 3 if strum < 3 else (1 + np.cos(np.pi * (strum - 3) / 9)) / 2)
        wrist = (78 + sway + stroke, 262.0)
        picking = np.maximum(
            limb(wrist, (20.0 + 0.4 * stroke, 345.0), 17), limb(wrist, (92 + sway + stroke, 238.0), 11)
        )
        picking = np.maximum(picking, limb((92 + sway + stroke, 238.0), (102 + sway + stroke, 226.0), 5))
        for mask in (hand, picking):
            edge = ndimage.gaussian_filter(mask, 4)
            light = lamp * (0.25 + 0.5 * edge) * (0.85 + 0.3 * sampled(skin, ROWS - sway, COLUMNS))
            picture = picture * (1 - mask[..., None]) + lit(mask * light, (1.0, 0.66, 0.5))
        return picture

    return shoot(scene)


def photographs() -> Frames:
    """The camera nears a wall of photographs in frames; leaves' shadows move on it, and a lamp is turned on."""
    wall, leaves = _hung(), cloth(409, scale=1.5)

    def scene(time: float) -> Floats:
        near = 3 / (1 + 0.0035 * time)
        rows, columns = (
            ((ROWS - 90 + 0.7 * np.sin(time / 13)) * near + 270),
            ((COLUMNS - 160 + 0.9 * np.sin(time / 17)) * near + 480),
        )
        seen = np.stack([sampled(wall[..., channel], rows, columns) for channel in range(3)], -1)
        shadow = sampled(leaves, rows / 5 + 4 * np.sin(time / 11), columns / 5 + 3 * np.sin(time / 15))
        pane = soft(abs((columns - 0.4 * rows) % 330 - 165) / 3 - 46)
        day = 0.35 + 0.45 * ndimage.gaussian_filter(pane, 2) * np.clip(2.2 * shadow - 0.4, 0, 1)
        lamp = 0.75 * np.clip((time - 41) / 2, 0, 1) * np.exp(-np.hypot(rows - 40, columns - 900) / 420)
        found: Floats = seen * (lit(day, (0.9, 0.97, 1.05)) + lit(lamp, (1.0, 0.75, 0.45)))
        return found

    return shoot(scene)


def _hung() -> Floats:
    """(540, 960, 3) how much light a wall and what hangs on it give back."""
    rows, columns = np.mgrid[0:540, 0:960].astype(np.float64)
    plaster = 0.62 + 0.16 * cloth(408, 540, 960, 0.8)
    wall = plaster[..., None] * np.array((0.9, 0.86, 0.78))
    rng = np.random.default_rng(410)
    for number in range(15):
        top, left = 22 + 176 * (number // 5) + rng.uniform(-8, 8), 20 + 188 * (number % 5) + rng.uniform(-10, 10)
        high, wide = rng.uniform(110, 150), rng.uniform(105, 165)
        down, right = rows - top - high / 2, columns - left - wide / 2
        inside = np.maximum(abs(down) - high / 2, abs(right) - wide / 2)
        shadow = np.clip(1 - np.maximum(inside - 1, 0) / 9, 0, 1) * 0.25
        wall = wall * (1 - shadow * (inside > 0) * (down > -high / 2))[..., None]
        dark = 0.08 if number % 3 else 0.4
        wall[inside < 0] = np.array((dark, dark * 0.8, dark * 0.6))
        wall[inside < -7] = (0.85, 0.84, 0.8)
        land = cloth(420 + number, 540, 960, 1.2)
        far = 1 / (1 + np.exp((down + 0.1 * high + 20 * land) / 3))
        head = np.hypot(down + 0.12 * high, 1.2 * right) < 0.17 * high
        person = head | (np.hypot(0.8 * (down - 0.42 * high), right) < 0.27 * wide)
        tone = 0.25 + 0.5 * far + 0.25 * (land - 0.5)
        tone = np.where(person & (number % 2 == 0), 0.12 + 0.35 * head + 0.25 * land, tone)
        tint = np.array(((1.0, 1.0, 1.0), (1.0, 0.85, 0.65), (0.7, 0.9, 1.1))[number % 3])
        print_area = inside < -20
        wall[print_area] = (tone[..., None] * tint)[print_area]
    blurred: Floats = ndimage.gaussian_filter(wall, (1.0, 1.0, 0))
    return blurred


INDOORS: dict[str, Callable[[], Frames]] = {
    "gradient": gradient, "car park": car_park, "guitar": guitar, "photographs": photographs,
}  # fmt: skip

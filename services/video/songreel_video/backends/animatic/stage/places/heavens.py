"""A hill under the Milky Way: a tent that glows, firs, now and then a shooting star."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import REACH_X, TOP_Y, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    Meadow,
    Ridge,
    below,
    box,
    fill,
    glow,
    ground_line,
    line,
    pine,
    shape,
    tinted,
    tree,
    within,
)

BAND_Y = 0.24
"""The middle of the Milky Way before it is turned."""
METEOR_SECONDS = 3.4
"""From one shooting star to the next."""
STAR_TONES: tuple[Colour, ...] = ((1.0, 1.0, 1.0), (0.80, 0.88, 1.0), (1.0, 0.90, 0.76))


def night_sky(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A dark hill under the Milky Way."""
    dark = 0.06 + 0.94 * colours.night**2
    side = random.Random(seed + 3).choice((-1, 1))
    tent_x = within(side * 0.44, aspect)
    tree_x = within(-side * 0.62, aspect)

    def hill(canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + 4), 0.775, 0.03, 1.6)
        tone = colours.shaded(mix(colours.mid, colours.far, 0.3), 0.5)
        rng = random.Random(seed + 5)
        leaf = colours.shaded(tinted(LEAF, colours.near, 0.4), 0.35)
        for _ in range(26):
            x = rng.uniform(-REACH_X, REACH_X)
            if abs(x - tent_x) > 0.16:
                pine(canvas, rng, x, height(x) + 0.012, rng.uniform(0.07, 0.19), leaf, colours)
        tree(canvas, rng, tree_x, height(tree_x) + 0.01, 0.36, leaf, colours)
        canvas.drawPath(below(height), fill(tone))
        _tent(canvas, (tent_x, height(tent_x) + 0.012), colours)

    return Scenery(
        (
            Layer(40, partial(milky_way, colours, seed, dark), partial(_live_sky, colours, seed, dark)),
            Layer(9, Ridge(colours, seed, 0.70, 0.06, 1.8, mix(colours.far, colours.mid, 0.4), 0.5).paint),
            Layer(3, hill),
            Layer(1, Meadow(colours, seed, 0.83, colours.shaded(colours.ground, 0.3), 500).paint),
        ),
        horizon_y=0.72,
        ground_y=0.92,
        lamps=(Lamp(tent_x, 0.75, 3, 0.2, colours.glow, 0.9),),
    )


def milky_way(colours: Colours, seed: int, strength: float, canvas: skia.Canvas) -> None:
    """A slanting band of light with dark lanes, and all the stars."""
    rng = random.Random(seed)
    canvas.save()
    canvas.rotate(-27 * colours.key_side, 0, 0.3)
    cool = mix(mix(colours.second, colours.sky_low, 0.4), (0.62, 0.72, 1.0), 0.5)
    warm = mix(colours.accent, (1.0, 0.80, 0.66), 0.5)
    for number in range(170):
        x = rng.uniform(-1.7, 1.7)
        core = math.exp(-((x / 0.7) ** 2))
        y, radius = BAND_Y + rng.gauss(0, 0.045 + 0.03 * core), rng.uniform(0.07, 0.20)
        tone = mix(cool, warm, core * rng.uniform(0.1, 0.9)) if number % 3 else mix(cool, WHITE, 0.5)
        _blob(canvas, (x, y), radius, tone, strength * (0.085 + 0.115 * core), skia.BlendMode.kScreen)
    for _ in range(46):
        x, y = rng.uniform(-1.3, 1.3), BAND_Y + 0.012 + rng.gauss(0, 0.022)
        _blob(canvas, (x, y), rng.uniform(0.03, 0.09), colours.sky_top, 0.26 * strength, skia.BlendMode.kSrcOver)
    for number in range(3800):
        x = rng.uniform(-1.9, 1.9)
        y = BAND_Y + (rng.gauss(0, 0.075) if number % 4 else rng.uniform(-0.9, 0.6))
        size = 0.0007 + 0.0015 * rng.random() ** 5
        canvas.drawCircle(x, y, size, fill(rng.choice(STAR_TONES), strength * rng.uniform(0.25, 1.0)))
    canvas.restore()
    for _ in range(34):
        x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(TOP_Y, 0.62)
        _bright_star(canvas, (x, y), rng.uniform(0.0018, 0.0034), rng.choice(STAR_TONES), strength)


def _blob(
    canvas: skia.Canvas, at: tuple[float, float], radius: float, tone: Colour, alpha: float, mode: skia.BlendMode
) -> None:  # fmt: skip
    paint = glow(*at, radius, tone, alpha)
    paint.setBlendMode(mode)
    canvas.drawOval(box(at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), paint)


def _bright_star(
    canvas: skia.Canvas, at: tuple[float, float], size: float, tone: Colour, strength: float
) -> None:  # fmt: skip
    """A star with a soft halo and four fine rays."""
    x, y = at
    canvas.drawCircle(x, y, size * 6, glow(x, y, size * 6, tone, 0.35 * strength))
    canvas.drawCircle(x, y, size, fill(mix(tone, WHITE, 0.6), strength))
    ray = line(tone, size * 0.35, 0.45 * strength)
    canvas.drawLine(x - size * 4, y, x + size * 4, y, ray)
    canvas.drawLine(x, y - size * 4, x, y + size * 4, ray)


def _live_sky(colours: Colours, seed: int, strength: float, canvas: skia.Canvas, moment: Moment) -> None:
    """Stars that twinkle with the music, and a shooting star now and then."""
    for number in range(26):
        x, y = -1.1 + 2.2 * ((number * 0.618 + seed * 0.37) % 1), -0.1 + 0.7 * ((number * 0.755 + seed * 0.11) % 1)
        shine = max(0.0, math.sin(moment.seconds * (0.9 + (number * 0.37) % 1) + number * 2.1))
        size = 0.0013 + 0.0022 * shine * (0.6 + 0.4 * moment.pulse * moment.energy)
        canvas.drawCircle(x, y, size, fill(STAR_TONES[number % 3], strength * (0.2 + 0.8 * shine)))
    cycle, share = divmod(moment.seconds + 0.8 + (seed % 5) * 0.3, METEOR_SECONDS)
    share /= 0.85
    if share < 1:
        rng = random.Random(seed * 101 + int(cycle))
        x, y, way = rng.uniform(-0.6, 0.6), rng.uniform(0.0, 0.22), rng.choice((-1, 1))
        x, y = x + way * 0.5 * share, y + 0.20 * share
        fade = math.sin(math.pi * share) * strength
        for part in range(6):
            a, b = part / 6, (part + 1) / 6
            tail = line(WHITE, 0.0042 * (1 - a), fade * (1 - a) ** 1.5)
            canvas.drawLine(x - way * 0.17 * a, y - 0.068 * a, x - way * 0.17 * b, y - 0.068 * b, tail)
        canvas.drawCircle(x, y, 0.011, fill(mix(WHITE, colours.glow, 0.3), 0.25 * fade))


def _tent(canvas: skia.Canvas, foot: tuple[float, float], colours: Colours) -> None:
    """A small tent lit from within."""
    x, y = foot
    cloth = mix(colours.accent, colours.glow, 0.55 * colours.night)
    if colours.night > 0.2:
        canvas.drawCircle(x, y - 0.03, 0.24, glow(x, y - 0.03, 0.24, colours.glow, 0.30 * colours.night))
    canvas.drawPath(shape([(x - 0.105, y), (x, y - 0.095), (x + 0.105, y)]), fill(colours.shaded(cloth, 0.12)))
    canvas.drawPath(shape([(x, y - 0.095), (x + 0.105, y), (x + 0.045, y)]), fill(colours.shaded(cloth, 0.34)))
    inside = mix(colours.glow, WHITE, 0.45) if colours.night > 0.2 else colours.shaded(cloth, 0.6)
    canvas.drawPath(shape([(x - 0.012, y - 0.078), (x - 0.048, y), (x + 0.022, y)]), fill(inside, 0.95))
    rope = line(colours.shaded(colours.near, 0.4), 0.002)
    canvas.drawLine(x, y - 0.095, x - 0.15, y + 0.004, rope)
    canvas.drawLine(x, y - 0.095, x + 0.15, y + 0.004, rope)


PLACES = {"night_sky": night_sky}

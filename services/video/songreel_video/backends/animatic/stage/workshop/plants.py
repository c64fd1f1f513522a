"""Trees and grass, each seeded, lit from the key side."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.workshop.paints import Point, box, fill, line, shape


def foliage(
    canvas: skia.Canvas, rng: random.Random, x: float, y: float, radius: float, base: Colour, colours: Colours
) -> None:
    """A clump of leaves: dark body, lighter towards the key light."""
    for tone, share, count, spread in (
        (colours.shaded(base, 0.45), 1.0, 9, 1.0),
        (base, 0.72, 8, 0.85),
        (colours.lit(base, 0.32), 0.42, 8, 0.8),
    ):
        paint = fill(tone)
        lean = colours.key_side * (1 - share) * radius * 0.7
        for _ in range(count):
            angle, reach = rng.uniform(0, math.tau), radius * spread * rng.uniform(0.1, 0.75)
            size = radius * share * rng.uniform(0.32, 0.52)
            top = (1 - share) * radius * 0.5
            canvas.drawOval(
                box(
                    x + lean + math.cos(angle) * reach - size,
                    y - top + math.sin(angle) * reach * 0.8 - size * 0.85,
                    x + lean + math.cos(angle) * reach + size,
                    y - top + math.sin(angle) * reach * 0.8 + size * 0.85,
                ),
                paint,
            )


def tree(
    canvas: skia.Canvas, rng: random.Random, x: float, foot: float, height: float, base: Colour, colours: Colours
) -> None:
    """A broad tree."""
    trunk = colours.shaded(mix(base, (0.30, 0.20, 0.16), 0.65), 0.3)
    width = height * 0.05
    path = skia.Path()
    path.moveTo(x - width, foot)
    path.cubicTo(
        x - width * 0.4, foot - height * 0.3, x - width * 0.7, foot - height * 0.4, x - width * 0.3, foot - height * 0.6
    )
    path.lineTo(x + width * 0.3, foot - height * 0.6)
    path.cubicTo(x + width * 0.5, foot - height * 0.4, x + width * 0.3, foot - height * 0.3, x + width * 1.1, foot)
    path.close()
    canvas.drawPath(path, fill(trunk))
    for dx, dy, size in (
        (-0.16, 0.55, 0.2),
        (0.17, 0.57, 0.19),
        (0.0, 0.72, 0.25),
        (-0.08, 0.86, 0.15),
        (0.1, 0.84, 0.14),
    ):
        foliage(canvas, rng, x + dx * height, foot - dy * height, size * height, base, colours)


def pine(
    canvas: skia.Canvas,
    rng: random.Random,
    x: float,
    foot: float,
    height: float,
    base: Colour,
    colours: Colours,
    *,
    snow: bool = False,
) -> None:
    """A fir of drooping tiers."""
    canvas.drawRect(
        box(x - height * 0.02, foot - height * 0.16, x + height * 0.02, foot), fill(colours.shaded(base, 0.6))
    )
    tiers = 6
    for tier in range(tiers):
        share = tier / tiers
        y = foot - height * (0.1 + 0.86 * share)
        half, drop = height * 0.24 * (1 - share * 0.86), height * 0.21
        tip = y - drop
        jitter = half * 0.12 * rng.uniform(-1, 1)
        left = shape([(x, tip), (x - half + jitter, y), (x - half * 0.55, y - drop * 0.1), (x, y - drop * 0.02)])
        right = shape([(x, tip), (x + half + jitter, y), (x + half * 0.55, y - drop * 0.1), (x, y - drop * 0.02)])
        lit, dark = (right, left) if colours.key_side > 0 else (left, right)
        canvas.drawPath(dark, fill(colours.shaded(base, 0.4)))
        canvas.drawPath(lit, fill(colours.lit(base, 0.12)))
        if snow:
            cap = shape(
                [
                    (x, tip),
                    (x + colours.key_side * half * 0.85, y - drop * 0.1),
                    (x + colours.key_side * half * 0.2, y - drop * 0.35),
                ]
            )
            canvas.drawPath(cap, fill(mix(colours.light, WHITE, 0.5), 0.85))


def fern(canvas: skia.Canvas, foot: Point, size: float, base: Colour, colours: Colours) -> None:
    """A spray of arching fronds, the ones towards the key light lighter."""
    x, y = foot
    for number in range(7):
        side = (number - 3) / 3
        reach, lift = side * size * 0.95, size * (1.0 - 0.62 * abs(side))
        tone = colours.lit(base, 0.28) if side * colours.key_side > 0.1 else colours.shaded(base, 0.25 - 0.1 * side)
        frond = skia.Path()
        frond.moveTo(x - size * 0.02, y)
        frond.quadTo(x + reach * 0.35, y - lift * 1.25, x + reach, y - lift * 0.72)
        frond.quadTo(x + reach * 0.40, y - lift * 0.86, x + size * 0.06, y)
        frond.close()
        canvas.drawPath(frond, fill(tone))
        for leaf in range(1, 6):
            share = leaf / 6
            lx, ly = x + reach * share, y - lift * (1.7 * share - share**2) * 1.02
            barb = size * 0.13 * (1.15 - share)
            canvas.drawLine(lx, ly, lx + side * barb * 0.4, ly + barb, line(tone, size * 0.035))


def grass_frame(colours: Colours, seed: int, canvas: skia.Canvas) -> None:
    """Tall blades before the lens, at the edges."""
    rng = random.Random(seed + 9)
    for side in (-1, 1):
        for _ in range(26):
            x = side * rng.uniform(0.42, 1.0)
            tall = rng.uniform(0.12, 0.34)
            tip = x + rng.uniform(-0.10, 0.10)
            path = skia.Path()
            path.moveTo(x - 0.008, 1.12)
            path.quadTo((x + tip) / 2 + 0.01, 1.1 - tall * 0.6, tip, 1.1 - tall)
            path.quadTo((x + tip) / 2 + 0.02, 1.1 - tall * 0.5, x + 0.010, 1.12)
            canvas.drawPath(path, fill(colours.shaded(colours.near, 0.4)))

"""Places out of this world: the sea's bed, a plain under a planet."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, ink, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    SAND,
    below,
    box,
    fill,
    glow,
    ground_line,
    line,
    shade,
    shape,
    tinted,
)


def underwater(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Blue depth with light from above, weeds, bubbles."""
    deep = mix(colours.sky_top, (0.05, 0.22, 0.38), 0.6)
    light = mix(colours.sky_low, (0.45, 0.85, 0.9), 0.6)

    def depth(canvas: skia.Canvas) -> None:
        canvas.drawRect(box(-REACH_X, -0.45, REACH_X, BOTTOM_Y), shade(light, deep, -0.3, 0.9))

    def rays(canvas: skia.Canvas, moment: Moment) -> None:
        for number in range(6):
            x = -1.0 + 0.36 * number + 0.04 * math.sin(moment.seconds * 0.6 + number)
            alpha = 0.14 + 0.08 * math.sin(moment.seconds + number * 1.3) + 0.1 * moment.pulse * moment.energy
            canvas.drawPath(
                shape([(x, -0.3), (x + 0.1, -0.3), (x + 0.38, 0.95), (x + 0.1, 0.95)]),
                shade(WHITE, WHITE, -0.3, 0.95, (max(0.0, alpha), 0.0)),
            )
        for number in range(22):
            y = 1.0 - ((number * 0.755 + moment.seconds * 0.12) % 1.1)
            x = -0.9 + 1.8 * ((number * 0.618) % 1) + 0.02 * math.sin(moment.seconds * 2 + number)
            canvas.drawCircle(x, y, 0.004 + 0.008 * ((number * 0.37) % 1), line(WHITE, 0.002, 0.5))

    def bed(canvas: skia.Canvas) -> None:
        sand = mix(SAND, deep, 0.55)
        height = ground_line(random.Random(seed), 0.84, 0.03, 1.7)
        canvas.drawPath(below(height), shade(colours.lit(sand, 0.15), colours.shaded(sand, 0.5), 0.8, 1.2))
        rng = random.Random(seed + 1)
        for _ in range(70):
            x = rng.choice((-1, 1)) * rng.uniform(0.2, REACH_X)
            tall = rng.uniform(0.1, 0.4)
            path = skia.Path()
            path.moveTo(x, height(x) + 0.03)
            path.cubicTo(
                x + 0.04,
                height(x) - tall * 0.3,
                x - 0.04,
                height(x) - tall * 0.6,
                x + rng.uniform(-0.04, 0.04),
                height(x) - tall,
            )
            canvas.drawPath(
                path, line(mix(tinted(LEAF, colours.mid), rng.choice((colours.accent, deep, deep)), 0.5), 0.012)
            )

    return Scenery((Layer(20, depth, rays), Layer(1, bed)), 0.5, 0.92, indoors=True)


def space(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A planet over a dusty plain, stars all around."""

    def heaven(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        canvas.drawRect(
            box(-REACH_X, -0.45, REACH_X, BOTTOM_Y),
            shade((0.01, 0.01, 0.05), mix((0.05, 0.04, 0.14), colours.second, 0.25), -0.3, 0.8),
        )
        for _ in range(14):
            x, y = rng.uniform(-1.4, 1.4), rng.uniform(-0.2, 0.6)
            canvas.drawRect(
                box(x - 0.6, y - 0.6, x + 0.6, y + 0.6),
                glow(x, y, rng.uniform(0.25, 0.6), rng.choice((colours.accent, colours.second)), 0.10),
            )
        for _ in range(700):
            canvas.drawCircle(
                rng.uniform(-REACH_X, REACH_X),
                rng.uniform(-0.45, 0.9),
                0.0008 + 0.002 * rng.random() ** 6,
                fill(WHITE, rng.uniform(0.3, 1.0)),
            )

    def planet(canvas: skia.Canvas) -> None:
        x, y, r = -0.42 * colours.key_side, 0.33, 0.24
        body = skia.GradientShader.MakeRadial(
            center=skia.Point(x + colours.key_side * r * 0.5, y - r * 0.4),
            radius=r * 1.6,
            colors=[
                ink(mix(colours.accent, WHITE, 0.4)),
                ink(colours.accent),
                ink(mix(colours.accent, (0.0, 0.0, 0.05), 0.85)),
            ],
        )
        canvas.drawCircle(x, y, r * 1.25, glow(x, y, r * 1.5, colours.accent, 0.35))
        canvas.save()
        canvas.rotate(-18, x, y)
        _rings(canvas, (x, y), r, colours)
        canvas.drawCircle(x, y, r, skia.Paint(AntiAlias=True, Shader=body))
        canvas.clipRect(box(x - 1, y, x + 1, y + 1))
        _rings(canvas, (x, y), r, colours)
        canvas.restore()

    def plain(canvas: skia.Canvas) -> None:
        dust = mix(colours.ground, (0.55, 0.52, 0.6), 0.4)
        height = ground_line(random.Random(seed + 2), 0.80, 0.025, 1.8, 0.2)
        canvas.drawPath(below(height), shade(colours.lit(dust, 0.3), colours.shaded(dust, 0.7), 0.78, 1.2))
        rng = random.Random(seed + 3)
        for _ in range(26):
            x, y, r = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.85, 1.25), rng.uniform(0.02, 0.09)
            canvas.drawOval(box(x - r, y - r * 0.25, x + r, y + r * 0.25), fill(colours.shaded(dust, 0.45), 0.8))
            canvas.drawArc(
                box(x - r, y - r * 0.25, x + r, y + r * 0.25), 0, 180, False, line(colours.lit(dust, 0.5), 0.004, 0.8)
            )

    return Scenery((Layer(60, heaven), Layer(30, planet), Layer(1, plain)), 0.7, 0.92, indoors=True)


def _rings(canvas: skia.Canvas, middle: tuple[float, float], radius: float, colours: Colours) -> None:
    """Bands of dust around a planet, seen at a slant."""
    x, y = middle
    for number in range(7):
        reach = radius * (1.38 + 0.075 * number)
        tone = mix(colours.glow, WHITE, (0.5, 0.2, 0.35, 0.1, 0.4, 0.25, 0.15)[number])
        alpha = (0.75, 0.6, 0.8, 0.25, 0.6, 0.45, 0.25)[number]
        canvas.drawOval(box(x - reach, y - reach * 0.2, x + reach, y + reach * 0.2), line(tone, radius * 0.055, alpha))


PLACES = {"underwater": underwater, "space": space}

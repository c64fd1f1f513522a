"""Places without a roof: forest, mountains, sea, lake, desert, field, park, snow, night sky, garden, cliff, space."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, at_lightness, ink, mix
from songreel_video.backends.animatic.stage.places.brushes import (
    below,
    box,
    fill,
    foliage,
    glow,
    ground_line,
    lamp_post,
    line,
    pine,
    shade,
    shape,
    tree,
    water,
)
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, Lamp, Layer, Moment, Scenery

LEAF: Colour = (0.30, 0.45, 0.28)
SAND: Colour = (0.86, 0.72, 0.50)
STRAW: Colour = (0.82, 0.66, 0.34)


def tinted(natural: Colour, base: Colour, amount: float = 0.5) -> Colour:
    """A natural hue, at the base's value, with the film's palette in it."""
    from songreel_video.backends.animatic.stage.colours import to_oklab

    return mix(at_lightness(natural, float(to_oklab(base)[0])), base, amount)


def ridges(
    canvas: skia.Canvas,
    colours: Colours,
    seed: int,
    y: float,
    amplitude: float,
    waves: float,
    sharpness: float,
    tone: Colour,
    snow: bool,
) -> None:
    """One range of hills or peaks, lit along its crest."""
    height = ground_line(random.Random(seed), y, amplitude, waves, sharpness)
    canvas.drawPath(
        below(height), shade(colours.lit(tone, 0.15), mix(tone, colours.haze, 0.35), y - amplitude, y + 0.2)
    )
    if sharpness > 0.4:
        rng = random.Random(seed + 1)
        for _ in range(60):  # gullies that turn from the light
            x = rng.uniform(-REACH_X, REACH_X)
            top = height(x)
            reach = rng.uniform(0.02, 0.09)
            lean = -colours.key_side * reach * 0.7
            gully = shape(
                [
                    (x, top + 0.002),
                    (x + lean * 0.4, top + reach * 0.5),
                    (x + lean, top + reach),
                    (x + lean * 0.2, top + reach * 0.6),
                ]
            )
            canvas.drawPath(gully, fill(colours.shadow, 0.22))
            if snow and top < y - amplitude * 0.25:
                cap = shape(
                    [
                        (x, top),
                        (x + colours.key_side * reach * 0.4, top + reach * 0.4),
                        (x + 0.01, top + reach * 0.3),
                        (x - colours.key_side * reach * 0.25, top + reach * 0.35),
                    ]
                )
                canvas.drawPath(cap, fill(mix(colours.light, WHITE, 0.4), 0.55))


def meadow(canvas: skia.Canvas, colours: Colours, seed: int, y: float, tone: Colour, blades: int = 520) -> None:
    """Ground with grass that grows towards us."""
    rng = random.Random(seed)
    height = ground_line(rng, y, 0.012, 2.2)
    canvas.drawPath(below(height), shade(colours.lit(tone, 0.22), colours.shaded(tone, 0.5), y, 1.15))
    for _ in range(24):
        x, sy = rng.uniform(-REACH_X, REACH_X), rng.uniform(y + 0.03, 1.1)
        width = 0.1 + 0.35 * (sy - y)
        canvas.drawOval(box(x - width, sy, x + width, sy + 0.03), fill(colours.shaded(tone, 0.4), 0.16))
    pens = [line(colours.lit(tone, 0.4), 0.0026), line(tone, 0.003), line(colours.shaded(tone, 0.35), 0.003)]
    for _ in range(blades):
        share = rng.random() ** 0.8
        by = y + 0.02 + (1.15 - y) * share
        bx = rng.uniform(-REACH_X, REACH_X)
        tall = 0.008 + 0.036 * share
        canvas.drawLine(bx, by, bx + rng.uniform(-0.4, 0.4) * tall, by - tall, rng.choice(pens))


def field(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Grain to the horizon, a lone tree, a fence."""
    rng = random.Random(seed)
    straw = tinted(STRAW, colours.ground, 0.35)
    tree_x = rng.choice((-1, 1)) * rng.uniform(0.45, 0.7)

    def middle(canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + 2), 0.655, 0.02, 1.7)
        canvas.drawPath(below(height), shade(colours.lit(straw, 0.3), straw, 0.62, 0.8))
        tree(canvas, random.Random(seed + 3), tree_x, height(tree_x) + 0.006, 0.27, tinted(LEAF, colours.mid), colours)
        for number in range(16):
            x = -REACH_X + number * 0.25
            canvas.drawLine(x, height(x) - 0.028, x, height(x) + 0.012, line(colours.shaded(straw, 0.6), 0.006))
        wire_y = [(-REACH_X + n * 0.25, height(-REACH_X + n * 0.25) - 0.02) for n in range(16)]
        for start, end in zip(wire_y, wire_y[1:], strict=False):
            canvas.drawLine(*start, *end, line(colours.shaded(straw, 0.6), 0.002))

    def wave(canvas: skia.Canvas, moment: Moment) -> None:
        pen = line(colours.lit(straw, 0.5), 0.004, 0.5)
        for number in range(46):
            x = -1.2 + 2.4 * ((number * 0.618) % 1)
            y = 0.80 + 0.36 * ((number * 0.755) % 1)
            sway = 0.012 * math.sin(moment.seconds * 2.1 + x * 5) * (0.6 + moment.energy)
            canvas.drawLine(x, y, x + sway, y - 0.05, pen)

    return Scenery(
        (
            Layer(11, partial(_ridges_at, colours, seed, 0.60, 0.05, 1.6, 0.0, colours.far)),
            Layer(4.5, middle),
            Layer(1, partial(_meadow_at, colours, seed, 0.74, straw, 900), wave),
            Layer(0.68, partial(_grass_frame, colours, seed)),
        ),
        horizon_y=0.60, ground_y=0.90,
    )  # fmt: skip


def _ridges_at(
    colours: Colours,
    seed: int,
    y: float,
    amplitude: float,
    waves: float,
    sharpness: float,
    tone: Colour,
    canvas: skia.Canvas,
    snow: bool = False,
) -> None:
    ridges(canvas, colours, seed, y, amplitude, waves, sharpness, tone, snow)


def _meadow_at(colours: Colours, seed: int, y: float, tone: Colour, blades: int, canvas: skia.Canvas) -> None:
    meadow(canvas, colours, seed, y, tone, blades)


def _grass_frame(colours: Colours, seed: int, canvas: skia.Canvas) -> None:
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


def mountains(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Three ranges one behind the other, and a shoulder of rock to stand on."""
    far, mid = colours.far, mix(colours.far, colours.mid, 0.5)
    rock = mix(colours.ground, colours.near, 0.35)

    def shoulder(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 5)
        height = ground_line(rng, 0.84, 0.035, 2.0, 0.35)
        canvas.drawPath(below(height), shade(colours.lit(rock, 0.3), colours.shaded(rock, 0.6), 0.8, 1.2))
        for _ in range(60):
            x = rng.uniform(-REACH_X, REACH_X)
            y = height(x) + rng.uniform(0.0, 0.35)
            size = rng.uniform(0.01, 0.05)
            stone = shape(
                [
                    (x - size, y + size * 0.5),
                    (x - size * 0.5, y - size * 0.2),
                    (x + size * 0.4, y - size * 0.3),
                    (x + size, y + size * 0.5),
                ]
            )
            canvas.drawPath(stone, fill(colours.shaded(rock, 0.35), 0.7))
            canvas.drawLine(
                x - size * 0.5, y - size * 0.2, x + size * 0.4, y - size * 0.3, line(colours.lit(rock, 0.5), 0.004)
            )

    return Scenery(
        (
            Layer(14, partial(_ridges_at, colours, seed, 0.50, 0.14, 1.9, 0.9, colours.distant(far, 0.55), snow=True)),
            Layer(9, partial(_ridges_at, colours, seed + 1, 0.60, 0.11, 2.4, 0.85, colours.distant(mid, 0.35), snow=True)),
            Layer(5, partial(_ridges_at, colours, seed + 2, 0.72, 0.08, 2.6, 0.5, colours.distant(colours.mid, 0.15))),
            Layer(2.6, partial(_pine_belt, colours, seed, 0.86, 0.09)),
            Layer(1, shoulder),
        ),
        horizon_y=0.62, ground_y=0.90,
    )  # fmt: skip


def _pine_belt(colours: Colours, seed: int, foot: float, tall: float, canvas: skia.Canvas, snow: bool = False) -> None:
    rng = random.Random(seed + 4)
    leaf = tinted(LEAF, colours.near, 0.4)
    for _ in range(46):
        x = rng.uniform(-REACH_X, REACH_X)
        pine(canvas, rng, x, foot + rng.uniform(-0.01, 0.03), tall * rng.uniform(0.7, 1.4), leaf, colours, snow=snow)
    canvas.drawRect(box(-REACH_X, foot, REACH_X, BOTTOM_Y), fill(colours.shaded(leaf, 0.3)))


def forest(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Tall trunks in the mist, shafts of light, ferns."""
    leaf = tinted(LEAF, colours.mid, 0.45)
    bark = mix(colours.near, (0.28, 0.2, 0.18), 0.4)

    def trunks(depth: float, count: int, foot: float, canvas: skia.Canvas) -> None:
        rng = random.Random(seed + int(depth * 10))
        tone = colours.distant(bark, min(0.85, depth / 9))
        for number in range(count):
            x = -REACH_X + (number + rng.uniform(0.15, 0.85)) * 2 * REACH_X / count
            if depth < 2.5 and abs(x) < 0.26:
                continue
            width = rng.uniform(0.018, 0.034) * (3.2 / depth) ** 0.45
            lean = rng.uniform(-0.02, 0.02)
            base = foot + rng.uniform(-0.012, 0.012)
            trunk = shape(
                [(x - width * 1.3, base), (x - width + lean, -0.5), (x + width + lean, -0.5), (x + width * 1.3, base)]
            )
            canvas.drawPath(trunk, fill(tone))
            edge = colours.key_side * width
            lit = shape(
                [
                    (x + edge * 1.3, base),
                    (x + edge + lean, -0.5),
                    (x + edge * 0.55 + lean, -0.5),
                    (x + edge * 0.7, base),
                ]
            )
            canvas.drawPath(lit, fill(colours.lit(tone, 0.45), 0.7))
            for _ in range(3):
                y = rng.uniform(0.0, 0.45)
                reach = rng.choice((-1, 1)) * rng.uniform(0.06, 0.16)
                canvas.drawLine(x + lean, y, x + lean + reach, y - 0.05, line(tone, width * 0.35))

    def canopy(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 77)
        for _ in range(26):
            foliage(
                canvas,
                rng,
                rng.uniform(-REACH_X, REACH_X),
                rng.uniform(-0.30, 0.08),
                rng.uniform(0.10, 0.2),
                colours.distant(leaf, 0.25),
                colours,
            )

    def backdrop(canvas: skia.Canvas) -> None:
        canvas.drawRect(
            box(-REACH_X, -0.45, REACH_X, BOTTOM_Y),
            shade(mix(colours.haze, leaf, 0.45), mix(colours.haze, leaf, 0.15), -0.2, 0.75),
        )
        canvas.drawRect(
            box(-REACH_X, -0.45, REACH_X, BOTTOM_Y), glow(colours.key_side * 0.35, 0.25, 0.8, colours.light, 0.55)
        )

    def floor(canvas: skia.Canvas) -> None:
        meadow(canvas, colours, seed, 0.74, mix(leaf, colours.ground, 0.4), 420)
        rng = random.Random(seed + 6)
        path = shape([(-0.05, 0.745), (0.05, 0.745), (0.30, 1.3), (-0.42, 1.3)])
        canvas.drawPath(path, fill(colours.lit(mix(colours.ground, (0.5, 0.4, 0.3), 0.4), 0.2), 0.55))
        for _ in range(40):
            x = rng.choice((-1, 1)) * rng.uniform(0.22, REACH_X)
            y = rng.uniform(0.78, 1.1)
            for blade in range(7):
                angle = math.pi * (0.15 + 0.7 * blade / 6)
                reach = rng.uniform(0.03, 0.055)
                canvas.drawLine(
                    x, y, x + math.cos(angle) * reach, y - math.sin(angle) * reach, line(colours.lit(leaf, 0.15), 0.005)
                )

    def shafts(canvas: skia.Canvas, moment: Moment) -> None:
        side = colours.key_side
        for number in range(4):
            x = side * (0.55 - 0.26 * number)
            strength = 0.10 + 0.05 * math.sin(moment.seconds * 0.5 + number) + 0.10 * moment.pulse * moment.energy
            beam = shape([(x, -0.2), (x + 0.07, -0.2), (x + 0.10 - side * 0.42, 0.86), (x - 0.08 - side * 0.42, 0.86)])
            canvas.drawPath(
                beam, shade(colours.light, colours.light, -0.2, 0.86, (strength * (1 - 0.6 * colours.night), 0.0))
            )

    return Scenery(
        (
            Layer(16, backdrop),
            Layer(7, partial(trunks, 7.0, 26, 0.74)),
            Layer(4, partial(trunks, 4.0, 15, 0.77), shafts),
            Layer(3, canopy),
            Layer(1.5, partial(trunks, 1.5, 8, 0.84)),
            Layer(1, floor),
        ),
        horizon_y=0.70, ground_y=0.91,
    )  # fmt: skip


def sea(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Open sea behind a strip of sand."""
    sand = tinted(SAND, colours.ground, 0.35)
    sun_x = _sun_x(colours, seed)

    def open_water(canvas: skia.Canvas) -> None:
        water(canvas, random.Random(seed), 0.60, BOTTOM_Y, colours, sun_x)

    def headland(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 1)
        side = -colours.key_side
        tone = colours.distant(colours.far, 0.2)
        path = skia.Path()
        path.moveTo(side * REACH_X, 0.61)
        path.lineTo(side * REACH_X, 0.46)
        path.cubicTo(side * 1.0, 0.44 + rng.uniform(-0.02, 0.02), side * 0.7, 0.52, side * 0.55, 0.56)
        path.cubicTo(side * 0.5, 0.59, side * 0.38, 0.60, side * 0.30, 0.61)
        path.close()
        canvas.drawPath(path, shade(colours.lit(tone, 0.2), tone, 0.45, 0.62))

    def beach(canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + 2), 0.80, 0.010, 2.0)
        canvas.drawPath(below(lambda x: height(x) - 0.012), fill(mix(colours.sky_low, WHITE, 0.5), 0.75))
        canvas.drawPath(below(height), shade(colours.shaded(sand, 0.30), colours.lit(sand, 0.12), 0.79, 0.95))
        rng = random.Random(seed + 3)
        for _ in range(160):
            x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.86, 1.3)
            canvas.drawOval(box(x, y, x + 0.02, y + 0.004), fill(colours.shaded(sand, 0.4), 0.25))

    def surf(canvas: skia.Canvas, moment: Moment) -> None:
        for number in range(3):
            share = (moment.seconds * 0.16 + number / 3) % 1
            y = 0.70 + 0.105 * share
            path = skia.Path()
            path.moveTo(-1.5, y)
            x = -1.5
            while x < 1.5:
                path.quadTo(
                    x + 0.10,
                    y + 0.012 * math.sin(x * 9 + number * 2 + moment.seconds),
                    x + 0.2,
                    y + 0.004 * math.sin(x * 7),
                )
                x += 0.2
            alpha = math.sin(math.pi * share) * 0.75
            canvas.drawPath(path, line(mix(colours.light, WHITE, 0.6), 0.003 + 0.008 * share, alpha))
        glints = fill(mix(colours.sun, WHITE, 0.6), 0.5 + 0.4 * moment.pulse)
        for number in range(26):
            phase = math.sin(moment.seconds * (1.4 + (number * 0.618) % 1) + number * 2.4)
            if phase > 0.25:
                share = (number * 0.755) % 1
                x = sun_x + (((number * 0.618) % 1) - 0.5) * (0.06 + 0.26 * share)
                y = 0.606 + 0.13 * share
                canvas.drawOval(box(x - 0.012 * phase, y, x + 0.012 * phase, y + 0.003), glints)

    return Scenery(
        (Layer(12, open_water), Layer(9, headland), Layer(2.2, lambda canvas: None, surf), Layer(1, beach)),
        horizon_y=0.60, ground_y=0.92, wet=0.25,
    )  # fmt: skip


def _sun_x(colours: Colours, seed: int) -> float:
    """Where the sky hangs its sun, as `sky.paint_sky` draws it: after the stars it would be elsewhere at night."""
    return (
        colours.key_side * (0.18 + 0.34 * random.Random(seed).random())
        if colours.night <= 0.5
        else colours.key_side * 0.33
    )


def lake(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Hills mirrored in still water, reeds at the bank."""
    leaf = tinted(LEAF, colours.mid, 0.5)

    def mirror(canvas: skia.Canvas) -> None:
        water(canvas, random.Random(seed), 0.62, BOTTOM_Y, colours, _sun_x(colours, seed))
        canvas.save()
        canvas.translate(0, 1.24)
        canvas.scale(1, -0.8)
        canvas.translate(0, 0.155)
        layer = skia.Paint(Alphaf=0.35)
        canvas.saveLayer(None, layer)
        ridges(canvas, colours, seed + 2, 0.575, 0.07, 1.9, 0.25, colours.distant(colours.mid, 0.25), False)
        canvas.restore()
        canvas.restore()
        canvas.drawRect(box(-REACH_X, 0.62, REACH_X, 0.66), shade(colours.haze, colours.haze, 0.61, 0.66, (0.5, 0.0)))

    def shore(canvas: skia.Canvas) -> None:
        ridges(canvas, colours, seed + 2, 0.575, 0.07, 1.9, 0.25, colours.distant(colours.mid, 0.25), False)
        rng = random.Random(seed + 3)
        for _ in range(60):
            x = rng.uniform(-REACH_X, REACH_X)
            pine(canvas, rng, x, 0.622, rng.uniform(0.03, 0.075), colours.distant(leaf, 0.15), colours)
        canvas.clipRect(box(-REACH_X, -1, REACH_X, 0.625))

    def bank(canvas: skia.Canvas) -> None:
        meadow(canvas, colours, seed + 1, 0.84, mix(leaf, colours.ground, 0.5), 420)
        rng = random.Random(seed + 4)
        for side in (-1, 1):
            for _ in range(34):
                x = side * rng.uniform(0.35, 1.3)
                tall = rng.uniform(0.10, 0.24)
                lean = rng.uniform(-0.03, 0.03)
                canvas.drawLine(x, 0.9, x + lean, 0.9 - tall, line(colours.shaded(leaf, 0.35), 0.005))
                if rng.random() < 0.4:
                    canvas.drawOval(
                        box(x + lean - 0.006, 0.9 - tall - 0.035, x + lean + 0.006, 0.9 - tall),
                        fill(colours.shaded(STRAW, 0.5)),
                    )

    def ripples(canvas: skia.Canvas, moment: Moment) -> None:
        for number in range(5):
            share = (moment.seconds * 0.22 + number * 0.37) % 1
            x, y = -0.7 + 0.35 * number, 0.70 + 0.022 * number
            pen = line(mix(colours.light, WHITE, 0.4), 0.0025, 0.4 * (1 - share))
            canvas.drawOval(box(x - 0.16 * share, y - 0.018 * share, x + 0.16 * share, y + 0.018 * share), pen)

    return Scenery(
        (Layer(10, mirror, ripples), Layer(9, shore), Layer(1, bank)),
        horizon_y=0.62, ground_y=0.93, wet=0.0,
    )  # fmt: skip


def desert(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Mesas on the horizon, dunes with sharp crests."""
    sand = tinted(SAND, colours.ground, 0.3)

    def mesas(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        tone = colours.distant(mix(colours.far, (0.6, 0.3, 0.22), 0.4), 0.3)
        for _ in range(5):
            x, width, tall = rng.uniform(-1.4, 1.4), rng.uniform(0.12, 0.36), rng.uniform(0.06, 0.17)
            top = 0.61 - tall
            body = shape(
                [
                    (x - width * 0.64, 0.63),
                    (x - width * 0.5, top + 0.02),
                    (x - width * 0.46, top),
                    (x + width * 0.46, top + 0.006),
                    (x + width * 0.5, top + 0.03),
                    (x + width * 0.66, 0.63),
                ]
            )
            canvas.drawPath(body, shade(colours.lit(tone, 0.25), colours.shaded(tone, 0.2), top, 0.63))
            for band in range(3):
                y = top + tall * (0.25 + 0.22 * band)
                canvas.drawLine(x - width * 0.5, y, x + width * 0.5, y, line(colours.shaded(tone, 0.35), 0.004, 0.5))

    def dunes(y: float, amplitude: float, number: int, canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + number), y, amplitude, 1.5)
        tone = colours.distant(sand, 0.4 - 0.16 * number)
        canvas.drawPath(below(height), shade(colours.lit(tone, 0.35), tone, y - amplitude, y + 0.25))
        lee = skia.Path()  # the side of the dune that turns from the light
        shift = 0.16 * colours.key_side
        lee.moveTo(-REACH_X, BOTTOM_Y)
        x = -REACH_X
        while x <= REACH_X:
            lee.lineTo(x, height(x) + 0.02 + 0.10 * max(0.0, math.sin(3.2 * (x + shift) + number)))
            x += 0.03
        lee.lineTo(REACH_X, BOTTOM_Y)
        lee.close()
        canvas.drawPath(lee, fill(colours.shaded(tone, 0.35), 0.35))

    def near(canvas: skia.Canvas) -> None:
        dunes(0.82, 0.03, 3, canvas)
        rng = random.Random(seed + 8)
        for _ in range(70):
            x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.88, 1.3)
            path = skia.Path()
            path.moveTo(x, y)
            path.quadTo(x + 0.06, y - 0.012, x + 0.13, y)
            canvas.drawPath(path, line(colours.shaded(sand, 0.35), 0.003, 0.4))

    return Scenery(
        (Layer(14, mesas), Layer(7, partial(dunes, 0.65, 0.03, 1)), Layer(3.2, partial(dunes, 0.72, 0.04, 2)), Layer(1, near)),
        horizon_y=0.62, ground_y=0.92,
    )  # fmt: skip


def snow(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Firs under snow, blue shadows on white ground."""
    white = mix(mix(colours.light, WHITE, 0.5), colours.sky_low, 0.25 + 0.45 * colours.night)

    def ground(canvas: skia.Canvas) -> None:
        height = ground_line(random.Random(seed + 1), 0.79, 0.02, 1.6)
        canvas.drawPath(
            below(height),
            shade(mix(white, WHITE, 0.35 * (1 - colours.night)), mix(white, colours.shadow, 0.35), 0.78, 1.2),
        )
        rng = random.Random(seed + 2)
        for _ in range(18):
            x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.84, 1.2)
            canvas.drawOval(box(x - 0.25, y, x + 0.25, y + 0.03), fill(mix(colours.shadow, colours.sky_top, 0.5), 0.14))

    return Scenery(
        (
            Layer(12, partial(_ridges_at, colours, seed, 0.56, 0.12, 2.0, 0.8, mix(white, colours.far, 0.55), snow=True)),
            Layer(5, partial(_pine_belt, colours, seed, 0.70, 0.13, snow=True)),
            Layer(2.2, partial(_snow_pines, colours, seed, white)),
            Layer(1, ground),
        ),
        horizon_y=0.64, ground_y=0.92,
    )  # fmt: skip


def _snow_pines(colours: Colours, seed: int, white: Colour, canvas: skia.Canvas) -> None:
    rng = random.Random(seed + 5)
    canvas.drawRect(box(-REACH_X, 0.76, REACH_X, BOTTOM_Y), fill(mix(white, colours.shadow, 0.15)))
    for side in (-1, 1):
        for _ in range(5):
            x = side * rng.uniform(0.40, 1.5)
            pine(
                canvas,
                rng,
                x,
                0.79 + rng.uniform(-0.015, 0.02),
                rng.uniform(0.32, 0.62),
                tinted(LEAF, colours.near),
                colours,
                snow=True,
            )


def park(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A path between trees, a bench, lamps."""
    leaf = tinted(LEAF, colours.mid, 0.4)
    rng = random.Random(seed)
    lamp_x = rng.choice((-1, 1)) * 0.52

    def trees(canvas: skia.Canvas) -> None:
        mine = random.Random(seed + 1)
        canvas.drawRect(box(-REACH_X, 0.70, REACH_X, BOTTOM_Y), fill(colours.distant(leaf, 0.3)))
        for _ in range(18):
            tree(
                canvas,
                mine,
                mine.uniform(-REACH_X, REACH_X),
                0.715,
                mine.uniform(0.22, 0.4),
                colours.distant(leaf, 0.4),
                colours,
            )

    def row(canvas: skia.Canvas) -> None:
        mine = random.Random(seed + 2)
        for x in (-1.35, -0.82, 0.78, 1.3):
            tree(canvas, mine, x + mine.uniform(-0.08, 0.08), 0.79, mine.uniform(0.6, 0.78), leaf, colours)

    def lawn(canvas: skia.Canvas) -> None:
        meadow(canvas, colours, seed, 0.76, mix(leaf, colours.ground, 0.35), 500)
        gravel = colours.lit(mix(colours.ground, SAND, 0.4), 0.25)
        path = skia.Path()
        path.moveTo(-0.10, 0.762)
        path.cubicTo(0.06, 0.82, -0.30, 0.92, -0.75, 1.3)
        path.lineTo(0.62, 1.3)
        path.cubicTo(0.25, 0.95, 0.22, 0.84, 0.02, 0.762)
        path.close()
        canvas.drawPath(path, shade(gravel, colours.shaded(gravel, 0.2), 0.76, 1.1))
        lamp_post(canvas, lamp_x, 0.88, 0.42, colours.shaded(colours.near, 0.5), colours)
        _bench(canvas, -lamp_x * 0.92, 0.875, colours)

    lx, ly = lamp_x + 0.063, 0.88 - 0.414
    return Scenery(
        (Layer(8, trees), Layer(3.2, row), Layer(1, lawn)),
        horizon_y=0.66, ground_y=0.92, lamps=(Lamp(lx, ly, 1.0, 0.3, colours.glow, 0.9),), seat_y=None,
    )  # fmt: skip


def _bench(canvas: skia.Canvas, x: float, foot: float, colours: Colours) -> None:
    wood = colours.shaded(mix(colours.near, (0.45, 0.30, 0.2), 0.5), 0.2)
    for leg in (-0.1, 0.1):
        canvas.drawLine(x + leg, foot, x + leg, foot - 0.12, line(colours.shaded(colours.near, 0.6), 0.008))
    for y in (0.055, 0.085, 0.115):
        canvas.drawRect(
            box(x - 0.13, foot - y - 0.008, x + 0.13, foot - y + 0.006),
            fill(colours.lit(wood, 0.2) if y < 0.06 else wood),
        )


def garden(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Beds of flowers before hedges."""
    base = park(colours, seed, aspect)
    leaf = tinted(LEAF, colours.mid, 0.35)

    def beds(canvas: skia.Canvas) -> None:
        meadow(canvas, colours, seed, 0.76, mix(leaf, colours.ground, 0.3), 380)
        rng = random.Random(seed + 3)
        tones = (colours.accent, colours.second, mix(colours.accent, WHITE, 0.5), mix(colours.glow, WHITE, 0.2))
        for _ in range(330):
            x = rng.choice((-1, 1)) * rng.uniform(0.16, REACH_X)
            y = rng.uniform(0.80, 1.25)
            size = 0.005 + 0.016 * (y - 0.76)
            canvas.drawLine(x, y, x, y + size * 4, line(colours.shaded(leaf, 0.2), 0.0025))
            tone = colours.shaded(rng.choice(tones), 0.12 + 0.3 * colours.night)
            for petal in range(5):
                angle = math.tau * petal / 5
                canvas.drawCircle(x + math.cos(angle) * size, y + math.sin(angle) * size, size * 0.72, fill(tone))
            canvas.drawCircle(x, y, size * 0.6, fill(colours.glow))

    return Scenery((*base.layers[:2], Layer(1, beds)), base.horizon_y, base.ground_y)


def night_sky(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A dark hill under the Milky Way."""

    def milky(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        canvas.save()
        canvas.rotate(-24 * colours.key_side, 0, 0.3)
        for _ in range(70):
            x, y = rng.uniform(-1.6, 1.6), 0.25 + rng.gauss(0, 0.07)
            canvas.drawRect(
                box(x - 0.3, y - 0.3, x + 0.3, y + 0.3),
                glow(x, y, rng.uniform(0.1, 0.26), mix(colours.second, WHITE, 0.5), 0.05),
            )
        for _ in range(900):
            x, y = rng.uniform(-1.8, 1.8), 0.25 + rng.gauss(0, 0.16)
            canvas.drawCircle(x, y, 0.0008 + 0.0018 * rng.random() ** 6, fill(WHITE, rng.uniform(0.3, 1.0)))
        canvas.restore()

    def meteors(canvas: skia.Canvas, moment: Moment) -> None:
        share = (moment.seconds * 0.45 + (seed % 10) / 10) % 1
        if share < 0.35:
            x, y, reach = -0.5 + 1.2 * share, 0.08 + 0.3 * share, 0.09
            canvas.drawLine(x - reach, y - reach * 0.4, x, y, line(WHITE, 0.003, 0.8 * (1 - share / 0.35)))

    return Scenery(
        (
            Layer(40, milky, meteors),
            Layer(7, partial(_ridges_at, colours, seed, 0.72, 0.05, 1.8, 0.2, colours.shaded(colours.far, 0.4))),
            Layer(1, partial(_meadow_at, colours, seed, 0.82, colours.shaded(colours.ground, 0.3), 500)),
        ),
        horizon_y=0.72, ground_y=0.92,
    )  # fmt: skip


def cliff(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A lighthouse on a headland above the sea; its lamp turns."""
    base = sea(colours, seed, aspect)
    side = -colours.key_side
    x = side * 0.52

    def tower(canvas: skia.Canvas) -> None:
        rock = colours.distant(colours.mid, 0.12)
        path = skia.Path()
        path.moveTo(side * REACH_X, 0.80)
        path.lineTo(side * REACH_X, 0.50)
        path.cubicTo(side * 0.9, 0.49, side * 0.5, 0.52, side * 0.36, 0.56)
        path.cubicTo(side * 0.34, 0.62, side * 0.27, 0.70, side * 0.22, 0.80)
        path.close()
        canvas.drawPath(path, shade(colours.lit(rock, 0.25), colours.shaded(rock, 0.45), 0.5, 0.8))
        wall = mix(colours.light, WHITE, 0.3 * (1 - colours.night))
        body = shape([(x - 0.045, 0.53), (x - 0.028, 0.22), (x + 0.028, 0.22), (x + 0.045, 0.53)])
        canvas.drawPath(body, fill(colours.shaded(wall, 0.25 + 0.3 * colours.night)))
        for number in range(3):
            y = 0.27 + 0.09 * number
            half = 0.031 + 0.0052 * number
            canvas.drawPath(
                shape([(x - half, y), (x + half, y), (x + half + 0.002, y + 0.04), (x - half - 0.002, y + 0.04)]),
                fill(colours.shaded(colours.accent, 0.2)),
            )
        canvas.drawRect(box(x - 0.036, 0.212, x + 0.036, 0.222), fill(colours.shaded(colours.near, 0.4)))
        canvas.drawRect(box(x - 0.02, 0.175, x + 0.02, 0.212), fill(mix(colours.glow, WHITE, 0.3)))
        canvas.drawPath(
            shape([(x - 0.028, 0.175), (x, 0.145), (x + 0.028, 0.175)]), fill(colours.shaded(colours.accent, 0.35))
        )

    def beam(canvas: skia.Canvas, moment: Moment) -> None:
        turn = math.cos(moment.seconds * 1.4)
        reach = 1.5 * turn
        alpha = (0.10 + 0.35 * colours.night) * (0.4 + 0.6 * abs(turn))
        path = shape([(x, 0.19), (x + reach, 0.19 - 0.14 * abs(turn)), (x + reach, 0.19 + 0.14 * abs(turn))])
        canvas.drawPath(path, fill(mix(colours.glow, WHITE, 0.5), alpha * 0.6))

    return Scenery(
        (*base.layers[:1], Layer(6, tower, beam), base.layers[2], base.layers[3]), 0.60, 0.92,
        lamps=(Lamp(x, 0.19, 6, 0.22, colours.glow),), wet=0.2,
    )  # fmt: skip


def waterfall(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Rock walls, falling water, spray."""
    rock = mix(colours.mid, colours.near, 0.4)
    leaf = tinted(LEAF, colours.mid, 0.4)

    def walls(canvas: skia.Canvas) -> None:
        rng = random.Random(seed)
        canvas.drawRect(
            box(-REACH_X, 0.16, REACH_X, BOTTOM_Y),
            shade(colours.lit(rock, 0.25), colours.shaded(rock, 0.4), 0.16, 0.85),
        )
        for _ in range(90):
            x, y = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.16, 0.8)
            width, tall = rng.uniform(0.03, 0.12), rng.uniform(0.05, 0.2)
            canvas.drawPath(
                shape([(x, y), (x + width, y + 0.02), (x + width * 0.8, y + tall), (x - 0.01, y + tall * 0.9)]),
                fill(colours.shaded(rock, rng.uniform(0.15, 0.5)), 0.6),
            )
        for _ in range(26):
            foliage(
                canvas,
                rng,
                rng.uniform(-REACH_X, REACH_X),
                rng.uniform(0.06, 0.18),
                rng.uniform(0.06, 0.12),
                leaf,
                colours,
            )
        fall = mix(colours.sky_low, WHITE, 0.6)
        canvas.drawPath(
            shape([(-0.13, 0.15), (0.13, 0.15), (0.19, 0.8), (-0.19, 0.8)]),
            shade(fall, mix(fall, WHITE, 0.4), 0.15, 0.8),
        )

    def falling(canvas: skia.Canvas, moment: Moment) -> None:
        for number in range(30):
            x = -0.14 + 0.28 * ((number * 0.618) % 1)
            y = 0.15 + 0.62 * ((number * 0.755 + moment.seconds * 0.9) % 1)
            canvas.drawLine(x * (0.9 + y * 0.4), y, x * (0.93 + y * 0.45), y + 0.09, line(WHITE, 0.006, 0.35))
        for number in range(12):
            x = -0.3 + 0.6 * ((number * 0.618) % 1)
            puff = 0.05 + 0.03 * math.sin(moment.seconds * 2 + number * 1.7)
            canvas.drawCircle(x, 0.79, puff, fill(WHITE, 0.10))

    def pool(canvas: skia.Canvas) -> None:
        water(canvas, random.Random(seed + 1), 0.78, 0.95, colours, 0.0)
        meadow(canvas, colours, seed + 2, 0.90, mix(leaf, colours.ground, 0.4), 300)

    return Scenery((Layer(5, walls, falling), Layer(1, pool)), horizon_y=0.5, ground_y=0.95)


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
            center=skia.Point(x + colours.key_side * r * 0.5, y - r * 0.4), radius=r * 1.6,
            colors=[ink(mix(colours.accent, WHITE, 0.4)), ink(colours.accent), ink(mix(colours.accent, (0.0, 0.0, 0.05), 0.85))],
        )  # fmt: skip
        canvas.drawCircle(x, y, r * 1.25, glow(x, y, r * 1.5, colours.accent, 0.35))
        canvas.drawCircle(x, y, r, skia.Paint(AntiAlias=True, Shader=body))
        canvas.save()
        canvas.rotate(-18, x, y)
        canvas.clipRect(box(x - 1, y, x + 1, y + 1))
        for number in range(4):
            canvas.drawOval(
                box(x - r * (1.5 + 0.1 * number), y - r * 0.28, x + r * (1.5 + 0.1 * number), y + r * 0.28),
                line(mix(colours.glow, WHITE, 0.3), 0.007, 0.7 - 0.14 * number),
            )
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


PLACES = {
    "field": field, "mountains": mountains, "forest": forest, "sea": sea, "lake": lake, "desert": desert, "snow": snow,
    "park": park, "garden": garden, "night_sky": night_sky, "cliff": cliff, "waterfall": waterfall,
    "underwater": underwater, "space": space,
}  # fmt: skip

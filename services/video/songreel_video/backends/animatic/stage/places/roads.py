"""Ways for wheels: an open road in the country, and a great bridge."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, mix
from songreel_video.backends.animatic.stage.scenery import Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    STRAW,
    below,
    box,
    fill,
    foliage,
    ground_line,
    house,
    line,
    pine,
    shade,
    shape,
    tinted,
    tree,
    wires,
)
from songreel_video.backends.animatic.stage.workshop.passing import Way, blend, halo

CREST_Y = 0.70
"""Where the road goes over a rise: beyond, it is seen again on the hill."""


def road(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A country road over a rise, with telephone poles along it and headlights on the far hill."""
    rng = random.Random(seed)
    side = rng.choice((-1, 1))
    land = rng.choice(("fields", "pines", "plain"))
    way = Way(-0.06 * side, 0.62, 0.30)

    def ridges(canvas: skia.Canvas) -> None:
        own = random.Random(seed + 1)
        sharp = 0.85 if land == "pines" else 0.0
        for number, distance in enumerate((0.85, 0.68, 0.5)):
            tone = colours.distant(colours.far, distance)
            height = ground_line(own, 0.50 + 0.04 * number, 0.075 - 0.018 * number, 2.4 + number, sharp)
            canvas.drawPath(below(height), shade(tone, mix(tone, colours.haze, 0.4), 0.38, 0.64))

    return Scenery(
        (
            Layer(12, ridges),
            Layer(4, partial(_far_slope, colours, seed, land, side), partial(_headlights, colours, side)),
            Layer(1, partial(_near_road, colours, seed, land, way, side), partial(_birds, colours, seed)),
            Layer(0.72, lambda canvas: None, partial(_verge, colours, seed)),
        ),
        horizon_y=0.60, ground_y=0.915, wet=0.12,
    )  # fmt: skip


def _bend(share: float, side: int) -> tuple[float, float]:
    """The far road from the rise (0) up to the pass (1)."""
    x = side * (-0.06 + 0.22 * math.sin(share * 4.6) * (0.35 + 0.65 * share))
    return x, CREST_Y + 0.01 - 0.115 * share


def _far_slope(colours: Colours, seed: int, land: str, side: int, canvas: skia.Canvas) -> None:
    rng = random.Random(seed + 2)
    tone = colours.distant(tinted(STRAW if land == "plain" else LEAF, colours.mid, 0.5), 0.42)
    height = ground_line(rng, 0.60, 0.016, 2.2)
    canvas.drawPath(below(height), shade(colours.lit(tone, 0.22), colours.shaded(tone, 0.2), 0.57, 0.74))
    for number in range(7):  # strips of field
        x, y = rng.uniform(-1.4, 1.4), 0.615 + 0.014 * number
        hue = rng.choice((colours.glow, colours.second, colours.light, colours.shadow))
        half = rng.uniform(0.14, 0.4)
        slant = rng.uniform(-0.08, 0.08)
        patch = [
            (x - half, y),
            (x + half, y - 0.004),
            (x + half + slant + 0.04, y + 0.016),
            (x - half + slant, y + 0.02),
        ]
        canvas.drawPath(shape(patch), fill(mix(tone, hue, 0.26), 0.75))
    surface = mix(tone, mix(colours.light, colours.ground, 0.4), 0.6)
    left, right = [], []
    for step in range(41):
        (x, y), half = _bend(step / 40, side), 0.016 - 0.012 * step / 40
        left.append((x - half, y))
        right.append((x + half, y))
    canvas.drawPath(shape(left + right[::-1]), fill(surface))
    leaf = colours.distant(tinted(LEAF, colours.mid, 0.5), 0.26)
    trees = rng.randint(16, 26) if land != "plain" else 7
    for _ in range(trees):
        x, y = rng.uniform(-1.5, 1.5), rng.uniform(0.605, 0.66)
        if abs(x) < 0.3:
            continue
        if land == "pines":
            pine(
                canvas,
                rng,
                x,
                y + 0.02,
                rng.uniform(0.07, 0.15),
                leaf,
                colours,
            )
        else:
            foliage(
                canvas,
                rng,
                x,
                y,
                rng.uniform(0.022, 0.045),
                leaf,
                colours,
            )
    x = side * rng.uniform(0.42, 0.56)
    farm = colours.distant(mix(colours.accent, colours.mid, 0.45), 0.25)
    house(canvas, rng, x, 0.655, 0.11, 0.06, colours.shaded(farm, 0.3 * colours.night), colours, pane=0.018)
    roof = [(x - 0.01, 0.595), (x + 0.02, 0.562), (x + 0.09, 0.562), (x + 0.12, 0.595)]
    canvas.drawPath(shape(roof), fill(colours.shaded(farm, 0.45)))
    if land == "plain":
        canvas.drawRect(box(x + 0.13, 0.54, x + 0.165, 0.655), shade(colours.lit(tone, 0.4), tone, 0.54, 0.65))
        canvas.drawOval(box(x + 0.13, 0.525, x + 0.165, 0.556), fill(colours.lit(tone, 0.5)))


def _headlights(colours: Colours, side: int, canvas: skia.Canvas, moment: Moment) -> None:
    for number in range(2):
        share = 1 - (moment.seconds * 0.055 + 0.35 + 0.5 * number) % 1
        (x, y), size = _bend(share, side), 0.0058 - 0.004 * share
        reach = size * (5 + 2 * moment.pulse)
        halo(colours.glow).draw(canvas, x, y - size, reach, 0.25 + 0.5 * colours.night)
        body = blend(colours.accent, colours.near, 0.4 + 0.4 * colours.night)
        canvas.drawRoundRect(box(x - size * 1.7, y - size * 2.4, x + size * 1.7, y), size, size, fill(body))
        for eye in (-1, 1):
            canvas.drawCircle(x + eye * size * 1.1, y - size * 0.9, size * 0.5, fill(blend(colours.glow, WHITE, 0.6)))


def _near_road(colours: Colours, seed: int, land: str, way: Way, side: int, canvas: skia.Canvas) -> None:
    rng = random.Random(seed + 3)
    soil = tinted(STRAW if land == "plain" else LEAF, colours.ground, 0.55)
    rise = ground_line(rng, CREST_Y + 0.002, 0.007, 2.0)
    canvas.drawPath(below(rise), shade(colours.lit(soil, 0.25), colours.shaded(soil, 0.5), CREST_Y, 1.06))
    for number in range(-14, 15):  # furrows run to the vanishing point
        if number:
            x = number * 0.16 + 0.42 * math.copysign(1, number)
            near, far = way.at(x * 1.0, 0, 0.55), way.at(x, 0, 3.2)
            canvas.drawLine(*near, *far, line(colours.shaded(soil, 0.35), 0.004, 0.35))
    near_y, top = 1.3, CREST_Y - 0.004

    def edge(x: float) -> list[tuple[float, float]]:
        return [way.at(x, 0, way.eye / (y - way.horizon_y)) for y in (near_y, top)]

    asphalt = mix(colours.shaded(colours.ground, 0.35), colours.shadow, 0.25)
    left, right = edge(-0.40), edge(0.40)
    verge = colours.lit(mix(soil, colours.light, 0.15), 0.15)
    wide_left, wide_right = edge(-0.46), edge(0.46)
    canvas.drawPath(shape([*wide_left, *wide_right[::-1]]), fill(verge))
    canvas.drawPath(
        shape([*left, *right[::-1]]), shade(colours.lit(asphalt, 0.22), colours.shaded(asphalt, 0.35), CREST_Y, 1.1)
    )
    paint = mix(colours.light, WHITE, 0.25)
    for x in (-0.37, 0.37):
        inner, outer = edge(x - 0.007), edge(x + 0.007)
        canvas.drawPath(shape([*inner, *outer[::-1]]), fill(paint, 0.55))
    for number in range(7):
        back, front = 3.4 / (1 + 0.36 * number), 3.4 / (1 + 0.36 * (number + 0.5))
        marks = [way.at(-0.009, 0, back), way.at(0.009, 0, back), way.at(0.009, 0, front), way.at(-0.009, 0, front)]
        canvas.drawPath(shape(marks), fill(mix(paint, colours.glow, 0.35), 0.7))
    _poles(canvas, colours, way, side)
    if land == "fields":
        spot = way.at(-side * 1.05, 0, 1.5)
        tree(canvas, rng, *spot, 0.40, colours.shaded(tinted(LEAF, colours.mid, 0.5), 0.15), colours)
    for number in range(9):  # a fence
        (x0, y0), (x1, y1) = (
            way.at(-side * 0.66, 0, 0.8 + 0.33 * number),
            way.at(-side * 0.66, 0.10, 0.8 + 0.33 * number),
        )
        canvas.drawLine(x0, y0, x1, y1, line(colours.shaded(colours.near, 0.2), 0.012 / (0.8 + 0.33 * number)))
    for height in (0.05, 0.09):
        ends = (*way.at(-side * 0.66, height, 0.8), *way.at(-side * 0.66, height, 3.44))
        canvas.drawLine(*ends, line(colours.shaded(colours.near, 0.2), 0.003))


def _poles(canvas: skia.Canvas, colours: Colours, way: Way, side: int) -> None:
    wood = colours.shaded(mix(colours.near, (0.36, 0.25, 0.18), 0.4), 0.2)
    distances = (0.62, 0.98, 1.5, 2.2, 3.1)
    for distance in reversed(distances):
        tone = colours.distant(wood, min(0.5, 0.13 * distance))
        foot, top = way.at(side * 0.72, 0, distance), way.at(side * 0.72, 0.80, distance)
        canvas.drawLine(*foot, *top, line(tone, 0.017 / distance))
        for height, reach in ((0.765, 0.13), (0.70, 0.10)):
            arm = (
                *way.at(side * 0.72 - reach, height, distance),
                *way.at(side * 0.72 + reach, height + 0.012, distance),
            )
            canvas.drawLine(*arm, line(tone, 0.012 / distance))
    for height, reach in ((0.78, -0.12), (0.785, 0.12), (0.715, 0.09)):
        wires(canvas, [way.at(side * 0.72 + reach, height, distance) for distance in distances], 0.012, wood, 0.0022)


def _birds(colours: Colours, seed: int, canvas: skia.Canvas, moment: Moment) -> None:
    way = 1 if seed % 3 else -1
    for number in range(6):
        x = way * (-0.7 + 0.055 * number + 0.05 * moment.seconds + 0.02 * math.sin(number * 2.4))
        y = 0.24 + 0.018 * math.sin(number * 1.9) + 0.012 * math.sin(moment.seconds * 0.8 + number)
        flap = 0.007 * math.sin(moment.seconds * 7 + number * 1.3)
        bird = skia.Path()
        bird.moveTo(x - 0.013, y - flap)
        bird.quadTo(x - 0.005, y - 0.004, x, y)
        bird.quadTo(x + 0.005, y - 0.004, x + 0.013, y - flap)
        canvas.drawPath(bird, line(blend(colours.near, colours.shadow, 0.3), 0.0024, 0.75 * (1 - 0.6 * colours.night)))


def _verge(colours: Colours, seed: int, canvas: skia.Canvas, moment: Moment) -> None:
    rng = random.Random(seed + 9)
    tone = blend(colours.near, colours.shadow, 0.35)
    for side in (-1, 1):
        path = skia.Path()
        for _ in range(34):
            x, tall = side * rng.uniform(0.22, 0.95), rng.uniform(0.03, 0.10)
            tall *= min(1.0, 0.25 + abs(x))
            lean = 0.014 * math.sin(moment.seconds * 1.7 + x * 5) + rng.uniform(-0.02, 0.02)
            path.moveTo(x - 0.006, 1.03)
            path.quadTo(x, 1.0 - tall * 0.5, x + lean, 1.0 - tall)
            path.quadTo(x + 0.004, 1.0 - tall * 0.5, x + 0.006, 1.03)
        canvas.drawPath(path, fill(tone))


PLACES = {"road": road}

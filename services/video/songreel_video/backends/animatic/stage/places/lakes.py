"""Lakes: a broad mirror among hills, with a jetty or a boat."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colours, at_lightness, mix, to_oklab
from songreel_video.backends.animatic.stage.places.shores import sun_x
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import (
    LEAF,
    STRAW,
    Meadow,
    Ridge,
    box,
    fill,
    line,
    pine,
    shade,
    shape,
    tinted,
    within,
)

SHORE_Y = 0.60
"""Where hills and their reflection meet."""


def lake(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Hills mirrored in still water, a jetty and a moored boat, reeds at the bank."""
    leaf = tinted(LEAF, colours.mid, 0.5)
    side = random.Random(seed).choice((-1, 1))

    def hills(canvas: skia.Canvas) -> None:
        far = at_lightness(colours.far, float(to_oklab(colours.far)[0]) + 0.05 * colours.night)
        Ridge(colours, seed, 0.50, 0.12, 1.8, colours.distant(far, 0.45), 0.75, snow=True).paint(canvas)
        Ridge(colours, seed + 2, 0.545, 0.04, 2.1, colours.distant(colours.mid, 0.25), 0.1).paint(canvas)
        rng = random.Random(seed + 3)
        for _ in range(80):
            x = rng.uniform(-REACH_X, REACH_X)
            pine(canvas, rng, x, SHORE_Y + 0.004, rng.uniform(0.025, 0.085), colours.distant(leaf, 0.12), colours)

    def mirror(canvas: skia.Canvas) -> None:
        _still_water(canvas, colours)
        canvas.save()
        canvas.clipRect(box(-REACH_X, SHORE_Y, REACH_X, BOTTOM_Y))
        canvas.saveLayer(None, skia.Paint(Alphaf=0.62))
        canvas.translate(0, 2 * SHORE_Y)
        canvas.scale(1, -1)
        canvas.clipRect(box(-REACH_X, TOP_Y, REACH_X, SHORE_Y))
        hills(canvas)
        canvas.restore()
        _light_path(canvas, random.Random(seed + 8), sun_x(colours, seed), colours)
        _streaks(canvas, random.Random(seed + 9), colours)
        canvas.restore()
        canvas.save()
        canvas.clipRect(box(-REACH_X, TOP_Y, REACH_X, SHORE_Y))
        hills(canvas)
        canvas.restore()
        haze = mix(colours.haze, WHITE, 0.15 * (1 - colours.night))
        canvas.drawRect(box(-REACH_X, 0.55, REACH_X, 0.602), shade(haze, haze, 0.55, 0.602, (0.0, 0.55)))
        canvas.drawRect(box(-REACH_X, 0.602, REACH_X, 0.64), shade(haze, haze, 0.602, 0.64, (0.55, 0.0)))

    def ripples(canvas: skia.Canvas, moment: Moment) -> None:
        for number in range(5):
            share = (moment.seconds * 0.22 + number * 0.37) % 1
            x, y = -0.7 + 0.35 * number, 0.68 + 0.03 * number
            pen = line(mix(colours.light, WHITE, 0.4), 0.002, 0.45 * (1 - share))
            canvas.drawOval(box(x - 0.14 * share, y - 0.014 * share, x + 0.14 * share, y + 0.014 * share), pen)
        shimmer = fill(mix(colours.sun, WHITE, 0.5), 0.35 + 0.4 * moment.pulse * moment.energy)
        middle = sun_x(colours, seed)
        for number in range(22):
            shine = math.sin(moment.seconds * (1.2 + (number * 0.618) % 1) + number * 2.4)
            if shine > 0.2:
                share = (number * 0.755) % 1
                x = middle + ((number * 0.618) % 1 - 0.5) * (0.05 + 0.16 * share)
                y = SHORE_Y + 0.02 + 0.24 * share
                canvas.drawOval(box(x - 0.014 * shine, y, x + 0.014 * shine, y + 0.003), shimmer)

    def bank(canvas: skia.Canvas) -> None:
        _jetty(canvas, within(-side * 0.60, aspect), colours)
        Meadow(colours, seed + 1, 0.885, mix(leaf, colours.ground, 0.5), 420).paint(canvas)
        rng = random.Random(seed + 4)
        for reed_side in (-1, 1):
            for _ in range(22):
                x = within(reed_side * rng.uniform(0.72, 1.5), aspect)
                _reed(canvas, rng, x, colours)
        for _ in range(14):
            x, size = rng.uniform(-REACH_X, REACH_X), rng.uniform(0.012, 0.04)
            stone = colours.shaded(mix(colours.ground, colours.haze, 0.2), 0.3)
            canvas.drawOval(box(x - size, 0.882 - size * 0.5, x + size, 0.882 + size * 0.5), fill(stone))
            canvas.drawOval(
                box(x - size * 0.6, 0.878 - size * 0.45, x + size * 0.5, 0.878), fill(colours.lit(stone, 0.35))
            )

    def boat(canvas: skia.Canvas, moment: Moment) -> None:
        canvas.save()
        canvas.translate(within(side * 0.42, aspect), 0.722 + 0.003 * math.sin(moment.seconds * 1.3))
        canvas.rotate(1.2 * math.sin(moment.seconds * 0.9))
        _rowing_boat(canvas, colours)
        canvas.restore()

    return Scenery(
        (Layer(10, mirror, ripples), Layer(2.6, lambda canvas: None, boat), Layer(1, bank)),
        horizon_y=SHORE_Y,
        ground_y=0.945,
        water_y=0.80,
    )


def _still_water(canvas: skia.Canvas, colours: Colours) -> None:
    """The sky upside down, a shade deeper."""
    top = mix(colours.sky_low, colours.shadow, 0.05 + 0.05 * colours.night)
    low = mix(mix(colours.sky_top, colours.sky_low, 0.30), colours.shadow, 0.16)
    canvas.drawRect(box(-REACH_X, SHORE_Y, REACH_X, BOTTOM_Y), shade(top, low, SHORE_Y, 0.95))


def _light_path(canvas: skia.Canvas, rng: random.Random, x: float, colours: Colours) -> None:
    light = mix(colours.sun, WHITE, 0.4)
    for number in range(60):
        share = (number / 60) ** 1.3
        y = SHORE_Y + 0.012 + 0.4 * share
        reach, width = 0.012 + 0.09 * share, (0.010 + 0.04 * share) * rng.uniform(0.5, 1.3)
        at = x + rng.uniform(-reach, reach)
        canvas.drawOval(box(at - width, y, at + width, y + 0.002 + 0.004 * share), fill(light, 0.5 - 0.25 * share))


def _streaks(canvas: skia.Canvas, rng: random.Random, colours: Colours) -> None:
    """Long flat breaths of wind that cut the reflection."""
    pale = mix(colours.sky_low, WHITE, 0.25 * (1 - colours.night))
    for number in range(34):
        share = (number / 34) ** 1.5
        y, x, width = SHORE_Y + 0.015 + 0.5 * share, rng.uniform(-REACH_X, REACH_X), rng.uniform(0.1, 0.4)
        canvas.drawOval(box(x - width, y, x + width, y + 0.003 + 0.005 * share), fill(pale, 0.30))


def _reed(canvas: skia.Canvas, rng: random.Random, x: float, colours: Colours) -> None:
    leaf = tinted(LEAF, colours.near, 0.4)
    foot, tall, lean = 0.92 + rng.uniform(-0.02, 0.05), rng.uniform(0.12, 0.28), rng.uniform(-0.035, 0.035)
    stem = skia.Path()
    stem.moveTo(x, foot)
    stem.quadTo(x, foot - tall * 0.6, x + lean, foot - tall)
    canvas.drawPath(stem, line(rng.choice((leaf, colours.lit(leaf, 0.2), colours.shaded(leaf, 0.4))), 0.0045))
    if rng.random() < 0.45:
        head = box(x + lean - 0.006, foot - tall - 0.03, x + lean + 0.006, foot - tall + 0.008)
        canvas.drawOval(head, fill(colours.shaded(tinted(STRAW, colours.mid, 0.3), 0.45)))


def _jetty(canvas: skia.Canvas, x: float, colours: Colours) -> None:
    """Planks on posts that run out from the bank, narrowing."""
    wood = mix(colours.mid, (0.45, 0.33, 0.24), 0.55)
    end, near = 0.745, 0.93
    lean = -0.35 * x

    def edge(share: float, hand: int) -> tuple[float, float]:
        y = near + (end - near) * share
        return x + lean * share + hand * (0.115 - 0.062 * share), y

    for share in (0.98, 0.72, 0.36):
        for hand in (-1, 1):
            px, py = edge(share, hand)
            width = 0.014 - 0.006 * share
            canvas.drawRect(box(px - width / 2, py, px + width / 2, py + 0.06), fill(colours.shaded(wood, 0.6)))
            canvas.drawRect(box(px - width / 2, py - 0.045, px + width / 2, py), fill(colours.shaded(wood, 0.3)))
    deck = [edge(0, -1), edge(1, -1), edge(1, 1), edge(0, 1)]
    canvas.drawPath(shape([(px, py + 0.016) for px, py in deck]), fill(colours.shaded(wood, 0.65)))
    canvas.drawPath(shape(deck), shade(colours.lit(wood, 0.35), wood, end, near))
    for number in range(1, 17):
        share = 1 - (number / 17) ** 1.3
        canvas.drawLine(*edge(share, -1), *edge(share, 1), line(colours.shaded(wood, 0.5), 0.0025, 0.7))


def _rowing_boat(canvas: skia.Canvas, colours: Colours) -> None:
    """A boat from the side with its reflection, its water line at y 0."""
    hull = skia.Path()
    hull.moveTo(-0.125, -0.034)
    hull.quadTo(-0.10, 0.004, -0.06, 0.006)
    hull.lineTo(0.06, 0.006)
    hull.quadTo(0.105, 0.004, 0.135, -0.042)
    hull.quadTo(0.0, -0.012, -0.125, -0.034)
    paint = colours.shaded(colours.accent, 0.12 + 0.3 * colours.night)
    canvas.save()
    canvas.translate(0, 0.012)
    canvas.scale(1, -0.7)
    canvas.drawPath(hull, fill(colours.shaded(paint, 0.4), 0.4))
    canvas.restore()
    canvas.drawOval(box(-0.118, -0.040, 0.126, -0.016), fill(colours.shaded(colours.near, 0.5)))
    canvas.drawPath(hull, shade(colours.lit(paint, 0.2), colours.shaded(paint, 0.4), -0.04, 0.006))
    canvas.drawLine(-0.03, -0.022, 0.10, -0.062, line(mix(colours.light, (0.5, 0.36, 0.24), 0.6), 0.005))


PLACES = {"lake": lake}

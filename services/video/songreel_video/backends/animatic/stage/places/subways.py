"""An underground platform, seen across the track: tiled walls, posters, strip lights, and trains that rush through."""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, glow, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.passing import Strip, blend, halo, make_strip
from songreel_video.backends.animatic.stage.workshop.tunnels import tunnel_wall

SEAT_Y = 0.79
PLATFORM_Y = 0.80
TUBES = (-1.32, -0.66, 0.0, 0.66, 1.32)
TRAIN_LENGTH = 4.6
TRAIN_SPEED = 3.4
"""Stage units a second."""
TRAIN_EVERY_SECONDS = 7.5


def subway(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A platform, the track, the tiled wall beyond it and the dark mouth of the tunnel."""
    rng = random.Random(seed)
    side = rng.choice((-1, 1))  # where the tunnel begins
    band = rng.choice((colours.accent, colours.second, colours.glow))
    tiles = mix(mix(colours.light, WHITE, 0.35), rng.choice((colours.mid, colours.second, (0.45, 0.58, 0.52))), 0.30)
    tiles = colours.shaded(tiles, 0.16 + 0.34 * colours.night)
    mouth = side * max(0.45, min(aspect / 2, 0.89) - 0.28)
    carriages = _carriages(colours, band, seed)
    first_seconds = 0.7 + 0.45 * (seed % 4)

    def head(seconds: float) -> float | None:
        """How far the train's front has come since it left the tunnel; none when no train passes."""
        gone = ((seconds - first_seconds) % TRAIN_EVERY_SECONDS) * TRAIN_SPEED
        return gone if gone < TRAIN_LENGTH + 2 * REACH_X else None

    def rush(canvas: skia.Canvas, moment: Moment) -> None:
        gone = head(moment.seconds)
        if gone is None:
            return
        x = side * (REACH_X - gone)
        canvas.save()
        canvas.translate(x, 0)
        canvas.scale(side, 1)
        canvas.drawImageRect(
            carriages.image,
            box(0, carriages.y0, TRAIN_LENGTH, carriages.y1),
            skia.SamplingOptions(skia.FilterMode.kLinear),
        )
        halo(blend(colours.glow, WHITE, 0.5)).draw(canvas, 0.02, 0.62, 0.3, 0.55)
        canvas.restore()

    def flicker(canvas: skia.Canvas, moment: Moment) -> None:
        """Windows of the passing train throw their light over the platform; the tubes breathe with the beat."""
        gone = head(moment.seconds)
        if gone is not None and 1.0 < gone < TRAIN_LENGTH + 2.6:
            strength = min(1.0, gone - 1.0, TRAIN_LENGTH + 2.6 - gone)
            for number in range(-4, 5):
                x = (number * 0.46 - side * gone * 1.0) % 4.0 - 2.0
                patch = [(x, PLATFORM_Y), (x + 0.22, PLATFORM_Y), (x + 0.28, 1.0), (x - 0.05, 1.0)]
                canvas.drawPath(
                    shape(patch), shade(colours.glow, colours.glow, PLATFORM_Y, 1.0, (0.22 * strength, 0.0))
                )
        for number, x in enumerate(TUBES):
            faint = 0.75 if number == seed % 5 and math.sin(moment.seconds * 23) > 0.75 else 1.0
            shine = faint * (0.72 + 0.28 * moment.pulse)
            canvas.drawRoundRect(
                box(x - 0.20, 0.073, x + 0.20, 0.085), 0.006, 0.006, fill(blend(WHITE, colours.glow, 0.18), shine)
            )

    return Scenery(
        (
            Layer(2.0, partial(tunnel_wall, colours, tiles, band, mouth, side, seed)),
            Layer(1.45, _track_bed(colours), rush),
            Layer(1, partial(_platform, colours, tiles, band, side), flicker),
        ),
        horizon_y=0.60, ground_y=0.915, indoors=True, seat_y=SEAT_Y, wet=0.3,
        lamps=tuple(Lamp(x, 0.09, 1.0, 0.42, mix(colours.glow, WHITE, 0.45), 0.45) for x in TUBES),
    )  # fmt: skip


def _track_bed(colours: Colours) -> "partial[None]":
    def paint(colours: Colours, canvas: skia.Canvas) -> None:
        dark = colours.shaded(mix(colours.near, colours.shadow, 0.5), 0.6)
        canvas.drawRect(box(-REACH_X, 0.715, REACH_X, BOTTOM_Y), shade(colours.lit(dark, 0.1), dark, 0.71, 0.82))
        for y, width in ((0.745, 0.006), (0.785, 0.009)):
            canvas.drawLine(-REACH_X, y, REACH_X, y, line(mix(colours.light, colours.near, 0.45), width))
            canvas.drawLine(-REACH_X, y - width * 0.4, REACH_X, y - width * 0.4, line(colours.glow, 0.002, 0.6))

    return partial(paint, colours)


def _carriages(colours: Colours, band: Colour, seed: int) -> Strip:
    """Three carriages with lit windows, smeared by their speed; the front is at x = 0."""
    steel = colours.shaded(mix(mix(colours.light, colours.mid, 0.45), band, 0.08), 0.15 + 0.3 * colours.night)
    lit = mix(colours.glow, WHITE, 0.45)

    def paint(canvas: skia.Canvas) -> None:
        rng = random.Random(seed + 8)
        for coach in range(3):
            x0, x1 = coach * 1.53 + 0.03, coach * 1.53 + 1.50
            canvas.drawRoundRect(
                box(x0, 0.28, x1, 0.74),
                0.03,
                0.03,
                shade(colours.lit(steel, 0.3), colours.shaded(steel, 0.45), 0.28, 0.74),
            )
            canvas.drawRect(box(x0, 0.575, x1, 0.625), fill(colours.shaded(band, 0.1 + 0.2 * colours.night)))
            canvas.drawRect(box(x1, 0.34, x1 + 0.06, 0.72), fill(colours.shaded(colours.near, 0.6)))
            for number in range(6):
                wx = x0 + 0.05 + 0.24 * number
                door = number in (1, 4)
                foot = 0.70 if door else 0.54
                canvas.drawRoundRect(
                    box(wx, 0.345, wx + 0.19, foot), 0.02, 0.02, shade(lit, mix(lit, colours.glow, 0.6), 0.34, 0.6)
                )
                for _ in range(rng.randint(0, 2)):
                    px = wx + rng.uniform(0.04, 0.15)
                    canvas.drawCircle(px, 0.44, 0.022, fill(colours.shaded(colours.mid, 0.5), 0.85))
                    canvas.drawRoundRect(
                        box(px - 0.035, 0.465, px + 0.035, foot),
                        0.02,
                        0.02,
                        fill(colours.shaded(colours.mid, 0.5), 0.85),
                    )
                if door:
                    canvas.drawLine(wx + 0.095, 0.345, wx + 0.095, 0.70, line(steel, 0.012))

    return make_strip(TRAIN_LENGTH, 0.26, 0.76, paint, 0.012)


def _platform(colours: Colours, tiles: Colour, band: Colour, side: int, canvas: skia.Canvas) -> None:
    stone = colours.shaded(mix(colours.ground, (0.45, 0.42, 0.42), 0.4), 0.1 + 0.25 * colours.night)
    canvas.drawRect(
        box(-REACH_X, PLATFORM_Y, REACH_X, BOTTOM_Y),
        shade(colours.lit(stone, 0.22), colours.shaded(stone, 0.5), 0.8, 1.08),
    )
    canvas.drawRect(box(-REACH_X, PLATFORM_Y - 0.006, REACH_X, PLATFORM_Y + 0.010), fill(colours.lit(stone, 0.5)))
    warning = mix(colours.glow, stone, 0.15 + 0.3 * colours.night)
    canvas.drawRect(box(-REACH_X, 0.822, REACH_X, 0.838), fill(warning))
    for number in range(-24, 25):
        canvas.drawLine(number * 0.13, 0.842, number * 0.25, 1.12, line(colours.shaded(stone, 0.3), 0.0022, 0.5))
        canvas.drawRect(box(number * 0.08, 0.826, number * 0.08 + 0.04, 0.834), fill(colours.shaded(warning, 0.3), 0.5))
    for y in (0.865, 0.91, 0.98):
        canvas.drawLine(-REACH_X, y, REACH_X, y, line(colours.shaded(stone, 0.3), 0.0022, 0.5))
    for x in TUBES:  # the tubes in the polished floor, and the tubes
        hue = mix(colours.glow, WHITE, 0.5)
        canvas.drawOval(box(x - 0.26, 0.87, x + 0.26, 0.99), glow(x, 0.93, 0.26, hue, 0.28))
        canvas.drawRect(box(x - 0.22, 0.050, x + 0.22, 0.073), fill(colours.shaded(colours.near, 0.3)))
        for end in (-0.15, 0.15):
            canvas.drawLine(x + end, -0.1, x + end, 0.05, line(colours.shaded(colours.near, 0.3), 0.006))
    _bench(canvas, colours, band)
    for x in (-1.5, -0.70, 1.30):
        _pillar(canvas, colours, side * x, tiles, band)


def _bench(canvas: skia.Canvas, colours: Colours, band: Colour) -> None:
    wood = colours.shaded(mix(colours.mid, (0.45, 0.30, 0.20), 0.5), 0.2 + 0.3 * colours.night)
    iron = colours.shaded(colours.near, 0.3)
    for x in (-0.40, 0.0, 0.40):
        canvas.drawRect(box(x - 0.012, SEAT_Y, x + 0.012, 0.895), fill(iron))
    canvas.drawRoundRect(
        box(-0.46, SEAT_Y - 0.006, 0.46, SEAT_Y + 0.022), 0.008, 0.008, shade(colours.lit(wood, 0.25), wood, 0.78, 0.82)
    )
    for x in (-0.155, 0.155):
        canvas.drawLine(x, SEAT_Y, x, SEAT_Y - 0.035, line(iron, 0.008))


def _pillar(canvas: skia.Canvas, colours: Colours, x: float, tiles: Colour, band: Colour) -> None:
    half = 0.052
    dark = colours.shaded(tiles, 0.45)
    canvas.drawOval(box(x - half * 1.8, 0.895, x + half * 1.8, 0.935), fill(colours.shadow, 0.4))
    canvas.drawRect(box(x - half, TOP_Y, x + half, 0.91), shade(colours.lit(tiles, 0.15), dark, 0.05, 0.9))
    edge = x - colours.key_side * half * 0.55
    canvas.drawRect(box(edge - half * 0.45, TOP_Y, edge + half * 0.45, 0.91), fill(colours.shadow, 0.30))
    for row in range(32):
        canvas.drawLine(x - half, 0.05 + 0.027 * row, x + half, 0.05 + 0.027 * row, line(dark, 0.0018, 0.55))
    canvas.drawRect(box(x - half, 0.40, x + half, 0.455), fill(colours.shaded(band, 0.15 + 0.3 * colours.night)))
    canvas.drawRect(
        box(x - half * 1.15, 0.85, x + half * 1.15, 0.915), fill(colours.shaded(band, 0.4 + 0.2 * colours.night))
    )
    canvas.drawRect(box(x - half * 1.3, 0.02, x + half * 1.3, 0.05), fill(colours.lit(tiles, 0.1)))


PLACES = {"subway": subway}

"""A theatre seen from the stalls."""

import math
import random

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, at_lightness, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Lamp, Layer, Moment, Scenery
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, glow, line, shade
from songreel_video.backends.animatic.stage.workshop.floors import boards
from songreel_video.backends.animatic.stage.workshop.furniture import block
from songreel_video.backends.animatic.stage.workshop.indoors import curtain, half_width, room_tones
from songreel_video.backends.animatic.stage.workshop.lights import lamp_shade, lit_lamps
from songreel_video.backends.animatic.stage.workshop.spotlights import Beam, after_dark

RISER_Y = 0.785


def theatre(colours: Colours, seed: int, aspect: float) -> Scenery:
    """A theatre seen from the stalls: red curtains, a painted backdrop, footlights, rows of seats."""
    rng = random.Random(seed)
    half = half_width(aspect)
    colours = after_dark(colours, 0.5)
    tones = room_tones(colours, rng)
    velvet = mix(at_lightness((0.62, 0.10, 0.14), 0.44 - 0.06 * colours.night), colours.accent, 0.20)
    gilt = mix(mix((0.85, 0.62, 0.28), colours.glow, 0.4), colours.shadow, 0.12 + 0.25 * colours.night)
    opening, drawn = half * 0.82, min(0.20, half * 0.30)
    deep = at_lightness(mix(colours.sky_top, colours.second, 0.15), 0.40 - 0.10 * colours.night, 0.8)
    moon = rng.choice((-1, 1)) * opening * 0.36
    scene = rng.randrange(3)

    def backdrop(canvas: skia.Canvas) -> None:
        low = mix(deep, mix(colours.sky_low, colours.glow, 0.3), 0.55)
        canvas.drawRect(box(-REACH_X, TOP_Y, REACH_X, BOTTOM_Y), shade(colours.shaded(deep, 0.35), low, 0.05, 0.74))
        canvas.drawCircle(moon, 0.30, 0.30, glow(moon, 0.30, 0.30, mix(colours.glow, WHITE, 0.4), 0.45))
        canvas.drawCircle(moon, 0.30, 0.072, fill(mix(colours.glow, WHITE, 0.55), 0.92))
        for _ in range(26):
            x, y, size = rng.uniform(-0.8, 0.8), rng.uniform(0.10, 0.48), rng.uniform(0.002, 0.005)
            canvas.drawCircle(x, y, size, fill(mix(colours.glow, WHITE, 0.6), 0.8))
        _painted_scene(canvas, colours, deep, scene, seed)
        canvas.drawRect(box(-REACH_X, 0.735, REACH_X, BOTTOM_Y), fill(colours.shaded(tones.floor, 0.35)))

    cone, core = Beam(mix(colours.glow, WHITE, 0.45), 0.19), Beam(mix(colours.glow, WHITE, 0.6), 0.085)

    def wings(canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            outer = side * REACH_X
            for number in range(2):
                inner = side * (opening - drawn * (0.9 - 0.55 * number))
                area = box(min(inner, outer), TOP_Y, max(inner, outer), 0.775 + 0.02 * number)
                curtain(colours, area, colours.shaded(velvet, 0.40 - 0.30 * number))(canvas, 0.0)
        for side in (-1, 1):
            cone.draw(canvas, (side * opening * 1.15, -0.10), (-side * 0.06, 0.95), 0.34)
        for number in range(9):
            wide = 2 * REACH_X / 9
            x = -REACH_X + wide * number
            for drop, tone in (
                (0.120, colours.shaded(velvet, 0.35)),
                (0.100, colours.shaded(velvet, 0.1)),
                (0.072, colours.lit(velvet, 0.08)),
            ):
                swag = skia.Path()
                swag.moveTo(x - 0.01, TOP_Y)
                swag.lineTo(x + wide + 0.01, TOP_Y)
                swag.lineTo(x + wide + 0.01, 0.055)
                swag.quadTo(x + wide / 2, 0.055 + drop * 1.5, x - 0.01, 0.055)
                swag.close()
                canvas.drawPath(swag, fill(tone))
                canvas.drawPath(swag, line(mix(gilt, velvet, 0.3), 0.003, 0.6 if drop == 0.120 else 0.0))

    def spot(canvas: skia.Canvas, moment: Moment) -> None:
        sway = 0.03 * math.sin(moment.seconds * 0.7)
        strength = 0.08 + 0.16 * moment.energy + 0.26 * moment.pulse
        for side in (-1, 1):
            lamp = (side * opening * 1.15, -0.10)
            core.draw(canvas, lamp, (-side * 0.06 + sway, 0.95), strength)

    def apron(canvas: skia.Canvas) -> None:
        boards(canvas, colours, tones.floor, 0.765)
        canvas.save()
        canvas.translate(0, 0.90)
        canvas.scale(1, 0.20)
        canvas.drawCircle(0, 0, 0.55, glow(0, 0, 0.55, mix(colours.glow, WHITE, 0.4), 0.45))
        canvas.restore()
        block(canvas, colours, box(-0.40, RISER_Y + 0.008, 0.40, 0.862), colours.shaded(tones.wood, 0.25), lid=0.010)
        for number in range(8):
            x = -0.40 + 0.10 * number
            canvas.drawLine(x, RISER_Y + 0.012, x, 0.860, line(colours.shaded(tones.wood, 0.5), 0.002, 0.5))

    def proscenium(canvas: skia.Canvas) -> None:
        stone = colours.shaded(mix(tones.wall, gilt, 0.25), 0.45)
        for side in (-1, 1):
            inner, outer = side * (half * 0.87), side * REACH_X
            canvas.drawRect(
                box(min(inner, outer), TOP_Y, max(inner, outer), BOTTOM_Y),
                shade(stone, colours.shaded(stone, 0.5), 0, 1),
            )
            for inset, width, tone in (
                (0.0, 0.020, gilt),
                (0.020, 0.008, colours.shaded(gilt, 0.5)),
                (0.036, 0.006, gilt),
            ):
                x = inner + side * inset
                canvas.drawLine(x, TOP_Y, x, 0.93, line(tone, width))
            lamp_shade(canvas, colours, tones, side * half * 0.925, 0.40, 0.030)
        canvas.drawRect(
            box(-REACH_X, 0.955, REACH_X, BOTTOM_Y),
            shade(colours.shaded(tones.wood, 0.2), colours.shaded(tones.wood, 0.6), 0.955, 1.1),
        )
        canvas.drawRect(box(-REACH_X, 0.950, REACH_X, 0.962), fill(gilt))
        for x in shells:
            canvas.drawArc(box(x - 0.026, 0.932, x + 0.026, 0.984), 180, 180, True, fill(colours.lit(gilt, 0.2)))

    shells = [n * 0.165 for n in range(-6, 7)]

    warm = mix(colours.glow, WHITE, 0.35)

    def footlights(canvas: skia.Canvas, moment: Moment) -> None:
        rise = 0.10 + 0.10 * moment.energy + 0.16 * moment.pulse
        canvas.drawRect(box(-REACH_X, 0.80, REACH_X, 0.95), shade(warm, warm, 0.80, 0.95, (0.0, rise)))

    def stalls(canvas: skia.Canvas) -> None:
        tone = colours.shaded(velvet, 0.72)
        for row in range(2):
            size, top = 0.125 + 0.035 * row, 0.925 + 0.050 * row
            for number in range(-9, 10):
                x = (number + 0.5 * row) * size * 1.10
                seat = box(x - size * 0.48, top, x + size * 0.48, BOTTOM_Y)
                canvas.drawRoundRect(seat, 0.035, 0.045, fill(colours.shaded(tone, 0.25 * row)))
                canvas.drawRoundRect(seat.makeInset(0.012, 0.012), 0.03, 0.035, line(mix(tone, gilt, 0.30), 0.003))

    lamps = [Lamp(side * half * 0.925, 0.42, 0.92, 0.16, colours.glow, 0.6) for side in (-1, 1)]
    lamps += [Lamp(x, 0.935, 1, 0.11, colours.glow, 0.45) for x in shells if abs(x) < half]
    return Scenery(
        (
            Layer(4, backdrop),
            Layer(1, apron),
            Layer(1.7, wings, spot),
            Layer(1.02, proscenium, footlights),
            Layer(0.72, stalls),
        ),
        horizon_y=0.62, ground_y=0.905, indoors=True, seat_y=RISER_Y, lamps=lit_lamps(colours, *lamps, by_day=0.6),
    )  # fmt: skip


def _painted_scene(canvas: skia.Canvas, colours: Colours, deep: Colour, scene: int, seed: int) -> None:
    """Flats of cut board: hills, roofs or waves, each row on a stick of its own."""
    rng = random.Random(seed + 8)
    for row in range(3):
        tone = colours.shaded(mix(deep, (colours.second, colours.accent, colours.mid)[row], 0.35), 0.15 + 0.2 * row)
        y, path, panes = 0.60 + 0.055 * row, skia.Path(), skia.Path()
        path.moveTo(-REACH_X, 0.8)
        x = -REACH_X
        path.lineTo(x, y)
        while x < REACH_X:
            step = rng.uniform(0.14, 0.30)
            if scene == 0:
                path.cubicTo(x + step * 0.3, y - 0.12, x + step * 0.7, y - 0.12, x + step, y)
            elif scene == 1:
                step *= 0.45
                tall, roof = rng.uniform(0.05, 0.15), rng.choice((0.0, 0.03, 0.06))
                for dx, dy in ((0, tall), (0.5, tall + roof), (1.0, tall), (1.0, 0)):
                    path.lineTo(x + step * dx, y - dy)
                for number in range(int(tall / 0.03)):
                    panes.addRect(
                        box(
                            x + step * 0.3,
                            y - tall + 0.03 * number + 0.010,
                            x + step * 0.5,
                            y - tall + 0.03 * number + 0.024,
                        )
                    )
            else:
                step = 0.16
                path.cubicTo(x + 0.02, y - 0.07, x + 0.10, y - 0.09, x + 0.115, y - 0.035)
                path.cubicTo(x + 0.12, y - 0.01, x + 0.15, y, x + step, y)
            x += step
        path.lineTo(REACH_X, 0.8)
        path.close()
        canvas.drawPath(path, fill(tone))
        canvas.drawPath(path, line(colours.lit(tone, 0.3), 0.005))
        canvas.drawPath(panes, fill(colours.glow, 0.75))


PLACES = {"theatre": theatre}

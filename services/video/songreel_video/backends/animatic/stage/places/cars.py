r"""In a car, seen from its windscreen: two seats, the back bench, and the way falling back behind the windows.

 ____________ roof ____________
| door  \  ___________  / door |
| pane   |  rear pane  |  pane  |
|________|_____________|________|
  [ seat ]             [ seat ]
___________ dashboard __________
"""

import math
import random
from functools import partial

import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, ink, mix
from songreel_video.backends.animatic.stage.scenery import BOTTOM_Y, REACH_X, TOP_Y, Lamp, Layer, Moment, Scenery, Seat
from songreel_video.backends.animatic.stage.workshop.brushes import box, fill, line, shade, shape
from songreel_video.backends.animatic.stage.workshop.passing import Way, blend, far_land, paint_window_sky
from songreel_video.backends.animatic.stage.workshop.traffic import falling_back

HORIZON_Y = 0.425
SEAT_Y = 0.745
SEATS = (-0.245, 0.245)
SWEEP_SECONDS = 2.6


def car(colours: Colours, seed: int, aspect: float) -> Scenery:
    """Two front seats behind a windscreen; the land falls back in the rear window and on both sides."""
    rng = random.Random(seed)
    wheel = rng.choice((-1, 1))
    body = rng.choice((colours.accent, colours.second, mix(colours.light, colours.mid, 0.35), colours.glow))
    body = colours.shaded(mix(body, colours.near, 0.15), 0.12 + 0.42 * colours.night)
    hide = rng.choice(((0.50, 0.29, 0.19), (0.66, 0.50, 0.36), (0.34, 0.16, 0.17), colours.second))
    leather = colours.shaded(mix(colours.near, hide, 0.8), 0.08 + 0.42 * colours.night)
    edge = min(aspect / 2, 0.89) - 0.05
    way = Way(0.0, HORIZON_Y, 0.32)
    hills = far_land(colours, seed + 1, HORIZON_Y - 0.015)
    town = rng.random() < 0.45

    def ground(canvas: skia.Canvas) -> None:
        tone = colours.distant(mix(colours.ground, colours.mid, 0.3), 0.25)
        reach = box(-REACH_X, HORIZON_Y + 0.01, REACH_X, BOTTOM_Y)
        canvas.drawRect(reach, shade(mix(tone, colours.haze, 0.4), colours.shaded(tone, 0.4), HORIZON_Y, 0.95))
        asphalt = mix(colours.shaded(colours.ground, 0.35), colours.shadow, 0.25)
        edges = [way.at(x, 0, z) for x, z in ((-0.62, 0.4), (-0.62, 30), (0.62, 30), (0.62, 0.4))]
        canvas.drawPath(shape(edges), shade(mix(asphalt, colours.haze, 0.3), asphalt, HORIZON_Y, 0.8))

    return Scenery(
        (
            Layer(30, partial(paint_window_sky, colours=colours, seed=seed, horizon_y=HORIZON_Y, top_y=0.20)),
            Layer(12, lambda canvas: hills.draw(canvas, seed % 9 * 0.4)),
            Layer(3, ground, partial(falling_back, colours, way, seed, town)),
            Layer(1, partial(_cabin, colours, body, leather), partial(_sweep, colours)),
            Layer(0.92, partial(_dashboard, colours, wheel, edge), partial(_glass, colours, seed, edge)),
        ),
        horizon_y=HORIZON_Y, ground_y=0.93, indoors=True, seat_y=SEAT_Y,
        seats=tuple(Seat(x) for x in SEATS), driver=Seat(wheel * min(SEATS[1], edge * 0.6)),
        figure_scale=1.18, closer=1.22,
        lamps=(Lamp(0.0, 0.21, 1.0, 0.30, colours.glow, 0.12 + 0.5 * colours.night),),
    )  # fmt: skip


def _cabin(colours: Colours, body: Colour, leather: Colour, canvas: skia.Canvas) -> None:
    """Roof, pillars, doors and the back bench, with holes where the windows are."""
    lining = colours.shaded(mix(colours.mid, mix(leather, colours.light, 0.4), 0.35), 0.30 + 0.30 * colours.night)
    dark = colours.shaded(colours.near, 0.35)
    shell = skia.Path()
    shell.addRect(box(-REACH_X, TOP_Y, REACH_X, BOTTOM_Y))
    panes = _panes()
    shell.addPath(panes)
    shell.setFillType(skia.PathFillType.kEvenOdd)
    canvas.drawPath(shell, shade(colours.lit(lining, 0.12), colours.shaded(lining, 0.35), 0.0, 0.62))
    for number in range(4):  # seams of the lining
        y = 0.235 - 0.075 * number
        arch = skia.Path()
        arch.moveTo(-0.36 - 0.22 * number, y + 0.03)
        arch.quadTo(0, y - 0.035, 0.36 + 0.22 * number, y + 0.03)
        canvas.drawPath(arch, line(colours.shaded(lining, 0.35), 0.003, 0.7))
    canvas.drawPath(panes, line(dark, 0.013))
    canvas.drawPath(panes, line(colours.lit(lining, 0.45), 0.003, 0.8))
    for rung in range(6):  # the heated pane
        canvas.drawLine(-0.235, 0.325 + 0.024 * rung, 0.235, 0.325 + 0.024 * rung, line(dark, 0.0014, 0.4))
    for side in (-1, 1):
        door = shape([(side * x, y) for x, y in ((0.36, 0.545), (0.40, 0.53), (1.9, 0.78), (1.9, 1.35), (0.36, 1.35))])
        canvas.drawPath(door, shade(colours.shaded(mix(leather, lining, 0.35), 0.15), dark, 0.54, 0.95))
        canvas.drawLine(side * 0.40, 0.53, side * 1.9, 0.78, line(colours.shaded(body, 0.05), 0.016))
        rest = shape([(side * x, y) for x, y in ((0.54, 0.66), (0.95, 0.75), (0.95, 0.80), (0.54, 0.69))])
        canvas.drawPath(rest, shade(colours.lit(leather, 0.1), colours.shaded(leather, 0.5), 0.65, 0.8))
        canvas.drawLine(side * 0.66, 0.625, side * 0.72, 0.64, line(mix(colours.light, dark, 0.35), 0.008))
        canvas.drawLine(side * 0.50, 0.305, side * 0.615, 0.27, line(colours.shaded(lining, 0.45), 0.012))  # a strap
    rear = colours.shaded(leather, 0.42)
    canvas.drawRoundRect(box(-0.40, 0.505, 0.40, 1.0), 0.06, 0.06, shade(rear, dark, 0.50, 0.74))
    for x in (-0.2, 0.0, 0.2):
        canvas.drawLine(x, 0.53, x, 0.75, line(colours.shaded(rear, 0.35), 0.003))
    canvas.drawRect(box(-0.09, 0.72, 0.09, BOTTOM_Y), shade(colours.shaded(leather, 0.35), dark, 0.72, 0.9))
    canvas.drawRoundRect(box(-0.075, 0.70, 0.075, 0.76), 0.02, 0.02, fill(colours.shaded(leather, 0.25)))
    for x in SEATS:
        _seat(canvas, colours, x, leather)
    canvas.drawRoundRect(
        box(-0.07, 0.196, 0.07, 0.222), 0.010, 0.010, fill(mix(colours.glow, WHITE, 0.4), 0.4 + 0.6 * colours.night)
    )


def _panes() -> skia.Path:
    """The rear window, and on each side those of the doors, seen aslant."""
    panes = skia.Path()
    panes.addRoundRect(box(-0.265, 0.295, 0.265, 0.475), 0.035, 0.035)
    for side in (-1, 1):
        for door in (
            ((0.375, 0.300), (0.565, 0.245), (0.610, 0.560), (0.405, 0.510)),
            ((0.625, 0.230), (1.700, -0.02), (1.700, 0.760), (0.665, 0.572)),
        ):
            panes.addPoly([skia.Point(side * x, y) for x, y in door], True)
    return panes


def _seat(canvas: skia.Canvas, colours: Colours, x: float, leather: Colour) -> None:
    dark, seam, edge = colours.shaded(leather, 0.5), colours.shaded(leather, 0.35), colours.lit(leather, 0.3)
    for post in (-0.03, 0.03):
        canvas.drawLine(x + post, 0.47, x + post, 0.53, line(mix(colours.light, colours.near, 0.5), 0.008))
    canvas.drawRoundRect(box(x - 0.075, 0.405, x + 0.075, 0.497), 0.034, 0.034, shade(edge, leather, 0.40, 0.48))
    back = skia.Path()
    back.moveTo(x - 0.150, 0.95)
    back.cubicTo(x - 0.180, 0.70, x - 0.14, 0.525, x - 0.08, 0.520)
    back.lineTo(x + 0.08, 0.520)
    back.cubicTo(x + 0.14, 0.525, x + 0.180, 0.70, x + 0.150, 0.95)
    back.close()
    canvas.drawPath(back, shade(colours.lit(leather, 0.16), dark, 0.52, 0.82))
    canvas.drawPath(back, line(edge, 0.003, 0.6))
    for offset in (-0.065, 0.065):
        canvas.drawLine(x + offset, 0.55, x + offset * 1.3, 0.73, line(seam, 0.003))
    for y in (0.60, 0.66):
        canvas.drawLine(x - 0.075, y, x + 0.075, y, line(seam, 0.0024, 0.8))
    cushion = box(x - 0.165, SEAT_Y - 0.014, x + 0.165, 0.96)
    canvas.drawRoundRect(cushion, 0.04, 0.04, shade(leather, dark, 0.73, 0.84))
    canvas.drawLine(x - 0.13, SEAT_Y - 0.012, x + 0.13, SEAT_Y - 0.012, line(edge, 0.003, 0.7))


def _sweep(colours: Colours, canvas: skia.Canvas, moment: Moment) -> None:
    """The light of lamps we pass wanders over the seats: one at its own pace, one on each beat."""
    hue = blend(colours.glow, colours.light, 1 - colours.night)
    passes = (
        ((moment.seconds / SWEEP_SECONDS) % 1, 0.13),
        (1 - moment.pulse, 0.30 * moment.pulse * (0.4 + 0.6 * moment.energy)),
    )
    for share, alpha in passes:
        x = -1.1 + 2.2 * share
        gradient = skia.GradientShader.MakeLinear(
            points=[skia.Point(x - 0.16, 0.5), skia.Point(x + 0.16, 0.56)],
            colors=[ink(hue, 0), ink(hue, alpha * (0.55 + 0.45 * colours.night)), ink(hue, 0)],
        )
        band = [(x - 0.10, 0.2), (x + 0.22, 0.2), (x + 0.10, 0.95), (x - 0.22, 0.95)]
        canvas.drawPath(shape(band), skia.Paint(Shader=gradient, BlendMode=skia.BlendMode.kPlus))


def _dashboard(colours: Colours, wheel: int, edge: float, canvas: skia.Canvas) -> None:
    """The windscreen's frame, the board under it and the wheel, dark before the light inside."""
    dark = colours.shaded(colours.near, 0.45)
    frame = skia.Path()
    frame.addRect(box(-REACH_X, TOP_Y, REACH_X, BOTTOM_Y))
    frame.addPath(_screen(edge))
    frame.setFillType(skia.PathFillType.kEvenOdd)
    canvas.drawPath(frame, shade(dark, colours.shaded(dark, 0.3), 0.0, 0.9))
    canvas.drawPath(_screen(edge), line(colours.lit(dark, 0.3), 0.004, 0.8))
    x = wheel * min(SEATS[1], edge * 0.6)
    canvas.drawOval(box(x - 0.135, 0.74, x + 0.135, 1.02), line(dark, 0.026))
    canvas.drawOval(box(x - 0.142, 0.733, x + 0.142, 1.03), line(colours.lit(dark, 0.4), 0.003, 0.8))
    canvas.drawLine(x - 0.13, 0.88, x + 0.13, 0.88, line(dark, 0.022))


def _screen(edge: float) -> skia.Path:
    """The windscreen's opening, `edge` wide to each side."""
    path = skia.Path()
    path.moveTo(-edge + 0.06, 0.075)
    path.quadTo(0, 0.035, edge - 0.06, 0.075)
    path.cubicTo(edge - 0.03, 0.08, edge, 0.5, edge + 0.05, 0.87)
    path.quadTo(0, 0.795, -edge - 0.05, 0.87)
    path.cubicTo(-edge, 0.5, -edge + 0.03, 0.08, -edge + 0.06, 0.075)
    path.close()
    return path


def _glass(colours: Colours, seed: int, edge: float, canvas: skia.Canvas, moment: Moment) -> None:
    """Reflections slide over the windscreen, and a charm swings under the mirror."""
    tone = blend(colours.sky_low, WHITE, 0.4)
    for number in range(3):
        share = (moment.seconds * 0.22 + number / 3) % 1
        x, lean = edge * (-0.9 + 1.5 * number / 3) + 0.2 * share, 0.16 + 0.04 * number
        alpha = 0.09 * math.sin(math.pi * share) * (1 - 0.5 * colours.night)
        streak = [(x, 0.86), (x + 0.08, 0.86), (x + 0.08 + lean, 0.07), (x + lean, 0.07)]
        canvas.drawPath(shape(streak), fill(tone, alpha))
    dark = blend(colours.near, colours.shadow, 0.45)
    canvas.drawLine(0, 0.04, 0, 0.10, line(dark, 0.012))
    canvas.drawRoundRect(box(-0.115, 0.088, 0.115, 0.142), 0.022, 0.022, fill(dark))
    canvas.drawLine(-0.09, 0.093, 0.09, 0.093, line(colours.lit(dark, 0.4), 0.003))
    swing = 0.16 * math.sin(moment.seconds * 2.9) + 0.06 * moment.pulse
    canvas.save()
    canvas.translate(0.045, 0.14)
    canvas.rotate(math.degrees(swing))
    canvas.drawLine(0, 0, 0, 0.055, line(dark, 0.003))
    hue = (colours.accent, colours.glow, colours.second)[seed % 3]
    if seed % 2:
        corners = [(0.024 * (1 if n % 2 else 0.45) * math.sin(n * math.pi / 5), n) for n in range(10)]
        star = [(x, 0.078 + 0.024 * (1 if n % 2 else 0.45) * math.cos(n * math.pi / 5)) for x, n in corners]
        canvas.drawPath(shape(star), fill(hue))
    else:
        fir = [
            (0, 0.05),
            (0.026, 0.085),
            (0.012, 0.085),
            (0.03, 0.115),
            (-0.03, 0.115),
            (-0.012, 0.085),
            (-0.026, 0.085),
        ]
        canvas.drawPath(shape(fir), fill(hue))
    canvas.restore()


PLACES = {"car": car}

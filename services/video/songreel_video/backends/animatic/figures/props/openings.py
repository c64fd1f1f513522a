"""Ways out of a room: door, window, window in the rain."""

from __future__ import annotations

from math import sin

import skia

from songreel_video.backends.animatic.figures.ink.curves import open_curve
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import BRASS


@prop("door")
def draw_door(easel: PropEasel) -> None:
    """A door a hand's breadth open, light spilling from the gap."""
    canvas = easel.canvas
    opening = 0.13 + 0.03 * easel.wave(0.12) + 0.05 * easel.energy
    colour = mix(easel.accent(1), (0.30, 0.42, 0.42), 0.5)
    frame = easel.tone(scaled(colour, 0.7))
    easel.slab(-0.46, -0.66, 0.46, 0.75, 0.0, frame.shade)
    warm = (1.0, 0.84, 0.55)
    canvas.drawRect(
        skia.Rect.MakeLTRB(-0.37, -0.58, 0.37, 0.75), easel.ramp((0, -0.6), (0, 0.75), [warm, (1.0, 0.93, 0.75)])
    )
    edge = 0.37 - opening * 2.2
    easel.facet([(-0.37, -0.58), (edge, -0.61), (edge, 0.78), (-0.37, 0.75)], easel.lit(colour))
    easel.facet(
        [(edge, -0.61), (edge + 0.030, -0.60), (edge + 0.030, 0.77), (edge, 0.78)], mix(easel.lit(colour), warm, 0.75)
    )
    span = edge + 0.37
    for top, bottom in ((-0.50, -0.04), (0.08, 0.62)):
        for left, right in ((0.12, 0.45), (0.55, 0.88)):
            x0, x1 = -0.37 + span * left, -0.37 + span * right
            easel.slab(x0, top, x1, bottom, 0.01, easel.tone(colour).shade)
            easel.slab(x0 + 0.016, top + 0.018, x1 - 0.008, bottom - 0.008, 0.01, easel.tone(scaled(colour, 0.94)).base)
    easel.disc(edge - 0.06, 0.04, 0.034, easel.shaded(BRASS))
    easel.disc(edge - 0.064, 0.034, 0.028, easel.lit(BRASS))
    easel.disc(edge - 0.072, 0.026, 0.009, (1.0, 0.97, 0.85))
    easel.glow(0.5 * (edge + 0.37), 0.1, 0.75, warm, 0.55)
    beam = skia.Path()
    beam.moveTo(edge, 0.75)
    beam.lineTo(0.37, 0.75)
    beam.lineTo(0.95, 0.95)
    beam.lineTo(edge + 0.1, 0.95)
    beam.close()
    canvas.drawPath(beam, fill(warm, 0.45))
    for index in range(10):
        rise = (easel.time_seconds * 0.07 + index * 0.271) % 1.0
        easel.disc(edge + 0.05 + (0.33 - edge) * ((index * 0.618) % 1.0), 0.7 - 1.2 * rise, 0.006, (1.0, 1.0, 0.9), 0.8)


@prop("window")
def draw_window(easel: PropEasel) -> None:
    """A window with a light curtain that breathes: hills and sky by day, lit houses and the moon by night."""
    canvas, night = easel.canvas, easel.night
    top, low = easel.sky
    canvas.drawRect(skia.Rect.MakeLTRB(-1.2, -0.75, 1.2, 0.75), easel.ramp((0, -0.75), (0, 0.35), [top, low]))
    glow = (1.0, 0.94, 0.80) if night < 0.8 else (0.86, 0.92, 1.0)
    easel.glow(0.20, -0.30, 0.62, glow, 0.55 if night < 0.8 else 0.30)
    easel.disc(0.20, -0.30, 0.065, mix(glow, (1.0, 1.0, 1.0), 0.4))
    for shift, (height, share) in enumerate(((0.10, 0.30), (0.24, 0.55), (0.40, 0.80))):
        ridge = [(x * 0.24 - 1.2, height + 0.07 * sin(x * 1.3 + shift * 2.1)) for x in range(11)]
        tone = mix(low, scaled(easel.accent(3), 0.55 - 0.25 * night), share)
        easel.shape([(-1.4, 0.9), *ridge, (1.4, 0.9)], tone)
        for index in range(6 if night > 0.5 and shift else 0):
            x = -0.9 + 1.8 * ((index * 0.618 + shift * 0.3) % 1.0)
            easel.disc(x, height + 0.13 + 0.05 * (index % 3), 0.012, (1.0, 0.80, 0.45), 0.85)
    wood = easel.tone(mix((0.90, 0.88, 0.84), easel.accent(3), 0.15))
    for x in (-0.62, 0.0, 0.62):
        easel.slab(x - 0.022, -0.75, x + 0.022, 0.75, 0.0, wood.base)
        easel.slab(x + 0.008, -0.75, x + 0.022, 0.75, 0.0, wood.shade)
    for y in (-0.18, 0.62):
        easel.slab(-1.2, y, 1.2, y + 0.04 + 0.10 * (y > 0), 0.0, wood.base)
        easel.slab(-1.2, y + 0.028, 1.2, y + 0.04, 0.0, wood.shade)
    cloth = mix(easel.lit((0.98, 0.95, 0.90)), easel.accent(1), 0.10 + 0.15 * night)
    for side in (-1.0, 1.0):
        air = 0.05 * easel.wave(0.13, 0.3 * side) + 0.05 * easel.energy * easel.wave(0.31, side)
        for fold in range(5):
            x = side * (1.15 - 0.16 * fold)
            reach = side * (air * (1.0 + 0.5 * fold) - 0.05)
            width = 0.13
            easel.facet(
                [(x - width, -0.78), (x + width, -0.78), (x + width + reach, 0.78), (x - width + reach, 0.78)],
                scaled(cloth, 0.88 + 0.06 * (fold % 3)), (0.80, 0.72, 0.62, 0.48, 0.34)[fold],
            )  # fmt: skip
    beam = skia.Path()
    beam.addPoly(
        [skia.Point(0.05, -0.5), skia.Point(0.40, -0.5), skia.Point(-0.35, 0.75), skia.Point(-1.0, 0.75)], True
    )
    canvas.drawPath(beam, fill(glow, 0.16 if night < 0.8 else 0.08))
    for index in range(12):
        rise = (easel.time_seconds * 0.03 + index * 0.271) % 1.0
        easel.disc(-0.6 + 0.8 * ((index * 0.618) % 1.0), 0.6 - 1.1 * rise, 0.005, (1.0, 0.98, 0.9), 0.6)


@prop("window_rain")
def draw_rainy_window(easel: PropEasel) -> None:
    """Rain on a window: drops that gather and run, lights of a city out of focus behind."""
    canvas = easel.canvas
    canvas.drawRect(
        skia.Rect.MakeLTRB(-1.2, -0.75, 1.2, 0.75),
        easel.ramp(
            (0, -0.75),
            (0, 0.75),
            [
                scaled(
                    mix(mix((0.30, 0.36, 0.44), easel.sky[0], 0.5), easel.accent(1), 0.15), 0.85 - 0.25 * easel.night
                ),
                scaled(
                    mix(mix((0.42, 0.48, 0.56), easel.sky[1], 0.4), easel.accent(1), 0.15), 0.95 - 0.25 * easel.night
                ),
            ],
        ),
    )
    lights = ((1.0, 0.72, 0.38), easel.vivid((0.95, 0.42, 0.36)), (0.62, 0.85, 1.0), (1.0, 0.88, 0.60))
    for index in range(22):
        x = -1.15 + 2.3 * ((index * 0.618 + 0.13) % 1.0)
        y = -0.32 + 0.90 * ((index * 0.7549 + 0.4) % 1.0)
        r = 0.05 + 0.05 * ((index * 0.77) % 1.0)
        shimmer = 0.24 + 0.12 * sin(easel.time_seconds * (1.0 + index % 3) + index) * (0.4 + easel.energy)
        colour = lights[index % 4]
        easel.disc(x, y, r, colour, round(max(0.05, shimmer * (0.45 + 0.55 * easel.night)), 2))
        canvas.drawCircle(x, y, r, stroke(colour, 0.006, 0.15 + 0.20 * easel.night))
    t = easel.time_seconds
    for index in range(46):
        x = -1.18 + 2.36 * ((index * 0.754877 + 0.21) % 1.0)
        speed = 0.0 if index % 3 else 0.16 + 0.10 * ((index * 0.37) % 1.0)
        y = -0.78 + 1.56 * ((index * 0.569840 + 0.11 + t * speed) % 1.0)
        x += 0.012 * sin(y * 9.0 + index)
        r = 0.010 + 0.016 * ((index * 0.41) % 1.0)
        if speed:
            trail = open_curve([(x, y - 0.30), (x + 0.010 * sin(index), y - 0.16), (x, y)])
            canvas.drawPath(trail, stroke((0.85, 0.92, 1.0), r * 0.9, 0.20))
            r *= 1.25
        easel.oval(x, y, r * 0.85, r * 1.15, (0.10, 0.14, 0.22), 0.55)
        easel.oval(x, y + r * 0.35, r * 0.62, r * 0.60, lights[index % 4], 0.65)
        easel.disc(x - r * 0.28, y - r * 0.45, r * 0.24, (1.0, 1.0, 1.0), 0.9)
    wood = easel.tone((0.16, 0.13, 0.14))
    easel.slab(-0.028, -0.75, 0.028, 0.75, 0.0, wood.base)
    easel.slab(-1.2, -0.10, 1.2, -0.055, 0.0, wood.base)
    easel.slab(0.014, -0.75, 0.028, 0.75, 0.0, wood.shade)
    easel.slab(-1.2, -0.070, 1.2, -0.055, 0.0, wood.shade)

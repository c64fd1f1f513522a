"""Things of a room: cup, glass, phone, key, clock, mirror, door, window, suitcase, umbrella."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.props.easel import PropEasel, mix, oval, prop, scaled
from songreel_video.backends.animatic.figures.shading import fill, stroke

_BRASS = (0.80, 0.62, 0.34)
_GLASS = (0.86, 0.93, 0.96)


@prop("cup")
def draw_cup(easel: PropEasel) -> None:
    """A cup of coffee, steam curling from it."""
    canvas = easel.canvas
    clay = mix(easel.vivid((0.80, 0.42, 0.30)), (0.93, 0.88, 0.80), 0.35)
    easel.shadow(0.0, 0.42, 0.66, 0.11, 0.5)
    easel.oval(0.0, 0.385, 0.50, 0.085, easel.shaded((0.92, 0.89, 0.84)))
    easel.oval(0.0, 0.37, 0.50, 0.080, easel.lit((0.94, 0.91, 0.86)))
    easel.oval(0.0, 0.365, 0.32, 0.048, easel.shaded((0.94, 0.91, 0.86)))
    side = -easel.lighting.key_side
    canvas.drawArc(oval(0.34, 0.10, 0.155, 0.150), -110, 230, False, stroke(easel.shaded(clay), 0.062))
    canvas.drawArc(oval(0.335, 0.09, 0.155, 0.150), -110, 230, False, stroke(easel.lit(clay), 0.040))
    body = [
        *[(-0.36, -0.10)] * 2,
        (-0.345, 0.14),
        (-0.20, 0.36),
        (0.0, 0.385),
        (0.20, 0.36),
        (0.345, 0.14),
        *[(0.36, -0.10)] * 2,
    ]
    colours = [easel.lit(scaled(clay, 1.14)), easel.lit(clay), easel.lit(scaled(clay, 0.92)), easel.shaded(clay)]
    canvas.drawPath(closed_curve(body), easel.ramp((-0.36, 0), (0.36, 0), colours if side > 0 else colours[::-1]))
    easel.oval(0.0, -0.10, 0.36, 0.090, easel.lit(scaled(clay, 1.12)))
    easel.oval(0.0, -0.098, 0.325, 0.074, easel.shaded(clay))
    easel.oval(0.0, -0.082, 0.300, 0.060, easel.lit((0.28, 0.16, 0.10)))
    swirl = easel.time_seconds * 0.6
    easel.line(
        [
            (0.16 * cos(swirl + k * 0.5) * (1 - k * 0.08), -0.084 + 0.030 * sin(swirl + k * 0.5) * (1 - k * 0.08))
            for k in range(8)
        ],
        easel.lit((0.72, 0.52, 0.34)),
        0.014,
        0.7,
    )
    easel.shape(
        [(-0.29 * side * -1, -0.02), (-0.25 * side * -1, -0.03), (-0.22 * side * -1, 0.20), (-0.26 * side * -1, 0.16)],
        (1.0, 1.0, 1.0),
        0.32,
    )
    for index in range(3):
        x0 = -0.14 + 0.14 * index
        phase = easel.time_seconds * 1.1 + index * 1.9
        points: list[Point] = []
        back: list[Point] = []
        for k in range(7):
            t = k / 6
            x = x0 + 0.075 * t * sin(phase + t * 4.4) + 0.02 * sin(phase * 0.7)
            width = 0.030 * sin(pi * min(1.0, t * 0.95 + 0.05)) * (1.0 + 0.6 * t)
            y = -0.13 - 0.42 * t
            points.append((x - width, y))
            back.append((x + width, y))
        easel.shape([*points, *reversed(back)], easel.lit((1.0, 0.98, 0.95)), 0.22)


@prop("glass")
def draw_glass(easel: PropEasel) -> None:
    """A glass of wine or spirits, the surface rocking, light through it on the table."""
    canvas = easel.canvas
    wine = mix(easel.vivid((0.62, 0.10, 0.18)), (0.62, 0.10, 0.18), 0.45)
    easel.shadow(0.0, 0.52, 0.40, 0.055, 0.45)
    easel.oval(0.22 * -easel.lighting.key_side, 0.53, 0.26, 0.040, wine, 0.40)
    tilt = 0.022 * easel.wave(0.55)
    bowl = closed_curve(
        [
            *[(-0.235, -0.50)] * 2,
            (-0.30, -0.24),
            (-0.25, 0.02),
            (-0.04, 0.15),
            (0.04, 0.15),
            (0.25, 0.02),
            (0.30, -0.24),
            *[(0.235, -0.50)] * 2,
        ]
    )
    canvas.drawPath(bowl, fill(easel.lit(_GLASS), 0.20))
    canvas.save()
    canvas.clipPath(bowl, skia.ClipOp.kIntersect, True)
    easel.shape(
        [*[(-0.4, -0.20 + tilt)] * 2, *[(0.4, -0.20 - tilt)] * 2, *[(0.4, 0.3)] * 2, *[(-0.4, 0.3)] * 2],
        easel.lit(wine),
        0.92,
    )
    easel.shape([(0.06, -0.2), (0.4, -0.2), (0.4, 0.2), (0.05, 0.2), (0.16, 0.0)], easel.shaded(wine), 0.55)
    canvas.restore()
    canvas.save()
    canvas.rotate(-4.5 * tilt / 0.022 * 0.6, 0.0, -0.20)
    easel.oval(0.0, -0.20, 0.285, 0.042, easel.lit(scaled(wine, 1.45)))
    canvas.restore()
    clear = easel.lit(_GLASS)
    easel.slab(-0.013, 0.13, 0.013, 0.50, 0.01, fill(clear, 0.65))
    easel.slab(-0.013, 0.13, -0.005, 0.50, 0.004, fill((1.0, 1.0, 1.0), 0.8))
    easel.oval(0.0, 0.515, 0.205, 0.030, clear, 0.45)
    canvas.drawOval(oval(0.0, 0.515, 0.205, 0.030), stroke((1.0, 1.0, 1.0), 0.006, 0.6))
    canvas.drawOval(oval(0.0, -0.50, 0.230, 0.036), stroke((1.0, 1.0, 1.0), 0.008, 0.75))
    canvas.drawPath(bowl, stroke((1.0, 1.0, 1.0), 0.005, 0.45))
    side = easel.lighting.key_side
    easel.shape(
        [(0.20 * side, -0.44), (0.24 * side, -0.25), (0.22 * side, -0.02), (0.185 * side, -0.05), (0.20 * side, -0.25)],
        (1.0, 1.0, 1.0),
        0.55,
    )
    easel.disc(-0.14 * side, -0.02, 0.018, (1.0, 0.9, 0.8), 0.55)


@prop("phone")
def draw_phone(easel: PropEasel) -> None:
    """A phone in the dark, its screen lit by an incoming call of a heart and two buttons."""
    canvas = easel.canvas
    ring = 1.0 if (easel.time_seconds % 2.0) < 1.2 else 0.0
    canvas.save()
    canvas.rotate(-8 + 0.7 * ring * sin(easel.time_seconds * 40.0))
    glow = mix(easel.vivid((0.45, 0.65, 1.0)), (0.55, 0.72, 1.0), 0.5)
    easel.glow(0.0, 0.0, 0.95, glow, 0.45)
    easel.slab(-0.275, -0.53, 0.285, 0.55, 0.075, fill(easel.shaded((0.12, 0.12, 0.14))))
    easel.slab(-0.275, -0.54, 0.275, 0.54, 0.075, fill((0.09, 0.09, 0.11)))
    screen = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.250, -0.515, 0.250, 0.515), 0.055, 0.055)
    canvas.drawRRect(
        screen,
        easel.ramp(
            (0, -0.5),
            (0, 0.5),
            [
                mix(glow, (0.10, 0.12, 0.25), 0.45),
                mix(glow, easel.accent(0), 0.35),
                mix(easel.vivid((0.9, 0.5, 0.5)), glow, 0.35),
            ],
        ),
    )
    canvas.save()
    canvas.clipRRect(screen, skia.ClipOp.kIntersect, True)
    for index in range(3):
        grow = (easel.time_seconds * 0.8 + index / 3) % 1.0
        canvas.drawCircle(0.0, -0.14, 0.13 + 0.20 * grow, stroke((1.0, 1.0, 1.0), 0.010, round(0.45 * (1.0 - grow), 2)))
    easel.disc(0.0, -0.14, 0.125, (1.0, 1.0, 1.0), 0.92)
    beat = 1.0 + 0.08 * (0.5 + 0.5 * easel.wave(1.2))
    heart = [
        (0.0, 0.075),
        (-0.06, 0.02),
        (-0.085, -0.03),
        (-0.05, -0.075),
        (0.0, -0.035),
        (0.0, -0.035),
        (0.05, -0.075),
        (0.085, -0.03),
        (0.06, 0.02),
    ]
    easel.shape([(x * beat, -0.145 + y * beat) for x, y in heart], (0.92, 0.30, 0.38))
    easel.slab(-0.12, 0.06, 0.12, 0.085, 0.012, fill((1.0, 1.0, 1.0), 0.85))
    easel.slab(-0.07, 0.11, 0.07, 0.128, 0.009, fill((1.0, 1.0, 1.0), 0.5))
    easel.disc(-0.12, 0.36, 0.070, (0.90, 0.26, 0.26))
    easel.disc(0.12, 0.36, 0.070, (0.25, 0.75, 0.42))
    for x, turn in ((-0.12, 135.0), (0.12, 0.0)):
        canvas.save()
        canvas.translate(x, 0.36)
        canvas.rotate(turn)
        canvas.drawArc(oval(0.012, -0.012, 0.034, 0.034), 90, 90, False, stroke((1.0, 1.0, 1.0), 0.016))
        canvas.restore()
    easel.facet([(-0.05, -0.55), (0.16, -0.55), (-0.20, 0.55), (-0.41, 0.55)], (1.0, 1.0, 1.0), 0.08)
    canvas.restore()
    easel.slab(-0.055, -0.495, 0.055, -0.468, 0.013, fill((0.05, 0.05, 0.06)))
    canvas.restore()


@prop("key")
def draw_key(easel: PropEasel) -> None:
    """An old key swinging on a ribbon."""
    canvas = easel.canvas
    canvas.save()
    canvas.translate(0.0, -0.62)
    canvas.rotate(7.0 * easel.wave(0.4))
    easel.line([(-0.01, -0.4), (-0.015, 0.0), (0.0, 0.17)], easel.lit(easel.vivid((0.70, 0.20, 0.22))), 0.030)
    easel.line([(0.03, -0.4), (0.02, 0.0), (0.0, 0.17)], easel.shaded(easel.vivid((0.70, 0.20, 0.22))), 0.022)
    canvas.translate(0.0, 0.30)
    for dx, colour in ((0.014 * -easel.lighting.key_side, easel.shaded(_BRASS)), (0.0, easel.lit(_BRASS))):
        for x, y in ((0.0, -0.05), (-0.095, 0.05), (0.095, 0.05)):
            canvas.drawCircle(x + dx, y, 0.088, stroke(colour, 0.042))
        easel.slab(-0.034 + dx, 0.12, 0.034 + dx, 0.80, 0.02, fill(colour))
        for y in (0.19, 0.24, 0.62):
            easel.slab(-0.055 + dx, y, 0.055 + dx, y + 0.030, 0.012, fill(colour))
        bits = [
            (0.03, 0.64),
            (0.19, 0.64),
            (0.19, 0.69),
            (0.13, 0.69),
            (0.13, 0.72),
            (0.20, 0.72),
            (0.20, 0.79),
            (0.03, 0.79),
        ]
        easel.facet([(x + dx, y) for x, y in bits], colour)
    gleam = (easel.time_seconds * 0.45) % 1.6
    if gleam < 1.0:
        easel.slab(-0.024, 0.14 + 0.55 * gleam, -0.004, 0.24 + 0.55 * gleam, 0.01, fill((1.0, 0.97, 0.85), 0.85))
    easel.slab(-0.026, 0.28, -0.014, 0.60, 0.006, fill(easel.lit((1.0, 0.88, 0.60))))
    canvas.restore()


@prop("clock")
def draw_clock(easel: PropEasel) -> None:
    """A pocket watch or wall clock: plain strokes for hours, hands that run, a small second dial."""
    canvas = easel.canvas
    easel.shadow(0.02, 0.06, 0.62, 0.60, 0.40)
    canvas.drawCircle(
        0.0,
        0.0,
        0.48,
        easel.ramp((-0.4, -0.4), (0.4, 0.4), [easel.lit((0.95, 0.80, 0.52)), easel.lit(_BRASS), easel.shaded(_BRASS)]),
    )
    canvas.drawCircle(
        0.0, 0.0, 0.435, easel.ramp((0.4, 0.4), (-0.4, -0.4), [easel.lit((0.95, 0.80, 0.52)), easel.shaded(_BRASS)])
    )
    easel.disc(0.0, 0.0, 0.415, easel.lit((0.95, 0.92, 0.84)))
    canvas.drawArc(
        oval(0.0, 0.0, 0.415, 0.415),
        200 if easel.lighting.key_side < 0 else 240,
        90,
        False,
        stroke(easel.shaded((0.95, 0.92, 0.84)), 0.03, 0.6),
    )
    ink = easel.lit((0.16, 0.15, 0.20))
    for index in range(60):
        angle = index * pi / 30
        long = index % 5 == 0
        inner = 0.325 if long else 0.372
        canvas.drawLine(
            inner * sin(angle),
            -inner * cos(angle),
            0.388 * sin(angle),
            -0.388 * cos(angle),
            stroke(ink, 0.018 if index % 15 == 0 else 0.010 if long else 0.004),
        )
    t = easel.time_seconds
    tick = int(t * 2.0) / 2.0
    settle = tick + 0.06 * sin(min(1.0, (t * 2.0 % 1.0) * 6.0) * pi)
    canvas.drawCircle(0.0, 0.20, 0.088, stroke(ink, 0.005, 0.6))
    canvas.drawLine(0.0, 0.20, 0.07 * sin(t * 2.0), 0.20 - 0.07 * cos(t * 2.0), stroke(ink, 0.006))
    for angle, length, width in ((0.9 + t * 0.010, 0.215, 0.030), (5.5 + t * 0.12, 0.315, 0.022)):
        s, c = sin(angle), -cos(angle)
        easel.shape(
            [
                (-0.06 * s, -0.06 * c),
                (width * c, -width * s),
                (length * 0.7 * s + width * 0.8 * c, length * 0.7 * c - width * 0.8 * s),
                *[(length * s, length * c)] * 2,
                (length * 0.7 * s - width * 0.8 * c, length * 0.7 * c + width * 0.8 * s),
                (-width * c, width * s),
            ],
            ink,
        )
    angle = settle * pi / 30 * 6
    canvas.drawLine(
        -0.08 * sin(angle),
        0.08 * cos(angle),
        0.35 * sin(angle),
        -0.35 * cos(angle),
        stroke(easel.lit(easel.vivid((0.75, 0.2, 0.18))), 0.010),
    )
    easel.disc(0.0, 0.0, 0.022, easel.lit(_BRASS))
    easel.shape([(-0.30, -0.26), (-0.10, -0.38), (0.12, -0.38), (-0.12, -0.20), (-0.26, 0.02)], (1.0, 1.0, 1.0), 0.16)
    easel.slab(-0.05, -0.56, 0.05, -0.46, 0.02, easel.tone(_BRASS).shade)
    canvas.drawCircle(0.0, -0.61, 0.065, stroke(easel.lit(_BRASS), 0.022))


@prop("mirror")
def draw_mirror(easel: PropEasel) -> None:
    """An oval mirror that holds a dim figure, light wandering over the glass."""
    canvas = easel.canvas
    gold = (0.78, 0.60, 0.34)
    easel.shadow(0.03, 0.05, 0.56, 0.72, 0.35)
    canvas.drawOval(
        oval(0.0, 0.0, 0.44, 0.58),
        easel.ramp((-0.4, -0.5), (0.4, 0.5), [easel.lit(scaled(gold, 1.25)), easel.lit(gold), easel.shaded(gold)]),
    )
    canvas.drawOval(
        oval(0.0, 0.0, 0.39, 0.53),
        easel.ramp((0.4, 0.5), (-0.4, -0.5), [easel.lit(scaled(gold, 1.2)), easel.shaded(scaled(gold, 0.8))]),
    )
    for index in range(24):
        angle = index * pi / 12
        easel.disc(0.415 * sin(angle), -0.555 * cos(angle), 0.020, easel.lit(scaled(gold, 1.2)))
    glass = oval(0.0, 0.0, 0.365, 0.505)
    canvas.save()
    clip = skia.Path()
    clip.addOval(glass)
    canvas.clipPath(clip, skia.ClipOp.kIntersect, True)
    canvas.drawRect(
        glass,
        easel.ramp(
            (0, -0.5),
            (0, 0.5),
            [
                easel.lit(mix((0.70, 0.76, 0.80), easel.accent(1), 0.35)),
                easel.lit(mix((0.42, 0.46, 0.54), easel.accent(0), 0.3)),
            ],
        ),
    )
    breath = 0.006 * easel.wave(0.25)
    dark = easel.shaded(mix((0.22, 0.20, 0.28), easel.accent(0), 0.4))
    easel.shape(
        [
            (-0.34, 0.56),
            (-0.30, 0.22 + breath),
            (-0.11, 0.13 + breath),
            (-0.06, 0.02),
            (0.06, 0.02),
            (0.11, 0.13 + breath),
            (0.30, 0.22 + breath),
            (0.34, 0.56),
        ],
        dark,
    )
    easel.oval(0.0, -0.09, 0.115, 0.150, dark)
    easel.shape(
        [
            (-0.15, 0.10),
            (-0.155, -0.12),
            (-0.08, -0.27),
            (0.08, -0.27),
            (0.155, -0.12),
            (0.15, 0.10),
            (0.10, 0.02),
            (0.09, -0.14),
            (-0.09, -0.14),
            (-0.10, 0.02),
        ],
        scaled(dark, 0.75),
    )
    side = easel.lighting.key_side
    easel.shape(
        [
            (0.09 * side, -0.18),
            (0.115 * side, -0.08),
            (0.09 * side, 0.04),
            (0.14 * side, 0.15),
            (0.29 * side, 0.23),
            (0.25 * side, 0.24),
            (0.10 * side, 0.17),
            (0.06 * side, 0.03),
        ],
        easel.lit(easel.lighting.rim),
        0.45,
    )
    x = 0.5 * easel.wave(0.06)
    for start, wide in ((-0.1, 0.13), (0.10, 0.05)):
        easel.facet(
            [
                (x + start + 0.2, -0.6),
                (x + start + 0.2 + wide, -0.6),
                (x + start - 0.2 + wide, 0.6),
                (x + start - 0.2, 0.6),
            ],
            (1.0, 1.0, 1.0),
            0.13,
        )
    canvas.restore()


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
    easel.disc(edge - 0.06, 0.04, 0.034, easel.shaded(_BRASS))
    easel.disc(edge - 0.064, 0.034, 0.028, easel.lit(_BRASS))
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
    """Rain on a window at night: drops that gather and run, lights of a city out of focus behind."""
    canvas = easel.canvas
    canvas.drawRect(
        skia.Rect.MakeLTRB(-1.2, -0.75, 1.2, 0.75),
        easel.ramp(
            (0, -0.75),
            (0, 0.75),
            [
                scaled(easel.lit(mix((0.16, 0.22, 0.34), easel.accent(0), 0.4)), 0.9),
                easel.lit(mix((0.26, 0.34, 0.46), easel.accent(1), 0.4)),
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
        easel.disc(x, y, r, colour, round(max(0.05, shimmer), 2))
        canvas.drawCircle(x, y, r, stroke(colour, 0.006, 0.35))
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


@prop("suitcase")
def draw_suitcase(easel: PropEasel) -> None:
    """A worn leather suitcase with plain stickers and brass corners."""
    canvas = easel.canvas
    leather = mix(easel.vivid((0.55, 0.32, 0.20)), (0.52, 0.31, 0.20), 0.6)
    easel.shadow(0.0, 0.44, 0.80, 0.08, 0.55)
    sway = 2.0 * easel.wave(0.3)
    canvas.save()
    canvas.translate(0.0, -0.30)
    canvas.rotate(sway)
    easel.line([(-0.17, 0.02), (-0.16, -0.13), (0.16, -0.13), (0.17, 0.02)], easel.shaded(scaled(leather, 0.6)), 0.055)
    easel.line([(-0.17, 0.01), (-0.16, -0.14), (0.16, -0.14), (0.17, 0.01)], easel.lit(scaled(leather, 0.8)), 0.035)
    canvas.restore()
    easel.slab(-0.62, -0.30, 0.62, 0.44, 0.06, fill(easel.shaded(leather)))
    canvas.drawRoundRect(
        skia.Rect.MakeLTRB(-0.62, -0.31, 0.62, 0.42),
        0.06,
        0.06,
        easel.ramp(
            (-0.6, -0.3),
            (0.6, 0.4),
            [easel.lit(scaled(leather, 1.15)), easel.lit(leather), easel.lit(scaled(leather, 0.8))]
            if easel.lighting.key_side < 0
            else [easel.lit(scaled(leather, 0.8)), easel.lit(leather), easel.lit(scaled(leather, 1.15))],
        ),
    )
    dark = easel.tone(scaled(leather, 0.62))
    canvas.drawLine(-0.62, -0.10, 0.62, -0.10, stroke(easel.shaded(scaled(leather, 0.6)), 0.012))
    for x in (-0.36, 0.36):
        easel.slab(x - 0.05, -0.31, x + 0.05, 0.42, 0.0, dark.base)
        easel.slab(x + 0.025, -0.31, x + 0.05, 0.42, 0.0, dark.shade)
        easel.slab(x - 0.075, -0.16, x + 0.075, -0.04, 0.02, fill(easel.lit(_BRASS)))
        easel.slab(x - 0.045, -0.125, x + 0.045, -0.075, 0.01, dark.line)
    for sx in (-1.0, 1.0):
        for y0, sy in ((-0.31, 1.0), (0.42, -1.0)):
            easel.facet(
                [
                    (sx * 0.625, y0),
                    (sx * 0.50, y0),
                    (sx * 0.50, y0 + sy * 0.04),
                    (sx * 0.585, y0 + sy * 0.125),
                    (sx * 0.625, y0 + sy * 0.125),
                ],
                easel.lit(_BRASS),
            )
    canvas.save()
    canvas.translate(-0.08, 0.16)
    canvas.rotate(-12)
    easel.disc(0.0, 0.0, 0.115, easel.lit((0.93, 0.88, 0.76)))
    easel.disc(0.0, 0.0, 0.095, easel.lit(easel.accent(2)))
    easel.shape(
        [(-0.09, 0.03), (-0.03, -0.045), (0.0, -0.01), (0.04, -0.06), (0.09, 0.03)], easel.lit((0.95, 0.92, 0.84))
    )
    canvas.restore()
    canvas.save()
    canvas.translate(0.16, 0.24)
    canvas.rotate(9)
    easel.slab(-0.10, -0.065, 0.10, 0.065, 0.01, fill(easel.lit((0.92, 0.86, 0.70))))
    easel.slab(-0.10, -0.02, 0.10, 0.02, 0.0, fill(easel.lit(easel.accent(1))))
    canvas.restore()


@prop("umbrella")
def draw_umbrella(easel: PropEasel) -> None:
    """An open umbrella in rain; drops burst on it and fall from its points."""
    canvas = easel.canvas
    colour = easel.vivid((0.80, 0.18, 0.18))
    canvas.save()
    canvas.rotate(9 + 2.0 * easel.wave(0.3))
    easel.slab(-0.014, -0.50, 0.014, 0.52, 0.01, fill(easel.lit((0.35, 0.25, 0.20))))
    canvas.drawArc(oval(0.075, 0.50, 0.075, 0.085), 0, 180, False, stroke(easel.lit((0.50, 0.32, 0.20)), 0.036))
    half, rim, top = 0.66, 0.02, -0.46
    tone = easel.tone(colour, 0.5)
    canvas.drawPath(
        closed_curve([*[(-half, rim)] * 2, (-0.3, -0.10), (0.3, -0.10), *[(half, rim)] * 2, (0.0, 0.06)]), tone.line
    )
    ribs = [half * x for x in (-1.0, -0.66, -0.22, 0.26, 0.68, 1.0)]
    for index in range(5):
        a, b = ribs[index], ribs[index + 1]
        gore = skia.Path()
        gore.moveTo(0.0, top)
        gore.quadTo(a * 0.95, top + 0.06, a, rim)
        gore.quadTo(0.5 * (a + b), rim - 0.10, b, rim)
        gore.quadTo(b * 0.95, top + 0.06, 0.0, top)
        gore.close()
        side = (a + b) / (2 * half) * easel.lighting.key_side
        canvas.drawPath(gore, tone.rim if side > 0.66 else tone.base if side > -0.25 else tone.shade)
        canvas.drawPath(gore, stroke(easel.shaded(scaled(colour, 0.7)), 0.004, 0.5))
    easel.slab(-0.010, top - 0.075, 0.010, top + 0.01, 0.008, fill(easel.lit((0.35, 0.25, 0.20))))
    for index in range(12):
        burst = (easel.time_seconds * 2.3 + index * 0.29) % 1.0
        x = -0.52 + 1.04 * ((index * 0.618) % 1.0)
        y = top + 0.48 * (abs(x) / half) ** 2.2
        for d in (-1.0, 0.0, 1.0):
            easel.disc(
                x + d * 0.05 * burst,
                y - 0.02 - 0.06 * burst * (1.0 - burst) * 4 * (1.2 - abs(d) * 0.4),
                0.007,
                (0.88, 0.94, 1.0),
                round(0.9 * (1 - burst), 2),
            )
    for index, x in enumerate(ribs):
        fall = (easel.time_seconds * 1.1 + index * 0.37) % 1.0
        easel.oval(x, rim + 0.02 + 0.55 * fall * fall, 0.009, 0.017, (0.86, 0.93, 1.0), 0.8)
    canvas.restore()
    for index in range(30):
        fall = (easel.time_seconds * 1.9 + index * 0.237) % 1.0
        x = -0.95 + 1.9 * ((index * 0.618) % 1.0)
        y = -0.78 + 1.56 * fall
        if y > 0.0 - 0.46 * (1 - min(1.0, abs(x) / 0.66) ** 2) and abs(x) < 0.64:
            continue
        canvas.drawLine(x, y, x - 0.018, y + 0.085, stroke((0.85, 0.92, 1.0), 0.005, 0.5))

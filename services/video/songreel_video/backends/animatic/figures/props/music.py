"""Things that sound: guitar, microphone, record player, cassette, piano keys, drum, headphones, speaker."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.curves import closed_curve
from songreel_video.backends.animatic.figures.props.easel import PropEasel, mix, oval, prop, scaled
from songreel_video.backends.animatic.figures.shading import fill, stroke

_METAL = (0.74, 0.76, 0.80)
_BLACK = (0.13, 0.12, 0.14)


@prop("guitar")
def draw_guitar(easel: PropEasel) -> None:
    """The body of a guitar with its strings trembling."""
    canvas = easel.canvas
    canvas.save()
    canvas.rotate(-24)
    wood = mix(easel.vivid((0.78, 0.46, 0.22)), (0.78, 0.46, 0.22), 0.6)
    half = (
        (-0.50, 0.0),
        (-0.47, 0.22),
        (-0.30, 0.31),
        (-0.12, 0.24),
        (0.02, 0.165),
        (0.14, 0.20),
        (0.26, 0.225),
        (0.36, 0.14),
        (0.37, 0.0),
    )
    outline = [*half, *[(x, -y) for x, y in reversed(half[1:-1])]]
    canvas.save()
    canvas.translate(0.012, 0.035)
    easel.shape(outline, easel.shaded(scaled(wood, 0.6)))
    canvas.restore()
    easel.shape(outline, easel.shaded(wood))
    inner = [(x * 0.965 - 0.002, y * 0.945) for x, y in outline]
    canvas.drawPath(
        closed_curve(inner),
        easel.ramp(
            (-0.4, -0.3), (0.3, 0.3), [easel.lit(scaled(wood, 1.18)), easel.lit(wood), easel.lit(scaled(wood, 0.72))]
        ),
    )
    easel.disc(0.115, 0.0, 0.125, easel.shaded(scaled(wood, 0.7)))
    canvas.drawCircle(0.115, 0.0, 0.108, stroke(easel.lit((0.92, 0.80, 0.56)), 0.010))
    easel.disc(0.115, 0.0, 0.092, easel.shaded((0.10, 0.06, 0.05)))
    neck = easel.tone((0.26, 0.16, 0.12))
    easel.slab(0.16, -0.055, 0.98, 0.055, 0.01, neck.base)
    for index in range(7):
        x = 0.40 + 0.085 * index
        canvas.drawLine(x, -0.055, x, 0.055, stroke(easel.lit(_METAL), 0.006))
    easel.slab(-0.30, -0.11, -0.26, 0.11, 0.012, neck.base)
    gleam = 0.5 + 0.5 * easel.wave(0.2)
    easel.shape([(-0.44, -0.16), (-0.30, -0.27), (-0.12, -0.21), (-0.28, -0.20)], (1.0, 1.0, 1.0), 0.12 + 0.14 * gleam)
    for index in range(6):
        y = -0.040 + 0.016 * index
        shiver = 0.008 * easel.energy * sin(easel.time_seconds * (50 + 9 * index)) * (1.0 if index % 2 else 0.6)
        easel.line(
            [(-0.28, y), (0.1, y + shiver * 2), (0.98, y)], easel.lit((0.95, 0.92, 0.82)), 0.0035 + 0.0008 * (5 - index)
        )
    canvas.restore()


@prop("microphone")
def draw_microphone(easel: PropEasel) -> None:
    """An old stage microphone before a warm haze."""
    canvas = easel.canvas
    easel.glow(0.0, -0.12, 0.75, easel.vivid((0.95, 0.62, 0.35)), 0.30 + 0.22 * easel.energy)
    metal = easel.tone(_METAL, 0.7)
    canvas.drawRect(
        skia.Rect.MakeLTRB(-0.030, 0.22, 0.030, 0.85),
        easel.ramp((-0.03, 0), (0.03, 0), [easel.shaded(_METAL), easel.lit(_METAL), easel.shaded(scaled(_METAL, 0.6))]),
    )
    canvas.save()
    canvas.rotate(-9 + 0.8 * easel.wave(0.3))
    easel.slab(-0.09, 0.16, 0.09, 0.27, 0.03, metal.shade)
    body = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.225, -0.46, 0.225, 0.20), 0.21, 0.21)
    canvas.drawRRect(
        body,
        easel.ramp(
            (-0.22, 0),
            (0.22, 0),
            [
                easel.lit(scaled(_METAL, 1.15)),
                easel.lit(_METAL),
                easel.shaded(_METAL),
                easel.shaded(scaled(_METAL, 0.55)),
            ]
            if easel.lighting.key_side < 0
            else [
                easel.shaded(scaled(_METAL, 0.55)),
                easel.shaded(_METAL),
                easel.lit(_METAL),
                easel.lit(scaled(_METAL, 1.15)),
            ],
        ),
    )
    canvas.save()
    canvas.clipRRect(body, skia.ClipOp.kIntersect, True)
    for index in range(7):
        x = -0.165 + 0.055 * index
        easel.slab(x - 0.015, -0.40, x + 0.015, 0.12, 0.014, fill(easel.shaded((0.12, 0.11, 0.13))))
        easel.slab(x - 0.015, -0.40, x - 0.007, 0.12, 0.004, fill(easel.lit(scaled(_METAL, 0.8)), 0.5))
    for y in (-0.25, -0.01):
        easel.slab(-0.23, y - 0.022, 0.23, y + 0.022, 0.0, metal.base)
        easel.slab(-0.23, y + 0.008, 0.23, y + 0.022, 0.0, metal.shade)
    easel.slab(-0.026, -0.46, 0.026, 0.20, 0.0, metal.base)
    canvas.restore()
    side = easel.lighting.key_side
    easel.shape(
        [(0.14 * side, -0.42), (0.20 * side, -0.30), (0.205 * side, 0.02), (0.17 * side, 0.0), (0.165 * side, -0.28)],
        (1.0, 0.98, 0.92),
        0.55,
    )
    canvas.restore()
    for index in range(9):
        x = 0.6 * sin(index * 2.4 + easel.time_seconds * 0.11)
        y = -0.1 + 0.5 * cos(index * 1.7 - easel.time_seconds * 0.13)
        easel.disc(x, y, 0.008 + 0.004 * (index % 3), (1.0, 0.9, 0.7), 0.25)


@prop("record_player")
def draw_record_player(easel: PropEasel) -> None:
    """A record turning under its needle, light sliding on the grooves."""
    canvas = easel.canvas
    wood = easel.tone((0.45, 0.28, 0.18))
    easel.shadow(0.0, 0.42, 0.95, 0.20, 0.55)
    easel.slab(-0.72, -0.44, 0.72, 0.46, 0.05, wood.shade)
    canvas.drawRoundRect(
        skia.Rect.MakeLTRB(-0.72, -0.46, 0.72, 0.41),
        0.05,
        0.05,
        easel.ramp((-0.7, -0.4), (0.7, 0.4), [easel.lit((0.55, 0.35, 0.22)), easel.lit((0.42, 0.26, 0.17))]),
    )
    x, y, radius = -0.14, -0.03, 0.40
    easel.disc(x + 0.01, y + 0.02, radius + 0.02, easel.shaded((0.2, 0.14, 0.1)))
    easel.disc(x, y, radius, easel.lit((0.10, 0.09, 0.11)))
    for index in range(7):
        canvas.drawCircle(x, y, 0.17 + 0.033 * index, stroke(easel.lit((0.24, 0.23, 0.26)), 0.004))
    wobble = 4 * easel.wave(0.55)
    for start in (-62.0, 118.0):
        canvas.drawArc(
            oval(x, y, radius * 0.97, radius * 0.97), start + wobble, 26, True, fill((1.0, 0.95, 0.85), 0.17)
        )
        canvas.drawArc(
            oval(x, y, radius * 0.97, radius * 0.97), start + 8 + wobble, 9, True, fill((1.0, 0.95, 0.85), 0.20)
        )
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(easel.time_seconds * 200.0 % 360.0)
    easel.disc(0, 0, 0.145, easel.lit(easel.vivid((0.82, 0.34, 0.25))))
    canvas.drawArc(oval(0, 0, 0.145, 0.145), 0, 130, True, fill(easel.lit((0.95, 0.88, 0.72))))
    easel.slab(-0.09, 0.055, 0.05, 0.070, 0.005, fill(easel.shaded(_BLACK)))
    easel.disc(0, 0, 0.016, easel.lit(_METAL))
    canvas.restore()
    arm = easel.tone(_METAL, 0.6)
    easel.disc(0.52, -0.28, 0.085, easel.shaded(_METAL))
    easel.disc(0.52, -0.29, 0.072, easel.lit(_METAL))
    drift = 0.012 * easel.wave(0.05)
    tip = (0.12 + drift, 0.17)
    easel.line([(0.55, -0.33), (0.50, 0.02), (0.34, 0.10), tip], easel.shaded((0.2, 0.2, 0.2)), 0.030, 0.4)
    easel.line([(0.55, -0.35), (0.50, 0.0), (0.34, 0.08), tip], easel.lit(_METAL), 0.020)
    canvas.save()
    canvas.translate(*tip)
    canvas.rotate(50)
    easel.slab(-0.03, -0.025, 0.07, 0.025, 0.008, arm.line)
    canvas.restore()
    for index in range(2):
        easel.disc(0.47 + 0.13 * index, 0.29, 0.038, easel.lit(_METAL))
        easel.disc(0.47 + 0.13 * index, 0.295, 0.026, easel.shaded(_METAL))


@prop("cassette")
def draw_cassette(easel: PropEasel) -> None:
    """A cassette with its reels turning."""
    canvas = easel.canvas
    canvas.save()
    canvas.rotate(-7)
    easel.shadow(0.02, 0.06, 0.80, 0.55, 0.42)
    shell = mix(easel.accent(1), (0.20, 0.20, 0.24), 0.45)
    easel.slab(-0.60, -0.37, 0.60, 0.40, 0.05, easel.tone(shell).line)
    easel.slab(-0.60, -0.39, 0.60, 0.38, 0.05, easel.tone(shell).base)
    label = easel.lit((0.94, 0.90, 0.80))
    easel.slab(-0.52, -0.31, 0.52, 0.22, 0.03, fill(label))
    warm = easel.vivid((0.88, 0.45, 0.25))
    for index, colour in enumerate((warm, mix(warm, (0.95, 0.75, 0.35), 0.6), mix(warm, (0.3, 0.2, 0.4), 0.5))):
        easel.slab(-0.52, 0.065 + 0.05 * index, 0.52, 0.11 + 0.05 * index, 0.0, fill(easel.lit(colour)))
    easel.line(
        [(-0.44, -0.22), (-0.3, -0.25), (-0.2, -0.20), (-0.05, -0.24), (0.1, -0.21), (0.22, -0.23)],
        easel.lit((0.25, 0.25, 0.35)),
        0.012,
    )
    easel.slab(-0.34, -0.14, 0.34, 0.05, 0.09, easel.tone(shell).line)
    easel.slab(-0.12, -0.10, 0.12, 0.01, 0.01, fill(easel.shaded((0.35, 0.25, 0.2))))
    played = (easel.time_seconds * 0.02) % 1.0
    easel.disc(-0.215, -0.045, 0.090, easel.lit((0.95, 0.95, 0.92)))
    easel.disc(0.215, -0.045, 0.090, easel.lit((0.95, 0.95, 0.92)))
    for x, amount in ((-0.215, 1.0 - played), (0.215, played)):
        canvas.save()
        canvas.translate(x, -0.045)
        canvas.rotate(easel.time_seconds * (90 + 50 * (1 - amount)) % 360)
        easel.disc(0, 0, 0.062, easel.shaded(shell))
        for index in range(6):
            canvas.save()
            canvas.rotate(60 * index)
            easel.slab(-0.010, 0.030, 0.010, 0.066, 0.004, fill(easel.lit((0.95, 0.95, 0.92))))
            canvas.restore()
        canvas.restore()
    easel.facet([(-0.36, 0.38), (-0.31, 0.26), (0.31, 0.26), (0.36, 0.38)], easel.shaded(scaled(shell, 1.2)))
    for x in (-0.24, 0.24):
        easel.disc(x, 0.325, 0.026, easel.shaded(_BLACK))
    for x, y in ((-0.56, -0.345), (0.56, -0.345), (-0.56, 0.34), (0.56, 0.34)):
        easel.disc(x, y, 0.017, easel.lit(_METAL))
    canvas.restore()


@prop("piano_keys")
def draw_piano_keys(easel: PropEasel) -> None:
    """A run of piano keys in slanting light, some going down on the beat."""
    canvas = easel.canvas
    easel.facet([(-1.2, -0.75), (1.2, -0.75), (1.2, -0.30), (-1.2, -0.30)], easel.shaded((0.12, 0.09, 0.09)))
    canvas.drawRect(
        skia.Rect.MakeLTRB(-1.2, -0.34, 1.2, -0.30),
        fill(easel.lit(mix(easel.vivid((0.6, 0.12, 0.12)), (0.6, 0.12, 0.12), 0.5))),
    )
    wide = 0.155
    step = int(easel.time_seconds * 3.0)
    blend = easel.time_seconds * 3.0 - step
    for index in range(-8, 8):
        down = _pressed(index, step) * (1.0 - blend) ** 0.5 * (0.3 + 0.7 * easel.energy)
        x = index * wide
        bottom = 0.50 + 0.020 * down
        colour = (0.96, 0.94, 0.89)
        canvas.drawRect(
            skia.Rect.MakeLTRB(x, -0.30, x + wide - 0.006, bottom),
            easel.ramp(
                (0, -0.3),
                (0, 0.5),
                [easel.shaded(colour), easel.lit(scaled(colour, 0.98 - 0.10 * down)), easel.lit(colour)],
            ),
        )
        canvas.drawRect(
            skia.Rect.MakeLTRB(x, bottom, x + wide - 0.006, bottom + 0.10 - 0.02 * down), fill(easel.shaded(colour))
        )
        if down > 0.1:
            canvas.drawRect(skia.Rect.MakeLTRB(x, -0.30, x + 0.018, bottom), fill(easel.shaded(colour), 0.8 * down))
    for index in range(-8, 8):
        if index % 7 in (2, 6):
            continue
        down = _pressed(index + 3, step + 1) * (1.0 - blend) ** 0.5 * easel.energy
        x = (index + 1) * wide - 0.003
        low = 0.155 + 0.016 * down
        canvas.drawRect(
            skia.Rect.MakeLTRB(x - 0.040, -0.30, x + 0.060, low + 0.020), fill(easel.shaded((0.3, 0.28, 0.3)), 0.5)
        )
        easel.slab(x - 0.047, -0.32, x + 0.047, low, 0.012, fill(easel.shaded((0.10, 0.09, 0.10))))
        easel.slab(
            x - 0.036,
            -0.32,
            x + 0.036,
            low - 0.045,
            0.010,
            easel.ramp((0, -0.3), (0, 0.14), [easel.lit((0.14, 0.13, 0.15)), easel.lit((0.30, 0.28, 0.31))]),
        )
    canvas.drawRect(skia.Rect.MakeLTRB(-1.2, 0.62, 1.2, 0.80), fill(easel.shaded((0.12, 0.09, 0.09))))
    slant = 0.10 * easel.wave(0.07)
    easel.facet(
        [(-0.7 + slant, -0.30), (-0.1 + slant, -0.30), (0.45 + slant, 0.62), (-0.15 + slant, 0.62)],
        (1.0, 0.92, 0.75),
        0.16,
    )


def _pressed(index: int, step: int) -> float:
    return 1.0 if (index * 5 + step * 3) % 8 == 0 else 0.0


@prop("drum")
def draw_drum(easel: PropEasel) -> None:
    """A snare drum struck by two sticks; the skin jumps and dust rises."""
    canvas = easel.canvas
    beat = (easel.time_seconds * 2.0) % 1.0
    easel.shadow(0.0, 0.40, 0.72, 0.12, 0.5)
    shell = easel.vivid((0.72, 0.20, 0.18))
    body = closed_curve(
        [
            *[(-0.50, -0.05)] * 2,
            *[(-0.50, 0.30)] * 2,
            (-0.3, 0.43),
            (0.3, 0.43),
            *[(0.50, 0.30)] * 2,
            *[(0.50, -0.05)] * 2,
        ]
    )
    ramp = [easel.lit(scaled(shell, 1.15)), easel.lit(shell), easel.shaded(shell), easel.shaded(scaled(shell, 0.6))]
    canvas.drawPath(body, easel.ramp((-0.5, 0), (0.5, 0), ramp if easel.lighting.key_side < 0 else ramp[::-1]))
    for index in range(7):
        x = 0.5 * sin(-1.25 + 0.417 * index)
        y = 0.10 * cos(-1.25 + 0.417 * index)
        easel.slab(x - 0.014, 0.02 + y, x + 0.014, 0.27 + y, 0.01, fill(easel.lit(_METAL)))
    for y, extra in ((0.28, 0.0), (-0.07, 0.006)):
        canvas.drawArc(oval(0.0, y, 0.51 + extra, 0.135), 0, 180, False, stroke(easel.lit(_METAL), 0.035))
    jump = 0.012 * (1.0 - beat) ** 3 * easel.energy
    easel.oval(0.0, -0.09, 0.52, 0.145, easel.lit(_METAL))
    easel.oval(0.0, -0.095 + jump, 0.485, 0.125, easel.lit((0.95, 0.93, 0.88)))
    easel.oval(0.04, -0.085 + jump, 0.30, 0.07, easel.lit((0.86, 0.84, 0.80)), 0.6)
    for index in range(8):
        rise = beat * (0.14 + 0.05 * (index % 3))
        easel.disc(-0.28 + 0.08 * index, -0.12 - rise, 0.010, (1.0, 0.95, 0.85), 0.7 * (1.0 - beat) * easel.energy)
    for side, shift in ((-1.0, 0.0), (1.0, 0.5)):
        lift = ((easel.time_seconds * 2.0 + shift) % 1.0) ** 0.8
        angle = 14 + 26 * sin(pi * lift) * (0.4 + 0.6 * easel.energy)
        canvas.save()
        canvas.translate(side * 0.08, -0.12)
        canvas.scale(side, 1)
        canvas.rotate(-angle)
        wood = easel.tone((0.80, 0.60, 0.36))
        easel.shape(
            [
                (0.0, -0.028),
                (0.05, -0.030),
                (0.10, -0.018),
                (0.75, -0.030),
                (0.75, 0.030),
                (0.10, 0.016),
                (0.05, 0.028),
                (0.0, 0.026),
            ],
            easel.lit((0.80, 0.60, 0.36)),
        )
        easel.canvas.drawPath(
            closed_curve([(0.02, 0.01), (0.10, 0.004), (0.75, 0.008), (0.75, 0.030), (0.10, 0.016), (0.04, 0.028)]),
            wood.shade,
        )
        canvas.restore()


@prop("headphones")
def draw_headphones(easel: PropEasel) -> None:
    """Headphones lying, their cushions humming."""
    canvas = easel.canvas
    easel.shadow(0.0, 0.42, 0.66, 0.10, 0.45)
    colour = easel.vivid((0.80, 0.36, 0.26))
    dark = easel.tone((0.16, 0.15, 0.18), 0.5)
    for width, paint in ((0.105, dark.line), (0.085, dark.base)):
        p = skia.Paint(paint)
        p.setStyle(skia.Paint.kStroke_Style)
        p.setStrokeWidth(width)
        canvas.drawArc(oval(0.0, 0.08, 0.42, 0.50), 190, 160, False, p)
    canvas.drawArc(oval(0.0, 0.08, 0.40, 0.48), 215, 110, False, stroke(easel.lit(colour), 0.030))
    hum = 0.008 * easel.energy * sin(easel.time_seconds * 25.0)
    for side in (-1.0, 1.0):
        x = side * 0.42
        easel.slab(x - 0.02 * side - 0.025, -0.08, x - 0.02 * side + 0.025, 0.14, 0.02, fill(easel.lit(_METAL)))
        canvas.save()
        canvas.translate(x, 0.20)
        canvas.rotate(side * -7)
        easel.slab(
            -0.125 - hum,
            -0.22,
            0.125 + hum,
            0.22,
            0.11,
            easel.tone(colour).shade if side * easel.lighting.key_side < 0 else easel.tone(colour).base,
        )
        inward = -side * 0.115
        easel.slab(inward - 0.07, -0.20, inward + 0.07, 0.20, 0.07, dark.base)
        easel.slab(inward - 0.05, -0.15, inward + 0.03, 0.10, 0.04, dark.rim)
        easel.oval(side * 0.05, 0.0, 0.045, 0.13, easel.lit(scaled(colour, 1.25)), 0.6)
        canvas.restore()
    easel.line(
        [(-0.44, 0.42), (-0.40, 0.56), (-0.1, 0.50), (0.15, 0.60), (0.5, 0.52)], easel.shaded((0.16, 0.15, 0.18)), 0.018
    )


@prop("speaker")
def draw_speaker(easel: PropEasel) -> None:
    """A loudspeaker whose cones push out with the music."""
    canvas = easel.canvas
    easel.shadow(0.0, 0.55, 0.60, 0.08, 0.5)
    wood = (0.42, 0.28, 0.20)
    easel.slab(-0.37, -0.58, 0.37, 0.56, 0.03, easel.tone(wood).shade)
    canvas.drawRoundRect(
        skia.Rect.MakeLTRB(-0.37, -0.58, 0.34, 0.55),
        0.03,
        0.03,
        easel.ramp((-0.37, -0.5), (0.34, 0.5), [easel.lit(scaled(wood, 1.2)), easel.lit(wood)]),
    )
    easel.slab(-0.32, -0.53, 0.29, 0.50, 0.02, fill(easel.lit((0.14, 0.13, 0.15))))
    kick = (0.25 + 0.75 * easel.energy) * (0.5 + 0.5 * cos(2 * pi * easel.time_seconds * 2.0)) ** 3
    for y, radius in ((-0.32, 0.125), (0.16, 0.255)):
        x = -0.015
        grow = 1.0 + 0.05 * kick
        easel.disc(x, y, radius * 1.09, easel.lit((0.34, 0.34, 0.37)))
        easel.disc(x, y, radius, easel.shaded((0.10, 0.10, 0.11)))
        canvas.drawCircle(x, y, radius * 0.86 * grow, stroke(easel.lit((0.26, 0.25, 0.28)), radius * 0.16))
        canvas.drawCircle(
            x,
            y,
            radius * 0.72 * grow,
            easel.ramp(
                (x - radius, y - radius),
                (x + radius, y + radius),
                [easel.lit((0.10, 0.10, 0.12)), easel.lit((0.36, 0.33, 0.34))],
            ),
        )
        easel.disc(x, y, radius * 0.30 * grow, easel.lit(mix(easel.vivid((0.85, 0.5, 0.3)), (0.2, 0.2, 0.2), 0.45)))
        easel.oval(
            x + 0.08 * radius * easel.lighting.key_side,
            y - 0.10 * radius,
            radius * 0.12,
            radius * 0.09,
            (1.0, 0.95, 0.9),
            0.45,
        )
        for index in range(8):
            angle = index * pi / 4 + 0.2
            easel.disc(x + radius * 1.04 * cos(angle), y + radius * 1.04 * sin(angle), 0.010, easel.lit(_METAL))
    for ring in range(3):
        reach = (easel.time_seconds * 2.0 + ring / 3) % 1.0
        alpha = 0.30 * easel.energy * (1.0 - reach)
        for start in (-28, 152):
            canvas.drawArc(
                oval(0.0, 0.0, 0.48 + 0.34 * reach, 0.50 + 0.34 * reach),
                start,
                56,
                False,
                stroke(easel.lit(easel.vivid((0.95, 0.7, 0.4))), 0.014, round(alpha, 2)),
            )

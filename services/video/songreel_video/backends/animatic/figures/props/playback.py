"""Things that play a song again: record player, cassette."""

from __future__ import annotations

import skia

from songreel_video.backends.animatic.figures.ink.curves import oval
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import BLACK, STEEL


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
    easel.slab(-0.09, 0.055, 0.05, 0.070, 0.005, fill(easel.shaded(BLACK)))
    easel.disc(0, 0, 0.016, easel.lit(STEEL))
    canvas.restore()
    arm = easel.tone(STEEL, 0.6)
    easel.disc(0.52, -0.28, 0.085, easel.shaded(STEEL))
    easel.disc(0.52, -0.29, 0.072, easel.lit(STEEL))
    drift = 0.012 * easel.wave(0.05)
    tip = (0.12 + drift, 0.17)
    easel.line([(0.55, -0.33), (0.50, 0.02), (0.34, 0.10), tip], easel.shaded((0.2, 0.2, 0.2)), 0.030, 0.4)
    easel.line([(0.55, -0.35), (0.50, 0.0), (0.34, 0.08), tip], easel.lit(STEEL), 0.020)
    canvas.save()
    canvas.translate(*tip)
    canvas.rotate(50)
    easel.slab(-0.03, -0.025, 0.07, 0.025, 0.008, arm.line)
    canvas.restore()
    for index in range(2):
        easel.disc(0.47 + 0.13 * index, 0.29, 0.038, easel.lit(STEEL))
        easel.disc(0.47 + 0.13 * index, 0.295, 0.026, easel.shaded(STEEL))


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
        easel.disc(x, 0.325, 0.026, easel.shaded(BLACK))
    for x, y in ((-0.56, -0.345), (0.56, -0.345), (-0.56, 0.34), (0.56, 0.34)):
        easel.disc(x, y, 0.017, easel.lit(STEEL))
    canvas.restore()

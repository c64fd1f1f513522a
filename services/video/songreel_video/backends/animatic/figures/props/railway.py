"""A train at night."""

from __future__ import annotations

from math import sin

from songreel_video.backends.animatic.figures.ink.curves import closed_curve
from songreel_video.backends.animatic.figures.ink.shading import fill, scaled
from songreel_video.backends.animatic.figures.props.easel import PropEasel, prop
from songreel_video.backends.animatic.figures.props.materials import CHROME, RUBBER


@prop("train")
def draw_train(easel: PropEasel) -> None:
    """A night train rushing towards us on its rails, headlamps burning through the haze."""
    canvas = easel.canvas
    t = easel.time_seconds
    rush = t * (1.0 + easel.energy)
    shake = 0.004 * sin(t * 23.0) * (0.4 + easel.energy)
    easel.facet([(-0.10, -0.05), (0.10, -0.05), (1.15, 0.78), (-1.15, 0.78)], easel.shaded((0.26, 0.24, 0.26)))
    for index in range(9):
        near = (((index + rush * 2.0) % 9) / 9) ** 2.0
        y = 0.10 + 0.68 * near
        half = 0.22 + 0.62 * near
        easel.facet(
            [(-half, y), (half, y), (half * 1.04, y + 0.012 + 0.035 * near), (-half * 1.04, y + 0.012 + 0.035 * near)],
            easel.shaded((0.36, 0.26, 0.20)),
        )
    for side in (-1.0, 1.0):
        easel.facet(
            [(side * 0.16, 0.10), (side * 0.175, 0.10), (side * 0.70, 0.78), (side * 0.62, 0.78)],
            easel.lit((0.70, 0.72, 0.78)),
        )
    canvas.save()
    canvas.translate(shake, abs(shake))
    colour = easel.vivid((0.64, 0.18, 0.18))
    front = [
        *[(-0.36, 0.26)] * 2,
        (-0.38, -0.22),
        (-0.30, -0.44),
        (0.0, -0.50),
        (0.30, -0.44),
        (0.38, -0.22),
        *[(0.36, 0.26)] * 2,
    ]
    easel.shape([(x * 1.06, y * 1.02 - 0.012) for x, y in front], easel.shaded(RUBBER))
    ramp = [easel.lit(scaled(colour, 1.15)), easel.lit(colour), easel.shaded(colour)]
    canvas.drawPath(
        closed_curve(front), easel.ramp((-0.36, 0), (0.36, 0), ramp if easel.lighting.key_side < 0 else ramp[::-1])
    )
    for left, right in ((-0.28, -0.03), (0.03, 0.28)):
        easel.slab(left, -0.34, right, -0.09, 0.035, fill(easel.shaded((0.08, 0.09, 0.12))))
        easel.slab(
            left + 0.015,
            -0.325,
            right - 0.015,
            -0.105,
            0.03,
            easel.ramp((0, -0.33), (0, -0.1), [(0.98, 0.80, 0.48), (0.80, 0.52, 0.28)]),
        )
        easel.facet(
            [(left + 0.05, -0.325), (left + 0.12, -0.325), (left + 0.06, -0.105), (left + 0.015, -0.105)],
            (1.0, 1.0, 1.0),
            0.25,
        )
    easel.oval(0.15, -0.17, 0.042, 0.052, (0.20, 0.13, 0.12))
    easel.shape([(0.07, -0.105), (0.09, -0.13), (0.15, -0.14), (0.21, -0.13), (0.23, -0.105)], (0.20, 0.13, 0.12))
    easel.slab(-0.37, -0.015, 0.37, 0.035, 0.0, fill(easel.lit((0.93, 0.88, 0.76))))
    easel.slab(-0.34, 0.24, 0.34, 0.32, 0.03, fill(easel.shaded(RUBBER)))
    for index in range(7):
        x = -0.30 + 0.10 * index
        easel.facet(
            [(x - 0.045, 0.30), (x + 0.045, 0.30), (x * 1.12 + 0.03, 0.40), (x * 1.12 - 0.03, 0.40)],
            easel.shaded((0.30, 0.30, 0.33)),
        )
    strength = 0.75 + 0.25 * sin(t * 31.0) * 0.2 + 0.2 * easel.energy
    for x, y in ((-0.24, 0.135), (0.24, 0.135), (0.0, -0.425)):
        easel.disc(x, y, 0.062, easel.lit(CHROME))
        easel.disc(x, y, 0.050, (1.0, 0.97, 0.85))
        easel.glow(x, y, 0.46, (1.0, 0.88, 0.62), min(1.0, 0.70 * strength))
    canvas.restore()
    for index in range(7):
        rise = (t * 0.5 + index / 7) % 1.0
        x = (0.50 if index % 2 else -0.50) * (0.5 + 0.8 * rise)
        easel.oval(
            x,
            0.34 - 0.20 * rise,
            0.10 + 0.16 * rise,
            0.05 + 0.08 * rise,
            easel.lit((0.85, 0.86, 0.90)),
            round(0.20 * (1 - rise), 2),
        )

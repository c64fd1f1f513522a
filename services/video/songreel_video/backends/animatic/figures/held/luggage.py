"""What a traveller carries: suitcase, cane, backpack."""

from __future__ import annotations

from math import pi, sin

import skia

from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.held.solids import draw_rod
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.ink.ribbons import draw_ribbon, ribbon
from songreel_video.backends.animatic.figures.ink.shading import stroke


def draw_suitcase(easel: Easel, palm: Point) -> None:
    """Draws a suitcase that swings with the steps."""
    x, y = palm[0], palm[1] + 0.020
    swing = 0.010 * sin(2.0 * pi * easel.pose.phase)
    half = 0.055 + 0.085 * abs(easel.view.sine)
    tone = easel.tone(easel.look.carries_colour, 0.35)
    canvas = easel.canvas
    canvas.drawPath(
        open_curve([(x - 0.025, y + 0.022), (x - 0.020, y), (x + 0.020, y), (x + 0.025, y + 0.022)]),
        stroke((0.22, 0.15, 0.12), 0.010),
    )
    shape = ribbon(
        [(x + swing, y + 0.020), (x + swing, y + 0.035), (x + swing * 1.5, y + 0.175), (x + swing * 1.5, y + 0.190)],
        [half, half, half, half],
        crisp_start=True,
        crisp_end=True,
    )
    draw_ribbon(canvas, shape, tone, easel.lighting.key_side)
    for dx in (-0.55, 0.55):
        canvas.drawRect(skia.Rect.MakeXYWH(x + dx * half - 0.008, y + 0.020, 0.016, 0.170), tone.line)


def draw_cane(easel: Easel, palm: Point) -> None:
    """Draws a cane from the palm to the ground."""
    draw_rod(easel, (palm[0], palm[1] - 0.01), (palm[0] + 0.03 * easel.view.sine, -0.004), 0.011, (0.36, 0.24, 0.16))
    easel.canvas.drawCircle(palm[0], palm[1] - 0.012, 0.014, easel.tone((0.36, 0.24, 0.16)).base)


def draw_backpack(easel: Easel) -> None:
    """Draws a pack on the back; call after the trunk from behind, before it otherwise."""
    body, view = easel.body, easel.view
    back = view.direction(body.ribs.forward)
    x, y = easel.at(body.chest)
    x, y = x - back[0] * 0.105, y + 0.005
    half = 0.055 + 0.035 * abs(view.cosine)
    tone = easel.tone(easel.look.carries_colour, 0.3)
    shape = ribbon(
        [(x, y - 0.085), (x, y - 0.03), (x - 0.004 * back[0], y + 0.08), (x, y + 0.12)],
        [half * 0.8, half, half * 1.08, half * 0.92],
    )
    draw_ribbon(easel.canvas, shape, tone, easel.lighting.key_side)
    easel.canvas.drawPath(
        closed_curve(
            [
                (x - half * 0.8, y - 0.08),
                (x + half * 0.8, y - 0.08),
                (x + half, y - 0.01),
                (x, y + 0.015),
                (x - half, y - 0.01),
            ]
        ),
        tone.shade,
    )

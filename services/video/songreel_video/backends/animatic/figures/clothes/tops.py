"""The garment on the upper body and what is worn around it."""

from __future__ import annotations

from math import sin

from songreel_video.backends.animatic.figures.body.sections import front_of, ribbon_of_sections, sections_of_trunk
from songreel_video.backends.animatic.figures.clothes.fronts import draw_shirt_details
from songreel_video.backends.animatic.figures.clothes.jackets import draw_jacket
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import closed_curve
from songreel_video.backends.animatic.figures.ink.ribbons import draw_ribbon
from songreel_video.backends.animatic.figures.ink.shading import scaled


def draw_trunk(easel: Easel) -> None:
    """Draws the garment on the upper body with collar, opening and belt."""
    look = easel.look
    key = easel.lighting.key_side
    pad = {
        "hoodie": 0.012,
        "sweater": 0.010,
        "tank": 0.001,
        "dress": 0.002,
        "suit": 0.008,
        "spacesuit": 0.022,
        "shirt": 0.005,
    }.get(look.top, 0.006)
    sections = sections_of_trunk(easel, pad)
    start = 2 if look.top in ("dress", "tank", "shirt", "overalls") or look.skirt_hem >= 0 else 1
    paints = easel.tone(look.top_colour, 0.32)
    worn = sections[start:]
    draw_ribbon(easel.canvas, ribbon_of_sections(worn, crisp_start=True, crisp_end=False), paints, key)
    if easel.fine and look.outer == "none":
        draw_shirt_details(easel, sections)
    if look.outer in ("jacket", "leather", "blazer", "vest", "coat", "raincoat"):
        draw_jacket(easel, pad)
    if look.scarf:
        _draw_scarf(easel)


def _draw_scarf(easel: Easel) -> None:
    paints = easel.tone(easel.look.accent)
    sections = sections_of_trunk(easel, 0.012)
    centre = sections[8][0]
    half = 0.046
    easel.canvas.drawPath(
        closed_curve(
            [
                (centre[0] - half, centre[1] - 0.018),
                (centre[0], centre[1] - 0.030),
                (centre[0] + half, centre[1] - 0.018),
                (centre[0] + half * 0.8, centre[1] + 0.016),
                (centre[0], centre[1] + 0.028),
                (centre[0] - half * 0.8, centre[1] + 0.016),
            ]
        ),
        paints.base,
    )
    if easel.view.cosine > 0:
        start = front_of(sections, 7, 0.3)
        end = front_of(sections, 3, 0.35)
        drift = 0.02 * sin(easel.time_seconds * 2.3) - 0.5 * easel.body.stance.trail[0] * easel.view.sine
        points = [
            (start[0] - 0.015, start[1]),
            (start[0] + 0.018, start[1]),
            (end[0] + 0.020 + drift, end[1]),
            (end[0] - 0.018 + drift, end[1] + 0.006),
        ]
        easel.canvas.drawPath(
            closed_curve([points[0], points[1], points[2], points[2], points[3], points[3]]), paints.shade
        )


def draw_hood_down(easel: Easel) -> None:
    """Draws the hood of a hoodie lying on the shoulders; before the neck from the front, last from behind."""
    if easel.look.top != "hoodie" or easel.look.outer != "none":
        return
    paints = easel.tone(scaled(easel.look.top_colour, 0.93))
    centre = easel.at(easel.body.neck)
    back = easel.view.direction(easel.body.ribs.forward)
    x, y = centre[0] - back[0] * 0.030, centre[1] - 0.004
    half = 0.056 + 0.008 * abs(easel.view.cosine)
    spots = ((-1.0, 0.010), (-0.9, -0.030), (0.0, -0.042), (0.9, -0.030), (1.0, 0.010), (0.5, 0.040), (-0.5, 0.040))
    shape = [(x + half * a, y + b) for a, b in spots]
    easel.canvas.drawPath(closed_curve(shape), paints.base)
    inner = [(x + (px - x) * 0.78, y + 0.004 + (py - y) * 0.66) for px, py in shape]
    easel.canvas.drawPath(closed_curve(inner), paints.shade)

"""Shoes: a foot in sections, turned out and pitched, wrapped by its outline."""

from __future__ import annotations

from math import cos, sin

from songreel_video.backends.animatic.figures.bones.skeleton import Limb
from songreel_video.backends.animatic.figures.bones.stance import Leg
from songreel_video.backends.animatic.figures.bones.vectors import Vector
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import Point, blend, closed_curve, convex_hull, doubled
from songreel_video.backends.animatic.figures.ink.shading import scaled

# Sections of a foot: place along it from the ankle, half width, bottom and top above the sole; per foot length.
_FOOT = (
    (-0.27, 0.100, 0.06, 0.26),
    (-0.20, 0.165, 0.00, 0.44),
    (0.06, 0.165, 0.00, 0.44),
    (0.26, 0.200, 0.00, 0.30),
    (0.46, 0.230, 0.00, 0.22),
    (0.66, 0.170, 0.00, 0.185),
    (0.74, 0.090, 0.04, 0.14),
)


def draw_shoe(easel: Easel, leg: Limb, plan: Leg, side: int) -> None:
    """Draws a shoe from the ankle, turned out and pitched as the foot is: upper, then sole."""
    look, foot = easel.look, easel.build.foot
    pitch, toe_out = plan.pitch, plan.toe_out * side
    heels = look.shoes == "heels" and pitch > -0.3
    if heels:
        pitch -= 0.35
    c, s, c_out, s_out = cos(pitch), sin(pitch), cos(toe_out), sin(toe_out)
    ankle = leg.end
    rise = easel.build.ankle

    def place(along: float, across: float, up: float) -> Point:
        x, y = along * foot, up * foot - rise
        fx, fy = x * c - y * s, y * c + x * s
        w = across * foot
        vector: Vector = (ankle[0] + fx * c_out - w * s_out, ankle[1] + fy, ankle[2] + fx * s_out + w * c_out)
        return easel.view.point(vector)

    bulk = {"boots": 1.10, "wellingtons": 1.14, "sneakers": 1.06, "heels": 0.84, "bare": 0.92}.get(look.shoes, 1.0)
    if look.top == "spacesuit":
        bulk = 1.35
    points: list[Point] = []
    sole: list[Point] = []
    thick = {"sneakers": 0.075, "boots": 0.085, "wellingtons": 0.06, "heels": 0.03, "bare": 0.0}.get(look.shoes, 0.05)
    for along, half, low, high in _FOOT:
        for sign in (-1.0, 1.0):
            points.append(place(along, sign * half * bulk, low))
            points.append(place(along, sign * half * bulk * 0.72, high * (0.9 + 0.1 * bulk)))
            if thick:
                sole.append(place(along, sign * half * bulk * 1.03, low))
                sole.append(place(along, sign * half * bulk * 1.03, low + thick))
    colour = look.skin if look.shoes == "bare" else look.shoes_colour
    paints = easel.tone(colour, 0.4)
    canvas = easel.canvas
    if heels:
        spike = [
            place(-0.24, 0.05, 0.1),
            place(-0.16, 0.05, -0.24),
            place(-0.12, -0.05, -0.24),
            place(-0.10, -0.05, 0.1),
        ]
        canvas.drawPath(closed_curve(doubled(convex_hull(spike))), paints.shade)
    canvas.drawPath(closed_curve(_softened(convex_hull(points))), paints.base)
    if easel.pixels > 70:
        shade = [place(a, -side * h * bulk, (lo + hi) * 0.3) for a, h, lo, hi in _FOOT]
        middle = [place(a, 0.0, lo) for a, _h, lo, _hi in _FOOT]
        canvas.drawPath(closed_curve([*shade, *reversed(middle)]), paints.shade)
    if thick and easel.pixels > 70:
        edge = easel.tone((0.93, 0.92, 0.90) if look.shoes == "sneakers" else scaled(colour, 0.5), 0.2)
        canvas.drawPath(
            closed_curve(_softened(convex_hull(sole))), edge.base if look.shoes == "sneakers" else edge.shade
        )


def _softened(points: list[Point]) -> list[Point]:
    """Middles of long sides added, so that the smooth curve keeps to the shape."""
    result: list[Point] = []
    for index, point in enumerate(points):
        after = points[(index + 1) % len(points)]
        result.append(point)
        if abs(after[0] - point[0]) + abs(after[1] - point[1]) > 0.02:
            result.append(blend(point, after, 0.25))
            result.append(blend(point, after, 0.75))
    return result

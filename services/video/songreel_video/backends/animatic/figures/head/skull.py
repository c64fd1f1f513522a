"""The bare head: its contour from any side, its ears."""

from __future__ import annotations

from math import cos, sin

import skia

from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve

# Height above the chin: half width from the front; profile's face; profile's back. Drawn by eye, adults.
_STATIONS = (
    (0.000, 0.115, 0.245, 0.130),
    (0.035, 0.175, 0.315, 0.060),
    (0.120, 0.262, 0.330, -0.070),
    (0.200, 0.305, 0.335, -0.170),
    (0.285, 0.330, 0.345, -0.270),
    (0.365, 0.348, 0.375, -0.360),
    (0.470, 0.362, 0.350, -0.435),
    (0.600, 0.372, 0.362, -0.470),
    (0.720, 0.372, 0.360, -0.465),
    (0.830, 0.345, 0.325, -0.410),
    (0.920, 0.275, 0.235, -0.290),
    (0.985, 0.150, 0.080, -0.140),
)
# In profile the contour shows lips, nose and brow at these heights instead.
_PROFILE_FACE = (
    (0.000, 0.215),
    (0.020, 0.290),
    (0.085, 0.335),
    (0.135, 0.305),
    (0.175, 0.345),
    (0.215, 0.330),
    (0.250, 0.360),
    (0.290, 0.345),
    (0.310, 0.430),
    (0.350, 0.440),
    (0.430, 0.385),
    (0.500, 0.345),
    (0.560, 0.365),
)


def contour(view: HeadView, grow: float = 0.0, jaw: float = 1.0) -> tuple[list[Point], list[Point]]:
    """The skull's front edge and back edge, each from chin to crown, grown outwards by `grow`."""
    side = view.profile()
    lean_back = side**0.7
    front: list[Point] = []
    back: list[Point] = []
    if side > 0.86:
        front.extend((x + grow, -y) for y, x in _PROFILE_FACE)
    for y, half, face, rear in _STATIONS:
        width = half * (jaw if y < 0.4 else 1.0)
        lift = y * (1.0 + grow) - view.nod * 0.06 * (1.0 - y)
        if not (side > 0.86 and y < 0.58):
            bulge = -0.030 * side * max(0.0, 1.0 - abs(y - 0.5) / 0.12) + 0.012 * side * max(
                0.0, 1.0 - abs(y - 0.3) / 0.12
            )
            front.append((width * (1.0 - side) + face * side + grow + bulge, -lift))
        back.append((-width * (1.0 - lean_back) + rear * lean_back - grow, -lift))
    return front, back


def outline(view: HeadView, jaw: float) -> list[Point]:
    """The closed contour of the bare head."""
    front, back = contour(view, jaw=jaw)
    return [*front, (0.5 * (front[-1][0] + back[-1][0]), front[-1][1] - 0.02), *reversed(back)]


def draw_skull(canvas: skia.Canvas, view: HeadView, jaw: float) -> None:
    """Draws head and near ear, with the side away from the light in shade."""
    points = outline(view, jaw)
    canvas.drawPath(closed_curve(points), view.skin.base)
    front, back = contour(view, jaw=jaw)
    lit_edge, dark_edge = (front, back) if view.key_side > 0 else (back, front)
    depth = 0.30 if view.key_side > 0 else 0.22
    inner = [
        (d[0] + (li[0] - d[0]) * depth * (0.75 + 0.25 * cos(6.0 * index / len(dark_edge))), d[1])
        for index, (d, li) in enumerate(zip(dark_edge, _resampled(lit_edge, len(dark_edge)), strict=True))
    ]
    canvas.drawPath(closed_curve([*dark_edge, *reversed(inner)]), view.skin.shade)
    rim = [(x - 0.035 * view.key_side, y) for x, y in lit_edge]
    canvas.drawPath(closed_curve([*lit_edge[2:], *reversed(rim[2:])]), view.skin.rim)


def _resampled(points: list[Point], count: int) -> list[Point]:
    if len(points) == count:
        return points
    scale = (len(points) - 1) / (count - 1)
    return [points[round(index * scale)] for index in range(count)]


def draw_ears(canvas: skia.Canvas, view: HeadView) -> None:
    """Draws whichever ears are seen: both from the front, the near one from the side."""
    for u in (-0.355, 0.355):
        nearness = view.nearness(u, -0.02)
        if nearness < -0.16:
            continue
        x, y = view.place(u, 0.44, -0.03)
        width = 0.045 + 0.05 * min(1.0, abs(sin(view.turn)))
        height = 0.105
        outer = x + (0.02 if x > 0 else -0.02) * abs(cos(view.turn))
        shape = [
            (outer - width * 0.7, y - height),
            (outer + width * 0.8, y - height * 0.9),
            (outer + width, y - height * 0.1),
            (outer + width * 0.3, y + height),
            (outer - width * 0.4, y + height * 0.95),
            (outer - width, y),
        ]
        if u > 0 and cos(view.turn) > 0.3 and abs(sin(view.turn)) < 0.5:
            shape = [(2 * outer - px, py) for px, py in shape]
        paints = view.skin
        canvas.drawPath(closed_curve(shape), paints.base)
        if view.pixels > 40:
            inner = [(outer + (px - outer) * 0.5, y + (py - y) * 0.55) for px, py in shape]
            canvas.drawPath(closed_curve(inner), paints.shade)

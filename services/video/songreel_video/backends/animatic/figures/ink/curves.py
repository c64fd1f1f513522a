"""Paths of smooth outlines.

Outlines are uniform quadratic B-splines: every given point is a control point, the curve passes through the middles
between neighbours. A point given twice makes a corner.
"""

from __future__ import annotations

from collections.abc import Sequence

import skia

Point = tuple[float, float]


def closed_curve(points: Sequence[Point]) -> skia.Path:
    """A closed smooth path around the control points."""
    path = skia.Path()
    add_closed_curve(path, points)
    return path


def add_closed_curve(path: skia.Path, points: Sequence[Point]) -> None:
    """Adds a closed smooth contour to the path."""
    previous_x, previous_y = points[-1]
    first_x, first_y = points[0]
    path.moveTo((previous_x + first_x) * 0.5, (previous_y + first_y) * 0.5)
    count = len(points)
    for index in range(count):
        x, y = points[index]
        next_x, next_y = points[index + 1] if index + 1 < count else points[0]
        path.quadTo(x, y, (x + next_x) * 0.5, (y + next_y) * 0.5)
    path.close()


def open_curve(points: Sequence[Point]) -> skia.Path:
    """A smooth open path from the first point to the last."""
    path = skia.Path()
    path.moveTo(*points[0])
    for index in range(1, len(points) - 1):
        x, y = points[index]
        next_x, next_y = points[index + 1]
        if index == len(points) - 2:
            path.quadTo(x, y, next_x, next_y)
        else:
            path.quadTo(x, y, (x + next_x) * 0.5, (y + next_y) * 0.5)
    if len(points) == 2:
        path.lineTo(*points[1])
    return path


def polygon(points: Sequence[Point]) -> skia.Path:
    """A closed path with straight sides."""
    path = skia.Path()
    path.moveTo(*points[0])
    for x, y in points[1:]:
        path.lineTo(x, y)
    path.close()
    return path


def twice(point: Point) -> tuple[Point, Point]:
    """The point twice: a corner of the curve that it is put into."""
    return (point, point)


def doubled(points: Sequence[Point]) -> list[Point]:
    """Every point twice, so that the curve around them has a corner at each."""
    return [point for point in points for _ in (0, 1)]


def oval(x: float, y: float, half_width: float, half_height: float) -> skia.Rect:
    """The rectangle around an ellipse."""
    return skia.Rect.MakeXYWH(x - half_width, y - half_height, 2 * half_width, 2 * half_height)


def blend(a: Point, b: Point, amount: float) -> Point:
    """The point `amount` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount)


def convex_hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the smallest convex shape around the points, in order (Andrew's monotone chain, 1979)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    lower: list[Point] = []
    for point in ordered:
        while len(lower) > 1 and _turn(lower[-2], lower[-1], point) <= 0:
            lower.pop()
        lower.append(point)
    upper: list[Point] = []
    for point in reversed(ordered):
        while len(upper) > 1 and _turn(upper[-2], upper[-1], point) <= 0:
            upper.pop()
        upper.append(point)
    return lower[:-1] + upper[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

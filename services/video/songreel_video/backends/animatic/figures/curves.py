"""Paths of smooth outlines, and ribbons: shapes with a left and a right edge, such as limbs, skirts and torsos.

Outlines are uniform quadratic B-splines: every given point is a control point, the curve passes through the middles
between neighbours. A point given twice makes a corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

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


def blend(a: Point, b: Point, amount: float) -> Point:
    """The point `amount` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount)


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A shape between two edges of as many points; `normals` point from its spine to the left edge, length 1."""

    left: list[Point]
    right: list[Point]
    normals: list[Point]
    crisp_start: bool = False
    crisp_end: bool = False

    def outline(self) -> skia.Path:
        """The closed path around both edges; crisp ends have corners, others are rounded."""
        points: list[Point] = []
        if self.crisp_start:
            points.append(self.left[0])
        points.extend(self.left)
        if self.crisp_end:
            points.append(self.left[-1])
            points.append(self.right[-1])
        points.extend(reversed(self.right))
        if self.crisp_start:
            points.append(self.right[0])
        return closed_curve(points)

    def across(self, index: int, amount: float) -> Point:
        """The point at a station, from its left edge (0) to its right edge (1)."""
        return blend(self.left[index], self.right[index], amount)

    def band(self, starts: Sequence[float], ends: Sequence[float]) -> skia.Path:
        """The closed path of a strip along the ribbon, given at each station as fractions across."""
        last = len(self.left) - 1
        points = [self.across(0, starts[0])]
        points.extend(self.across(index, starts[index]) for index in range(last + 1))
        points.append(points[-1])
        points.append(self.across(last, ends[last]))
        points.extend(self.across(index, ends[index]) for index in range(last, -1, -1))
        points.append(points[-1])
        return closed_curve(points)


def ribbon(
    spine: Sequence[Point], radii: Sequence[float], *, crisp_start: bool = False, crisp_end: bool = False
) -> Ribbon:
    """The ribbon of the given half widths along a spine; ends that are not crisp are capped roundly."""
    count = len(spine)
    left: list[Point] = []
    right: list[Point] = []
    normals: list[Point] = []
    for index in range(count):
        before = spine[index - 1] if index else spine[0]
        after = spine[index + 1] if index + 1 < count else spine[-1]
        run_x, run_y = after[0] - before[0], after[1] - before[1]
        length = hypot(run_x, run_y) or 1.0
        normal = (-run_y / length, run_x / length)
        x, y = spine[index]
        radius = radii[index]
        if index == 0 and not crisp_start:
            x, y = x - run_x / length * radius * 0.75, y - run_y / length * radius * 0.75
            _add(left, right, normals, x, y, normal, radius * 0.72)
            x, y = spine[0]
        _add(left, right, normals, x, y, normal, radius)
        if index == count - 1 and not crisp_end:
            x, y = x + run_x / length * radius * 0.75, y + run_y / length * radius * 0.75
            _add(left, right, normals, x, y, normal, radius * 0.72)
    return Ribbon(left, right, normals, crisp_start, crisp_end)


def _add(
    left: list[Point], right: list[Point], normals: list[Point], x: float, y: float, normal: Point, radius: float
) -> None:
    left.append((x + normal[0] * radius, y + normal[1] * radius))
    right.append((x - normal[0] * radius, y - normal[1] * radius))
    normals.append(normal)


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


def shade_fraction(towards_light: float) -> float:
    """How much of a cylinder's width lies in shade, when its side faces the light by this cosine (0..1)."""
    view = 0.34  # the light comes a little from the viewer's side too, so a limb seen end-on is wholly lit
    return 0.5 * (1.0 - view / sqrt(view * view + towards_light * towards_light))

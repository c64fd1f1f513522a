"""Ribbons: shapes with a left and a right edge, such as limbs, skirts and torsos, shaded like cylinders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import hypot, sqrt

import skia

from songreel_video.backends.animatic.figures.ink.curves import Point, blend, closed_curve
from songreel_video.backends.animatic.figures.ink.shading import Tone


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

    def add(x: float, y: float, normal: Point, radius: float) -> None:
        left.append((x + normal[0] * radius, y + normal[1] * radius))
        right.append((x - normal[0] * radius, y - normal[1] * radius))
        normals.append(normal)

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
            add(x, y, normal, radius * 0.72)
            x, y = spine[0]
        add(x, y, normal, radius)
        if index == count - 1 and not crisp_end:
            x, y = x + run_x / length * radius * 0.75, y + run_y / length * radius * 0.75
            add(x, y, normal, radius * 0.72)
    return Ribbon(left, right, normals, crisp_start, crisp_end)


# How much of its shade and rim a limb has at its first stations, where it grows out of the trunk.
_ROOTED = (0.0, 0.0, 0.55)
# How much of its width lies in shade there, when the trunk it grows out of is in shade.
_ROOTED_IN_SHADE = (1.0, 1.0, 0.8, 0.65)


class Root(Enum):
    """What a shape grows out of at its start: nothing, or something in light or in shade."""

    FREE = auto()
    LIT = auto()
    SHADED = auto()


def draw_ribbon(canvas: skia.Canvas, shape: Ribbon, paints: Tone, key_side: int, root: Root = Root.FREE) -> None:
    """Draws the shape in its base tone, its far side in shade and its lit edge with a rim, as on a cylinder.

    A rooted shape has the tone of its root at its start, so that it grows out of what it is drawn on.
    """
    outline = shape.outline()
    canvas.drawPath(outline, paints.base)
    light_x, light_y = 0.90 * key_side, -0.44
    towards = [normal[0] * light_x + normal[1] * light_y for normal in shape.normals]
    count = len(towards)
    lit_left = sum(towards) > 0.0
    if root is not Root.FREE:
        towards = [value * (_ROOTED[index] if index < 3 else 1.0) for index, value in enumerate(towards)]
    right_shade = [1.0 - shade_fraction(value) if value > 0.0 else 1.0 for value in towards]
    left_shade = [shade_fraction(value) if value < 0.0 else 0.0 for value in towards]
    if root is Root.SHADED:
        for index, share in enumerate(_ROOTED_IN_SHADE[:count]):
            if lit_left:
                right_shade[index] = min(right_shade[index], 1.0 - share)
            else:
                left_shade[index] = max(left_shade[index], share)
    canvas.save()
    if root is Root.SHADED:  # a band has corners where the outline is round
        canvas.clipPath(outline, skia.ClipOp.kIntersect, True)
    if min(right_shade) < 0.97:
        canvas.drawPath(shape.band(right_shade, [1.0] * count), paints.shade)
    if max(left_shade) > 0.03:
        canvas.drawPath(shape.band([0.0] * count, left_shade), paints.shade)
    canvas.restore()
    width = paints.rim_width
    left_rim = [width * value if value > 0.0 else 0.0 for value in towards]
    if max(left_rim) > 0.5 * width:
        canvas.drawPath(shape.band([0.0] * count, left_rim), paints.rim)
    right_rim = [1.0 + width * value if value < 0.0 else 1.0 for value in towards]
    if min(right_rim) < 1.0 - 0.5 * width:
        canvas.drawPath(shape.band(right_rim, [1.0] * count), paints.rim)


def shade_fraction(towards_light: float) -> float:
    """How much of a cylinder's width lies in shade, when its side faces the light by this cosine (0..1)."""
    view = 0.34  # the light comes a little from the viewer's side too, so a limb seen end-on is wholly lit
    return 0.5 * (1.0 - view / sqrt(view * view + towards_light * towards_light))

"""The trunk as a stack of ellipses around the spine, which all garments on it follow."""

from __future__ import annotations

from math import hypot, sqrt

from songreel_video.backends.animatic.figures.bones.vectors import Basis, Vector, offset
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import Point
from songreel_video.backends.animatic.figures.ink.ribbons import Ribbon

Section = tuple[Point, Point, Point]  # centre, projected half width vector, projected half depth vector


def _section(easel: Easel, centre: Vector, axes: Basis, half_width: float, half_depth: float) -> Section:
    left, front = easel.view.direction(axes.left), easel.view.direction(axes.forward)
    return (
        easel.at(centre),
        (left[0] * half_width, left[1] * half_width),
        (front[0] * half_depth, front[1] * half_depth),
    )


def sections_of_trunk(easel: Easel, pad: float) -> list[Section]:
    """Ellipses around the spine from the crotch to the neck, `pad` wider than the body."""
    body, build = easel.body, easel.build
    t = build.torso
    deep = 0.35 + 0.65 * easel.look.girth
    belly = 0.010 * max(0.0, easel.look.girth - 1.0) * 10.0
    child = easel.look.age == "child"
    slope = build.shoulder * 0.97
    spots = (
        (body.pelvis, body.hips, -0.004, -0.16 * t, build.hips * 0.72, 0.046 * deep),
        (body.pelvis, body.hips, -0.010, -0.02 * t, build.hips, 0.060 * deep),
        (body.waist, body.hips, 0.002 + belly * 0.6, -0.13 * t, (build.hips + build.waist) * 0.5, 0.053 * deep + belly),
        (body.waist, body.ribs, 0.004 + belly * 0.5, 0.0, build.waist, 0.047 * deep + belly),
        (
            body.chest,
            body.ribs,
            0.004 + build.bust * 0.3,
            -0.22 * t,
            (build.waist + build.chest) * 0.52,
            0.052 * deep + belly * 0.3,
        ),
        (
            body.chest,
            body.ribs,
            0.004 + build.bust,
            -0.02 * t,
            build.chest,
            (0.055 if not child else 0.05) * deep + build.bust * 0.8,
        ),
        (body.neck, body.ribs, -0.002, -0.150 * t, slope * 0.95, 0.048 * deep),
        (body.neck, body.ribs, -0.006, -0.062 * t, slope * 0.70, 0.038),
        (body.neck, body.ribs, -0.006, 0.020 * t, 0.037, 0.031),
    )
    return [
        _section(easel, offset(joint, axes, forward, up, 0.0), axes, width + pad, depth + pad)
        for joint, axes, forward, up, width, depth in spots
    ]


def ribbon_of_sections(sections: list[Section], *, crisp_start: bool, crisp_end: bool) -> Ribbon:
    """The silhouette of a stack of ellipses, as a ribbon along their centres."""
    left: list[Point] = []
    right: list[Point] = []
    normals: list[Point] = []
    count = len(sections)
    for index, (centre, wide, deep) in enumerate(sections):
        before = sections[max(0, index - 1)][0]
        after = sections[min(count - 1, index + 1)][0]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = hypot(dx, dy) or 1.0
        nx, ny = -dy / length, dx / length
        extent = hypot(wide[0] * nx + wide[1] * ny, deep[0] * nx + deep[1] * ny)
        left.append((centre[0] + nx * extent, centre[1] + ny * extent))
        right.append((centre[0] - nx * extent, centre[1] - ny * extent))
        normals.append((nx, ny))
    return Ribbon(left, right, normals, crisp_start, crisp_end)


def front_of(sections: list[Section], index: int, across: float) -> Point:
    """A place on the front of a section: `across` -1..1 from the body's right to its left."""
    centre, wide, deep = sections[index]
    forward = sqrt(max(0.0, 1.0 - across * across))
    return (centre[0] + wide[0] * across + deep[0] * forward, centre[1] + wide[1] * across + deep[1] * forward)

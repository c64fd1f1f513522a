"""Simple solid things around a figure: boxes, drums, and flat things drawn in a plane of the body."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import skia

from songreel_video.backends.animatic.figures.bones.vectors import Vector
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import Point, convex_hull, polygon
from songreel_video.backends.animatic.figures.ink.shading import Colour, scaled

CHROME = (0.78, 0.80, 0.84)


@contextmanager
def in_plane(easel: Easel, origin: Vector, across: Vector, down: Vector) -> Iterator[skia.Canvas]:
    """A canvas whose x runs along `across` and y along `down` from the origin, as a plane of the body is seen."""
    ox, oy = easel.at(origin)
    ax, ay = easel.view.direction(across)
    dx, dy = easel.view.direction(down)
    easel.canvas.save()
    easel.canvas.concat(skia.Matrix.MakeAll(ax, dx, ox, ay, dy, oy, 0.0, 0.0, 1.0))
    try:
        yield easel.canvas
    finally:
        easel.canvas.restore()


def draw_box(easel: Easel, low: Vector, high: Vector, colour: Colour) -> None:
    """Draws a box between two corners: lit top, front and side by how they face the light."""
    tone = easel.tone(colour, 0.3)

    def corner(x: int, y: int, z: int) -> Point:
        return easel.at((high[0] if x else low[0], high[1] if y else low[1], high[2] if z else low[2]))

    canvas = easel.canvas
    everything = [corner(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]
    canvas.drawPath(polygon(convex_hull(everything)), tone.shade)
    front = 1 if easel.view.cosine > 0 else 0
    side = 0 if easel.view.sine > 0 else 1
    faces = (
        (
            [corner(front, 0, 0), corner(front, 1, 0), corner(front, 1, 1), corner(front, 0, 1)],
            easel.view.sine * (1 if front else -1),
        ),
        (
            [corner(0, 0, side), corner(0, 1, side), corner(1, 1, side), corner(1, 0, side)],
            -abs(easel.view.cosine) * (1 if easel.view.sine * easel.view.cosine > 0 else -1),
        ),
    )
    for points, towards_right in faces:
        if towards_right * easel.lighting.key_side > -0.15:
            canvas.drawPath(polygon(points), tone.base)
    top = [corner(0, 1, 0), corner(1, 1, 0), corner(1, 1, 1), corner(0, 1, 1)]
    canvas.drawPath(polygon(convex_hull(top)), easel.tone(scaled(colour, 1.15), 0.3).rim)


def draw_can(easel: Easel, base: Vector, radius: float, height: float, side: Colour, top: Colour) -> None:
    """Draws an upright cylinder, such as a drum: side with a lit edge, skin on top, hoops."""
    x, y = easel.at(base)
    flat = radius * 0.26
    tone, skin = easel.tone(side, 0.5), easel.tone(top, 0.4)
    canvas = easel.canvas
    body = skia.Path()
    body.moveTo(x - radius, y - height)
    body.lineTo(x - radius, y)
    body.arcTo(skia.Rect.MakeLTRB(x - radius, y - flat, x + radius, y + flat), 180, -180, False)
    body.lineTo(x + radius, y - height)
    body.close()
    canvas.drawPath(body, tone.base)
    key = easel.lighting.key_side
    canvas.save()
    canvas.clipPath(body, skia.ClipOp.kIntersect, True)
    canvas.drawRect(
        skia.Rect.MakeLTRB(
            min(x - key * radius * 0.25, x - key * radius),
            y - height,
            max(x - key * radius * 0.25, x - key * radius),
            y + flat,
        ),
        tone.shade,
    )
    canvas.drawRect(
        skia.Rect.MakeLTRB(
            min(x + key * radius * 0.86, x + key * radius),
            y - height,
            max(x + key * radius * 0.86, x + key * radius),
            y + flat,
        ),
        tone.rim,
    )
    canvas.restore()
    canvas.drawOval(
        skia.Rect.MakeLTRB(x - radius * 1.03, y - height - flat * 1.1, x + radius * 1.03, y - height + flat * 1.1),
        easel.tone((0.75, 0.76, 0.80), 0.6).base,
    )
    canvas.drawOval(
        skia.Rect.MakeLTRB(x - radius * 0.95, y - height - flat * 0.95, x + radius * 0.95, y - height + flat * 0.95),
        skin.base,
    )


def draw_bar(easel: Easel, start: Vector, end: Vector, width: float, colour: Colour) -> None:
    """Draws a straight bar or stick between two places."""
    draw_rod(easel, easel.at(start), easel.at(end), width, colour)


def draw_rod(easel: Easel, start: Point, end: Point, width: float, colour: Colour) -> None:
    """Draws a straight rod between two points of the picture."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    nx, ny = -dy / length * width * 0.5, dx / length * width * 0.5
    tone = easel.tone(colour, 0.4)
    easel.canvas.drawPath(
        polygon(
            [
                (start[0] + nx, start[1] + ny),
                (end[0] + nx, end[1] + ny),
                (end[0] - nx, end[1] - ny),
                (start[0] - nx, start[1] - ny),
            ]
        ),
        tone.base,
    )
    if nx * easel.lighting.key_side > 0:
        nx, ny = -nx, -ny
    easel.canvas.drawPath(polygon([start, end, (end[0] + nx, end[1] + ny), (start[0] + nx, start[1] + ny)]), tone.shade)

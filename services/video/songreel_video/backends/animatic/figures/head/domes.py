"""Hats that follow the skull: caps, beanies, berets, crowns."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.head.skull import contour
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, doubled
from songreel_video.backends.animatic.figures.ink.shading import Tone, colour_of, scaled, stroke, tone
from songreel_video.backends.animatic.figures.look import FigureLook


def dome_of(view: HeadView, low: float, grow: float, top: float) -> list[Point]:
    """The outline of a cap from its front edge over the crown to its back edge, `low` above the chin."""
    front, back = contour(view, grow)
    f = [p for p in front if -p[1] > low]
    b = [p for p in reversed(back) if -p[1] > low]
    middle = 0.5 * (f[-1][0] + b[0][0])
    return [(f[0][0], -low), *f, (middle, -top), *b, (b[-1][0], -low)]


def shade_side(canvas: skia.Canvas, view: HeadView, points: list[Point], paints: Tone) -> None:
    """Shades the side of a hat that is turned away from the light."""
    xs = [p[0] for p in points]
    middle = 0.5 * (min(xs) + max(xs)) - 0.10 * view.key_side
    side = sorted((p for p in points if (p[0] - middle) * view.key_side < 0), key=lambda p: p[1])
    if len(side) > 2:
        inner = [(middle + (x - middle) * 0.30, y + 0.02) for x, y in reversed(side)]
        canvas.drawPath(closed_curve([*side, *inner]), paints.shade)


def draw_cap(canvas: skia.Canvas, view: HeadView, paints: Tone) -> None:
    """Draws a cap with its peak."""
    dome = dome_of(view, 0.74, 0.045, 1.09)
    canvas.drawPath(closed_curve([dome[0], *dome, dome[-1]]), paints.base)
    shade_side(canvas, view, dome, paints)
    if view.from_behind:
        canvas.drawPath(closed_curve([(-0.13, -0.74), (0.0, -0.86), (0.13, -0.74), (0.0, -0.71)]), paints.line)
        return
    start, end = view.place(-0.33, 0.75, 0.18), view.place(0.33, 0.75, 0.18)
    tip = view.place(0.0, 0.70, 0.72)
    left, right = view.place(-0.24, 0.70, 0.58), view.place(0.24, 0.70, 0.58)
    drop = 0.07 * abs(cos(view.turn))
    peak = [
        start,
        (left[0], left[1] + drop),
        (tip[0], tip[1] + drop),
        (right[0], right[1] + drop),
        end,
        view.place(0.0, 0.80, 0.42),
    ]
    canvas.drawPath(closed_curve([(x, y + 0.035) for x, y in peak]), paints.line)
    canvas.drawPath(closed_curve(peak), paints.base)
    button = view.place(0.0, 1.075, -0.02)
    canvas.drawCircle(button[0], button[1], 0.028, paints.shade)


def draw_knitted(canvas: skia.Canvas, view: HeadView, look: FigureLook, paints: Tone) -> None:
    """Draws a beanie or a beret."""
    if look.hat == "beret":
        x = -0.10 * sin(view.turn) + 0.10 * (0.5 if view.mirrored else -0.5) * cos(view.turn)
        shape: list[Point] = [
            (x - 0.50, -0.88),
            (x - 0.42, -1.08),
            (x, -1.15),
            (x + 0.40, -1.08),
            (x + 0.47, -0.92),
            (x + 0.36, -0.78),
            (x, -0.82),
            (x - 0.40, -0.76),
        ]
        canvas.drawPath(closed_curve(shape), paints.base)
        shade_side(canvas, view, shape, paints)
        canvas.drawLine(x, -1.12, x + 0.02, -1.18, stroke(colour_of(paints.base), 0.03))
        return
    dome = dome_of(view, 0.68, 0.06, 1.15)
    canvas.drawPath(closed_curve([dome[0], *dome, dome[-1]]), paints.base)
    shade_side(canvas, view, dome, paints)
    left, right = dome[-1][0] - 0.015, dome[0][0] + 0.015
    band = [
        (right, -0.655),
        (right + 0.005, -0.81),
        (0.5 * (left + right), -0.80),
        (left - 0.005, -0.81),
        (left, -0.655),
        (0.5 * (left + right), -0.645),
    ]
    canvas.drawPath(closed_curve(doubled(band)), tone(scaled(look.hat_colour, 1.12), view.lighting, 0.3).base)
    if view.pixels > 40:
        for index in range(1, 9):
            x = left + (right - left) * (0.5 - 0.5 * cos(pi * index / 9))
            canvas.drawLine(x, -0.67, x, -0.79, stroke(colour_of(paints.shade), 0.014))


def draw_crown(canvas: skia.Canvas, view: HeadView, paints: Tone) -> None:
    """Draws a crown with five points."""
    x = -0.06 * sin(view.turn)
    points: list[Point] = [(x - 0.37, -0.84)]
    for index in range(5):
        left = x - 0.38 + 0.19 * index
        points.extend([(left, -1.16 - 0.03 * (index == 2)), (left + 0.095, -0.99)] if index < 4 else [(left, -1.16)])
    points.extend([(x + 0.37, -0.84), (x, -0.79)])
    band = closed_curve(doubled(points))
    canvas.drawPath(band, paints.base)
    canvas.save()
    canvas.clipPath(band, skia.ClipOp.kIntersect, True)
    edge = x - 0.12 * view.key_side
    canvas.drawRect(skia.Rect.MakeLTRB(min(edge, -view.key_side), -1.3, max(edge, -view.key_side), -0.7), paints.shade)
    canvas.restore()
    for index in range(5):
        canvas.drawCircle(x - 0.38 + 0.19 * index, -1.17 - 0.03 * (index == 2), 0.035, paints.rim)
        canvas.drawCircle(x - 0.30 + 0.15 * index, -0.88, 0.028, tone((0.75, 0.18, 0.22), view.lighting, 0.6).base)

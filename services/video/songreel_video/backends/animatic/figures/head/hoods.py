"""Hoods and headscarves around a face, and helmets over it."""

from __future__ import annotations

from math import cos, sin

import skia

from songreel_video.backends.animatic.figures.head.domes import shade_side
from songreel_video.backends.animatic.figures.head.skull import contour
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import closed_curve, open_curve
from songreel_video.backends.animatic.figures.ink.shading import Tone, colour_of, fill, lit, mix, shaded, stroke
from songreel_video.backends.animatic.figures.look import FigureLook


def draw_hood(canvas: skia.Canvas, view: HeadView, paints: Tone) -> None:
    """Draws a hood or headscarf around the face."""
    front, back = contour(view, 0.10)
    crown = (0.5 * (front[-1][0] + back[-1][0]) - 0.05 * sin(view.turn), front[-1][1] - 0.09)
    outer = [
        *[p for p in front if -p[1] > 0.55],
        crown,
        *reversed(back),
        (back[0][0] - 0.05, 0.10),
        (front[0][0] * 0.4, 0.14),
    ]
    if view.from_behind:
        whole = [*front, crown, *reversed(back), (-0.42, 0.10), (0.42, 0.10)]
        canvas.drawPath(closed_curve(whole), paints.base)
        shade_side(canvas, view, whole, paints)
        return
    opening = [
        view.place(u, y, v)
        for u, y, v in (
            (0.10, 0.88, 0.34),
            (-0.18, 0.86, 0.30),
            (-0.33, 0.66, 0.14),
            (-0.36, 0.42, 0.08),
            (-0.30, 0.16, 0.12),
            (-0.14, -0.02, 0.22),
        )
    ]
    if sin(view.turn) < 0.35:
        far = [
            view.place(u, y, v)
            for u, y, v in (
                (0.14, -0.02, 0.22),
                (0.30, 0.16, 0.12),
                (0.36, 0.42, 0.08),
                (0.33, 0.66, 0.14),
                (0.18, 0.86, 0.30),
            )
        ]
        hood = skia.Path()
        hood.addPath(closed_curve([*front, crown, *reversed(back), (-0.40, 0.12), (0.0, 0.20), (0.40, 0.12)]))
        hood.addPath(closed_curve([*opening[1:], *far]))
        hood.setFillType(skia.PathFillType.kEvenOdd)
        canvas.drawPath(hood, paints.base)
        rim = closed_curve([*opening[1:], *far])
        canvas.drawPath(rim, stroke(colour_of(paints.shade), 0.05))
        return
    cheek, _nape = contour(view)
    far_edge = [[p for p in edge if 0.02 < -p[1] < 0.90] for edge in (front, cheek)]
    canvas.drawPath(closed_curve([*far_edge[0], *reversed(far_edge[1])]), paints.shade)
    hood = closed_curve([*outer, *reversed(opening)])
    canvas.drawPath(hood, paints.base)
    canvas.save()
    canvas.clipPath(hood, skia.ClipOp.kIntersect, True)
    shade_side(canvas, view, outer, paints)
    canvas.restore()
    canvas.drawPath(open_curve(opening), stroke(colour_of(paints.shade), 0.05))


def draw_helmet(canvas: skia.Canvas, view: HeadView, look: FigureLook, paints: Tone) -> None:
    """Draws a helmet with a tinted visor."""
    x = -0.04 * sin(view.turn)
    shell = skia.Rect.MakeLTRB(x - 0.64, -1.20, x + 0.64, 0.12)
    cx = 0.26 * sin(view.turn)
    half = 0.46 * (0.55 + 0.45 * abs(cos(view.turn)))
    visor_points = [
        (cx - half, -0.52),
        (cx - half * 0.85, -0.88),
        (cx, -0.97),
        (cx + half * 0.85, -0.88),
        (cx + half, -0.52),
        (cx + half * 0.8, -0.13),
        (cx, -0.02),
        (cx - half * 0.8, -0.13),
    ]
    visor = closed_curve(visor_points)
    globe = skia.Path()
    globe.addOval(shell)
    if not view.from_behind:
        globe.addPath(visor)
        globe.setFillType(skia.PathFillType.kEvenOdd)
    canvas.drawPath(globe, paints.base)
    key = view.key_side
    canvas.save()
    canvas.clipPath(globe, skia.ClipOp.kIntersect, True)
    canvas.drawPath(
        closed_curve(
            [
                (x - 0.62 * key, -0.75),
                (x - 0.50 * key, -1.02),
                (x - 0.10 * key, -1.19),
                (x - 0.38 * key, -0.72),
                (x - 0.30 * key, -0.12),
                (x - 0.10 * key, 0.10),
                (x - 0.48 * key, -0.04),
                (x - 0.62 * key, -0.32),
            ]
        ),
        paints.shade,
    )
    canvas.restore()
    if view.from_behind:
        return
    if look.top == "spacesuit" and view.pixels > 60:
        # The face stays visible through a tinted, reflecting visor.
        canvas.drawPath(visor, fill(lit((0.30, 0.20, 0.08), view.lighting), 0.34))
    else:
        canvas.drawPath(visor, fill(mix(shaded((0.20, 0.16, 0.18), view.lighting), (0.75, 0.52, 0.20), 0.25)))
    canvas.drawPath(visor, stroke(colour_of(paints.line), 0.045))
    canvas.save()
    canvas.clipPath(visor, skia.ClipOp.kIntersect, True)
    gleam = cx + half * 0.42 * key
    canvas.drawPath(
        closed_curve(
            [(gleam - 0.05, -0.95), (gleam + 0.09, -0.92), (gleam + 0.16 * key, -0.40), (gleam + 0.07 * key, -0.34)]
        ),
        fill(lit((1.0, 0.95, 0.85), view.lighting), 0.42),
    )
    canvas.drawPath(
        closed_curve([(cx - half, -0.20), (cx, -0.10), (cx + half, -0.20), (cx + half, 0.06), (cx - half, 0.06)]),
        fill(lit((1.0, 0.75, 0.40), view.lighting), 0.22),
    )
    canvas.restore()

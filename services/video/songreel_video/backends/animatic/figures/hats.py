"""Hats, hoods, helmets, headphones and glasses, set on the head as it turns."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.head import HeadView, contour
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.shading import (
    Tone,
    colour_of,
    fill,
    lit,
    mix,
    scaled,
    shaded,
    stroke,
    tone,
)


def draw_hat(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws what is worn on the head, over the hair."""
    if look.hat == "none":
        return
    paints = tone(look.hat_colour, view.lighting, 0.4)
    if look.hat in ("brim", "cowboy", "straw", "sou_wester", "top_hat"):
        _draw_brimmed(canvas, view, look, paints)
    elif look.hat == "cap":
        _draw_cap(canvas, view, paints)
    elif look.hat in ("beanie", "beret"):
        _draw_knitted(canvas, view, look, paints)
    elif look.hat in ("hood", "headscarf"):
        _draw_hood(canvas, view, paints)
    elif look.hat == "helmet":
        _draw_helmet(canvas, view, look, paints)
    elif look.hat == "crown":
        _draw_crown(canvas, view, paints)
    elif look.hat == "headphones":
        _draw_headphones(canvas, view, paints)


def _dome(view: HeadView, low: float, grow: float, top: float) -> list[Point]:
    """The outline of a cap from its front edge over the crown to its back edge, `low` above the chin."""
    front, back = contour(view, grow)
    f = [p for p in front if -p[1] > low]
    b = [p for p in reversed(back) if -p[1] > low]
    middle = 0.5 * (f[-1][0] + b[0][0])
    return [(f[0][0], -low), *f, (middle, -top), *b, (b[-1][0], -low)]


def _shade_side(canvas: skia.Canvas, view: HeadView, points: list[Point], paints: Tone) -> None:
    xs = [p[0] for p in points]
    middle = 0.5 * (min(xs) + max(xs)) - 0.10 * view.key_side
    side = sorted((p for p in points if (p[0] - middle) * view.key_side < 0), key=lambda p: p[1])
    if len(side) > 2:
        inner = [(middle + (x - middle) * 0.30, y + 0.02) for x, y in reversed(side)]
        canvas.drawPath(closed_curve([*side, *inner]), paints.shade)


def _draw_brimmed(canvas: skia.Canvas, view: HeadView, look: FigureLook, paints: Tone) -> None:
    kind = look.hat
    turned = sin(view.turn)
    height = {"cowboy": 1.26, "straw": 1.16, "sou_wester": 1.10, "top_hat": 1.62}.get(kind, 1.20)
    brim_y = {"sou_wester": 0.70, "straw": 0.74}.get(kind, 0.76)
    reach = {"cowboy": 0.74, "straw": 0.80, "sou_wester": 0.60, "top_hat": 0.56}.get(kind, 0.60)
    centre = -0.05 * turned + 0.02
    back_drop = 0.26 if kind == "sou_wester" else 0.0
    curl = 0.10 if kind == "cowboy" else 0.0
    droop = {"straw": 0.05, "brim": 0.05, "sou_wester": 0.13}.get(kind, 0.0)
    under = closed_curve(
        [
            (centre - reach * 0.95, -brim_y + 0.03 + droop + back_drop * turned),
            (centre, -brim_y - 0.04),
            (centre + reach * 0.95, -brim_y + 0.03 + droop),
            (centre + reach * 0.4, -brim_y + 0.11),
            (centre - reach * 0.4, -brim_y + 0.11),
        ]
    )
    canvas.drawPath(under, paints.line)
    half = 0.42 if kind != "top_hat" else 0.37
    narrow = {"top_hat": 1.04, "cowboy": 0.78, "brim": 0.82, "sou_wester": 0.70, "straw": 0.74}.get(kind, 0.86)
    crown = [
        *[(centre - half, -brim_y)] * 2,
        (centre - half * (0.98 if kind != "straw" else 0.95), -(brim_y + (height - brim_y) * 0.55)),
        (centre - half * narrow, -height + 0.02),
        (centre - half * 0.3, -height - (0.03 if kind == "straw" else 0.0)),
        (centre, -height + (0.09 if kind in ("brim", "cowboy") else -0.03 if kind != "top_hat" else 0.0)),
        (centre + half * 0.3, -height - (0.03 if kind == "straw" else 0.0)),
        (centre + half * narrow, -height + 0.02),
        (centre + half * (0.98 if kind != "straw" else 0.95), -(brim_y + (height - brim_y) * 0.55)),
        *[(centre + half, -brim_y)] * 2,
    ]
    if kind == "top_hat":
        crown = [
            *[(centre - half, -brim_y)] * 2,
            *[(centre - half * narrow, -height)] * 2,
            *[(centre + half * narrow, -height)] * 2,
            *[(centre + half, -brim_y)] * 2,
        ]
    canvas.drawPath(closed_curve(crown), paints.base)
    _shade_side(canvas, view, crown, paints)
    if kind != "sou_wester":
        band = tone(mix(look.accent, (0.15, 0.12, 0.12), 0.5), view.lighting, 0.3)
        canvas.drawPath(
            closed_curve(
                [
                    *[(centre - half * 1.0, -brim_y - 0.01)] * 2,
                    *[(centre - half * 0.99, -brim_y - 0.09)] * 2,
                    (centre, -brim_y - 0.065),
                    *[(centre + half * 0.99, -brim_y - 0.09)] * 2,
                    *[(centre + half, -brim_y - 0.01)] * 2,
                    (centre, -brim_y + 0.02),
                ]
            ),
            band.base,
        )
    brim = [
        (centre - reach, -brim_y - curl + 0.02 + droop + back_drop * turned),
        (centre - reach * 0.75, -brim_y - 0.035 - curl * 0.2),
        (centre, -brim_y + 0.045),
        (centre + reach * 0.75, -brim_y - 0.035 - curl * 0.2),
        (centre + reach, -brim_y - curl + 0.02 + droop),
        (centre + reach * 0.6, -brim_y + 0.055 + droop * 0.4),
        (centre, -brim_y + 0.105),
        (centre - reach * 0.6, -brim_y + 0.055 + droop * 0.4 + back_drop * turned * 0.7),
    ]
    canvas.drawPath(closed_curve(brim), paints.base)
    key = view.key_side
    lit_part = [(x, y) for x, y in brim if (x - centre) * key >= 0]
    if len(lit_part) > 3:
        canvas.drawPath(
            open_curve(
                [
                    (centre + reach * 0.2 * key, -brim_y + 0.085),
                    (centre + reach * 0.6 * key, -brim_y + 0.045 + droop * 0.4),
                    (centre + reach * 0.93 * key, -brim_y - curl * 0.8 + 0.02 + droop),
                ]
            ),
            stroke(colour_of(paints.rim), 0.022),
        )
    if kind == "sou_wester" and turned < 0.4:
        canvas.drawPath(closed_curve([(-0.42, -0.70), (-0.50, -0.40), (-0.40, -0.28), (-0.36, -0.55)]), paints.shade)
        canvas.drawPath(closed_curve([(0.42, -0.70), (0.50, -0.40), (0.40, -0.28), (0.36, -0.55)]), paints.shade)


def _draw_cap(canvas: skia.Canvas, view: HeadView, paints: Tone) -> None:
    dome = _dome(view, 0.74, 0.045, 1.09)
    canvas.drawPath(closed_curve([dome[0], *dome, dome[-1]]), paints.base)
    _shade_side(canvas, view, dome, paints)
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


def _draw_knitted(canvas: skia.Canvas, view: HeadView, look: FigureLook, paints: Tone) -> None:
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
        _shade_side(canvas, view, shape, paints)
        canvas.drawLine(x, -1.12, x + 0.02, -1.18, stroke(colour_of(paints.base), 0.03))
        return
    dome = _dome(view, 0.68, 0.06, 1.15)
    canvas.drawPath(closed_curve([dome[0], *dome, dome[-1]]), paints.base)
    _shade_side(canvas, view, dome, paints)
    left, right = dome[-1][0] - 0.015, dome[0][0] + 0.015
    band = [
        (right, -0.655),
        (right + 0.005, -0.81),
        (0.5 * (left + right), -0.80),
        (left - 0.005, -0.81),
        (left, -0.655),
        (0.5 * (left + right), -0.645),
    ]
    canvas.drawPath(
        closed_curve([p for p in band for _ in (0, 1)]), tone(scaled(look.hat_colour, 1.12), view.lighting, 0.3).base
    )
    if view.pixels > 40:
        for index in range(1, 9):
            x = left + (right - left) * (0.5 - 0.5 * cos(pi * index / 9))
            canvas.drawLine(x, -0.67, x, -0.79, stroke(colour_of(paints.shade), 0.014))


def _draw_hood(canvas: skia.Canvas, view: HeadView, paints: Tone) -> None:
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
        _shade_side(canvas, view, whole, paints)
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
    canvas.drawPath(closed_curve([*outer, *reversed(opening)]), paints.base)
    _shade_side(canvas, view, outer, paints)
    canvas.drawPath(open_curve(opening), stroke(colour_of(paints.shade), 0.05))


def _draw_helmet(canvas: skia.Canvas, view: HeadView, look: FigureLook, paints: Tone) -> None:
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
        (cx + half * 0.8, -0.20),
        (cx, -0.10),
        (cx - half * 0.8, -0.20),
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
        closed_curve([(cx - half, -0.30), (cx, -0.22), (cx + half, -0.30), (cx + half, 0.0), (cx - half, 0.0)]),
        fill(lit((1.0, 0.75, 0.40), view.lighting), 0.22),
    )
    canvas.restore()


def _draw_crown(canvas: skia.Canvas, view: HeadView, paints: Tone) -> None:
    x = -0.06 * sin(view.turn)
    points: list[Point] = [(x - 0.37, -0.84)]
    for index in range(5):
        left = x - 0.38 + 0.19 * index
        points.extend([(left, -1.16 - 0.03 * (index == 2)), (left + 0.095, -0.99)] if index < 4 else [(left, -1.16)])
    points.extend([(x + 0.37, -0.84), (x, -0.79)])
    canvas.drawPath(closed_curve([p for p in points for _ in (0, 1)]), paints.base)
    _shade_side(canvas, view, points, paints)
    for index in range(5):
        canvas.drawCircle(x - 0.38 + 0.19 * index, -1.17 - 0.03 * (index == 2), 0.035, paints.rim)
        canvas.drawCircle(x - 0.30 + 0.15 * index, -0.88, 0.028, tone((0.75, 0.18, 0.22), view.lighting, 0.6).base)


def _draw_headphones(canvas: skia.Canvas, view: HeadView, paints: Tone) -> None:
    left, right = view.place(-0.40, 0.48, -0.02), view.place(0.40, 0.48, -0.02)
    top = view.place(0.0, 1.08, -0.02)
    arc = [
        left,
        (left[0] - 0.02 * cos(view.turn), -0.85),
        (top[0] + (left[0] - top[0]) * 0.6, top[1]),
        (top[0] + (right[0] - top[0]) * 0.6, top[1]),
        (right[0] + 0.02 * cos(view.turn), -0.85),
        right,
    ]
    if sin(view.turn) > 0.3:
        reach = 0.30 * abs(cos(view.turn)) + 0.06
        arc = [
            left,
            (left[0] + 0.00, -0.85),
            (left[0] + 0.06, -1.08),
            (top[0] + reach * 0.5, -1.10),
            (top[0] + reach, -1.06),
        ]
    canvas.drawPath(open_curve(arc), stroke(colour_of(paints.base), 0.075))
    for spot, u in ((left, -0.4), (right, 0.4)):
        if view.nearness(u, -0.02) < -0.2:
            continue
        half = 0.075 + 0.07 * abs(sin(view.turn))
        canvas.drawOval(skia.Rect.MakeLTRB(spot[0] - half, spot[1] - 0.17, spot[0] + half, spot[1] + 0.15), paints.base)
        canvas.drawOval(
            skia.Rect.MakeLTRB(spot[0] - half * 0.6, spot[1] - 0.12, spot[0] + half * 0.6, spot[1] + 0.10), paints.shade
        )


def draw_glasses(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws glasses or sunglasses before the eyes."""
    if look.glasses == "none" or view.from_behind or view.pixels < 12:
        return
    dark = shaded((0.12, 0.10, 0.10), view.lighting)
    places = []
    for u in (-0.165, 0.165):
        if view.nearness(u, 0.31) < 0.04:
            continue
        x, y = view.place(u, 0.445, 0.345)
        half = 0.118 * max(0.35, cos(view.turn + (0.35 if u > 0 else -0.35)))
        lens = skia.Rect.MakeLTRB(x - half, y - 0.090, x + half, y + 0.095)
        if look.glasses == "sunglasses":
            canvas.drawRoundRect(lens, 0.07, 0.07, fill(mix(dark, (0.05, 0.05, 0.08), 0.5)))
            canvas.drawPath(
                closed_curve(
                    [
                        (x - half * 0.6, y - 0.07),
                        (x - half * 0.1, y - 0.08),
                        (x - half * 0.4, y + 0.05),
                        (x - half * 0.8, y + 0.04),
                    ]
                ),
                fill(lit((0.8, 0.88, 1.0), view.lighting), 0.30),
            )
        else:
            canvas.drawRoundRect(lens, 0.08, 0.08, fill((1.0, 1.0, 1.0), 0.12))
            canvas.drawRoundRect(lens, 0.08, 0.08, stroke(dark, 0.020))
        places.append((x, y, half))
    if len(places) == 2:
        a, b = places
        canvas.drawLine(a[0] + a[2], a[1] - 0.02, b[0] - b[2], b[1] - 0.02, stroke(dark, 0.020))
    if places and sin(view.turn) > 0.3:
        ear = view.place(-0.36, 0.48, -0.02)
        canvas.drawLine(places[0][0] - places[0][2], places[0][1] - 0.03, ear[0], ear[1], stroke(dark, 0.020))

"""Faces: eyes with lids and light in them, brows that carry the mood, a nose, a mouth that sings."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.head import HeadView
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.shading import fill, lit, mix, scaled, shaded, stroke


@dataclass(frozen=True, slots=True)
class Expression:
    """What a face does; all in -1..1 or 0..1."""

    # Inner ends of the brows: up for sorrow, down for anger; and the whole brow.
    brow_inner: float
    brow_lift: float
    # How open the eyes are.
    lids: float
    # Corners of the mouth up or down.
    smile: float
    # Lower lids push up.
    squint: float = 0.0
    flush: float = 0.3


EXPRESSIONS = {
    "calm": Expression(0.05, 0.0, 0.80, 0.18),
    "happy": Expression(0.15, 0.35, 0.85, 0.95, 0.35, 0.7),
    "sad": Expression(0.75, 0.05, 0.58, -0.55, 0.0, 0.35),
    "intense": Expression(-0.75, -0.25, 0.72, -0.15, 0.25, 0.25),
}


def expression_of(name: str, energy: float) -> Expression:
    """The named expression; by energy, from sad over calm to happy, when none is named."""
    if name in EXPRESSIONS:
        return EXPRESSIONS[name]
    if energy < 0.18:
        return EXPRESSIONS["sad"]
    return EXPRESSIONS["calm"] if energy < 0.62 else EXPRESSIONS["happy"]


def blink_of(time_seconds: float, seed: int) -> float:
    """How far the lids are closed: a blink of a fifth of a second every few seconds."""
    period = 3.1 + (seed % 5) * 0.45
    moment = (time_seconds + (seed % 17) * 0.29) % period
    return sin(pi * moment / 0.2) if moment < 0.2 else 0.0


def draw_face(canvas: skia.Canvas, view: HeadView, look: FigureLook, mood: Expression, mouth: float) -> None:
    """Draws all features of a face; does nothing from behind. `mouth` is 0 closed .. 1 wide open."""
    if view.from_behind or view.pixels < 9:
        return
    if view.pixels < 26:
        _draw_few_features(canvas, view, look)
        return
    _draw_cheeks(canvas, view, mood)
    blink = blink_of(view.time_seconds, look.seed)
    for u in (-0.150, 0.150):
        _draw_eye(canvas, view, look, mood, u, blink)
    _draw_nose(canvas, view)
    _draw_mouth(canvas, view, look, mood, mouth)


def _draw_few_features(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    dark = stroke(scaled(shaded(look.eyes, view.lighting), 0.7), 0.065)
    for u in (-0.15, 0.15):
        if view.nearness(u, 0.3) > 0.06:
            x, y = view.place(u, 0.44, 0.30)
            canvas.drawLine(x, y, x, y - 0.03, dark)


def _draw_cheeks(canvas: skia.Canvas, view: HeadView, mood: Expression) -> None:
    if view.pixels < 60:
        return
    blush = mix(lit(view.skin_colour, view.lighting), lit((0.90, 0.33, 0.30), view.lighting), 0.55)
    paint = fill(blush, round(0.10 + 0.22 * mood.flush * (1.0 - view.lighting.silhouette), 2))
    for u in (-0.215, 0.215):
        if view.nearness(u, 0.25) > 0.08:
            x, y = view.place(u, 0.285, 0.24)
            width = 0.085 * _seen_width(view, u)
            canvas.drawOval(skia.Rect.MakeXYWH(x - width, y - 0.05, 2 * width, 0.10), paint)


def _seen_width(view: HeadView, u: float) -> float:
    return max(0.34, cos(view.turn + atan2(u * 0.8, 0.34)))


def _draw_eye(canvas: skia.Canvas, view: HeadView, look: FigureLook, mood: Expression, u: float, blink: float) -> None:
    if view.nearness(u, 0.31) < 0.04:
        return
    x, y = view.place(u, 0.455, 0.318)
    seen = _seen_width(view, u)
    youth = {"child": 1.22, "teen": 1.08, "elder": 0.92}.get(look.age, 1.0)
    half, tall = 0.078 * seen * youth, 0.056 * youth
    opening = max(0.0, mood.lids * (1.0 - blink))
    outer = 1.0 if u > 0 else -1.0
    dark = scaled(mix(shaded(look.hair, view.lighting), shaded((0.12, 0.08, 0.08), view.lighting), 0.65), 0.8)
    inner_point = (x - outer * half, y + 0.012)
    outer_point = (x + outer * half, y - 0.006)
    low = (x, y + tall * (0.62 - 0.5 * mood.squint) * min(1.0, opening + 0.25))
    top_height = tall * (1.9 * opening - 0.55)
    upper = [
        inner_point,
        (x - outer * half * 0.55, y - top_height),
        (x + outer * half * 0.5, y - top_height),
        outer_point,
    ]
    if opening > 0.15:
        white = closed_curve(
            [
                *_corner(inner_point),
                *upper[1:3],
                *_corner(outer_point),
                (x + outer * half * 0.4, low[1]),
                (x - outer * half * 0.4, low[1]),
            ]
        )
        canvas.save()
        canvas.clipPath(white, skia.ClipOp.kIntersect, True)
        canvas.drawPaint(fill(mix(lit((0.97, 0.95, 0.93), view.lighting), view_shade(view), 0.10)))
        radius = 0.050 * youth
        centre_x, centre_y = x + 0.016 * sin(view.turn), y - 0.008 - 0.02 * view.nod
        iris = lit(mix(look.eyes, (0.5, 0.4, 0.3), 0.12), view.lighting)
        canvas.drawOval(_oval(centre_x, centre_y, radius * (0.6 + 0.4 * seen), radius), fill(scaled(iris, 0.8)))
        canvas.drawOval(_oval(centre_x, centre_y + 0.008, radius * 0.72 * seen, radius * 0.70), fill(iris))
        canvas.drawOval(_oval(centre_x, centre_y, radius * 0.5 * seen, radius * 0.52), fill(scaled(dark, 0.5)))
        canvas.drawOval(_oval(x, y - tall * 1.05, half * 1.1, tall * 0.62), fill(view_shade(view), 0.35))
        canvas.restore()
        if view.pixels > 60:
            gleam_x = centre_x + 0.018 * view.key_side
            canvas.drawCircle(
                gleam_x, centre_y - 0.020, 0.0135, fill((1.0, 1.0, 1.0), 0.92 - 0.5 * view.lighting.silhouette)
            )
    lash = 0.030 if look.gender == "woman" else 0.022
    canvas.drawPath(
        open_curve([inner_point, *upper[1:3], outer_point]), stroke(dark, lash if opening > 0.15 else 0.026)
    )
    if look.gender == "woman" and view.pixels > 40:
        tip = (outer_point[0] + outer * 0.030 * seen, outer_point[1] - 0.026)
        canvas.drawLine(outer_point[0], outer_point[1], tip[0], tip[1], stroke(dark, 0.020))
    if view.pixels > 90:
        crease = [(px, py - 0.030) for px, py in upper]
        canvas.drawPath(open_curve(crease), stroke(view_shade(view), 0.010))
    _draw_brow(canvas, view, look, mood, (x, y), outer, seen, dark)


def view_shade(view: HeadView) -> tuple[float, float, float]:
    """The skin's shade colour."""
    return shaded(view.skin_colour, view.lighting)


def _corner(point: Point) -> tuple[Point, Point]:
    return (point, point)


def _oval(x: float, y: float, half_width: float, half_height: float) -> skia.Rect:
    return skia.Rect.MakeXYWH(x - half_width, y - half_height, 2 * half_width, 2 * half_height)


def _draw_brow(
    canvas: skia.Canvas,
    view: HeadView,
    look: FigureLook,
    mood: Expression,
    eye: Point,
    outer: float,
    seen: float,
    dark: tuple[float, float, float],
) -> None:
    x, y = eye
    half = 0.098 * seen
    lift = 0.122 + 0.035 * mood.brow_lift
    inner = (x - outer * half, y - lift - 0.045 * mood.brow_inner)
    end = (x + outer * half * 1.08, y - lift + 0.030 + 0.018 * max(0.0, mood.brow_inner))
    peak = (x + outer * half * 0.35, y - lift - 0.030 - 0.012 * mood.brow_lift + 0.01 * mood.brow_inner)
    weight = 0.020 if look.gender == "woman" else 0.030
    shape = [
        *_corner((inner[0], inner[1] - weight * 0.6)),
        (peak[0], peak[1] - weight * 0.5),
        *_corner(end),
        (peak[0], peak[1] + weight * 0.8),
        *_corner((inner[0], inner[1] + weight * 0.7)),
    ]
    colour = mix(dark, shaded(look.hair, view.lighting), 0.6)
    canvas.drawPath(closed_curve(shape), fill(colour))


def _draw_nose(canvas: skia.Canvas, view: HeadView) -> None:
    shade = view.skin.shade
    bridge = view.place(0.0, 0.44, 0.345)
    tip = view.place(0.0, 0.305, 0.425)
    base = view.place(0.0, 0.268, 0.365)
    turned = sin(view.turn)
    if turned < 0.4:
        away = -view.key_side
        wing = 0.048
        canvas.drawPath(
            closed_curve(
                [
                    bridge,
                    (tip[0] + away * 0.010, tip[1] - 0.03),
                    *_corner((base[0] + away * wing, base[1] - 0.012)),
                    (base[0], base[1] + 0.014),
                    (base[0] - away * wing * 0.75, base[1] + 0.002),
                    (base[0], base[1] - 0.010),
                ]
            ),
            shade,
        )
        return
    wing_x = tip[0] - 0.085
    canvas.drawPath(
        closed_curve(
            [
                *_corner((wing_x, base[1] - 0.02)),
                (base[0], base[1] - 0.012),
                *_corner((tip[0] - 0.005, tip[1] + 0.012)),
                (base[0] + 0.01, base[1] + 0.016),
                (wing_x + 0.01, base[1] + 0.010),
            ]
        ),
        shade,
    )
    if view.profile() < 0.86:
        canvas.drawPath(
            open_curve(
                [
                    (bridge[0] + 0.005, bridge[1]),
                    (tip[0] + 0.006, tip[1] - 0.05),
                    (tip[0] + 0.016, tip[1]),
                    (tip[0] - 0.012, tip[1] + 0.020),
                ]
            ),
            stroke(view_shade(view), 0.016),
        )


def _draw_mouth(canvas: skia.Canvas, view: HeadView, look: FigureLook, mood: Expression, opening: float) -> None:
    seen = max(0.42, cos(view.turn * 0.9))
    x, y = view.place(0.0, 0.158, 0.335)
    x -= 0.035 * sin(view.turn)
    half = (0.098 + 0.022 * max(0.0, mood.smile) - 0.018 * opening) * (0.55 + 0.45 * seen)
    corner = -0.030 * mood.smile
    rose = 0.55 if look.gender == "woman" else 0.28
    lip = mix(view_shade(view), lit((0.72, 0.20, 0.22), view.lighting), rose * (1 - view.lighting.silhouette))
    far, near = (x + half * (0.72 + 0.28 * seen), y + corner), (x - half, y + corner)
    if opening < 0.06:
        canvas.drawPath(
            open_curve(
                [
                    near,
                    (x - half * 0.3, y + 0.010 * mood.smile + 0.004),
                    (x + half * 0.35, y + 0.010 * mood.smile + 0.004),
                    far,
                ]
            ),
            stroke(scaled(lip, 0.62), 0.017),
        )
        if view.pixels > 50:
            canvas.drawPath(
                closed_curve(
                    [
                        (x - half * 0.55, y + 0.012),
                        (x + half * 0.6, y + 0.012),
                        (x + half * 0.3, y + 0.044),
                        (x - half * 0.3, y + 0.044),
                    ]
                ),
                fill(lip, 0.75),
            )
        return
    drop = 0.035 + 0.115 * opening
    top = y - 0.020 - 0.02 * opening
    shape = closed_curve(
        [
            *_corner(near),
            (x - half * 0.4, top),
            (x + half * 0.4, top),
            *_corner(far),
            (x + half * 0.55, y + drop),
            (x - half * 0.55, y + drop),
        ]
    )
    canvas.drawPath(shape, fill(scaled(mix(lip, (0.25, 0.04, 0.07), 0.75), 0.75)))
    if view.pixels > 40:
        canvas.save()
        canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
        canvas.drawOval(_oval(x, top + 0.010, half * 0.8, 0.026), fill(lit((0.96, 0.94, 0.90), view.lighting)))
        canvas.drawOval(_oval(x, y + drop, half * 0.55, 0.045), fill(lit((0.80, 0.34, 0.36), view.lighting)))
        canvas.restore()
    canvas.drawPath(shape, stroke(lip, 0.018))

"""Hair with mass: what lies behind the head and what lies over it, trailing a little behind every movement."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.curves import Point, closed_curve
from songreel_video.backends.animatic.figures.head import HeadView, contour
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.shading import Tone, tone

# Style: how far the hair stands off the skull, where it ends above the chin (negative: below), its width below.
_MASS = {
    "buzz": (0.012, 0.30, 0.0),
    "short": (0.040, 0.26, 0.0),
    "swept": (0.060, 0.28, 0.0),
    "curly": (0.085, 0.24, 0.0),
    "afro": (0.200, 0.22, 0.0),
    "bob": (0.065, 0.02, 0.10),
    "long": (0.055, -0.75, 0.06),
    "wavy": (0.075, -0.55, 0.12),
    "ponytail": (0.035, 0.20, 0.0),
    "bun": (0.035, 0.20, 0.0),
    "braid": (0.035, 0.20, 0.0),
    "locs": (0.075, -0.40, 0.08),
    "mohawk": (0.010, 0.30, 0.0),
}
_FALLING = ("bob", "long", "wavy", "locs")


def draw_hair_behind(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws what hangs behind the neck: curtains of long hair, tails, the back of an afro."""
    style = look.hair_style
    if style not in _MASS or look.hat in ("helmet", "hood", "sou_wester") or view.from_behind:
        return
    paints = tone(look.hair, view.lighting, 0.25)
    if style in _FALLING:
        canvas.drawPath(_curtain(view, style), paints.shade)
    elif style == "afro" and look.hat == "none":
        canvas.drawPath(_cloud(view, 0.0, 0.60, 0.52, 13), paints.shade)
    elif style in ("ponytail", "braid"):
        _draw_tail(canvas, view, style, paints)
    elif style == "bun" and look.hat == "none":
        _draw_bun(canvas, view, paints)


def _sway(view: HeadView, lag: float) -> float:
    return 0.02 * sin(view.time_seconds * 2.1 + lag) + view.trail[1]


def _curtain(view: HeadView, style: str) -> skia.Path:
    grow, end, spread = _MASS[style]
    front, back = contour(view, grow)
    turned = sin(view.turn)
    drift = view.trail[0] * (0.3 - end)
    left = -0.36 - spread - 0.10 * turned
    right = (0.36 + spread) * (1.0 - turned) - 0.02 * turned
    wave = 0.035 if style in ("wavy", "locs") else 0.010
    points: list[Point] = [back[-3], back[-5]]
    steps = 4
    for index in range(1, steps + 1):
        t = index / steps
        y = 0.45 + (end - 0.45) * t
        points.append((left - drift * t * t + wave * (1 if index % 2 else -1) + _sway(view, t) * t, -y))
    points.append((left * 0.55 + right * 0.45 - drift, -end + 0.06))
    for index in range(steps, 0, -1):
        t = index / steps
        y = 0.45 + (end - 0.45) * t
        points.append((right - drift * t * t - wave * (1 if index % 2 else -1) + _sway(view, t + 1.0) * t, -y))
    points.extend([front[-5] if turned < 0.5 else (0.1, -0.7), front[-2]])
    return closed_curve(points)


def _cloud(view: HeadView, x: float, y: float, radius: float, bumps: int) -> skia.Path:
    points: list[Point] = []
    for index in range(bumps * 2):
        angle = pi * index / bumps
        r = radius * (1.05 if index % 2 else 0.95)
        points.append((x - 0.06 * sin(view.turn) + r * sin(angle), -y - r * cos(angle) * 0.94))
    return closed_curve(points)


def _draw_tail(canvas: skia.Canvas, view: HeadView, style: str, paints: Tone) -> None:
    root = view.place(0.0, 0.72 if style == "ponytail" else 0.38, -0.46)
    length = 0.95 if style == "ponytail" else 1.0
    drift = view.trail[0] * 1.2
    spine: list[Point] = []
    widths = []
    for index in range(6):
        t = index / 5
        bounce = _sway(view, 2.0 * t) * t * 1.5
        out = 0.16 * sin(pi * min(1.0, t * 0.9)) * (sin(view.turn) + 0.25)
        spine.append((root[0] - out - drift * t * t + bounce, root[1] + length * t - 0.05 * sin(pi * t)))
        if style == "ponytail":
            widths.append(0.05 + 0.11 * sin(pi * min(1.0, 0.12 + t * 0.83)))
        else:
            widths.append((0.075 if index % 2 else 0.060) * (1.0 - 0.35 * t))
    left = [(x - w, y) for (x, y), w in zip(spine, widths, strict=True)]
    right = [(x + w, y) for (x, y), w in zip(spine, widths, strict=True)]
    tip = (spine[-1][0] - drift * 0.2, spine[-1][1] + 0.12)
    canvas.drawPath(closed_curve([root, *left, tip, *reversed(right)]), paints.base)
    middle = [(x + w * (0.1 if view.key_side < 0 else -0.1), y) for (x, y), w in zip(spine, widths, strict=True)]
    dark = right if view.key_side < 0 else left
    canvas.drawPath(closed_curve([root, *middle, tip, *reversed(dark)]), paints.shade)


def _draw_bun(canvas: skia.Canvas, view: HeadView, paints: Tone) -> None:
    x, y = view.place(0.0, 0.98, -0.26)
    canvas.drawCircle(x, y, 0.165, paints.base)
    canvas.drawPath(
        closed_curve(
            [
                (x - 0.05 * view.key_side, y - 0.17),
                (x - 0.19 * view.key_side, y - 0.08),
                (x - 0.16 * view.key_side, y + 0.14),
                (x, y + 0.17),
                (x - 0.06 * view.key_side, y),
            ]
        ),
        paints.shade,
    )


def draw_hair(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws the hair over the skull down to its hairline, with a sheen towards the light."""
    style = look.hair_style
    if style == "bald" or style not in _MASS or look.hat == "helmet":
        return
    paints = tone(look.hair, view.lighting, 0.25)
    if view.from_behind:
        _draw_from_behind(canvas, view, look, paints)
        return
    grow, end, _spread = _MASS[style]
    if look.hat != "none":
        grow = min(grow, 0.03)
    shape = closed_curve(_cap(view, style, grow, end))
    if style == "mohawk":
        canvas.drawPath(_crest(view), paints.base)
        return
    canvas.drawPath(shape, paints.base)
    if style in ("curly", "afro") and look.hat == "none":
        for index in range(9):
            angle = -1.9 + index * 0.42
            radius = 0.44 + grow * 0.6
            x = -0.05 * sin(view.turn) + radius * sin(angle)
            y = -0.62 - radius * cos(angle) * 0.92
            if y < -0.45:
                canvas.drawCircle(x, y, 0.095 + grow * 0.2, paints.base if x * view.key_side > -0.1 else paints.shade)
    if style in _FALLING:
        _draw_front_locks(canvas, view, style, paints)
    _draw_sheen(canvas, view, grow, paints)
    if style == "bun" and look.hat == "none" and view.turn > 0.5:
        _draw_bun(canvas, view, paints)


def _cap(view: HeadView, style: str, grow: float, end: float) -> list[Point]:
    front, back = contour(view, grow)
    start = 9 if sin(view.turn) > 0.3 else 8 if style in ("buzz", "mohawk") else 7
    top = [*front[-(12 - start) :]] if len(front) >= 12 - start else front[-4:]
    crown = (0.5 * (front[-1][0] + back[-1][0]), front[-1][1] - 0.03 - grow * 0.5)
    turned = sin(view.turn)
    low = 0.28 if turned > 0.35 else 0.50
    rear = [point for point in reversed(back) if -point[1] > low]
    near = [
        (-0.20, 0.24, -0.34),
        (-0.33, 0.32, -0.16),
        (-0.375, 0.50, -0.10),
        (-0.375, 0.46, 0.035),
        (-0.355, 0.60, 0.10),
        (-0.30, 0.70, 0.20),
    ]
    line = [view.place(*p) for p in near if view.nearness(p[0], p[2]) > -0.06]
    line.extend(_fringe(view, style))
    if turned < 0.35:
        far = [(0.30, 0.70, 0.20), (0.355, 0.60, 0.10), (0.375, 0.46, 0.03)]
        line.extend(view.place(*p) for p in far)
    return [*top, crown, *rear, *line]


def _fringe(view: HeadView, style: str) -> list[Point]:
    part = 0.12 if not view.mirrored else -0.12
    heights = {
        "short": ((-0.2, 0.76), (-0.05, 0.80), (0.12, 0.79), (0.24, 0.74)),
        "swept": ((-0.22, 0.74), (-0.02, 0.84), (0.10, 0.80), (0.26, 0.72)),
        "bob": ((-0.27, 0.60), (-0.12, 0.61), (0.10, 0.61), (0.28, 0.60)),
        "long": ((-0.26, 0.66), (part - 0.05, 0.86), (part + 0.05, 0.86), (0.28, 0.64)),
        "wavy": ((-0.27, 0.64), (part - 0.05, 0.86), (part + 0.05, 0.85), (0.28, 0.62)),
        "curly": ((-0.24, 0.70), (-0.08, 0.72), (0.10, 0.70), (0.26, 0.70)),
        "ponytail": ((-0.22, 0.75), (-0.05, 0.83), (0.08, 0.83), (0.24, 0.75)),
    }.get(style, ((-0.22, 0.76), (-0.06, 0.81), (0.08, 0.81), (0.24, 0.76)))
    return [view.place(u, y, 0.375 - 0.9 * u * u) for u, y in heights if view.nearness(u, 0.375 - 0.9 * u * u) > 0.0]


def _crest(view: HeadView) -> skia.Path:
    points = [view.place(0.0, 0.84, 0.36)]
    for index in range(7):
        angle = 1.0 - index * 0.38
        r = 0.62 if index % 2 == 0 else 0.54
        points.append(view.place(0.03 * (1 if index % 2 else -1), 0.60 + r * cos(angle) * 0.95, r * sin(angle)))
    points.append(view.place(0.0, 0.40, -0.44))
    points.extend(
        view.place(u, 0.60 + 0.40 * cos(a), 0.42 * sin(a)) for u, a in ((-0.1, -0.9), (-0.12, 0.0), (-0.1, 0.8))
    )
    return closed_curve(points)


def _draw_front_locks(canvas: skia.Canvas, view: HeadView, style: str, paints: Tone) -> None:
    _grow, end, spread = _MASS[style]
    stop = max(end, -0.42)
    turned = sin(view.turn)
    for u in (-0.36, 0.36):
        if u > 0 and turned > 0.35:
            continue
        if view.nearness(u, 0.0) < -0.2:
            continue
        x, y = view.place(u, 0.66, 0.10 - 0.14 * turned)
        side = 1.0 if u > 0 else -1.0
        sway = _sway(view, 1.0 + u) - view.trail[0] * 0.4
        out = side * (0.03 + spread * 0.6) - 0.12 * turned
        width = 0.085 + 0.12 * turned
        canvas.drawPath(
            closed_curve(
                [
                    (x - side * 0.02 + 0.04, y - 0.14),
                    (x + side * 0.06 - width * 0.3, y - 0.10),
                    (x + out, -0.30),
                    (x + out * 1.1 + sway, -(stop + 0.12)),
                    (x + out * 0.7 + sway * 1.3, -stop),
                    (x + out - side * width + sway, -(stop + 0.14)),
                    (x + out * 0.4 - side * width * 0.7, -0.38),
                ]
            ),
            paints.base if u * view.key_side > 0 or turned > 0.35 else paints.shade,
        )


def _draw_sheen(canvas: skia.Canvas, view: HeadView, grow: float, paints: Tone) -> None:
    if view.pixels < 30:
        return
    front, back = contour(view, grow * 0.4)
    if view.key_side > 0:
        edge = front[-4:]
        dark = back[5:]
    else:
        edge = back[-5:]
        dark = front[-4:]
    inner = [(x * 0.72, y * 0.985 + 0.02) for x, y in edge]
    canvas.drawPath(closed_curve([*edge, *reversed(inner)]), paints.rim)
    low = [(x * 0.66, y + 0.03) for x, y in dark]
    canvas.drawPath(closed_curve([*dark, *reversed(low)]), paints.shade)


def _draw_from_behind(canvas: skia.Canvas, view: HeadView, look: FigureLook, paints: Tone) -> None:
    style = look.hair_style
    grow, end, spread = _MASS[style]
    front, back = contour(view, grow)
    if style == "afro" and look.hat == "none":
        canvas.drawPath(_cloud(view, 0.0, 0.60, 0.54, 13), paints.base)
        return
    low = min(0.20, end) if style in _FALLING else 0.22
    right = [point for point in front if -point[1] > 0.34]
    left = [point for point in reversed(back) if -point[1] > 0.34]
    if style in _FALLING:
        sway = _sway(view, 0.5)
        hem = [
            (-0.36 - spread + sway, -low),
            (-0.15 + sway, -low + 0.05),
            (0.15 + sway, -low + 0.04),
            (0.36 + spread + sway, -low),
        ]
        middle_left, middle_right = (-0.40 - spread, -0.2), (0.40 + spread, -0.2)
        points = [*right, *left, middle_left, *hem, middle_right]
    else:
        points = [*right, *left, (-0.27, -low - 0.02), (0.0, -low + 0.04), (0.27, -low - 0.02)]
    canvas.drawPath(closed_curve(points), paints.base)
    dark = 1.0 if view.key_side < 0 else -1.0
    shade = [(x * 0.98, y) for x, y in points if x * dark > 0.16]
    if len(shade) > 2:
        shade.sort(key=lambda point: point[1])
        canvas.drawPath(closed_curve([*shade, *[(x * 0.45, y) for x, y in reversed(shade)]]), paints.shade)
    if style in ("ponytail", "braid"):
        _draw_tail(canvas, view, style, paints)
    if style == "bun":
        _draw_bun(canvas, view, paints)


def draw_beard(canvas: skia.Canvas, view: HeadView, look: FigureLook) -> None:
    """Draws a beard or moustache around the mouth; call before the mouth is drawn."""
    if look.beard == "none" or view.from_behind or view.pixels < 9:
        return
    paints = tone(look.hair, view.lighting, 0.2)
    x, y = view.place(0.0, 0.215, 0.36)
    x -= 0.03 * sin(view.turn)
    if look.beard in ("short", "full", "stubble"):
        front, back = contour(view, 0.02 if look.beard == "full" else 0.005)
        drop = 0.16 if look.beard == "full" else 0.03
        lower = [p for p in front if -p[1] < 0.40]
        rear = [p for p in back if -p[1] < 0.42]
        if look.beard == "stubble":
            paint = skia.Paint(paints.shade)
            paint.setAlphaf(0.35)
        else:
            paint = paints.base
        cheek_near = view.place(-0.30, 0.40, 0.14)
        cheek_far = view.place(0.30, 0.40, 0.14)
        chin = view.place(0.0, -drop, 0.26)
        right = cheek_far if sin(view.turn) < 0.35 else (lower[-1][0] - 0.01, lower[-1][1] + 0.06)
        outline = [
            right,
            *[(px, py) for px, py in reversed(lower[:-1])],
            (chin[0] + 0.08, chin[1]),
            (chin[0] - 0.08, chin[1]),
            *[(max(px, view.place(-0.36, 0.3, -0.02)[0]), py) for px, py in rear],
            cheek_near,
            (x - 0.15, y + 0.02),
            (x - 0.07, y - 0.03),
            (x, y - 0.02),
            (x + 0.07, y - 0.03),
            (min(x + 0.13, right[0]), y + 0.02),
        ]
        canvas.drawPath(closed_curve(outline), paint)
    if look.beard in ("moustache", "full"):
        half = 0.15
        canvas.drawPath(
            closed_curve(
                [
                    (x, y - 0.03),
                    (x + half * 0.6, y - 0.02),
                    (x + half, y + 0.05),
                    (x + half * 0.4, y + 0.03),
                    (x, y + 0.015),
                    (x - half * 0.4, y + 0.03),
                    (x - half, y + 0.05),
                    (x - half * 0.6, y - 0.02),
                ]
            ),
            paints.base if look.beard == "moustache" else paints.shade,
        )

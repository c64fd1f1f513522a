"""Arms, hands, legs and feet: tapered limbs with their sleeves, trouser legs and shoes."""

from __future__ import annotations

from math import cos, sin

from songreel_video.backends.animatic.figures.curves import (
    Point,
    blend,
    closed_curve,
    convex_hull,
    open_curve,
    ribbon,
)
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.shading import Colour, draw_ribbon, scaled
from songreel_video.backends.animatic.figures.skeleton import Arm, Leg, Limb, Vector

_SLEEVE_EXTRA = {
    "none": 0.004,
    "jacket": 0.007,
    "leather": 0.007,
    "coat": 0.008,
    "raincoat": 0.010,
    "blazer": 0.008,
    "cloak": 0.006,
    "vest": 0.004,
}
_TOP_EXTRA = {"hoodie": 0.010, "sweater": 0.008, "suit": 0.008, "spacesuit": 0.018, "shirt": 0.005, "tee": 0.007}


def sleeve_of(easel: Easel) -> tuple[Colour, float, float]:
    """Colour, length (0 bare .. 1 to the wrist) and looseness of the sleeve on top."""
    look = easel.look
    if look.outer not in ("none", "vest", "cloak"):
        return look.outer_colour, 1.0, _SLEEVE_EXTRA.get(look.outer, 0.008)
    return look.top_colour, look.sleeves, _TOP_EXTRA.get(look.top, 0.004)


def draw_arm(easel: Easel, arm: Limb, plan: Arm, side: int) -> None:
    """Draws one arm: skin, hand, then the sleeve over it."""
    width = easel.build.limb
    shoulder, elbow, wrist = easel.at(arm.root), easel.at(arm.middle), easel.at(arm.end)
    colour, length, loose = sleeve_of(easel)
    skin = easel.tone(easel.look.skin, 0.30)
    key = easel.lighting.key_side
    draw_hand(easel, arm, plan, side)
    if length < 0.95:
        spine = [
            shoulder,
            blend(shoulder, elbow, 0.45),
            blend(shoulder, elbow, 0.85),
            elbow,
            blend(elbow, wrist, 0.25),
            blend(elbow, wrist, 0.7),
            wrist,
        ]
        radii = [0.0275, 0.0265, 0.0215, 0.0205, 0.0225, 0.0165, 0.0135]
        draw_ribbon(easel.canvas, ribbon(spine, [r * width for r in radii]), skin, key, rooted=True)
    if length <= 0.02:
        return
    cloth = easel.tone(colour, 0.32)
    if length < 0.55:
        end = 2.0 * length
        spine = [shoulder, blend(shoulder, elbow, end * 0.5), blend(shoulder, elbow, end)]
        radii = [0.0295 * width + loose * 0.8, 0.030 * width + loose * 1.2, 0.028 * width + loose * 1.6]
        draw_ribbon(easel.canvas, ribbon(spine, radii, crisp_end=True), cloth, key, rooted=True)
        return
    end = min(1.0, 2.0 * length - 1.0)
    spine = [
        shoulder,
        blend(shoulder, elbow, 0.45),
        blend(shoulder, elbow, 0.85),
        elbow,
        blend(elbow, wrist, end * 0.3),
        blend(elbow, wrist, end * 0.75),
        blend(elbow, wrist, end),
    ]
    radii = [
        r * width + loose * k
        for r, k in (
            (0.0285, 0.9),
            (0.0285, 0.9),
            (0.024, 0.9),
            (0.0235, 0.9),
            (0.0235, 0.9),
            (0.019, 0.9),
            (0.0165, 0.8),
        )
    ]
    draw_ribbon(easel.canvas, ribbon(spine, radii, crisp_end=True), cloth, key, rooted=True)
    if easel.fine and end < 0.95:
        _draw_cuff(easel, spine[-2], spine[-1], radii[-1] * 1.14, colour)


def _draw_cuff(easel: Easel, before: Point, end: Point, radius: float, colour: Colour) -> None:
    start = blend(end, before, 0.55)
    draw_ribbon(
        easel.canvas,
        ribbon([start, end], [radius, radius], crisp_start=True, crisp_end=True),
        easel.tone(scaled(colour, 1.08)),
        easel.lighting.key_side,
    )


def _normal(a: Point, b: Point) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return (-dy / length, dx / length)


def _bend(a: Point, b: Point, c: Point) -> float:
    cross = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    scale = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 * ((c[0] - b[0]) ** 2 + (c[1] - b[1]) ** 2) ** 0.5
    return cross / scale if scale > 1e-6 else 0.0


# Mitten outlines in the hand's own axes: along the fingers, across towards the thumb; per hand length.
_HANDS: dict[str, tuple[tuple[float, float], ...]] = {
    "relaxed": (
        (-0.10, 0.20),
        (0.30, 0.26),
        (0.62, 0.25),
        (0.90, 0.20),
        (1.04, 0.06),
        (0.98, -0.10),
        (0.66, -0.22),
        (0.30, -0.24),
        (-0.10, -0.19),
    ),
    "open": (
        (-0.10, 0.20),
        (0.30, 0.28),
        (0.65, 0.30),
        (1.00, 0.24),
        (1.16, 0.06),
        (1.06, -0.18),
        (0.70, -0.28),
        (0.30, -0.26),
        (-0.10, -0.19),
    ),
    "fist": (
        (-0.10, 0.20),
        (0.15, 0.30),
        (0.52, 0.34),
        (0.76, 0.22),
        (0.78, -0.08),
        (0.66, -0.28),
        (0.28, -0.30),
        (-0.10, -0.19),
    ),
    "grip": (
        (-0.10, 0.20),
        (0.15, 0.28),
        (0.52, 0.33),
        (0.74, 0.24),
        (0.76, -0.06),
        (0.64, -0.28),
        (0.28, -0.28),
        (-0.10, -0.19),
    ),
}
_THUMBS = {
    "relaxed": ((0.10, 0.20), (0.34, 0.34), (0.62, 0.38), (0.66, 0.26), (0.40, 0.16)),
    "open": ((0.08, 0.18), (0.30, 0.48), (0.60, 0.62), (0.66, 0.50), (0.44, 0.20)),
    "fist": ((0.16, 0.26), (0.40, 0.36), (0.66, 0.22), (0.60, 0.08), (0.30, 0.10)),
    "grip": ((0.16, 0.26), (0.40, 0.38), (0.64, 0.26), (0.58, 0.12), (0.30, 0.12)),
}


def draw_hand(easel: Easel, arm: Limb, plan: Arm, side: int) -> None:
    """Draws a mitten with its thumb, along the forearm and turned by the wrist."""
    wrist, elbow = easel.at(arm.end), easel.at(arm.middle)
    dx, dy = wrist[0] - elbow[0], wrist[1] - elbow[1]
    length = (dx * dx + dy * dy) ** 0.5
    if length < 1e-5:
        dx, dy, length = 0.0, 1.0, 1.0
    ux, uy = dx / length, dy / length
    seen = 0.62 + 0.38 * min(1.0, length / easel.build.forearm)
    if plan.wrist:
        c, s = cos(plan.wrist), sin(plan.wrist)
        ux, uy = ux * c - uy * s, ux * s + uy * c
    # Thumbs point forwards when the arm hangs.
    across = easel.view.direction(easel.body.ribs.forward)[0] + 0.55 * side * -easel.view.cosine
    thumb = 1.0 if (across * -uy if abs(uy) > 0.2 else -ux * 0.5) < 0 else -1.0
    if abs(uy) <= 0.2:
        thumb = -1.0 if ux > 0 else 1.0
    nx, ny = -uy * thumb, ux * thumb
    size = easel.build.hand * (0.86 + 0.14 * easel.build.limb)
    glove = easel.look.top == "spacesuit"
    paints = easel.tone(scaled(easel.look.top_colour, 0.8) if glove else easel.look.skin, 0.28)
    if glove:
        size *= 1.25

    def place(points: tuple[tuple[float, float], ...]) -> list[Point]:
        return [
            (wrist[0] + (ux * a * seen + nx * b) * size, wrist[1] + (uy * a * seen + ny * b) * size) for a, b in points
        ]

    shape = _HANDS.get(plan.hand, _HANDS["relaxed"])
    canvas = easel.canvas
    canvas.drawPath(closed_curve(place(shape)), paints.base)
    if easel.pixels > 90:
        half = len(shape) // 2
        shady = place(tuple(shape[half:])) if nx * easel.lighting.key_side > 0 else place(tuple(shape[: half + 1]))
        inner = [(wrist[0] + (ux * 0.45 * size), wrist[1] + uy * 0.45 * size)]
        canvas.drawPath(closed_curve([*shady, *inner]), paints.shade)
        canvas.drawPath(closed_curve(place(_THUMBS.get(plan.hand, _THUMBS["relaxed"]))), paints.base)
    if easel.pixels > 330 and plan.hand != "relaxed":
        for across_finger in (-0.12, 0.06):
            start, end = place(((0.55, across_finger), (0.92 if plan.hand == "open" else 0.72, across_finger)))
            line = open_curve([start, end])
            paint = paints.shade.__class__(paints.line)
            paint.setStyle(paint.kStroke_Style)
            paint.setStrokeWidth(size * 0.035)
            canvas.drawPath(line, paint)


def draw_leg(easel: Easel, leg: Limb, plan: Leg, side: int) -> None:
    """Draws one leg: skin or trouser leg, then the shoe."""
    look, build = easel.look, easel.build
    width = build.limb
    forward = easel.view.sine * (1.0 if abs(easel.view.sine) > 0.2 else 0.0)
    hip, knee, ankle = easel.at(leg.root), easel.at(leg.middle), easel.at(leg.end)
    calf = blend(knee, ankle, 0.28)
    shin_x, shin_y = _normal(knee, ankle)
    back = 0.007 * width * forward
    calf = (calf[0] + shin_x * back, calf[1] + shin_y * back)
    thigh_x, thigh_y = _normal(hip, knee)
    front = -0.006 * width * forward
    quad = blend(hip, knee, 0.42)
    quad = (quad[0] + thigh_x * front, quad[1] + thigh_y * front)
    spine = [hip, quad, blend(hip, knee, 0.86), knee, blend(knee, ankle, 0.10), calf, blend(knee, ankle, 0.65), ankle]
    bare = [0.050, 0.0455, 0.0335, 0.0310, 0.0305, 0.0330, 0.0230, 0.0175]
    key = easel.lighting.key_side
    bottom = look.bottom
    if bottom in ("bare", "shorts"):
        draw_ribbon(easel.canvas, ribbon(spine, [r * width for r in bare]), easel.tone(look.skin, 0.28), key)
    draw_shoe(easel, leg, plan, side)
    if bottom == "bare":
        _draw_shaft(easel, leg)
        return
    if bottom == "shorts":
        short = [hip, quad, blend(hip, knee, 0.80)]
        draw_ribbon(
            easel.canvas,
            ribbon(short, [0.054 * width, 0.053 * width, 0.050 * width], crisp_end=True),
            easel.tone(look.bottom_colour, 0.25),
            key,
        )
        _draw_shaft(easel, leg)
        return
    extra, foot = {
        "leggings": (0.0, 0.020),
        "jeans": (0.003, 0.026),
        "trousers": (0.006, 0.032),
        "wide": (0.010, 0.052),
    }.get(bottom, (0.005, 0.030))
    if look.top == "spacesuit":
        extra, foot = 0.014, 0.036
    radii = [r * width + extra for r in bare]
    radii[-1], radii[-2] = max(radii[-1], foot * width), max(radii[-2], (0.4 * radii[-3] + 0.6 * foot * width))
    tucked = look.shoes in ("boots", "wellingtons")
    end = blend(ankle, knee, -0.10 if not tucked else 0.1)
    spine[-1] = end
    paints = easel.tone(look.bottom_colour, 0.28)
    draw_ribbon(easel.canvas, ribbon(spine, radii, crisp_end=True), paints, key)
    if easel.fine:
        _draw_trouser_folds(easel, spine, radii, bottom)
    _draw_shaft(easel, leg)


def _draw_trouser_folds(easel: Easel, spine: list[Point], radii: list[float], bottom: str) -> None:
    paints = easel.tone(easel.look.bottom_colour, 0.28)
    bend = _bend(spine[1], spine[3], spine[6])
    if abs(bend) > 0.2:
        nx, ny = _normal(spine[2], spine[4])
        inner = radii[3] * (1.0 if bend > 0 else -1.0)
        knee = spine[3]
        a = (knee[0] + nx * inner * 0.95, knee[1] + ny * inner * 0.95)
        up = blend(knee, spine[1], 0.28)
        down = blend(knee, spine[6], 0.28)
        for end in (up, down):
            easel.canvas.drawPath(
                closed_curve([a, a, blend(a, end, 0.5), end, end, blend(blend(a, end, 0.5), knee, 0.25)]), paints.shade
            )


def _draw_shaft(easel: Easel, leg: Limb) -> None:
    """Draws what a boot covers of the shin."""
    look = easel.look
    top = {"boots": 0.62, "wellingtons": 0.38}.get(look.shoes)
    if top is None and look.top != "spacesuit":
        return
    top = 0.55 if top is None else top
    knee, ankle = easel.at(leg.middle), easel.at(leg.end)
    start = blend(knee, ankle, top)
    width = easel.build.limb
    wide = 0.036 if look.shoes == "wellingtons" else 0.034
    if look.bottom in ("trousers", "wide", "jeans"):
        wide += 0.006
    paints = easel.tone(look.shoes_colour, 0.5)
    radii = [wide * width, (wide - 0.004) * width, 0.027 * width, 0.027 * width]
    spine = [start, blend(start, ankle, 0.4), blend(start, ankle, 0.8), blend(ankle, start, -0.2)]
    draw_ribbon(easel.canvas, ribbon(spine, radii, crisp_start=True), paints, easel.lighting.key_side)


# Sections of a foot: place along it from the ankle, half width, bottom and top above the sole; per foot length.
_FOOT = (
    (-0.27, 0.100, 0.06, 0.26),
    (-0.20, 0.165, 0.00, 0.44),
    (0.06, 0.165, 0.00, 0.44),
    (0.26, 0.200, 0.00, 0.30),
    (0.46, 0.230, 0.00, 0.22),
    (0.66, 0.170, 0.00, 0.185),
    (0.74, 0.090, 0.04, 0.14),
)


def draw_shoe(easel: Easel, leg: Limb, plan: Leg, side: int) -> None:
    """Draws a shoe from the ankle, turned out and pitched as the foot is: upper, then sole."""
    look, foot = easel.look, easel.build.foot
    pitch, toe_out = plan.pitch, plan.toe_out * side
    heels = look.shoes == "heels" and pitch > -0.3
    if heels:
        pitch -= 0.35
    c, s, c_out, s_out = cos(pitch), sin(pitch), cos(toe_out), sin(toe_out)
    ankle = leg.end
    rise = easel.build.ankle

    def place(along: float, across: float, up: float) -> Point:
        x, y = along * foot, up * foot - rise
        fx, fy = x * c - y * s, y * c + x * s
        w = across * foot
        vector: Vector = (ankle[0] + fx * c_out - w * s_out, ankle[1] + fy, ankle[2] + fx * s_out + w * c_out)
        return easel.view.point(vector)

    bulk = {"boots": 1.10, "wellingtons": 1.14, "sneakers": 1.06, "heels": 0.84, "bare": 0.92}.get(look.shoes, 1.0)
    if look.top == "spacesuit":
        bulk = 1.35
    points: list[Point] = []
    sole: list[Point] = []
    thick = {"sneakers": 0.075, "boots": 0.085, "wellingtons": 0.06, "heels": 0.03, "bare": 0.0}.get(look.shoes, 0.05)
    for along, half, low, high in _FOOT:
        for sign in (-1.0, 1.0):
            points.append(place(along, sign * half * bulk, low))
            points.append(place(along, sign * half * bulk * 0.72, high * (0.9 + 0.1 * bulk)))
            if thick:
                sole.append(place(along, sign * half * bulk * 1.03, low))
                sole.append(place(along, sign * half * bulk * 1.03, low + thick))
    colour = look.skin if look.shoes == "bare" else look.shoes_colour
    paints = easel.tone(colour, 0.4)
    canvas = easel.canvas
    if heels:
        spike = [
            place(-0.24, 0.05, 0.1),
            place(-0.16, 0.05, -0.24),
            place(-0.12, -0.05, -0.24),
            place(-0.10, -0.05, 0.1),
        ]
        canvas.drawPath(closed_curve(_doubled(convex_hull(spike))), paints.shade)
    canvas.drawPath(closed_curve(_softened(convex_hull(points))), paints.base)
    if easel.pixels > 70:
        shade = [place(a, -side * h * bulk, (lo + hi) * 0.3) for a, h, lo, hi in _FOOT]
        middle = [place(a, 0.0, lo) for a, _h, lo, _hi in _FOOT]
        canvas.drawPath(closed_curve([*shade, *reversed(middle)]), paints.shade)
    if thick and easel.pixels > 70:
        edge = easel.tone((0.93, 0.92, 0.90) if look.shoes == "sneakers" else scaled(colour, 0.5), 0.2)
        canvas.drawPath(
            closed_curve(_softened(convex_hull(sole))), edge.base if look.shoes == "sneakers" else edge.shade
        )


def _softened(points: list[Point]) -> list[Point]:
    """Middles of long sides added, so that the smooth curve keeps to the shape."""
    result: list[Point] = []
    for index, point in enumerate(points):
        after = points[(index + 1) % len(points)]
        result.append(point)
        if abs(after[0] - point[0]) + abs(after[1] - point[1]) > 0.02:
            result.append(blend(point, after, 0.25))
            result.append(blend(point, after, 0.75))
    return result


def _doubled(points: list[Point]) -> list[Point]:
    return [point for point in points for _ in (0, 1)]

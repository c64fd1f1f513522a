"""Legs: tapered, with trouser legs, shorts or boots over them."""

from __future__ import annotations

from songreel_video.backends.animatic.figures.body.shoes import draw_shoe
from songreel_video.backends.animatic.figures.bones.skeleton import Limb
from songreel_video.backends.animatic.figures.bones.stance import Leg
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import Point, blend, closed_curve
from songreel_video.backends.animatic.figures.ink.ribbons import draw_ribbon, ribbon


def draw_leg(easel: Easel, leg: Limb, plan: Leg, side: int) -> None:
    """Draws one leg: skin or trouser leg, then the shoe."""
    look, build = easel.look, easel.build
    width = build.limb
    forward = easel.view.sine * (1.0 if abs(easel.view.sine) > 0.2 else 0.0)
    hip, knee, ankle = easel.at(leg.root), easel.at(leg.middle), easel.at(leg.end)
    calf = blend(knee, ankle, 0.28)
    shin_x, shin_y = normal_of(knee, ankle)
    back = 0.007 * width * forward
    calf = (calf[0] + shin_x * back, calf[1] + shin_y * back)
    thigh_x, thigh_y = normal_of(hip, knee)
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
        _draw_trouser_folds(easel, spine, radii)
    _draw_shaft(easel, leg)


def _draw_trouser_folds(easel: Easel, spine: list[Point], radii: list[float]) -> None:
    paints = easel.tone(easel.look.bottom_colour, 0.28)
    bend = bend_of(spine[1], spine[3], spine[6])
    if abs(bend) > 0.2:
        nx, ny = normal_of(spine[2], spine[4])
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


def normal_of(a: Point, b: Point) -> Point:
    """The unit normal of a line."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return (-dy / length, dx / length)


def bend_of(a: Point, b: Point, c: Point) -> float:
    """The sine of the turn from one bone to the next."""
    cross = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    scale = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 * ((c[0] - b[0]) ** 2 + (c[1] - b[1]) ** 2) ** 0.5
    return cross / scale if scale > 1e-6 else 0.0

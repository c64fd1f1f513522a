"""Hands: mittens with a thumb, relaxed, open, closed or gripping."""

from __future__ import annotations

from math import cos, sin

from songreel_video.backends.animatic.figures.bones.skeleton import Limb
from songreel_video.backends.animatic.figures.bones.stance import Arm
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.ink.shading import scaled

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

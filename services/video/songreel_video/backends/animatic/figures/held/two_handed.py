"""What both hands hold: an open book, a rope."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.bones.skeleton import palm_of
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import closed_curve, doubled, open_curve
from songreel_video.backends.animatic.figures.ink.shading import scaled, stroke


def draw_open_book(easel: Easel) -> None:
    """Draws an open book between both hands."""
    left = easel.at(palm_of(easel.body.left_arm, easel.build, 0.4))
    right = easel.at(palm_of(easel.body.right_arm, easel.build, 0.4))
    middle = (0.5 * (left[0] + right[0]), 0.5 * (left[1] + right[1]) - 0.012)
    spread = 0.058
    forward = easel.view.direction((1.0, 0.0, 0.0))[0] * 0.030
    cover, paper = easel.tone(scaled(easel.look.accent, 0.7)), easel.tone((0.94, 0.91, 0.84), 0.5)
    flutter = 0.006 * sin(easel.time_seconds * 3.1)
    for side in (-1.0, 1.0):
        x = middle[0] + side * spread
        points = [
            (middle[0], middle[1] + 0.020),
            (x, middle[1] + 0.004),
            (x + forward, middle[1] - 0.068 + flutter * side),
            (middle[0] + forward, middle[1] - 0.050),
        ]
        easel.canvas.drawPath(
            closed_curve(doubled([(px + side * 0.004, py + 0.005) for px, py in points])),
            cover.base,
        )
        easel.canvas.drawPath(
            closed_curve(doubled(points)),
            paper.base if side * easel.lighting.key_side > 0 else paper.shade,
        )


def draw_rope(easel: Easel) -> None:
    """Draws a rope through both hands, taut ahead and slack behind."""
    hands = sorted(
        (easel.at(palm_of(limb, easel.build, 0.4)) for limb in (easel.body.left_arm, easel.body.right_arm)),
        key=lambda p: p[0] * easel.view.sine,
    )
    near, far = hands
    direction = 1.0 if easel.view.sine >= 0 else -1.0
    reach = 0.42 * max(0.35, abs(easel.view.sine))
    taut = 0.03 * (0.5 + 0.5 * cos(4.0 * pi * easel.pose.phase))
    end = (far[0] + direction * reach, -0.18)
    tail = [
        (near[0], near[1]),
        (near[0] - direction * 0.02, near[1] + 0.10),
        (near[0] - direction * 0.06, -0.05),
        (near[0] - direction * 0.13, -0.012),
        (near[0] - direction * 0.21, -0.020),
    ]
    dark, light = easel.tone((0.62, 0.50, 0.34)), easel.tone((0.78, 0.66, 0.46))
    for points in ([near, far], [far, (0.5 * (far[0] + end[0]), 0.5 * (far[1] + end[1]) + taut), end], tail):
        path = open_curve(points)
        for paints, width in ((dark, 0.016), (light, 0.008)):
            paint = skia.Paint(paints.base)
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(width)
            paint.setStrokeCap(skia.Paint.kRound_Cap)
            easel.canvas.drawPath(path, paint)
    for index in range(3):
        easel.canvas.drawOval(
            skia.Rect.MakeXYWH(near[0] - direction * 0.27 - 0.06, -0.028 - index * 0.012, 0.12, 0.03),
            stroke(scaled((0.62, 0.50, 0.34), 0.9), 0.010),
        )

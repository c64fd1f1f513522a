"""A guitar on its strap, acoustic or electric."""

from __future__ import annotations

from math import pi, sin

import skia

from songreel_video.backends.animatic.figures.bones.vectors import offset
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.held.solids import in_plane
from songreel_video.backends.animatic.figures.ink.curves import closed_curve, doubled, open_curve
from songreel_video.backends.animatic.figures.ink.shading import scaled, stroke

_ACOUSTIC = (
    (0.02, 0.0),
    (0.03, -0.075),
    (-0.02, -0.086),
    (-0.070, -0.062),
    (-0.105, -0.070),
    (-0.165, -0.112),
    (-0.235, -0.085),
    (-0.255, 0.0),
)
_ELECTRIC = (
    (0.035, -0.03),
    (0.055, -0.095),
    (0.02, -0.100),
    (-0.045, -0.060),
    (-0.10, -0.060),
    (-0.175, -0.095),
    (-0.225, -0.060),
    (-0.225, 0.0),
)


def draw_guitar(easel: Easel) -> None:
    """Draws a guitar before the trunk."""
    ribs = easel.body.ribs
    hit = 0.02 * sin(4.0 * pi * easel.pose.phase) * easel.pose.energy
    base = easel.build.leg + 0.045
    origin = (0.115 + 0.3 * easel.body.stance.lean * 0.2, base, -0.015)
    across = (0.02, 0.37 + hit, 0.92)
    down = (0.10, -0.92, 0.36)
    electric = easel.look.seed % 2 == 0 and easel.look.carries != "guitar"
    colour = (
        easel.look.carries_colour
        if easel.look.carries == "guitar"
        else (0.66, 0.20, 0.17)
        if electric
        else (0.74, 0.47, 0.24)
    )
    upper = _ELECTRIC if electric else _ACOUSTIC
    outline = [*upper, *[(x, -y) for x, y in reversed(upper[:-1])]]
    if electric:
        outline = [*upper, *[(x * 0.94 - 0.01, -y * 0.92) for x, y in reversed(upper[:-1])]]
    strap = [
        easel.at(offset(easel.body.neck, ribs, 0.03, -0.035, 0.055)),
        easel.at(offset(easel.body.chest, ribs, 0.075, 0.0, 0.0)),
        easel.at((0.10, base + 0.02, -0.16)),
    ]
    easel.canvas.drawPath(
        open_curve(strap),
        stroke(scaled(easel.look.accent, 0.5), 0.022),
    )
    with in_plane(easel, origin, across, down) as canvas:
        body, neck, metal = (
            easel.tone(colour, 0.6),
            easel.tone((0.30, 0.19, 0.13), 0.3),
            easel.tone((0.75, 0.75, 0.78), 0.5),
        )
        canvas.save()
        canvas.translate(-0.008, 0.012)
        canvas.drawPath(closed_curve(outline), body.line)
        canvas.restore()
        canvas.drawPath(closed_curve(outline), body.base)
        canvas.drawPath(closed_curve([(x, y) if y > 0 else (x * 0.94, 0.035) for x, y in outline]), body.shade)
        canvas.drawPath(
            closed_curve(doubled(((-0.02, -0.014), (0.30, -0.010), (0.30, 0.012), (-0.02, 0.016)))),
            neck.base,
        )
        canvas.drawPath(
            closed_curve(
                [(0.295, -0.018), (0.33, -0.026), (0.375, -0.024), (0.385, 0.008), (0.34, 0.022), (0.295, 0.018)]
            ),
            neck.base,
        )
        if easel.pixels > 60:
            if electric:
                canvas.drawRoundRect(
                    skia.Rect.MakeLTRB(-0.15, -0.045, -0.03, 0.045), 0.02, 0.02, easel.tone((0.93, 0.91, 0.86)).base
                )
                for x in (-0.06, -0.105):
                    canvas.drawRect(skia.Rect.MakeXYWH(x, -0.024, 0.014, 0.048), metal.shade)
            else:
                canvas.drawCircle(-0.055, 0.0, 0.036, body.line)
                canvas.drawRect(skia.Rect.MakeXYWH(-0.175, -0.030, 0.016, 0.060), neck.base)
            buzz = 0.0012 * sin(easel.time_seconds * 80.0) * easel.pose.energy
            for y in (-0.007, 0.0, 0.007):
                canvas.drawPath(
                    open_curve([(-0.165, y), (0.05, y + buzz), (0.33, y)]), stroke((0.88, 0.87, 0.84), 0.002)
                )

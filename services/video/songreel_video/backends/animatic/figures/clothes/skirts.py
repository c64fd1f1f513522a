"""Skirts and the skirts of coats: they flare around both legs and trail behind a movement."""

from __future__ import annotations

from math import hypot, sin

from songreel_video.backends.animatic.figures.body.sections import Section, ribbon_of_sections, sections_of_trunk
from songreel_video.backends.animatic.figures.bones.vectors import between
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import closed_curve
from songreel_video.backends.animatic.figures.ink.ribbons import draw_ribbon
from songreel_video.backends.animatic.figures.ink.shading import Colour


def draw_skirt(easel: Easel, hem: float, colour: Colour, extra: float, *, slit: bool = False) -> None:
    """Draws a skirt or the skirt of a coat from the waist to `hem` (1 knee, 2 ankle), around both legs."""
    body, build, look = easel.body, easel.build, easel.look
    sections = sections_of_trunk(easel, extra)
    count = 4 if hem > 0.5 else 3
    stack: list[Section] = [sections[2], sections[1]]
    trail_x, trail_z = body.stance.trail
    flare = look.flare * (0.10 if not slit else 0.055)
    for index in range(1, count + 1):
        t = hem * index / count
        a, b = (
            between(leg.root, leg.middle, t) if t <= 1.0 else between(leg.middle, leg.end, t - 1.0)
            for leg in (body.left_leg, body.right_leg)
        )
        centre3 = between(a, b, 0.5)
        weight = (t / max(hem, 0.1)) ** 2
        centre3 = (
            centre3[0] - trail_x * weight * (0.4 + 0.5 * hem),
            centre3[1],
            centre3[2] + trail_z * weight * (0.4 + 0.5 * hem),
        )
        centre = easel.at(centre3)
        pa, pb = easel.at(a), easel.at(b)
        limb = (0.050 - 0.018 * min(1.0, t)) * build.limb + extra * 0.8
        swing = flare * (t / 2.0) ** 0.8 * (1.0 + 0.8 * hypot(trail_x, trail_z) * 10.0)
        half_w = max(abs(pa[0] - pb[0]) * 0.5 + limb, build.hips * (0.92 if t < 0.6 else 0.8) + extra) + swing
        half_w = min(half_w, build.hips + 0.10 + swing)
        stack.append((centre, (half_w, 0.0), (0.0, half_w * 0.8)))
    shape = ribbon_of_sections(stack, crisp_start=True, crisp_end=True)
    paints = easel.tone(colour, 0.30)
    draw_ribbon(easel.canvas, shape, paints, easel.lighting.key_side)
    if easel.pixels < 70:
        return
    last = len(stack) - 1
    drift = 0.05 * sin(easel.time_seconds * 1.9 + 6.283 * easel.pose.phase)
    folds = ((0.30, 0.06), (0.52, 0.05), (0.72, 0.05)) if not slit else ((0.26, 0.045), (0.76, 0.045))
    for across, width in folds:
        start = shape.across(1, 0.5 + (across - 0.5) * 0.7)
        x0, x1 = across + drift - width * 0.5, across + drift + width * 0.5
        path = closed_curve(
            [
                start,
                start,
                shape.across(last - 1, across + drift * 0.5 - width * 0.2),
                *[shape.across(last, x0)] * 2,
                *[shape.across(last, x1)] * 2,
                shape.across(last - 1, across + drift * 0.5 + width * 0.25),
            ]
        )
        easel.canvas.drawPath(path, paints.shade)
    if slit and easel.view.cosine > 0.1:
        across = 0.5 + 0.30 * easel.view.sine
        start, end = shape.across(0, across), shape.across(last, across + 0.05 * easel.view.sine)
        easel.canvas.drawPath(
            closed_curve(
                [
                    start,
                    start,
                    shape.across(last - 1, across - 0.015),
                    *[shape.across(last, across - 0.03)] * 2,
                    *[(end[0] + 0.012, end[1])] * 2,
                ]
            ),
            paints.line,
        )

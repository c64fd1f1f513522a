"""The neck and the seat: what of the trunk is drawn under its garments."""

from __future__ import annotations

from songreel_video.backends.animatic.figures.body.sections import ribbon_of_sections, sections_of_trunk
from songreel_video.backends.animatic.figures.bones.vectors import between
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve
from songreel_video.backends.animatic.figures.ink.ribbons import Ribbon, draw_ribbon, ribbon


def draw_neck(easel: Easel) -> None:
    """Draws the neck from the collar into the jaw, shaded below the chin."""
    body = easel.body
    paints = easel.tone(easel.look.skin, 0.25)
    woman = easel.look.gender == "woman"
    half = (0.0255 if woman else 0.034) * (0.6 + 0.4 * easel.look.girth) * (0.85 if easel.look.age == "child" else 1.0)
    low = between(body.neck, body.chest, 0.2)
    high = body.head
    spine = [
        easel.at(low),
        easel.at(body.neck),
        easel.on_bone(body.neck, high, 0.6),
        easel.on_bone(body.neck, high, 1.5),
    ]
    shape = _tube(spine, [half * 1.5, half * 1.06, half * 0.96, half * 0.96])
    draw_ribbon(easel.canvas, shape, paints, easel.lighting.key_side)
    if easel.pixels > 60 and easel.view.cosine > -0.35:
        upper = [shape.across(2, 0.0), shape.across(2, 1.0)]
        lower = [shape.across(1, 0.9), shape.across(1, 0.25)]
        top = [shape.across(3, 0.0), shape.across(3, 1.0)]
        easel.canvas.drawPath(closed_curve([*top, upper[1], *lower, upper[0]]), paints.shade)


def _tube(spine: list[Point], radii: list[float]) -> Ribbon:
    return ribbon(spine, radii, crisp_start=True, crisp_end=True)


def draw_pelvis(easel: Easel) -> None:
    """Draws the seat of trousers, shorts or leggings."""
    if easel.look.bottom == "bare" and easel.look.skirt_hem < 0:
        return
    sections = sections_of_trunk(easel, 0.004)[:4]
    colour = easel.look.bottom_colour if easel.look.bottom != "bare" else easel.look.skirt_colour
    draw_ribbon(
        easel.canvas,
        ribbon_of_sections(sections, crisp_start=False, crisp_end=True),
        easel.tone(colour),
        easel.lighting.key_side,
    )

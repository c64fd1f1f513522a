"""Jackets, blazers, vests and the upper parts of coats."""

from __future__ import annotations

from songreel_video.backends.animatic.figures.body.sections import front_of, ribbon_of_sections, sections_of_trunk
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import blend, closed_curve
from songreel_video.backends.animatic.figures.ink.ribbons import draw_ribbon
from songreel_video.backends.animatic.figures.ink.shading import scaled


def draw_jacket(easel: Easel, pad: float) -> None:
    """Draws a jacket, vest or the upper part of a coat, open over what is below or closed."""
    look, canvas = easel.look, easel.canvas
    key = easel.lighting.key_side
    bulk = pad + {"leather": 0.006, "coat": 0.010, "raincoat": 0.014, "vest": 0.003}.get(look.outer, 0.007)
    sections = sections_of_trunk(easel, bulk)
    paints = easel.tone(look.outer_colour, 0.55 if look.outer in ("leather", "raincoat") else 0.35)
    hem = 1 if look.outer != "vest" else 2
    shape = ribbon_of_sections(sections[hem:], crisp_start=True, crisp_end=False)
    draw_ribbon(canvas, shape, paints, key)
    if easel.view.cosine < 0.1:
        return
    closed = look.outer == "raincoat" or (look.outer == "coat" and look.seed % 3 == 0)
    top = front_of(sections, 8, 0.0)
    low = front_of(sections, hem, 0.0)
    if not closed and easel.pixels > 45:
        inner = easel.tone(look.top_colour, 0.2)
        wide = 0.30 if look.outer != "blazer" else 0.22
        points = [
            *[front_of(sections, 8, -0.9)] * 2,
            front_of(sections, 6, -wide),
            front_of(sections, 4, -wide),
            *[front_of(sections, hem, -wide * 1.1)] * 2,
            *[front_of(sections, hem, wide * 1.1)] * 2,
            front_of(sections, 4, wide),
            front_of(sections, 6, wide),
            *[front_of(sections, 8, 0.9)] * 2,
        ]
        canvas.drawPath(closed_curve(points), inner.base)
        edge = [front_of(sections, index, -wide * key) for index in (8, 6, 4, hem)]
        inside = [front_of(sections, index, -wide * key * 0.5) for index in (8, 6, 4, hem)]
        outline = [edge[0], *edge, edge[-1], inside[-1], *reversed(inside), inside[0]]
        canvas.drawPath(closed_curve(outline), inner.shade)
        if look.top in ("tee", "dress", "tank", "shirt") and easel.fine:
            low_neck = blend(front_of(sections, 6, 0.0), front_of(sections, 5, 0.0), 0.15)
            sides = [front_of(sections, 8, across) for across in (-0.85, 0.85)]
            bare = easel.tone(look.skin).base
            canvas.drawPath(closed_curve([sides[0], sides[0], low_neck, sides[1], sides[1]]), bare)
    elif easel.fine:
        canvas.drawPath(
            closed_curve(
                [(top[0] - 0.002, top[1]), (top[0] + 0.002, top[1]), (low[0] + 0.002, low[1]), (low[0] - 0.002, low[1])]
            ),
            paints.line,
        )
        for index in (6, 5, 4, 3):
            spot = front_of(sections, index, 0.22)
            canvas.drawCircle(spot[0], spot[1], 0.0055, paints.line)
    if easel.fine:
        lapel = easel.tone(scaled(look.outer_colour, 1.14), 0.4)
        for across in (-1.0, 1.0):
            a = front_of(sections, 8, 0.95 * across)
            b = front_of(sections, 7, 0.62 * across)
            c = front_of(sections, 6, 0.66 * across)
            d = front_of(sections, 5, 0.26 * across)
            if closed:
                d = front_of(sections, 6, 0.1 * across)
            canvas.drawPath(
                closed_curve([a, a, b, c, c, d, d]), lapel.base if across * easel.view.cosine * key > 0 else lapel.shade
            )

"""The fronts of shirts, sweaters and suits: necklines, collars, lapels, cords, bibs."""

from __future__ import annotations

from songreel_video.backends.animatic.figures.body.sections import Section, front_of, ribbon_of_sections
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import blend, closed_curve, doubled
from songreel_video.backends.animatic.figures.ink.shading import scaled, stroke


def draw_shirt_details(easel: Easel, sections: list[Section]) -> None:
    """Draws neckline, cords, hem and bib of what is worn on the trunk."""
    look = easel.look
    paints = easel.tone(look.top_colour, 0.32)
    canvas = easel.canvas
    front = easel.view.cosine > 0.15
    if look.top in ("tee", "sweater", "hoodie", "dress", "tank", "overalls") and front:
        depth = {"dress": 0.55, "tank": 0.6}.get(look.top, 0.25)
        width = {"dress": 0.62, "tank": 0.55}.get(look.top, 0.36)
        lowest = blend(front_of(sections, 6, 0.0), front_of(sections, 5, 0.0), depth)
        a, b = front_of(sections, 7, -width), front_of(sections, 7, width)
        top_a, top_b = front_of(sections, 8, -0.9), front_of(sections, 8, 0.9)
        skin = easel.tone(look.skin, 0.2)
        canvas.drawPath(closed_curve([top_a, a, lowest, b, top_b]), skin.base)
        if look.top in ("sweater", "tee", "hoodie"):
            collar = closed_curve([a, lowest, b, blend(lowest, front_of(sections, 5, 0.0), 0.12)])
            canvas.drawPath(collar, paints.shade)
    if look.top == "hoodie":
        _draw_cords(easel, sections)
    if look.top in ("shirt", "suit") and front:
        draw_shirt_front(easel, sections)
    if look.top in ("hoodie", "sweater"):
        band = ribbon_of_sections(sections[1:3], crisp_start=True, crisp_end=True)
        low = [
            band.across(0, 0.0),
            band.across(0, 1.0),
            blend(band.across(0, 1.0), band.across(1, 1.0), 0.35),
            blend(band.across(0, 0.0), band.across(1, 0.0), 0.35),
        ]
        canvas.drawPath(closed_curve(doubled(low)), paints.shade)
    if look.top == "overalls" and front:
        bib = easel.tone(look.bottom_colour)
        points = [
            front_of(sections, 3, -0.7),
            front_of(sections, 5, -0.45),
            front_of(sections, 5, 0.45),
            front_of(sections, 3, 0.7),
        ]
        canvas.drawPath(closed_curve(doubled(points)), bib.base)
        for across in (-0.42, 0.42):
            a, b = front_of(sections, 5, across), front_of(sections, 7, across * 1.2)
            canvas.drawLine(
                *a,
                *b,
                stroke(scaled(look.bottom_colour, 0.8), 0.016),
            )


def _draw_cords(easel: Easel, sections: list[Section]) -> None:
    if easel.view.cosine < 0.15:
        return
    paint = easel.tone((0.95, 0.94, 0.9)).base
    for across in (-0.3, 0.3):
        a, b = front_of(sections, 7, across), front_of(sections, 5, across)
        middle = blend(a, b, 0.5)
        easel.canvas.drawPath(closed_curve([a, middle, blend(a, b, 0.72), (middle[0] + 0.004, middle[1])]), paint)


def draw_shirt_front(easel: Easel, sections: list[Section]) -> None:
    """Draws the front of a shirt or suit: buttons, collar, lapels, tie."""
    look, canvas = easel.look, easel.canvas
    suit = look.top == "suit"
    white = easel.tone((0.95, 0.94, 0.92) if suit else scaled(look.top_colour, 1.08), 0.2)
    neck_a, neck_b = front_of(sections, 8, -0.95), front_of(sections, 8, 0.95)
    button = blend(front_of(sections, 4, 0.0), front_of(sections, 3, 0.0), 0.3)
    if suit:
        shoulder_a, shoulder_b = front_of(sections, 7, -0.42), front_of(sections, 7, 0.42)
        canvas.drawPath(closed_curve([neck_a, shoulder_a, button, button, shoulder_b, neck_b]), white.base)
        if look.tie:
            tie = easel.tone(look.accent)
            top = front_of(sections, 7, 0.0)
            canvas.drawPath(
                closed_curve(
                    [
                        (top[0] - 0.009, top[1]),
                        (top[0] + 0.009, top[1]),
                        (button[0] + 0.010, button[1] - 0.03),
                        button,
                        (button[0] - 0.010, button[1] - 0.03),
                    ]
                ),
                tie.base,
            )
        lapel = easel.tone(scaled(look.top_colour, 1.12), 0.3)
        for across in (-1.0, 1.0):
            a = front_of(sections, 7, 0.42 * across)
            b = front_of(sections, 6, 0.62 * across)
            c = front_of(sections, 5, 0.50 * across)
            canvas.drawPath(
                closed_curve([a, a, b, b, c, button, button]),
                lapel.base if across * easel.view.cosine * easel.lighting.key_side > 0 else lapel.shade,
            )
        return
    low = front_of(sections, 2, 0.0)
    top = front_of(sections, 7, 0.0)
    canvas.drawPath(
        closed_curve(
            [(top[0] - 0.003, top[1]), (top[0] + 0.003, top[1]), (low[0] + 0.003, low[1]), (low[0] - 0.003, low[1])]
        ),
        easel.tone(look.top_colour).shade,
    )
    open_to = front_of(sections, 6, 0.0)
    canvas.drawPath(closed_curve([neck_a, open_to, open_to, neck_b]), easel.tone(look.skin).base)
    for across in (-1.0, 1.0):
        a = front_of(sections, 8, 0.95 * across)
        b = front_of(sections, 7, 0.55 * across)
        canvas.drawPath(closed_curve([a, a, b, open_to, open_to]), white.base)

"""Hats with a brim: fedora, cowboy hat, straw hat, sou'wester, top hat."""

from __future__ import annotations

from math import sin

import skia

from songreel_video.backends.animatic.figures.head.domes import shade_side
from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import closed_curve, open_curve
from songreel_video.backends.animatic.figures.ink.shading import Tone, colour_of, mix, stroke, tone
from songreel_video.backends.animatic.figures.look import FigureLook


def draw_brimmed(canvas: skia.Canvas, view: HeadView, look: FigureLook, paints: Tone) -> None:
    """Draws the crown of a hat, its band and its brim."""
    kind = look.hat
    turned = sin(view.turn)
    height = {"cowboy": 1.26, "straw": 1.16, "sou_wester": 1.10, "top_hat": 1.62}.get(kind, 1.20)
    brim_y = {"sou_wester": 0.70, "straw": 0.74}.get(kind, 0.76)
    reach = {"cowboy": 0.74, "straw": 0.80, "sou_wester": 0.60, "top_hat": 0.56}.get(kind, 0.60)
    centre = -0.05 * turned + 0.02
    back_drop = 0.26 if kind == "sou_wester" else 0.0
    curl = 0.10 if kind == "cowboy" else 0.0
    droop = {"straw": 0.05, "brim": 0.05, "sou_wester": 0.13}.get(kind, 0.0)
    under = closed_curve(
        [
            (centre - reach * 0.95, -brim_y + 0.03 + droop + back_drop * turned),
            (centre, -brim_y - 0.04),
            (centre + reach * 0.95, -brim_y + 0.03 + droop),
            (centre + reach * 0.4, -brim_y + 0.11),
            (centre - reach * 0.4, -brim_y + 0.11),
        ]
    )
    canvas.drawPath(under, paints.line)
    half = 0.42 if kind != "top_hat" else 0.37
    narrow = {"top_hat": 1.04, "cowboy": 0.78, "brim": 0.82, "sou_wester": 0.70, "straw": 0.74}.get(kind, 0.86)
    crown = [
        *[(centre - half, -brim_y)] * 2,
        (centre - half * (0.98 if kind != "straw" else 0.95), -(brim_y + (height - brim_y) * 0.55)),
        (centre - half * narrow, -height + 0.02),
        (centre - half * 0.3, -height - (0.03 if kind == "straw" else 0.0)),
        (centre, -height + (0.09 if kind in ("brim", "cowboy") else -0.03 if kind != "top_hat" else 0.0)),
        (centre + half * 0.3, -height - (0.03 if kind == "straw" else 0.0)),
        (centre + half * narrow, -height + 0.02),
        (centre + half * (0.98 if kind != "straw" else 0.95), -(brim_y + (height - brim_y) * 0.55)),
        *[(centre + half, -brim_y)] * 2,
    ]
    if kind == "top_hat":
        crown = [
            *[(centre - half, -brim_y)] * 2,
            *[(centre - half * narrow, -height)] * 2,
            *[(centre + half * narrow, -height)] * 2,
            *[(centre + half, -brim_y)] * 2,
        ]
    canvas.drawPath(closed_curve(crown), paints.base)
    shade_side(canvas, view, crown, paints)
    if kind != "sou_wester":
        band = tone(mix(look.accent, (0.15, 0.12, 0.12), 0.5), view.lighting, 0.3)
        canvas.drawPath(
            closed_curve(
                [
                    *[(centre - half * 1.0, -brim_y - 0.01)] * 2,
                    *[(centre - half * 0.99, -brim_y - 0.09)] * 2,
                    (centre, -brim_y - 0.065),
                    *[(centre + half * 0.99, -brim_y - 0.09)] * 2,
                    *[(centre + half, -brim_y - 0.01)] * 2,
                    (centre, -brim_y + 0.02),
                ]
            ),
            band.base,
        )
    brim = [
        (centre - reach, -brim_y - curl + 0.02 + droop + back_drop * turned),
        (centre - reach * 0.75, -brim_y - 0.035 - curl * 0.2),
        (centre, -brim_y + 0.045),
        (centre + reach * 0.75, -brim_y - 0.035 - curl * 0.2),
        (centre + reach, -brim_y - curl + 0.02 + droop),
        (centre + reach * 0.6, -brim_y + 0.055 + droop * 0.4),
        (centre, -brim_y + 0.105),
        (centre - reach * 0.6, -brim_y + 0.055 + droop * 0.4 + back_drop * turned * 0.7),
    ]
    canvas.drawPath(closed_curve(brim), paints.base)
    key = view.key_side
    lit_part = [(x, y) for x, y in brim if (x - centre) * key >= 0]
    if len(lit_part) > 3:
        canvas.drawPath(
            open_curve(
                [
                    (centre + reach * 0.2 * key, -brim_y + 0.085),
                    (centre + reach * 0.6 * key, -brim_y + 0.045 + droop * 0.4),
                    (centre + reach * 0.93 * key, -brim_y - curl * 0.8 + 0.02 + droop),
                ]
            ),
            stroke(colour_of(paints.rim), 0.022),
        )
    if kind == "sou_wester" and view.from_behind:
        neck_flap = [(-0.52, -0.66), (-0.56, -0.34), (0.0, -0.20), (0.56, -0.34), (0.52, -0.66), (0.0, -0.60)]
        canvas.drawPath(closed_curve(neck_flap), paints.base)
        shade_side(canvas, view, neck_flap, paints)

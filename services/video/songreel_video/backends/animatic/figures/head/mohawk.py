"""A mohawk: a crest over the middle of a shaven head."""

from __future__ import annotations

from math import cos, sin

import skia

from songreel_video.backends.animatic.figures.head.view import HeadView
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, twice
from songreel_video.backends.animatic.figures.ink.shading import Tone

_SPIKES = 6


def draw_mohawk(canvas: skia.Canvas, view: HeadView, paints: Tone) -> None:
    """Draws the crest: a fan of spikes from the side, one tall flame from the front, a stripe from behind."""
    if abs(sin(view.turn)) > 0.3:
        canvas.drawPath(closed_curve(_fan(view)), paints.base)
    x, broad = view.place(0.0, 1.0, 0.10)[0], 0.5 + 0.5 * abs(cos(view.turn))
    low = 0.34 if view.from_behind else 0.80
    flame = [
        (x, -low),
        (x - 0.15 * broad, -low - 0.08),
        (x - 0.19 * broad, -1.05),
        (x - 0.07 * broad, -1.24),
        *twice((x + 0.02, -1.46)),
        (x + 0.09 * broad, -1.22),
        (x + 0.19 * broad, -1.05),
        (x + 0.15 * broad, -low - 0.08),
    ]
    if abs(cos(view.turn)) > 0.5:
        canvas.drawPath(closed_curve(flame), paints.base)
        away = -view.key_side
        dark = [(x + (px - x) * (1.0 if (px - x) * away > 0 else 0.1), py) for px, py in flame]
        canvas.drawPath(closed_curve(dark), paints.shade)


def _fan(view: HeadView) -> list[Point]:
    """Spikes around the skull from the brow (1.0 radians before the crown) to the nape."""
    points = [view.place(0.0, 0.80, 0.36)]
    for index in range(_SPIKES):
        tip, gap = 0.95 - index * 0.52, 0.95 - (index + 0.5) * 0.52
        points.extend(twice(view.place(0.0, 0.60 + 0.84 * cos(tip), 0.80 * sin(tip))))
        points.append(view.place(0.0, 0.60 + 0.60 * cos(gap), 0.60 * sin(gap)))
    points.append(view.place(0.0, 0.36, -0.42))
    points.extend(view.place(-0.10, 0.60 + 0.38 * cos(a), 0.40 * sin(a)) for a in (-1.6, -0.8, 0.0, 0.8))
    return points

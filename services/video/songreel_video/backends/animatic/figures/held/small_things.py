"""Small things before the chest: flowers, a book, a camera, a keepsake."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, doubled, open_curve
from songreel_video.backends.animatic.figures.ink.shading import mix, stroke


def draw_flowers(easel: Easel, palm: Point) -> None:
    """Draws three flowers."""
    canvas = easel.canvas
    green, petals = easel.tone((0.30, 0.50, 0.30)), easel.tone(easel.look.carries_colour, 0.5)
    for dx, dy in ((-0.030, -0.075), (0.028, -0.085), (0.0, -0.110)):
        canvas.drawPath(
            open_curve([palm, (palm[0] + dx * 0.4, palm[1] + dy * 0.5), (palm[0] + dx, palm[1] + dy)]),
            stroke((0.25, 0.42, 0.25), 0.006),
        )
        for index in range(5):
            angle = 2.0 * pi * index / 5 + dx * 30
            canvas.drawCircle(
                palm[0] + dx + 0.014 * cos(angle),
                palm[1] + dy + 0.012 * sin(angle),
                0.013,
                petals.base if index % 2 else petals.shade,
            )
        canvas.drawCircle(palm[0] + dx, palm[1] + dy, 0.008, petals.rim)
    canvas.drawPath(
        closed_curve(
            [
                palm,
                (palm[0] + 0.035, palm[1] - 0.030),
                (palm[0] + 0.050, palm[1] - 0.050),
                (palm[0] + 0.015, palm[1] - 0.045),
            ]
        ),
        green.base,
    )


def draw_book(easel: Easel, palm: Point) -> None:
    """Draws a closed book."""
    tone, paper = easel.tone(easel.look.carries_colour), easel.tone((0.93, 0.90, 0.82))
    x, y = palm
    easel.canvas.drawPath(
        closed_curve(
            doubled(
                (
                    (x - 0.040, y - 0.060),
                    (x + 0.036, y - 0.070),
                    (x + 0.044, y + 0.030),
                    (x - 0.034, y + 0.040),
                )
            )
        ),
        tone.base,
    )
    easel.canvas.drawPath(
        closed_curve(
            doubled(
                (
                    (x + 0.036, y - 0.070),
                    (x + 0.050, y - 0.064),
                    (x + 0.056, y + 0.030),
                    (x + 0.044, y + 0.030),
                )
            )
        ),
        paper.base,
    )


def draw_camera(easel: Easel, palm: Point) -> None:
    """Draws a small camera."""
    x, y = palm[0] + 0.01, palm[1] - 0.02
    body, metal = easel.tone((0.16, 0.16, 0.18), 0.5), easel.tone((0.65, 0.66, 0.70), 0.5)
    easel.canvas.drawRoundRect(skia.Rect.MakeXYWH(x - 0.045, y - 0.030, 0.090, 0.060), 0.008, 0.008, body.base)
    easel.canvas.drawRect(skia.Rect.MakeXYWH(x - 0.045, y - 0.030, 0.090, 0.014), metal.base)
    easel.canvas.drawCircle(x + 0.005, y + 0.004, 0.024, metal.shade)
    easel.canvas.drawCircle(x + 0.005, y + 0.004, 0.016, body.line)


def draw_keepsake(easel: Easel, palm: Point) -> None:
    """A small letter or photograph, the plainest thing that one holds before the chest."""
    x, y = palm[0], palm[1] - 0.020
    paper = easel.tone(mix((0.94, 0.90, 0.80), easel.look.accent, 0.08), 0.4)
    canvas = easel.canvas
    canvas.drawPath(
        closed_curve(
            doubled(
                (
                    (x - 0.042, y - 0.050),
                    (x + 0.040, y - 0.056),
                    (x + 0.046, y + 0.036),
                    (x - 0.036, y + 0.042),
                )
            )
        ),
        paper.base,
    )
    canvas.drawPath(
        closed_curve(
            doubled(
                (
                    (x - 0.034, y - 0.041),
                    (x + 0.033, y - 0.046),
                    (x + 0.036, y + 0.014),
                    (x - 0.030, y + 0.019),
                )
            )
        ),
        easel.tone(easel.look.accent).shade,
    )

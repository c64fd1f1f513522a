"""What one plays sitting: a stool, a piano, a drum kit."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.held.solids import draw_bar, draw_box, draw_can
from songreel_video.backends.animatic.figures.ink.curves import closed_curve, doubled
from songreel_video.backends.animatic.figures.ink.shading import scaled
from songreel_video.backends.animatic.figures.poses.seats import SEAT_HEIGHT

_WOOD = (0.50, 0.34, 0.22)


def draw_stool(easel: Easel) -> None:
    """Draws a stool below the seat."""
    x = easel.body.stance.pelvis[0]
    top = min(SEAT_HEIGHT, easel.body.pelvis[1] - 0.052)
    leather = scaled(easel.look.accent, 0.55)
    for dx, dz in ((-0.085, 0.085), (0.085, 0.085), (-0.085, -0.085), (0.085, -0.085)):
        draw_bar(easel, (x + dx * 1.15, 0.0, dz * 1.15), (x + dx * 0.8, top - 0.02, dz * 0.8), 0.018, _WOOD)
    draw_bar(easel, (x - 0.09, top * 0.4, -0.09), (x + 0.09, top * 0.4, -0.09), 0.012, _WOOD)
    draw_box(easel, (x - 0.10, top - 0.035, -0.105), (x + 0.115, top, 0.105), leather)


def draw_instrument(easel: Easel) -> None:
    """Draws the piano or the drum kit."""
    if easel.body.stance.held == "piano":
        _draw_piano(easel)
    else:
        _draw_kit(easel)


def _draw_piano(easel: Easel) -> None:
    x = easel.body.stance.pelvis[0] + 0.30
    dark = (0.13, 0.11, 0.12)
    for z in (0.30, -0.30):
        draw_bar(easel, (x + 0.05, 0.0, z), (x + 0.05, 0.36, z), 0.03, dark)
    if abs(easel.view.sine) > 0.5:  # from the front an upright would hide its player, who gets a stage piano
        draw_box(easel, (x + 0.13, 0.0, -0.36), (x + 0.26, 0.60, 0.36), dark)
    draw_box(easel, (x - 0.03, 0.355, -0.36), (x + 0.15, 0.405, 0.36), dark)
    if not easel.fine:
        return
    canvas = easel.canvas
    count = 21
    for index in range(count):
        z0 = -0.33 + 0.66 * index / count
        z1 = z0 + 0.66 / count * 0.88
        pressed = 0.004 if (index * 7 + int(easel.pose.phase * 4)) % 9 == 0 else 0.0
        y = 0.412 - pressed
        points = [
            easel.at((x - 0.01, y, z0)),
            easel.at((x - 0.01, y, z1)),
            easel.at((x + 0.10, y, z1)),
            easel.at((x + 0.10, y, z0)),
        ]
        canvas.drawPath(closed_curve(doubled(points)), easel.tone((0.94, 0.93, 0.90)).base)


def _draw_kit(easel: Easel) -> None:
    x = easel.body.stance.pelvis[0] + 0.36
    shell = easel.look.accent
    skin = (0.92, 0.91, 0.88)
    metal = (0.62, 0.63, 0.68)
    beat = max(0.0, cos(2.0 * pi * easel.pose.phase * 2.0)) ** 3
    parts = (
        (easel.view.depth((x + 0.12, 0, 0)), "kick"),
        (easel.view.depth((x, 0, 0.11)), "snare"),
        (easel.view.depth((x + 0.06, 0, -0.20)), "tom"),
        (easel.view.depth((x + 0.1, 0, -0.34)), "cymbal"),
    )
    for _depth, part in sorted(parts):
        if part == "kick":
            centre = easel.at((x + 0.18, 0.155, 0.0))
            radius = 0.150 + 0.003 * beat
            flat = 0.35 + 0.65 * abs(easel.view.cosine)
            tone = easel.tone(shell, 0.5)
            canvas = easel.canvas
            back = easel.at((x + 0.05, 0.155, 0.0))
            canvas.drawOval(
                skia.Rect.MakeXYWH(back[0] - radius * flat, back[1] - radius, 2 * radius * flat, 2 * radius), tone.shade
            )
            canvas.drawRect(
                skia.Rect.MakeLTRB(
                    min(back[0], centre[0]), centre[1] - radius, max(back[0], centre[0]), centre[1] + radius
                ),
                tone.base,
            )
            canvas.drawOval(
                skia.Rect.MakeXYWH(centre[0] - radius * flat, centre[1] - radius, 2 * radius * flat, 2 * radius),
                easel.tone(metal, 0.5).base,
            )
            canvas.drawOval(
                skia.Rect.MakeXYWH(
                    centre[0] - radius * flat * 0.9, centre[1] - radius * 0.9, 1.8 * radius * flat, 1.8 * radius
                ),
                easel.tone(skin, 0.4).base,
            )
        elif part == "snare":
            draw_bar(easel, (x, 0.0, 0.11), (x, 0.33, 0.11), 0.012, metal)
            draw_can(easel, (x, 0.33, 0.11), 0.085, 0.060, shell, skin)
        elif part == "tom":
            draw_bar(easel, (x + 0.06, 0.0, -0.17), (x + 0.06, 0.36, -0.17), 0.012, metal)
            draw_can(easel, (x + 0.06, 0.36, -0.17), 0.080, 0.080, shell, skin)
        else:
            stand = (x + 0.08, 0.0, -0.30)
            top = (x + 0.08, 0.515, -0.30)
            draw_bar(easel, stand, top, 0.009, metal)
            px, py = easel.at(top)
            easel.canvas.save()
            easel.canvas.translate(px, py)
            easel.canvas.rotate(-12 + 9 * beat * sin(easel.time_seconds * 30.0))
            brass = easel.tone((0.83, 0.65, 0.30), 0.7)
            easel.canvas.drawOval(skia.Rect.MakeXYWH(-0.115, -0.016, 0.23, 0.032), brass.base)
            easel.canvas.drawOval(skia.Rect.MakeXYWH(-0.10, -0.014, 0.12, 0.014), brass.rim)
            easel.canvas.drawOval(skia.Rect.MakeXYWH(-0.028, -0.022, 0.056, 0.024), brass.shade)
            easel.canvas.restore()

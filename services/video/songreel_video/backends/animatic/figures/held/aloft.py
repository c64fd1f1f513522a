"""Things on a stick, a string or a handle: umbrella, balloon, lantern."""

from __future__ import annotations

from math import sin

import skia

from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.held.solids import draw_rod
from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve, open_curve
from songreel_video.backends.animatic.figures.ink.ribbons import draw_ribbon, ribbon
from songreel_video.backends.animatic.figures.ink.shading import stroke


def draw_umbrella(easel: Easel, palm: Point) -> None:
    """Draws an open umbrella over the head."""
    canvas, look = easel.canvas, easel.look
    crown_y = min(-1.21, palm[1] - 0.46)
    tilt = 0.02 * sin(easel.time_seconds * 1.7) + 0.05 * (
        1 if easel.view.sine > 0.2 else -1 if easel.view.sine < -0.2 else 0
    )
    top = (palm[0] + tilt, crown_y)
    draw_rod(easel, (palm[0] - tilt * 0.15, palm[1] + 0.06), (top[0], top[1] - 0.035), 0.009, (0.30, 0.22, 0.18))
    hook = [
        (palm[0] - tilt * 0.15, palm[1] + 0.05),
        (palm[0] - tilt * 0.15, palm[1] + 0.085),
        (palm[0] + 0.02, palm[1] + 0.09),
        (palm[0] + 0.025, palm[1] + 0.065),
    ]
    canvas.drawPath(open_curve(hook), stroke((0.30, 0.22, 0.18), 0.010))
    half, deep = 0.30, 0.165
    rim_y = top[1] + deep
    tone = easel.tone(look.carries_colour, 0.45)
    ribs = [top[0] + half * x for x in (-1.0, -0.58, 0.0, 0.58, 1.0)]
    under = [(ribs[0], rim_y), (top[0], rim_y - 0.075), (ribs[4], rim_y)]
    canvas.drawPath(
        closed_curve(
            [
                under[0],
                under[0],
                (top[0] - half * 0.5, rim_y - 0.05),
                (top[0] + half * 0.5, rim_y - 0.05),
                under[2],
                under[2],
                (top[0], rim_y + 0.012),
            ]
        ),
        tone.line,
    )
    key = easel.lighting.key_side
    for index in range(4):
        a, b = ribs[index], ribs[index + 1]
        mid = 0.5 * (a + b)
        gore = skia.Path()
        gore.moveTo(*top)
        gore.quadTo(top[0] + (a - top[0]) * 0.92, top[1] + deep * 0.12, a, rim_y)
        gore.quadTo(mid, rim_y - 0.045, b, rim_y)
        gore.quadTo(top[0] + (b - top[0]) * 0.92, top[1] + deep * 0.12, *top)
        gore.close()
        side = (mid - top[0]) / half * key
        canvas.drawPath(gore, tone.rim if side > 0.6 else tone.base if side > -0.4 else tone.shade)
    draw_rod(easel, (top[0], top[1] - 0.035), (top[0], top[1] + 0.004), 0.008, (0.30, 0.22, 0.18))


def draw_balloon(easel: Easel, palm: Point) -> None:
    """Draws a balloon on its string."""
    sway = 0.03 * sin(easel.time_seconds * 1.4) - easel.body.stance.trail[0] * 2.0 * easel.view.sine
    x, y = palm[0] + 0.02 + sway, min(-1.10, palm[1] - 0.42)
    easel.canvas.drawPath(
        open_curve([palm, (palm[0] + 0.01, palm[1] - 0.15), (x - sway * 0.4, y + 0.25), (x, y + 0.10)]),
        stroke((0.85, 0.84, 0.82), 0.003),
    )
    tone = easel.tone(easel.look.carries_colour, 0.5)
    shape = ribbon([(x, y - 0.085), (x, y - 0.03), (x, y + 0.04), (x, y + 0.085)], [0.060, 0.085, 0.062, 0.018])
    draw_ribbon(easel.canvas, shape, tone, easel.lighting.key_side)
    easel.canvas.drawOval(
        skia.Rect.MakeXYWH(x + 0.035 * easel.lighting.key_side - 0.014, y - 0.075, 0.028, 0.045), tone.rim
    )


def draw_lantern(easel: Easel, palm: Point) -> None:
    """Draws a lantern with its glow."""
    canvas = easel.canvas
    swing = 0.010 * sin(easel.time_seconds * 2.6)
    x, y = palm[0] + swing, palm[1] + 0.105
    metal = easel.tone((0.25, 0.22, 0.22), 0.5)
    canvas.drawPath(
        open_curve([(x - 0.030, y - 0.040), palm, (x + 0.030, y - 0.040)]), stroke((0.2, 0.18, 0.18), 0.006)
    )
    flicker = 0.9 + 0.1 * sin(easel.time_seconds * 11.0) * sin(easel.time_seconds * 4.3)
    glow = skia.Paint(
        Shader=skia.GradientShader.MakeRadial(
            (x, y), 0.26 * flicker, [0xB0FFC060, 0x38FF9A30, 0x00FF8010], [0.0, 0.35, 1.0]
        ),
        BlendMode=skia.BlendMode.kScreen,
    )
    canvas.drawRect(
        skia.Rect.MakeXYWH(x - 0.034, y - 0.040, 0.068, 0.090), skia.Paint(Color=0xFFFFD88A, AntiAlias=True)
    )
    for dx in (-0.034, -0.003, 0.028):
        canvas.drawRect(skia.Rect.MakeXYWH(x + dx, y - 0.040, 0.006, 0.090), metal.base)
    canvas.drawRect(skia.Rect.MakeXYWH(x - 0.042, y + 0.046, 0.084, 0.014), metal.base)
    canvas.drawPath(
        closed_curve(
            [
                (x - 0.044, y - 0.036),
                (x - 0.044, y - 0.036),
                (x - 0.012, y - 0.060),
                (x + 0.012, y - 0.060),
                (x + 0.044, y - 0.036),
                (x + 0.044, y - 0.036),
            ]
        ),
        metal.base,
    )
    canvas.drawCircle(x, y, 0.26, glow)

"""What a figure's wording puts into its hand: how the arm holds it, and the thing itself."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.curves import Point, closed_curve, open_curve, ribbon
from songreel_video.backends.animatic.figures.easel import Easel, palm_of
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.poses import Moment
from songreel_video.backends.animatic.figures.shading import draw_ribbon, mix, stroke
from songreel_video.backends.animatic.figures.skeleton import Arm, Stance
from songreel_video.backends.animatic.figures.solids import draw_rod

_FREE_HANDED = ("stand", "walk", "look_up", "look_away", "hold_object")
_BEFORE_CHEST = ("flower", "book", "camera")


def carry(stance: Stance, look: FigureLook, moment: Moment, kind: str) -> None:
    """Changes the right arm so that it holds what the figure carries; only in poses that leave a hand free."""
    if look.carries in ("none", "backpack", "guitar") or kind not in _FREE_HANDED:
        return
    build = moment.build
    chest = build.leg + 0.17
    sway = 0.006 * sin(2.0 * pi * moment.phase * 2.0)
    if look.carries in ("umbrella", "balloon"):
        stance.right_arm = Arm(target=(0.115, chest + 0.045 + sway, -0.075), elbow=(-0.4, -0.8, 0.5), hand="fist")
    elif look.carries == "lantern":
        stance.right_arm = Arm(swing=0.85 + 0.05 * moment.wave(), out=0.20, bend=0.45, hand="fist")
    elif look.carries in _BEFORE_CHEST:
        stance.right_arm = Arm(target=(0.14, chest - 0.03 + sway, -0.03), elbow=(-0.4, -0.8, 0.5), hand="grip")
    elif look.carries == "suitcase":
        stance.right_arm = Arm(
            swing=0.12 * moment.wave() * (kind == "walk"), out=0.14, bend=0.10, across=0.08, hand="fist"
        )
    elif look.carries == "cane":
        stance.right_arm = Arm(swing=0.30 + 0.15 * moment.wave() * (kind == "walk"), out=0.12, bend=0.45, hand="fist")
    if kind == "hold_object":
        stance.held = "carried"
    stance.held = stance.held if stance.held not in ("none", "keepsake") else "carried"


def draw_carried(easel: Easel) -> None:
    """Draws the thing in the right hand; call before the arm, so that the fingers close over it."""
    palm = easel.at(palm_of(easel.body.right_arm, easel.build, 0.45))
    {
        "umbrella": _draw_umbrella,
        "balloon": _draw_balloon,
        "lantern": _draw_lantern,
        "flower": _draw_flower,
        "book": _draw_small_book,
        "camera": _draw_camera,
        "suitcase": _draw_suitcase,
        "cane": _draw_cane,
    }.get(easel.look.carries, _draw_keepsake)(easel, palm)


def _draw_umbrella(easel: Easel, palm: Point) -> None:
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


def _draw_balloon(easel: Easel, palm: Point) -> None:
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


def _draw_lantern(easel: Easel, palm: Point) -> None:
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


def _draw_flower(easel: Easel, palm: Point) -> None:
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


def _draw_small_book(easel: Easel, palm: Point) -> None:
    tone, paper = easel.tone(easel.look.carries_colour), easel.tone((0.93, 0.90, 0.82))
    x, y = palm
    easel.canvas.drawPath(
        closed_curve(
            [
                p
                for p in (
                    (x - 0.040, y - 0.060),
                    (x + 0.036, y - 0.070),
                    (x + 0.044, y + 0.030),
                    (x - 0.034, y + 0.040),
                )
                for _ in (0, 1)
            ]
        ),
        tone.base,
    )
    easel.canvas.drawPath(
        closed_curve(
            [
                p
                for p in (
                    (x + 0.036, y - 0.070),
                    (x + 0.050, y - 0.064),
                    (x + 0.056, y + 0.030),
                    (x + 0.044, y + 0.030),
                )
                for _ in (0, 1)
            ]
        ),
        paper.base,
    )


def _draw_camera(easel: Easel, palm: Point) -> None:
    x, y = palm[0] + 0.01, palm[1] - 0.02
    body, metal = easel.tone((0.16, 0.16, 0.18), 0.5), easel.tone((0.65, 0.66, 0.70), 0.5)
    easel.canvas.drawRoundRect(skia.Rect.MakeXYWH(x - 0.045, y - 0.030, 0.090, 0.060), 0.008, 0.008, body.base)
    easel.canvas.drawRect(skia.Rect.MakeXYWH(x - 0.045, y - 0.030, 0.090, 0.014), metal.base)
    easel.canvas.drawCircle(x + 0.005, y + 0.004, 0.024, metal.shade)
    easel.canvas.drawCircle(x + 0.005, y + 0.004, 0.016, body.line)


def _draw_suitcase(easel: Easel, palm: Point) -> None:
    x, y = palm[0], palm[1] + 0.020
    swing = 0.010 * sin(2.0 * pi * easel.pose.phase)
    half = 0.055 + 0.085 * abs(easel.view.sine)
    tone = easel.tone(easel.look.carries_colour, 0.35)
    canvas = easel.canvas
    canvas.drawPath(
        open_curve([(x - 0.025, y + 0.022), (x - 0.020, y), (x + 0.020, y), (x + 0.025, y + 0.022)]),
        stroke((0.22, 0.15, 0.12), 0.010),
    )
    shape = ribbon(
        [(x + swing, y + 0.020), (x + swing, y + 0.035), (x + swing * 1.5, y + 0.175), (x + swing * 1.5, y + 0.190)],
        [half, half, half, half],
        crisp_start=True,
        crisp_end=True,
    )
    draw_ribbon(canvas, shape, tone, easel.lighting.key_side)
    for dx in (-0.55, 0.55):
        canvas.drawRect(skia.Rect.MakeXYWH(x + dx * half - 0.008, y + 0.020, 0.016, 0.170), tone.line)


def _draw_cane(easel: Easel, palm: Point) -> None:
    draw_rod(easel, (palm[0], palm[1] - 0.01), (palm[0] + 0.03 * easel.view.sine, -0.004), 0.011, (0.36, 0.24, 0.16))
    easel.canvas.drawCircle(palm[0], palm[1] - 0.012, 0.014, easel.tone((0.36, 0.24, 0.16)).base)


def _draw_keepsake(easel: Easel, palm: Point) -> None:
    """A small letter or photograph, the plainest thing that one holds before the chest."""
    x, y = palm[0], palm[1] - 0.020
    paper = easel.tone(mix((0.94, 0.90, 0.80), easel.look.accent, 0.08), 0.4)
    canvas = easel.canvas
    canvas.drawPath(
        closed_curve(
            [
                p
                for p in (
                    (x - 0.042, y - 0.050),
                    (x + 0.040, y - 0.056),
                    (x + 0.046, y + 0.036),
                    (x - 0.036, y + 0.042),
                )
                for _ in (0, 1)
            ]
        ),
        paper.base,
    )
    canvas.drawPath(
        closed_curve(
            [
                p
                for p in (
                    (x - 0.034, y - 0.041),
                    (x + 0.033, y - 0.046),
                    (x + 0.036, y + 0.014),
                    (x - 0.030, y + 0.019),
                )
                for _ in (0, 1)
            ]
        ),
        easel.tone(easel.look.accent).shade,
    )


def draw_backpack(easel: Easel) -> None:
    """Draws a pack on the back; call after the trunk from behind, before it otherwise."""
    body, view = easel.body, easel.view
    back = view.direction(body.ribs.forward)
    x, y = easel.at(body.chest)
    x, y = x - back[0] * 0.105, y + 0.005
    half = 0.055 + 0.035 * abs(view.cosine)
    tone = easel.tone(easel.look.carries_colour, 0.3)
    shape = ribbon(
        [(x, y - 0.085), (x, y - 0.03), (x - 0.004 * back[0], y + 0.08), (x, y + 0.12)],
        [half * 0.8, half, half * 1.08, half * 0.92],
    )
    draw_ribbon(easel.canvas, shape, tone, easel.lighting.key_side)
    easel.canvas.drawPath(
        closed_curve(
            [
                (x - half * 0.8, y - 0.08),
                (x + half * 0.8, y - 0.08),
                (x + half, y - 0.01),
                (x, y + 0.015),
                (x - half, y - 0.01),
            ]
        ),
        tone.shade,
    )

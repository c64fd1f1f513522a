"""Instruments, seats and vehicles that belong to a pose."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures import vehicles
from songreel_video.backends.animatic.figures.carrying import draw_backpack, draw_carried
from songreel_video.backends.animatic.figures.curves import closed_curve, open_curve
from songreel_video.backends.animatic.figures.easel import Easel, palm_of
from songreel_video.backends.animatic.figures.gestures import SEAT_HEIGHT
from songreel_video.backends.animatic.figures.shading import scaled, stroke
from songreel_video.backends.animatic.figures.skeleton import offset
from songreel_video.backends.animatic.figures.solids import draw_bar, draw_box, draw_can, draw_rod, in_plane

_WOOD = (0.50, 0.34, 0.22)


def draw_held_behind(easel: Easel) -> None:
    """Draws what lies behind the body: seats, the far side of a car, a bicycle, a pack on the back."""
    held = easel.body.stance.held
    if held in ("seat", "piano", "drums"):
        _draw_stool(easel)
    elif held == "car":
        vehicles.draw_car_behind(easel)
    elif held == "bicycle":
        vehicles.draw_bicycle(easel)
    if held in ("piano", "drums") and easel.view.cosine < 0:
        _draw_instrument(easel)
    if easel.look.carries == "backpack" and easel.view.cosine > -0.2:
        draw_backpack(easel)


def draw_held_before(easel: Easel) -> None:
    """Draws what lies before the trunk but under the near hands."""
    held = easel.body.stance.held
    if held == "guitar":
        _draw_guitar(easel)
    elif held in ("piano", "drums") and easel.view.cosine >= 0:
        _draw_instrument(easel)
    elif held == "book":
        _draw_open_book(easel)
    elif held == "rope":
        _draw_rope(easel)
    elif held == "car":
        vehicles.draw_steering_wheel(easel)
    elif held == "keepsake":
        draw_carried(easel)
    if easel.look.carries == "backpack" and easel.view.cosine <= -0.2:
        draw_backpack(easel)


def draw_in_right_hand(easel: Easel) -> None:
    """Draws what the right hand closes over."""
    held = easel.body.stance.held
    if held == "carried":
        draw_carried(easel)
    elif held == "microphone":
        palm = easel.at(palm_of(easel.body.right_arm, easel.build, 0.3))
        mouth = easel.at(
            offset(easel.body.head, easel.body.skull, 0.30 * easel.build.head, 0.02 * easel.build.head, 0.0)
        )
        start = (palm[0] + (palm[0] - mouth[0]) * 0.5, palm[1] + abs(palm[1] - mouth[1]) * 0.35 + 0.04)
        top = (0.35 * palm[0] + 0.65 * mouth[0] + 0.01 * easel.view.sine, 0.35 * palm[1] + 0.65 * mouth[1] + 0.012)
        draw_rod(easel, start, top, 0.017, (0.16, 0.16, 0.18))
        easel.canvas.drawCircle(top[0], top[1], 0.0185, easel.tone((0.62, 0.63, 0.68), 0.6).base)
        easel.canvas.drawCircle(
            top[0] + 0.004 * easel.lighting.key_side, top[1] - 0.004, 0.009, easel.tone((0.62, 0.63, 0.68), 0.6).rim
        )
    elif held == "drums":
        _draw_stick(easel, palm_of(easel.body.right_arm, easel.build, 0.5))


def draw_in_left_hand(easel: Easel) -> None:
    """Draws what the left hand closes over."""
    if easel.body.stance.held == "drums":
        _draw_stick(easel, palm_of(easel.body.left_arm, easel.build, 0.5))


def _draw_stick(easel: Easel, palm: tuple[float, float, float]) -> None:
    start = (palm[0] - 0.04, palm[1] + 0.015, palm[2])
    draw_bar(easel, start, (palm[0] + 0.165, palm[1] - 0.035, palm[2] * 0.7), 0.009, (0.82, 0.66, 0.44))


def draw_held_over(easel: Easel) -> None:
    """Draws what lies over everything: the near side of a car."""
    if easel.body.stance.held == "car":
        vehicles.draw_car_before(easel)


def _draw_stool(easel: Easel) -> None:
    x = easel.body.stance.pelvis[0]
    top = min(SEAT_HEIGHT, easel.body.pelvis[1] - 0.052)
    leather = scaled(easel.look.accent, 0.55)
    for dx, dz in ((-0.085, 0.085), (0.085, 0.085), (-0.085, -0.085), (0.085, -0.085)):
        draw_bar(easel, (x + dx * 1.15, 0.0, dz * 1.15), (x + dx * 0.8, top - 0.02, dz * 0.8), 0.018, _WOOD)
    draw_bar(easel, (x - 0.09, top * 0.4, -0.09), (x + 0.09, top * 0.4, -0.09), 0.012, _WOOD)
    draw_box(easel, (x - 0.10, top - 0.035, -0.105), (x + 0.115, top, 0.105), leather)


def _draw_instrument(easel: Easel) -> None:
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
        canvas.drawPath(closed_curve([p for p in points for _ in (0, 1)]), easel.tone((0.94, 0.93, 0.90)).base)


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


_ACOUSTIC = (
    (0.02, 0.0),
    (0.03, -0.075),
    (-0.02, -0.086),
    (-0.070, -0.062),
    (-0.105, -0.070),
    (-0.165, -0.112),
    (-0.235, -0.085),
    (-0.255, 0.0),
)
_ELECTRIC = (
    (0.035, -0.03),
    (0.055, -0.095),
    (0.02, -0.100),
    (-0.045, -0.060),
    (-0.10, -0.060),
    (-0.175, -0.095),
    (-0.225, -0.060),
    (-0.225, 0.0),
)


def _draw_guitar(easel: Easel) -> None:
    ribs = easel.body.ribs
    hit = 0.02 * sin(4.0 * pi * easel.pose.phase) * easel.pose.energy
    base = easel.build.leg + 0.045
    origin = (0.115 + 0.3 * easel.body.stance.lean * 0.2, base, -0.015)
    across = (0.02, 0.37 + hit, 0.92)
    down = (0.10, -0.92, 0.36)
    electric = easel.look.seed % 2 == 0 and easel.look.carries != "guitar"
    colour = (
        easel.look.carries_colour
        if easel.look.carries == "guitar"
        else (0.66, 0.20, 0.17)
        if electric
        else (0.74, 0.47, 0.24)
    )
    upper = _ELECTRIC if electric else _ACOUSTIC
    outline = [*upper, *[(x, -y) for x, y in reversed(upper[:-1])]]
    if electric:
        outline = [*upper, *[(x * 0.94 - 0.01, -y * 0.92) for x, y in reversed(upper[:-1])]]
    strap = [
        easel.at(offset(easel.body.neck, ribs, 0.03, -0.035, 0.055)),
        easel.at(offset(easel.body.chest, ribs, 0.075, 0.0, 0.0)),
        easel.at((0.10, base + 0.02, -0.16)),
    ]
    easel.canvas.drawPath(
        open_curve(strap),
        stroke(scaled(easel.look.accent, 0.5), 0.022),
    )
    with in_plane(easel, origin, across, down) as canvas:
        body, neck, metal = (
            easel.tone(colour, 0.6),
            easel.tone((0.30, 0.19, 0.13), 0.3),
            easel.tone((0.75, 0.75, 0.78), 0.5),
        )
        canvas.save()
        canvas.translate(-0.008, 0.012)
        canvas.drawPath(closed_curve(outline), body.line)
        canvas.restore()
        canvas.drawPath(closed_curve(outline), body.base)
        canvas.drawPath(closed_curve([(x, y) if y > 0 else (x * 0.94, 0.035) for x, y in outline]), body.shade)
        canvas.drawPath(
            closed_curve([p for p in ((-0.02, -0.014), (0.30, -0.010), (0.30, 0.012), (-0.02, 0.016)) for _ in (0, 1)]),
            neck.base,
        )
        canvas.drawPath(
            closed_curve(
                [(0.295, -0.018), (0.33, -0.026), (0.375, -0.024), (0.385, 0.008), (0.34, 0.022), (0.295, 0.018)]
            ),
            neck.base,
        )
        if easel.pixels > 60:
            if electric:
                canvas.drawRoundRect(
                    skia.Rect.MakeLTRB(-0.15, -0.045, -0.03, 0.045), 0.02, 0.02, easel.tone((0.93, 0.91, 0.86)).base
                )
                for x in (-0.06, -0.105):
                    canvas.drawRect(skia.Rect.MakeXYWH(x, -0.024, 0.014, 0.048), metal.shade)
            else:
                canvas.drawCircle(-0.055, 0.0, 0.036, body.line)
                canvas.drawRect(skia.Rect.MakeXYWH(-0.175, -0.030, 0.016, 0.060), neck.base)
            buzz = 0.0012 * sin(easel.time_seconds * 80.0) * easel.pose.energy
            for y in (-0.007, 0.0, 0.007):
                canvas.drawPath(
                    open_curve([(-0.165, y), (0.05, y + buzz), (0.33, y)]), stroke((0.88, 0.87, 0.84), 0.002)
                )


def _draw_open_book(easel: Easel) -> None:
    left = easel.at(palm_of(easel.body.left_arm, easel.build, 0.4))
    right = easel.at(palm_of(easel.body.right_arm, easel.build, 0.4))
    middle = (0.5 * (left[0] + right[0]), 0.5 * (left[1] + right[1]) - 0.012)
    spread = 0.058
    forward = easel.view.direction((1.0, 0.0, 0.0))[0] * 0.030
    cover, paper = easel.tone(scaled(easel.look.accent, 0.7)), easel.tone((0.94, 0.91, 0.84), 0.5)
    flutter = 0.006 * sin(easel.time_seconds * 3.1)
    for side in (-1.0, 1.0):
        x = middle[0] + side * spread
        points = [
            (middle[0], middle[1] + 0.020),
            (x, middle[1] + 0.004),
            (x + forward, middle[1] - 0.068 + flutter * side),
            (middle[0] + forward, middle[1] - 0.050),
        ]
        easel.canvas.drawPath(
            closed_curve([p for p in ((px + side * 0.004, py + 0.005) for px, py in points) for _ in (0, 1)]),
            cover.base,
        )
        easel.canvas.drawPath(
            closed_curve([p for p in points for _ in (0, 1)]),
            paper.base if side * easel.lighting.key_side > 0 else paper.shade,
        )


def _draw_rope(easel: Easel) -> None:
    hands = sorted(
        (easel.at(palm_of(limb, easel.build, 0.4)) for limb in (easel.body.left_arm, easel.body.right_arm)),
        key=lambda p: p[0] * easel.view.sine,
    )
    near, far = hands
    direction = 1.0 if easel.view.sine >= 0 else -1.0
    reach = 0.42 * max(0.35, abs(easel.view.sine))
    taut = 0.03 * (0.5 + 0.5 * cos(4.0 * pi * easel.pose.phase))
    end = (far[0] + direction * reach, -0.18)
    tail = [
        (near[0], near[1]),
        (near[0] - direction * 0.02, near[1] + 0.10),
        (near[0] - direction * 0.06, -0.05),
        (near[0] - direction * 0.13, -0.012),
        (near[0] - direction * 0.21, -0.020),
    ]
    dark, light = easel.tone((0.62, 0.50, 0.34)), easel.tone((0.78, 0.66, 0.46))
    for points in ([near, far], [far, (0.5 * (far[0] + end[0]), 0.5 * (far[1] + end[1]) + taut), end], tail):
        path = open_curve(points)
        for paints, width in ((dark, 0.016), (light, 0.008)):
            paint = skia.Paint(paints.base)
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(width)
            paint.setStrokeCap(skia.Paint.kRound_Cap)
            easel.canvas.drawPath(path, paint)
    for index in range(3):
        easel.canvas.drawOval(
            skia.Rect.MakeXYWH(near[0] - direction * 0.27 - 0.06, -0.028 - index * 0.012, 0.12, 0.03),
            stroke(scaled((0.62, 0.50, 0.34), 0.9), 0.010),
        )

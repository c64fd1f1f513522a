"""What is held on to: a swing, a boat and its oars, a wheel seen from before, a violin, a glass."""

from __future__ import annotations

from math import cos, pi

import skia

from songreel_video.backends.animatic.figures.bones.skeleton import palm_of
from songreel_video.backends.animatic.figures.bones.vectors import offset
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.held.solids import draw_bar, draw_box, draw_rod
from songreel_video.backends.animatic.figures.ink.curves import closed_curve
from songreel_video.backends.animatic.figures.ink.shading import colour_of, fill, scaled, stroke
from songreel_video.backends.animatic.figures.poses.seats import ROPES_TOP, WHEEL_LIFT, WHEEL_RADIUS

_WOOD = (0.56, 0.37, 0.22)
_VARNISH = (0.58, 0.27, 0.12)


def draw_swing(easel: Easel) -> None:
    """Draws the board and the two ropes, up to where they hang."""
    x, y, _z = easel.body.stance.pelvis
    rope = (0.66, 0.55, 0.40)
    draw_box(easel, (x - 0.09, y - 0.085, -0.12), (x + 0.11, y - 0.060, 0.12), _WOOD)
    for z in (-0.11, 0.11):
        draw_bar(easel, (x + 0.03, y - 0.06, z), (x + 0.03, ROPES_TOP, z * 0.9), 0.012, rope)


def draw_rowing_boat(easel: Easel) -> None:
    """Draws the near side of a small boat around whoever rows, the near oar, and the water at its foot."""
    canvas, sign = easel.canvas, 1.0 if easel.view.sine >= 0 else -1.0
    hull, dark = easel.tone(easel.look.accent, 0.4), easel.tone(scaled(easel.look.accent, 0.55))
    shape = skia.Path()
    shape.moveTo(-0.56 * sign, -0.155)
    shape.quadTo(0.0, -0.075, 0.62 * sign, -0.185)
    shape.quadTo(0.52 * sign, 0.02, 0.34 * sign, 0.035)
    shape.lineTo(-0.40 * sign, 0.035)
    shape.quadTo(-0.53 * sign, 0.0, -0.56 * sign, -0.155)
    shape.close()
    canvas.drawPath(shape, hull.base)
    band = skia.Path()
    band.moveTo(-0.56 * sign, -0.155)
    band.quadTo(0.0, -0.075, 0.62 * sign, -0.185)
    canvas.drawPath(band, stroke(colour_of(dark.base), 0.020))
    low = skia.Path()
    low.moveTo(-0.52 * sign, -0.035)
    low.quadTo(0.0, 0.0, 0.52 * sign, -0.035)
    canvas.drawPath(low, stroke(colour_of(dark.base), 0.007, 0.6))
    hand = easel.at(palm_of(easel.body.left_arm if sign > 0 else easel.body.right_arm, easel.build, 0.4))
    stroke_share = 0.5 - 0.5 * cos(2.0 * pi * easel.pose.phase)
    blade = ((-0.42 + 0.50 * stroke_share) * sign, 0.035)
    draw_rod(easel, hand, blade, 0.015, _WOOD)
    canvas.drawOval(skia.Rect.MakeXYWH(blade[0] - 0.055, blade[1] - 0.020, 0.11, 0.034), fill(_WOOD))
    foam = (0.92, 0.96, 1.0)
    for reach, alpha in ((0.62, 0.28), (0.50, 0.40)):
        canvas.drawOval(skia.Rect.MakeLTRB(-reach, 0.026, reach, 0.052), fill(foam, alpha * 0.5))


def draw_wheel_from_before(easel: Easel) -> None:
    """Draws a steering wheel as seen through the windscreen, in the driver's hands."""
    x, y, _z = easel.body.stance.pelvis
    centre = easel.at((x + 0.235, y + WHEEL_LIFT, 0.0))
    rim = skia.Rect.MakeLTRB(
        centre[0] - WHEEL_RADIUS, centre[1] - WHEEL_RADIUS, centre[0] + WHEEL_RADIUS, centre[1] + WHEEL_RADIUS
    )
    easel.canvas.drawOval(rim, stroke((0.10, 0.09, 0.10), 0.020))
    easel.canvas.drawLine(rim.left(), centre[1], rim.right(), centre[1], stroke((0.12, 0.11, 0.12), 0.016))
    easel.canvas.drawLine(centre[0], centre[1], centre[0], rim.bottom(), stroke((0.12, 0.11, 0.12), 0.016))
    easel.canvas.drawCircle(*centre, 0.026, fill((0.14, 0.13, 0.14)))


def draw_violin(easel: Easel) -> None:
    """Draws the violin between the chin and the left hand."""
    body, build = easel.body, easel.build
    chin = easel.at(offset(body.neck, body.ribs, 0.055, 0.0, 0.03))
    hand = easel.at(palm_of(body.left_arm, build, 0.4))
    along = (hand[0] - chin[0], hand[1] - chin[1])
    canvas, wood = easel.canvas, easel.tone(_VARNISH, 0.6)
    draw_rod(easel, chin, (hand[0] + 0.12 * along[0], hand[1] + 0.12 * along[1]), 0.014, scaled(_VARNISH, 0.45))
    length = max(0.06, (along[0] ** 2 + along[1] ** 2) ** 0.5)
    ux, uy = along[0] / length, along[1] / length
    half = 0.036
    sides = []
    for share, wide in ((-0.10, 0.5), (0.08, 1.0), (0.28, 0.66), (0.48, 0.9), (0.60, 0.4)):
        sides.append((share * max(length, 0.15), wide * half))
    outline = [(chin[0] + ux * s - uy * w, chin[1] + uy * s + ux * w) for s, w in sides]
    outline += [(chin[0] + ux * s + uy * w, chin[1] + uy * s - ux * w) for s, w in reversed(sides)]
    canvas.drawPath(closed_curve(outline), wood.base)
    draw_rod(easel, chin, hand, 0.006, (0.10, 0.08, 0.08))


def draw_bow(easel: Easel) -> None:
    """Draws the bow from the right hand across the strings."""
    body, build = easel.body, easel.build
    hand = easel.at(palm_of(body.right_arm, build, 0.4))
    chin = easel.at(offset(body.neck, body.ribs, 0.12, -0.01, 0.06))
    dx, dy = chin[0] - hand[0], chin[1] - hand[1]
    length = max(1e-3, (dx * dx + dy * dy) ** 0.5)
    end = (hand[0] + dx / length * 0.34, hand[1] + dy / length * 0.34)
    draw_rod(easel, hand, end, 0.007, (0.36, 0.20, 0.12))
    draw_rod(easel, (hand[0], hand[1] + 0.010), (end[0], end[1] + 0.004), 0.003, (0.92, 0.90, 0.84))


def draw_glass(easel: Easel) -> None:
    """Draws a wine glass in the right hand."""
    x, y = easel.at(palm_of(easel.body.right_arm, easel.build, 0.5))
    canvas = easel.canvas
    canvas.drawLine(x, y + 0.02, x, y - 0.03, stroke((0.88, 0.92, 0.96), 0.006, 0.9))
    canvas.drawLine(x - 0.020, y + 0.022, x + 0.020, y + 0.022, stroke((0.88, 0.92, 0.96), 0.006, 0.9))
    bowl = closed_curve([(x - 0.024, y - 0.085), (x + 0.024, y - 0.085), (x + 0.022, y - 0.050), (x, y - 0.028),
                         (x - 0.022, y - 0.050)])  # fmt: skip
    canvas.drawPath(bowl, fill((0.90, 0.94, 0.98), 0.55))
    wine = closed_curve([(x - 0.022, y - 0.062), (x + 0.022, y - 0.062), (x, y - 0.030)])
    canvas.drawPath(wine, fill((0.62, 0.10, 0.18), 0.9))

"""The open car of those who drive and the bicycle of those who ride."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.curves import closed_curve, open_curve, polygon
from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.performing import BARS, CRANK, CRANK_LENGTH, SADDLE, WHEEL_PLACE
from songreel_video.backends.animatic.figures.shading import colour_of, fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.solids import in_plane

_RUBBER = (0.12, 0.12, 0.14)
_CHROME = (0.78, 0.80, 0.84)


def draw_car_behind(easel: Easel) -> None:
    """Draws the far side of the car with its seat and windscreen post."""
    with in_plane(easel, (0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, -1.0, 0.0)) as canvas:
        dark = easel.tone(scaled(easel.look.accent, 0.45))
        canvas.drawOval(skia.Rect.MakeLTRB(-0.95, -0.02, 1.05, 0.035), fill(scaled(easel.lighting.shade, 0.15), 0.45))
        canvas.drawPath(
            closed_curve([(-0.86, -0.20), (-0.86, -0.46), (-0.4, -0.52), (0.3, -0.52), (0.9, -0.42), (0.98, -0.20)]),
            dark.shade,
        )
        seat = easel.tone((0.55, 0.36, 0.26), 0.4)
        canvas.drawPath(
            closed_curve(
                [
                    (-0.30, -0.22),
                    (-0.33, -0.45),
                    (-0.32, -0.63),
                    (-0.26, -0.645),
                    (-0.20, -0.60),
                    (-0.17, -0.36),
                    (0.10, -0.30),
                    (0.12, -0.20),
                ]
            ),
            seat.base,
        )
        canvas.drawPath(
            closed_curve(
                [(-0.30, -0.22), (-0.33, -0.45), (-0.32, -0.63), (-0.29, -0.63), (-0.27, -0.44), (-0.25, -0.22)]
            ),
            seat.shade,
        )


def draw_steering_wheel(easel: Easel) -> None:
    """Draws the wheel, seen nearly edge on, and its column."""
    x, y, _z = WHEEL_PLACE
    steer = 0.10 * sin(2.0 * pi * easel.pose.phase * 0.37)
    with in_plane(easel, (0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, -1.0, 0.0)) as canvas:
        canvas.drawLine(x + 0.14, -y + 0.08, x, -y, stroke((0.10, 0.10, 0.12), 0.020))
        canvas.save()
        canvas.translate(x, -y - 0.01)
        canvas.rotate(-24 + 30 * steer)
        canvas.drawOval(skia.Rect.MakeLTRB(-0.020, -0.085, 0.020, 0.085), stroke((0.10, 0.09, 0.10), 0.014))
        canvas.restore()


def draw_car_before(easel: Easel) -> None:
    """Draws the near side: wings, door, wheels that turn, windscreen, chrome and lamps."""
    colour = (
        easel.look.accent
        if max(easel.look.accent) - min(easel.look.accent) > 0.2
        else mix(easel.look.accent, (0.70, 0.20, 0.18), 0.6)
    )
    paint, chrome, rubber = easel.tone(colour, 0.6), easel.tone(_CHROME, 0.7), easel.tone(_RUBBER, 0.3)
    bounce = 0.004 * sin(easel.time_seconds * 7.3) * (0.4 + easel.pose.energy)
    with in_plane(easel, (0.0, bounce, 0.0), (1.0, 0.0, 0.0), (0.0, -1.0, 0.0)) as canvas:
        glass = closed_curve(
            [p for p in ((0.345, -0.52), (0.215, -0.79), (0.235, -0.79), (0.375, -0.52)) for _ in (0, 1)]
        )
        canvas.drawPath(glass, chrome.base)
        canvas.drawPath(
            polygon([(0.34, -0.53), (0.22, -0.78), (0.10, -0.775), (0.20, -0.53)]),
            fill(mix(easel.lighting.key, (0.7, 0.85, 0.9), 0.5), 0.16),
        )
        body = closed_curve(
            [
                (-0.93, -0.15),
                (-0.93, -0.15),
                (-0.97, -0.30),
                (-0.93, -0.44),
                (-0.70, -0.500),
                (-0.42, -0.515),
                (-0.34, -0.50),
                (-0.22, -0.455),
                (0.10, -0.455),
                (0.26, -0.50),
                (0.40, -0.535),
                (0.70, -0.50),
                (0.98, -0.43),
                (1.06, -0.33),
                (1.05, -0.20),
                (1.02, -0.14),
                (1.02, -0.14),
            ]
        )
        canvas.drawPath(body, paint.base)
        canvas.drawPath(
            closed_curve(
                [
                    (-0.93, -0.14),
                    (-0.96, -0.27),
                    (-0.5, -0.30),
                    (0.2, -0.29),
                    (0.8, -0.26),
                    (1.05, -0.24),
                    (1.02, -0.14),
                ]
            ),
            paint.shade,
        )
        canvas.drawPath(
            closed_curve(
                [(-0.93, -0.425), (-0.70, -0.49), (-0.42, -0.505), (-0.34, -0.49), (-0.36, -0.475), (-0.68, -0.465)]
            ),
            paint.rim,
        )
        canvas.drawPath(
            closed_curve(
                [(0.28, -0.495), (0.40, -0.528), (0.70, -0.495), (0.97, -0.425), (0.68, -0.472), (0.40, -0.505)]
            ),
            paint.rim,
        )
        canvas.drawPath(
            open_curve([(-0.30, -0.46), (-0.31, -0.34), (-0.28, -0.19)]), stroke(scaled(colour, 0.4), 0.006)
        )
        canvas.drawPath(open_curve([(0.22, -0.48), (0.24, -0.34), (0.22, -0.19)]), stroke(scaled(colour, 0.4), 0.006))
        canvas.drawRoundRect(skia.Rect.MakeLTRB(-0.24, -0.405, -0.16, -0.390), 0.007, 0.007, chrome.base)
        canvas.drawPath(
            closed_curve(
                [(-0.9, -0.335), (0.0, -0.345), (0.98, -0.310), (0.98, -0.302), (0.0, -0.335), (-0.9, -0.325)]
            ),
            chrome.base,
        )
        canvas.drawRoundRect(skia.Rect.MakeLTRB(0.98, -0.215, 1.09, -0.165), 0.02, 0.02, chrome.base)
        canvas.drawRoundRect(skia.Rect.MakeLTRB(-1.01, -0.215, -0.90, -0.165), 0.02, 0.02, chrome.base)
        canvas.drawOval(skia.Rect.MakeLTRB(0.965, -0.405, 1.045, -0.315), chrome.base)
        canvas.drawOval(skia.Rect.MakeLTRB(0.980, -0.395, 1.040, -0.325), fill((1.0, 0.95, 0.80)))
        canvas.drawRoundRect(skia.Rect.MakeLTRB(-0.965, -0.37, -0.930, -0.29), 0.01, 0.01, fill((0.80, 0.16, 0.13)))
        for x in (-0.62, 0.70):
            canvas.drawPath(
                closed_curve(
                    [
                        (x - 0.215, -0.13),
                        (x - 0.215, -0.13),
                        (x - 0.20, -0.30),
                        (x, -0.40),
                        (x + 0.20, -0.30),
                        (x + 0.215, -0.13),
                        (x + 0.215, -0.13),
                    ]
                ),
                paint.line,
            )
            _draw_wheel(easel, canvas, x, rubber.base, chrome.base)


def _draw_wheel(easel: Easel, canvas: skia.Canvas, x: float, rubber: skia.Paint, chrome: skia.Paint) -> None:
    canvas.drawCircle(x, -0.165, 0.165, rubber)
    canvas.drawCircle(x, -0.165, 0.118, easel.tone((0.90, 0.88, 0.84)).shade)
    canvas.drawCircle(x, -0.165, 0.100, chrome)
    angle = easel.time_seconds * (5.0 + 6.0 * easel.pose.energy)
    for index in range(5):
        turn = angle + index * 2.0 * pi / 5
        canvas.drawCircle(x + 0.060 * cos(turn), -0.165 + 0.060 * sin(turn), 0.020, easel.tone((0.35, 0.36, 0.40)).base)
    canvas.drawCircle(x, -0.165, 0.024, easel.tone(easel.look.accent).base)


def draw_bicycle(easel: Easel) -> None:
    """Draws a bicycle in the plane of the ride: wheels with spokes that turn, frame, pedals, saddle and bars."""
    colour = easel.look.accent
    frame, dark = easel.tone(colour, 0.5), easel.tone((0.16, 0.15, 0.16), 0.4)
    rear, front, radius = (-0.285, 0.195), (0.375, 0.195), 0.190
    angle = 2.0 * pi * easel.pose.phase
    with in_plane(easel, (0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, -1.0, 0.0)) as canvas:
        for x, y in (rear, front):
            canvas.drawCircle(x, -y, radius, stroke(colour_of(dark.base), 0.016))
            canvas.drawCircle(x, -y, radius - 0.014, stroke(colour_of(easel.tone(_CHROME).base), 0.005))
            if easel.pixels > 60:
                for index in range(8):
                    turn = -angle * 2.2 + index * pi / 8
                    c, s = (radius - 0.014) * cos(turn), (radius - 0.014) * sin(turn)
                    canvas.drawLine(
                        x - c, -y - s, x + c, -y + s, stroke(colour_of(easel.tone(_CHROME).base), 0.0025, 0.7)
                    )
            canvas.drawCircle(x, -y, 0.014, dark.base)
        seat_post, head_tube, crank = (SADDLE[0] + 0.03, SADDLE[1] - 0.10), (BARS[0] + 0.005, BARS[1] - 0.09), CRANK
        tube = stroke(colour_of(frame.base), 0.020)
        for a, b in (
            (seat_post, head_tube),
            (seat_post, crank),
            (crank, (head_tube[0] + 0.012, head_tube[1] - 0.06)),
            (crank, rear),
            (rear, seat_post),
            (head_tube, front),
        ):
            canvas.drawLine(a[0], -a[1], b[0], -b[1], tube)
        canvas.drawLine(seat_post[0], -seat_post[1], SADDLE[0], -SADDLE[1], stroke(colour_of(dark.base), 0.014))
        canvas.drawLine(head_tube[0], -head_tube[1], BARS[0] - 0.02, -BARS[1], stroke(colour_of(dark.base), 0.014))
        canvas.drawPath(
            open_curve([(BARS[0] + 0.05, -BARS[1] - 0.012), (BARS[0], -BARS[1] - 0.012), (BARS[0] - 0.05, -BARS[1])]),
            stroke(colour_of(dark.base), 0.018),
        )
        canvas.drawPath(
            closed_curve(
                [
                    (SADDLE[0] - 0.065, -SADDLE[1] - 0.012),
                    (SADDLE[0] - 0.02, -SADDLE[1] - 0.018),
                    (SADDLE[0] + 0.075, -SADDLE[1] - 0.008),
                    (SADDLE[0] + 0.01, -SADDLE[1] + 0.012),
                    (SADDLE[0] - 0.06, -SADDLE[1] + 0.014),
                ]
            ),
            dark.base,
        )
        canvas.drawCircle(crank[0], -crank[1], 0.040, stroke(colour_of(dark.base), 0.008))
        for shift in (0.0, pi):
            px, py = crank[0] + CRANK_LENGTH * sin(angle + shift), crank[1] + CRANK_LENGTH * cos(angle + shift)
            canvas.drawLine(crank[0], -crank[1], px, -py, stroke(colour_of(dark.base), 0.012))
            canvas.drawLine(px - 0.03, -py, px + 0.03, -py, stroke(colour_of(dark.base), 0.014))

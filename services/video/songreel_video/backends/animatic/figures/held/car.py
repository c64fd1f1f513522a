"""The open car of those who drive."""

from __future__ import annotations

from math import cos, pi, sin

import skia

from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.held.solids import CHROME, in_plane
from songreel_video.backends.animatic.figures.ink.curves import closed_curve, doubled, open_curve, polygon
from songreel_video.backends.animatic.figures.ink.shading import fill, mix, scaled, stroke
from songreel_video.backends.animatic.figures.poses.seats import WHEEL_PLACE

_RUBBER = (0.12, 0.12, 0.14)


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
    paint, chrome, rubber = easel.tone(colour, 0.6), easel.tone(CHROME, 0.7), easel.tone(_RUBBER, 0.3)
    bounce = 0.004 * sin(easel.time_seconds * 7.3) * (0.4 + easel.pose.energy)
    with in_plane(easel, (0.0, bounce, 0.0), (1.0, 0.0, 0.0), (0.0, -1.0, 0.0)) as canvas:
        glass = closed_curve(doubled(((0.345, -0.52), (0.215, -0.79), (0.235, -0.79), (0.375, -0.52))))
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

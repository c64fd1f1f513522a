"""The bicycle of those who ride."""

from __future__ import annotations

from math import cos, pi, sin

from songreel_video.backends.animatic.figures.easel import Easel
from songreel_video.backends.animatic.figures.held.solids import CHROME, in_plane
from songreel_video.backends.animatic.figures.ink.curves import closed_curve, open_curve
from songreel_video.backends.animatic.figures.ink.shading import colour_of, stroke
from songreel_video.backends.animatic.figures.poses.seats import BARS, CRANK, CRANK_LENGTH, SADDLE


def draw_bicycle(easel: Easel) -> None:
    """Draws a bicycle in the plane of the ride: wheels with spokes that turn, frame, pedals, saddle and bars."""
    colour = easel.look.accent
    frame, dark = easel.tone(colour, 0.5), easel.tone((0.16, 0.15, 0.16), 0.4)
    rear, front, radius = (-0.285, 0.195), (0.375, 0.195), 0.190
    angle = 2.0 * pi * easel.pose.phase
    with in_plane(easel, (0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, -1.0, 0.0)) as canvas:
        for x, y in (rear, front):
            canvas.drawCircle(x, -y, radius, stroke(colour_of(dark.base), 0.016))
            canvas.drawCircle(x, -y, radius - 0.014, stroke(colour_of(easel.tone(CHROME).base), 0.005))
            if easel.pixels > 60:
                for index in range(8):
                    turn = -angle * 2.2 + index * pi / 8
                    c, s = (radius - 0.014) * cos(turn), (radius - 0.014) * sin(turn)
                    canvas.drawLine(
                        x - c, -y - s, x + c, -y + s, stroke(colour_of(easel.tone(CHROME).base), 0.0025, 0.7)
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

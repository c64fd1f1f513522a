"""Walking and running: where the feet go through a cycle, and how the body follows."""

from __future__ import annotations

from math import cos, pi, sin

from songreel_video.backends.animatic.figures.bones.build import Build
from songreel_video.backends.animatic.figures.bones.stance import Arm, Leg, Stance
from songreel_video.backends.animatic.figures.poses.pose import Moment, stance_of


def foot_of_walk(phase: float, stride: float, lift: float, duty: float, build: Build) -> tuple[float, float, float]:
    """Forward place, height and pitch of a foot: heel down, flat, heel off, then the swing through.

    `duty` is the part of the cycle in which the foot is on the ground.
    """
    phase %= 1.0
    if phase < duty:
        along = phase / duty
        x = stride * (0.5 - along)
        if along < 0.16:
            pitch = 0.42 * (1.0 - along / 0.16)
        elif along < 0.58:
            pitch = 0.0
        else:
            ease = (along - 0.58) / 0.42
            pitch = -0.85 * ease * ease * (3.0 - 2.0 * ease) * min(1.0, stride / build.leg / 0.5)
        return x, 0.0, pitch
    along = (phase - duty) / (1.0 - duty)
    ease = along * along * (3.0 - 2.0 * along)
    x = stride * (-0.5 + ease)
    y = lift * sin(pi * min(1.0, along * 1.05)) ** 1.2 if along < 0.95 else 0.0
    start = -0.85 * min(1.0, stride / build.leg / 0.5)
    pitch = start * (1.0 - along / 0.6) if along < 0.6 else 0.42 * (along - 0.6) / 0.4
    return x, y, pitch


@stance_of("walk")
def walking(moment: Moment) -> Stance:
    """A walk: contact at phase 0 and 0.5, lowest just after, highest in passing; hips and shoulders counter-turn."""
    build, phase = moment.build, moment.phase
    reach = 0.62 + 0.16 * moment.energy
    stride = build.leg * reach
    left = foot_of_walk(phase, stride, 0.07 * build.leg, 0.58, build)
    right = foot_of_walk(phase + 0.5, stride, 0.07 * build.leg, 0.58, build)
    swing = sin(2.0 * pi * (phase + 0.02) + pi / 2.0)
    bob = -cos(4.0 * pi * (phase - 0.06))
    amount = 0.40 + 0.22 * moment.energy
    return Stance(
        pelvis=(0.012, build.leg * (0.975 + 0.012 * bob), 0.014 * sin(2.0 * pi * (phase - 0.05))),
        pelvis_yaw=-0.11 * swing,
        pelvis_roll=-0.045 * sin(2.0 * pi * (phase - 0.02)),
        lean=0.035 + 0.05 * moment.energy + 0.012 * bob,
        side=0.03 * sin(2.0 * pi * phase) + 0.02 * moment.sway,
        twist=0.20 * swing,
        head_yaw=-0.08 * swing,
        head_pitch=0.0 + 0.02 * bob,
        left_arm=Arm(swing=-amount * swing - 0.02, out=0.10, bend=0.30 - 0.22 * swing, across=0.12),
        right_arm=Arm(swing=amount * swing - 0.02, out=0.10, bend=0.30 + 0.22 * swing, across=0.12),
        left_leg=Leg(*left[:2], 0.034, left[2], toe_out=0.10, knee_out=0.04),
        right_leg=Leg(*right[:2], -0.034, right[2], toe_out=0.10, knee_out=0.04),
        trail=(
            0.020 + 0.016 * cos(4.0 * pi * (phase - 0.16)),
            0.012 * sin(2.0 * pi * (phase - 0.12)) + 0.02 * moment.sway,
        ),
    )


@stance_of("run")
def running(moment: Moment) -> Stance:
    """A run: both feet leave the ground between steps, the body leans in, elbows are bent."""
    build, phase = moment.build, moment.phase
    speed = 0.75 + 0.25 * moment.energy
    swing = sin(2.0 * pi * (phase - 0.02) + pi / 2.0)
    # Grounded around phase 0.10 and 0.60, in the air around 0.35 and 0.85.
    bounce = -cos(4.0 * pi * (phase - 0.10))
    legs = []
    for shift, side in ((0.0, 1.0), (0.5, -1.0)):
        along = (phase + shift) % 1.0
        x, y, pitch = _foot_of_run(along, build.leg * speed, build)
        legs.append(Leg(x, y, 0.026 * side, pitch, toe_out=0.04, knee_out=0.0))
    return Stance(
        pelvis=(0.03, build.leg * (0.945 + 0.035 * bounce), 0.006 * sin(2.0 * pi * phase)),
        pelvis_yaw=-0.18 * swing,
        pelvis_pitch=0.16,
        lean=0.22 + 0.08 * moment.energy,
        twist=0.36 * swing,
        head_yaw=-0.16 * swing,
        head_pitch=0.05,
        left_arm=Arm(swing=-0.95 * swing * speed - 0.12, out=0.16, bend=1.55 - 0.25 * swing, across=0.30, hand="fist"),
        right_arm=Arm(swing=0.95 * swing * speed - 0.12, out=0.16, bend=1.55 + 0.25 * swing, across=0.30, hand="fist"),
        left_leg=legs[0],
        right_leg=legs[1],
        trail=(0.075 + 0.02 * cos(4.0 * pi * (phase - 0.2)), 0.012 * swing),
        planted=False,
    )


# Foot through a run's cycle: phase, forward place, height (both per leg length) and pitch.
_RUN = (
    (0.00, 0.30, 0.04, 0.18),
    (0.06, 0.20, 0.0, 0.0),
    (0.16, -0.06, 0.0, 0.0),
    (0.27, -0.36, 0.0, -0.85),
    (0.36, -0.60, 0.16, -1.25),
    (0.48, -0.52, 0.42, -1.35),
    (0.60, -0.10, 0.42, -0.85),
    (0.74, 0.36, 0.34, -0.30),
    (0.88, 0.50, 0.20, 0.10),
    (1.00, 0.30, 0.04, 0.18),
)


def _foot_of_run(phase: float, leg: float, build: Build) -> tuple[float, float, float]:
    keys = _RUN
    for index in range(len(keys) - 1):
        if phase <= keys[index + 1][0]:
            return _between_keys(keys, index, phase, leg, build)
    return _between_keys(keys, len(keys) - 2, 1.0, leg, build)


def _between_keys(
    keys: tuple[tuple[float, float, float, float], ...], index: int, phase: float, leg: float, build: Build
) -> tuple[float, float, float]:
    """Catmull-Rom between keys, so that the foot never jerks."""
    count = len(keys) - 1
    before, here = keys[(index - 1) % count], keys[index]
    there, after = keys[index + 1], keys[(index + 2) % count if index + 2 > count else index + 2]
    t = (phase - here[0]) / (there[0] - here[0])
    values = [
        0.5
        * (
            2.0 * here[k]
            + (there[k] - before[k]) * t
            + (2.0 * before[k] - 5.0 * here[k] + 4.0 * there[k] - after[k]) * t * t
            + (3.0 * here[k] - before[k] - 3.0 * there[k] + after[k]) * t * t * t
        )
        for k in (1, 2, 3)
    ]
    return values[0] * leg, max(0.0, values[1] * build.leg), values[2]

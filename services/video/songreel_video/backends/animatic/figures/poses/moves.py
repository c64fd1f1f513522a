"""Stances of larger moves: reaching, jumping, kneeling, pulling, lying down."""

from __future__ import annotations

from math import cos, pi, sin, tanh

from songreel_video.backends.animatic.figures.bones.stance import Arm, Leg, Stance
from songreel_video.backends.animatic.figures.poses.pose import Moment, stance_of


@stance_of("reach")
def reaching(moment: Moment) -> Stance:
    """Steps forward and stretches one hand out, the other trailing behind."""
    build = moment.build
    pull = 0.5 - 0.5 * cos(2.0 * pi * moment.phase)
    ease = 0.75 + 0.25 * pull
    return Stance(
        pelvis=(0.035 + 0.02 * pull, build.leg * 0.955, 0.0),
        pelvis_yaw=0.12,
        lean=0.14 + 0.08 * pull,
        twist=0.28,
        head_pitch=0.10,
        right_arm=Arm(swing=1.75 + 0.12 * pull, out=0.10, bend=0.25 * (1.3 - ease), across=0.05, hand="open"),
        left_arm=Arm(swing=-0.55, out=0.30, bend=0.45, across=0.1, hand="open"),
        left_leg=Leg(x=-0.13, z=0.045, pitch=-0.55, toe_out=0.15),
        right_leg=Leg(x=0.16, z=-0.045, toe_out=0.10),
        trail=(0.02 + 0.01 * moment.breath(), 0.01 * moment.sway),
    )


@stance_of("jump")
def jumping(moment: Moment) -> Stance:
    """Crouches, springs with the arms thrown up, hangs and lands; highest at phase one half."""
    build, along = moment.build, moment.phase % 1.0
    air = max(0.0, sin(pi * (along - 0.18) / 0.64)) if 0.18 < along < 0.82 else 0.0
    crouch = max(0.0, cos(2.0 * pi * along) - 0.2) / 0.8
    height = (0.20 + 0.14 * moment.energy) * air
    tuck = air**1.5
    arms = 2.75 * tanh(2.2 * air) - 0.6 * crouch
    return Stance(
        pelvis=(-0.02 * crouch, build.leg * (0.985 - 0.24 * crouch) + height, 0.0),
        pelvis_pitch=0.25 * crouch,
        lean=0.55 * crouch - 0.14 * tuck,
        head_pitch=0.25 * tuck,
        left_arm=Arm(swing=arms, out=0.25 + 0.25 * tuck, bend=0.25 + 0.2 * crouch, hand="open"),
        right_arm=Arm(swing=arms * 0.92, out=0.25 + 0.35 * tuck, bend=0.35 + 0.2 * crouch, hand="open"),
        left_leg=Leg(x=-0.02 - 0.17 * tuck, y=height + 0.16 * tuck, z=0.055, pitch=-0.8 * tuck, knee_out=0.2),
        right_leg=Leg(x=0.03 + 0.09 * tuck, y=height + 0.06 * tuck, z=-0.055, pitch=-0.65 * tuck, knee_out=0.2),
        trail=(0.01, 0.0),
        planted=air == 0.0,
    )


@stance_of("kneel")
def kneeling(moment: Moment) -> Stance:
    """On one knee, a hand to the ground or on the raised knee."""
    build, breath = moment.build, moment.breath()
    return Stance(
        pelvis=(-0.045, build.thigh + 0.035, 0.0),
        pelvis_pitch=0.10,
        lean=0.20 + 0.012 * breath,
        head_pitch=-0.28,
        left_arm=Arm(target=(0.175, build.thigh + 0.09, 0.055), elbow=(-0.3, -0.5, 0.9), hand="relaxed"),
        right_arm=Arm(swing=0.42, out=0.14, bend=0.35),
        left_leg=Leg(x=0.165, z=0.055, toe_out=0.1),
        right_leg=Leg(x=-0.305, y=0.030, z=-0.045, pitch=-1.25, knee_out=0.0),
        trail=(0.010, 0.01 * moment.sway),
        planted=False,
    )


@stance_of("pull")
def pulling(moment: Moment) -> Stance:
    """Hauls a rope hand over hand, leaning back against it."""
    build = moment.build
    cycle = 2.0 * pi * moment.phase
    heave = 0.5 - 0.5 * cos(2.0 * cycle)
    base = build.leg + 0.10
    left, right = sin(cycle), sin(cycle + pi)
    return Stance(
        pelvis=(-0.10 - 0.03 * heave, build.leg * 0.86, 0.0),
        pelvis_pitch=-0.12,
        lean=-0.10 - 0.24 * heave,
        twist=0.18 * left,
        head_pitch=0.05 - 0.15 * heave,
        left_arm=Arm(
            target=(0.19 + 0.10 * left - 0.05 * heave, base + 0.02 * left, 0.020), elbow=(-0.4, -0.6, 0.6), hand="fist"
        ),
        right_arm=Arm(
            target=(0.19 + 0.10 * right - 0.05 * heave, base + 0.02 * right, -0.020),
            elbow=(-0.4, -0.6, 0.6),
            hand="fist",
        ),
        left_leg=Leg(x=0.17, z=0.055, toe_out=0.1),
        right_leg=Leg(x=-0.17, z=-0.055, toe_out=0.25),
        trail=(0.008, 0.01 * moment.sway),
        held="rope",
    )


@stance_of("lie")
def lying(moment: Moment) -> Stance:
    """Lies on the back, one knee up, a hand under the head."""
    breath = moment.breath()
    centre = 0.05
    return Stance(
        pelvis=(centre, 0.062, 0.0),
        pelvis_pitch=-1.50,
        lean=-1.45 + 0.010 * breath,
        head_pitch=-0.42,
        left_arm=Arm(target=(centre - 0.40, 0.06, 0.10), elbow=(-0.8, 0.3, 0.9)),
        right_arm=Arm(target=(centre - 0.06, 0.130 + 0.006 * breath, -0.05), elbow=(0.0, -0.3, 1.0)),
        left_leg=Leg(x=centre + 0.25, y=0.0, z=0.05, knee_out=0.1),
        right_leg=Leg(x=centre + 0.46, y=0.02, z=-0.045, pitch=1.1, knee_out=0.6),
        trail=(0.0, 0.0),
        planted=False,
        held="none",
    )

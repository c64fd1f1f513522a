"""Stances of those who sit: on a stool, at the wheel of a car, on a bicycle."""

from __future__ import annotations

from math import cos, pi, sin

from songreel_video.backends.animatic.figures.bones.stance import Arm, Leg, Stance
from songreel_video.backends.animatic.figures.bones.vectors import Vector
from songreel_video.backends.animatic.figures.poses.pose import Moment, stance_of

SEAT_HEIGHT = 0.265
CRANK: tuple[float, float] = (0.02, 0.165)
CRANK_LENGTH = 0.085
SADDLE: tuple[float, float] = (-0.145, 0.515)
BARS: tuple[float, float] = (0.275, 0.555)
CAR_SEAT = 0.235
WHEEL_PLACE: Vector = (0.215, 0.520, 0.0)


def seated(moment: Moment, seat: float = SEAT_HEIGHT) -> Stance:
    """Sits upright, feet on the ground before the seat; hands are on the thighs."""
    build, breath = moment.build, moment.breath()
    back = -0.12
    high = seat + 0.055
    return Stance(
        pelvis=(back, high, 0.0),
        pelvis_pitch=-0.14,
        lean=0.05 + 0.012 * breath,
        head_pitch=-0.06,
        left_arm=Arm(target=(back + build.thigh * 0.72, high + 0.055, 0.055), elbow=(-0.6, -0.2, 0.7)),
        right_arm=Arm(target=(back + build.thigh * 0.66, high + 0.055, -0.055), elbow=(-0.6, -0.2, 0.7)),
        left_leg=Leg(x=back + build.thigh * 0.98, z=0.055, toe_out=0.12, knee_out=0.12),
        right_leg=Leg(x=back + build.thigh * 0.86, z=-0.055, toe_out=0.12, knee_out=0.12),
        trail=(0.004, 0.01 * moment.sway),
        planted=False,
    )


@stance_of("sit")
def sitting(moment: Moment) -> Stance:
    """Sits at ease: leaning on the knees when low in energy, upright and tapping a foot when high."""
    stance = seated(moment)
    build = moment.build
    if moment.energy < 0.4:
        stance.lean = 0.42 + 0.012 * moment.breath()
        stance.head_pitch = -0.30
        x = stance.pelvis[0] + build.thigh * 0.92
        stance.left_arm = Arm(target=(x + 0.03, stance.pelvis[1] + 0.035, 0.020), elbow=(-0.2, -0.2, 1.0))
        stance.right_arm = Arm(target=(x + 0.03, stance.pelvis[1] + 0.045, -0.020), elbow=(-0.2, -0.2, 1.0))
    else:
        stance.right_leg.pitch = 0.30 * moment.pulse(2.0, 1.5)
        stance.head_roll = 0.06 * moment.wave(0.5)
    stance.held = "seat"
    return stance


@stance_of("drive")
def driving(moment: Moment) -> Stance:
    """Sits low in an open car, both hands on the wheel, correcting a little."""
    build = moment.build
    steer = 0.10 * sin(2.0 * pi * moment.phase * 0.37) + 0.03 * sin(moment.time_seconds * 2.3)
    jolt = 0.004 * sin(moment.time_seconds * 9.1) * (0.4 + moment.energy)
    x, y, _z = WHEEL_PLACE
    return Stance(
        pelvis=(-0.105, CAR_SEAT + 0.055 + jolt, 0.0),
        pelvis_pitch=-0.30,
        lean=-0.16,
        head_pitch=0.02 + 0.04 * moment.pulse(2.0, 2.0) * moment.energy,
        left_arm=Arm(target=(x - 0.025, y + 0.030 + 0.05 * steer, 0.075), elbow=(-0.2, -0.9, 0.5), hand="fist"),
        right_arm=Arm(target=(x - 0.025, y + 0.030 - 0.05 * steer, -0.075), elbow=(-0.2, -0.9, 0.5), hand="fist"),
        left_leg=Leg(x=0.20 + build.thigh * 0.35, y=0.12, z=0.05, pitch=0.5),
        right_leg=Leg(x=0.20 + build.thigh * 0.40, y=0.12, z=-0.05, pitch=0.5),
        trail=(0.05 + 0.04 * moment.energy, 0.0),
        planted=False,
        held="car",
    )


@stance_of("ride")
def riding(moment: Moment) -> Stance:
    """Rides a bicycle: the feet go round with the pedals, the body rocks over them."""
    angle = 2.0 * pi * moment.phase
    legs = []
    for shift, side in ((0.0, 1.0), (pi, -1.0)):
        c, s = cos(angle + shift), sin(angle + shift)
        legs.append(
            Leg(
                x=CRANK[0] + CRANK_LENGTH * s - 0.035,
                y=CRANK[1] + CRANK_LENGTH * c + 0.010,
                z=0.05 * side,
                pitch=-0.20 - 0.18 * s,
                knee_out=0.02,
                toe_out=0.0,
            )
        )
    rock = 0.010 * sin(angle)
    return Stance(
        pelvis=(SADDLE[0], SADDLE[1] + 0.050, rock),
        pelvis_pitch=0.26,
        lean=0.46 + 0.10 * moment.energy,
        side=0.04 * sin(angle),
        head_pitch=0.18,
        left_arm=Arm(target=(BARS[0] - 0.035, BARS[1] + 0.012, 0.085), elbow=(-0.3, -0.9, 0.4), hand="fist"),
        right_arm=Arm(target=(BARS[0] - 0.035, BARS[1] + 0.012, -0.085), elbow=(-0.3, -0.9, 0.4), hand="fist"),
        left_leg=legs[0],
        right_leg=legs[1],
        trail=(0.06 + 0.03 * moment.energy, 0.006 * sin(angle)),
        planted=False,
        held="bicycle",
    )

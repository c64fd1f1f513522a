"""Stances of those who sit: on a stool or a seat, at a wheel, on a bicycle or a swing, in a boat."""

from __future__ import annotations

from math import cos, pi, sin

from songreel_video.backends.animatic.figures.bones.stance import Arm, Leg, Stance
from songreel_video.backends.animatic.figures.bones.vectors import Vector
from songreel_video.backends.animatic.figures.poses.pose import Moment, stance_of

SEATED = ("sit", "sit_low", "drive", "steer", "play_piano", "play_drums", "swing", "row", "ride")
"""Poses that sit by themselves."""
SEAT_HEIGHT = 0.265
CRANK: tuple[float, float] = (0.02, 0.165)
CRANK_LENGTH = 0.085
SADDLE: tuple[float, float] = (-0.145, 0.515)
BARS: tuple[float, float] = (0.275, 0.555)
CAR_SEAT = 0.235
WHEEL_PLACE: Vector = (0.215, 0.520, 0.0)
WHEEL_RADIUS, WHEEL_LIFT = 0.105, 0.115
"""Of a wheel seen from the front: its size, and its hub above the driver's hips."""
SWING_SEAT, ROPES_TOP = 0.36, 2.1


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


@stance_of("sit_low")
def sitting_low(moment: Moment) -> Stance:
    """Sits on the ground, knees drawn up and held in both arms; with more energy leaning back on the hands."""
    build, breath = moment.build, moment.breath()
    x, high = -0.13, 0.060
    knees = x + 0.80 * build.thigh
    stance = Stance(
        pelvis=(x, high, 0.0),
        pelvis_pitch=-0.20,
        lean=0.22 + 0.012 * breath,
        head_pitch=-0.08,
        left_arm=Arm(target=(knees, 0.215, 0.035), elbow=(-0.3, -0.5, 0.9), hand="grip"),
        right_arm=Arm(target=(knees, 0.225, -0.035), elbow=(-0.3, -0.5, 0.9), hand="grip"),
        left_leg=Leg(x=x + 0.33, z=0.05, toe_out=0.1, knee_out=0.1),
        right_leg=Leg(x=x + 0.30, z=-0.05, toe_out=0.1, knee_out=0.1),
        trail=(0.0, 0.008 * moment.sway),
        planted=False,
    )
    if moment.energy > 0.6:
        stance.lean, stance.head_pitch = -0.28 + 0.012 * breath, 0.14
        stance.left_arm = Arm(target=(x - 0.17, 0.03, 0.11), elbow=(-0.6, 0.2, 0.6), hand="open")
        stance.right_arm = Arm(target=(x - 0.17, 0.03, -0.11), elbow=(-0.6, 0.2, 0.6), hand="open")
        stance.left_leg.x += 0.10
        stance.left_leg.pitch = 0.25 * moment.pulse(2.0, 1.5)
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


def on_seat(stance: Stance, moment: Moment) -> Stance:
    """The same stance sitting: hips and legs are those of the seated, what the arms do moves down with them."""
    base = seated(moment)
    down = (base.pelvis[0] - stance.pelvis[0], base.pelvis[1] - stance.pelvis[1])
    for arm in (stance.left_arm, stance.right_arm):
        if arm.target:
            arm.target = (arm.target[0] + down[0], arm.target[1] + down[1], arm.target[2])
    stance.pelvis, stance.pelvis_pitch, stance.pelvis_roll = base.pelvis, base.pelvis_pitch, 0.0
    stance.left_leg, stance.right_leg = base.left_leg, base.right_leg
    stance.planted, stance.turn, stance.tumble = False, 0.0, 0.0
    return stance


@stance_of("steer")
def steering(moment: Moment) -> Stance:
    """Sits at a wheel that is seen from the front, hands at ten to two, correcting a little."""
    stance = seated(moment)
    steer = 0.16 * sin(2.0 * pi * moment.phase * 0.37) + 0.05 * sin(moment.time_seconds * 2.3)
    x, y = stance.pelvis[0] + 0.235, stance.pelvis[1] + WHEEL_LIFT
    c, s = WHEEL_RADIUS * cos(0.35 + steer), WHEEL_RADIUS * sin(0.35 + steer)
    d, t = WHEEL_RADIUS * cos(0.35 - steer), WHEEL_RADIUS * sin(0.35 - steer)
    stance.lean = -0.06 + 0.03 * moment.pulse(2.0, 2.0) * moment.energy
    stance.head_pitch = 0.04 * moment.pulse(2.0, 2.0)
    stance.head_roll = 0.3 * steer
    stance.left_arm = Arm(target=(x, y + s, c), elbow=(-0.1, -0.8, 0.6), hand="fist")
    stance.right_arm = Arm(target=(x, y + t, -d), elbow=(-0.1, -0.8, 0.6), hand="fist")
    stance.held = "wheel"
    return stance


@stance_of("swing")
def swinging(moment: Moment) -> Stance:
    """Sits on a swing, hands at the ropes; the legs stretch on the way forth and fold on the way back."""
    stance = seated(moment, SWING_SEAT)
    build = moment.build
    angle = sin(pi * moment.phase)
    forth = 0.5 + 0.5 * cos(pi * moment.phase)
    x, high = stance.pelvis[:2]
    stance.lean = -0.30 * forth
    stance.left_arm = Arm(target=(x + 0.05, high + 0.36, 0.10), elbow=(-0.3, -0.8, 0.5), hand="fist")
    stance.right_arm = Arm(target=(x + 0.05, high + 0.36, -0.10), elbow=(-0.3, -0.8, 0.5), hand="fist")
    foot = (x + build.thigh + 0.10 * forth, high - build.shin * (0.95 - 0.65 * forth))
    stance.left_leg = Leg(x=foot[0] - 0.06, y=foot[1] - 0.04, z=0.05, pitch=0.5 * forth)
    stance.right_leg = Leg(x=foot[0] - 0.08, y=foot[1] - 0.05, z=-0.05, pitch=0.4 * forth)
    stance.trail = (0.05 * angle, 0.0)
    stance.held = "swing"
    stance.tumble, stance.pivot = -(0.28 + 0.22 * moment.energy) * angle, ROPES_TOP
    return stance


@stance_of("row")
def rowing(moment: Moment) -> Stance:
    """Sits in a small boat and rows: leans out, dips the oars, draws them to the chest."""
    stance = seated(moment, 0.10)
    draw = 0.5 - 0.5 * cos(2.0 * pi * moment.phase)
    high = stance.pelvis[1]
    stance.pelvis = (-0.05, high, 0.0)
    stance.lean = 0.34 - 0.55 * draw
    reach = 0.30 - 0.17 * draw
    stance.left_arm = Arm(target=(reach, high + 0.20, 0.06), elbow=(-0.5, -0.4, 0.7), hand="fist")
    stance.right_arm = Arm(target=(reach, high + 0.20, -0.06), elbow=(-0.5, -0.4, 0.7), hand="fist")
    stance.left_leg = Leg(x=0.27, y=0.03, z=0.04, pitch=0.3)
    stance.right_leg = Leg(x=0.25, y=0.03, z=-0.04, pitch=0.3)
    stance.held = "boat"
    return stance

"""Stances of those who stand: at ease, looking, waving, holding or reading something."""

from __future__ import annotations

from math import sin

from songreel_video.backends.animatic.figures.bones.stance import Arm, Leg, Stance
from songreel_video.backends.animatic.figures.poses.pose import Moment, stance_of


@stance_of("stand")
def standing(moment: Moment) -> Stance:
    """A relaxed contrapposto: weight on one leg, hips and shoulders tilted against each other, arms hanging."""
    build, side = moment.build, 1.0 if moment.seed % 2 else -1.0
    breath, sway = moment.breath(), moment.sway
    weight = side * 0.012 + 0.010 * sway
    return Stance(
        pelvis=(0.0, build.leg * 0.992, weight),
        pelvis_roll=-side * 0.05,
        pelvis_yaw=side * 0.06,
        lean=-0.035 + 0.008 * breath,
        side=side * 0.035 + 0.03 * sway,
        head_roll=-side * 0.05,
        head_pitch=-0.03 + 0.01 * breath,
        left_arm=Arm(swing=-0.05 + 0.012 * breath, out=0.13, bend=0.26, across=0.18),
        right_arm=Arm(swing=0.04 + 0.012 * breath, out=0.13, bend=0.30, across=0.18),
        left_leg=Leg(x=0.005 if side > 0 else 0.035, z=0.046, toe_out=0.25, knee_out=0.15),
        right_leg=Leg(x=0.035 if side > 0 else 0.005, z=-0.046, toe_out=0.25, knee_out=0.15),
        trail=(0.006 * sway, 0.02 * sway + 0.004 * breath),
    )


@stance_of("look_up")
def looking_up(moment: Moment) -> Stance:
    """Stands with the head back and the chest open, weight on the heels."""
    stance = standing(moment)
    breath = moment.breath()
    stance.lean = -0.10 + 0.012 * breath
    stance.head_pitch = 0.52 + 0.02 * breath
    stance.left_arm = Arm(swing=-0.14, out=0.16, bend=0.16, across=0.12)
    stance.right_arm = Arm(swing=-0.10, out=0.18, bend=0.20, across=0.12)
    if moment.seed % 3 == 0:
        stance.right_arm = Arm(
            target=(0.10, 0.70 * moment.build.leg / 0.53, -0.02), elbow=(-0.2, -0.8, 0.6), hand="open"
        )
    return stance


@stance_of("look_away")
def looking_away(moment: Moment) -> Stance:
    """Stands with the back to the viewer, cloth and hair in the wind."""
    stance = standing(moment)
    wind = 0.5 + 0.5 * sin(moment.time_seconds * 1.3)
    stance.trail = (0.010, 0.030 * moment.sway + 0.014 + 0.010 * wind)
    stance.head_yaw = 0.10 * sin(moment.time_seconds * 0.4)
    stance.head_pitch = 0.05
    return stance


@stance_of("wave")
def waving(moment: Moment) -> Stance:
    """Stands and waves with a raised hand."""
    stance = standing(moment)
    swing = moment.wave()
    up = moment.build.leg + 0.40
    stance.right_arm = Arm(
        target=(0.06, up, -moment.build.shoulder - 0.075 - 0.040 * swing),
        elbow=(-0.1, -0.7, 0.9),
        hand="open",
        wrist=0.25 * swing,
    )
    stance.side = -0.03
    stance.head_roll = 0.06
    stance.twist = 0.05 * swing
    return stance


@stance_of("embrace_self")
def embracing_self(moment: Moment) -> Stance:
    """Holds the own arms, shoulders drawn up and head low."""
    build, breath = moment.build, moment.breath()
    up = build.leg + 0.185
    return Stance(
        pelvis=(0.0, build.leg * 0.985, 0.006),
        lean=0.10 + 0.012 * breath,
        head_pitch=-0.36,
        head_roll=0.10,
        head_yaw=0.12,
        left_arm=Arm(
            target=(0.085, up - 0.004 + 0.004 * breath, -build.shoulder * 0.72), elbow=(0.15, -0.9, 0.35), hand="grip"
        ),
        right_arm=Arm(
            target=(0.100, up - 0.050 + 0.004 * breath, build.shoulder * 0.66), elbow=(0.15, -0.9, 0.35), hand="grip"
        ),
        left_leg=Leg(x=0.02, z=0.038, toe_out=-0.05, knee_out=-0.05),
        right_leg=Leg(x=0.0, z=-0.038, toe_out=-0.05, knee_out=-0.05),
        trail=(0.008, 0.01 * moment.sway + 0.004 * breath),
    )


@stance_of("hold_object")
def holding(moment: Moment) -> Stance:
    """Stands with something held before the chest in both hands, eyes on it."""
    stance = standing(moment)
    build, breath = moment.build, moment.breath()
    up = build.leg + 0.135 + 0.004 * breath
    stance.left_arm = Arm(target=(0.165, up, 0.030), elbow=(-0.3, -0.8, 0.5), hand="grip")
    stance.right_arm = Arm(target=(0.165, up - 0.012, -0.030), elbow=(-0.3, -0.8, 0.5), hand="grip")
    stance.head_pitch = -0.32
    stance.lean = 0.03
    stance.held = "keepsake"
    return stance


@stance_of("read")
def reading(moment: Moment) -> Stance:
    """Stands with an open book or a letter in one hand, head bowed to it."""
    stance = standing(moment)
    build, breath = moment.build, moment.breath()
    up = build.leg + 0.175 + 0.004 * breath
    stance.left_arm = Arm(target=(0.165, up - 0.03, 0.055), elbow=(-0.3, -0.8, 0.5), hand="grip")
    stance.right_arm = Arm(target=(0.165, up - 0.03, -0.055), elbow=(-0.3, -0.8, 0.5), hand="grip")
    stance.head_pitch = -0.34 + 0.03 * sin(moment.time_seconds * 0.9)
    stance.head_yaw = 0.06 * sin(moment.time_seconds * 1.1)
    stance.held = "book"
    return stance

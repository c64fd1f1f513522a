"""Stances of two, each drawn as one of them: embracing, hand in hand; and raising a glass to another."""

from __future__ import annotations

from songreel_video.backends.animatic.figures.bones.stance import Arm, Stance
from songreel_video.backends.animatic.figures.poses.pose import Moment, stance_of
from songreel_video.backends.animatic.figures.poses.standing import standing


@stance_of("hug")
def hugging(moment: Moment) -> Stance:
    """Leans to the other and holds him or her in both arms, head on a shoulder."""
    stance = standing(moment)
    build, breath = moment.build, moment.breath()
    up = build.leg + 0.185 + 0.003 * breath
    stance.pelvis = (-0.01, build.leg * 0.992, 0.0)
    stance.lean = 0.10 + 0.008 * breath
    stance.head_pitch = -0.16
    stance.head_roll = 0.22
    stance.left_arm = Arm(target=(0.235, up + 0.035, 0.030), elbow=(-0.2, -0.7, 0.8), hand="grip")
    stance.right_arm = Arm(target=(0.235, up - 0.045, -0.030), elbow=(-0.2, -0.7, 0.8), hand="grip")
    stance.side = 0.02 * moment.sway
    stance.held = "nobody"
    return stance


def hand_in_hand(moment: Moment, side: int) -> Stance:
    """Stands with one hand, of the left side (1) or the right one (-1), held out to the neighbour."""
    stance = standing(moment)
    arm = Arm(target=(0.03, moment.build.leg - 0.035, side * 0.185), elbow=(-0.3, -0.4, 0.8), hand="grip")
    if side > 0:
        stance.left_arm = arm
    else:
        stance.right_arm = arm
    stance.head_yaw = 0.22 * side
    stance.side += 0.02 * side * moment.wave(0.5)
    return stance


@stance_of("hold_hands")
def holding_hands(moment: Moment) -> Stance:
    """Holds out the left hand."""
    return hand_in_hand(moment, 1)


@stance_of("hold_right_hand")
def holding_right_hand(moment: Moment) -> Stance:
    """Holds out the right hand."""
    return hand_in_hand(moment, -1)


@stance_of("toast")
def toasting(moment: Moment) -> Stance:
    """Raises a glass, highest on the downbeat."""
    stance = standing(moment)
    lift = moment.pulse(1.0, 1.5) * (0.3 + 0.7 * moment.energy)
    up = moment.build.leg + 0.24 + 0.13 * lift
    stance.right_arm = Arm(target=(0.175, up, -0.075), elbow=(-0.3, -0.8, 0.5), hand="fist")
    stance.head_pitch = 0.06 + 0.12 * lift
    stance.held = "glass"
    return stance

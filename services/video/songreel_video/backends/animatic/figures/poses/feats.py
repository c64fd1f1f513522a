"""Stances of high spirits: cheering, clapping, throwing, climbing, gliding, turning cartwheels."""

from __future__ import annotations

from math import cos, pi, sin

from songreel_video.backends.animatic.figures.bones.stance import Arm, Leg, Stance
from songreel_video.backends.animatic.figures.poses.music import sung_mouth
from songreel_video.backends.animatic.figures.poses.pose import Moment, stance_of
from songreel_video.backends.animatic.figures.poses.standing import standing


@stance_of("cheer")
def cheering(moment: Moment) -> Stance:
    """Both arms thrown up and wide, mouth open, rising onto the toes on each beat."""
    build = moment.build
    hit = moment.pulse(2.0, 1.6) * (0.4 + 0.6 * moment.energy)
    slow = sin(pi * moment.phase)
    return Stance(
        pelvis=(-0.01, build.leg * (0.975 + 0.02 * hit), 0.012 * slow),
        lean=-0.10 - 0.05 * hit,
        side=0.05 * slow,
        head_pitch=0.28 + 0.08 * hit,
        left_arm=Arm(swing=2.55 + 0.15 * hit, out=0.62 - 0.10 * hit, bend=0.22, across=-0.05, hand="open"),
        right_arm=Arm(swing=2.45 + 0.15 * hit, out=0.66 - 0.10 * hit, bend=0.26, across=-0.05, hand="open"),
        left_leg=Leg(x=0.05, z=0.075, pitch=-0.25 * hit, toe_out=0.25, knee_out=0.1),
        right_leg=Leg(x=-0.05, z=-0.075, pitch=-0.25 * hit, toe_out=0.25, knee_out=0.1),
        trail=(0.014, 0.012 * slow),
        mouth=sung_mouth(moment.phase, moment.seed),
    )


@stance_of("clap")
def clapping(moment: Moment) -> Stance:
    """Claps before the chest, hands together on every beat."""
    stance = standing(moment)
    apart = 0.014 + 0.085 * (1.0 - moment.pulse(2.0, 1.2))
    up = moment.build.leg + 0.20 + 0.03 * moment.energy
    stance.left_arm = Arm(target=(0.185, up, apart), elbow=(-0.2, -0.9, 0.7), hand="open")
    stance.right_arm = Arm(target=(0.185, up - 0.012, -apart), elbow=(-0.2, -0.9, 0.7), hand="open")
    stance.side = 0.05 * sin(pi * moment.phase)
    stance.head_pitch = 0.05 * moment.pulse(2.0, 1.2)
    return stance


@stance_of("throw")
def throwing(moment: Moment) -> Stance:
    """Winds up behind the head and throws, the other arm reaching ahead; the throw falls on whole phases."""
    build = moment.build
    turn = cos(2.0 * pi * moment.phase)
    forth = 0.5 + 0.5 * turn
    return Stance(
        pelvis=(-0.03 + 0.06 * forth, build.leg * 0.955, 0.0),
        pelvis_yaw=-0.25 + 0.45 * forth,
        lean=-0.16 + 0.34 * forth,
        twist=-0.45 + 0.80 * forth,
        head_pitch=0.14,
        right_arm=Arm(swing=3.35 - 1.75 * forth, out=0.35, bend=0.95 - 0.80 * forth, across=0.1, hand="open"),
        left_arm=Arm(swing=1.35 - 1.75 * forth, out=0.30, bend=0.35, across=0.1, hand="open"),
        left_leg=Leg(x=0.17, z=0.05, toe_out=0.1),
        right_leg=Leg(x=-0.17, z=-0.05, pitch=-0.75 * forth, toe_out=0.2),
        trail=(0.02 * forth, 0.01 * moment.sway),
    )


@stance_of("climb")
def climbing(moment: Moment) -> Stance:
    """Climbs hand over hand: one arm stretched up with the opposite knee drawn high, then the other."""
    build = moment.build
    shift = sin(2.0 * pi * moment.phase)
    left, right = 0.5 + 0.5 * shift, 0.5 - 0.5 * shift
    top = build.leg + build.torso
    return Stance(
        pelvis=(-0.03, build.leg * 0.97, 0.012 * shift),
        pelvis_roll=0.10 * shift,
        lean=0.16,
        side=-0.10 * shift,
        head_pitch=0.34,
        left_arm=Arm(target=(0.17, top + 0.02 + 0.26 * left, 0.09), elbow=(-0.4, -0.6, 0.7), hand="grip"),
        right_arm=Arm(target=(0.17, top + 0.02 + 0.26 * right, -0.09), elbow=(-0.4, -0.6, 0.7), hand="grip"),
        left_leg=Leg(x=0.06 + 0.08 * right, y=0.22 * right, z=0.06, pitch=-0.6 * right, knee_out=0.3),
        right_leg=Leg(x=0.06 + 0.08 * left, y=0.22 * left, z=-0.06, pitch=-0.6 * left, knee_out=0.3),
        trail=(0.012, 0.012 * moment.sway),
        planted=False,
    )


@stance_of("cartwheel")
def cartwheeling(moment: Moment) -> Stance:
    """Turns cartwheels, limbs spread like spokes: once around in a phase."""
    build = moment.build
    return Stance(
        pelvis=(0.0, build.leg + 0.06, 0.0),
        lean=0.0,
        head_pitch=0.1,
        left_arm=Arm(swing=2.55, out=0.10, bend=0.05, hand="open"),
        right_arm=Arm(swing=3.75, out=0.10, bend=0.05, hand="open"),
        left_leg=Leg(x=0.27, y=0.13, z=0.03, pitch=-0.7, knee_out=0.0),
        right_leg=Leg(x=-0.27, y=0.13, z=-0.03, pitch=-0.7, knee_out=0.0),
        trail=(0.0, 0.0),
        planted=False,
        tumble=2.0 * pi * moment.phase,
        pivot=build.leg + 0.08,
    )


@stance_of("skate")
def skating(moment: Moment) -> Stance:
    """Glides low on one leg after the other, arms swinging across."""
    build = moment.build
    swing = sin(2.0 * pi * moment.phase)
    left, right = max(0.0, swing), max(0.0, -swing)
    return Stance(
        pelvis=(0.0, build.leg * 0.89, 0.03 * swing),
        pelvis_pitch=0.20,
        lean=0.40,
        twist=0.20 * swing,
        side=0.10 * swing,
        head_pitch=0.26,
        left_arm=Arm(swing=0.9 * swing - 0.2, out=0.45, bend=0.35, across=0.2),
        right_arm=Arm(swing=-0.9 * swing - 0.2, out=0.45, bend=0.35, across=0.2),
        left_leg=Leg(x=0.07 - 0.34 * left, y=0.10 * left, z=0.06 + 0.06 * left, pitch=-0.9 * left, toe_out=0.2),
        right_leg=Leg(x=0.07 - 0.34 * right, y=0.10 * right, z=-0.06 - 0.06 * right, pitch=-0.9 * right, toe_out=0.2),
        trail=(0.06 + 0.03 * moment.energy, 0.014 * swing),
        planted=False,
    )


@stance_of("slide")
def sliding(moment: Moment) -> Stance:
    """Slides down sitting, legs ahead and arms flung up, as on a steep slope."""
    build = moment.build
    shake = sin(2.0 * pi * moment.phase * 2.0)
    return Stance(
        pelvis=(-0.12, 0.085, 0.0),
        pelvis_pitch=-0.35,
        lean=-0.32 + 0.05 * shake,
        head_pitch=0.10,
        left_arm=Arm(swing=2.7 + 0.12 * shake, out=0.35, bend=0.2, hand="open"),
        right_arm=Arm(swing=2.5 - 0.12 * shake, out=0.35, bend=0.25, hand="open"),
        left_leg=Leg(x=-0.12 + 0.86 * build.leg, y=0.03, z=0.06, pitch=0.8, knee_out=0.2),
        right_leg=Leg(x=-0.12 + 0.72 * build.leg, y=0.02, z=-0.06, pitch=0.6, knee_out=0.3),
        trail=(0.07, 0.0),
        planted=False,
        tumble=0.30,
        pivot=0.05,
        mouth=0.6,
    )

"""Stances of those who make music: singing, guitar, violin, piano, drums."""

from __future__ import annotations

from math import cos, floor, pi, sin

from songreel_video.backends.animatic.figures.bones.stance import Arm, Leg, Stance
from songreel_video.backends.animatic.figures.poses.pose import Moment, stance_of
from songreel_video.backends.animatic.figures.poses.seats import seated
from songreel_video.backends.animatic.figures.poses.standing import standing


def sung_mouth(phase: float, seed: int) -> float:
    """How open a singing mouth is: syllables of different sizes, two to a beat, with breaths between phrases."""
    step = phase * 4.0
    syllable = floor(step)
    size = 0.35 + 0.65 * (((syllable * 37 + seed) % 11) / 10.0)
    if (syllable + seed) % 8 == 7:
        return 0.0
    return float(size * sin(pi * (step - syllable)) ** 0.7)


@stance_of("sing")
def singing(moment: Moment) -> Stance:
    """Sings into a microphone in one hand while the other one speaks; bends into the accents."""
    stance = standing(moment)
    build = moment.build
    hit = moment.pulse(2.0, 1.6) * (0.4 + 0.6 * moment.energy)
    slow = sin(pi * moment.phase)
    lift = build.leg + build.torso + build.neck
    stance.pelvis = (0.0, build.leg * (0.985 - 0.025 * hit), 0.022 * slow)
    stance.lean = 0.02 + 0.10 * hit - 0.05 * moment.energy
    stance.side = 0.06 * slow
    stance.twist = 0.10 * slow
    stance.head_pitch = 0.10 + 0.20 * moment.energy * (0.5 + 0.5 * slow) - 0.08 * hit
    stance.right_arm = Arm(
        target=(0.130 + 0.05 * stance.lean, lift - 0.088, -0.034), elbow=(0.1, -0.8, 0.75), hand="fist"
    )
    reach = 0.55 + 0.75 * moment.energy * (0.5 + 0.5 * slow)
    stance.left_arm = Arm(
        swing=reach,
        out=0.38 + 0.3 * moment.energy * (0.5 + 0.5 * slow),
        bend=0.75 - 0.3 * slow,
        across=-0.1,
        hand="open",
    )
    stance.mouth = sung_mouth(moment.phase, moment.seed)
    stance.trail = (0.0, 0.014 * cos(pi * moment.phase))
    stance.left_leg.z, stance.right_leg.z = 0.065, -0.065
    stance.held = "microphone"
    return stance


@stance_of("play_guitar")
def playing_guitar(moment: Moment) -> Stance:
    """Plays a guitar on its strap: the right hand strums twice a beat, the left moves along the neck."""
    build = moment.build
    strum = sin(2.0 * pi * moment.phase * 2.0)
    hit = moment.pulse(2.0, 1.5) * moment.energy
    slide = 0.022 * sin(pi * moment.phase * 0.5)
    base = build.leg + 0.085
    return Stance(
        pelvis=(0.0, build.leg * (0.965 - 0.03 * hit), 0.012 * sin(pi * moment.phase)),
        lean=0.05 + 0.16 * hit * moment.energy,
        side=-0.04,
        twist=0.05 * strum * moment.energy,
        head_pitch=-0.14 - 0.30 * hit * moment.energy,
        head_yaw=0.14,
        left_arm=Arm(target=(0.125, base + 0.100 + slide * 0.35, 0.200 + slide), elbow=(-0.1, -0.9, 0.35), hand="grip"),
        right_arm=Arm(
            target=(0.128, base + 0.012 - 0.030 * strum, -0.045),
            elbow=(-0.5, -0.1, 0.9),
            hand="relaxed",
            wrist=0.25 * strum,
        ),
        left_leg=Leg(x=0.045, z=0.085, toe_out=0.25),
        right_leg=Leg(x=-0.025, z=-0.085, toe_out=0.25, pitch=0.22 * hit),
        trail=(0.004, 0.010 * strum * moment.energy),
        held="guitar",
    )


@stance_of("play_violin")
def playing_violin(moment: Moment) -> Stance:
    """Plays a violin under the chin, the bow drawn to and fro, a stroke a beat."""
    build = moment.build
    bow = sin(2.0 * pi * moment.phase)
    slow = sin(pi * moment.phase)
    up = build.leg + build.torso - 0.015
    return Stance(
        pelvis=(0.0, build.leg * 0.985, 0.012 * slow),
        lean=0.02 + 0.05 * slow * moment.energy,
        side=0.05 * slow,
        twist=0.10 * bow * moment.energy,
        head_pitch=-0.16,
        head_roll=0.16,
        head_yaw=0.25,
        left_arm=Arm(target=(0.195, up, 0.120), elbow=(0.0, -0.9, 0.3), hand="grip"),
        right_arm=Arm(
            target=(0.165 + 0.015 * bow, up - 0.02 - 0.035 * bow, -0.055 - 0.075 * bow),
            elbow=(-0.4, -0.5, 0.9),
            hand="fist",
        ),
        left_leg=Leg(x=0.045, z=0.065, toe_out=0.25),
        right_leg=Leg(x=-0.025, z=-0.065, toe_out=0.25),
        trail=(0.004, 0.010 * slow),
        held="violin",
    )


@stance_of("play_piano")
def playing_piano(moment: Moment) -> Stance:
    """Sits at a keyboard, hands wandering over the keys and dropping on the beats."""
    stance = seated(moment)
    slow, fast = sin(pi * moment.phase), sin(2.0 * pi * moment.phase * 2.0)
    press = 0.012 + 0.010 * moment.energy
    x, y = stance.pelvis[0] + 0.315, 0.438
    stance.lean = 0.12 + 0.06 * slow * moment.energy
    stance.side = 0.07 * slow
    stance.head_pitch = -0.26 + 0.12 * slow
    stance.left_arm = Arm(target=(x, y + press * fast, 0.105 + 0.05 * slow), elbow=(-0.5, -0.5, 0.7), hand="relaxed")
    stance.right_arm = Arm(
        target=(x, y - press * fast, -0.095 + 0.06 * sin(pi * moment.phase * 0.7)),
        elbow=(-0.5, -0.5, 0.7),
        hand="relaxed",
    )
    stance.left_leg.x -= 0.03
    stance.held = "piano"
    return stance


@stance_of("play_drums")
def playing_drums(moment: Moment) -> Stance:
    """Sits behind a drum kit: right hand on the cymbal on every beat, left on the snare on every other."""
    stance = seated(moment, 0.25)
    right = max(0.0, cos(2.0 * pi * moment.phase * 2.0)) ** 1.5
    left = max(0.0, cos(2.0 * pi * (moment.phase - 0.5))) ** 2.0
    force = 0.55 + 0.45 * moment.energy
    x = stance.pelvis[0]
    stance.lean = 0.12 + 0.05 * right * force
    stance.twist = 0.14 * (left - right) * force
    stance.head_pitch = -0.12 - 0.26 * right * force
    stance.right_arm = Arm(
        target=(x + 0.245, 0.56 - 0.075 * right * force, -0.155), elbow=(-0.4, -0.5, 0.9), hand="fist"
    )
    stance.left_arm = Arm(
        target=(x + 0.235, 0.50 + 0.10 * force * (1.0 - left) - 0.06, 0.095), elbow=(-0.4, -0.5, 0.9), hand="fist"
    )
    stance.left_leg.z, stance.right_leg.z = 0.115, -0.115
    stance.right_leg.pitch = 0.22 * (1.0 - right)
    stance.held = "drums"
    return stance

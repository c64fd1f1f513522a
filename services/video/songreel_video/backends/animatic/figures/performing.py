"""Stances of those who perform or steer: singing, guitar, piano, drums, the wheel of a car, a bicycle."""

from __future__ import annotations

from math import cos, floor, pi, sin

from songreel_video.backends.animatic.figures.gestures import seated
from songreel_video.backends.animatic.figures.poses import Moment, stance_of, standing
from songreel_video.backends.animatic.figures.skeleton import Arm, Leg, Stance, Vector

CRANK: tuple[float, float] = (0.02, 0.165)
CRANK_LENGTH = 0.085
SADDLE: tuple[float, float] = (-0.145, 0.515)
BARS: tuple[float, float] = (0.275, 0.555)
CAR_SEAT = 0.235
WHEEL_PLACE: Vector = (0.215, 0.520, 0.0)


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
        target=(0.125 + 0.05 * stance.lean, lift - 0.040, -0.040), elbow=(0.1, -0.8, 0.75), hand="fist"
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

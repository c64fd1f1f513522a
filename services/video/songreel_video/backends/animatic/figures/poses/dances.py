"""Dances: one cycle of the phase is two beats, bodies arrive on whole and half phases. The look's seed picks one."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, floor, pi, sin, tanh

from songreel_video.backends.animatic.figures.bones.stance import Arm, Leg, Stance
from songreel_video.backends.animatic.figures.poses.pose import Moment, stance_of


def hit(phase: float, sharpness: float = 2.2) -> float:
    """-1..1, arriving at +1 on even and at -1 on odd whole numbers and resting there: a move made on the beat."""
    return tanh(sharpness * cos(pi * phase)) / tanh(sharpness)


def groove(moment: Moment) -> Stance:
    """Steps from side to side, hips first, arms bent and swinging across."""
    build, size = moment.build, 0.35 + 0.65 * moment.energy
    side = hit(moment.phase * 2.0 * 0.5)
    bounce = moment.pulse(2.0, 1.3) * size
    touch = hit(moment.phase - 0.12)
    shift = 0.075 * size * side
    return Stance(
        pelvis=(0.0, build.leg * (0.975 - 0.055 * bounce), shift),
        pelvis_yaw=0.28 * size * side,
        pelvis_roll=-0.14 * size * side,
        lean=0.06 + 0.08 * bounce,
        side=-0.10 * size * touch,
        twist=-0.48 * size * side,
        head_roll=0.12 * size * side,
        head_pitch=-0.14 * bounce,
        left_arm=Arm(swing=0.35 + 0.65 * size * side, out=0.30, bend=1.45 - 0.3 * side, across=0.35, hand="fist"),
        right_arm=Arm(swing=0.35 - 0.65 * size * side, out=0.30, bend=1.45 + 0.3 * side, across=0.35, hand="fist"),
        left_leg=Leg(
            x=0.02 - 0.02 * side,
            y=0.030 * size * max(0.0, -touch) * (1.0 - bounce),
            z=0.085 + 0.045 * size * side,
            pitch=-0.45 * size * max(0.0, -side),
            knee_out=0.25,
            toe_out=0.3,
        ),
        right_leg=Leg(
            x=0.02 + 0.02 * side,
            y=0.030 * size * max(0.0, touch) * (1.0 - bounce),
            z=-0.085 + 0.045 * size * side,
            pitch=-0.45 * size * max(0.0, side),
            knee_out=0.25,
            toe_out=0.3,
        ),
        trail=(0.0, -0.035 * size * hit(moment.phase - 0.20)),
    )


def hands_up(moment: Moment) -> Stance:
    """Hands in the air, hips swinging under them."""
    build, size = moment.build, 0.35 + 0.65 * moment.energy
    side, late = hit(moment.phase, 1.5), hit(moment.phase - 0.22, 1.2)
    bounce = moment.pulse(2.0, 1.4) * size
    raised = 2.45 + 0.22 * size
    return Stance(
        pelvis=(0.0, build.leg * (0.97 - 0.05 * bounce), 0.060 * size * side),
        pelvis_roll=-0.20 * size * side,
        pelvis_yaw=0.15 * size * side,
        lean=-0.06,
        side=0.16 * size * late,
        twist=-0.18 * size * side,
        head_pitch=0.24 - 0.22 * bounce,
        head_roll=-0.14 * size * late,
        left_arm=Arm(
            swing=raised + 0.18 * late, out=0.26, bend=0.42 + 0.30 * side, across=-0.1, hand="open", wrist=0.25 * late
        ),
        right_arm=Arm(
            swing=raised - 0.18 * late, out=0.26, bend=0.42 - 0.30 * side, across=-0.1, hand="open", wrist=0.25 * late
        ),
        left_leg=Leg(x=0.0, z=0.075, pitch=-0.50 * size * max(0.0, -side), knee_out=0.2, toe_out=0.25),
        right_leg=Leg(x=0.0, z=-0.075, pitch=-0.50 * size * max(0.0, side), knee_out=0.2, toe_out=0.25),
        trail=(0.0, -0.040 * size * late),
    )


def twirl(moment: Moment) -> Stance:
    """Opens the arms, turns once on one leg every four cycles, and gathers again."""
    build, size = moment.build, 0.35 + 0.65 * moment.energy
    bar = (moment.phase / 4.0) % 1.0
    spin = min(1.0, max(0.0, (bar - 0.5) / 0.36))
    eased = spin * spin * (3.0 - 2.0 * spin)
    speed = sin(pi * spin) if 0.0 < spin < 1.0 else 0.0
    side, late = hit(moment.phase, 1.2), hit(moment.phase - 0.2, 1.0)
    calm = 1.0 - speed
    rise = 0.5 - 0.5 * cos(2.0 * pi * bar)
    return Stance(
        pelvis=(
            0.0,
            build.leg * (0.985 + 0.055 * speed - 0.03 * moment.pulse(2.0, 1.5) * size * calm),
            0.035 * size * side * calm,
        ),
        pelvis_roll=-0.08 * side * size * calm,
        lean=-0.07,
        side=0.16 * size * late * calm,
        head_pitch=0.14 + 0.10 * rise,
        head_roll=0.10 * late * calm,
        left_arm=Arm(
            swing=0.55 + 1.5 * rise,
            out=1.15 - 0.35 * rise,
            bend=0.30 + 0.35 * speed,
            across=-0.15,
            hand="open",
            wrist=-0.3 * late,
        ),
        right_arm=Arm(
            swing=0.30 + 0.5 * speed,
            out=1.25 + 0.15 * late,
            bend=0.35 + 0.25 * speed,
            across=-0.15,
            hand="open",
            wrist=0.3 * late,
        ),
        left_leg=Leg(x=0.0, z=0.030, pitch=-0.75 * speed - 0.35 * max(0.0, -side) * calm, knee_out=0.2, toe_out=0.35),
        right_leg=Leg(
            x=-0.02 - 0.10 * speed,
            y=0.20 * speed,
            z=-0.05 - 0.03 * speed,
            pitch=-0.9 * speed - 0.35 * max(0.0, side) * calm,
            knee_out=0.5,
            toe_out=0.35,
        ),
        turn=2.0 * pi * (eased + floor(moment.phase / 4.0))
        if moment.facing >= 0
        else -2.0 * pi * (eased + floor(moment.phase / 4.0)),
        trail=(0.0, -0.03 * size * late * calm + 0.012 * speed),
    )


def pogo(moment: Moment) -> Stance:
    """Jumps on every beat with a fist in the air, head banging."""
    build, size = moment.build, 0.30 + 0.70 * moment.energy
    beat = (moment.phase * 2.0) % 1.0
    air = max(0.0, sin(pi * (beat - 0.12) / 0.76)) if 0.12 < beat < 0.88 else 0.0
    down = moment.pulse(2.0, 2.0)
    height = 0.105 * size * air
    side = hit(moment.phase)
    return Stance(
        pelvis=(-0.01, build.leg * (0.985 - 0.085 * size * down) + height, 0.012 * side),
        lean=0.08 + 0.22 * size * down,
        twist=0.16 * side * size,
        head_pitch=-0.42 * size * down + 0.18 * air,
        left_arm=Arm(swing=0.7 + 0.4 * air, out=0.30, bend=1.5, across=0.25, hand="fist"),
        right_arm=Arm(
            swing=2.35 + 0.45 * air - 0.35 * down, out=0.18, bend=0.55 + 0.75 * down, across=0.0, hand="fist"
        ),
        left_leg=Leg(x=-0.01 - 0.05 * air, y=height + 0.03 * air * size, z=0.06, pitch=-0.55 * air, knee_out=0.15),
        right_leg=Leg(x=0.02, y=height, z=-0.06, pitch=-0.60 * air, knee_out=0.15),
        trail=(0.0, 0.008 * side),
        planted=air == 0.0,
    )


def slow_sway(moment: Moment) -> Stance:
    """Sways from the ankles up, arms floating after."""
    build, size = moment.build, 0.45 + 0.55 * moment.energy
    side, late, later = cos(pi * moment.phase), cos(pi * moment.phase - 0.7), cos(pi * moment.phase - 1.4)
    return Stance(
        pelvis=(0.0, build.leg * (0.985 - 0.015 * moment.pulse(2.0, 1.0)), 0.050 * size * side),
        pelvis_roll=-0.14 * size * side,
        lean=-0.03,
        side=0.16 * size * late,
        twist=0.16 * size * late,
        head_pitch=0.10,
        head_roll=0.18 * size * later,
        left_arm=Arm(
            swing=0.55 + 0.55 * size * late,
            out=0.55 + 0.35 * size * late,
            bend=0.65 + 0.25 * later,
            across=0.1,
            hand="open",
            wrist=0.4 * later,
        ),
        right_arm=Arm(
            swing=0.55 - 0.55 * size * late,
            out=0.55 - 0.35 * size * late,
            bend=0.65 - 0.25 * later,
            across=0.1,
            hand="open",
            wrist=0.4 * later,
        ),
        left_leg=Leg(x=0.01, z=0.060, pitch=-0.30 * size * max(0.0, -side), knee_out=0.15, toe_out=0.25),
        right_leg=Leg(x=0.01, z=-0.060, pitch=-0.30 * size * max(0.0, side), knee_out=0.15, toe_out=0.25),
        trail=(0.0, -0.04 * size * sin(pi * moment.phase - 0.4) * -1.0),
    )


def lock(moment: Moment) -> Stance:
    """Low and wide, arms snapping from shape to shape on each half beat."""
    build, size = moment.build, 0.40 + 0.60 * moment.energy
    side, other = hit(moment.phase, 4.0), hit(moment.phase + 0.5, 4.0)
    bounce = moment.pulse(2.0, 1.2) * size
    return Stance(
        pelvis=(-0.02, build.leg * (0.90 - 0.05 * bounce), 0.030 * size * side),
        pelvis_pitch=0.14,
        pelvis_yaw=0.12 * side,
        lean=0.16 + 0.10 * bounce,
        side=0.08 * other * size,
        twist=0.30 * size * side,
        head_pitch=-0.10 * bounce,
        head_yaw=-0.3 * side * size,
        left_arm=Arm(
            swing=0.5 + 0.85 * max(0.0, side),
            out=0.85 - 0.4 * side,
            bend=1.5 - 0.8 * other * size,
            across=0.25 * other,
            hand="fist",
        ),
        right_arm=Arm(
            swing=0.5 + 0.85 * max(0.0, -side),
            out=0.85 + 0.4 * side,
            bend=1.5 + 0.8 * other * size,
            across=-0.25 * other,
            hand="fist",
        ),
        left_leg=Leg(x=0.03, z=0.135, pitch=-0.35 * size * max(0.0, -side), knee_out=0.55, toe_out=0.4),
        right_leg=Leg(x=0.03, z=-0.135, pitch=-0.35 * size * max(0.0, side), knee_out=0.55, toe_out=0.4),
        trail=(0.006, -0.02 * size * side),
    )


_LIVELY: tuple[Callable[[Moment], Stance], ...] = (groove, hands_up, twirl, lock, pogo)


@stance_of("dance")
def dancing(moment: Moment) -> Stance:
    """The dance that belongs to the figure: a slow sway when there is little energy."""
    if moment.energy < 0.28:
        return slow_sway(moment)
    chosen = _LIVELY[moment.seed % len(_LIVELY)]
    if chosen is pogo and moment.energy < 0.7:
        chosen = groove
    return chosen(moment)

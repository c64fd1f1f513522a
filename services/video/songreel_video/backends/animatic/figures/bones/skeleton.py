"""The joints of a stance fitted to a build: bones keep their lengths, feet and hands reach their places."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, sin, sqrt

from songreel_video.backends.animatic.figures.bones.build import Build
from songreel_video.backends.animatic.figures.bones.stance import LEFT, RIGHT, Arm, Leg, Stance
from songreel_video.backends.animatic.figures.bones.vectors import Basis, Vector, along, basis, offset


@dataclass(slots=True)
class Limb:
    """Root, middle and end joint of an arm or leg."""

    root: Vector
    middle: Vector
    end: Vector


@dataclass(slots=True)
class Skeleton:
    """All joints of a moment in the body's axes."""

    pelvis: Vector
    waist: Vector
    chest: Vector
    neck: Vector
    head: Vector
    hips: Basis
    ribs: Basis
    skull: Basis
    left_arm: Limb
    right_arm: Limb
    left_leg: Limb
    right_leg: Limb
    stance: Stance


def two_bones(root: Vector, target: Vector, first: float, second: float, pole: Vector) -> Limb:
    """Middle and end joint of a limb that reaches for a target, bent towards the pole; bones keep their lengths.

    A target out of reach is reached for in its direction (the law of cosines does the rest).
    """
    dx, dy, dz = target[0] - root[0], target[1] - root[1], target[2] - root[2]
    length = sqrt(dx * dx + dy * dy + dz * dz) or 1e-6
    ux, uy, uz = dx / length, dy / length, dz / length
    reach = min(max(length, abs(first - second) * 1.02 + 1e-4), (first + second) * 0.9995)
    cosine = (first * first + reach * reach - second * second) / (2.0 * first * reach)
    sine = sqrt(max(0.0, 1.0 - cosine * cosine))
    overlap = pole[0] * ux + pole[1] * uy + pole[2] * uz
    px, py, pz = pole[0] - ux * overlap, pole[1] - uy * overlap, pole[2] - uz * overlap
    norm = sqrt(px * px + py * py + pz * pz) or 1.0
    px, py, pz = px / norm, py / norm, pz / norm
    a, b = first * cosine, first * sine
    middle = (root[0] + ux * a + px * b, root[1] + uy * a + py * b, root[2] + uz * a + pz * b)
    return Limb(root, middle, (root[0] + ux * reach, root[1] + uy * reach, root[2] + uz * reach))


def ankle_of(leg: Leg, build: Build) -> Vector:
    """Where the ankle is when the foot turns about its heel (toes up) or its ball (heel up)."""
    pivot = -0.24 * build.foot if leg.pitch > 0.0 else 0.42 * build.foot
    cos_p, sin_p = cos(leg.pitch), sin(leg.pitch)
    rel_x, rel_y = -pivot, build.ankle
    return (
        leg.x + pivot + rel_x * cos_p - rel_y * sin_p,
        leg.y + rel_y * cos_p + rel_x * sin_p,
        leg.z,
    )


def fit(stance: Stance, build: Build) -> Skeleton:
    """The skeleton of a moment: spine from the pelvis up, arms by angle or target, legs to their feet."""
    hips = basis(stance.pelvis_yaw, stance.pelvis_pitch, stance.pelvis_roll)
    ribs = basis(stance.pelvis_yaw + stance.twist, stance.lean, stance.side)
    pelvis = stance.pelvis
    left_ankle, right_ankle = ankle_of(stance.left_leg, build), ankle_of(stance.right_leg, build)
    spread = 0.042 * (0.7 + 0.3 * build.hips / 0.08)
    if stance.planted:
        pelvis = _lowered(pelvis, hips, spread, (left_ankle, right_ankle), build)
    middle = basis(
        stance.pelvis_yaw + stance.twist * 0.5,
        0.5 * (stance.pelvis_pitch + stance.lean),
        0.5 * (stance.pelvis_roll + stance.side),
    )
    waist = offset(pelvis, middle, 0.006, 0.34 * build.torso, 0.0)
    chest = offset(waist, ribs, 0.0, 0.40 * build.torso, 0.0)
    neck = offset(chest, ribs, -0.004, 0.26 * build.torso, 0.0)
    neck_pitch = stance.lean * 0.55 + 0.16
    head = along(neck, basis(stance.pelvis_yaw + stance.twist, neck_pitch, stance.side * 0.8).up, build.neck)
    skull = basis(
        stance.pelvis_yaw + stance.twist + stance.head_yaw,
        stance.lean * 0.35 - stance.head_pitch,
        stance.side * 0.4 + stance.head_roll,
    )
    arms = []
    for side, arm in ((LEFT, stance.left_arm), (RIGHT, stance.right_arm)):
        lift = max(0.0, min(1.0, (arm.out + 0.5 * abs(arm.swing) - 0.9) / 1.6)) * 0.022
        root = offset(neck, ribs, -0.004, -0.055 + lift, side * (build.shoulder * 0.93 - 0.25 * lift))
        arms.append(_arm(root, arm, side, ribs, build))
    legs = []
    for side, leg, ankle in ((LEFT, stance.left_leg, left_ankle), (RIGHT, stance.right_leg, right_ankle)):
        root = offset(pelvis, hips, 0.0, 0.0, side * spread)
        pole = offset((0.0, 0.0, 0.0), hips, 1.0, 0.12, side * leg.knee_out)
        legs.append(two_bones(root, ankle, build.thigh, build.shin, pole))
    return Skeleton(pelvis, waist, chest, neck, head, hips, ribs, skull, arms[0], arms[1], legs[0], legs[1], stance)


def _lowered(pelvis: Vector, hips: Basis, spread: float, ankles: tuple[Vector, Vector], build: Build) -> Vector:
    reach = (build.thigh + build.shin) * 0.998
    height = pelvis[1]
    for side, ankle in zip((LEFT, RIGHT), ankles, strict=True):
        root = offset(pelvis, hips, 0.0, 0.0, side * spread)
        flat = hypot(ankle[0] - root[0], ankle[2] - root[2])
        top = ankle[1] + sqrt(max(0.0, reach * reach - flat * flat)) - (root[1] - pelvis[1])
        height = min(height, top)
    return (pelvis[0], height, pelvis[2])


def _arm(root: Vector, arm: Arm, side: int, ribs: Basis, build: Build) -> Limb:
    if arm.target is not None:
        pole = offset((0.0, 0.0, 0.0), ribs, arm.elbow[0], arm.elbow[1], side * arm.elbow[2])
        return two_bones(root, arm.target, build.upper_arm, build.forearm, pole)
    out = arm.out
    upper = (sin(arm.swing) * cos(out), -cos(arm.swing) * cos(out), side * sin(out))
    angle, inward = arm.swing + arm.bend, out - arm.across - 0.35 * out * (arm.bend > 0.8)
    lower = (sin(angle) * cos(inward), -cos(angle) * cos(inward), side * sin(inward))
    middle = offset(root, ribs, upper[0] * build.upper_arm, upper[1] * build.upper_arm, upper[2] * build.upper_arm)
    end = offset(middle, ribs, lower[0] * build.forearm, lower[1] * build.forearm, lower[2] * build.forearm)
    return Limb(root, middle, end)


def palm_of(arm: Limb, build: Build, amount: float = 0.5) -> Vector:
    """The place in the hand, beyond the wrist."""
    length = build.forearm
    direction = (
        (arm.end[0] - arm.middle[0]) / length,
        (arm.end[1] - arm.middle[1]) / length,
        (arm.end[2] - arm.middle[2]) / length,
    )
    return along(arm.end, direction, build.hand * amount)

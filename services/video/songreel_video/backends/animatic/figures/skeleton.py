"""Joints of a figure in three dimensions, and where they fall in the picture.

Lengths are fractions of the figure's height. Axes of the body: x forwards, y up from the ground, z to the body's own
left. The picture is an orthographic view from a yaw around y and a slight height.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, hypot, sin, sqrt

from songreel_video.backends.animatic.figures.curves import Point
from songreel_video.backends.animatic.figures.look import FigureLook

Vector = tuple[float, float, float]

LEFT, RIGHT = 1, -1
# How far a thing near the viewer drops in the picture: the viewer stands a little above.
VIEW_TILT = 0.06


@dataclass(frozen=True, slots=True)
class Build:
    """Lengths and half widths of a body, in fractions of its height."""

    head: float
    neck: float
    torso: float
    thigh: float
    shin: float
    ankle: float
    upper_arm: float
    forearm: float
    hand: float
    foot: float
    shoulder: float
    chest: float
    waist: float
    hips: float
    limb: float
    bust: float

    @property
    def leg(self) -> float:
        """From the hip joint to the ground."""
        return self.thigh + self.shin + self.ankle


def build_of(look: FigureLook) -> Build:
    """The build of a look: 7.4 heads for adults, fewer for children, after the usual canons of figure drawing."""
    head = {"child": 0.182, "teen": 0.150, "adult": 0.139, "elder": 0.142}.get(look.age, 0.139)
    rest = (1.0 - head) / 0.861
    woman, child = look.gender == "woman", look.age == "child"
    wide = look.girth
    shoulder = 0.090 if woman else 0.101 if look.gender == "man" else 0.098
    if child:
        shoulder = 0.082
    return Build(
        head=head,
        neck=0.036 * rest,
        torso=0.292 * rest,
        thigh=0.246 * rest,
        shin=0.242 * rest,
        ankle=0.048 * rest,
        upper_arm=0.150 * rest,
        forearm=0.132 * rest,
        hand=0.064,
        foot=0.132 * (1.08 if child else 1.0),
        shoulder=shoulder * (0.6 + 0.4 * wide),
        chest=(0.078 if woman else 0.092 if not child else 0.074) * (0.35 + 0.65 * wide),
        waist=(0.058 if woman else 0.074 if not child else 0.066) * wide,
        hips=(0.088 if woman else 0.080 if not child else 0.072) * (0.3 + 0.7 * wide),
        limb=(0.92 if woman else 1.0 if not child else 0.95) * (0.4 + 0.6 * wide),
        bust=0.014 if woman and look.age != "teen" else 0.0,
    )


@dataclass(slots=True)
class Arm:
    """An arm: by a hand's place in the body's axes (`target`) or else by angles in radians.

    `swing` forwards of hanging, `out` to the side, `bend` of the elbow, `across` turns the forearm inwards.
    """

    swing: float = 0.0
    out: float = 0.12
    bend: float = 0.2
    across: float = 0.1
    target: Vector | None = None
    # Where the elbow goes, when the hand has a target: direction in the body's axes.
    elbow: Vector = (-0.35, -0.7, 0.5)
    # "relaxed", "fist", "open", "grip".
    hand: str = "relaxed"
    # Turns of the hand against the forearm, in the picture.
    wrist: float = 0.0


@dataclass(slots=True)
class Leg:
    """A leg, by its foot's place: where the ankle would be with the foot flat, then the foot's turn about heel or ball.

    `pitch` in radians, toes up positive.
    """

    x: float = 0.0
    y: float = 0.0
    z: float = 0.04
    pitch: float = 0.0
    toe_out: float = 0.12
    # Sideways direction of the knee, to the outside positive.
    knee_out: float = 0.12


@dataclass(slots=True)
class Stance:
    """One moment of a pose, before it has been fitted to the bones."""

    pelvis: Vector = (0.0, 0.5, 0.0)
    pelvis_yaw: float = 0.0
    pelvis_pitch: float = 0.0
    pelvis_roll: float = 0.0
    lean: float = 0.0
    side: float = 0.0
    twist: float = 0.0
    head_pitch: float = 0.0
    head_yaw: float = 0.0
    head_roll: float = 0.0
    left_arm: Arm = field(default_factory=Arm)
    right_arm: Arm = field(default_factory=Arm)
    left_leg: Leg = field(default_factory=Leg)
    right_leg: Leg = field(default_factory=Leg)
    # Turns the whole body about the vertical, over the view's own yaw.
    turn: float = 0.0
    # How cloth and hair trail: backwards (x) and sideways (z), fractions of height at the hem.
    trail: tuple[float, float] = (0.0, 0.0)
    # Lowers the pelvis until both planted feet are within reach.
    planted: bool = True
    mouth: float = 0.0
    held: str = "none"


@dataclass(slots=True)
class Basis:
    """Axes of a part of the body."""

    forward: Vector
    up: Vector
    left: Vector


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


def basis(yaw: float, pitch: float, roll: float) -> Basis:
    """Axes after leaning forwards by `pitch`, to the left by `roll`, then turning left by `yaw`."""
    cos_p, sin_p, cos_r, sin_r = cos(pitch), sin(pitch), cos(roll), sin(roll)
    forward = (cos_p, -sin_p, 0.0)
    up = (sin_p * cos_r, cos_p * cos_r, sin_r)
    left = (-sin_p * sin_r, -cos_p * sin_r, cos_r)
    return Basis(_turned(forward, yaw), _turned(up, yaw), _turned(left, yaw))


def _turned(v: Vector, yaw: float) -> Vector:
    cos_y, sin_y = cos(yaw), sin(yaw)
    return (v[0] * cos_y - v[2] * sin_y, v[1], v[0] * sin_y + v[2] * cos_y)


def along(origin: Vector, direction: Vector, length: float) -> Vector:
    """The point `length` from the origin in a direction."""
    return (origin[0] + direction[0] * length, origin[1] + direction[1] * length, origin[2] + direction[2] * length)


def offset(origin: Vector, axes: Basis, forward: float, up: float, left: float) -> Vector:
    """The point at these distances from the origin along a part's axes."""
    f, u, s = axes.forward, axes.up, axes.left
    return (
        origin[0] + f[0] * forward + u[0] * up + s[0] * left,
        origin[1] + f[1] * forward + u[1] * up + s[1] * left,
        origin[2] + f[2] * forward + u[2] * up + s[2] * left,
    )


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


@dataclass(frozen=True, slots=True)
class View:
    """Turns joints into points of the picture: x to the right, y down from the ground line, per figure height."""

    sine: float
    cosine: float

    @classmethod
    def at(cls, yaw: float) -> View:
        """The view in which the body faces `yaw` radians to the right of the viewer."""
        return cls(sin(yaw), cos(yaw))

    def point(self, v: Vector) -> Point:
        """Where a joint falls."""
        depth = v[0] * self.cosine - v[2] * self.sine
        return (v[0] * self.sine + v[2] * self.cosine, -v[1] + VIEW_TILT * depth)

    def depth(self, v: Vector) -> float:
        """How near the viewer a joint is."""
        return v[0] * self.cosine - v[2] * self.sine

    def direction(self, v: Vector) -> Point:
        """Where a direction points."""
        depth = v[0] * self.cosine - v[2] * self.sine
        return (v[0] * self.sine + v[2] * self.cosine, -v[1] + VIEW_TILT * depth)

"""One moment of a pose, before it has been fitted to the bones of a build."""

from __future__ import annotations

from dataclasses import dataclass, field

from songreel_video.backends.animatic.figures.bones.vectors import Vector

LEFT, RIGHT = 1, -1


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
    # Turns the drawn figure in the picture, radians, forwards positive, about a place so high above its feet.
    tumble: float = 0.0
    pivot: float = 0.0
    held: str = "none"

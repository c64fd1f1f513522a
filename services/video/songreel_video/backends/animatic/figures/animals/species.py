"""The proportions of each kind of animal, by eye; lengths are fractions of the height of its shoulders."""

from __future__ import annotations

from dataclasses import dataclass
from math import radians


@dataclass(frozen=True, slots=True)
class Species:
    """What tells one four-legged animal from another."""

    # Height of the shoulders against an average adult's height; small animals are drawn larger than life.
    height: float
    # From hip to shoulder.
    length: float = 0.95
    girth: float = 0.19
    leg: float = 0.062
    neck: float = 0.30
    # Of the neck over the horizontal.
    neck_angle: float = radians(48)
    # Length of the head without its muzzle, and the muzzle's length and depth per head.
    head: float = 0.24
    muzzle: float = 0.55
    snout: float = 0.40
    # "pointed", "floppy", "round", "long".
    ears: str = "pointed"
    # "plume", "whip", "stub", "horse".
    tail: str = "plume"
    mane: bool = False
    antlers: bool = False
    # Stands and goes on its haunches.
    hops: bool = False
    # Muzzle, chest and the tip of the tail are pale.
    pale: bool = False


SPECIES = {
    "dog": Species(0.44, girth=0.21, head=0.27, ears="floppy", tail="whip"),
    "wolf": Species(0.52, girth=0.23, head=0.26, neck_angle=radians(36), pale=True),
    "fox": Species(0.38, girth=0.20, leg=0.055, head=0.28, muzzle=0.68, snout=0.30, pale=True),
    "cat": Species(0.32, length=1.0, girth=0.20, leg=0.062, neck=0.24, head=0.29, muzzle=0.20, snout=0.5, tail="whip"),
    "horse": Species(
        0.92, length=0.86, girth=0.21, leg=0.050, neck=0.52, head=0.19, muzzle=1.25, snout=0.62, tail="horse", mane=True
    ),
    "deer": Species(
        0.76, length=0.84, girth=0.15, leg=0.038, neck=0.46, neck_angle=radians(62), head=0.17, muzzle=0.8, tail="stub",
        antlers=True,
    ),
    "bear": Species(
        0.66, length=0.95, girth=0.27, leg=0.115, neck=0.26, neck_angle=radians(24), head=0.28, muzzle=0.5, snout=0.5,
        ears="round", tail="stub",
    ),
    "rabbit": Species(
        0.26, length=0.74, girth=0.26, leg=0.080, neck=0.24, head=0.36, muzzle=0.22, ears="long", tail="stub", hops=True
    ),
}  # fmt: skip
BIRD_HEIGHT = 0.30

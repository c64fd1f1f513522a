"""Where the hips, the shoulders and the feet of a four-legged animal are at a moment of a pose."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin

from songreel_video.backends.animatic.figures.animals.species import Species
from songreel_video.backends.animatic.figures.ink.curves import Point
from songreel_video.backends.animatic.figures.poses.pose import Pose

# Ground a walker and a runner cover in one cycle, in adult heights: what the feet have to keep up with.
_WALKED, _RUN = 0.62, 1.25
_WALKING, _RUNNING = ("walk", "reach", "pull"), ("run", "ride", "dance", "jump")
_SITTING = ("sit", "sing", "read", "drive", "play_piano", "play_drums", "play_guitar", "hold_object", "kneel")


@dataclass(frozen=True, slots=True)
class Footing:
    """Joints and feet, y up from the ground; feet are near hind, far hind, near front, far front."""

    hip: Point
    shoulder: Point
    feet: tuple[Point, Point, Point, Point]
    # How much the head rises or drops, in radians.
    nod: float = 0.0


def footing_of(species: Species, pose: Pose, time_seconds: float) -> Footing:
    """The footing of a pose; what an animal cannot do, it sits or stands through."""
    half = species.length / 2.0
    breath = 0.006 * sin(time_seconds * 1.9)
    if pose.kind in _WALKING and not species.hops:
        return _walking(species, pose.phase)
    if pose.kind in (*_WALKING, *_RUNNING):
        return _running(species, pose.phase)
    if pose.kind == "lie":
        feet = ((-half + 0.34, 0.03), (-half + 0.28, 0.03), (half + 0.40, 0.03), (half + 0.32, 0.03))
        return Footing((-half, 0.24), (half, 0.30 + breath), feet, nod=-0.10)
    if pose.kind in _SITTING or species.hops:
        lift = 0.30 if pose.kind == "sing" else 0.10
        feet = ((-0.02, 0.0), (0.03, 0.0), (half * 0.72, 0.0), (half * 0.80, 0.0))
        return Footing((-half * 0.52, 0.27), (half * 0.62, 0.84 + breath), feet, nod=lift + 0.05 * sin(pi * pose.phase))
    feet = ((-half - 0.06, 0.0), (-half + 0.08, 0.0), (half - 0.02, 0.0), (half + 0.07, 0.0))
    return Footing((-half, 0.82), (half, 0.82 + breath), feet, nod=0.5 if pose.kind == "look_up" else 0.0)


def _walking(species: Species, phase: float) -> Footing:
    """A walk in four beats: hind foot, then the front foot of the same side."""
    half, duty = species.length / 2.0, 0.64
    stride = min(0.62, _WALKED * duty / species.height)
    feet = tuple(
        _step(phase + shift, place, duty, stride)
        for shift, place in ((0.0, -half - 0.02), (0.5, -half + 0.02), (0.25, half), (0.75, half + 0.03))
    )
    bob = 0.012 * sin(4.0 * pi * phase)
    return Footing((-half, 0.81 + bob), (half, 0.81 - bob), (feet[0], feet[1], feet[2], feet[3]), nod=-0.06 - 2.0 * bob)


def _running(species: Species, phase: float) -> Footing:
    """A gallop: the hind feet push off nearly together, the front ones catch the leap."""
    half, duty = species.length / 2.0, 0.34
    stride = min(0.95, _RUN * duty / species.height)
    feet = tuple(
        _step(phase + shift, place, duty, stride, lift=0.24)
        for shift, place in ((0.0, -half + 0.06), (0.10, -half + 0.10), (0.52, half - 0.02), (0.62, half + 0.04))
    )
    rock = 0.07 * sin(2.0 * pi * (phase + 0.1))
    leap = 0.05 + 0.05 * sin(2.0 * pi * (phase + 0.35))
    return Footing(
        (-half, 0.79 + leap + rock), (half, 0.79 + leap - rock), (feet[0], feet[1], feet[2], feet[3]), nod=-0.15
    )


def _step(phase: float, place: float, duty: float, stride: float, lift: float = 0.13) -> Point:
    """A foot that stands for `duty` of the cycle, going backwards under the body, and then swings forwards."""
    phase %= 1.0
    if phase < duty:
        return (place + stride * (0.5 - phase / duty), 0.0)
    along = (phase - duty) / (1.0 - duty)
    ease = along * along * (3.0 - 2.0 * along)
    return (place + stride * (ease - 0.5), lift * sin(pi * along))

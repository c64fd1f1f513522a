"""Places, directions and axes in the body's space.

Lengths are fractions of the figure's height. Axes of the body: x forwards, y up from the ground, z to the body's own
left.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sin

Vector = tuple[float, float, float]


@dataclass(slots=True)
class Basis:
    """Axes of a part of the body."""

    forward: Vector
    up: Vector
    left: Vector


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


def between(a: Vector, b: Vector, amount: float) -> Vector:
    """The place `amount` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount, a[2] + (b[2] - a[2]) * amount)

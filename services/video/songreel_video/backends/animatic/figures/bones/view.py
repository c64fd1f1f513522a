"""Where joints fall in the picture: an orthographic view from a yaw around the vertical and a slight height."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, sin

from songreel_video.backends.animatic.figures.bones.vectors import Vector
from songreel_video.backends.animatic.figures.ink.curves import Point

# How far a thing near the viewer drops in the picture: the viewer stands a little above.
VIEW_TILT = 0.06


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

"""What every part of a figure is drawn with: canvas, look, skeleton, view and light in one place."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.figures.curves import Point
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.poses import Pose
from songreel_video.backends.animatic.figures.shading import Colour, Lighting, Tone, tone
from songreel_video.backends.animatic.figures.skeleton import Build, Limb, Skeleton, Vector, View, along


@dataclass(frozen=True, slots=True)
class Easel:
    """One figure at one moment, about to be drawn; the canvas is scaled so that 1 is the figure's height."""

    canvas: skia.Canvas
    look: FigureLook
    build: Build
    body: Skeleton
    view: View
    pose: Pose
    lighting: Lighting
    time_seconds: float
    # Height in pixels: what is worth drawing.
    pixels: float

    def tone(self, colour: Colour, gloss: float = 0.35) -> Tone:
        """The paints of a material in this light."""
        return tone(colour, self.lighting, gloss)

    def at(self, joint: Vector) -> Point:
        """Where a joint falls."""
        return self.view.point(joint)

    def on_bone(self, start: Vector, end: Vector, amount: float) -> Point:
        """Where a place between two joints falls."""
        return self.view.point(between(start, end, amount))

    @property
    def fine(self) -> bool:
        """Whether small details would be seen."""
        return self.pixels >= 120.0


def between(a: Vector, b: Vector, amount: float) -> Vector:
    """The place `amount` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount, a[2] + (b[2] - a[2]) * amount)


def palm_of(arm: Limb, build: Build, amount: float = 0.5) -> Vector:
    """The place in the hand, beyond the wrist."""
    length = build.forearm
    direction = (
        (arm.end[0] - arm.middle[0]) / length,
        (arm.end[1] - arm.middle[1]) / length,
        (arm.end[2] - arm.middle[2]) / length,
    )
    return along(arm.end, direction, build.hand * amount)

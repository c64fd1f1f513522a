"""What every part of a figure is drawn with: canvas, look, skeleton, view and light in one place."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.figures.bones.build import Build
from songreel_video.backends.animatic.figures.bones.skeleton import Skeleton
from songreel_video.backends.animatic.figures.bones.vectors import Vector, between
from songreel_video.backends.animatic.figures.bones.view import View
from songreel_video.backends.animatic.figures.ink.curves import Point
from songreel_video.backends.animatic.figures.ink.shading import Colour, Lighting, Tone, tone
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.poses.pose import Pose


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

"""What an animal is drawn on and with."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from songreel_video.backends.animatic.figures.ink.curves import Point, closed_curve
from songreel_video.backends.animatic.figures.ink.ribbons import draw_ribbon, ribbon
from songreel_video.backends.animatic.figures.ink.shading import Colour, Lighting, Tone, tone
from songreel_video.backends.animatic.figures.look import FigureLook
from songreel_video.backends.animatic.figures.poses.pose import Pose


@dataclass(frozen=True, slots=True)
class Sheet:
    """One animal about to be drawn, facing right; the canvas is scaled to it and already mirrored for the left.

    Points are given with y up from the ground.
    """

    canvas: skia.Canvas
    look: FigureLook
    pose: Pose
    lighting: Lighting
    # -1: the key light comes from behind the animal, +1: from where it looks.
    key_side: int
    time_seconds: float
    # Of the animal's height: what is worth drawing.
    pixels: float

    def tone(self, colour: Colour, gloss: float = 0.3) -> Tone:
        """The paints of a material in this light."""
        return tone(colour, self.lighting, gloss)

    def shape(self, points: list[Point], paint: skia.Paint) -> None:
        """Draws a smooth closed shape."""
        self.canvas.drawPath(closed_curve([(x, -y) for x, y in points]), paint)

    def limb(self, spine: list[Point], radii: list[float], paints: Tone) -> None:
        """Draws a rounded limb along a spine, its shade kept within its round ends."""
        shape = ribbon([(x, -y) for x, y in spine], radii)
        self.canvas.save()
        self.canvas.clipPath(shape.outline(), skia.ClipOp.kIntersect, True)
        draw_ribbon(self.canvas, shape, paints, self.key_side)
        self.canvas.restore()

"""Where the parts of a head fall when it turns.

Coordinates are the head's own: chin at y = 0, crown at y = -1, x towards where the face looks; unit is the head's
height. A head that faces left is drawn mirrored.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from songreel_video.backends.animatic.figures.ink.curves import Point
from songreel_video.backends.animatic.figures.ink.shading import Colour, Lighting, Tone, shaded


@dataclass(frozen=True, slots=True)
class HeadView:
    """How a head is seen: its turn (0 front, pi/2 profile, pi back) and nod, already mirrored to face right."""

    turn: float
    nod: float
    mirrored: bool
    lighting: Lighting
    key_side: int
    skin: Tone
    skin_colour: Colour
    # Height of the head in pixels: what is worth drawing.
    pixels: float
    time_seconds: float
    # Backwards drift of loose hair, in head heights, and sideways.
    trail: tuple[float, float] = (0.0, 0.0)

    def place(self, u: float, y: float, v: float) -> Point:
        """The picture's point of a place `u` to the far side, `y` up and `v` forwards of the head's axis."""
        return (v * sin(self.turn) + u * cos(self.turn), -y - self.nod * (v * cos(self.turn) + 0.1))

    def nearness(self, u: float, v: float) -> float:
        """How far a place is towards the viewer."""
        return v * cos(self.turn) - u * sin(self.turn)

    def shade(self) -> Colour:
        """The skin's colour in shade."""
        return shaded(self.skin_colour, self.lighting)

    def profile(self) -> float:
        """0 for a face from the front, 1 for a profile; also 0 from behind."""
        amount = min(1.0, max(0.0, (abs(sin(self.turn)) - 0.25) / 0.75))
        return amount * amount * (3.0 - 2.0 * amount)

    @property
    def from_behind(self) -> bool:
        """Whether no face is seen."""
        return cos(self.turn) < -0.35


def nod_of(pitch: float) -> float:
    """How far features shift up a face that looks up by `pitch` radians."""
    return sin(max(-pi / 3, min(pi / 3, pitch))) * 0.55

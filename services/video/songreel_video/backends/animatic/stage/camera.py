"""The camera: where it stands at each moment, and what a sheet at some depth looks like from there.

A push-in really travels, so near sheets grow faster than far ones; a pan really turns the nearer sheets farther. Every
move eases in and out and stays within the painted reach, whatever its length.
"""

import math
from dataclasses import dataclass

import skia
from songreel.script.v1 import script_pb2

from songreel_video.backends.animatic.stage.scenery import Moment

FOCUS_Y = 0.52
"""What a longer lens enlarges the picture about, in stage units."""
TRAVEL_Y = 0.66
"""What the camera travels towards: eye level on the ground, so that whoever is reached keeps his feet longest."""

LENS = {  # how much longer the lens is than that of a wide framing
    script_pb2.FRAMING_EXTREME_WIDE: 1.0,
    script_pb2.FRAMING_WIDE: 1.06,
    script_pb2.FRAMING_MEDIUM: 1.45,
    script_pb2.FRAMING_CLOSE: 2.0,
    script_pb2.FRAMING_INSERT: 2.4,
}
DEFOCUS = {  # radius of the blur on the set behind, in shares of the frame's height
    script_pb2.FRAMING_MEDIUM: 0.004,
    script_pb2.FRAMING_CLOSE: 0.014,
    script_pb2.FRAMING_INSERT: 0.022,
}


SIDEWAYS = (script_pb2.CAMERA_MOVE_PAN_LEFT, script_pb2.CAMERA_MOVE_PAN_RIGHT, script_pb2.CAMERA_MOVE_TRACK)
VIEWS_TRIED = 17
"""Moments of a move at which the camera's reach is measured before the sheets are painted."""


@dataclass(frozen=True)
class View:
    """The camera at one moment."""

    x: float
    y: float
    travel: float
    """Along the line of sight, in depths: positive is closer."""
    lens: float
    roll_degrees: float = 0.0
    tilt: float = 0.0
    """How far it looks down, in stage units of a frame: all depths rise alike."""

    def place(self, depth: float) -> tuple[float, float, float]:
        """Scale and offset (x, y) of a sheet at a depth, in stage units: point p is seen at p * scale + offset."""
        nearer = depth / max(0.25, depth - self.travel)
        scale = self.lens * nearer
        reach = 1.0 / max(0.5, depth)
        level = FOCUS_Y * (1 - self.lens)
        return (
            scale,
            -self.x * reach * scale,
            TRAVEL_Y + (level - TRAVEL_Y) * nearer - self.y * reach * scale - self.tilt,
        )


@dataclass(frozen=True)
class Path:
    """A move from its first view to its last."""

    move: script_pb2.CameraMove.ValueType
    lens: float
    seconds: float
    energy: float
    seed: int
    side: int
    """-1 or 1: where it drifts."""
    look_down: float = 0.0
    """How far it is tilted all the while."""
    aside: float = 0.0
    """How far to the right it is set up, so that two shots in one place are not one picture."""

    def view(self, moment: Moment) -> View:
        """The camera at a moment, with the breath of the beat in it."""
        share = ease(min(1.0, moment.seconds / max(self.seconds, 0.1)))
        swing = 0.5 - share  # +0.5 .. -0.5
        x, y, travel, roll, tilt = self.side * 0.035 * swing, 0.0, 0.03 * share, 0.0, 0.0
        reach = min(1.0, 0.45 + self.seconds / 8) / math.sqrt(self.lens)
        match self.move:
            case script_pb2.CAMERA_MOVE_PUSH_IN:
                travel, tilt = 0.26 * share * reach, 0.07 * share * reach
            case script_pb2.CAMERA_MOVE_PULL_OUT:
                travel, tilt = 0.26 * (1 - share) * reach, 0.07 * (1 - share) * reach
            case script_pb2.CAMERA_MOVE_PAN_LEFT:
                x = 0.5 * swing * reach
            case script_pb2.CAMERA_MOVE_PAN_RIGHT:
                x = -0.5 * swing * reach
            case script_pb2.CAMERA_MOVE_TRACK:
                x = -self.side * 0.8 * (moment.seconds / max(self.seconds, 0.1) - 0.5) * reach
            case script_pb2.CAMERA_MOVE_CRANE_UP:
                y, travel = 0.21 * (0.5 + swing) * reach, 0.04 * share
            case script_pb2.CAMERA_MOVE_CRANE_DOWN:
                y, travel = 0.21 * (0.5 - swing) * reach, 0.04 * (1 - share)
            case script_pb2.CAMERA_MOVE_HANDHELD:
                shake = 0.010 + 0.012 * self.energy
                x += shake * wander(moment.seconds * 1.1, self.seed)
                y += shake * 0.8 * wander(moment.seconds * 1.3, self.seed + 1)
                roll = 0.5 * wander(moment.seconds * 0.9, self.seed + 2)
            case _:
                pass
        x += self.setup
        breath = 0.012 * moment.pulse * self.energy
        return View(x, y, travel, self.lens * (1 + breath), roll, tilt + self.look_down)

    @property
    def setup(self) -> float:
        """Where it is set up, in stage units to the right; a move sideways needs the middle."""
        return 0.0 if self.move in SIDEWAYS else self.aside

    def survey(self) -> list[View]:
        """The camera at moments spread over the shot, between beats and on them."""
        times = [self.seconds * step / (VIEWS_TRIED - 1) for step in range(VIEWS_TRIED)]
        return [self.view(Moment(time, 1.0, pulse, 0.0)) for time in times for pulse in (0.0, 1.0)]


def ease(share: float) -> float:
    """Slow, fast, slow: smoothstep with a gentler start than its textbook form."""
    return share * share * (3 - 2 * share) * 0.7 + share * 0.3


def wander(seconds: float, seed: int) -> float:
    """Smooth noise in about -1 to 1: three sines that never meet again."""
    phase = (seed * 0.61803398875) % 1 * math.tau
    return (
        0.5 * math.sin(2.1 * seconds + phase)
        + 0.32 * math.sin(4.7 * seconds + 2.3 * phase)
        + 0.18 * math.sin(9.1 * seconds + 4.1 * phase)
    )


def sheet_matrix(view: View, depth: float, width_pixels: int, height_pixels: int) -> skia.Matrix:
    """From stage units to pixels for a sheet at a depth."""
    scale, offset_x, offset_y = view.place(depth)
    matrix = skia.Matrix()
    matrix.setScale(scale * height_pixels, scale * height_pixels)
    matrix.postTranslate(width_pixels / 2 + offset_x * height_pixels, offset_y * height_pixels)
    if view.roll_degrees:
        matrix.postRotate(view.roll_degrees, width_pixels / 2, height_pixels / 2)
    return matrix

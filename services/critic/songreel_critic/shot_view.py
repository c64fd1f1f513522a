"""One shot as it is looked at: its pictures, and what is known about how it begins."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from songreel.script.v1 import script_pb2

from songreel_critic.adapted import Levels, adapted, brightened
from songreel_critic.thresholds import OPENING_SECONDS, TRANSITION_SECONDS
from songreel_critic.watching import LUMA, PerFrame, Viewing

DARK_OPENINGS = frozenset({script_pb2.TRANSITION_FADE_FROM_BLACK, script_pb2.TRANSITION_DIP})


@dataclass(frozen=True)
class ShotView:
    """A viewing with its shot."""

    viewing: Viewing
    shot: int
    rate_hz: float
    transition: "script_pb2.Transition.ValueType"

    @cached_property
    def changes(self) -> PerFrame:
        """Of the viewing, computed once."""
        return self.viewing.changes()

    @cached_property
    def _adapted(self) -> tuple[Levels, float]:
        return adapted(self.viewing)

    @property
    def levels(self) -> Levels:
        """(frames, lit pixels, 3): the pictures as eyes see them that are used to the shot's light."""
        return self._adapted[0]

    @property
    def gain(self) -> float:
        """How much brighter `levels` are than the pictures."""
        return self._adapted[1]

    def adapted_pictures(self, *frames: int) -> Levels:
        """(frames, height, width, 3): these pictures whole, as `levels` has their lit pixels."""
        return brightened(self.viewing.thumbnails[list(frames)], self.gain)

    @cached_property
    def steps(self) -> PerFrame:
        """(frames - 1,) mean absolute difference of neighbouring `levels`."""
        steps: PerFrame = np.abs(np.diff(self.levels, axis=0)).mean((1, 2))
        return steps

    @cached_property
    def light(self) -> PerFrame:
        """(frames,) mean BT.709 luma of `levels`."""
        light: PerFrame = self.levels.mean(1) @ LUMA
        return light

    @property
    def dark_opening_frames(self) -> int:
        """Frames at the start that may be black."""
        return round(OPENING_SECONDS * self.rate_hz) if self.transition in DARK_OPENINGS else 0

    @property
    def transition_frames(self) -> int:
        """Frames at the start in which the whole picture may move."""
        return round(TRANSITION_SECONDS * self.rate_hz) if self.transition else 0

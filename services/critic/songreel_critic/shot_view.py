"""One shot as it is looked at: its pictures, and what is known about how it begins."""

from dataclasses import dataclass
from functools import cached_property

from songreel.script.v1 import script_pb2

from songreel_critic.thresholds import OPENING_SECONDS, TRANSITION_SECONDS
from songreel_critic.watching import PerFrame, Viewing

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

    @property
    def dark_opening_frames(self) -> int:
        """Frames at the start that may be black."""
        return round(OPENING_SECONDS * self.rate_hz) if self.transition in DARK_OPENINGS else 0

    @property
    def transition_frames(self) -> int:
        """Frames at the start in which the whole picture may move."""
        return round(TRANSITION_SECONDS * self.rate_hz) if self.transition else 0

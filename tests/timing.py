"""When the beats of a synthesised song fall: a tempo that may change steadily, and the feel within the beat."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Feel:
    """How a bar and its beats are divided."""

    beats_per_bar: int = 4
    division: int = 2
    """Even parts of a beat: 3 in 6/8, whose two beats are dotted quarters."""
    swing: float = 0.5
    """Where the second eighth of a beat falls; 2/3 is a triplet's last note."""

    def swung(self, beat: float) -> float:
        """A place in the bar, in beats, after the swing."""
        whole, part = divmod(beat, 1.0)
        return whole + (part * 2 * self.swing if part < 0.5 else self.swing + (part - 0.5) * 2 * (1 - self.swing))


@dataclass(frozen=True)
class Clock:
    """Seconds of each beat under a tempo that goes from `bpm` to `end_bpm` evenly over `beats` beats."""

    bpm: float
    end_bpm: float
    beats: float

    def seconds(self, beat: float) -> float:
        """Since beat 0, which may be fractional: the integral of 60 / tempo over beats."""
        slope = (self.end_bpm - self.bpm) / self.beats
        if abs(slope) < 1e-12:
            return 60 * beat / self.bpm
        return float(60 / slope * np.log1p(slope * beat / self.bpm))

    @property
    def steady(self) -> bool:
        """Whether the tempo never changes."""
        return self.bpm == self.end_bpm

"""What a figure does, what that may depend on, and the register of all stances."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

from songreel_video.backends.animatic.figures.bones.build import Build
from songreel_video.backends.animatic.figures.bones.stance import Stance


@dataclass(frozen=True, slots=True)
class Pose:
    """What a figure does at one moment."""

    kind: str = "stand"
    # In cycles: two steps of a walk, two beats of a dance; accents fall on whole numbers.
    phase: float = 0.0
    # -1 left, 0 to the viewer, +1 right.
    facing: int = 1
    energy: float = 0.5
    # -1..1, wind or weight from side to side: moves cloth and hair, and leans the body a little.
    sway: float = 0.0
    # "calm", "happy", "sad", "intense"; empty: by energy.
    expression: str = ""
    # What the face plays over that: some of `head.acts.ACTS`.
    acts: tuple[str, ...] = ()
    # 0 closed .. 1 wide open, for singing; negative: by phase where the pose sings.
    mouth: float = -1.0
    # Sits whatever it does: there is no room to stand.
    seated: bool = False
    # What it sits on or holds on to is in the set, and is not drawn with it.
    furnished: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """What a pose may depend on."""

    build: Build
    phase: float
    energy: float
    sway: float
    seed: int
    time_seconds: float
    facing: int

    def wave(self, cycles: float = 1.0, shift: float = 0.0) -> float:
        """A sine of the phase, -1..1."""
        return sin(2.0 * pi * (self.phase * cycles + shift))

    def breath(self) -> float:
        """Slow breathing, -1..1, apart from the phase."""
        return sin(self.time_seconds * 1.7 + (self.seed % 7))

    def pulse(self, cycles: float = 2.0, sharpness: float = 2.0) -> float:
        """1 at each accent (`cycles` a phase), falling to 0 between."""
        return float((0.5 + 0.5 * cos(2.0 * pi * self.phase * cycles)) ** sharpness)


StanceMaker = Callable[[Moment], Stance]
STANCES: dict[str, StanceMaker] = {}


def stance_of(name: str) -> Callable[[StanceMaker], StanceMaker]:
    """Registers a stance under a pose's kind."""

    def register(maker: StanceMaker) -> StanceMaker:
        STANCES[name] = maker
        return maker

    return register

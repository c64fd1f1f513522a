"""A preset's finishing: which steps, what each is called, and a shot's frames as they are delivered."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from songreel_video.finishing import interpolating
from songreel_video.finishing.interpolating import Frames


class Enlarging(Protocol):
    """Makes frames larger."""

    def name(self, factor: int) -> str:
        """For a clip's provenance."""
        ...

    def upscale(self, frames: Iterator[Frames], factor: int) -> Iterator[Frames]:
        """Each so many times larger."""
        ...


@dataclass(frozen=True)
class Finishing:
    """Of one preset."""

    native: int
    """Frames a second of the model."""
    delivery: int
    upscale: int = 1
    enlarging: Enlarging | None = None
    """There where `upscale` is not 1."""

    @property
    def names(self) -> list[str]:
        """Its steps, in order; empty when frames are delivered as they are filmed."""
        steps = []
        if self.delivery != self.native:
            steps.append(interpolating.name(self.native, self.delivery))
        if self.enlarging and self.upscale != 1:
            steps.append(self.enlarging.name(self.upscale))
        return steps

    def frames(self, pictures: Frames, count: int) -> Iterator[Frames]:
        """Exactly so many frames; never stretched: what is too much is cut off.

        More frames first, larger ones then: what moves is found as well in small pictures, at a fraction of the cost.
        """
        if self.delivery == self.native:
            frames = iter(pictures[:count])
        else:
            frames = interpolating.interpolate(pictures, self.native, self.delivery, count)
        return self.enlarging.upscale(frames, self.upscale) if self.enlarging and self.upscale != 1 else frames

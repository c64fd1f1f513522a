"""Time as a length: where a moment lies on the page, and which moments are named."""

from dataclasses import dataclass

from songreel_client.texts import clock

STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600)


@dataclass(frozen=True)
class Scale:
    """The song's whole length between two places."""

    left: float
    right: float
    duration: float
    """Seconds, above 0."""

    @property
    def per_second(self) -> float:
        """Units of the page for a second."""
        return (self.right - self.left) / self.duration

    def x(self, seconds: float) -> float:
        """Where the moment is."""
        return self.left + seconds * self.per_second

    def step(self, room: float) -> float:
        """Seconds between named moments that are at least `room` apart."""
        return next((step for step in STEPS if step * self.per_second >= room), STEPS[-1])

    def named(self, room: float) -> list[tuple[float, str]]:
        """Moments to name, with their names."""
        step = self.step(room)
        count = int(self.duration / step + 1e-6)
        return [(number * step, self._name(number * step, step)) for number in range(count + 1)]

    @staticmethod
    def _name(seconds: float, step: float) -> str:
        return clock(seconds) if step >= 1 else f"{seconds:.1f}"

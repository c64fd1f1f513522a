"""What is simulated in one run."""

from dataclasses import dataclass

from benchmarks.fleet.pace import Pace
from tests.analyses import POP_SONG


@dataclass(frozen=True)
class Scenario:
    """Seconds are of life."""

    name: str
    pace: Pace
    pods: int
    films: int = 1
    from_zero: bool = False
    """The ScaledObject decides how many pods there are, from none; else they are there when the film is ordered."""
    remembered: bool = True
    """Pods were up before, so the gateway knows what they film."""
    losses_an_hour: float = 0.0
    """Of each pod, by chance."""
    taken_after: tuple[float, ...] = ()
    """When the first pods are taken away, each after its start; the others by chance."""
    silent: bool = False
    """A lost pod is told nothing: SIGKILL at once."""
    seed: int = 1
    sections: int = len(POP_SONG)
    """Of the song."""
    grace_seconds: float = 25.0
    drain_seconds: float = 0.0
    save_seconds: float = 10.0
    probe_seconds: float = 10.0
    node_seconds: float = 120.0
    """Until there is another node for a pod whose node was taken."""

    @property
    def scale(self) -> float:
        """Seconds of life in one of the wall."""
        return self.pace.scale

"""What is simulated in one run."""

from dataclasses import dataclass
from typing import Self

from benchmarks.fleet.pace import Pace
from tests.analyses import POP_SONG
from tests.k8s.rendering import Rendering


@dataclass(frozen=True)
class PodTimes:
    """What the manifests give a video pod, in seconds of life."""

    grace: float
    """From SIGTERM to SIGKILL."""
    drain: float
    save: float
    """Between two saved states of a shot."""
    probe: float
    """Between two questions whether it is ready."""

    @classmethod
    def read(cls, rendering: Rendering) -> Self:
        """Of the one video pod on a GPU."""
        (pod,) = [each for each in rendering.pods() if each.name.startswith("video-") and each.serves]
        (container,) = pod.containers
        environment = rendering.environment(container)
        return cls(
            grace=pod.spec["terminationGracePeriodSeconds"],
            drain=float(environment["SONGREEL_DRAIN_SECONDS"]),
            save=float(environment["SONGREEL_VIDEO_SAVE_SECONDS"]),
            probe=container["startupProbe"]["periodSeconds"],
        )


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
    times: PodTimes = PodTimes(grace=25, drain=15, save=10, probe=3)
    """Those of overlay `spot`, unless others are read."""
    node_seconds: float = 120.0
    """Until there is another node for a pod whose node was taken."""

    @property
    def scale(self) -> float:
        """Seconds of life in one of the wall."""
        return self.pace.scale

"""How a fault is sown into a rendering."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.k8s.rendering import Manifest, Rendering


@dataclass(frozen=True)
class Seed:
    """One fault in one overlay."""

    name: str
    rule: str
    """Which must find it; others may, too."""
    spoil: Callable[[Rendering], object]
    overlay: str = "h100"
    """Or a variant of `variants`."""


def named(rendering: Rendering, kind: str, name: str) -> Manifest:
    """The one object whose name begins so: ConfigMaps end in a hash."""
    (found,) = [each for each in rendering.of(kind) if each["metadata"]["name"].startswith(name)]
    return found


def workload(rendering: Rendering, name: str) -> Manifest:
    """A Deployment, StatefulSet or Job, by its whole name."""
    kinds = ("Deployment", "StatefulSet", "Job")
    return next(each for each in rendering.of(*kinds) if each["metadata"]["name"] == name)


def spec(rendering: Rendering, name: str) -> Any:
    """Of its pods."""
    return workload(rendering, name)["spec"]["template"]["spec"]


def box(rendering: Rendering, name: str) -> Any:
    """Its container."""
    return spec(rendering, name)["containers"][0]


def labels(rendering: Rendering, name: str) -> Any:
    """Of its pods."""
    return workload(rendering, name)["spec"]["template"]["metadata"]["labels"]


def setting(rendering: Rendering, config: str, name: str, value: str) -> None:
    """Sets one."""
    named(rendering, "ConfigMap", config)["data"][name] = value


def without(rendering: Rendering, kind: str, name: str) -> None:
    """Takes an object away."""
    rendering.objects.remove(named(rendering, kind, name))


def policy(rendering: Rendering, name: str) -> Any:
    """A network policy's specification, by its whole name."""
    return next(each for each in rendering.of("NetworkPolicy") if each["metadata"]["name"] == name)["spec"]


def expressions(rendering: Rendering, name: str) -> Any:
    """Of a pod's required node affinity."""
    required = spec(rendering, name)["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    return required["nodeSelectorTerms"][0]["matchExpressions"]


def hand_over(rendering: Rendering, name: str, key: str, value: str) -> None:
    """A variable of the container's own."""
    box(rendering, name).setdefault("env", []).append({"name": key, "value": value})

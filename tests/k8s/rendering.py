"""What an overlay renders to, and how its objects hang together."""

import copy
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).parents[2]
K8S = REPOSITORY / "k8s"
OVERLAYS = ("laptop", "h100", "h100-dra", "spot")
KUBECTL = Path(sys.executable).parent / "kubectl"

Manifest = dict[str, Any]

OUTSIDE_SECRETS = {
    "songreel-database": ("url", "password"),
    "songreel-object-store": ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
    "songreel-model-server": ("api-key",),
    "songreel-admin": ("admin-key",),
    "songreel-gateway-tls": ("tls.crt", "tls.key", "ca.crt"),
    "songreel-service-tls": ("tls.crt", "tls.key", "ca.crt"),
    "songreel-signing": ("key.pem", "chain.pem", "former.pem"),
}
"""Made by the operator, as k8s/README.md says, or by cert-manager; their keys."""
SECRET = "from-a-secret"  # noqa: S105  # what stands for a value that is not ours to know


@dataclass(frozen=True)
class Pod:
    """A workload's pod template."""

    workload: Manifest

    @property
    def kind(self) -> str:
        """Deployment, StatefulSet or Job."""
        return str(self.workload["kind"])

    @property
    def name(self) -> str:
        """The workload's."""
        return str(self.workload["metadata"]["name"])

    @property
    def template(self) -> Manifest:
        """With labels and spec."""
        return dict(self.workload["spec"]["template"])

    @property
    def labels(self) -> dict[str, str]:
        """The pods'."""
        return dict(self.template["metadata"].get("labels", {}))

    @property
    def spec(self) -> Manifest:
        """The pods'."""
        return dict(self.template["spec"])

    @property
    def containers(self) -> list[Manifest]:
        """All that run side by side."""
        return list(self.spec["containers"])

    @property
    def serves(self) -> bool:
        """Runs until it is told to go."""
        return self.kind != "Job"

    def volume(self, name: str) -> Manifest | None:
        """By name; those of a StatefulSet's claim templates too."""
        claims = [each["metadata"]["name"] for each in self.workload["spec"].get("volumeClaimTemplates", [])]
        if name in claims:
            return {"name": name, "persistentVolumeClaim": {}}
        return next((each for each in self.spec.get("volumes", []) if each["name"] == name), None)


@dataclass(frozen=True)
class Rendering:
    """All objects of an overlay."""

    objects: list[Manifest]

    def of(self, *kinds: str) -> Iterator[Manifest]:
        """Of these kinds."""
        return (each for each in self.objects if each["kind"] in kinds)

    def find(self, kind: str, name: str) -> Manifest | None:
        """The object, or None."""
        return next((each for each in self.of(kind) if each["metadata"]["name"] == name), None)

    def pods(self) -> list[Pod]:
        """Of every workload."""
        return [Pod(each) for each in self.of("Deployment", "StatefulSet", "Job")]

    def environment(self, container: Manifest) -> dict[str, str]:
        """As the process finds it; what comes from a secret or from the pod is `SECRET`."""
        found: dict[str, str] = {}
        for source in container.get("envFrom", []):
            if "configMapRef" in source:
                config = self.find("ConfigMap", source["configMapRef"]["name"])
                found |= (config or {}).get("data", {})
            else:
                found |= dict.fromkeys(OUTSIDE_SECRETS.get(source["secretRef"]["name"], ()), SECRET)
        return found | {each["name"]: each.get("value", SECRET) for each in container.get("env", [])}


def matches(selector: Manifest | None, labels: dict[str, str]) -> bool:
    """Whether a label selector takes these labels; an empty one takes all, None takes nothing."""
    if selector is None:
        return False
    wanted = selector.get("matchLabels", {}).items()
    return all(labels.get(key) == value for key, value in wanted) and all(
        _holds(expression, labels) for expression in selector.get("matchExpressions", [])
    )


def _holds(expression: Manifest, labels: dict[str, str]) -> bool:
    value, values = labels.get(expression["key"]), expression.get("values", [])
    match expression["operator"]:
        case "In":
            return value in values
        case "NotIn":
            return value not in values
        case "Exists":
            return value is not None
        case "DoesNotExist":
            return value is None
    return False


def render(folder: Path) -> Rendering:
    """What `kubectl kustomize` makes of it. Raises AssertionError with its words."""
    done = subprocess.run([KUBECTL, "kustomize", folder], capture_output=True, text=True, check=False, env=plain())
    assert done.returncode == 0, done.stderr
    return Rendering([each for each in yaml.load_all(done.stdout, yaml.CSafeLoader) if each])


@cache
def rendered(name: str) -> Rendering:
    """An overlay of the repository; kept, and not to be changed."""
    return render(K8S / "overlays" / name)


def overlay(name: str) -> Rendering:
    """A fresh copy that a test may spoil."""
    return copy.deepcopy(rendered(name))


def plain() -> dict[str, str]:
    """An environment in which kubectl reads nobody's configuration."""
    return {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", "KUBECONFIG": ""}

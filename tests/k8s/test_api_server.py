"""The true answer: an API server's, by server-side dry-run. Needs a cluster with the operators' definitions.

    KUBECONFIG=~/.kube/config make test-k8s

Skipped without KUBECONFIG; SONGREEL_REQUIRE_CLUSTER=1 makes that a failure. The namespace must be there, since a
dry-run makes none: `kubectl apply -f k8s/base/namespace.yaml`.
"""

import os
import subprocess
from collections.abc import Iterator

import pytest
import yaml

from tests.k8s.rendering import K8S, KUBECTL, OVERLAYS, Manifest, overlay

REQUIRED = "SONGREEL_REQUIRE_CLUSTER"


@pytest.fixture(scope="module", autouse=True)
def cluster() -> None:
    """One that answers."""
    if os.environ.get("KUBECONFIG"):
        return
    if os.environ.get(REQUIRED):
        pytest.fail(f"{REQUIRED} is set, and KUBECONFIG names no cluster.")
    pytest.skip("KUBECONFIG names no cluster")


def kubectl(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Its answer."""
    return subprocess.run([KUBECTL, *arguments], input=text, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", OVERLAYS)
def test_an_api_server_takes_the_overlay(name: str) -> None:
    """Every object of it."""
    answer = kubectl("apply", "--server-side", "--dry-run=server", "-k", str(K8S / "overlays" / name))
    assert answer.returncode == 0, answer.stderr


def as_pods(name: str) -> Iterator[Manifest]:
    """Each template as a pod of its own: Pod Security refuses pods, and only warns of what makes them."""
    for pod in overlay(name).pods():
        spec = {key: value for key, value in pod.spec.items() if key != "topologySpreadConstraints"}
        about = {"name": f"dry-{pod.name}", "namespace": "songreel", "labels": pod.labels}
        yield {"apiVersion": "v1", "kind": "Pod", "metadata": about, "spec": spec}


@pytest.mark.parametrize("name", OVERLAYS)
def test_the_namespace_admits_the_pods(name: str) -> None:
    """Under Pod Security `restricted`. Accounts and priorities must be there: apply the overlay's first."""
    for pod in as_pods(name):
        answer = kubectl("apply", "--server-side", "--dry-run=server", "-f", "-", text=yaml.safe_dump(pod))
        assert "violates PodSecurity" not in answer.stderr, answer.stderr

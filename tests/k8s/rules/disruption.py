"""Ends: enough time to drain, and nothing that holds a drain up."""

from collections.abc import Iterator

from songreel_gateway.serving import CLOSING_SECONDS

from tests.k8s.processes import process_of, settings_of
from tests.k8s.rendering import Rendering, matches

MARGIN_SECONDS = 10  # to save, close and leave after the drain
MARGINS = {"gateway": CLOSING_SECONDS}  # it gives itself up only then


def grace_covers_drain(rendering: Rendering) -> Iterator[str]:
    """The pause before SIGTERM, the drain and a margin are over before SIGKILL."""
    for pod in rendering.pods():
        grace = pod.spec.get("terminationGracePeriodSeconds", 30)
        for container in pod.containers:
            if (process := process_of(container)) is None:
                continue
            pause = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
            default = settings_of(process).model_fields["drain_seconds"].default
            drain = float(rendering.environment(container).get("SONGREEL_DRAIN_SECONDS", default))
            margin = MARGINS.get(process, MARGIN_SECONDS)
            if pause + drain + margin > grace:
                why = f"{pause} s pause, {drain:g} s drain and {margin:g} s to close"
                yield f"{pod.name}: {why} do not fit into {grace} s of grace"


def budgets_let_a_drain_through(rendering: Rendering) -> Iterator[str]:
    """One that allows no eviction stops every node upgrade."""
    for budget in rendering.of("PodDisruptionBudget"):
        name, spec = budget["metadata"]["name"], budget["spec"]
        if "minAvailable" in spec and "maxUnavailable" in spec:
            yield f"budget {name}: minAvailable and maxUnavailable exclude one another"
        replicas = sum(
            pod.workload["spec"].get("replicas", 1)
            for pod in rendering.pods()
            if pod.serves and matches(spec["selector"], pod.labels)
        )
        if spec.get("maxUnavailable") == 0 or spec.get("minAvailable", 0) >= max(1, replicas):
            yield f"budget {name}: allows no eviction of its {replicas} pods"
        if spec.get("unhealthyPodEvictionPolicy") != "AlwaysAllow":
            yield f"budget {name}: a broken pod would block a drain"


def routers_hear_first(rendering: Rendering) -> Iterator[str]:
    """Whoever is behind a router goes on answering while the router learns that it leaves."""
    for pod in rendering.pods():
        for container in pod.containers:
            if process_of(container) == "gateway" and "preStop" not in container.get("lifecycle", {}):
                yield f"{pod.name}: no preStop"


def gateways_are_made_side_by_side(rendering: Rendering) -> Iterator[str]:
    """In order, one that hangs on a lost node would keep those behind it from being made again."""
    for pod in rendering.pods():
        ours = any(process_of(container) == "gateway" for container in pod.containers)
        if ours and pod.workload["spec"].get("podManagementPolicy") != "Parallel":
            yield f"{pod.name}: a pod waits until those before it are ready"

"""Labels and ports: whoever selects pods finds some, and the ports they name are there."""

from collections.abc import Iterator
from typing import Any

from tests.k8s.rendering import Manifest, Pod, Rendering, matches


def workloads_select_their_own_pods(rendering: Rendering) -> Iterator[str]:
    """A selector that misses its template is refused by the API; one that takes others' pods is not."""
    for pod in rendering.pods():
        if not pod.serves:
            continue
        selector = pod.workload["spec"]["selector"]
        if not matches(selector, pod.labels):
            yield f"{pod.name}: its selector {selector} does not match its pods' labels {pod.labels}"
        for other in rendering.pods():
            if other.name != pod.name and matches(selector, other.labels):
                yield f"{pod.name}: its selector {selector} takes the pods of {other.name} too"


def selectors_find_pods(rendering: Rendering) -> Iterator[str]:
    """Every selector of services, budgets, policies, monitors and spreading."""
    for name, selector in _selectors(rendering):
        if not any(matches(selector, pod.labels) for pod in rendering.pods()):
            yield f"{name}: its selector {selector} finds no pod"


def services_name_ports_of_their_pods(rendering: Rendering) -> Iterator[str]:
    """A service's target is a port that all its pods declare."""
    for service in rendering.of("Service"):
        for pod in selected(rendering, service):
            for port in service["spec"]["ports"]:
                target = port.get("targetPort", port["port"])
                if target not in ports_of(pod):
                    yield f"service {service['metadata']['name']}: {pod.name} has no port {target}"


def monitors_name_ports_of_their_pods(rendering: Rendering) -> Iterator[str]:
    """A monitor's port is one that some of its pods have."""
    for monitor in rendering.of("PodMonitor"):
        pods = [pod for pod in rendering.pods() if matches(monitor["spec"]["selector"], pod.labels)]
        for endpoint in monitor["spec"]["podMetricsEndpoints"]:
            if not any(endpoint["port"] in ports_of(pod) for pod in pods):
                yield f"monitor {monitor['metadata']['name']}: none of its pods has a port {endpoint['port']}"


def ports_are_named_once(rendering: Rendering) -> Iterator[str]:
    """Within a pod, names and numbers."""
    for pod in rendering.pods():
        ports = [port for container in pod.containers for port in container.get("ports", [])]
        for key in ("name", "containerPort"):
            values = [port[key] for port in ports if key in port]
            if len(set(values)) < len(values):
                yield f"{pod.name}: two ports have one {key}: {values}"


def selected(rendering: Rendering, service: Manifest) -> list[Pod]:
    """The pods behind a service."""
    selector = {"matchLabels": service["spec"].get("selector", {"nothing": "selected"})}
    return [pod for pod in rendering.pods() if pod.serves and matches(selector, pod.labels)]


def ports_of(pod: Pod) -> set[Any]:
    """Names and numbers."""
    ports = [port for container in pod.containers for port in container.get("ports", [])]
    return {port["containerPort"] for port in ports} | {port.get("name") for port in ports}


def _selectors(rendering: Rendering) -> Iterator[tuple[str, Manifest]]:
    for each in rendering.objects:
        kind, spec = each["kind"], each.get("spec", {})
        name = f"{kind} {each['metadata']['name']}"
        if kind == "Service":
            yield name, {"matchLabels": spec.get("selector", {})}
        elif kind in ("PodDisruptionBudget", "PodMonitor"):
            yield name, spec["selector"]
        elif kind == "NetworkPolicy":
            yield name, spec["podSelector"]
            peers = [peer for rule in spec.get("ingress", []) for peer in rule.get("from", [])]
            peers += [peer for rule in spec.get("egress", []) for peer in rule.get("to", [])]
            yield from ((name, peer["podSelector"]) for peer in peers if set(peer) == {"podSelector"})
    for pod in rendering.pods():
        for spread in pod.spec.get("topologySpreadConstraints", []):
            yield f"spreading of {pod.name}", spread["labelSelector"]

"""Network policies: nothing by default, then everything that the settings call."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.k8s.processes import process_of
from tests.k8s.rendering import Manifest, Pod, Rendering, matches
from tests.k8s.rules.selectors import selected
from tests.k8s.rules.settings import calls, ours, service_at

DNS, TLS, METRICS, POSTGRES = 53, 443, 9090, 5432
NODES_NAMES = "169.254.20.10/32"
"""Where NodeLocal DNSCache answers."""


@dataclass(frozen=True)
class Way:
    """Where a connection goes: to pods of ours, or out of the namespace."""

    port: int
    pod: Pod | None = None
    protocol: str = "TCP"


def everything_is_denied_first(rendering: Rendering) -> Iterator[str]:
    """One policy takes every pod, both ways, and allows nothing."""
    for policy in rendering.of("NetworkPolicy"):
        spec = policy["spec"]
        takes_all = spec["podSelector"] == {} and set(spec["policyTypes"]) == {"Ingress", "Egress"}
        if takes_all and not spec.get("ingress") and not spec.get("egress"):
            return
    yield "nothing denies by default"


def callers_reach_whom_they_call(rendering: Rendering) -> Iterator[str]:
    """Both ends allow it: the caller's way out and the called one's way in."""
    for pod, container, process in ours(rendering):
        for name, host, port in calls(rendering, container):
            service = service_at(rendering, host)
            for other in selected(rendering, service) if service else []:
                if not leaves(rendering, pod, Way(port, other)):
                    yield f"{pod.name}: no policy lets it out to {other.name}:{port} ({name})"
                if not enters(rendering, other, pod, port):
                    yield f"{other.name}: no policy lets {pod.name} in at {port} ({name})"
        environment = rendering.environment(container)
        remote = environment.get("SONGREEL_ARTIFACTS_URL", "").startswith("s3://") and "AWS_REGION" in environment
        if remote and "AWS_ENDPOINT_URL" not in environment and not leaves(rendering, pod, Way(TLS)):
            yield f"{pod.name}: no policy lets it out to the object store"
        database = next((other for other in rendering.pods() if other.name == "postgres"), None)
        if process == "gateway" and not leaves(rendering, pod, Way(POSTGRES, database)):
            yield f"{pod.name}: no policy lets it out to Postgres"
    for pod in rendering.pods():
        if not pod.serves and not leaves(rendering, pod, Way(TLS)):
            yield f"{pod.name}: no policy lets it out to fetch anything"


def everybody_finds_names(rendering: Rendering) -> Iterator[str]:
    """DNS, by UDP and by TCP."""
    for pod in rendering.pods():
        for protocol in ("UDP", "TCP"):
            if not leaves(rendering, pod, Way(DNS, protocol=protocol)):
                yield f"{pod.name}: no policy lets it ask for names by {protocol}"
        if not any(peer.get("ipBlock") == {"cidr": NODES_NAMES} for peer in _peers(rendering, pod, DNS)):
            yield f"{pod.name}: no policy lets it ask the node's cache of names"


def metrics_can_be_read(rendering: Rendering) -> Iterator[str]:
    """The monitoring namespace gets in wherever there is something to read."""
    for pod in rendering.pods():
        if any(process_of(container) for container in pod.containers) and not enters(rendering, pod, None, METRICS):
            yield f"{pod.name}: no policy lets anybody read its metrics"
    for monitor in rendering.of("PodMonitor"):
        for pod in [pod for pod in rendering.pods() if matches(monitor["spec"]["selector"], pod.labels)]:
            for endpoint in monitor["spec"]["podMetricsEndpoints"]:
                for port in [each for c in pod.containers for each in c.get("ports", [])]:
                    if port["name"] == endpoint["port"] and not enters(rendering, pod, None, port["containerPort"]):
                        yield f"{pod.name}: no policy lets {monitor['metadata']['name']} read its port {port['name']}"


def clients_servers_are_reached(rendering: Rendering) -> Iterator[str]:
    """Webhooks and songs by URL: public addresses at the ports that URLs have, by a rule that is no other's."""
    for pod, _, process in ours(rendering):
        if process == "gateway":
            own = [each for each in rendering.of("NetworkPolicy") if each["metadata"]["name"] == pod.name]
            for port in (TLS, 8443):
                if not leaves(Rendering(own), pod, Way(port)):
                    yield f"{pod.name}: its policy lets it call nobody's server at {port}"


def spans_reach_their_collector(rendering: Rendering) -> Iterator[str]:
    """Where one is set, in the namespace that its name says."""
    for pod, container, _ in ours(rendering):
        url = urlsplit(rendering.environment(container).get("SONGREEL_TRACES_URL", ""))
        host = str(url.hostname or "").split(".")
        if host[2:3] == ["svc"]:
            peers = _peers(rendering, pod, url.port or 80)
            spaces = [peer.get("namespaceSelector", {}).get("matchLabels", {}).values() for peer in peers]
            if not any(host[1] in space for space in spaces):
                yield f"{pod.name}: no policy lets its spans out to {url.netloc}"


def leaves(rendering: Rendering, pod: Pod, way: Way) -> bool:
    """Whether a policy lets the pod out that way."""
    rules = [
        rule
        for policy in rendering.of("NetworkPolicy")
        if "Egress" in policy["spec"]["policyTypes"] and matches(policy["spec"]["podSelector"], pod.labels)
        for rule in policy["spec"].get("egress", [])
    ]
    return any(_at(rule, way.port, way.protocol) and _to(rule.get("to", []), way.pod) for rule in rules)


def enters(rendering: Rendering, pod: Pod, caller: Pod | None, port: int) -> bool:
    """Whether a policy lets the caller in; None is somebody of another namespace."""
    rules = [
        rule
        for policy in rendering.of("NetworkPolicy")
        if "Ingress" in policy["spec"]["policyTypes"] and matches(policy["spec"]["podSelector"], pod.labels)
        for rule in policy["spec"].get("ingress", [])
    ]
    return any(_at(rule, port, "TCP") and _to(rule.get("from", []), caller) for rule in rules)


def _peers(rendering: Rendering, pod: Pod, port: int) -> list[Manifest]:
    policies = [each["spec"] for each in rendering.of("NetworkPolicy") if "Egress" in each["spec"]["policyTypes"]]
    rules = [rule for spec in policies if matches(spec["podSelector"], pod.labels) for rule in spec.get("egress", [])]
    return [peer for rule in rules if _at(rule, port, "TCP") for peer in rule.get("to", [])]


def _at(rule: Manifest, port: int, protocol: str) -> bool:
    return any(
        each["port"] <= port <= each.get("endPort", each["port"]) and each.get("protocol", "TCP") == protocol
        for each in rule.get("ports", [])
    )


def _to(peers: list[Manifest], pod: Pod | None) -> bool:
    if pod is None:
        return any("namespaceSelector" in peer or "ipBlock" in peer for peer in peers)
    own = [peer for peer in peers if set(peer) == {"podSelector"}]
    return any(matches(peer["podSelector"], pod.labels) for peer in own)

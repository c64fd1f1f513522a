"""Scaling and watching: the scaler owns its pods, goes down slowly, and rules read what the code counts."""

import json
import re
from collections.abc import Iterator

from prometheus_client.metrics import MetricWrapperBase
from songreel_chassis import telemetry
from songreel_gateway.takes import spending
from songreel_gateway.telemetry import metrics
from songreel_script.writers import gauges
from songreel_video.cost import forecast

from tests.k8s.rendering import Manifest, Rendering
from tests.k8s.rules.settings import ours

METRIC = re.compile(r"\bsongreel_[a-z_]+")
SELECTED = re.compile(r"\b(songreel_[a-z_]+)\{([^}]*)\}")
LABEL = re.compile(r"(\w+)\s*(?:=~|!~|!=|=)")
SUFFIXES = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "gauge": ("",)}


def scalers_have_a_target(rendering: Rendering) -> Iterator[str]:
    """Which is a workload of this rendering, with as many at most as at least."""
    for scaled in rendering.of("ScaledObject"):
        spec = scaled["spec"]
        target = spec["scaleTargetRef"]
        if rendering.find(target.get("kind", "Deployment"), target["name"]) is None:
            yield f"scaler {scaled['metadata']['name']}: there is no {target['name']}"
        if spec.get("minReplicaCount", 0) > spec.get("maxReplicaCount", 100):
            yield f"scaler {scaled['metadata']['name']}: wants more at least than at most"


def scaled_replicas_are_nobody_elses(rendering: Rendering) -> Iterator[str]:
    """`replicas` in a manifest would undo the scaler at each apply."""
    for scaled in rendering.of("ScaledObject"):
        target = rendering.find("Deployment", scaled["spec"]["scaleTargetRef"]["name"])
        if target and "replicas" in target["spec"]:
            yield f"{target['metadata']['name']}: has `replicas`, which are its scaler's"


def scaling_down_is_slow(rendering: Rendering) -> Iterator[str]:
    """A cold start is minutes of a GPU's time; and a scaler that cannot ask keeps somebody filming."""
    for scaled in rendering.of("ScaledObject"):
        name, spec = scaled["metadata"]["name"], scaled["spec"]
        behaviour = spec.get("advanced", {}).get("horizontalPodAutoscalerConfig", {}).get("behavior", {})
        if spec.get("cooldownPeriod", 300) < 600:
            yield f"scaler {name}: goes to none after less than ten minutes"
        if behaviour.get("scaleDown", {}).get("stabilizationWindowSeconds", 0) < 300:
            yield f"scaler {name}: goes down after less than five minutes"
        if "fallback" not in spec:
            yield f"scaler {name}: nobody films while it cannot ask"


def gateways_use_what_is_scaled(rendering: Rendering) -> Iterator[str]:
    """The gateway has as many shots in work as there can be pods, or some of them stand idle."""
    most = [each["spec"]["maxReplicaCount"] for each in rendering.of("ScaledObject")]
    for pod, container, process in ours(rendering):
        if process == "gateway" and most:
            at_once = int(rendering.environment(container).get("SONGREEL_FILM_CONCURRENCY", "0"))
            if 0 < at_once < max(most):  # 0 sets no limit
                yield f"{pod.name}: films {at_once} shots at once, there can be {max(most)} pods"


def alerts_read_metrics_that_exist(rendering: Rendering) -> Iterator[str]:
    """An alert on a metric that nobody exports never comes."""
    known = exported()
    for owner, expression in expressions(rendering):
        for metric in METRIC.findall(expression):
            if metric not in known:
                yield f"{owner}: nobody exports {metric}"
        for metric, chosen in SELECTED.findall(expression):
            for label in set(LABEL.findall(chosen)) - known.get(metric, set()):
                yield f"{owner}: {metric} has no label {label}"


def exported() -> dict[str, set[str]]:
    """The labels of our own series, by name as a query names them."""
    modules = (telemetry, gauges, metrics, spending, forecast)
    ours = [each for module in modules for each in vars(module).values() if isinstance(each, MetricWrapperBase)]
    return {
        f"{family.name}{suffix}": set(metric._labelnames)
        for metric in ours
        for family in metric.describe()
        for suffix in SUFFIXES[family.type]
    }


def expressions(rendering: Rendering) -> Iterator[tuple[str, str]]:
    """Every query of rules and dashboards."""
    for rules in rendering.of("PrometheusRule"):
        for group in rules["spec"]["groups"]:
            yield from ((rule["alert"], rule["expr"]) for rule in group["rules"])
    for config in rendering.of("ConfigMap"):
        for name, text in config.get("data", {}).items():
            if name.endswith(".json"):
                yield from _panels(json.loads(text))


def _panels(board: Manifest) -> Iterator[tuple[str, str]]:
    for panel in board["panels"]:
        yield from ((panel["title"], target["expr"]) for target in panel["targets"])

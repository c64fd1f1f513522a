"""Probes: all three, asking what the code answers, in time."""

from collections.abc import Iterator

from tests.k8s.processes import health_name, http_paths, process_of
from tests.k8s.rendering import Manifest, Rendering

KINDS = ("startupProbe", "readinessProbe", "livenessProbe")
GPU_START_SECONDS = 1800  # tens of gigabytes from a volume, then a first shot
START_SETTINGS = {"script": "SONGREEL_SCRIPT_START_SECONDS", "lalm": "SONGREEL_LALM_START_SECONDS"}
"""How long these wait for a model server before they give up; 300 s where nothing is set."""


def servers_have_all_three_probes(rendering: Rendering) -> Iterator[str]:
    """Every container that serves."""
    for pod in rendering.pods():
        for container in pod.containers if pod.serves else []:
            yield from (f"{pod.name}: no {kind}" for kind in KINDS if kind not in container)


def probes_ask_what_is_there(rendering: Rendering) -> Iterator[str]:
    """A declared port; for our own processes a health name or a path that the code answers."""
    for name, container, kind, probe in _probes(rendering):
        ports = container.get("ports", [])
        process = process_of(container)
        if "grpc" in probe:
            if probe["grpc"]["port"] not in [port["containerPort"] for port in ports]:
                yield f"{name}: {kind} asks port {probe['grpc']['port']}, which the container does not declare"
            if process and probe["grpc"].get("service", "") not in ("", health_name(process)):
                yield f"{name}: {kind} asks for {probe['grpc']['service']}, the code serves {health_name(process)}"
            if process and kind != "livenessProbe" and not probe["grpc"].get("service"):
                yield f"{name}: {kind} must ask for {health_name(process)}"
        elif "httpGet" in probe:
            named = [port.get("name") for port in ports] + [port["containerPort"] for port in ports]
            if probe["httpGet"]["port"] not in named:
                yield f"{name}: {kind} asks port {probe['httpGet']['port']}, which the container does not declare"
            if process == "gateway" and probe["httpGet"]["path"] not in http_paths():
                yield f"{name}: {kind} asks {probe['httpGet']['path']}, which the gateway does not answer"


def startup_waits_long_enough(rendering: Rendering) -> Iterator[str]:
    """For models to load, and for a service that itself waits for its model server."""
    for pod in rendering.pods():
        for container in pod.containers:
            probe = container.get("startupProbe")
            if probe is None:
                continue
            window = probe.get("periodSeconds", 10) * probe.get("failureThreshold", 3)
            needed = 60.0
            if "weights" in [mount["name"] for mount in container.get("volumeMounts", [])]:
                needed = 300.0
            if "nvidia.com/gpu" in container["resources"].get("limits", {}) or container["resources"].get("claims"):
                needed = GPU_START_SECONDS
            if (process := process_of(container)) in START_SETTINGS:
                backend = rendering.environment(container).get(f"SONGREEL_{str(process).upper()}_BACKEND")
                if backend in ("vllm", "openai"):
                    needed = float(rendering.environment(container).get(START_SETTINGS[str(process)], 300)) + 30
            if window < needed:
                yield f"{pod.name}: is given {window} s to start, and needs {needed:g}"


def probes_end_before_the_next(rendering: Rendering) -> Iterator[str]:
    """A timeout longer than the period measures nothing."""
    for name, _, kind, probe in _probes(rendering):
        if probe.get("timeoutSeconds", 1) > probe.get("periodSeconds", 10):
            yield f"{name}: {kind} may take {probe['timeoutSeconds']} s and comes every {probe['periodSeconds']} s"


def liveness_is_patient(rendering: Rendering) -> Iterator[str]:
    """A busy machine is no reason to kill; a restart costs the warm-up and the work."""
    for name, _, kind, probe in _probes(rendering):
        if kind == "livenessProbe" and probe.get("periodSeconds", 10) * probe.get("failureThreshold", 3) < 60:
            yield f"{name}: livenessProbe kills after less than a minute"
        if kind != "readinessProbe" and probe.get("successThreshold", 1) != 1:
            yield f"{name}: {kind} must have successThreshold 1"


def _probes(rendering: Rendering) -> Iterator[tuple[str, Manifest, str, Manifest]]:
    for pod in rendering.pods():
        for container in pod.containers:
            for kind in KINDS:
                if kind in container:
                    yield pod.name, container, kind, container[kind]

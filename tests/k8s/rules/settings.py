"""Settings: every name is one, every value is accepted, and what they say is what the manifests do."""

import os
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from unittest import mock
from urllib.parse import urlsplit

import pydantic
from songreel_chassis.settings import ENV_PREFIX, ProcessSettings

from tests.k8s.processes import process_of, settings_of
from tests.k8s.rendering import SECRET, Manifest, Pod, Rendering
from tests.k8s.rules.selectors import selected

STORE_NAMES = {"AWS_REGION", "AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
ADDRESS = re.compile(r"(?:dns:)?(?P<host>[a-z0-9.-]+):(?P<port>\d+)")
FOLDERS = ("cache_folder", "data_folder")
UNREAD = {"songreel-dashboard"}  # Grafana's sidecar finds it by its label


def ours(rendering: Rendering) -> Iterator[tuple[Pod, Manifest, str]]:
    """Pod, container and process of everything that runs our code."""
    for pod in rendering.pods():
        for container in pod.containers:
            if process := process_of(container):
                yield pod, container, process


def names_are_settings(rendering: Rendering) -> Iterator[str]:
    """A name that no setting has is a typing error that nobody would ever be told of."""
    for pod, container, process in ours(rendering):
        known = {f"{ENV_PREFIX}{name.upper()}" for name in settings_of(process).model_fields}
        for name in rendering.environment(container):
            if name.startswith(ENV_PREFIX) and name not in known:
                yield f"{pod.name}: {name} is no setting of {process}"
    for config in rendering.of("ConfigMap"):
        if config["metadata"]["name"].startswith("object-store"):
            yield from (f"object-store: {name} is unknown" for name in config["data"] if name not in STORE_NAMES)


def values_are_accepted(rendering: Rendering) -> Iterator[str]:
    """The process' own settings class takes them."""
    for pod, container, process in ours(rendering):
        try:
            read(rendering, container, process)
        except pydantic.ValidationError as error:
            for problem in error.errors():
                yield f"{pod.name}: {problem['loc']}: {problem['msg']}"


def ports_are_the_settings(rendering: Rendering) -> Iterator[str]:
    """What the process listens on is what the container declares, on every interface."""
    for pod, container, process in ours(rendering):
        settings = read(rendering, container, process)
        declared = {port["name"]: port["containerPort"] for port in container.get("ports", [])}
        host, _, port = settings.listen.rpartition(":")
        wanted = {"metrics": settings.metrics_port} if settings.metrics_port else {}
        if process == "gateway":
            wanted["http"] = getattr(settings, "http_port")  # noqa: B009  # a field of this one subclass
            host = str(getattr(settings, "http_host"))  # noqa: B009  # the same
        else:
            wanted["grpc"] = int(port)
            if settings.health_listen:
                wanted["health"] = int(settings.health_listen.rpartition(":")[2])
        if host != "0.0.0.0":  # noqa: S104  # a pod's own address is not known before it runs
            yield f"{pod.name}: listens on {host}, where nobody can reach it"
        if declared != wanted:
            yield f"{pod.name}: declares the ports {declared}, its settings say {wanted}"


def gateways_know_whom_to_ask(rendering: Rendering) -> Iterator[str]:
    """What the code can ask for is somewhere to be asked; the listener alone where there is none."""
    for pod, container, process in ours(rendering):
        if process != "gateway":
            continue
        settings = read(rendering, container, process)
        there = {other for _, _, other in ours(rendering)}
        for name in (each for each in type(settings).model_fields if each.endswith(("_address", "_addresses"))):
            optional = name == "lalm_address" and "lalm" not in there
            if not optional and f"{ENV_PREFIX}{name.upper()}" not in rendering.environment(container):
                yield f"{pod.name}: is not told {ENV_PREFIX}{name.upper()}"


def addresses_name_services(rendering: Rendering) -> Iterator[str]:
    """Each address is a service of this rendering, in its namespace, with that port and pods behind it."""
    for pod, container, _ in ours(rendering):
        for name, host, port in calls(rendering, container):
            service = service_at(rendering, host)
            if service is None:
                yield f"{pod.name}: {name} names {host}, and there is no such service"
            elif port not in [each["port"] for each in service["spec"]["ports"]]:
                yield f"{pod.name}: {name} names port {port}, which {host} does not have"
            elif not selected(rendering, service):
                yield f"{pod.name}: {name} names {host}, behind which there are no pods"


def folders_can_be_written(rendering: Rendering) -> Iterator[str]:
    """With a read-only root, the folders of the settings and /tmp lie on volumes; weights are where they are sought."""
    for pod, container, process in ours(rendering):
        settings = read(rendering, container, process)
        mounts = {each["mountPath"]: each for each in container.get("volumeMounts", [])}
        for folder in ["/tmp", *(str(getattr(settings, name)) for name in FOLDERS if hasattr(settings, name))]:  # noqa: S108  # what is mounted
            if folder not in mounts or mounts[folder].get("readOnly"):
                yield f"{pod.name}: {folder} cannot be written to"
        checkpoint = getattr(settings, "video_checkpoint", None)
        if checkpoint and not any(PurePosixPath(checkpoint).is_relative_to(path) for path in mounts):
            yield f"{pod.name}: no volume is mounted where SONGREEL_VIDEO_CHECKPOINT={checkpoint} is"


def configs_are_read(rendering: Rendering) -> Iterator[str]:
    """A ConfigMap that nobody reads is one that somebody misnamed."""
    sources = [source for pod in rendering.pods() for each in pod.containers for source in each.get("envFrom", [])]
    read_names = {source["configMapRef"]["name"] for source in sources if "configMapRef" in source} | UNREAD
    for config in rendering.of("ConfigMap"):
        if config["metadata"]["name"] not in read_names:
            yield f"the ConfigMap {config['metadata']['name']} is read by nobody"


def executors_are_named_after_pods(rendering: Rendering) -> Iterator[str]:
    """A gateway that comes back under its name takes up its own work; two of one name would take each other's."""
    for pod, container, process in ours(rendering):
        if process != "gateway":
            continue
        named = [each for each in container.get("env", []) if each["name"] == "SONGREEL_EXECUTOR_ID"]
        fields = [each.get("valueFrom", {}).get("fieldRef", {}).get("fieldPath") for each in named]
        if fields != ["metadata.name"] or pod.kind != "StatefulSet":
            yield f"{pod.name}: SONGREEL_EXECUTOR_ID must be the name of a StatefulSet's pod"


def read(rendering: Rendering, container: Manifest, process: str) -> ProcessSettings:
    """The settings as the process would read them. Raises pydantic's ValidationError."""
    environment = {k: v for k, v in rendering.environment(container).items() if k.startswith(ENV_PREFIX)}
    with mock.patch.dict(os.environ, environment, clear=True):
        return settings_of(process)()


def calls(rendering: Rendering, container: Manifest) -> Iterator[tuple[str, str, int]]:
    """Setting, host and port of every address in a container's environment."""
    for name, value in rendering.environment(container).items():
        if value in ("", SECRET):
            continue
        if name.endswith(("_ADDRESS", "_ADDRESSES")):
            for address in value.split(","):
                found = ADDRESS.fullmatch(address.strip())
                yield (name, found["host"], int(found["port"])) if found else (name, address, 0)
        elif name.endswith(("_BASE_URL", "ENDPOINT_URL")):
            url = urlsplit(value)
            yield name, url.hostname or value, url.port or 443


def service_at(rendering: Rendering, host: str) -> Manifest | None:
    """By its DNS name."""
    for service in rendering.of("Service"):
        about = service["metadata"]
        if host == f"{about['name']}.{about.get('namespace', 'default')}.svc.cluster.local":
            return service
    return None

"""The compose files: settings that are some, services that are there, secrets asked for, the manifests' arguments."""

import re
from typing import Any

import pytest
import yaml
from songreel_gateway.serving import CLOSING_SECONDS

from tests.docker.dockerfile import REPOSITORY
from tests.k8s.processes import settings_of
from tests.k8s.rendering import Rendering, overlay
from tests.k8s.rules.settings import ADDRESS, STORE_NAMES

FOLDER = REPOSITORY / "docker"
FILES = ("compose.laptop.yaml", "compose.yaml")
ASKED = re.compile(r"\$\{(?P<name>\w+)(?::[?-][^}]*)?\}")
Service = dict[str, Any]


def read(name: str) -> dict[str, Service]:
    """The services, with what they extend folded in as compose does."""
    document = yaml.safe_load((FOLDER / name).read_text())
    services = {}
    for service, about in document["services"].items():
        extended = about.pop("extends", None)
        base = read(extended["file"])[extended["service"]] if extended else {}
        merged = base | about
        for key in ("environment", "depends_on"):
            if key in base or key in about:
                merged[key] = base.get(key, {}) | about.get(key, {})
        merged["volumes"] = base.get("volumes", []) + about.get("volumes", [])
        services[service] = merged
    return services


def process(service: Service) -> str | None:
    """Whose code serves in it."""
    owner, _, rest = service["image"].partition("/")
    ours = owner == "songreel" and "command" not in service and not rest.startswith("vllm")
    return rest.partition(":")[0].removesuffix("-gpu") if ours else None


OURS = [(file, name) for file in FILES for name, service in read(file).items() if process(service)]


@pytest.mark.parametrize(("file", "name"), OURS)
def test_a_services_settings_are_accepted(file: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each name is a setting of its process, each value one that it takes."""
    service = read(file)[name]
    kind = settings_of(str(process(service)))
    for key, value in service.get("environment", {}).items():
        if key.startswith("SONGREEL_"):
            assert key.removeprefix("SONGREEL_").lower() in kind.model_fields, key
            monkeypatch.setenv(key, ASKED.sub("asked", str(value)))
        else:
            assert key in STORE_NAMES | {"HF_HUB_OFFLINE"}, key
    kind()


@pytest.mark.parametrize("file", FILES)
def test_a_gateway_knows_whom_to_ask(file: str) -> None:
    """All that the code can ask, the listener where there is one; and clients upload where they can go."""
    services = read(file)
    environment = services["gateway"]["environment"]
    names = [name for name in settings_of("gateway").model_fields if name.endswith(("_address", "_addresses"))]
    wanted = [name for name in names if name != "lalm_address" or "lalm" in services]
    assert [name for name in wanted if f"SONGREEL_{name.upper()}" not in environment] == []
    inside = environment["AWS_ENDPOINT_URL"].removeprefix("http://").partition(":")[0] in services
    assert not inside or environment["SONGREEL_UPLOADS_THROUGH_GATEWAY"] == "true"


@pytest.mark.parametrize(("file", "name"), OURS)
def test_an_address_is_a_service_of_the_file(file: str, name: str) -> None:
    """By its name, at the port that its image listens on."""
    services = read(file)
    ports = {"postgres": 5432, "seaweedfs": 8333, "vllm-script": 8000, "vllm-lalm": 8000}
    for key, value in services[name].get("environment", {}).items():
        if key.endswith(("_ADDRESS", "_ADDRESSES")):
            found = ADDRESS.fullmatch(value)
            assert found, value
            assert found["host"] in services and int(found["port"]) == 50051, value
        if "://" in str(value) and not str(value).startswith("s3:"):
            host, _, port = str(value).rpartition("@")[2].removeprefix("http://").partition("/")[0].partition(":")
            assert host in services, value
            assert int(port or 5432) == ports[host], value


@pytest.mark.parametrize("file", FILES)
def test_what_a_service_waits_for_and_mounts_is_there(file: str) -> None:
    """Services by their names, volumes declared, versions said."""
    services = read(file)
    volumes = yaml.safe_load((FOLDER / file).read_text())["volumes"]
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
        assert service["image"].partition(":")[2] not in ("", "latest"), name
        for volume in service["volumes"]:
            source = volume.partition(":")[0]
            assert source.startswith("/") or source in volumes, f"{name}: {volume}"


@pytest.mark.parametrize(("file", "name"), OURS)
def test_a_service_cannot_write_to_its_root(file: str, name: str) -> None:
    """Nor gain rights; and it is given the time that it needs to drain."""
    service = read(file)[name]
    assert service["read_only"] and service["init"] and service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    grace = service["stop_grace_period"]
    seconds = int(grace[:-1]) * (60 if grace.endswith("m") else 1)
    closing = CLOSING_SECONDS if process(service) == "gateway" else 10
    assert seconds >= float(service.get("environment", {}).get("SONGREEL_DRAIN_SECONDS", 30)) + closing
    if process(service) != "script":  # it keeps nothing in the store
        assert "SONGREEL_ARTIFACTS_URL" in service["environment"]


@pytest.mark.parametrize("file", FILES)
def test_secrets_are_asked_for(file: str) -> None:
    """None is in the file; each that is asked for is in the example, without a value."""
    text = (FOLDER / file).read_text()
    example = dict(
        line.split("=", 1) for line in (FOLDER / "example.env").read_text().splitlines() if not line.startswith("#")
    )
    assert {match["name"] for match in ASKED.finditer(text)} <= set(example)
    assert not any(value for name, value in example.items() if not name.startswith("SONGREEL_GPU_"))
    for name in re.findall(r"^\s+(\w*(?:KEY|SECRET|PASSWORD)\w*): (?!\$\{)", text, re.MULTILINE):
        pytest.fail(f"{name} holds its value")


@pytest.mark.parametrize("name", ["vllm-script", "vllm-lalm"])
def test_vllm_is_started_as_in_the_cluster(name: str) -> None:
    """With the same arguments, and the same image."""
    service = read("compose.yaml")[name]
    container = container_of(overlay("h100"), name)
    assert service["command"] == container["args"]
    assert service["entrypoint"] == container["command"]
    assert service["image"] == container["image"]


@pytest.mark.parametrize("name", ["postgres", "seaweedfs"])
def test_storage_is_started_as_in_the_cluster(name: str) -> None:
    """With the same arguments, and the same image."""
    service, container = read("compose.laptop.yaml")[name], container_of(overlay("laptop"), name)
    assert service.get("command") == container.get("args")
    assert service["image"] == container["image"]


def container_of(rendering: Rendering, name: str) -> Service:
    """A workload's container."""
    return next(pod.containers[0] for pod in rendering.pods() if pod.name == name)


def test_the_secrets_file_is_never_committed() -> None:
    """Git ignores it."""
    assert "docker/.env" in (REPOSITORY / ".gitignore").read_text().splitlines()

"""The pages for operators: they name what is there."""

import itertools
import os
import re
from pathlib import Path

import pytest
import yaml

from tests.k8s.processes import settings_of
from tests.k8s.rendering import K8S, OUTSIDE_SECRETS, REPOSITORY, overlay, render
from tests.k8s.rules import faults

PAGES = [*sorted((REPOSITORY / "docs" / "operations").glob("*.md")), K8S / "README.md"]
TARGETS = set(re.findall(r"^([a-z0-9-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
LINK = re.compile(r"\]\((?!http)([^)#]+)")
PATH = re.compile(r"`((?:k8s|docker|tests|weights|docs|components|services)/[\w./-]*\w)`?")
WORKLOAD = re.compile(r"\b(deployment|statefulset|job|service)/([a-z][a-z0-9-]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_files_that_are_there(page: Path) -> None:
    """Links and paths."""
    text = page.read_text()
    for link in LINK.findall(text):
        assert (page.parent / link).exists(), link
    for path in PATH.findall(text):
        assert (REPOSITORY / path).exists() or (K8S / path).exists(), path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_gives_commands_that_exist(page: Path) -> None:
    """Targets of make; workloads of the overlay `h100`."""
    text = page.read_text()
    for target in re.findall(r"\bmake ([a-z0-9-]+)`", text):
        assert target in TARGETS, target
    rendering = overlay("h100")
    for kind, name in WORKLOAD.findall(text):
        assert rendering.find(kind.capitalize().replace("set", "Set"), name), f"{kind}/{name}"


def test_the_overlays_that_pages_show_render_and_break_no_rule(tmp_path: Path) -> None:
    """The operator's own, with the patches for another checkpoint."""
    pages = REPOSITORY / "docs" / "operations"
    document = block((pages / "install.md").read_text(), "# deploy/kustomization.yaml")
    patches = block((pages / "models.md").read_text(), "patches:")
    text = (document + patches).replace("../k8s", os.path.relpath(K8S, tmp_path))
    (tmp_path / "kustomization.yaml").write_text(text.replace("sha256:...", f"sha256:{'0' * 64}"))
    rendering = render(tmp_path)
    assert faults(rendering) == []
    (pod,) = (pod for pod in rendering.pods() if pod.name == "video-wan")
    assert rendering.environment(pod.containers[0])["SONGREEL_VIDEO_CHECKPOINT"] == "/weights/wan2.1-t2v-1.3b"


def test_the_objects_that_a_page_shows_fit_the_cluster() -> None:
    """A route to the gateway, and a way out to a managed Postgres: known fields, and what they name is there."""
    text = (REPOSITORY / "docs" / "operations" / "install.md").read_text()
    rendering = overlay("h100")
    shown = [yaml.safe_load(block(text, f"# deploy/{name}.yaml")) for name in ("ingress", "postgres-policy")]
    rendering.objects.extend(shown)
    assert faults(rendering) == []
    (rule,) = shown[0]["spec"]["rules"]
    backend = rule["http"]["paths"][0]["backend"]["service"]
    service = rendering.find("Service", backend["name"])
    assert service and backend["port"]["name"] in [port["name"] for port in service["spec"]["ports"]]
    limit = int(shown[0]["metadata"]["annotations"]["nginx.ingress.kubernetes.io/proxy-body-size"].removesuffix("m"))
    assert limit * 1_000_000 > settings_of("gateway").model_fields["upload_limit_bytes"].default


def block(text: str, first: str) -> str:
    """The indented lines from this one on."""
    lines = text[text.index(first) :].splitlines()
    indent = len(text[: text.index(first)].rpartition("\n")[2])
    taken = itertools.takewhile(lambda line: line.startswith(" " * indent), lines[1:])
    return "\n".join([first, *(line[indent:] for line in taken)]) + "\n"


def test_every_alert_is_explained() -> None:
    """And none that is not there."""
    text = (REPOSITORY / "docs" / "operations" / "alerts.md").read_text()
    groups = [group for rules in overlay("h100").of("PrometheusRule") for group in rules["spec"]["groups"]]
    alerts = {rule["alert"] for group in groups for rule in group["rules"]}
    assert set(re.findall(r"^\| (Songreel\w+)", text, re.MULTILINE)) == alerts


def test_every_secret_can_be_rotated_and_is_told_to_be_made() -> None:
    """By the page on keys; and by the page that says what to bring."""
    keys = (REPOSITORY / "docs" / "operations" / "keys.md").read_text()
    bring = (K8S / "README.md").read_text() + (K8S / "components" / "signing" / "kustomization.yaml").read_text()
    for secret, names in OUTSIDE_SECRETS.items():
        assert f"`{secret}`" in keys
        assert secret in bring and all(name in bring for name in names)


def test_every_component_is_listed() -> None:
    """Where an operator chooses."""
    text = (K8S / "README.md").read_text()
    for folder in (K8S / "components").iterdir():
        assert folder.name in text, folder.name

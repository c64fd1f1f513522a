"""Every overlay renders and breaks no rule; and so do the components that no overlay uses."""

import pytest
import yaml
from songreel_client.stack.weights import MODELS
from songreel_weights import load_catalogue

from tests.k8s.rendering import K8S, OVERLAYS, REPOSITORY, overlay
from tests.k8s.rules import faults
from tests.k8s.rules.selectors import selected
from tests.k8s.variants import VARIANTS, variant


@pytest.mark.parametrize("name", OVERLAYS)
def test_an_overlay_breaks_no_rule(name: str) -> None:
    """Rendered as an operator would."""
    assert faults(overlay(name)) == []


@pytest.mark.parametrize("name", VARIANTS)
def test_a_component_breaks_no_rule(name: str) -> None:
    """On top of an overlay, as an operator's own would put it."""
    assert faults(variant(name)) == []


def test_every_component_is_in_some_rendering() -> None:
    """What is rendered nowhere is checked nowhere."""
    used = {name for _, names in VARIANTS.values() for name in names}
    texts = [path.read_text() for path in K8S.rglob("kustomization.yaml")]
    folders = {
        path.parent.relative_to(K8S / "components").as_posix()
        for path in (K8S / "components").rglob("kustomization.yaml")
    }
    for folder in folders - used:
        last = folder.rpartition("/")[2]
        assert any(f"components/{folder}" in text or f"../{last}" in text for text in texts), folder


def test_the_weights_that_services_load_by_default_are_fetched() -> None:
    """The Job's list has all that `songreel up` would fetch, by names of the catalogue; compose has the same."""
    (job,) = (pod for pod in overlay("h100").pods() if pod.name == "weights-catalogue")
    arguments = job.containers[0]["args"]
    names = arguments[arguments.index("fetch") + 1 :]
    assert set(MODELS) <= set(names) <= set(load_catalogue().entries)
    compose = yaml.safe_load((REPOSITORY / "docker" / "compose.laptop.yaml").read_text())
    command = compose["services"]["weights"]["command"]
    assert command[command.index("fetch") + 1 :] == names


def test_one_model_films() -> None:
    """A gateway asks one pod what all can film, so pods of two models must not stand behind its address."""
    for name in OVERLAYS:
        rendering = overlay(name)
        service = rendering.find("Service", "video")
        assert service is not None
        backends = [
            rendering.environment(container)["SONGREEL_VIDEO_BACKEND"]
            for pod in selected(rendering, service)
            for container in pod.containers
        ]
        assert len(backends) == 1, name

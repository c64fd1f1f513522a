"""Images: linted, built from what is there, with what is declared, run by nobody, healthy by what the code answers."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.docker.dockerfile import (
    IMAGES,
    REPOSITORY,
    declared,
    distributions,
    locked,
    ours,
    process_of,
    read_stages,
)
from tests.k8s.processes import settings_of
from tests.k8s.rendering import OVERLAYS, overlay

LOCKS = REPOSITORY / "requirements"
HADOLINT = Path(sys.executable).parent / "hadolint"
AGAIN = "run `make lock-images`"
SETTING = "SONGREEL_"


@pytest.mark.parametrize("path", sorted((REPOSITORY / "docker").glob("*Dockerfile")), ids=lambda path: path.name)
def test_a_dockerfile_passes_its_lint(path: Path) -> None:
    """The exceptions, with reasons, are in .hadolint.yaml."""
    done = subprocess.run([HADOLINT, path], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", sorted((REPOSITORY / "docker").glob("*.sh")), ids=lambda path: path.name)
def test_a_script_is_one(path: Path) -> None:
    """It parses, and may be run."""
    shell = path.read_text().partition("\n")[0].rpartition("/")[2].split()[-1]
    assert subprocess.run([shell, "-n", path], check=False).returncode == 0
    assert path.stat().st_mode & 0o111


def test_what_is_copied_is_there_and_let_through() -> None:
    """Each source is in the tree, and .dockerignore, which lets nothing through but a list, has it."""
    passed = [line[1:] for line in (REPOSITORY / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    for name, stage in read_stages().items():
        for origin, sources in stage.copies:
            if origin:
                assert origin in read_stages(), f"{name} copies from {origin}"
                continue
            for source in sources:
                assert (REPOSITORY / source).exists(), f"{name} copies {source}"
                assert any(source == each or source.startswith(f"{each}/") for each in passed), source


def test_nothing_of_the_build_is_in_an_image() -> None:
    """A final stage begins anew and takes folders from its own environment's stage."""
    for image in IMAGES:
        stage = read_stages()[image]
        assert stage.base == "${PYTHON}"
        assert {origin for origin, _ in stage.copies} <= {f"env-{image}", ""}
        loose = [source for origin, sources in stage.copies for source in sources if not origin]
        assert all(source.startswith("docker/") for source in loose), loose


@pytest.mark.parametrize("image", IMAGES)
def test_a_lock_has_what_the_distributions_declare(image: str) -> None:
    """By name and by version."""
    lock = locked(LOCKS / "images" / f"{image}.txt")
    for requirement in declared(image):
        name = requirement.name.lower().replace("_", "-")
        assert name in lock, f"{image} has no {name}: {AGAIN}"
        assert requirement.specifier.contains(lock[name]), f"{image} has {name} {lock[name]}: {AGAIN}"


@pytest.mark.parametrize("image", IMAGES)
def test_an_image_has_our_distributions_that_it_needs(image: str) -> None:
    """Built in its stages."""
    built = {f"songreel-{folder.name}" for folder in distributions(image)}
    assert ours(image) <= built, "add them to docker/Dockerfile and to PARTS_OF in the Makefile"


@pytest.mark.parametrize("image", IMAGES)
def test_an_image_runs_the_versions_that_are_tested(image: str) -> None:
    """Those of the environment in which its code's tests run."""
    tested = locked(LOCKS / ("models.txt" if image == "video-gpu" else "development.txt"))
    for name, version in locked(LOCKS / "images" / f"{image}.txt").items():
        assert tested.get(name, version) == version, f"{name} {version}: {AGAIN}"


@pytest.mark.parametrize("image", IMAGES)
def test_a_lock_is_of_hashes(image: str) -> None:
    """Each version says which files are meant; the install asks for it."""
    text = (LOCKS / "images" / f"{image}.txt").read_text()
    versions = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert versions and all("--hash=sha256:" in version for version in versions)
    (install,) = [run for run in read_stages()[f"env-{image}"].of("RUN") if "lock.txt" in run]
    assert "--require-hashes" in install


@pytest.mark.parametrize("image", IMAGES)
def test_an_image_runs_its_service(image: str) -> None:
    """Its command is the process' module, which is in it; so is its health command's."""
    stage = read_stages()[image]
    command, check = stage.command("CMD"), stage.command("HEALTHCHECK")
    assert command == ["python", "-m", f"songreel_{process_of(image)}"]
    packages = {f"songreel_{folder.name}" for folder in distributions(image)}
    assert command[-1] in packages
    assert check[-1].partition(".")[0] in packages
    assert find_spec(check[-1]) is not None


@pytest.mark.parametrize("image", IMAGES)
def test_an_image_belongs_to_nobody_and_says_what_it_is(image: str) -> None:
    """A user with a number, as the manifests name it; labels; the ports of its settings."""
    stage = read_stages()[image]
    assert stage.of("USER") == ["10001:10001"]
    assert stage.labels["org.opencontainers.image.title"] == f"songreel/{image}"
    assert stage.labels["org.opencontainers.image.licenses"] == "Apache-2.0"
    settings = settings_of(process_of(image))
    names = {f"{SETTING}{name.upper()}" for name in settings.model_fields}
    ours = {name: value for name, value in stage.environment.items() if name.startswith(SETTING)}
    assert set(ours) <= names
    main = ours.get("SONGREEL_HTTP_PORT") or ours["SONGREEL_LISTEN"].rpartition(":")[2]
    assert stage.of("EXPOSE") == [f"{main} {ours['SONGREEL_METRICS_PORT']}"]


def test_every_image_of_the_manifests_can_be_built() -> None:
    """Ours by a target of a Dockerfile, at the version of its label; and every target is built by bake."""
    bake = (REPOSITORY / "docker" / "bake.hcl").read_text()
    for image in IMAGES:
        assert f'"{image}"' in bake
    for name in OVERLAYS:
        for pod in overlay(name).pods():
            for container in pod.containers:
                repository, _, tag = container["image"].partition(":")
                owner, _, image = repository.partition("/")
                if owner == "songreel" and image != "vllm-audio":
                    assert read_stages()[image].labels["org.opencontainers.image.version"] == tag


def test_vllm_with_ears_is_vllm() -> None:
    """One version, in the image that hears and in the one that writes."""
    text = (REPOSITORY / "docker" / "vllm-audio.Dockerfile").read_text()
    versions = set(re.findall(r"(?:vllm-openai:v|vllm\[audio\]==)([0-9.]+)", text))
    images = {c["image"] for name in OVERLAYS for pod in overlay(name).pods() for c in pod.containers}
    assert {f"vllm/vllm-openai:v{version}" for version in versions} == {i for i in images if i.startswith("vllm/")}

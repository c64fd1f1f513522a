"""Fixtures that all tests may use."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden files from today's output")


@pytest.fixture(scope="session", autouse=True)
def temp_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where all processes of the tests have their temporary files: those that are killed cannot clear up. Gone at the
    end, unlike pytest's own folders, which stay a while to be looked at."""
    tmp_path_factory.getbasetemp()
    before = os.environ.get("TMPDIR")
    with tempfile.TemporaryDirectory(prefix="reel-", ignore_cleanup_errors=True) as folder:
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        yield Path(folder)
        tempfile.tempdir = None
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--golden"))


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A temporary folder whose path is short enough for a Unix socket (pytest's own are not)."""
    with tempfile.TemporaryDirectory(prefix="reel-") as folder:
        yield Path(folder)

"""The pages for developers: every example of docs/api.md runs as it stands, and README's async one."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fake_stack import FakeStack, fake_stack

ROOT = Path(__file__).parents[2]
API = (ROOT / "docs" / "api.md").read_text()
ADDRESS = "http://127.0.0.1:8080"


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder)) as stack:
        stack.start_all()
        yield stack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where examples run: with a song."""
    (tmp_path / "song.mp3").write_bytes(b"ID3 la la la")
    return tmp_path


@pytest.mark.skipif(not (shutil.which("jq") and shutil.which("curl")), reason="the example uses curl and jq")
def test_the_shell_example_makes_a_film(stack: FakeStack, folder: Path) -> None:
    """Upload, order, follow, download, by curl."""
    script = blocks(API, "sh")[0].replace(ADDRESS, f"http://127.0.0.1:{stack.port}")
    done = subprocess.run(["/bin/bash", "-eu", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "event: film.cut" in (folder / "events.txt").read_text()
    assert (folder / "film.mp4").read_bytes().startswith(b"clip 0")


def test_the_python_example_uploads_by_parts(stack: FakeStack, folder: Path) -> None:
    """It prints a song's id."""
    (example,) = blocks(API, "python")
    done = subprocess.run(
        [sys.executable, "-c", example.replace(ADDRESS, f"http://127.0.0.1:{stack.port}")],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("song-")


def test_readmes_async_example_makes_a_film(stack: FakeStack, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands, but for the address."""
    (example,) = [each for each in blocks((ROOT / "README.md").read_text(), "python") if "AsyncSongreel" in each]
    monkeypatch.chdir(folder)
    code = example.replace(ADDRESS, f"http://127.0.0.1:{stack.port}").replace("asyncio.run(main())", "")
    names: dict[str, Any] = {}
    exec(compile(code, "README.md", "exec"), names)  # noqa: S102  # it is ours
    asyncio.run(names["main"]())
    assert (folder / "song.film.mp4").read_bytes().startswith(b"clip 0")

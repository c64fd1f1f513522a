"""Stacks that several modules share: each starts processes, which takes longer than most tests."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack


@pytest.fixture(scope="session")
def uploads_stack() -> Iterator[FakeStack]:
    """A gateway alone, for songs on their way in; each test leaves no upload open."""
    ways = {
        "SONGREEL_UPLOAD_LIMIT_BYTES": "30000000",
        "SONGREEL_UPLOADS_OPEN_LIMIT": "3",
        "SONGREEL_SONG_URLS_PRIVATE": "true",
        "SONGREEL_SONG_URL_SECONDS": "20",
    }
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder), **ways) as stack:
        stack.start_gateway()
        stack.wait_until_alive()
        yield stack

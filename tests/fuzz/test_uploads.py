"""Malformed uploads: none crashes the gateway, none leaves a file behind, and memory stays flat."""

import io
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from songreel_gateway.arrivals.room import SONG, Room
from songreel_gateway.arrivals.uploads import Form, Sink
from songreel_gateway.problems import Refusal

from tests.fake_stack import FakeStack, fake_stack
from tests.fuzz.malformed import Malformed, resident_bytes, rounds
from tests.processes import wait_until

COUNT = int(os.environ.get("SONGREEL_FUZZ_UPLOADS", "300"))
SEED = int(os.environ.get("SONGREEL_FUZZ_SEED", "1"))
MOST_GROWTH_BYTES = 30_000_000
ROOM = Room(Path(tempfile.gettempdir()), SONG, 10_000, 0)
LINES = st.sampled_from(
    [b"--b", b"\r\n", b"--b--", b'Content-Disposition: form-data; name="file"; filename="', b"\x00", b'"']
)


@given(
    st.lists(st.one_of(LINES, st.binary(max_size=40)), max_size=30), st.sampled_from([b"b", b"", b"\r\n", b"x" * 300])
)
@settings(max_examples=150, deadline=None)
def test_a_form_is_read_or_refused(pieces: list[bytes], boundary: bytes) -> None:
    """Whatever comes in whatever pieces: no other exception than ours."""
    try:
        form = Form(boundary, Sink(io.BytesIO(), ROOM))
        for piece in pieces:
            form.write(piece)
    except Refusal as refusal:
        assert refusal.problem.status in (400, 413)


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder)) as stack:
        stack.start_gateway()
        stack.wait_until_alive()
        yield stack


@pytest.mark.timeout(300 + COUNT)
def test_malformed_uploads_leave_nothing_behind(stack: FakeStack) -> None:
    """The gateway answers each with a song or with a sentence, and is as it was. `make fuzz` sends 10,000."""
    pid = stack.process("gateway").pid
    malformed = Malformed(stack.http, SEED)
    statuses: Counter[int] = Counter()
    memory, began = [], time.monotonic()
    for start, end in rounds(COUNT):
        for number in range(start, end):
            status = malformed.send(number)
            assert status < 500, f"seed {SEED}, case {number}: {status}"
            statuses[status] += 1
        memory.append(resident_bytes(pid))
    folder = stack.folder / "data" / "uploads"
    wait_until(lambda: not any(folder.iterdir()), 20, f"an empty {folder}")
    pieces = [path for path in (stack.folder / "artifacts" / "uploads").glob("*") if path.is_file()]
    assert pieces == []
    assert "request_crashed" not in (stack.folder / "gateway.log").read_text()
    assert stack.process("gateway").poll() is None
    assert stack.upload(b"a song after all that")
    assert memory[-1] - memory[len(memory) // 2] < MOST_GROWTH_BYTES, memory
    if report := os.environ.get("SONGREEL_FUZZ_REPORT"):
        megabytes = " ".join(f"{each / 1e6:.0f}" for each in memory)
        told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
        seconds = time.monotonic() - began
        Path(report).write_text(f"{COUNT} uploads, seed {SEED}, {seconds:.0f} s\nstatuses {told}\nMB {megabytes}\n")

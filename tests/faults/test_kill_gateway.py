"""`kill -9` of the gateway at several moments: the job goes on by itself and no finished shot is filmed again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

SHOTS = 8


@pytest.fixture
def stack(short_folder: Path) -> Iterator[FakeStack]:
    with fake_stack(short_folder) as stack:
        yield stack


def heard(stack: FakeStack) -> bool:
    return bool(stack.journalled("heard"))


def filming(stack: FakeStack) -> bool:
    return len(stack.journalled("finished")) >= 3 and len(stack.journalled("started")) >= 4


MOMENTS: list[Callable[[FakeStack], bool]] = [heard, filming]


def test_a_gateway_killed_again_and_again_finishes_the_film(stack: FakeStack) -> None:
    """Killed while the song is heard and while shots are filmed: each shot is finished once, each event told once."""
    stack.start_all(shots=SHOTS, shot_seconds=0.4, hear_seconds=1.0)
    video_id = stack.order()
    for moment in MOMENTS:
        wait_until(lambda moment=moment: moment(stack), 30, moment.__name__)  # type: ignore[misc]  # bound by the default
        before = {entry["digest"] for entry in stack.journalled("finished")}
        stack.kill("gateway")
        stack.start_gateway()
        stack.wait_until_alive()
        assert before <= {entry["digest"] for entry in stack.journalled("finished")}
    video = stack.ended(video_id)

    assert video["state"] == "completed"
    finished = [entry["digest"] for entry in stack.journalled("finished")]
    assert len(finished) == len(set(finished)) == SHOTS
    cut_off = len(stack.journalled("started")) - SHOTS
    assert cut_off <= 1, "only the shot in flight may begin twice"
    events = [event for event in stack.events(video_id) if event.get("id")]
    assert [int(event["id"]) for event in events] == list(range(1, len(events) + 1))
    assert len({event["data"]["key"] for event in events}) == len(events)
    assert stack.http.get(video["links"]["film"]).content == b"\n".join(b"clip %d" % index for index in range(SHOTS))


def test_a_cancelled_video_stays_cancelled_after_a_crash(stack: FakeStack) -> None:
    """Killed right after the cancellation: nothing is filmed after the next start."""
    stack.start_all(shots=SHOTS, shot_seconds=0.4)
    video_id = stack.order()
    wait_until(lambda: stack.journalled("finished"), 30, "a shot")
    stack.http.post(f"/v1/videos/{video_id}/cancel")
    stack.kill("gateway")
    stack.start_gateway()
    stack.wait_until_alive()
    begun = len(stack.journalled("started"))
    other = stack.order(seed=9)
    assert stack.ended(other)["state"] == "completed"
    assert stack.video(video_id)["state"] == "cancelled"
    assert len([entry for entry in stack.journalled("started") if entry["seed"] == 0]) <= begun

"""`kill -9` of the gateway while a revision is made, and while a shot that failed waits for its client's word."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

SHOTS = 4


@pytest.fixture
def stack(short_folder: Path) -> Iterator[FakeStack]:
    with fake_stack(short_folder) as stack:
        stack.start_all(shots=SHOTS, shot_seconds=0.5)
        yield stack


def revive(stack: FakeStack) -> None:
    stack.kill("gateway")
    stack.start_gateway()
    stack.wait_until_alive()


def test_a_gateway_killed_while_a_revision_is_filmed_finishes_it(stack: FakeStack) -> None:
    """Shots that no edit named are never asked for; the others are finished once each, and every event is told once."""
    video_id = stack.order(seed=1, brief={"text": f"poison in shot {SHOTS - 1}"})
    stack.asks(video_id)
    revive(stack)
    failed = stack.video(video_id)
    assert failed["required_action"]["shots"] == [SHOTS - 1]
    path = f"/v1/videos/{video_id}"
    assert stack.post(f"{path}/resolution", {"shots": [{"index": SHOTS - 1, "drop": True}]})[0] == 202
    revive(stack)
    assert stack.ended(video_id, 90)["state"] == "completed"

    begun = len(stack.journalled("started"))
    finished = len(stack.journalled("finished"))
    edits = {"shots": [{"index": 1, "sentence": "A fox crosses."}, {"index": 2, "through": 3, "retake": True}]}
    assert stack.post(f"{path}/revisions", edits, **{"Idempotency-Key": "one"})[0] == 202
    wait_until(lambda: len(stack.journalled("finished")) > finished, 60, "a shot of the revision")
    revive(stack)
    assert stack.post(f"{path}/revisions", edits, **{"Idempotency-Key": "one"})[1]["number"] == 2
    video = stack.ended(video_id, 90)

    assert (video["state"], video["revision"]) == ("completed", 2)
    assert {entry["shot"] for entry in stack.journalled("started")[begun:]} == {1, 2, 3}
    made = stack.journalled("finished")
    assert max(Counter(entry["digest"] for entry in made).values()) == 1
    assert sorted(entry["shot"] for entry in made[finished:]) == [1, 2, 3]
    assert [shot["used_take"] for shot in video["shots"]] == [1, 2, 2, 3]
    events = [event for event in stack.events(video_id) if event.get("id")]
    assert [int(event["id"]) for event in events] == list(range(1, len(events) + 1))
    assert len({event["data"]["key"] for event in events}) == len(events)

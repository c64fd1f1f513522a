"""Two equal orders at once, with pods enough for both: each shot is filmed once, whoever is killed meanwhile."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

SHOTS = 5
PODS = ("video", "video-b")


@pytest.fixture
def stack(short_folder: Path) -> Iterator[FakeStack]:
    """With two pods."""
    with fake_stack(short_folder) as stack:
        stack.environment["SONGREEL_VIDEO_ADDRESSES"] = ",".join(map(stack.address, PODS))
        stack.start_fakes("video-b", "video", shot_seconds=0.4)
        stack.start_all(shots=SHOTS, shot_seconds=0.4)
        yield stack


def begin(stack: FakeStack) -> list[str]:
    """Two videos of the same order, with some shots filmed."""
    song_id = stack.upload()
    videos = [stack.order(song_id=song_id) for _ in range(2)]
    wait_until(lambda: len(stack.journalled("finished")) >= 2, 30, "two shots to be filmed")
    return videos


def assert_whole(stack: FakeStack, videos: list[str]) -> None:
    """Both are completed with the same clips, each of which was finished once."""
    made = [stack.ended(video_id, 60) for video_id in videos]
    assert [video["state"] for video in made] == ["completed", "completed"]
    clips = [[shot["clip"]["requestDigest"] for shot in video["shots"]] for video in made]
    assert clips[0] == clips[1]
    assert Counter(entry["digest"] for entry in stack.journalled("finished")) == Counter(clips[0])
    assert not stack.journalled("finished_again")


def test_the_second_of_two_equal_orders_waits_for_the_takes_of_the_first(stack: FakeStack) -> None:
    """No shot is even begun twice, and both pods have work; the second pays nothing for what it found."""
    videos = begin(stack)
    assert_whole(stack, videos)
    begun = Counter(entry["digest"] for entry in stack.journalled("started"))
    assert set(begun.values()) == {1}
    filmed = [stack.http.get(f"/v1/videos/{video_id}/shots/0/takes").json()["takes"] for video_id in videos]
    assert sorted(take["filming_seconds"] is None for (take,) in filmed) == [False, True]


@pytest.mark.parametrize("victim", ["gateway", "video"])
def test_a_kill_leaves_nobody_waiting_for_a_take_that_never_comes(stack: FakeStack, victim: str) -> None:
    """The gateway, which comes back; a pod, which does not."""
    videos = begin(stack)
    stack.kill(victim)
    if victim == "gateway":
        stack.start_gateway()
        stack.wait_until_alive()
    assert_whole(stack, videos)

"""`kill -9` while a script is written and its first shots are filmed: nobody's words change, nothing is done twice."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

SHOTS = 8


@pytest.fixture
def stack(short_folder: Path) -> Iterator[FakeStack]:
    with fake_stack(short_folder) as stack:
        yield stack


def begin(stack: FakeStack, word_seconds: float = 0.6) -> str:
    """A video in mid-writing, with shots filmed already."""
    stack.start_all(shots=SHOTS, word_seconds=word_seconds, shot_seconds=0.2)
    video_id = stack.order()
    wait_until(lambda: len(stack.journalled("finished")) >= 2, 30, "two shots to be filmed")
    assert len(stack.journalled("worded")) < SHOTS, "shots are filmed while others are being written"
    return video_id


def assert_whole(stack: FakeStack, video_id: str, sentences: dict[int, str]) -> None:
    """Completed; the words that were there stayed; no shot was finished, and no event told, twice."""
    video = stack.ended(video_id)
    assert video["state"] == "completed"
    assert all(video["shots"][index]["sentence"] == sentence for index, sentence in sentences.items())
    script = stack.http.get(video["links"]["script"]).json()
    assert [shot["sentence"] for shot in script["shots"]] == [shot["sentence"] for shot in video["shots"]]
    assert Counter(entry["shot"] for entry in stack.journalled("finished")) == Counter(range(SHOTS))
    events = [event for event in stack.events(video_id) if event.get("id")]
    assert [int(event["id"]) for event in events] == list(range(1, len(events) + 1))
    assert len({event["data"]["key"] for event in events}) == len(events)
    assert Counter(event["event"] for event in events)["shot.written"] == SHOTS


def words_of(stack: FakeStack, video_id: str) -> dict[int, str]:
    return {shot["index"]: shot["sentence"] for shot in stack.video(video_id)["shots"] if shot["sentence"]}


@pytest.mark.parametrize("victim", ["gateway", "others"])
def test_words_that_were_there_stay_and_are_not_written_again(stack: FakeStack, victim: str) -> None:
    """The gateway, or the script service, which comes back as a process that would write other words."""
    video_id = begin(stack)
    sentences = words_of(stack, video_id)
    stack.kill(victim)
    if victim == "gateway":
        stack.start_gateway()
        stack.wait_until_alive()
    else:
        names = ("audio", "script", "critic", "assembly", "lalm")
        stack.start_fakes("others", *names, shots=SHOTS, word_seconds=0.6)
    assert_whole(stack, video_id, sentences)
    worded = Counter(entry["shot"] for entry in stack.journalled("worded"))
    assert sum(worded.values()) <= SHOTS + 1, "only the shot that was just being kept may be written twice"


def test_a_script_that_fails_ends_the_video_and_nothing_more_is_filmed(stack: FakeStack) -> None:
    """The writing's own problem is the video's."""
    stack.start_all(shots=SHOTS)
    video = stack.ended(stack.order(brief={"text": "unwritable"}))
    assert (video["state"], video["error"]["step"]) == ("failed", "write")
    assert not stack.journalled("started")


def test_a_shot_without_words_ends_the_video_and_is_not_waited_for(stack: FakeStack) -> None:
    """Its number is in the problem."""
    stack.start_all(shots=SHOTS)
    video = stack.ended(stack.order(brief={"text": "speechless"}))
    assert (video["state"], video["error"]["step"], video["error"]["shot_index"]) == ("failed", "write", 2)


def test_a_cancelled_video_is_not_written_on(stack: FakeStack) -> None:
    """Cancelled in mid-writing: the service is told to stop, and no more words are asked for."""
    video_id = begin(stack, word_seconds=1.0)
    stack.http.post(f"/v1/videos/{video_id}/cancel")
    wait_until(lambda: stack.journalled("unwritten"), 30, "the writing to stop")
    worded = len(stack.journalled("worded"))
    assert worded < SHOTS
    other = stack.order(seed=9)
    assert stack.ended(other)["state"] == "completed"
    assert stack.video(video_id)["state"] == "cancelled"
    assert len(stack.journalled("worded")) == worded + SHOTS

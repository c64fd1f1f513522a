"""Films are edited: a batch of edits is a revision, only what it asks for is filmed, the film before stays."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fake_stack import FakeStack, fake_stack

SHOTS = 5


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder)) as stack:
        stack.start_all(shot_seconds=0.02, shots=SHOTS)
        yield stack


@pytest.fixture
def film(stack: FakeStack) -> str:
    """The id of a completed video with clips of its own."""
    film.count = getattr(film, "count", 0) + 1  # type: ignore[attr-defined]
    video_id = stack.order(seed=1000 * film.count)  # type: ignore[attr-defined]
    assert stack.ended(video_id)["state"] == "completed"
    return video_id


def filmed(stack: FakeStack) -> list[tuple[int, int]]:
    """Shot and seed of all that pods began."""
    return [(entry["shot"], entry["seed"]) for entry in stack.journalled("started")]


def takes(stack: FakeStack, video_id: str, index: int) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = stack.http.get(f"/v1/videos/{video_id}/shots/{index}/takes").json()["takes"]
    return listed


def test_other_words_film_one_shot_with_its_seed_and_the_film_before_stays(stack: FakeStack, film: str) -> None:
    """The second revision has the new words and all other takes; the first is downloaded as it was."""
    seed = stack.video(film)["order"]["seed"]
    first = stack.http.get(f"/v1/videos/{film}/revisions/1/film").content
    before = filmed(stack)
    video = stack.edit(film, {"shots": [{"index": 2, "sentence": "A fox crosses the road."}]})
    assert (video["state"], video["revision"]) == ("completed", 2)
    assert filmed(stack)[len(before) :] == [(2, seed)]
    assert video["shots"][2]["sentence"] == "A fox crosses the road."
    assert [take["number"] for take in takes(stack, film, 2)] == [1, 2]
    assert [take["used"] for take in takes(stack, film, 2)] == [False, True]

    revisions = stack.http.get(f"/v1/videos/{film}/revisions").json()["revisions"]
    assert [each["state"] for each in revisions] == ["completed", "completed"]
    assert revisions[1]["takes"] == {"0": 1, "1": 1, "2": 2, "3": 1, "4": 1}
    assert revisions[1]["edits"]["shots"][0]["sentence"] == "A fox crosses the road."
    assert stack.http.get(f"/v1/videos/{film}/revisions/1/film").content == first
    assert "fox" not in stack.http.get(revisions[0]["links"]["script"]).text
    assert "fox" in stack.http.get(revisions[1]["links"]["script"]).text
    assert "fox" in stack.http.get(f"/v1/videos/{film}/script").text
    clip = takes(stack, film, 2)[0]["links"]["clip"]
    assert stack.http.get(clip).content == b"clip 2"


def test_papers_of_a_revision_come_in_the_form_that_is_asked_for(stack: FakeStack, film: str) -> None:
    """By name, or by what the client likes best; and no form that they do not have."""
    edited = stack.edit(film, {"shots": [{"index": 0, "retake": True}]})
    for number in (1, 2):
        path = f"/v1/videos/{film}/revisions/{number}/certificate"
        for form, media in (("pdf", "application/pdf"), ("html", "text/html"), ("json", "application/json")):
            named, liked = (
                stack.http.get(path, params=params, headers={"accept": accept})
                for params, accept in (({"format": form}, "*/*"), ({}, media))
            )
            assert named.headers["content-type"].partition(";")[0] == media
            assert (liked.content, liked.headers["vary"]) == (named.content, "accept")
        assert stack.http.get(path, params={"format": "docx"}).status_code == 422
    newest = stack.http.get(f"/v1/videos/{film}/revisions/2/certificate").json()
    assert newest == stack.http.get(edited["links"]["certificate"]).json()


def test_a_retake_has_the_next_seed_and_a_range_is_one_revision(stack: FakeStack, film: str) -> None:
    """Shots 1 to 3 once more, nothing else."""
    seed, before = stack.video(film)["order"]["seed"], len(filmed(stack))
    video = stack.edit(film, {"shots": [{"index": 1, "through": 3, "retake": True}]})
    assert video["revision"] == 2
    assert sorted(filmed(stack)[before:]) == [(1, seed + 1), (2, seed + 1), (3, seed + 1)]
    assert [shot["used_take"] for shot in video["shots"]] == [1, 2, 2, 2, 1]


def test_choosing_a_take_captions_and_transitions_only_cut_anew(stack: FakeStack, film: str) -> None:
    """No pod is asked for anything; a dissolve needs frames that were not filmed, so it is."""
    stack.edit(film, {"shots": [{"index": 1, "seed": 77}]})
    assert takes(stack, film, 1)[1]["seed"] == 77
    before = len(filmed(stack))
    edits = {"shots": [{"index": 1, "take": 1}, {"index": 3, "transition": "flash"}], "captions": "sidecar"}
    video = stack.edit(film, edits)
    assert (video["revision"], video["shots"][1]["used_take"]) == (3, 1)
    assert stack.http.get(f"/v1/videos/{film}/revisions/3").json()["captions"] == "sidecar"
    assert stack.http.get(f"/v1/videos/{film}/shots/3").json()["words"]["transition"] == "TRANSITION_FLASH"
    assert len(filmed(stack)) == before
    stack.edit(film, {"shots": [{"index": 3, "transition": "dissolve"}]})
    assert [index for index, _ in filmed(stack)[before:]] == [3]


def test_a_take_with_the_same_words_and_seed_is_found_not_filmed(stack: FakeStack, film: str) -> None:
    """And costs nothing."""
    seed, before = stack.video(film)["order"]["seed"], len(filmed(stack))
    video = stack.edit(film, {"shots": [{"index": 4, "seed": seed}]})
    assert video["shots"][4]["used_take"] == 2
    assert len(filmed(stack)) == before
    assert takes(stack, film, 4)[1]["filming_seconds"] is None
    assert takes(stack, film, 4)[1]["spend"]["gpu_seconds"] == 0


def test_edits_that_cannot_be_carried_out_change_nothing(stack: FakeStack, film: str) -> None:
    """Every fault is named with a pointer; the film stays as it is."""
    path = f"/v1/videos/{film}/revisions"
    faults: list[tuple[dict[str, Any], str]] = [
        ({"shots": [{"index": 9, "retake": True}]}, "/shots/0/index"),
        ({"shots": [{"index": 1, "retake": True}, {"index": 0, "through": 2, "seed": 3}]}, "/shots/1/index"),
        ({"shots": [{"index": 1, "take": 4}]}, "/shots/0/take"),
        ({"shots": [{"index": 1, "action": " "}]}, "/shots/0/sentence"),
        ({"shots": [{"index": 1}]}, "/shots/0"),
        ({"shots": [{"index": 1, "take": 1, "retake": True}]}, "/shots/0"),
        ({}, ""),
    ]
    for body, pointer in faults:
        status, problem = stack.post(path, body)
        assert (status, problem["errors"][0]["pointer"]) == (422, pointer), body
    status, problem = stack.post(path, {"shots": [{"index": 1, "retake": True}], "based_on": 7})
    assert (status, "1 came since" in problem["detail"]) == (409, True)
    assert stack.post(path, {"shots": [{"index": 1, "animatic": True}]})[0] == 202  # what films here is one
    assert stack.ended(film)["state"] == "completed"
    assert len(stack.http.get(path).json()["revisions"]) == 2


def test_an_edit_asked_for_twice_with_its_key_is_one(stack: FakeStack, film: str) -> None:
    """With another body the key is refused."""
    path, body = f"/v1/videos/{film}/revisions", {"shots": [{"index": 0, "retake": True}]}
    answers = [stack.post(path, body, **{"Idempotency-Key": "once"}) for _ in range(2)]
    assert [(status, revision["number"]) for status, revision in answers] == [(202, 2), (202, 2)]
    assert stack.post(path, {"captions": "none"}, **{"Idempotency-Key": "once"})[0] == 422
    stack.ended(film)


def test_the_stream_of_events_tells_of_each_revision(stack: FakeStack, film: str) -> None:
    """From the first event to the last revision's end, without gaps; after that it has ended."""
    stack.edit(film, {"captions": "sidecar"})
    events = [event for event in stack.events(film) if event.get("id")]
    assert [int(event["id"]) for event in events] == list(range(1, len(events) + 1))
    names = [event["event"] for event in events]
    assert names.count("revision.created") == 1
    assert names.count("film.cut") == 2
    states = [event["data"]["state"] for event in events if event["event"] == "video.state"]
    assert states[-3:] == ["queued", "cutting", "completed"]
    assert not [event for event in stack.events(film, len(events)) if event.get("id")]


def test_a_cancelled_revision_leaves_the_film_before(stack: FakeStack, film: str) -> None:
    """Its shots, words and takes are those of the first again."""
    stack.kill("video")
    status, _ = stack.post(f"/v1/videos/{film}/revisions", {"shots": [{"index": 1, "sentence": "Nobody is there."}]})
    assert status == 202
    status, problem = stack.post(f"/v1/videos/{film}/revisions", {"captions": "none"})
    assert (status, "Revision 2 is being made" in problem["detail"]) == (409, True)
    assert stack.http.post(f"/v1/videos/{film}/cancel").json()["state"] == "completed"
    stack.start_fakes("video", "video", shot_seconds=0.02, shots=SHOTS)
    video = stack.video(film)
    assert "Nobody" not in video["shots"][1]["sentence"]
    assert [shot["state"] for shot in video["shots"]] == ["filmed"] * SHOTS
    states = [each["state"] for each in stack.http.get(f"/v1/videos/{film}/revisions").json()["revisions"]]
    assert states == ["completed", "cancelled"]
    assert stack.edit(film, {"shots": [{"index": 1, "retake": True}]})["revision"] == 3

"""Deleted is deleted: rows and files, but for what another video uses, also over a gateway that is killed in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until


@pytest.fixture
def stack(short_folder: Path) -> Iterator[FakeStack]:
    with fake_stack(short_folder) as stack:
        stack.start_all(shot_seconds=0.02, shots=3)
        yield stack


def artifacts(stack: FakeStack) -> set[str]:
    folder = stack.folder / "artifacts"
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_video_leaves_nothing_behind_that_no_other_video_uses(stack: FakeStack) -> None:
    """Two videos of one order share their clips; one is edited. Song and events go last."""
    song_id = stack.upload()
    uploaded = artifacts(stack)
    order = {"song_id": song_id, "seed": 5, "pipeline": "lalm"}
    first, second = stack.order(**order), stack.order(**order)
    assert [stack.ended(each)["state"] for each in (first, second)] == ["completed"] * 2
    assert len(stack.journalled("finished")) == 3
    stack.edit(first, {"shots": [{"index": 1, "sentence": "A fox crosses."}]})
    assert stack.http.delete(f"/v1/songs/{song_id}").status_code == 409

    film = stack.http.get(f"/v1/videos/{second}/film").content
    assert stack.http.delete(f"/v1/videos/{first}").status_code == 204
    assert stack.http.get(f"/v1/videos/{first}").status_code == 404
    assert stack.http.get(f"/v1/videos/{second}/film").content == film
    for index in range(3):
        assert stack.http.get(f"/v1/videos/{second}/shots/{index}/takes/1/clip").status_code == 200
    assert stack.edit(second, {"captions": "sidecar"})["state"] == "completed"

    assert stack.http.delete(f"/v1/videos/{second}").status_code == 204
    assert artifacts(stack) == uploaded
    assert stack.http.delete(f"/v1/songs/{song_id}").status_code == 204
    assert artifacts(stack) == set()
    assert stack.http.get(f"/v1/songs/{song_id}").status_code == 404


def test_a_video_that_is_being_made_is_cancelled_first(stack: FakeStack) -> None:
    """And another one of the same order is made whole afterwards."""
    video_id = stack.order(seed=9, approval="script")
    stack.asks(video_id)
    assert stack.http.delete(f"/v1/videos/{video_id}").status_code == 204
    assert stack.ended(stack.order(seed=9))["state"] == "completed"
    assert [each["id"] for each in stack.http.get("/v1/videos").json()["videos"]] != [video_id]


def test_a_song_takes_along_what_was_heard_in_it_and_written_of_it(stack: FakeStack) -> None:
    """Without a film, each a job by itself."""
    song_id = stack.upload()
    asked = [
        f"/v1/{kind}/{stack.http.post(f'/v1/{kind}', json={'song_id': song_id}).json()['id']}"
        for kind in ("hearings", "scripts")
    ]
    wait_until(lambda: all(stack.http.get(path).json()["state"] == "completed" for path in asked), 30, "both jobs")
    assert stack.http.delete(f"/v1/songs/{song_id}").status_code == 204
    assert artifacts(stack) == set()

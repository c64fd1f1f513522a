"""Scripts by themselves, and videos filmed from a script: the gateway over fakes, all real processes."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

SHOTS = 5


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder)) as stack:
        stack.start_all(word_seconds=0.05)
        yield stack


def ask(stack: FakeStack, song_id: str, **body: Any) -> tuple[int, dict[str, Any]]:
    """Status and script."""
    answer = stack.http.post("/v1/scripts", json={"song_id": song_id, **body})
    assert answer.status_code in (200, 202), answer.text
    script: dict[str, Any] = answer.json()
    assert answer.headers["location"] == script["links"]["self"]
    return answer.status_code, script


def ended(stack: FakeStack, script_id: str) -> dict[str, Any]:
    def read() -> dict[str, Any]:
        script: dict[str, Any] = stack.http.get(f"/v1/scripts/{script_id}").json()
        return script

    wait_until(lambda: read()["state"] in ("completed", "failed"), 30, "the script to end")
    return read()


def words(stack: FakeStack, song_id: str) -> dict[str, Any]:
    """A written script."""
    script = ended(stack, ask(stack, song_id)[1]["id"])
    document: dict[str, Any] = stack.http.get(script["links"]["script"]).json()
    return document


def test_a_script_is_written_without_a_film(stack: FakeStack) -> None:
    """202 while it runs, 200 afterwards; words and times can be read, nothing is filmed."""
    song_id, filmed = stack.upload(b"written"), len(stack.journalled("started"))
    status, script = ask(stack, song_id, brief={"text": "a flood"})
    assert (status, script["state"]) == (202, "queued")
    early = stack.http.get(f"/v1/scripts/{script['id']}/script")
    assert (early.status_code, early.headers["retry-after"]) == (409, "1")
    script = ended(stack, script["id"])
    assert (script["state"], script["error"]) == ("completed", None)
    assert script["progress"] == {"shots_written": SHOTS, "shots_total": SHOTS}
    document = stack.http.get(script["links"]["script"]).json()
    assert [shot.get("index", 0) for shot in document["shots"]] == list(range(SHOTS))
    assert len(stack.http.get(script["links"]["analysis"]).json()["shots"]) == SHOTS
    assert ask(stack, song_id, brief={"text": "a flood"})[0] == 200
    assert len(stack.journalled("started")) == filmed


def test_the_same_order_is_written_once_and_anew_when_asked(stack: FakeStack) -> None:
    """One id and one call; another seed is another script; `anew` writes again under the same id."""
    song_id = stack.upload(b"once")
    first = ask(stack, song_id)[1]["id"]
    ended(stack, first)
    written = len(stack.journalled("written"))
    assert ask(stack, song_id)[1]["id"] == first
    assert len(stack.journalled("written")) == written
    assert ended(stack, ask(stack, song_id, seed=1)[1]["id"])["id"] != first
    assert ask(stack, song_id, anew=True)[1]["id"] == first
    assert ended(stack, first)["state"] == "completed"
    assert len(stack.journalled("written")) == written + 2


def test_a_script_that_cannot_be_written_says_why_and_can_be_asked_for_again(stack: FakeStack) -> None:
    """The service's own sentence; asking again begins anew."""
    song_id = stack.upload(b"unwritable")
    script = ended(stack, ask(stack, song_id, brief={"text": "unwritable"})[1]["id"])
    assert script["state"] == "failed"
    assert (script["error"]["step"], script["error"]["status"]) == ("write", 422)
    assert "Nothing can be written" in script["error"]["detail"]
    refused = stack.http.get(f"/v1/scripts/{script['id']}/script")
    assert (refused.status_code, "retry-after" in refused.headers) == (409, False)
    assert ask(stack, song_id, brief={"text": "unwritable"})[0] == 202


def test_unknown_songs_scripts_and_fields_are_refused(stack: FakeStack) -> None:
    """404 and 422 with what to do."""
    assert stack.http.post("/v1/scripts", json={"song_id": "nobody"}).status_code == 404
    assert stack.http.get("/v1/scripts/script-0").status_code == 404
    wrong = stack.http.post("/v1/scripts", json={"song_id": stack.upload(), "brief": {"camera_moves": ["dolly"]}})
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["pointer"].startswith("/brief/camera_moves/0")


def test_a_video_is_filmed_from_a_script_word_for_word(stack: FakeStack) -> None:
    """An edited sentence is the one that is filmed and shown; the script service writes nothing."""
    song_id = stack.upload(b"by hand")
    script = words(stack, song_id)
    script["shots"][2]["sentence"] = "A lighthouse falls into the sea."
    written = len(stack.journalled("written"))
    video = stack.ended(stack.order(song_id=song_id, script=script))
    assert video["state"] == "completed"
    assert video["shots"][2]["sentence"] == "A lighthouse falls into the sea."
    assert stack.http.get(video["links"]["script"]).json()["shots"][2]["sentence"] == "A lighthouse falls into the sea."
    assert len(stack.journalled("written")) == written
    assert stack.journalled("adopted")


def test_a_script_with_wrong_fields_is_refused_at_once_with_all_of_them(stack: FakeStack) -> None:
    """Unknown names with the one that was meant, wrong types, unknown values: each with its pointer."""
    song_id = stack.upload(b"wrong fields")
    script = words(stack, song_id)
    script["logline"] = 7
    script["shots"][1]["sentance"] = "Typed in haste."
    script["shots"][2]["camera"] = "CAMERA_MOVE_DOLLY"
    script["shots"][3] = "no shot"
    answer = stack.http.post("/v1/videos", json={"song_id": song_id, "script": script})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (422, "invalid-script")
    faults = {fault["pointer"]: fault["detail"] for fault in answer.json()["errors"]}
    assert set(faults) == {"/script/logline", "/script/shots/1/sentance", "/script/shots/2/camera", "/script/shots/3"}
    assert "Did you mean `sentence`?" in faults["/script/shots/1/sentance"]
    assert "CAMERA_MOVE_PUSH_IN" in faults["/script/shots/2/camera"]


def test_a_script_that_does_not_fit_the_song_fails_the_video_with_pointers(stack: FakeStack) -> None:
    """What only the song can tell: a shot too few, one without words."""
    song_id = stack.upload(b"does not fit")
    script = words(stack, song_id)
    del script["shots"][4]
    script["shots"][1]["sentence"] = ""
    video = stack.ended(stack.order(song_id=song_id, script=script))
    assert (video["state"], video["error"]["step"]) == ("failed", "write")
    assert [fault["pointer"] for fault in video["error"]["errors"]] == ["/script/shots/1/sentence", "/script/shots"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"script": {"logline": "A."}, "brief": {"text": "a flood"}}, "/brief"),
        ({"script": {}}, "/script/shots"),
        ({"script": {"logline": "A."}}, "/script/shots"),
        ({"script": {"logline": "A." * 600_000}}, "/script"),
        ({"script": {"shots": {"0": {}}}}, "/script/shots"),
    ],
)
def test_a_script_and_a_brief_do_not_go_together_nor_may_it_be_huge(
    stack: FakeStack, body: dict[str, Any], pointer: str
) -> None:
    """Each with a pointer to what is too much."""
    answer = stack.http.post("/v1/videos", json={"song_id": stack.upload(), **body})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


def test_a_script_is_told_from_what_an_audio_language_model_hears(stack: FakeStack) -> None:
    """Pipeline `lalm`: the narrative reaches the writer."""
    script = ended(stack, ask(stack, stack.upload(b"listened to"), pipeline="lalm")[1]["id"])
    assert script["state"] == "completed"
    assert stack.journalled("written")[-1]["concept"] == "A night drive."


def test_styles_that_a_brief_may_name_are_listed(stack: FakeStack) -> None:
    """As the script service has them."""
    assert stack.http.get("/v1/styles").json() == {"styles": [{"name": "neon noir", "look": "wet neon"}]}


def test_without_a_video_service_there_are_scripts_but_no_videos(short_folder: Path) -> None:
    """A script at 24 frames a second; a video is refused with the setting to change."""
    with fake_stack(short_folder, SONGREEL_VIDEO_ADDRESSES="") as words_only:
        words_only.start_all()
        song_id = words_only.upload()
        script = ended(words_only, ask(words_only, song_id)[1]["id"])
        assert script["state"] == "completed"
        analysis = words_only.http.get(script["links"]["analysis"]).json()
        assert analysis["rate"] == {"numerator": 24, "denominator": 1}
        refused = words_only.http.post("/v1/videos", json={"song_id": song_id})
        assert refused.status_code == 503
        assert "SONGREEL_VIDEO_ADDRESSES" in refused.json()["detail"]

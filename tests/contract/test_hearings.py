"""Songs heard by themselves: the gateway's hearings over fakes, all real processes."""

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder)) as stack:
        stack.start_fakes("others", "audio", hear_seconds=0.3)
        stack.start_gateway()
        stack.wait_until_alive()
        yield stack


def ask(stack: FakeStack, song_id: str, **body: Any) -> tuple[int, dict[str, Any]]:
    """Status and hearing."""
    answer = stack.http.post("/v1/hearings", json={"song_id": song_id, **body})
    assert answer.status_code in (200, 202), answer.text
    hearing: dict[str, Any] = answer.json()
    assert answer.headers["location"] == hearing["links"]["self"]
    return answer.status_code, hearing


def read(stack: FakeStack, hearing_id: str) -> dict[str, Any]:
    hearing: dict[str, Any] = stack.http.get(f"/v1/hearings/{hearing_id}").json()
    return hearing


def ended(stack: FakeStack, hearing_id: str) -> dict[str, Any]:
    wait_until(lambda: read(stack, hearing_id)["state"] in ("completed", "failed"), 30, "the hearing to end")
    return read(stack, hearing_id)


def heard(stack: FakeStack) -> int:
    """How many songs the audio service was asked to hear."""
    return len(stack.journalled("heard"))


def test_a_song_is_heard_by_the_audio_service_alone(stack: FakeStack) -> None:
    """202 while it runs, 200 afterwards; the analysis is the message's JSON form, on the ordered frame grid."""
    song_id = stack.upload(b"alone")
    status, hearing = ask(stack, song_id, rate="30000/1001")
    assert (status, hearing["state"] in ("queued", "hearing")) == (202, True)
    early = stack.http.get(f"/v1/hearings/{hearing['id']}/analysis")
    assert (early.status_code, early.headers["retry-after"]) == (409, "1")
    hearing = ended(stack, hearing["id"])
    assert (hearing["state"], hearing["error"], hearing["song_id"]) == ("completed", None, song_id)
    analysis = stack.http.get(hearing["links"]["analysis"]).json()
    assert analysis["rate"] == {"numerator": 30000, "denominator": 1001}
    assert analysis["tempo"]["bpm"] == 120.0
    assert ask(stack, song_id, rate="30000/1001")[0] == 200


def test_the_same_song_and_options_are_heard_once(stack: FakeStack) -> None:
    """Asked twice at once and once more: one id, one call. Other options are another hearing; `anew` listens again."""
    song_id, before = stack.upload(b"once"), heard(stack)
    ids = [ask(stack, song_id)[1]["id"] for _ in range(2)]
    ended(stack, ids[0])
    ids.append(ask(stack, song_id, segmentation="planned", seed=0)[1]["id"])
    assert (len(set(ids)), heard(stack)) == (1, before + 1)
    other = ask(stack, song_id, segmentation="random", seed=3)[1]["id"]
    assert other not in ids
    ended(stack, other)
    status, again = ask(stack, song_id, anew=True)
    assert (status, again["id"]) == (202, ids[0])
    assert ended(stack, ids[0])["state"] == "completed"
    assert heard(stack) == before + 3


def test_what_is_no_song_fails_with_the_services_words_and_may_be_tried_again(stack: FakeStack) -> None:
    """A problem in the hearing, 409 for its analysis; asking again begins again."""
    song_id, before = stack.upload(b"bad bytes"), heard(stack)
    for times in (1, 2):
        hearing = ended(stack, ask(stack, song_id)[1]["id"])
        assert (hearing["state"], hearing["error"]["status"]) == ("failed", 422)
        assert (hearing["error"]["detail"], hearing["error"]["step"]) == ("This is not audio. Upload a song.", "hear")
        assert heard(stack) == before + times
    refusal = stack.http.get(f"/v1/hearings/{hearing['id']}/analysis")
    assert (refusal.status_code, "`error`" in refusal.json()["detail"]) == (409, True)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/song_id"),
        ({"song_id": "s", "preset": "final"}, "/preset"),
        ({"song_id": "s", "segmentation": "odd"}, "/segmentation"),
        ({"song_id": "s", "rate": "0"}, "/rate"),
        ({"song_id": "s", "rate": "24/0"}, "/rate"),
        ({"song_id": "s", "seed": -1}, "/seed"),
        ({"song_id": "s", "lyrics": {"text": ""}}, "/lyrics/text"),
        ({"song_id": "s", "anew": "yes"}, "/anew"),
    ],
)
def test_a_wrong_field_is_pointed_at(stack: FakeStack, body: dict[str, Any], pointer: str) -> None:
    """422 with a JSON pointer, as for videos."""
    answer = stack.http.post("/v1/hearings", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


def test_what_is_not_there_is_404_and_says_how_to_get_it(stack: FakeStack) -> None:
    """Songs and hearings."""
    answer = stack.http.post("/v1/hearings", json={"song_id": "song-0"})
    assert (answer.status_code, "POST /v1/songs" in answer.json()["detail"]) == (404, True)
    for path in ("", "/analysis"):
        answer = stack.http.get(f"/v1/hearings/hearing-0{path}")
        assert (answer.status_code, "POST /v1/hearings" in answer.json()["detail"]) == (404, True)


def test_a_hearing_waits_for_the_service_and_outlives_its_gateway(short_folder: Path) -> None:
    """It says what it waits for, goes on after `kill -9` at any moment, and is kept over a restart."""
    with fake_stack(short_folder) as stack:
        stack.start_gateway()
        stack.wait_until_alive()
        song_id = stack.upload(b"patient")
        hearing_id = ask(stack, song_id)[1]["id"]
        wait_until(lambda: read(stack, hearing_id)["waiting_for"], 20, "the hearing to wait")
        waiting = read(stack, hearing_id)["waiting_for"]
        assert (waiting["service"], waiting["reason"]) == ("audio", "UNAVAILABLE")
        restart(stack)
        stack.start_fakes("others", "audio", hear_seconds=1.0)
        wait_until(lambda: heard(stack), 20, "the call")
        assert read(stack, hearing_id)["state"] == "hearing"
        restart(stack)
        assert ended(stack, hearing_id)["state"] == "completed"
        assert read(stack, hearing_id)["waiting_for"] is None
        calls = heard(stack)
        gateway = stack.process("gateway")
        gateway.send_signal(signal.SIGTERM)
        assert gateway.wait(20) == 0
        stack.start_gateway()
        stack.wait_until_alive()
        status, hearing = ask(stack, song_id)
        assert (status, hearing["id"], heard(stack)) == (200, hearing_id, calls)
        assert stack.http.get(hearing["links"]["analysis"]).json()["shots"]


def restart(stack: FakeStack) -> None:
    """`kill -9` of the gateway, and another one in its place."""
    stack.kill("gateway")
    stack.start_gateway()
    stack.wait_until_alive()

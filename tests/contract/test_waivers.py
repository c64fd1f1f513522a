"""Defects are waived by name and with a reason, on the record, and in the certificate; never silently."""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

OTHERS = ("audio", "script", "critic", "assembly", "lalm")
WAIVER = {"measure": "shows_place", "shot_index": 2, "waived_by": "Ada Byron", "reason": "The fog hides the pier."}


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    """A gateway with a finished film, whose shot 2 nobody accepted."""
    with tempfile.TemporaryDirectory(prefix="reel-") as name, fake_stack(Path(name)) as stack:
        stack.start_fakes("video", "video")
        stack.start_fakes("others", *OTHERS, reject_every_take=2)
        stack.start_gateway()
        stack.wait_until_alive()
        yield stack


@pytest.fixture(scope="module")
def film(stack: FakeStack) -> str:
    """Its path."""
    video_id = stack.order()
    assert stack.ended(video_id)["state"] == "completed"
    return f"/v1/videos/{video_id}"


def test_a_waiver_stands_in_the_list_and_in_the_certificate_with_who_and_why(stack: FakeStack, film: str) -> None:
    """The certificate is issued anew; the findings stay in it. Waived again by somebody else, the first one stays."""
    before = stack.http.get(f"{film}/certificate").json()
    assert not before.get("waivers")
    assert [each.get("shotIndex", 0) for each in before["takes"] if not each.get("accepted")] == [2]
    answer = stack.http.post(f"{film}/waivers", json=WAIVER)
    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in WAIVER} == WAIVER
    after = stack.http.get(f"{film}/certificate").json()
    (waiver,) = after["waivers"]
    assert {"Ada Byron", "The fog hides the pier."} <= set(waiver.values())
    assert after["findings"] == before["findings"]

    again = stack.http.post(f"{film}/waivers", json=WAIVER | {"waived_by": "Somebody else", "reason": "Another."})
    assert again.json() == answer.json()
    assert stack.http.get(f"{film}/waivers").json()["waivers"] == [answer.json()]
    assert len(stack.http.get(f"{film}/certificate").json()["waivers"]) == 1


def test_a_waiver_follows_the_take_that_was_seen_from_revision_to_revision(stack: FakeStack) -> None:
    """Another shot filmed again: it stands. That shot filmed again: it does not, and is given anew by whoever looks."""
    video_id = stack.order(seed=77)
    assert stack.ended(video_id)["state"] == "completed"
    video = f"/v1/videos/{video_id}"
    assert stack.http.post(f"{video}/waivers", json=WAIVER).status_code == 201

    assert stack.edit(video_id, {"shots": [{"index": 1, "retake": True}]})["revision"] == 2
    (waiver,) = stack.http.get(f"{video}/certificate").json()["waivers"]
    assert waiver["waivedBy"] == "Ada Byron"

    assert stack.edit(video_id, {"shots": [{"index": 2, "retake": True}]})["revision"] == 3
    assert "waivers" not in stack.http.get(f"{video}/certificate").json()

    anew = WAIVER | {"waived_by": "Grace Hopper", "reason": "Fog again, and it is pretty."}
    assert stack.http.post(f"{video}/waivers", json=anew).json()["waived_by"] == "Grace Hopper"
    (waiver,) = stack.http.get(f"{video}/certificate").json()["waivers"]
    assert waiver["reason"] == anew["reason"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"measure": "cut_inside"}, "No defect cut_inside was found in shot 2. Found: shows_place in shot 2"),
        ({"shot_index": 1}, "No defect shows_place was found in shot 1"),
        ({"waived_by": "  "}, "/waived_by"),
        ({"reason": ""}, "/reason"),
        ({"waived_by": "\u200b"}, "U+200B cannot be seen"),
        ({"waived_by": "\u200d\u00a0"}, "in letters that can be seen"),
        ({"waived_by": "Ada\u202enoryB"}, "U+202E cannot be seen"),
        ({"reason": "Fog.\0"}, "U+0000 cannot be seen"),
        ({"approved": True}, "/approved"),
    ],
)
def test_nothing_is_waived_without_a_defect_a_name_and_a_reason(
    stack: FakeStack, film: str, change: dict[str, object], words: str
) -> None:
    """422, in words; nothing is kept."""
    kept = stack.http.get(f"{film}/waivers").json()
    answer = stack.http.post(f"{film}/waivers", json=WAIVER | change)
    assert answer.status_code == 422
    assert words in answer.json()["detail"]
    assert stack.http.get(f"{film}/waivers").json() == kept


def test_of_eight_who_waive_at_once_one_stands_and_nobody_takes_it_back(stack: FakeStack) -> None:
    """All are told who it was; there is no way to change or remove it; names of every script are names."""
    video_id = stack.order(seed=501)
    assert stack.ended(video_id)["state"] == "completed"
    path = f"/v1/videos/{video_id}/waivers"
    names = ["Ada", "Łukasz", "李明", "محمد", "שרה", "नेहा", "👩\u200d🎤 Eve", 'O\'Brien "Bob" <b>']
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda name: stack.http.post(path, json=WAIVER | {"waived_by": name}), names))
    assert {answer.status_code for answer in answers} == {201}
    (kept,) = {answer.json()["waived_by"] for answer in answers}
    assert kept in names
    certificate = stack.http.get(f"/v1/videos/{video_id}/certificate").json()
    assert [each["waivedBy"] for each in certificate["waivers"]] == [kept]
    assert {stack.http.request(verb, path, json=WAIVER).status_code for verb in ("PUT", "PATCH", "DELETE")} == {405}


def test_no_film_no_waiver(stack: FakeStack) -> None:
    """409 before the film is cut, 404 for a video that is not there."""
    stack.kill("video")
    path = f"/v1/videos/{stack.order(seed=99)}/waivers"
    assert stack.http.post(path, json=WAIVER).status_code == 409
    assert stack.http.get(path).json() == {"waivers": []}
    assert stack.http.post("/v1/videos/none/waivers", json=WAIVER).status_code == 404


def test_a_waiver_for_which_no_certificate_could_be_issued_is_kept_and_certified_later(
    stack: FakeStack, film: str
) -> None:
    """The assembly service is away: 503; when it is back, the same call succeeds."""
    stack.kill("others")
    waiver = WAIVER | {"shot_index": -1}
    assert stack.http.post(f"{film}/waivers", json=waiver).status_code == 503
    stack.start_fakes("others", *OTHERS, reject_every_take=2)
    path = f"{film}/waivers"
    wait_until(lambda: stack.http.post(path, json=waiver).status_code == 201, 30, "the assembly service to be back")
    indices = [each.get("shotIndex", 0) for each in stack.http.get(f"{film}/certificate").json()["waivers"]]
    assert sorted(indices) == [-1, 2]

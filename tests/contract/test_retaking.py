"""Shots that the critic rejects are filmed again within the policy, and a film never hides what was not accepted."""

from pathlib import Path
from typing import Any

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

OTHERS = ("audio", "script", "critic", "assembly", "lalm")


def certified(stack: FakeStack, video_id: str) -> tuple[list[str], dict[str, Any]]:
    """The defects of shot 2 that the certificate tells, and what it tells of the shot's takes."""
    certificate = stack.http.get(f"/v1/videos/{video_id}/certificate").json()
    defects = [each for each in certificate["findings"] if each.get("severity") == "SEVERITY_DEFECT"]
    assert {each["shotIndex"] for each in defects} == {2}
    (told,) = [each for each in certificate["takes"] if each.get("shotIndex") == 2]
    return [each["measure"] for each in defects], dict(told)


def test_a_shot_that_is_rejected_every_time_is_told_anew_and_its_best_take_is_used(short_folder: Path) -> None:
    """Three takes, each with the next seed and with the place in front; the first had the fewest defects. The
    certificate says that nobody accepted it, and also of another that a person chooses afterwards."""
    with fake_stack(short_folder, SONGREEL_TAKES_LIMIT="3") as stack:
        stack.start_fakes("video", "video")
        stack.start_fakes("others", *OTHERS, reject_every_take=2)
        stack.start_gateway()
        stack.wait_until_alive()
        video_id = stack.order(seed=40)
        video = stack.ended(video_id)
        assert video["state"] == "completed"
        started = [entry for entry in stack.journalled("started") if entry["shot"] == 2]
        assert [entry["seed"] for entry in started] == [40, 41, 42]
        place = started[1]["prompt"].partition(".")[0]
        assert place
        assert started[1]["prompt"].endswith(started[0]["prompt"] or video["shots"][2]["sentence"])
        assert [entry["prompt"] for entry in started][1:] == [started[1]["prompt"]] * 2

        events = stack.events(video_id)
        rejected = [each["data"] for each in events if each["event"] == "shot.rejected"]
        assert [(each["index"], each["take"]) for each in rejected] == [(2, 1), (2, 2)]
        (filmed,) = [each["data"] for each in events if each["event"] == "shot.filmed" and each["data"]["index"] == 2]
        assert (filmed["accepted"], filmed["take"], filmed["used_take"]) == (False, 3, 1)
        assert filmed["reasons"] == ["Wrong: shows_place."]

        shot = video["shots"][2]
        assert shot["take"] == 3
        assert shot["clip"]["requestDigest"] == started[0]["digest"]
        assert [finding["measure"] for finding in shot["findings"]] == ["shows_place"]

        defects, told = certified(stack, video_id)
        assert defects == ["shows_place"]
        assert (told["filmedCount"], told["usedTake"], told.get("accepted", False)) == (3, 1, False)
        assert stack.edit(video_id, {"shots": [{"index": 2, "take": 2}]})["state"] == "completed"
        defects, told = certified(stack, video_id)
        assert sorted(defects) == ["black_frames", "shows_place"], "whoever chose it, they are told"
        assert (told["filmedCount"], told["usedTake"], told.get("accepted", False)) == (3, 2, False)


def test_a_gateway_killed_between_takes_goes_on_with_what_was_rejected(short_folder: Path) -> None:
    """The same takes, the same words, the same choice."""
    with fake_stack(short_folder, SONGREEL_TAKES_LIMIT="3") as stack:
        stack.start_fakes("video", "video", shot_seconds=0.4)
        stack.start_fakes("others", *OTHERS, reject_every_take=1)
        stack.start_gateway()
        stack.wait_until_alive()
        video_id = stack.order(seed=7)
        wait_until(lambda: any(entry["seed"] == 8 for entry in stack.journalled("started")), 30, "a second take")
        stack.kill("gateway")
        stack.start_gateway()
        stack.wait_until_alive()
        video = stack.ended(video_id)
        assert video["state"] == "completed"
        started = [entry for entry in stack.journalled("started") if entry["shot"] == 1]
        assert {entry["seed"] for entry in started} == {7, 8, 9}
        assert len({entry["digest"] for entry in started}) == 3
        assert video["shots"][1]["clip"]["requestDigest"] == started[0]["digest"]

"""Keyframes are looked at before they are filmed: made, made again where the client asks for it, approved, followed."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from songreel_client import ApiError, Order, Songreel

from tests.contract.test_gateway_identity import BOB, deployed
from tests.fake_stack import SONG, FakeStack
from tests.processes import wait_until


@pytest.fixture
def stack(short_folder: Path) -> Iterator[FakeStack]:
    """Wan makes keyframes, Wan I2V films from them."""
    with deployed(short_folder, "wan", "wan_i2v", reject_first_take=4) as stack:
        yield stack


def keyframes(stack: FakeStack, video_id: str) -> list[dict[str, Any]]:
    answer = stack.http.get(f"/v1/videos/{video_id}/keyframes")
    assert answer.status_code == 200, answer.text
    listed: list[dict[str, Any]] = answer.json()["keyframes"]
    return listed


def waits_for_the_client(stack: FakeStack, video_id: str) -> bool:
    waiting = stack.video(video_id)["waiting_for"] or {}
    assert waiting.get("service") != "client" or (waiting["reason"], "/keyframes" in waiting["message"]) == (
        "APPROVAL",
        True,
    )
    return waiting.get("service") == "client"


def ready(stack: FakeStack, video_id: str) -> bool:
    listed = keyframes(stack, video_id)
    return bool(listed) and all(each["ready"] for each in listed)


def post(stack: FakeStack, video_id: str, what: str) -> tuple[int, dict[str, Any]]:
    answer = stack.http.post(f"/v1/videos/{video_id}/keyframes/{what}")
    return answer.status_code, answer.json()


def test_no_shot_is_filmed_before_its_keyframe_is_approved(stack: FakeStack) -> None:
    """Also over a gateway that is killed while it waits; another keyframe is made where it was asked for, and every
    take is filmed by what was approved."""
    video_id = stack.order(approval="keyframes", seed=3)
    wait_until(partial(waits_for_the_client, stack, video_id), 60, "the video to wait for the client")
    first = keyframes(stack, video_id)
    assert [each["id"] for each in first] == [f"shot-{index}" for index in range(5)]
    assert all(each["ready"] and each["number"] == 0 for each in first)
    assert all(each["prompt"].startswith(f"Shot {index} ") for index, each in enumerate(first))
    assert stack.http.get(first[2]["links"]["content"]).content == b"picture"
    assert not stack.journalled("started")

    assert post(stack, video_id, "shot-2/again")[0] == 202
    stack.kill("gateway")
    stack.start_gateway()
    stack.wait_until_alive()
    wait_until(partial(ready, stack, video_id), 60, "the other keyframe")
    assert [each["number"] for each in keyframes(stack, video_id)] == [0, 0, 1, 0, 0]
    assert len(stack.journalled("pictured")) == 6
    assert not stack.journalled("started")

    status, approved = post(stack, video_id, "approve")
    assert (status, approved["approved"]) == (200, True)
    video = stack.ended(video_id, 60)
    assert (video["state"], video["waiting_for"]) == ("completed", None)
    made = stack.journalled("pictured")
    assert len(made) == 6
    newest = {entry["prompt"].split(" by ")[0]: entry["uri"] for entry in made}  # a shot's last one stays
    shots = stack.journalled("finished")
    assert sorted(shot["shot"] for shot in shots) == [0, 1, 2, 3, 4, 4]
    assert all(shot["follows"][0][1] == newest[f"Shot {shot['shot']}"] for shot in shots)
    assert post(stack, video_id, "shot-1/again")[0] == 409
    names = [event.get("event") for event in stack.events(video_id)]
    assert (names.count("keyframe.made"), names.count("keyframes.ready")) == (6, 2)


def test_asking_again_while_another_one_is_made_changes_nothing(stack: FakeStack) -> None:
    """A double click is one wish; nothing can be approved meanwhile."""
    video_id = stack.order(approval="keyframes")
    wait_until(partial(waits_for_the_client, stack, video_id), 60, "the video to wait for the client")
    stack.kill("pod-0")  # so that it stays unmade
    numbers = [post(stack, video_id, "shot-0/again")[1]["number"] for _ in range(3)]
    assert numbers == [1, 1, 1]
    status, problem = post(stack, video_id, "approve")
    assert (status, "still being made" in problem["detail"]) == (409, True)
    assert stack.http.get(f"/v1/videos/{video_id}/keyframes/shot-0/content").status_code == 409
    assert stack.http.post(f"/v1/videos/{video_id}/cancel").status_code == 200
    assert stack.ended(video_id)["state"] == "cancelled"


def test_characters_are_approved_once_for_all_their_shots(short_folder: Path) -> None:
    """Where characters are followed, it is their pictures that wait."""
    with deployed(short_folder, "wan_vace") as stack:
        video_id = stack.order(approval="keyframes", brief={"characters": [BOB]})
        wait_until(partial(waits_for_the_client, stack, video_id), 60, "the video to wait for the client")
        (bob,) = keyframes(stack, video_id)
        assert bob["id"] == "character-bob"
        assert post(stack, video_id, "character-bob/again")[0] == 202
        wait_until(partial(ready, stack, video_id), 60, "another Bob")
        assert post(stack, video_id, "approve")[0] == 200
        assert stack.ended(video_id, 60)["state"] == "completed"
        _, second = stack.journalled("pictured")
        assert {shot["follows"][0][1] for shot in stack.journalled("finished")} == {second["uri"]}


def test_where_no_picture_is_made_nothing_waits(short_folder: Path) -> None:
    """A drawn film, which takes words alone, goes through; and a video without approval has no keyframes to show."""
    with deployed(short_folder, "fake") as stack:
        video_id = stack.order(approval="keyframes")
        assert stack.ended(video_id, 60)["state"] == "completed"
        assert keyframes(stack, video_id) == []
        assert stack.http.get(f"/v1/videos/{video_id}/keyframes/shot-0/content").status_code == 404
        plain = stack.order()
        assert "approval" not in stack.video(plain)["order"]
        answer = stack.http.get(f"/v1/videos/{plain}/keyframes")
        assert (answer.status_code, "`approval`" in answer.json()["detail"]) == (409, True)


def test_the_command_shows_pictures_has_others_made_and_approves(stack: FakeStack, tmp_path: Path) -> None:
    """Ordered with --approve, the film waits; the pictures lie in a folder; after `approve` the same order ends."""
    (tmp_path / "song.mp3").write_bytes(SONG)
    gateway = f"http://127.0.0.1:{stack.port}"

    def command(*words: str) -> list[str]:
        return [str(Path(sys.executable).parent / "songreel"), *words, "--gateway", gateway, "--data", str(tmp_path)]

    def run(*words: str) -> str:
        done = subprocess.run(command(*words), capture_output=True, text=True, timeout=120, check=True, cwd=tmp_path)
        return done.stdout + done.stderr

    with subprocess.Popen(command("make", "song.mp3", "--approve"), stderr=subprocess.PIPE, cwd=tmp_path) as making:
        wait_until(lambda: stack.http.get("/v1/videos").json()["videos"], 60, "the order")
        video_id = stack.http.get("/v1/videos").json()["videos"][0]["id"]
        wait_until(partial(waits_for_the_client, stack, video_id), 60, "the video to wait for the client")
        assert "shot-3" in run("keyframes", video_id, "-o", "looks")
        assert sorted(path.name for path in (tmp_path / "looks").iterdir()) == [f"shot-{n}.png" for n in range(5)]
        assert "Another shot-3 is made" in run("approve", video_id, "--again", "shot-3")
        wait_until(partial(ready, stack, video_id), 60, "the other keyframe")
        assert "Approved" in run("approve", video_id)
        _, said = making.communicate(timeout=120)
    assert making.returncode == 0, said
    assert (tmp_path / "song.film.mp4").exists()
    assert len(stack.journalled("pictured")) == 6


def test_the_sdk_does_the_same(stack: FakeStack, tmp_path: Path) -> None:
    """Typed; a refusal is an ApiError with the gateway's words."""
    with Songreel(f"http://127.0.0.1:{stack.port}") as songreel:
        video = songreel.videos.create(stack.upload(), order=Order(approval="keyframes", seed=8))
        wait_until(partial(waits_for_the_client, stack, video.id), 60, "the video to wait for the client")
        assert [each.id for each in video.keyframes()] == [f"shot-{index}" for index in range(5)]
        assert video.download_keyframe("shot-1", tmp_path / "one.png").read_bytes() == b"picture"
        with pytest.raises(ApiError, match="has no keyframe"):
            video.remake_keyframe("shot-77")
        video.approve()
        assert video.wait().state == "completed"
        with pytest.raises(ApiError, match="ordered without approval"):
            songreel.videos.create(stack.upload(), order=Order(seed=9)).keyframes()

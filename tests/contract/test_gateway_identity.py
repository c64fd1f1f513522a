"""Whoever is in a film looks the same in each shot: pictures are made once, given ones are followed."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import PIL.Image
import pytest
from songreel.video.v1 import video_pb2

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

OTHERS = ("audio", "script", "critic", "assembly", "lalm")
CHARACTER, KEYFRAME = video_pb2.REFERENCE_KIND_CHARACTER, video_pb2.REFERENCE_KIND_KEYFRAME
ADA = {"id": "ada", "description": "a woman in a red coat"}
BOB = {"id": "bob", "description": "a man in a grey hat", "hair": "white hair"}


@contextmanager
def deployed(folder: Path, *backends: str, **ways: Any) -> Iterator[FakeStack]:
    """A gateway with one video pod of each backend."""
    with fake_stack(folder) as stack:
        names = [f"pod-{number}" for number in range(len(backends))]
        stack.environment["SONGREEL_VIDEO_ADDRESSES"] = ",".join(stack.address(name) for name in names)
        for name, backend in zip(names, backends, strict=True):
            stack.start_fakes(name, "video", backend=backend, **ways)
        stack.start_fakes("others", *OTHERS, **ways)
        stack.start_gateway()
        stack.wait_until_alive()
        yield stack


def picture(stack: FakeStack) -> str:
    """The id of an uploaded one."""
    buffer = io.BytesIO()
    PIL.Image.new("RGB", (96, 128), "red").save(buffer, "PNG")
    return str(stack.http.post("/v1/images", content=buffer.getvalue()).json()["id"])


def film(stack: FakeStack, cast: Sequence[dict[str, Any]], text: str = "") -> str:
    """The id of a completed video."""
    video_id = stack.order(brief={"text": text, "characters": list(cast)}, seed=3)
    video = stack.ended(video_id, 60)
    assert video["state"] == "completed", video["error"]
    return video_id


def filmed(stack: FakeStack, count: int) -> bool:
    """Whether so many shots are there."""
    return len(stack.journalled("finished")) >= count


def ways_told(stack: FakeStack, video_id: str) -> list[dict[str, Any]]:
    return [event["data"] for event in stack.events(video_id) if event.get("event") == "shot.way"]


def test_characters_are_followed_as_given_or_made_once(short_folder: Path) -> None:
    """Ada as on her picture, Bob as a pod made him from his wording, once for all five shots; VACE films."""
    with deployed(short_folder, "wan", "wan_i2v", "wan_vace") as stack:
        ada = f"artifact:images/{(ada_id := picture(stack))}.png"
        video_id = film(stack, [ADA | {"image_ids": [ada_id]}, BOB])
        (made,) = stack.journalled("pictured")
        assert made["by"] == "wan"
        assert "a man in a grey hat" in made["prompt"]
        assert "white hair" in made["prompt"]
        shots = stack.journalled("finished")
        assert [shot["by"] for shot in shots] == ["wan_vace"] * 5
        assert all(shot["follows"] == [[CHARACTER, ada, "ada"], [CHARACTER, made["uri"], "bob"]] for shot in shots)
        told = ways_told(stack, video_id)
        assert [each["by"] for each in told] == ["characters"] * 5
        assert told[0]["pictures"][0] == {"kind": "REFERENCE_KIND_CHARACTER", "imageUri": ada, "characterId": "ada"}


def test_without_a_pod_that_follows_characters_shots_begin_with_keyframes(short_folder: Path) -> None:
    """Made by Wan from each shot's own words; a second take has a keyframe of its own. Ada's picture is not followed,
    and the events say so."""
    with deployed(short_folder, "wan_i2v", "wan", reject_first_take=2) as stack:
        video_id = film(stack, [ADA | {"image_ids": [picture(stack)]}])
        made = {entry["uri"]: entry for entry in stack.journalled("pictured")}
        shots = stack.journalled("finished")
        assert len(made) == len(shots) == 6
        for shot in shots:
            assert shot["by"] == "wan_i2v"
            ((kind, uri, _),) = shot["follows"]
            assert kind == KEYFRAME
            assert made[uri]["seed"] == shot["seed"]
            assert made[uri]["prompt"].startswith(f"Shot {shot['shot']} ")
        told = ways_told(stack, video_id)
        assert len(told) == 6
        assert all((each["by"], each["unfollowed"]) == ("keyframe", ["ada"]) for each in told)


@pytest.mark.parametrize("backend", ["fake", "wan"])
def test_one_pod_that_takes_words_alone_films_by_words(short_folder: Path, backend: str) -> None:
    """No picture is made; whose picture is not followed is told."""
    with deployed(short_folder, backend) as stack:
        video_id = film(stack, [ADA | {"image_ids": [picture(stack)]}])
        assert not stack.journalled("pictured")
        assert all(not shot["follows"] for shot in stack.journalled("finished"))
        assert [each["unfollowed"] for each in ways_told(stack, video_id)] == [["ada"]] * 5
        certificate = stack.http.get(f"/v1/videos/{video_id}/certificate").json()
        assert any("pictures of ada were not followed" in finding["sentence"] for finding in certificate["findings"])


def test_one_pod_that_follows_characters_makes_their_pictures_itself(short_folder: Path) -> None:
    """VACE alone is enough."""
    with deployed(short_folder, "wan_vace") as stack:
        film(stack, [BOB])
        (made,) = stack.journalled("pictured")
        assert all(shot["follows"] == [[CHARACTER, made["uri"], "bob"]] for shot in stack.journalled("finished"))


def test_shots_without_people_are_filmed_by_words(short_folder: Path) -> None:
    """By the pod that takes words, though others are free; and nothing is told of pictures."""
    with deployed(short_folder, "wan_vace", "wan_i2v", "wan") as stack:
        video_id = film(stack, [], text="nobody")
        assert {(shot["by"], len(shot["follows"])) for shot in stack.journalled("finished")} == {("wan", 0)}
        assert not ways_told(stack, video_id)


def test_pods_that_need_keyframes_nobody_makes_fail_the_plan(short_folder: Path) -> None:
    """Before the song is heard, with what to add."""
    with deployed(short_folder, "wan_i2v") as stack:
        video = stack.ended(stack.order(), 60)
        assert video["state"] == "failed"
        assert video["error"]["step"] == "plan"
        assert "SONGREEL_VIDEO_BACKEND=wan" in video["error"]["detail"]


def test_a_gateway_killed_while_pictures_are_made_makes_no_other_ones(short_folder: Path) -> None:
    """The same picture of Bob stands in every shot, those filmed before and after; he was drawn once."""
    with deployed(short_folder, "wan", "wan_vace", shot_seconds=0.3) as stack:
        video_id = stack.order(brief={"characters": [BOB]}, seed=3)
        for count in (1, 3):
            wait_until(partial(filmed, stack, count), 60, "shots")
            stack.kill("gateway")
            stack.start_gateway()
            stack.wait_until_alive()
        assert stack.ended(video_id, 60)["state"] == "completed"
        (made,) = stack.journalled("pictured")
        shots = stack.journalled("finished")
        assert sorted(shot["shot"] for shot in shots) == list(range(5))
        assert all(shot["follows"] == [[CHARACTER, made["uri"], "bob"]] for shot in shots)

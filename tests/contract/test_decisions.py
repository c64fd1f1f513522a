"""A video that needs its client waits for it, holds nobody up meanwhile, and goes on with the answer."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

SHOTS = 5
FILM_SECONDS = 2.0  # of each shot of the fakes


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    """One video in work at a time; a GPU-second costs 0.001, and filming takes ten of them a second of film."""
    with tempfile.TemporaryDirectory(prefix="reel-") as name:
        folder = Path(name)
        settings = {
            "SONGREEL_VIDEOS_AT_ONCE": "1",
            "SONGREEL_GPU_PRICES": "*=3.60",
            "SONGREEL_ANIMATIC_ADDRESS": f"unix:{folder}/animatic.sock",
        }
        with fake_stack(folder, **settings) as stack:
            stack.start_fakes("animatic", "video", backend="animatic", shots=SHOTS)
            stack.start_fakes("video", "video", backend="wan", shots=SHOTS, gpu_factor=10.0, gpu_overrun=1.1)
            stack.start_fakes("others", "audio", "script", "critic", "assembly", shots=SHOTS)
            stack.start_gateway()
            stack.wait_until_alive()
            yield stack


def filmed(stack: FakeStack, seed: int) -> list[int]:
    """The shots that were finished with this seed, or one of the next nine."""
    return sorted(entry["shot"] for entry in stack.journalled("finished") if seed <= entry["seed"] < seed + 10)


def test_who_draws_is_asked_for_its_health_too(stack: FakeStack) -> None:
    """Beside the pods that film."""
    backends = stack.http.get("/v1/health/backends").json()["backends"]
    assert {"video": "SERVING", "animatic": "SERVING"}.items() <= {b["name"]: b["status"] for b in backends}.items()


def test_a_script_is_approved_with_edits_before_anything_is_filmed(stack: FakeStack) -> None:
    """Meanwhile another video has its place."""
    video_id = stack.order(approval="script", seed=100)
    video = stack.asks(video_id)
    assert video["required_action"]["type"] == "approve_script"
    assert (video["waiting_for"]["service"], video["waiting_for"]["reason"]) == ("client", "APPROVAL")
    assert stack.ended(stack.order(seed=200))["state"] == "completed"
    assert filmed(stack, 100) == []

    status, problem = stack.post(f"/v1/videos/{video_id}/approval", {"shots": [{"index": 1, "retake": True}]})
    assert (status, problem["errors"][0]["pointer"]) == (422, "/shots")
    edits = [{"index": 1, "sentence": "A fox crosses."}, {"index": 2, "seed": 107}]
    assert stack.post(f"/v1/videos/{video_id}/approval", {"shots": edits})[0] == 202
    video = stack.ended(video_id)
    assert (video["state"], video["revision"], video["required_action"]) == ("completed", 1, None)
    assert video["shots"][1]["sentence"] == "A fox crosses."
    assert filmed(stack, 100) == list(range(SHOTS))
    assert "fox" in stack.http.get(f"/v1/videos/{video_id}/script").text
    assert stack.post(f"/v1/videos/{video_id}/approval", {})[0] == 409


def test_a_question_survives_the_gateway_and_is_told_as_an_event(stack: FakeStack) -> None:
    """Killed while it waits: it still waits, then goes on."""
    video_id = stack.order(approval="script", seed=300)
    stack.asks(video_id)
    stack.kill("gateway")
    stack.start_gateway()
    stack.wait_until_alive()
    assert stack.video(video_id)["required_action"]["type"] == "approve_script"
    assert stack.post(f"/v1/videos/{video_id}/approval", {})[0] == 202
    assert stack.ended(video_id)["state"] == "completed"
    told = [event["data"] for event in stack.events(video_id) if event["event"] == "video.requires_action"]
    assert [each["type"] for each in told] == ["approve_script"]


@pytest.mark.parametrize(
    ("choice", "drawn"),
    [({"sentence": "Her cup is empty."}, False), ({"animatic": True}, True), ({"drop": True}, False)],
)
def test_a_shot_that_cannot_be_filmed_is_set_aside_and_decided_on(
    stack: FakeStack, choice: dict[str, Any], drawn: bool
) -> None:
    """The others are filmed, once; the film is whole in the end."""
    seed = 400 + 10 * len(str(choice))
    video_id = stack.order(brief={"text": "poison in shot 3"}, seed=seed)
    video = stack.asks(video_id)
    assert (video["required_action"]["type"], video["required_action"]["shots"]) == ("resolve_shots", [3])
    assert [shot["state"] for shot in video["shots"]] == ["filmed", "filmed", "filmed", "failed", "filmed"]
    assert "cannot be filmed" in video["shots"][3]["error"]["detail"]
    path = f"/v1/videos/{video_id}/resolution"
    assert stack.post(path, {"shots": [{"index": 1, "retake": True}]})[0] == 422
    assert stack.post(path, {"shots": [{"index": 3, **choice}]})[0] == 202
    video = stack.ended(video_id)
    assert video["state"] == "completed", video["error"]
    assert filmed(stack, seed) == list(range(SHOTS))
    clip = video["shots"][3]["clip"]
    assert clip["provenance"].get("animatic", False) == drawn
    takes = stack.http.get(f"/v1/videos/{video_id}/shots/3/takes").json()["takes"]
    assert [take["state"] for take in takes] == ["failed", "accepted"]
    if "drop" in choice:
        assert takes[1]["sentence"] == video["shots"][2]["sentence"]


def test_a_shot_that_fails_again_is_asked_for_again(stack: FakeStack) -> None:
    """A retake with the same words is no help."""
    video_id = stack.order(brief={"text": "poison in shot 0"}, seed=600)
    stack.asks(video_id)
    path = f"/v1/videos/{video_id}/resolution"
    assert stack.post(path, {"shots": [{"index": 0, "retake": True}]})[0] == 202

    def states() -> list[str]:
        listed = stack.http.get(f"/v1/videos/{video_id}/shots/0/takes").json()["takes"]
        return [take["state"] for take in listed]

    wait_until(lambda: states() == ["failed", "failed"], 60, "the second failure")
    video = stack.asks(video_id)
    assert video["shots"][0]["state"] == "failed"
    assert stack.http.post(f"/v1/videos/{video_id}/cancel").json()["state"] == "cancelled"


def test_a_budget_is_never_overrun_by_more_than_the_quotes_error(stack: FakeStack) -> None:
    """Five shots at 20 GPU-seconds, each really 22; 50 have room for two. Raised, it goes on by itself."""
    quoted = 10 * FILM_SECONDS
    video_id = stack.order(seed=700, budget={"gpu_seconds": 50})
    video = stack.asks(video_id)
    assert video["required_action"]["type"] == "raise_budget"
    spend = video["spend"]
    assert len(filmed(stack, 700)) == 2
    assert spend["gpu_seconds"] == pytest.approx(2 * quoted * 1.1)
    assert spend["gpu_seconds"] <= 50 * 1.1
    assert (spend["reserved_gpu_seconds"], spend["budget"]["gpu_seconds"]) == (0, 50)
    assert stack.post(f"/v1/videos/{video_id}/budget", {"gpu_seconds": 70})[0] == 202  # room for one more
    wait_until(lambda: len(filmed(stack, 700)) == 3, 60, "another shot")
    stack.asks(video_id)
    assert stack.post(f"/v1/videos/{video_id}/budget", {"amount": 1.0})[0] == 202
    video = stack.ended(video_id)
    assert (video["state"], len(filmed(stack, 700))) == ("completed", SHOTS)
    spend = video["spend"]
    assert spend["gpu_seconds"] == pytest.approx(SHOTS * quoted * 1.1)
    assert spend["quoted_gpu_seconds"] == pytest.approx(SHOTS * quoted)
    assert spend["relative_error"] == pytest.approx(0.1)
    assert spend["amount"] == pytest.approx(SHOTS * quoted * 1.1 * 0.001)
    take = stack.http.get(f"/v1/videos/{video_id}/shots/2/takes/1").json()
    assert take["spend"]["gpu_seconds"] == pytest.approx(22)

    cap = {"amount": video["spend"]["amount"] + 0.001}
    assert stack.post(f"/v1/videos/{video_id}/budget", cap)[0] == 202  # a cap on retakes too
    assert stack.post(f"/v1/videos/{video_id}/revisions", {"shots": [{"index": 0, "retake": True}]})[0] == 202
    assert stack.asks(video_id)["required_action"]["type"] == "raise_budget"
    assert stack.http.post(f"/v1/videos/{video_id}/cancel").json()["state"] == "completed"


def test_a_budget_of_two_units_or_none_is_refused(stack: FakeStack) -> None:
    """With words."""
    song = stack.upload()
    for budget in ({"amount": 1, "gpu_seconds": 1}, {}, {"amount": 0}):
        status, problem = stack.post("/v1/videos", {"song_id": song, "budget": budget})
        assert (status, problem["errors"][0]["pointer"].startswith("/budget")) == (422, True)


def test_what_was_spent_and_how_far_quotes_were_off_are_metrics(stack: FakeStack) -> None:
    """As Prometheus reads them."""
    told = stack.http.get("/metrics").text
    assert 'songreel_gpu_seconds_total{device="fake",kind="take"}' in told
    assert "songreel_quote_error_ratio_sum" in told
    assert 'songreel_spend_total{currency="USD"}' in told

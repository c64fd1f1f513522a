"""The gateway's life: readiness, services that come and go, a port that is taken, SIGTERM."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

OTHERS = ("audio", "script", "critic", "assembly", "lalm")


@pytest.fixture
def stack(short_folder: Path) -> Iterator[FakeStack]:
    with fake_stack(short_folder) as stack:
        yield stack


def test_a_job_waits_for_its_services_and_goes_on_by_itself(stack: FakeStack) -> None:
    """With no service up: alive, not ready, names them; an ordered video says what it waits for; they come, it ends."""
    stack.start_gateway()
    stack.wait_until_alive()
    answer = stack.http.get("/readyz")
    assert answer.status_code == 503
    assert all(name in answer.json()["detail"] for name in ("audio", "video", "script", "critic", "assembly"))
    assert stack.http.get("/readyz/gateway").status_code == 200, "orders can be taken all the same"
    statuses = {each["name"]: each["status"] for each in stack.http.get("/v1/health/backends").json()["backends"]}
    assert statuses == dict.fromkeys(("video", "critic", "lalm", "audio", "script", "assembly"), "UNREACHABLE")

    video_id = stack.order()
    wait_until(lambda: stack.video(video_id)["waiting_for"], 20, "the video to wait")
    waiting = stack.video(video_id)["waiting_for"]
    assert (waiting["service"], waiting["reason"]) == ("video", "UNAVAILABLE")
    with stack.http.stream("GET", f"/v1/videos/{video_id}/events") as stream:
        lines = stream.iter_lines()
        assert any(line == "event: video.waiting" for line in lines)
        assert any(line == ": heartbeat" for line in lines), "an idle stream is kept open by comments"
    stack.start_fakes("video", "video")
    wait_until(
        lambda: (stack.video(video_id)["waiting_for"] or {}).get("service") == "audio", 20, "it to wait for audio"
    )
    stack.start_fakes("others", *OTHERS)
    video = stack.ended(video_id)
    assert (video["state"], video["waiting_for"]) == ("completed", None)
    assert stack.http.get("/readyz").status_code == 200


def test_a_video_service_killed_while_filming_is_waited_for(stack: FakeStack) -> None:
    """The shot that was cut off is filmed again when the service is back; finished ones are not."""
    stack.start_all(shot_seconds=0.6)
    video_id = stack.order()
    wait_until(lambda: len(stack.journalled("finished")) == 2, 20, "two shots")
    wait_until(lambda: len(stack.journalled("started")) == 3, 20, "the third to begin")
    stack.kill("video")
    wait_until(lambda: stack.video(video_id)["waiting_for"], 20, "the video to wait")
    assert stack.video(video_id)["waiting_for"]["service"] == "video"
    assert stack.http.get("/readyz").json()["detail"] == "Not ready: video (UNREACHABLE)."
    stack.start_fakes("video", "video")
    assert stack.ended(video_id)["state"] == "completed"
    digests = [entry["digest"] for entry in stack.journalled("finished")]
    assert len(digests) == len(set(digests)) == 5


def test_two_pods_film_at_once_and_a_rejected_take_is_filmed_again(short_folder: Path) -> None:
    """Each pod gets one shot at a time; the critic's rejected shot has a second take with the next seed."""
    with fake_stack(short_folder) as stack:
        addresses = ",".join(stack.address(name) for name in ("pod-0", "pod-1"))
        stack.environment["SONGREEL_VIDEO_ADDRESSES"] = addresses
        for pod in ("pod-0", "pod-1"):
            stack.start_fakes(pod, "video", shot_seconds=0.3)
        stack.start_fakes("others", *OTHERS, reject_first_take=2)
        stack.start_gateway()
        stack.wait_until_alive()
        video_id = stack.order(seed=40)
        video = stack.ended(video_id)
        assert video["state"] == "completed"
        assert [shot["take"] for shot in video["shots"]] == [1, 1, 2, 1, 1]
        filmed = sorted((entry["shot"], entry["seed"]) for entry in stack.journalled("finished"))
        assert filmed == [(0, 40), (1, 40), (2, 40), (2, 41), (3, 40), (4, 40)]
        names = [event["event"] for event in stack.events(video_id)]
        assert names.count("shot.rejected") == 1
        assert {each["name"] for each in stack.http.get("/v1/health/backends").json()["backends"]} >= {
            "video-0",
            "video-1",
        }
        order = [str(entry["event"]) for entry in journal(stack)]
        assert "started started" in " ".join(order), "two pods never filmed at once"


def journal(stack: FakeStack) -> list[dict[str, object]]:
    entries = map(json.loads, stack.journal.read_text().splitlines())
    return [entry for entry in entries if entry["event"] in ("started", "finished")]


def test_without_a_critic_the_film_says_that_nobody_looked(short_folder: Path) -> None:
    """No address: no checks, a finding that says so, and readiness does not ask for it."""
    with fake_stack(short_folder, SONGREEL_CRITIC_ADDRESS="") as stack:
        stack.start_all()
        video_id = stack.order()
        video = stack.ended(video_id)
        assert video["state"] == "completed"
        assert "SONGREEL_CRITIC_ADDRESS" in video["findings"][0]["sentence"]
        findings = stack.http.get(f"/v1/videos/{video_id}/certificate").json()["findings"]
        assert "SONGREEL_CRITIC_ADDRESS" in findings[0]["sentence"]


def test_sigterm_ends_open_streams_and_the_job_goes_on_at_the_next_start(stack: FakeStack) -> None:
    """Exit status 0 within the drain, even with an event stream open, and no temporary file is left; afterwards the
    video is finished."""
    stack.start_all(shot_seconds=0.5)
    video_id = stack.order()
    wait_until(lambda: stack.journalled("finished"), 20, "a shot")
    with stack.http.stream("GET", f"/v1/videos/{video_id}/events") as stream:
        lines = stream.iter_lines()
        next(lines)
        gateway = stack.process("gateway")
        gateway.send_signal(signal.SIGTERM)
        assert gateway.wait(60) == 0
    assert list(stack.temporary.iterdir()) == []
    assert "Traceback" not in (stack.folder / "gateway.log").read_text()
    stack.start_gateway()
    stack.wait_until_alive()
    assert stack.ended(video_id)["state"] == "completed"
    digests = [entry["digest"] for entry in stack.journalled("finished")]
    assert len(digests) == len(set(digests)) == 5


def test_a_taken_port_is_one_clear_sentence(stack: FakeStack) -> None:
    """Exit status 1, the setting's name, no traceback; nothing else was started."""
    stack.start_gateway()
    stack.wait_until_alive()
    second = subprocess.run(
        [sys.executable, "-m", "songreel_gateway"], env=stack.environment, capture_output=True, timeout=60, check=False
    )
    said = second.stderr.decode()
    assert second.returncode == 1
    assert "Set SONGREEL_HTTP_PORT" in said
    assert "Traceback" not in said

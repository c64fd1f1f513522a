"""`kill -9` in mid-job, then a start: the job goes on, no finished shot is made twice, the film is the same."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.probe import samples_of
from tests.processes import wait_until
from tests.songs import synthesise
from tests.stack import Stack, running_stack

SECTIONS = [("intro", 2, 0.3), ("verse", 4, 0.5), ("chorus", 4, 0.9), ("verse", 4, 0.5), ("chorus", 4, 0.9)]


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("song") / "song.wav"
    synthesise(path, bpm=120, beats_per_bar=4, sections=SECTIONS, sample_rate=44100, seed=5)
    return path


@pytest.fixture(scope="module")
def undisturbed_sha256(song: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of the film that a run without any fault gives."""
    with running_stack(tmp_path_factory.mktemp("calm")) as stack:
        video_id = stack.create_video(stack.upload(song), seed=1)
        stack.wait_for_film(video_id)
        return hashlib.sha256(samples_of(stack.download(video_id))).hexdigest()


@pytest.fixture
def stack(short_folder: Path) -> Iterator[Stack]:
    with running_stack(short_folder) as stack:
        yield stack


@pytest.mark.parametrize("victims", [("gateway",), ("video",), ()], ids=["gateway", "video", "everything"])
def test_a_killed_job_goes_on_by_itself(
    stack: Stack, song: Path, undisturbed_sha256: str, victims: tuple[str, ...]
) -> None:
    """Killed with some shots finished and one being filmed, started again: finished, nothing redone, the same film."""
    video_id = stack.create_video(stack.upload(song), seed=1)
    wait_until(lambda: len(stack.events("video", "shot_filmed")) >= 3, 120, "three finished shots")
    stack.kill(*victims)
    finished = {entry["digest"] for entry in stack.events("video", "shot_filmed")}
    stack.start(*victims)
    stack.wait_until_ready()
    video = stack.wait_for_film(video_id)

    filmed = Counter(entry["digest"] for entry in stack.events("video", "shot_filmed"))
    assert finished <= set(filmed)
    assert set(filmed.values()) == {1}
    assert len(filmed) == len(video["shots"])
    assert hashlib.sha256(samples_of(stack.download(video_id))).hexdigest() == undisturbed_sha256


@pytest.mark.parametrize("victim", ["audio", "script", "video", "assembly"])
def test_a_service_that_is_down_makes_the_job_wait(stack: Stack, song: Path, victim: str) -> None:
    """A service killed before its turn: the job waits for it, says for what, and goes on when it is back."""
    song_id = stack.upload(song)
    stack.kill(victim)
    video_id = stack.create_video(song_id, seed=1)
    wait_until(
        lambda: victim in str(stack.video(video_id)["waiting_for"]), 120, f"the job to say it waits for {victim}"
    )
    stack.start(victim)
    assert stack.wait_for_film(video_id)["state"] == "completed"

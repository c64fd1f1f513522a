"""`kill -9` in mid-job, then a start: the job goes on, no finished shot is made twice, the film is the same."""

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.probe import samples_of
from tests.processes import wait_until
from tests.songs import synthesise
from tests.stack import Stack, running_stack

SECTIONS = [("intro", 1, 0.3), ("verse", 3, 0.5), ("chorus", 3, 0.9), ("verse", 3, 0.5)]
SMALL = "1:1"
VICTIMS = ("audio", "script", "video", "assembly")


def song_of(folder: Path, sections: list[tuple[str, int, float]], seed: int) -> Path:
    path = folder / f"song-{seed}.wav"
    synthesise(path, bpm=120, beats_per_bar=4, sections=sections, sample_rate=44100, seed=seed)
    return path


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return song_of(tmp_path_factory.mktemp("song"), SECTIONS, seed=5)


@pytest.fixture(scope="module")
def calm() -> Iterator[Stack]:
    """In which whatever is killed is started again."""
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, running_stack(Path(folder)) as stack:
        yield stack


@pytest.fixture(scope="module")
def undisturbed_sha256(song: Path, calm: Stack) -> str:
    """Of the film that a run without any fault gives."""
    video_id = calm.create_video(calm.upload(song), seed=1, aspect=SMALL)
    calm.wait_for_film(video_id)
    return hashlib.sha256(samples_of(calm.download(video_id))).hexdigest()


@pytest.mark.parametrize("victims", [("gateway",), ("video",), ()], ids=["gateway", "video", "everything"])
def test_a_killed_job_goes_on_by_itself(
    short_folder: Path, song: Path, undisturbed_sha256: str, victims: tuple[str, ...]
) -> None:
    """Killed with some shots finished and one being filmed, started again: finished, nothing redone, the same film."""
    with running_stack(short_folder) as stack:
        video_id = stack.create_video(stack.upload(song), seed=1, aspect=SMALL)
        wait_until(lambda: len(stack.events("video", "shot_filmed")) >= 3, 120, "three finished shots")
        assert stack.video(video_id)["state"] == "filming"
        stack.kill(*victims)
        finished = {entry["digest"] for entry in stack.events("video", "shot_filmed")}
        stack.start(*victims)
        stack.wait_until_ready()
        video = stack.wait_for_film(video_id)

        filmed = Counter(entry["digest"] for entry in stack.events("video", "shot_filmed"))
        assert finished <= set(filmed)
        assert set(filmed.values()) == {1}
        assert len(filmed) == len(video["shots"]) > len(finished)
        assert hashlib.sha256(samples_of(stack.download(video_id))).hexdigest() == undisturbed_sha256


@pytest.mark.parametrize("victim", VICTIMS)
def test_a_service_that_is_down_makes_the_job_wait(calm: Stack, tmp_path: Path, victim: str) -> None:
    """A service killed before its turn: the job waits for it, says for what, and goes on when it is back. Each has a
    song that was never heard or filmed before."""
    song_id = calm.upload(song_of(tmp_path, [("chorus", 3, 0.9)], seed=10 + VICTIMS.index(victim)))
    calm.kill(victim)
    try:
        video_id = calm.create_video(song_id, seed=1, aspect=SMALL)
        wait_until(lambda: victim in str(calm.video(video_id)["waiting_for"]), 120, f"the job to wait for {victim}")
    finally:
        calm.start(victim)
    assert calm.wait_for_film(video_id)["state"] == "completed"

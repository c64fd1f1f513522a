"""An outside video engine that misbehaves: the shot gets its clip all the same, or a sentence that says what to do."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest

from tests.engine_place import SLOW, Place, shot
from tests.processes import wait_until
from tests.shots import clip_of, refused
from tests.video_engine import Trouble, VideoEngine, Way


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with VideoEngine() as engine:
        yield Place(engine, tmp_path)


TROUBLES = {
    "overloaded": Trouble("POST", "/videos", 429, "1"),
    "busy without a hint": Trouble("POST", "/videos", 429),
    "an internal error": Trouble("POST", "/videos", 500),
    "a proxy's page in its place": Trouble("GET", "/content", 502, body=b"<html>Bad gateway</html>"),
    "no JSON": Trouble("POST", "/videos", 200, body=b"<html>Welcome</html>"),
    "a list": Trouble("POST", "/videos", 200, body=b"[]"),
}


@pytest.mark.parametrize("name", TROUBLES)
async def test_what_passes_is_waited_out(place: Place, name: str) -> None:
    """Asked again, after as long as the engine says; one job is enough."""
    async with place.pod(video_engine_patience_seconds=3) as video:
        place.engine.troubles = [TROUBLES[name]]
        begun = time.monotonic()
        assert (await clip_of(video, shot())).frames == 8
    assert not place.engine.troubles
    assert time.monotonic() - begun > (1 if TROUBLES[name].retry_after else 0)
    assert place.jobs_begun == 1


async def test_a_download_that_breaks_off_is_begun_again(place: Place) -> None:
    """The job is not."""
    place.from_now(Way(hangs_up=2))
    async with place.pod(video_engine_patience_seconds=3) as video:
        assert (await clip_of(video, shot())).frames == 8
    assert place.jobs_begun == 1


async def test_an_engine_that_vanishes_and_forgets_films_the_shot_anew(place: Place) -> None:
    """Gone in the middle of the job, back a moment later with no memory of it."""
    place.from_now(SLOW)
    async with place.pod(video_engine_patience_seconds=20) as video:
        stream = video.FilmShot(shot())
        await anext(aiter(stream))
        await asyncio.to_thread(wait_until, lambda: place.jobs_begun == 1, 10, "the job")
        await asyncio.to_thread(place.engine.stop)
        await asyncio.sleep(0.5)
        place.engine.start()
        parts = [part async for part in stream]
    assert parts[-1].clip.frames == 8
    assert place.jobs_begun == 2
    assert parts[-1].clip.provenance.resumed_count == 0


async def test_an_engine_that_stays_away_is_named(place: Place) -> None:
    """UNAVAILABLE, which callers wait out, with the engine's address and what to do."""
    async with place.pod() as video:
        place.engine.stop()
        remote = await refused(video, shot())
        place.engine.start()
        assert (await clip_of(video, shot())).frames == 8
    assert (remote.status, remote.retry_after_seconds > 0) == (grpc.StatusCode.UNAVAILABLE, True)
    assert f"engine at {place.engine.url}" in remote.message
    assert "Start it" in remote.message


async def test_a_job_that_fails_is_begun_again(place: Place) -> None:
    """Twice failed, the third time good."""
    place.from_now(Way(fails="CUDA error"), Way(keeps=0.6))
    async with place.pod() as video:
        assert (await clip_of(video, shot())).frames == 8
    assert place.jobs_begun == 3
    assert len(place.engine.dropped) == 3
    assert not place.engine.jobs


HOPELESS: dict[str, tuple[Way, grpc.StatusCode, str]] = {
    "fails": (Way(fails="CUDA out of memory"), grpc.StatusCode.INTERNAL, "3 times: CUDA out of memory. Look at its"),
    "is cut off": (Way(keeps=0.5), grpc.StatusCode.INTERNAL, "3 times"),
    "keeps nothing": (Way(keeps=0), grpc.StatusCode.INTERNAL, "3 times"),
    "another size": (Way(size=(80, 48)), grpc.StatusCode.FAILED_PRECONDITION, "is 80x48, not 64x48 as asked for"),
    "another rate": (Way(rate=24), grpc.StatusCode.FAILED_PRECONDITION, "has 24 frames a second, not 16 as asked for"),
    "too short": (Way(frames=5), grpc.StatusCode.FAILED_PRECONDITION, "has 5 frames, the shot 8. Serve a model"),
}


@pytest.mark.parametrize("name", HOPELESS)
async def test_what_does_not_pass_is_said_in_a_sentence(place: Place, tmp_path: Path, name: str) -> None:
    """Nothing is kept, no job is left in the engine, and the next shot is filmed."""
    way, status, words = HOPELESS[name]
    place.from_now(way, way, way)
    async with place.pod() as video:
        remote = await refused(video, shot())
        assert (remote.status, words in remote.message) == (status, True), remote.message
        assert not place.engine.jobs
        assert not list((tmp_path / "artifacts" / "clips").glob("*"))
        place.from_now()
        assert (await clip_of(video, shot())).frames == 8


async def test_a_job_that_never_ends_is_given_up(place: Place) -> None:
    """After the longest time for one, with the setting's length in the sentence."""
    async with place.pod(video_engine_job_seconds=0.2, video_engine_patience_seconds=0.1) as video:
        place.from_now(SLOW, SLOW, SLOW)
        remote = await refused(video, shot())
    assert (remote.status, remote.reason) == (grpc.StatusCode.INTERNAL, "ENGINE_FAILED")
    assert "longer than 0.2 s" in remote.message


REFUSALS = {
    "the key": (Trouble("POST", "/videos", 401), "SONGREEL_VIDEO_ENGINE_API_KEY"),
    "the shot": (Trouble("POST", "/videos", 400, body=b'{"error": {"message": "size must be square"}}'), "be square"),
    "the form": (Trouble("POST", "/videos", 422, body=b'{"detail": [{"msg": "Field required"}]}'), "Field required"),
    "everything": (Trouble("POST", "/videos", 404, body=b"nothing here"), "SONGREEL_VIDEO_ENGINE_URL"),
}


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_refusal_is_passed_on_at_once(place: Place, name: str) -> None:
    """FAILED_PRECONDITION: asking again cannot help; with the engine's words, or the setting that mends it."""
    trouble, words = REFUSALS[name]
    async with place.pod(video_engine_patience_seconds=60) as video:
        place.engine.troubles = [trouble]
        remote = await refused(video, shot())
    assert (remote.status, words in remote.message) == (grpc.StatusCode.FAILED_PRECONDITION, True), remote.message

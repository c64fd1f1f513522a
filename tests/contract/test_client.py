"""The SDK against a gateway of canned answers over real HTTP, with broken lines."""

import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from songreel_client import (
    ApiError,
    BadInput,
    Brief,
    CannotWrite,
    Order,
    Songreel,
    SongreelError,
    Unreachable,
    VideoFailed,
)

from tests.fake_gateway import FakeGateway, fake_gateway
from tests.processes import free_port

STORY: list[tuple[int | None, str, dict[str, object]]] = [
    (1, "video.state", {"state": "queued"}),
    (2, "video.state", {"state": "filming"}),
    (None, "shot.progress", {"index": 0, "progress": 0.5}),
    (3, "shot.filmed", {"index": 0}),
    (4, "film.cut", {}),
    (5, "video.state", {"state": "completed"}),
]


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with fake_gateway() as gateway:
        yield gateway


@pytest.fixture
def songreel(gateway: FakeGateway) -> Iterator[Songreel]:
    with Songreel(gateway.url) as songreel:
        yield songreel


def test_a_song_is_uploaded_under_any_name(gateway: FakeGateway, songreel: Songreel, tmp_path: Path) -> None:
    """The bytes arrive, and the name travels as RFC 8187 has it, quotes and line breaks included."""
    path = tmp_path / 'a "b"\n../ü.mp3'.replace("/", "_")
    path.write_bytes(b"la" * 300_000)
    told: list[int] = []
    song = songreel.songs.upload(path, told.append)
    assert (song.id, song.size_bytes, told[-1]) == ("song-1", 600_000, 600_000)
    assert gateway.bodies["/v1/songs"] == b"la" * 300_000
    disposition = gateway.asked("POST", "/v1/songs")[0]["content-disposition"]
    assert disposition == "attachment; filename*=UTF-8''a%20%22b%22%0A.._%C3%BC.mp3"


def test_an_order_has_a_key_of_its_own_unless_one_is_given(gateway: FakeGateway, songreel: Songreel) -> None:
    """Two calls are two videos; two calls with one key are one."""
    videos = [songreel.videos.create("song-1", brief=Brief(text="x"), order=Order(seed=3)) for _ in range(2)]
    same = [songreel.videos.create("song-1", idempotency_key="k") for _ in range(2)]
    assert len({video.id for video in videos}) == 2
    assert same[0].id == same[1].id


def test_a_refusal_carries_the_problem(gateway: FakeGateway, songreel: Songreel) -> None:
    """Status, title, detail and field of RFC 9457."""
    problem = {"title": "Wrong", "detail": "/seed: no", "errors": [{"pointer": "/seed", "detail": "no"}]}
    gateway.refusals["POST", "/v1/videos"] = (422, problem)
    with pytest.raises(ApiError) as refused:
        songreel.videos.create("song-1")
    error = refused.value
    assert (error.status, error.title, error.detail, error.field) == (422, "Wrong", "/seed: no", "/seed")


def test_events_over_a_broken_line_come_once_and_in_order(gateway: FakeGateway, songreel: Songreel) -> None:
    """Cut twice in mid-event: taken up after the last number, nothing lost, nothing twice."""
    gateway.events, gateway.event_cuts = STORY, [2, 2]
    numbers = [event.number for event in songreel.videos.get("v1").events() if event.number]
    assert numbers == [1, 2, 3, 4, 5]
    asked = [headers["last-event-id"] for headers in gateway.asked("GET", "/v1/videos/v1/events")]
    assert asked == ["0", "2", "3"]


def test_events_go_on_over_a_restarted_gateway(gateway: FakeGateway) -> None:
    """The port answers nobody for a while; the stream waits and goes on."""
    gateway.events, gateway.event_cuts = STORY, [3]
    seen: list[int] = []
    with Songreel(gateway.url) as songreel:
        for event in songreel.videos.get("v1").events():
            if event.number == 2:
                gateway.refusals["GET", "/v1/videos/v1/events"] = (503, {"title": "Starting"})
                threading.Timer(0.5, gateway.refusals.clear).start()
            seen += [event.number] if event.number else []
    assert seen == [1, 2, 3, 4, 5]


def test_a_gateway_that_stays_away_is_told_in_the_end() -> None:
    """Not before the patience is over, not never."""
    with fake_gateway() as gateway:
        songreel = Songreel(gateway.url)
        video = songreel.videos.get("v1")
    with songreel, pytest.raises(Unreachable, match="gateway"):
        list(video.events(patience_seconds=0.3))


def test_waiting_gives_the_completed_video(gateway: FakeGateway, songreel: Songreel) -> None:
    """It returns when the last event has come."""
    gateway.events, gateway.states = STORY, ["filming", "completed"]
    assert songreel.videos.get("v1").wait().state == "completed"


def test_waiting_for_a_video_that_fails_raises_its_problem(gateway: FakeGateway, songreel: Songreel) -> None:
    """With the service's own words."""
    gateway.events = [(1, "video.state", {"state": "failed"})]
    gateway.states, gateway.error = ["failed"], {"status": 422, "detail": "This is not audio."}
    with pytest.raises(VideoFailed, match="This is not audio"):
        songreel.videos.get("v1").wait()


def test_a_cut_download_goes_on_where_it_was_cut(gateway: FakeGateway, songreel: Songreel, tmp_path: Path) -> None:
    """Two cuts, three requests, one whole file; each asks only for what is missing."""
    gateway.film_cuts = [300_000, 200_000]
    path = songreel.videos.get("v1").download(tmp_path / "film.mp4")
    assert path.read_bytes() == gateway.film
    ranges = [headers.get("range") for headers in gateway.asked("GET", "/v1/videos/v1/film")]
    assert ranges[0] is None
    assert len(ranges) == 3
    assert ranges[1:] == ["bytes=300000-", "bytes=500000-"]
    assert [each.name for each in tmp_path.iterdir()] == ["film.mp4"]


def test_a_download_replaces_in_one_step_or_not_at_all(
    gateway: FakeGateway, songreel: Songreel, tmp_path: Path
) -> None:
    """Bytes that are not the film's leave the old file as it was, and nothing beside it."""
    path = tmp_path / "film.mp4"
    path.write_bytes(b"old")
    gateway.film_sha256 = "0" * 64
    with pytest.raises(SongreelError, match="sha256"):
        songreel.videos.get("v1").download(path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["film.mp4"]


def test_a_download_that_the_disk_does_not_take_leaves_nothing(songreel: Songreel, tmp_path: Path) -> None:
    """A full disk in mid-download is told as such (here: the file may not grow past half of the film)."""

    def full(done: int, total: int) -> None:
        if done > total // 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(CannotWrite, match="free some disk space"):
        songreel.videos.get("v1").download(tmp_path / "film.mp4", on_bytes=full)
    assert list(tmp_path.iterdir()) == []


def test_a_download_into_no_folder_is_told(songreel: Songreel, tmp_path: Path) -> None:
    """With where it should have gone."""
    with pytest.raises(CannotWrite, match="nowhere"):
        songreel.videos.get("v1").download(tmp_path / "nowhere" / "film.mp4")


def test_papers_are_proto_messages(gateway: FakeGateway, songreel: Songreel) -> None:
    """The certificate is the message itself."""
    assert songreel.videos.get("v1").certificate().film_frames == 48


@pytest.mark.parametrize("url", ["127.0.0.1:8080", "ftp://x", "", "http://", "http://a b"])
def test_what_is_no_url_is_bad_input(url: str) -> None:
    """It shows how one looks."""
    with pytest.raises(BadInput, match="It looks like"):
        Songreel(url)


def test_a_port_nobody_listens_on_is_unreachable() -> None:
    """It names the URL."""
    port = free_port()
    with Songreel(f"http://127.0.0.1:{port}") as songreel, pytest.raises(Unreachable, match=str(port)):
        songreel.alive()

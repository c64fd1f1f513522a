"""The public API of a started gateway over fakes."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until

SHOTS = 5


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder)) as stack:
        stack.start_all(shot_seconds=0.25, shots=SHOTS)
        yield stack


@pytest.fixture(scope="module")
def completed(stack: FakeStack) -> str:
    """The id of a video that is done."""
    song_id = stack.upload(b"la la", "My Song \u2013 \u00fcber.mp3")
    video_id = stack.order(song_id=song_id, brief={"text": "a night drive"}, seed=7)
    assert stack.ended(video_id)["state"] == "completed"
    return video_id


def test_a_song_becomes_a_film(stack: FakeStack, completed: str) -> None:
    """Every shot is filmed, the film is the clips in order, and the numbers add up."""
    video = stack.video(completed)
    assert video["progress"] == {
        "hear": 1.0, "write": 1.0, "film": 1.0, "shots_done": SHOTS, "shots_total": SHOTS, "eta_seconds": None,
    }  # fmt: skip
    assert [(shot["index"], shot["state"], shot["take"]) for shot in video["shots"]] == [
        (index, "filmed", 1) for index in range(SHOTS)
    ]
    assert [shot["start_frame"] for shot in video["shots"]] == [48 * index for index in range(SHOTS)]
    assert video["animatic"] is True
    assert video["waiting_for"] is None
    assert video["film"]["frames"] == 48 * SHOTS
    film = stack.http.get(video["links"]["film"])
    assert film.content == b"\n".join(b"clip %d" % index for index in range(SHOTS))


def test_everything_a_finished_video_links_to_is_there(stack: FakeStack, completed: str) -> None:
    """Each link that can be read answers 200."""
    links = stack.video(completed)["links"]
    assert {"film", "poster", "contact_sheet", "certificate", "script", "analysis"} <= set(links)
    for name, link in links.items():
        assert stack.http.get(link).status_code == 200, name


def test_a_download_has_the_songs_name_and_takes_ranges(stack: FakeStack, completed: str) -> None:
    """Content-Disposition carries the name in UTF-8; a range gives exactly those bytes."""
    answer = stack.http.get(f"/v1/videos/{completed}/film", headers={"Range": "bytes=5-9"})
    assert (answer.status_code, answer.content) == (206, b"0\ncli")
    assert answer.headers["content-type"] == "video/mp4"
    assert "My%20Song%20%E2%80%93%20%C3%BCber.mp4" in answer.headers["content-disposition"]


def test_script_and_analysis_are_the_messages_json_forms(stack: FakeStack, completed: str) -> None:
    """Names are those of protobuf's JSON."""
    assert stack.http.get(f"/v1/videos/{completed}/script").json()["characters"][0]["id"] == "hero"
    shots = stack.http.get(f"/v1/videos/{completed}/analysis").json()["shots"]
    assert [shot["endFrame"] for shot in shots] == [48 * (index + 1) for index in range(SHOTS)]


def test_a_pod_is_told_the_words_of_all_shots_at_once(stack: FakeStack, completed: str) -> None:
    """As soon as the script is whole, so that its text encoder reads them in one visit."""
    assert list(range(SHOTS)) in [told["shots"] for told in stack.journalled("announced")]


def test_events_tell_the_story_in_order_and_once(stack: FakeStack, completed: str) -> None:
    """Numbers run from 1 without gaps, keys are unique, and the stream ends with the video."""
    events = [event for event in stack.events(completed) if event.get("id")]
    assert [int(event["id"]) for event in events] == list(range(1, len(events) + 1))
    assert len({event["data"]["key"] for event in events}) == len(events)
    states = [event["data"]["state"] for event in events if event["event"] == "video.state"]
    assert states == ["queued", "hearing", "writing", "filming", "cutting", "completed"]
    filmed = [event["data"]["index"] for event in events if event["event"] == "shot.filmed"]
    assert sorted(filmed) == list(range(SHOTS))
    assert events[-2]["event"] == "film.cut"


def test_an_event_stream_is_taken_up_where_it_was_left(stack: FakeStack, completed: str) -> None:
    """Last-Event-ID gives the rest, nothing twice."""
    events = [event for event in stack.events(completed) if event.get("id")]
    rest = stack.events(completed, last_event_id=4)
    assert rest == events[4:]
    assert stack.http.get(f"/v1/videos/{completed}/events?after={len(events) - 1}").text.count("data:") == 1


def test_a_running_videos_stream_shows_each_shots_progress(stack: FakeStack) -> None:
    """Progress of shots comes without numbers, between 0 and 1; a short shot may be over before it is told of."""
    events = stack.events(stack.order(seed=100))
    progress = [event for event in events if event.get("event") == "shot.progress"]
    assert {event["data"]["index"] for event in progress} <= set(range(SHOTS))
    assert progress
    assert all(event["id"] is None and 0 <= event["data"]["progress"] <= 1 for event in progress)


def test_the_same_song_again_is_the_same_song(stack: FakeStack) -> None:
    """201 first, then 200 with the same id, whatever the name and the way of sending."""
    first = stack.http.post("/v1/songs", files={"file": ("a.wav", b"same bytes")})
    again = stack.http.post("/v1/songs", files={"file": ("b.wav", b"same bytes")})
    raw = stack.http.post(
        "/v1/songs", content=b"same bytes", headers={"Content-Disposition": 'attachment; filename="c.wav"'}
    )
    assert [answer.status_code for answer in (first, again, raw)] == [201, 200, 200]
    assert len({answer.json()["id"] for answer in (first, again, raw)}) == 1
    assert raw.json()["name"] == "c.wav"
    assert stack.http.get(first.headers["location"]).json()["name"] == "c.wav"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("two words.mp3", "two words.mp3"),
        ("line\nbreak\r\n.mp3", "line break .mp3"),
        ("..", "song"),
        ("x" * 500 + ".mp3", "x" * 196 + ".mp3"),
    ],
)
def test_a_songs_name_is_only_ever_shown(stack: FakeStack, name: str, shown: str) -> None:
    """Paths, line breaks and length are tidied; the film of a song so named can be downloaded."""
    encoded = "UTF-8''" + "".join(f"%{byte:02x}" for byte in name.encode())
    headers = {"Content-Disposition": f"attachment; filename*={encoded}"}
    answer = stack.http.post("/v1/songs", content=name.encode(), headers=headers)
    assert answer.status_code == 201, answer.text
    assert answer.json()["name"] == shown


def test_a_repeated_order_with_a_key_is_one_video(stack: FakeStack) -> None:
    """Same key and body: the same video. Same key, other body: 422."""
    song_id = stack.upload()
    headers = {"Idempotency-Key": "order-1"}
    first = stack.http.post("/v1/videos", json={"song_id": song_id, "seed": 200}, headers=headers)
    again = stack.http.post("/v1/videos", json={"song_id": song_id, "seed": 200}, headers=headers)
    other = stack.http.post("/v1/videos", json={"song_id": song_id, "seed": 201}, headers=headers)
    assert (first.status_code, again.status_code, other.status_code) == (202, 202, 422)
    assert first.json()["id"] == again.json()["id"]
    assert "Idempotency-Key" in other.json()["detail"]
    stack.ended(first.json()["id"])


def test_videos_are_listed_newest_first_page_by_page(stack: FakeStack) -> None:
    """Pages of two give every video once, in the order of their ids downwards."""
    for seed in (1, 2, 3):
        stack.http.post(f"/v1/videos/{stack.order(seed=seed)}/cancel")
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = stack.http.get("/v1/videos", params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        found += [video["id"] for video in page["videos"]]
        cursor = page["next_cursor"]
    assert len(found) >= 3
    assert found == sorted(set(found), reverse=True)


def test_cancelling_stops_the_filming_at_once(stack: FakeStack) -> None:
    """The running call is cut off, no further shot begins, the film is not there, and the stream ends."""
    video_id = stack.order(seed=300)
    wait_until(lambda: any(e["seed"] == 300 for e in stack.journalled("started")), 20, "the first shot")
    assert stack.http.post(f"/v1/videos/{video_id}/cancel").json()["state"] == "cancelled"
    assert stack.events(video_id)[-1]["data"]["state"] == "cancelled"
    wait_until(lambda: stack.video(video_id)["waiting_for"] is None, 5, "nothing to wait for")
    begun = len([e for e in stack.journalled("started") if e["seed"] == 300])
    stack.ended(stack.order(seed=301))
    assert len([e for e in stack.journalled("started") if e["seed"] == 300]) <= begun + 1 < SHOTS
    assert stack.http.get(f"/v1/videos/{video_id}/film").status_code == 409
    assert stack.http.post(f"/v1/videos/{video_id}/cancel").json()["state"] == "cancelled"


def test_what_is_no_song_fails_with_the_services_words(stack: FakeStack) -> None:
    """INVALID_ARGUMENT is not retried: the video fails with that message, its step named."""
    video_id = stack.order(song_id=stack.upload(b"bad bytes"))
    video = stack.ended(video_id)
    assert video["state"] == "failed"
    assert video["error"]["detail"] == "This is not audio. Upload a song."
    assert (video["error"]["step"], video["error"]["status"]) == ("hear", 422)
    assert [event["event"] for event in stack.events(video_id)][-2:] == ["video.failed", "video.state"]


def test_the_audio_language_pipeline_tells_a_narrative_first(stack: FakeStack) -> None:
    """Pipeline `lalm` passes what was heard on to the script service."""
    assert stack.ended(stack.order(pipeline="lalm", seed=400))["state"] == "completed"
    assert stack.journalled("written")[-1]["concept"] == "A night drive."


@pytest.mark.parametrize(("aspect", "size"), [("9:16", (480, 854)), ("1:1", (480, 480)), ("16:9", (1920, 1080))])
def test_aspect_and_preset_choose_the_size(stack: FakeStack, aspect: str, size: tuple[int, int]) -> None:
    """The clips have the ordered aspect; `final` takes the largest size there is."""
    video = stack.ended(stack.order(aspect=aspect, preset="final", seed=500))
    filmed = video["shots"][0]["clip"]["size"]
    assert (filmed["widthPixels"], filmed["heightPixels"]) == size


def test_a_whole_life_has_one_trace(stack: FakeStack) -> None:
    """The services' log lines carry the trace id of the request that ordered the video."""
    trace_id = "0af7651916cd43dd8448eb211c80319c"
    headers = {"traceparent": f"00-{trace_id}-b7ad6b7169203331-01"}
    answer = stack.http.post("/v1/videos", json={"song_id": stack.upload(), "seed": 600}, headers=headers)
    stack.ended(answer.json()["id"])
    for process in ("video", "others"):
        assert trace_id in (stack.folder / f"{process}.log").read_text()

"""What the API refuses, and how it says so: RFC 9457 problem details."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fake_stack import FakeStack, fake_stack

LIMIT_BYTES = 1_000_000


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    with (
        tempfile.TemporaryDirectory(prefix="reel-") as folder,
        fake_stack(Path(folder), SONGREEL_LALM_ADDRESS="", SONGREEL_UPLOAD_LIMIT_BYTES=str(LIMIT_BYTES)) as stack,
    ):
        stack.start_all()
        yield stack


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The answer's problem, whose form is checked."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail"} <= set(document)
    assert document["status"] == status
    return document


def left_behind(stack: FakeStack) -> list[Path]:
    return list((stack.folder / "data" / "uploads").iterdir())


@pytest.mark.parametrize("form", [True, False], ids=["form", "raw"])
def test_an_empty_file_is_refused(stack: FakeStack, form: bool) -> None:
    """Zero bytes: 400 and what to do."""
    body: dict[str, Any] = {"files": {"file": ("a.mp3", b"")}} if form else {"content": b""}
    assert "empty" in problem(stack.http.post("/v1/songs", **body), 400)["detail"]


def test_a_form_without_the_file_says_which_field_is_missing(stack: FakeStack) -> None:
    """400 that names the field."""
    answer = stack.http.post("/v1/songs", files={"music": ("a.mp3", b"x")})
    assert "`file`" in problem(answer, 400)["detail"]


def test_a_broken_form_is_refused(stack: FakeStack) -> None:
    """A body that is not the form it claims to be: 400, nothing left behind."""
    for kind in ("multipart/form-data; boundary=x", "multipart/form-data"):
        problem(stack.http.post("/v1/songs", content=b"no form", headers={"Content-Type": kind}), 400)
    assert left_behind(stack) == []


def test_a_song_at_the_limit_is_taken_and_one_byte_more_is_not(stack: FakeStack) -> None:
    """The limit holds for the song's bytes, to the byte, in a form and raw."""
    whole = b"x" * LIMIT_BYTES
    assert stack.http.post("/v1/songs", files={"file": ("a.mp3", whole)}).status_code == 201
    assert stack.http.post("/v1/songs", content=whole).status_code == 200
    problem(stack.http.post("/v1/songs", files={"file": ("a.mp3", whole + b"y")}), 413)
    problem(stack.http.post("/v1/songs", content=whole + b"y"), 413)
    assert left_behind(stack) == []


def test_the_limit_holds_while_streaming(stack: FakeStack) -> None:
    """Without a Content-Length the upload ends at the limit, not at its end."""
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(2000):
            sent += 100_000
            yield b"x" * 100_000

    with contextlib.suppress(httpx.WriteError):  # when the server closed the connection before it had read all
        problem(stack.http.post("/v1/songs", content=endless()), 413)
    assert sent < 200_000_000
    assert left_behind(stack) == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/song_id"),
        ({"song_id": "s", "colour": "red"}, "/colour"),
        ({"song_id": "s", "seed": "7"}, "/seed"),
        ({"song_id": "s", "seed": -1}, "/seed"),
        ({"song_id": "s", "aspect": "4:3"}, "/aspect"),
        ({"song_id": "s", "brief": {"text": 3}}, "/brief/text"),
        ({"song_id": "s", "brief": {"palette": ["#12345g"]}}, "/brief/palette/0"),
        ({"song_id": "s", "brief": {"characters": [{"id": "A B"}]}}, "/brief/characters/0/id"),
    ],
)
def test_a_wrong_field_is_pointed_at(stack: FakeStack, body: dict[str, Any], pointer: str) -> None:
    """422 with a JSON pointer for each field that is wrong or unknown."""
    document = problem(stack.http.post("/v1/videos", json=body), 422)
    assert pointer in [error["pointer"] for error in document["errors"]]
    assert pointer in document["detail"]


def test_unreadable_json_is_refused(stack: FakeStack) -> None:
    """400, not 422: there is no field to point at."""
    headers = {"Content-Type": "application/json"}
    problem(stack.http.post("/v1/videos", content=b'{"song_id": ', headers=headers), 400)


def test_what_is_not_there_is_404_and_says_how_to_get_it(stack: FakeStack) -> None:
    """Songs, videos and everything below them, unknown routes, odd ids."""
    assert "POST /v1/songs" in problem(stack.http.get("/v1/songs/song-0"), 404)["detail"]
    assert "POST /v1/songs" in problem(stack.http.post("/v1/videos", json={"song_id": "song-0"}), 404)["detail"]
    for path in ("", "/events", "/film", "/poster", "/contact-sheet", "/certificate", "/script", "/analysis"):
        assert "POST /v1/videos" in problem(stack.http.get(f"/v1/videos/v0{path}"), 404)["detail"]
    problem(stack.http.post("/v1/videos/v0/cancel"), 404)
    for path in ("/v2/songs", "/v1", "/metrics2", "/web/..%2fsettings.py", "/web/nothing.js"):
        problem(stack.http.get(path), 404)


def test_a_wrong_method_is_405_and_says_which_are_allowed(stack: FakeStack) -> None:
    """All of them, though each has a function of its own."""
    for path, allowed in (("/v1/songs", "GET, POST"), ("/v1/tus/0", "DELETE, HEAD, PATCH"), ("/v1/me", "GET")):
        answer = stack.http.put(path)
        problem(answer, 405)
        assert answer.headers["allow"] == allowed


def test_a_line_break_in_a_path_is_a_path_like_any_other(stack: FakeStack) -> None:
    """Refused in the same form."""
    problem(stack.http.get("/v1/songs/a%0Ab"), 404)


def test_a_moment_begins_with_its_date(stack: FakeStack) -> None:
    """A number of seconds is not taken for one."""
    assert problem(stack.http.get("/v1/songs?created_since=0.5"), 422)["errors"][0]["pointer"] == "created_since"
    assert stack.http.get("/v1/songs?created_since=2026-11-26T12:00:00Z").status_code == 200


def test_wrong_parameters_are_named(stack: FakeStack) -> None:
    """A page's limit and a stream's number."""
    assert problem(stack.http.get("/v1/videos?limit=0"), 422)["errors"][0]["pointer"] == "limit"
    video_id = stack.order()
    answer = stack.http.get(f"/v1/videos/{video_id}/events", headers={"Last-Event-ID": "last"})
    assert problem(answer, 422)["errors"][0]["pointer"] == "Last-Event-ID"
    stack.ended(video_id)


def test_a_film_asked_for_too_early_is_409(stack: FakeStack) -> None:
    """And says in which state the video is."""
    video_id = stack.order(song_id=stack.upload(b"bad"))
    stack.ended(video_id)
    assert "failed" in problem(stack.http.get(f"/v1/videos/{video_id}/film"), 409)["detail"]


def test_a_pipeline_without_its_service_names_the_setting(stack: FakeStack) -> None:
    """`lalm` with no address: 503, nothing ordered."""
    answer = stack.http.post("/v1/videos", json={"song_id": stack.upload(), "pipeline": "lalm"})
    assert "SONGREEL_LALM_ADDRESS" in problem(answer, 503)["detail"]


def test_the_api_describes_itself(stack: FakeStack) -> None:
    """OpenAPI 3.1 with every route, and problems as the form of errors."""
    document = stack.http.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    order = document["paths"]["/v1/videos"]["post"]
    assert order["responses"]["422"]["$ref"].endswith("/Problem422")
    assert "application/problem+json" in document["components"]["responses"]["Problem422"]["content"]
    assert order["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("VideoOrder")


def test_the_page_and_what_it_loads_are_there(stack: FakeStack) -> None:
    """The page refers only to files that this server has; nothing comes from elsewhere."""
    page = stack.http.get("/")
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "http" not in page.text.replace("http://www.w3.org/2000/svg", "")
    for name in ("style.css", "page.js"):
        assert f"/web/{name}" in page.text
        assert stack.http.get(f"/web/{name}").status_code == 200


def test_metrics_are_served(stack: FakeStack) -> None:
    """In Prometheus' text form, requests counted."""
    stack.http.get("/v1/me")
    assert 'songreel_requests_total{method="GET",status="200"}' in stack.http.get("/metrics").text

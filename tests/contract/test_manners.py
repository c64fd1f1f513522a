"""What every answer of the API has: ids, ETags, pages, and refusals in one form."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.fake_stack import FakeStack


@pytest.fixture
def stack(uploads_stack: FakeStack) -> FakeStack:
    return uploads_stack


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert document["request_id"] == answer.headers["x-request-id"]
    return document


def test_what_did_not_change_is_not_sent_again(stack: FakeStack) -> None:
    """304 without a body for the ETag that one has, alone or among others; 200 once the resource is another."""
    path = f"/v1/songs/{stack.upload(b'never changes', 'a.mp3')}"
    first = stack.http.get(path)
    etag = first.headers["etag"]
    for wanted in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = stack.http.get(path, headers={"If-None-Match": wanted})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    stack.upload(b"never changes", "b.mp3")
    renamed = stack.http.get(path, headers={"If-None-Match": etag})
    assert (renamed.status_code, renamed.json()["name"]) == (200, "b.mp3")


def test_a_change_of_what_was_changed_meanwhile_is_refused(stack: FakeStack) -> None:
    """412 for an ETag that is not the resource's, and nothing is done; with its own the change is made."""
    made = stack.http.post("/v1/webhooks", json={"url": "https://example.com/"}).json()
    path = f"/v1/webhooks/{made['id']}"
    etag = stack.http.get(path).headers["etag"]
    problem(stack.http.delete(path, headers={"If-Match": '"another"'}), 412)
    assert stack.http.delete(path, headers={"If-Match": etag}).status_code == 204
    problem(stack.http.get(path), 404)
    problem(stack.http.put("/v1/videos/none/events", headers={"If-Match": etag}), 405)


def test_a_request_has_its_clients_name_or_one_of_ours(stack: FakeStack) -> None:
    """In the answer's header and in problems; what could break a log line is not taken over."""
    assert stack.http.get("/v1/songs", headers={"X-Request-Id": "mine-1"}).headers["x-request-id"] == "mine-1"
    assert problem(stack.http.get("/v1/songs/none", headers={"X-Request-Id": "mine-2"}), 404)["request_id"] == "mine-2"
    for odd in ("", "a b", "x" * 65, 'a"b'):
        assert stack.http.get("/v1/songs", headers={"X-Request-Id": odd}).headers["x-request-id"] not in ("", odd)


def test_refusals_of_the_framework_have_the_same_form(stack: FakeStack) -> None:
    """An unknown route, a wrong method, a wrong media type, a body too large for memory, sent at once or in pieces."""
    problem(stack.http.get("/v1/nothing"), 404)
    problem(stack.http.put("/v1/songs"), 405)
    text = {"content-type": "text/plain"}
    assert "application/json" in problem(stack.http.post("/v1/videos", content=b"{}", headers=text), 415)["detail"]
    typed = {"content-type": "application/json"}
    problem(stack.http.post("/v1/videos", content=b'"' + b"x" * 5_000_000 + b'"', headers=typed), 413)

    def endless() -> Iterator[bytes]:
        for _ in range(60):
            yield b" " * 100_000

    problem(stack.http.post("/v1/videos", content=endless(), headers=typed), 413)


def test_songs_are_listed_page_by_page_and_by_filters(stack: FakeStack) -> None:
    """Pages of two give each song once, newest first, also when one comes meanwhile; a cursor of nobody's is 422."""
    ids = [stack.upload(f"listed {number}".encode()) for number in range(5)]
    since = stack.http.get(f"/v1/songs/{ids[0]}").json()["created_at"]
    found: list[str] = []
    parameters = {"limit": "2", "created_since": since}
    while True:
        page = stack.http.get("/v1/songs", params=parameters).json()
        found += [song["id"] for song in page["songs"]]
        if page["next_cursor"] is None:
            break
        parameters["cursor"] = page["next_cursor"]
        stack.upload(f"meanwhile {len(found)}".encode())
    assert found == ids[::-1]
    for cursor in ("x", "bm9uZQ", "WzEsMl0", "%00"):
        assert problem(stack.http.get("/v1/songs", params={"cursor": cursor}), 422)["errors"][0]["pointer"] == "cursor"

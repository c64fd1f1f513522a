"""Lists that come whole unless pages are asked for: clients that know of no pages get all, as ever."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack

ADMIN = "only-for-tests-" + "0123456789abcdef" * 3
SHOTS = 5
LISTS = {
    "webhooks": "/v1/webhooks",
    "keys": "/v1/keys",
    "tenants": "/v1/tenants",
    "shots": "/v1/videos/{video}/shots",
    "takes": "/v1/videos/{video}/shots/0/takes",
    "revisions": "/v1/videos/{video}/revisions",
}


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    ways = {"SONGREEL_ADMIN_KEY": ADMIN, "SONGREEL_RATE_LIMIT": "", "SONGREEL_WEBHOOKS_PRIVATE": "true"}
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder), **ways) as stack:
        stack.http.headers["authorization"] = f"Bearer {ADMIN}"
        stack.start_all(shots=SHOTS)
        yield stack


@pytest.fixture(scope="module")
def video(stack: FakeStack) -> str:
    """With three takes of its first shot, among three of everything else that is listed."""
    for number in range(3):
        hook = {"url": f"http://127.0.0.1/{number}", "events": ["film.cut"]}
        key, tenant = {"name": f"{number}"}, {"id": f"t{number}", "name": f"{number}"}
        for path, body in (("/v1/webhooks", hook), ("/v1/keys", key), ("/v1/tenants", tenant)):
            assert stack.http.post(path, json=body).status_code == 201
    video_id = stack.order()
    stack.ended(video_id)
    for _ in range(2):
        stack.edit(video_id, {"shots": [{"index": 0, "retake": True}]})
    return video_id


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_two_give_what_the_whole_list_gives(stack: FakeStack, video: str, name: str) -> None:
    """In the same order, each once; the last page says that it is the last."""
    path = LISTS[name].format(video=video)
    whole = stack.http.get(path).json()
    assert whole["next_cursor"] is None
    assert len(whole[name]) >= 3
    pages = [stack.http.get(path, params={"limit": 2}).json()]
    while (cursor := pages[-1]["next_cursor"]) is not None:
        pages.append(stack.http.get(path, params={"limit": 2, "cursor": cursor}).json())
    assert [each for page in pages for each in page[name]] == whole[name]
    assert [len(page[name]) for page in pages[:-1]] == [2] * (len(pages) - 1)
    rest = stack.http.get(path, params={"cursor": pages[0]["next_cursor"]}).json()
    assert (rest[name], rest["next_cursor"]) == (whole[name][2:], None)


@pytest.mark.parametrize("name", LISTS)
def test_a_cursor_of_another_list_or_of_nobody_is_refused(stack: FakeStack, video: str, name: str) -> None:
    """As is a number that no database keeps."""
    path = LISTS[name].format(video=video)
    other = LISTS["keys" if name in ("shots", "takes", "revisions") else "shots"].format(video=video)
    others = stack.http.get(other, params={"limit": 2}).json()["next_cursor"]
    for cursor in (others, "x", "bm9uZQ", "WzEsMl0", "Wy0xXQ", "WzEwMDAwMDAwMDAwMDAwMDAwMDAwXQ", "W3RydWVd"):
        answer = stack.http.get(path, params={"limit": 2, "cursor": cursor})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "cursor"), answer.text
    assert stack.http.get(path, params={"limit": 0}).status_code == 422

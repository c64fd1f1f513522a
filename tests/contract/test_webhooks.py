"""Webhooks of a started gateway, told to a real server of our own."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from songreel_client import ApiError, Songreel, Webhook, read_webhook

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import wait_until
from tests.receiver import Receiver, receiver


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    with (
        tempfile.TemporaryDirectory(prefix="reel-") as folder,
        fake_stack(Path(folder), SONGREEL_WEBHOOKS_PRIVATE="true") as stack,
    ):
        stack.start_all(shot_seconds=0.1, shots=3)
        yield stack


@pytest.fixture
def songreel(stack: FakeStack) -> Iterator[Songreel]:
    with Songreel(f"http://127.0.0.1:{stack.port}") as songreel:
        yield songreel
        for hook in songreel.webhooks.list():
            songreel.webhooks.delete(hook.id)


@pytest.fixture
def server() -> Iterator[Receiver]:
    with receiver() as server:
        yield server


def made(songreel: Songreel, url: str, *events: str) -> tuple[Webhook, str]:
    hook = songreel.webhooks.create(url, events)
    assert hook.secret
    return hook, hook.secret


def test_a_server_is_told_everything_that_the_stream_tells(
    stack: FakeStack, songreel: Songreel, server: Receiver
) -> None:
    """Each durable event once, genuine, with the same data and number."""
    _, secret = made(songreel, f"{server.url}/hook")
    video_id = stack.order(seed=1)
    assert stack.ended(video_id)["state"] == "completed"
    streamed = [event for event in stack.events(video_id) if event.get("id")]
    wait_until(lambda: len(server.came) >= len(streamed), 60, "all deliveries")
    told = {event.number: event for event in (read_webhook(body, headers, secret) for headers, body in server.came)}
    assert len(server.came) == len(streamed) == len(told)
    for event in streamed:
        mine = told[int(event["id"])]
        assert (mine.name, mine.video_id) == (event["event"], video_id)
        assert mine.data.items() <= event["data"].items()


def test_only_what_was_asked_for_is_told(stack: FakeStack, songreel: Songreel, server: Receiver) -> None:
    """And the secret is shown once."""
    hook, secret = made(songreel, server.url, "film.cut")
    assert songreel.webhooks.list()[0].secret is None
    stack.ended(stack.order(seed=2))
    wait_until(lambda: len(server.came) >= 1, 60, "the delivery")
    assert [read_webhook(body, headers, secret).name for headers, body in server.came] == ["film.cut"]
    with pytest.raises(ApiError) as refused:
        made(songreel, server.url, "film.burnt")
    assert refused.value.status == 422
    assert hook.events == ("film.cut",)


def test_what_did_not_arrive_comes_again_with_the_same_id(
    stack: FakeStack, songreel: Songreel, server: Receiver
) -> None:
    """After 503 in a few seconds; a redirect is not followed."""
    server.answers += [503]
    hook, secret = made(songreel, server.url, "film.cut")
    stack.ended(stack.order(seed=3))
    wait_until(lambda: len(server.came) >= 2, 60, "the second attempt")
    assert len(set(server.ids())) == 1
    assert read_webhook(server.came[1][1], server.came[1][0], secret).name == "film.cut"
    wait_until(lambda: songreel.webhooks.deliveries(hook.id)[0].state == "delivered", 60, "the record")
    (delivery,) = songreel.webhooks.deliveries(hook.id)
    assert (delivery.attempts, delivery.status, delivery.detail) == (2, 200, "")
    server.answers += [302]
    songreel.webhooks.replay(hook.id, delivery.id)
    wait_until(lambda: songreel.webhooks.deliveries(hook.id)[0].status == 302, 60, "the redirect")
    assert "not followed" in songreel.webhooks.deliveries(hook.id)[0].detail
    assert len(server.came) == 3


def test_a_delivery_is_sent_again_when_asked(stack: FakeStack, songreel: Songreel, server: Receiver) -> None:
    """Under its old id, signed with the new secret and for a day with the old one."""
    hook, old = made(songreel, server.url, "film.cut")
    stack.ended(stack.order(seed=4))
    wait_until(lambda: len(server.came) == 1, 60, "the delivery")
    new = songreel.webhooks.rotate(hook.id).secret
    assert new
    songreel.webhooks.replay(hook.id, server.ids()[0])
    wait_until(lambda: len(server.came) == 2, 60, "the replay")
    (headers, body) = server.came[1]
    assert read_webhook(body, headers, old) == read_webhook(body, headers, new)
    assert len(set(server.ids())) == 1
    with pytest.raises(ApiError, match="no delivery"):
        songreel.webhooks.replay(hook.id, "msg_0")


def test_a_server_that_wants_no_more_is_left_alone(stack: FakeStack, songreel: Songreel, server: Receiver) -> None:
    """410 switches the webhook off; nothing more is tried until it is switched on."""
    server.answers += [410]
    hook, _ = made(songreel, server.url, "film.cut")
    stack.ended(stack.order(seed=5))
    wait_until(lambda: songreel.webhooks.list()[0].disabled is not None, 60, "the webhook to be off")
    stack.ended(stack.order(seed=6))
    assert len(server.came) == 1
    assert songreel.webhooks.deliveries(hook.id)[0].state == "failed"
    assert songreel.webhooks.enable(hook.id).disabled is None
    stack.ended(stack.order(seed=7))
    wait_until(lambda: len(server.came) == 2, 60, "the delivery")


def test_a_killed_gateway_forgets_no_delivery(stack: FakeStack, songreel: Songreel, server: Receiver) -> None:
    """What was due when it was killed comes after it is back."""
    server.answers += [503]
    hook, _ = made(songreel, server.url, "film.cut")
    stack.ended(stack.order(seed=8))
    wait_until(lambda: songreel.webhooks.deliveries(hook.id)[0].attempts == 1, 60, "the first attempt")
    stack.kill("gateway")
    stack.start_gateway()
    stack.wait_until_alive()
    wait_until(lambda: len(server.came) >= 2, 60, "the delivery after the kill")
    assert len(set(server.ids())) == 1


def test_bad_addresses_are_refused_with_the_field(stack: FakeStack) -> None:
    """And unknown webhooks are 404 everywhere."""
    answer = stack.http.post("/v1/webhooks", json={"url": "ftp://example.com"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/url")
    for method, path in [
        ("GET", ""), ("DELETE", ""), ("POST", "/rotate"), ("POST", "/enable"), ("GET", "/deliveries"),
        ("POST", "/deliveries/msg_1/replay"),
    ]:  # fmt: skip
        assert stack.http.request(method, f"/v1/webhooks/wh_0{path}").status_code == 404

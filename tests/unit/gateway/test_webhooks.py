"""Where webhooks may go, how they are signed, and how long they are tried."""

import json
import time

import pytest
from songreel_client import NotGenuine, read_webhook
from songreel_gateway.store.webhooks import Due
from songreel_gateway.webhooks.guard import Forbidden, check_url, resolve
from songreel_gateway.webhooks.postman import JITTER, PAUSES_SECONDS, next_attempt
from songreel_gateway.webhooks.sending import Outcome
from songreel_gateway.webhooks.signing import headers_for, new_secret
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

BODY = json.dumps({"type": "film.cut", "data": {"video_id": "v1", "number": 7, "film": {"frames": 3}}}).encode()


def test_another_library_takes_our_signatures() -> None:
    """That of Standard Webhooks itself: also with the old secret, and not a changed body."""
    old, new = new_secret(), new_secret()
    headers = headers_for("msg_1", int(time.time()), BODY, [new, old])
    for secret in (old, new):
        assert Webhook(secret).verify(BODY, headers)["type"] == "film.cut"
    with pytest.raises(WebhookVerificationError):
        Webhook(new).verify(BODY + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(BODY, headers)


def test_the_sdk_reads_what_is_genuine_and_nothing_else() -> None:
    """A changed body, another secret, an old time, a missing header: each says what is wrong."""
    secret, now = new_secret(), int(time.time())
    headers = {name.title(): value for name, value in headers_for("msg_1", now, BODY, [secret]).items()}
    event = read_webhook(BODY, headers, secret)
    assert (event.id, event.name, event.video_id, event.number) == ("msg_1", "film.cut", "v1", 7)
    assert event.data == {"film": {"frames": 3}}
    stale = headers_for("msg_1", now - 301, BODY, [secret])
    faults = [
        (BODY.replace(b"7", b"8"), headers, secret, "does not fit"),
        (BODY, headers, new_secret(), "does not fit"),
        (BODY, headers, "whsec_*", "base64"),
        (BODY, stale, secret, "away from now"),
        (BODY, {**headers, "Webhook-Timestamp": "soon"}, secret, "no number"),
        (BODY, {name: value for name, value in headers.items() if name != "Webhook-Id"}, secret, "webhook-id"),
    ]
    for body, told, key, words in faults:
        with pytest.raises(NotGenuine, match=words):
            read_webhook(body, told, key)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/", "https://", "ftp://example.com/", "https://127.0.0.1/", "https://10.1.2.3/x",
        "https://169.254.169.254/latest/meta-data", "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://[fe80::1]/",
        "https://0.0.0.0/", "https://224.0.0.1/", "https://user:secret@example.com/", "https://example.com:0/",
        "https://example.com:99999/", "https://" + "a" * 2000 + ".com/", "https://100.64.0.1/", "https://[::]/",
        "nonsense",
    ],
)  # fmt: skip
def test_what_a_webhook_may_not_name(url: str) -> None:
    """Private, local and multicast addresses, other schemes, secrets in the address."""
    with pytest.raises(Forbidden):
        check_url(url, private=False)


def test_what_a_webhook_may_name() -> None:
    """Public ones, with any port; private ones where the operator says so."""
    for url in ("https://example.com/a?b=c", "https://8.8.8.8:8443/", "https://[2606:4700::1111]/"):
        check_url(url, private=False)
    check_url("http://10.1.2.3:8080/hook", private=True)


async def test_a_name_that_stands_for_this_machine_is_found_out() -> None:
    """By what it stands for when it is used, not by how it looks."""
    with pytest.raises(Forbidden, match="not a public address"):
        await resolve("https://localhost/hook", private=False)
    target = await resolve("http://localhost:8080/hook?a=b#c", private=True)
    assert target.host == "localhost:8080"
    assert target.name == "localhost"
    assert target.url in ("http://127.0.0.1:8080/hook?a=b", "http://[::1]:8080/hook?a=b")


def test_attempts_go_on_for_a_day() -> None:
    """Each pause longer than the one before; then never; and never after a 410."""
    assert list(PAUSES_SECONDS) == sorted(PAUSES_SECONDS)
    assert 22 * 3600 < sum(PAUSES_SECONDS) <= 24 * 3600
    down = Outcome(503, "The receiver answered 503.")
    for attempts, pause in enumerate(PAUSES_SECONDS):
        due = Due("msg_1", "wh_1", "https://example.com", "{}", (new_secret(),), attempts)
        at = next_attempt(due, down)
        assert at is not None
        assert pause * (1 - JITTER) - 1 <= at - time.time() <= pause * (1 + JITTER) + 1
    tired = Due("msg_1", "wh_1", "https://example.com", "{}", (new_secret(),), len(PAUSES_SECONDS))
    assert next_attempt(tired, down) is None
    fresh = Due("msg_1", "wh_1", "https://example.com", "{}", (new_secret(),), 0)
    assert next_attempt(fresh, Outcome(410, "")) is None

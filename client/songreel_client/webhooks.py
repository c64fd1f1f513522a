"""Webhooks: have a gateway tell your server what happens, and read what it sends there.

made = songreel.webhooks.create("https://example.com/songreel")      # keep made.secret
...
event = read_webhook(request.body, request.headers, made.secret)     # raises NotGenuine
"""

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import quote

from songreel_client.errors import SongreelError
from songreel_client.resources import read
from songreel_client.transport import Transport

PREFIX = "whsec_"
TOLERANCE_SECONDS = 300.0


class NotGenuine(SongreelError):
    """What came is not from the gateway, or is too old."""


@dataclass(frozen=True)
class WebhookEvent:
    """What a gateway told."""

    id: str
    """The same in every attempt: keep it to do nothing twice."""
    name: str
    """ "shot.filmed", as in the event stream."""
    video_id: str
    number: int
    """The event's place among those of its video, from 1: they may come in another order."""
    data: dict[str, Any]


@dataclass(frozen=True)
class Webhook:
    """A server that is told."""

    id: str
    url: str
    events: tuple[str, ...] = ()
    """Empty for everything."""
    disabled: str | None = None
    """Why nothing is sent any more."""
    secret: str | None = None
    """Only from `create` and `rotate`."""


@dataclass(frozen=True)
class Delivery:
    """One event on its way to one server."""

    id: str
    event: str
    video_id: str
    state: str
    """due, delivered, failed."""
    attempts: int
    status: int | None = None
    """The server's last answer."""
    detail: str = ""
    """Why it has not arrived."""


HookList: TypeAlias = list[Webhook]
DeliveryList: TypeAlias = list[Delivery]


class Webhooks:
    """The webhooks of a gateway. All methods raise ApiError and Unreachable."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create(self, url: str, events: Iterable[str] = ()) -> Webhook:
        """Has events from now on sent to a URL; none named are all."""
        return _webhook(self._transport.call("POST", "/v1/webhooks", json={"url": url, "events": list(events)}))

    def list(self) -> HookList:
        """All, oldest first."""
        return [_webhook(each) for each in self._transport.call("GET", "/v1/webhooks")["webhooks"]]

    def delete(self, webhook_id: str) -> None:
        """Tells it nothing more."""
        self._transport.call("DELETE", _path(webhook_id))

    def rotate(self, webhook_id: str) -> Webhook:
        """A new secret; for a day both sign."""
        return _webhook(self._transport.call("POST", f"{_path(webhook_id)}/rotate"))

    def enable(self, webhook_id: str) -> Webhook:
        """Takes one up again whose server had answered 410."""
        return _webhook(self._transport.call("POST", f"{_path(webhook_id)}/enable"))

    def deliveries(self, webhook_id: str, limit: int = 50) -> DeliveryList:
        """Newest first."""
        page = self._transport.call("GET", f"{_path(webhook_id)}/deliveries", params={"limit": limit})
        return [read(Delivery, each) for each in page["deliveries"]]

    def replay(self, webhook_id: str, delivery_id: str) -> Delivery:
        """Sends one again."""
        path = f"{_path(webhook_id)}/deliveries/{quote(delivery_id, safe='')}/replay"
        return read(Delivery, self._transport.call("POST", path))


def read_webhook(
    body: bytes, headers: Mapping[str, str], secret: str, tolerance_seconds: float = TOLERANCE_SECONDS
) -> WebhookEvent:
    """The event in a request that a gateway sent; raises NotGenuine.

    `body` is the request's bytes as they came. The check is that of Standard Webhooks 1.0.0: HMAC-SHA256 over id, time
    and body, and a time that is not more than `tolerance_seconds` away.
    """
    known = {name.lower(): value for name, value in headers.items()}
    try:
        told_id, told_at, signatures = (known[f"webhook-{name}"] for name in ("id", "timestamp", "signature"))
        age = abs(time.time() - int(told_at))
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except KeyError as error:
        raise NotGenuine(f"The header {error.args[0]} is missing.") from None
    except binascii.Error:
        raise NotGenuine("The secret is not one of a gateway's: it begins with whsec_ and is base64.") from None
    except ValueError:
        raise NotGenuine("The header webhook-timestamp is no number.") from None
    if age > tolerance_seconds:
        raise NotGenuine(f"This was sent {age:.0f} s away from now. Check the clock; an old request may be a replay.")
    digest = hmac.new(key, b".".join([told_id.encode(), told_at.encode(), body]), hashlib.sha256).digest()
    wanted = f"v1,{base64.b64encode(digest).decode()}"
    if not any(hmac.compare_digest(wanted.encode(), one.encode()) for one in signatures.split()):
        raise NotGenuine("The signature does not fit body and secret. Check the secret; give the body as it came.")
    told = json.loads(body)
    data = dict(told["data"])
    return WebhookEvent(told_id, told["type"], data.pop("video_id"), data.pop("number"), data)


def _webhook(document: dict[str, Any]) -> Webhook:
    return read(Webhook, document | {"events": tuple(document["events"])})


def _path(webhook_id: str) -> str:
    return f"/v1/webhooks/{quote(webhook_id, safe='')}"

"""Webhooks: have a gateway tell your server what happens, and read what it sends there.

Generated from webhooks.py by `make async`: change that.
"""

from collections.abc import Iterable
from urllib.parse import quote

from songreel_client.aio.transport import AsyncTransport
from songreel_client.resources import read
from songreel_client.webhooks import Delivery, DeliveryList, HookList, Webhook, _path, _webhook


class AsyncWebhooks:
    """The webhooks of a gateway. All methods raise ApiError and Unreachable."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def create(self, url: str, events: Iterable[str] = ()) -> Webhook:
        """Has events from now on sent to a URL; none named are all."""
        return _webhook(await self._transport.call("POST", "/v1/webhooks", json={"url": url, "events": list(events)}))

    async def list(self) -> HookList:
        """All, oldest first."""
        return [_webhook(each) for each in (await self._transport.call("GET", "/v1/webhooks"))["webhooks"]]

    async def delete(self, webhook_id: str) -> None:
        """Tells it nothing more."""
        await self._transport.call("DELETE", _path(webhook_id))

    async def rotate(self, webhook_id: str) -> Webhook:
        """A new secret; for a day both sign."""
        return _webhook(await self._transport.call("POST", f"{_path(webhook_id)}/rotate"))

    async def enable(self, webhook_id: str) -> Webhook:
        """Takes one up again whose server had answered 410."""
        return _webhook(await self._transport.call("POST", f"{_path(webhook_id)}/enable"))

    async def deliveries(self, webhook_id: str, limit: int = 50) -> DeliveryList:
        """Newest first."""
        page = await self._transport.call("GET", f"{_path(webhook_id)}/deliveries", params={"limit": limit})
        return [read(Delivery, each) for each in page["deliveries"]]

    async def replay(self, webhook_id: str, delivery_id: str) -> Delivery:
        """Sends one again."""
        path = f"{_path(webhook_id)}/deliveries/{quote(delivery_id, safe='')}/replay"
        return read(Delivery, await self._transport.call("POST", path))

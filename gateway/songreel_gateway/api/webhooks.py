"""Webhooks: events of all videos, sent to a client's own server, signed after Standard Webhooks."""

from datetime import datetime
from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.callers import TheCaller
from songreel_gateway.api.paging import NextCursor, TheAsked, ThePart
from songreel_gateway.api.resources import moment
from songreel_gateway.problems import FieldProblem, refuse
from songreel_gateway.store.tables import DELIVERIES, WEBHOOKS
from songreel_gateway.store.webhooks import Delivery, Webhook
from songreel_gateway.webhooks.guard import Forbidden, check_url
from songreel_gateway.webhooks.signing import new_secret

log = structlog.get_logger()

ROUTER = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])

EventName = Literal[
    "video.state", "song.heard", "script.treatment", "shot.written", "script.written", "keyframe.made",
    "keyframes.ready", "shot.way", "shot.rejected", "shot.filmed", "film.cut", "video.failed",
]  # fmt: skip
MOST_WEBHOOKS = 20


class WebhookOrder(BaseModel):
    """A server that is to be told."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(description="https:// address of a public server.", examples=["https://example.com/songreel"])
    events: list[EventName] = Field(default=[], description="What to tell; empty for everything.", max_length=20)


class WebhookResource(BaseModel):
    """A webhook; its secret is shown when it is made."""

    id: str
    url: str
    events: list[str]
    created_at: datetime
    disabled: str | None = Field(description="Why nothing is sent any more.")
    secret: str | None = Field(None, description="whsec_...: signs each delivery. Only in the answer that made it.")

    @classmethod
    def of(cls, hook: Webhook, secret: str | None = None) -> "WebhookResource":
        """From its record."""
        made = moment(hook.created_at)
        return cls(id=hook.id, url=hook.url, events=hook.events, created_at=made, disabled=hook.disabled, secret=secret)


class WebhookList(BaseModel):
    """Webhooks, oldest first."""

    webhooks: list[WebhookResource]
    next_cursor: NextCursor = None


class DeliveryResource(BaseModel):
    """One event on its way to one webhook."""

    id: str = Field(description="The header webhook-id; the same in every attempt.")
    event: str
    video_id: str
    state: Literal["due", "delivered", "failed"]
    attempts: int
    created_at: datetime
    next_attempt_at: datetime | None
    status: int | None = Field(description="The receiver's last answer.")
    detail: str = Field(description="Why it has not arrived.")

    @classmethod
    def of(cls, delivery: Delivery) -> "DeliveryResource":
        """From its record."""
        return cls(
            id=delivery.id,
            event=delivery.event,
            video_id=delivery.video_id,
            state=delivery.state,
            attempts=delivery.attempts,
            created_at=moment(delivery.created_at),
            next_attempt_at=moment(delivery.due_at) if delivery.state == "due" else None,
            status=delivery.status,
            detail=delivery.detail,
        )


class DeliveryList(BaseModel):
    """Deliveries, newest first."""

    deliveries: list[DeliveryResource]
    next_cursor: str | None = Field(description="Give it as `cursor` for the next page; null on the last one.")


async def the_webhook(webhook_id: str, gateway: TheGateway, caller: TheCaller) -> Webhook:
    """The webhook named in the path."""
    hook = await gateway.records.webhooks.owned(caller.tenant_id, webhook_id)
    if hook is None:
        raise refuse("not-found", 404, f"There is no webhook {webhook_id}. Make one with POST /v1/webhooks.")
    return hook


TheWebhook = Annotated[Webhook, Depends(the_webhook)]


@ROUTER.post("", status_code=201, responses=problems(400, 422))
async def add_webhook(
    order: WebhookOrder, response: Response, gateway: TheGateway, caller: TheCaller
) -> WebhookResource:
    """Has every event from now on sent to a server as a signed POST, until it answers 2xx, for a day.

    The body is `{"type": ..., "timestamp": ..., "data": {"video_id": ..., "number": ..., ...}}`; `data` is that of the
    event stream. An event may come twice, and late; `webhook-id` is the same each time, and `number` gives the order.
    """
    try:
        check_url(order.url, gateway.settings.webhooks_private)
    except Forbidden as error:
        fault = FieldProblem(pointer="/url", detail=str(error))
        raise refuse("unprocessable", 422, f"This address cannot be told. {error}", errors=[fault]) from None
    if len(await gateway.records.webhooks.all(caller.tenant_id)) >= MOST_WEBHOOKS:
        raise refuse("unprocessable", 422, f"There are {MOST_WEBHOOKS} webhooks. Remove one first.")
    secret = new_secret()
    hook = await gateway.records.webhooks.add(caller.tenant_id, order.url, list(order.events), secret)
    log.info("webhook_added", webhook=hook.id)
    response.headers["location"] = f"/v1/webhooks/{hook.id}"
    return WebhookResource.of(hook, secret)


@ROUTER.get("", responses=problems(422))
async def list_webhooks(part: ThePart, gateway: TheGateway, caller: TheCaller) -> WebhookList:
    """Webhooks, oldest first."""
    keys = (WEBHOOKS.c.created_at, WEBHOOKS.c.id)
    rows, following = await part.page(gateway, keys, WEBHOOKS.c.tenant_id == caller.tenant_id)
    return WebhookList(webhooks=[WebhookResource.of(Webhook(**row._mapping)) for row in rows], next_cursor=following)


@ROUTER.get("/{webhook_id}", responses=problems(404))
async def read_webhook(hook: TheWebhook) -> WebhookResource:
    """One webhook."""
    return WebhookResource.of(hook)


@ROUTER.delete("/{webhook_id}", status_code=204, responses=problems(404))
async def remove_webhook(hook: TheWebhook, gateway: TheGateway) -> None:
    """Tells it nothing more, and forgets what was on its way."""
    await gateway.records.webhooks.remove(hook.id)
    log.info("webhook_removed", webhook=hook.id)


@ROUTER.post("/{webhook_id}/rotate", responses=problems(404))
async def rotate_secret(hook: TheWebhook, gateway: TheGateway) -> WebhookResource:
    """A new secret. For a day deliveries carry a signature of the old one too, so that nothing is lost meanwhile."""
    secret = new_secret()
    await gateway.records.webhooks.rotate(hook, secret)
    return WebhookResource.of(hook, secret)


@ROUTER.post("/{webhook_id}/enable", responses=problems(404))
async def enable_webhook(hook: TheWebhook, gateway: TheGateway, caller: TheCaller) -> WebhookResource:
    """Takes a webhook up again that was switched off because its server answered 410."""
    await gateway.records.webhooks.enable(hook.id)
    return WebhookResource.of(await the_webhook(hook.id, gateway, caller))


@ROUTER.get("/{webhook_id}/deliveries", responses=problems(404))
async def list_deliveries(
    hook: TheWebhook,
    asked: TheAsked,
    gateway: TheGateway,
    state: Annotated[Literal["due", "delivered", "failed"] | None, Query()] = None,
) -> DeliveryList:
    """What was sent, what is on its way, and what could not be delivered; kept for two weeks."""
    filters = [DELIVERIES.c.webhook_id == hook.id] + ([DELIVERIES.c.state == state] if state else [])
    rows, following = await asked.page(gateway, DELIVERIES, *filters)
    found = [DeliveryResource.of(Delivery(**row._mapping)) for row in rows]
    return DeliveryList(deliveries=found, next_cursor=following)


@ROUTER.post("/{webhook_id}/deliveries/{delivery_id}/replay", status_code=202, responses=problems(404))
async def replay_delivery(hook: TheWebhook, delivery_id: str, gateway: TheGateway) -> DeliveryResource:
    """Sends a delivery again, whatever came of it before."""
    delivery = await gateway.records.webhooks.again(hook.id, delivery_id)
    if delivery is None:
        raise refuse("not-found", 404, f"This webhook has no delivery {delivery_id}. They are kept for two weeks.")
    return DeliveryResource.of(delivery)

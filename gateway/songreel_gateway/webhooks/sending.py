"""One attempt at one delivery."""

import time
from dataclasses import dataclass

import httpx

from songreel_gateway.store.webhooks import Due
from songreel_gateway.webhooks.guard import Forbidden, resolve
from songreel_gateway.webhooks.signing import headers_for

TIMEOUT_SECONDS = 15.0
"""What Standard Webhooks asks senders to wait at least."""
GONE = 410
KEPT_CHARACTERS = 300


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt."""

    status: int | None
    """HTTP's; None when there was no answer."""
    detail: str
    """Why it is not delivered; empty when it is."""

    @property
    def delivered(self) -> bool:
        """The receiver has it."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """The receiver wants no more."""
        return self.status == GONE


async def send(client: httpx.AsyncClient, due: Due, private: bool) -> Outcome:
    """Posts the delivery once. Redirects are not followed: they would go round the guard."""
    try:
        target = await resolve(due.url, private)
    except Forbidden as error:
        return Outcome(None, str(error))
    except OSError as error:
        return Outcome(None, f"The host is not known: {error.strerror or error}.")
    body = due.body.encode()
    headers = headers_for(due.id, int(time.time()), body, due.secrets)
    headers |= {"content-type": "application/json", "host": target.host, "user-agent": "Songreel-Webhooks/1"}
    try:
        async with client.stream(
            "POST",
            target.url,
            content=body,
            headers=headers,
            timeout=TIMEOUT_SECONDS,
            extensions={"sni_hostname": target.name},
        ) as answer:
            status = answer.status_code  # its body is not read: it may have no end
    except httpx.TimeoutException:
        return Outcome(None, f"No answer within {TIMEOUT_SECONDS:.0f} s.")
    except httpx.HTTPError as error:
        return Outcome(None, f"The call failed: {error or type(error).__name__}."[:KEPT_CHARACTERS])
    if 200 <= status < 300:
        return Outcome(status, "")
    moved = " Redirects are not followed; register the new address." if 300 <= status < 400 else ""
    return Outcome(status, f"The receiver answered {status}.{moved}")

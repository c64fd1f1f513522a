"""Who holds a key: looked up in the database, and remembered for a few seconds so that not every request asks it.

A key that is revoked, rotated or expired is refused by every gateway within `MEMORY_SECONDS`, and at once by the one
that did it.
"""

import hmac
import time
from dataclasses import dataclass, field

from songreel_gateway.access.callers import Caller
from songreel_gateway.store.keys import Key, Keys
from songreel_gateway.store.tables import DEFAULT_TENANT
from songreel_gateway.store.tenants import Tenants
from songreel_gateway.store.tokens import digest_of, read_token

MEMORY_SECONDS = 5.0
MOST_REMEMBERED = 10_000
ADMIN_ID = "admin"
"""What the setting's key is called in logs."""

UNKNOWN = "This key is not known, or it was revoked."
MALFORMED = "This is no key of Songreel's: they look like sr_4kq2m7x1p0zc_... ."


class NotLetIn(Exception):
    """The key opens nothing; the message says why."""


@dataclass(frozen=True)
class Known:
    """A key as it was read from the database."""

    key: Key
    disabled: str | None
    """Why its tenant's keys open nothing."""
    read_at: float


@dataclass
class Keyring:
    """All keys."""

    keys: Keys
    tenants: Tenants
    admin_key: str
    """The setting; empty for none."""
    _known: dict[str, Known] = field(default_factory=dict)

    async def caller(self, text: str) -> tuple[Caller, str | None]:
        """Who sends this key, and the key's own rate. Raises NotLetIn."""
        if self.admin_key and hmac.compare_digest(digest_of(text), digest_of(self.admin_key)):
            return Caller(DEFAULT_TENANT, ADMIN_ID, frozenset({"admin"})), None
        token = read_token(text)
        if token is None:
            raise NotLetIn(MALFORMED)
        known, now = await self._find(token.key_id), time.time()
        if known is None or known.key.revoked_at is not None or not known.key.opens(token.secret, now):
            raise NotLetIn(UNKNOWN)
        if known.key.expired(now):
            raise NotLetIn("This key has expired. Ask for a new one.")
        if known.disabled:
            raise NotLetIn(f"The tenant's keys open nothing now: {known.disabled}.")
        await self.keys.seen(known.key, now)
        return Caller(known.key.tenant_id, known.key.id, frozenset(known.key.scopes)), known.key.quotas.get("rate")

    async def _find(self, key_id: str) -> Known | None:
        known = self._known.get(key_id)
        if known is not None and time.time() - known.read_at < MEMORY_SECONDS:
            return known
        key = await self.keys.find(key_id)
        if key is None:
            return None
        tenant = await self.tenants.find(key.tenant_id)
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[key_id] = Known(key, tenant.disabled if tenant else "it is gone", time.time())
        return self._known[key_id]

    def forget(self) -> None:
        """What was changed here holds here at once."""
        self._known.clear()

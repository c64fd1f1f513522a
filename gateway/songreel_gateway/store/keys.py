"""API keys: what each allows and until when. Of secrets only hashes are here."""

import hmac
import time
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.database import Database
from songreel_gateway.store.tenancy_tables import API_KEYS
from songreel_gateway.store.tokens import Token, digest_of

SEEN_SECONDS = 60.0
"""How coarse `last_used_at` is: a write for every request would cost more than it tells."""


@dataclass(frozen=True)
class Key:
    """One row."""

    id: str
    tenant_id: str
    name: str
    digest: str
    old_digest: str | None
    """Of the secret before a rotation."""
    old_until: float | None
    """Until when that one is good."""
    scopes: list[str]
    quotas: dict[str, Any]
    """This key's own, within its tenant's."""
    created_at: float
    """Unix seconds, as all times here."""
    expires_at: float | None
    last_used_at: float | None
    revoked_at: float | None

    def opens(self, secret: str, now: float) -> bool:
        """Whether it is the secret of now, or the one before while that is good."""
        digest = digest_of(secret)
        if hmac.compare_digest(digest, self.digest):
            return True
        old = self.old_digest is not None and self.old_until is not None and now < self.old_until
        return old and hmac.compare_digest(digest, str(self.old_digest))

    def expired(self, now: float) -> bool:
        """Whether its time is over."""
        return self.expires_at is not None and now >= self.expires_at


@dataclass(frozen=True)
class NewKey:
    """What is decided when a key is made."""

    tenant_id: str
    name: str
    scopes: list[str]
    quotas: dict[str, Any]
    expires_at: float | None


class Keys:
    """Read on every request, through a short memory; see `access.gate`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, new: NewKey, token: Token) -> Key:
        """A new key. Raises IntegrityError for a tenant that there is not."""
        values = {**asdict(new), "id": token.key_id, "digest": token.digest, "created_at": time.time()}
        await self._database.write(lambda connection: connection.execute(sa.insert(API_KEYS).values(**values)))
        return await self._get(token.key_id)

    async def find(self, key_id: str) -> Key | None:
        """The key, also one that was revoked; or None."""
        query = sa.select(API_KEYS).where(API_KEYS.c.id == key_id)
        row = await self._database.read(lambda connection: connection.execute(query).one_or_none())
        return Key(**row._mapping) if row else None

    async def all(self) -> list[Key]:
        """Everybody's; oldest first, without those that were revoked."""
        query = sa.select(API_KEYS).where(API_KEYS.c.revoked_at.is_(None)).order_by(API_KEYS.c.created_at)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [Key(**row._mapping) for row in rows]

    async def rotate(self, key: Key, token: Token, overlap_seconds: float) -> Key:
        """Takes the new secret; the one before is good for so long yet."""
        until = time.time() + overlap_seconds
        changed = {"digest": token.digest, "old_digest": key.digest, "old_until": until}
        await self._change(key.id, **changed)
        return await self._get(key.id)

    async def revoke(self, key_id: str) -> None:
        """It opens nothing any more. The row stays, so that logs can be told by it."""
        await self._change(key_id, revoked_at=time.time(), old_digest=None)

    async def seen(self, key: Key, now: float) -> None:
        """Notes when it was last used, now and then."""
        if key.last_used_at is None or now - key.last_used_at >= SEEN_SECONDS:
            await self._change(key.id, last_used_at=now)

    async def _get(self, key_id: str) -> Key:
        if (key := await self.find(key_id)) is None:
            raise LookupError(key_id)
        return key

    async def _change(self, key_id: str, **columns: Any) -> None:
        update = sa.update(API_KEYS).where(API_KEYS.c.id == key_id).values(**columns)
        await self._database.write(lambda connection: connection.execute(update))

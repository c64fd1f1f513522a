"""Who asks: the tenant whose things a request may see, and what its key allows."""

from dataclasses import dataclass

from songreel_gateway.store.tables import DEFAULT_TENANT


@dataclass(frozen=True)
class Caller:
    """One who was let in."""

    tenant_id: str
    key_id: str | None
    """None where nobody is asked for a key."""
    scopes: frozenset[str]
    """`read`, `write`, `admin`, or one kind of thing: `videos:read`."""


ANYBODY = Caller(DEFAULT_TENANT, None, frozenset({"admin"}))
"""Whoever asks a gateway without keys."""

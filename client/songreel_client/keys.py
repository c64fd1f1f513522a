"""API keys and tenants of a gateway that asks for keys.

made = songreel.keys.create("nightly", scopes=["videos:read"])      # keep made.key: it is shown once
songreel.keys.rotate(made.id, overlap_seconds=3600)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias
from urllib.parse import quote

from songreel_client.resources import read
from songreel_client.transport import Transport

USUAL_SCOPES = ("read", "write")


@dataclass(frozen=True)
class ApiKey:
    """A key, without its secret unless it was just made."""

    id: str
    """By which it is told in logs."""
    tenant_id: str
    name: str
    scopes: tuple[str, ...] = ()
    rate: str | None = None
    """Requests it may send, as 600/minute; None for the gateway's usual."""
    created_at: str = ""
    """ISO 8601, as all times here."""
    expires_at: str | None = None
    last_used_at: str | None = None
    old_secret_until: str | None = None
    """After a rotation: how long the secret before is good."""
    key: str = field(default="", repr=False)
    """`sr_...`; only from `create` and `rotate`."""


@dataclass(frozen=True)
class Tenant:
    """Whose things are kept apart, and what it may have; in quotas 0 is any number."""

    id: str
    name: str
    quotas: Mapping[str, Any] = field(default_factory=dict)
    """Decided for it alone."""
    effective: Mapping[str, Any] = field(default_factory=dict)
    """With the gateway's settings where nothing was decided."""
    disabled: str | None = None
    """Why its keys open nothing."""


@dataclass(frozen=True)
class Me:
    """Who the gateway takes the caller for."""

    tenant_id: str
    key_id: str | None = None
    """None where nobody is asked for a key."""
    scopes: tuple[str, ...] = ()
    quotas: Mapping[str, Any] = field(default_factory=dict)
    usage: Mapping[str, Any] = field(default_factory=dict)


KeyList: TypeAlias = list[ApiKey]
TenantList: TypeAlias = list[Tenant]


class Keys:
    """The keys of your tenant; with the scope `admin` everybody's. All methods raise ApiError and Unreachable."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create(
        self,
        name: str,
        *,
        scopes: Iterable[str] = USUAL_SCOPES,
        tenant_id: str | None = None,
        expires_at: datetime | None = None,
        rate: str | None = None,
    ) -> ApiKey:
        """A new key, with its secret in `key`. It allows no more than yours."""
        order = {"name": name, "scopes": list(scopes), "tenant_id": tenant_id, "rate": rate}
        order["expires_at"] = expires_at.isoformat() if expires_at else None
        return _key(self._transport.call("POST", "/v1/keys", json=order))

    def list(self, all_tenants: bool = False) -> KeyList:
        """Those that are not revoked, oldest first."""
        page = self._transport.call("GET", "/v1/keys", params={"all_tenants": all_tenants})
        return [_key(each) for each in page["keys"]]

    def rotate(self, key_id: str, overlap_seconds: float = 86_400.0) -> ApiKey:
        """A new secret, in `key`; the one before is good for so long yet."""
        return _key(self._transport.call("POST", f"{_path(key_id)}/rotate", json={"overlap_seconds": overlap_seconds}))

    def revoke(self, key_id: str) -> None:
        """It opens nothing any more."""
        self._transport.call("DELETE", _path(key_id))

    def me(self) -> Me:
        """Your tenant, what your key allows, what your tenant may have and what it has."""
        told = self._transport.call("GET", "/v1/me")
        return read(Me, told | {"scopes": tuple(told["scopes"])})


class Tenants:
    """For the scope `admin`. All methods raise ApiError and Unreachable."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def create(self, tenant_id: str, name: str, quotas: Mapping[str, Any] | None = None) -> Tenant:
        """A new tenant, without keys."""
        order = {"id": tenant_id, "name": name, "quotas": dict(quotas or {})}
        return read(Tenant, self._transport.call("POST", "/v1/tenants", json=order))

    def list(self) -> TenantList:
        """Oldest first."""
        return [read(Tenant, each) for each in self._transport.call("GET", "/v1/tenants")["tenants"]]

    def change(self, tenant_id: str, **fields: Any) -> Tenant:
        """With another `name`, with other `quotas` (all of them), or `disabled` (a reason, or None)."""
        return read(Tenant, self._transport.call("PATCH", f"/v1/tenants/{quote(tenant_id, safe='')}", json=fields))


def _key(document: dict[str, Any]) -> ApiKey:
    return read(ApiKey, document | {"scopes": tuple(document["scopes"])})


def _path(key_id: str) -> str:
    return f"/v1/keys/{quote(key_id, safe='')}"

"""API keys and tenants of a gateway that asks for keys.

Generated from keys.py by `make async`: change that.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from songreel_client.aio.transport import AsyncTransport
from songreel_client.keys import USUAL_SCOPES, ApiKey, KeyList, Me, Tenant, TenantList, _key, _path
from songreel_client.resources import read


class AsyncKeys:
    """The keys of your tenant; with the scope `admin` everybody's. All methods raise ApiError and Unreachable."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def create(
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
        return _key(await self._transport.call("POST", "/v1/keys", json=order))

    async def list(self, all_tenants: bool = False) -> KeyList:
        """Those that are not revoked, oldest first."""
        page = await self._transport.call("GET", "/v1/keys", params={"all_tenants": all_tenants})
        return [_key(each) for each in page["keys"]]

    async def rotate(self, key_id: str, overlap_seconds: float = 86_400.0) -> ApiKey:
        """A new secret, in `key`; the one before is good for so long yet."""
        return _key(
            await self._transport.call("POST", f"{_path(key_id)}/rotate", json={"overlap_seconds": overlap_seconds})
        )

    async def revoke(self, key_id: str) -> None:
        """It opens nothing any more."""
        await self._transport.call("DELETE", _path(key_id))

    async def me(self) -> Me:
        """Your tenant, what your key allows, what your tenant may have and what it has."""
        told = await self._transport.call("GET", "/v1/me")
        return read(Me, told | {"scopes": tuple(told["scopes"])})


class AsyncTenants:
    """For the scope `admin`. All methods raise ApiError and Unreachable."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def create(self, tenant_id: str, name: str, quotas: Mapping[str, Any] | None = None) -> Tenant:
        """A new tenant, without keys."""
        order = {"id": tenant_id, "name": name, "quotas": dict(quotas or {})}
        return read(Tenant, await self._transport.call("POST", "/v1/tenants", json=order))

    async def list(self) -> TenantList:
        """Oldest first."""
        return [read(Tenant, each) for each in (await self._transport.call("GET", "/v1/tenants"))["tenants"]]

    async def change(self, tenant_id: str, **fields: Any) -> Tenant:
        """With another `name`, with other `quotas` (all of them), or `disabled` (a reason, or None)."""
        return read(
            Tenant, await self._transport.call("PATCH", f"/v1/tenants/{quote(tenant_id, safe='')}", json=fields)
        )

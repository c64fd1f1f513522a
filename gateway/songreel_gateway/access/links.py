"""Signed links: an address that opens one thing of a video for a while, for whatever cannot send a key.

    /v1/videos/v1/film?tenant=acme&expires=1795714320&signature=...
                       └ whose      └ Unix seconds     └ HMAC-SHA256 of path, tenant and expiry

A link reads, and nothing else. It cannot be taken back before it expires; what it opens can be deleted.
"""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.requests import Request

from songreel_gateway.access.callers import Caller
from songreel_gateway.problems import refuse
from songreel_gateway.store.gateway_secrets import GatewaySecrets

SECRET = "links"  # noqa: S105  # its name, not itself
PURPOSE = "songreel-link-1"
SCOPE = frozenset({"videos:read"})
FOLDER = "/v1/videos/"
LINK_ID = "link"
"""What a link's caller is called in logs."""


@dataclass
class Links:
    """Made and checked by every gateway alike."""

    secrets: GatewaySecrets
    _secret: bytes = field(default=b"", repr=False)

    async def sign(self, tenant_id: str, path: str, seconds: float) -> tuple[str, float]:
        """The path with its signature, and when it expires."""
        expires = int(time.time() + seconds)
        told = {"tenant": tenant_id, "expires": expires, "signature": await self._signature(tenant_id, path, expires)}
        return f"{path}?{urlencode(told)}", float(expires)

    async def caller(self, request: Request) -> Caller | None:
        """Who a link speaks for; None where none was sent. Raises a refusal for one that is wrong or too old."""
        signature = request.query_params.get("signature")
        if signature is None or request.method not in ("GET", "HEAD") or not request.url.path.startswith(FOLDER):
            return None
        tenant_id, expires = request.query_params.get("tenant", ""), request.query_params.get("expires", "")
        number = int(expires) if expires.isascii() and expires.isdigit() and len(expires) < 15 else 0
        wanted = await self._signature(tenant_id, request.url.path, number)
        if not hmac.compare_digest(signature.encode(), wanted.encode()):
            raise refuse("forbidden", 403, "This link is not signed by this gateway. Ask for a new one.")
        if time.time() >= number:
            raise refuse("forbidden", 403, "This link has expired. Ask for a new one: POST /v1/videos/{id}/links.")
        return Caller(tenant_id, LINK_ID, SCOPE)

    async def _signature(self, tenant_id: str, path: str, expires: int) -> str:
        if not self._secret:
            self._secret = bytes.fromhex(await self.secrets.get(SECRET))
        signed = "\n".join((PURPOSE, tenant_id, path, str(expires))).encode()
        return base64.urlsafe_b64encode(hmac.new(self._secret, signed, hashlib.sha256).digest()).rstrip(b"=").decode()

"""Signatures after Standard Webhooks 1.0.0 (https://www.standardwebhooks.com), symmetric: "v1,<base64>"."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

PREFIX = "whsec_"
KEY_BYTES = 32


def new_secret() -> str:
    """ "whsec_" and 32 random bytes in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def headers_for(delivery_id: str, timestamp: int, body: bytes, secrets_now: Sequence[str]) -> dict[str, str]:
    """The three headers of a delivery; with two secrets, while one is being replaced, two signatures."""
    signed = b".".join([delivery_id.encode(), str(timestamp).encode(), body])
    signatures = [f"v1,{_sign(signed, secret)}" for secret in secrets_now]
    return {
        "webhook-id": delivery_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }


def _sign(signed: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()

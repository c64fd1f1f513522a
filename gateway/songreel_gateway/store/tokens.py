"""API keys as clients hold them: `sr_`, a part to tell it by, and a secret of which only a hash is kept.

    sr_4kq2m7x1p0zc_Vb0s...43 characters
       └ id, shown    └ 256 random bits, shown once

A plain SHA-256 is enough for such a secret. Slow hashes with salts protect what people make up, since that can be
guessed; 256 random bits cannot, whoever has the hash. And a hash that takes 0.1 s would be 0.1 s of every request.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass

PREFIX = "sr_"
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: nothing in it is taken for anything else
ID_CHARACTERS = 12
SECRET_BYTES = 32
FORM = re.compile(r"sr_([0-9a-z]{12})_([A-Za-z0-9_-]{43})")
ANYWHERE = re.compile(r"sr_([0-9a-z]{12})_[A-Za-z0-9_-]{20,}")
"""Finds keys in texts, to mask them."""


@dataclass(frozen=True)
class Token:
    """A whole key, as it is sent."""

    key_id: str
    secret: str

    @property
    def text(self) -> str:
        """What the client keeps."""
        return f"{PREFIX}{self.key_id}_{self.secret}"

    @property
    def digest(self) -> str:
        """What the gateway keeps."""
        return digest_of(self.secret)


def new_token(key_id: str | None = None) -> Token:
    """A new secret, for a new key or for the one of that id."""
    made = "".join(secrets.choice(ALPHABET) for _ in range(ID_CHARACTERS))
    return Token(key_id or made, secrets.token_urlsafe(SECRET_BYTES))


def read_token(text: str) -> Token | None:
    """The parts of a key; None when it is none."""
    found = FORM.fullmatch(text)
    return Token(found[1], found[2]) if found else None


def digest_of(secret: str) -> str:
    """SHA-256, lower-case hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()

"""Keys of ordered videos, kept until the film is delivered: making it again goes on with the same video.

The key is written down before the order is sent, so that whatever is killed when, the next `songreel make` with the
same song and the same options repeats the same order, and the gateway knows it by its Idempotency-Key.
"""

import hashlib
import json
import secrets
from pathlib import Path
from typing import Any

from songreel_client.errors import CannotWrite


class OrderKey:
    """The key of one order: a song, its options and the gateway that is asked."""

    def __init__(self, folder: Path, gateway: str, body: dict[str, Any]) -> None:
        """`gateway` is empty for the local stack, whose address changes."""
        asked = json.dumps([gateway, body], sort_keys=True)
        self._path = folder / hashlib.sha256(asked.encode()).hexdigest()[:32]

    def take(self) -> str:
        """The key of an order that was not delivered yet, or a new one. Raises CannotWrite."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._path.exists() and (key := self._path.read_text("utf-8").strip()):
                return key
            key = secrets.token_urlsafe(24)
            draft = self._path.with_suffix(".new")
            draft.write_text(key, "utf-8")
            draft.replace(self._path)
        except OSError as error:
            raise CannotWrite(
                f"{self._path.parent} cannot be written to ({error.strerror}). Name another folder with --data."
            ) from error
        return key

    def forget(self) -> None:
        """The next order is a new one."""
        self._path.unlink(missing_ok=True)

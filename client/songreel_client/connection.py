"""The gateway that a command talks to: the one that was named, or the local stack's."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from songreel_client.client import Songreel
from songreel_client.errors import Unreachable
from songreel_client.screens import Screen
from songreel_client.stack.folders import Folders
from songreel_client.stack.local import LocalStack
from songreel_client.stack.plans import SERVICES

PATIENCE_SECONDS = 120.0
PAUSE_SECONDS = 1.0


@dataclass(frozen=True)
class Place:
    """Which gateway, and where the local stack keeps things."""

    gateway: str
    """URL; empty for the local stack."""
    folders: Folders

    @classmethod
    def of(cls, gateway: str, data: Path, cache: Path) -> "Place":
        """From the command's options; `~` is allowed."""
        return cls(gateway, Folders(data.expanduser().absolute(), cache.expanduser().absolute()))


class Connection:
    """An open connection. Leaving it stops the local stack, if we started it."""

    def __init__(self, place: Place, screen: Screen, *, services: Sequence[str] = SERVICES, port: int = 0) -> None:
        """`services` are those that a local stack starts; none are enough to read and to cancel."""
        self._place = place
        self._screen = screen
        self._stack = None if place.gateway else LocalStack(place.folders, screen, port, services)
        self._silent_since: float | None = None
        self.songreel: Songreel

    @property
    def stack(self) -> LocalStack | None:
        """The local stack; None when a gateway was named."""
        return self._stack

    @property
    def url(self) -> str:
        """Where the gateway is now."""
        return self.songreel.transport.base_url

    def __enter__(self) -> "Connection":
        if self._stack is None:
            self.songreel = Songreel(self._place.gateway)
            self.songreel.alive()
            return self
        try:
            self.songreel = Songreel(self._stack.open())
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.songreel.close()
        if self._stack is not None:
            self._screen.busy("Stopping the local stack" if self._stack.owned else "")
            self._stack.close()

    def wait_for_others(self) -> None:
        """Returns when no other command uses a stack that we run."""
        if self._stack is not None:
            self._stack.wait_for_others()

    def check(self) -> None:
        """All is well. Raises StackFailed when a process of our stack was given up."""
        self._silent_since = None
        if self._stack is not None:
            self._stack.check()

    def recover(self, error: Unreachable) -> None:
        """Returns when it is worth asking again; raises the error when the gateway stayed away too long."""
        now = time.monotonic()
        self._silent_since = self._silent_since or now
        if self._stack is not None:
            self._stack.check()
            if not self._stack.owned:
                self.songreel.close()
                self.songreel = Songreel(self._stack.open())  # its owner may have died: then we start one
        if now - self._silent_since > PATIENCE_SECONDS:
            raise error
        self._screen.busy("The gateway does not answer; trying again")
        time.sleep(PAUSE_SECONDS)

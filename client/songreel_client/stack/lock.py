"""One stack per data folder: who owns it, where it listens, and who else is using it.

The kernel holds the locks (flock), so they end with their process however it dies; `stack.json` only tells where the
owner's gateway is. A file that nobody holds a lock for is stale.
"""

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from songreel_client.errors import CannotWrite


@dataclass(frozen=True)
class StackAddress:
    """A running stack, as its owner wrote it down."""

    pid: int
    url: str
    runtime_folder: str


class StackLock:
    """The right to run the stack of a data folder."""

    def __init__(self, data_folder: Path) -> None:
        self._lock_path = data_folder / "stack.lock"
        self._address_path = data_folder / "stack.json"
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Whether this process owns the stack now; false when a living one does."""
        descriptor = _open(self._lock_path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def publish(self, address: StackAddress) -> None:
        """Tells others where the stack is."""
        draft = self._address_path.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(asdict(address)), "utf-8")
        draft.replace(self._address_path)

    def address(self) -> StackAddress | None:
        """What was last published, by a living owner or a dead one; None when there is nothing legible."""
        try:
            return StackAddress(**json.loads(self._address_path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def forget(self) -> None:
        """Nothing tells of the stack of a dead owner any more; only for the one who holds the lock."""
        self._address_path.unlink(missing_ok=True)

    def release(self) -> None:
        """Another process may take the lock; what was published stays."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def free(self) -> None:
        """Nobody owns the stack any more, and nothing tells of it."""
        if self._descriptor is not None:
            self.forget()
            self.release()


class Users:
    """Those who use the stack beside its owner; each holds a shared lock while it does."""

    def __init__(self, data_folder: Path) -> None:
        self._path = data_folder / "stack.users"
        self._descriptor: int | None = None

    def join(self) -> None:
        """This process uses the stack until it leaves or ends."""
        self._descriptor = _open(self._path)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def leave(self) -> None:
        """This process does not use the stack any more."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def others(self) -> bool:
        """Whether anybody uses the stack."""
        descriptor = _open(self._path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotWrite(f"{path} cannot be opened: {error.strerror}. Name another folder with --data.") from error

"""Where the local stack keeps things.

~/.local/share/songreel/   artifacts/  songreel.sqlite  logs/<process>.log  stack.json  stack.lock  stack.users  orders/
~/.cache/songreel/         weights/
/run/user/<id>/reel-*/     sockets; gone when the stack is
"""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from songreel_client.errors import CannotWrite

SOCKET_PATH_BYTES = 100  # sockaddr_un holds 104 to 108 bytes, by system


@dataclass(frozen=True)
class Folders:
    """The data folder (one stack at a time) and the cache folder (shared by all)."""

    data: Path
    cache: Path

    @property
    def logs(self) -> Path:
        """One file a process."""
        return self.data / "logs"

    @property
    def orders(self) -> Path:
        """Keys of videos that were ordered and not yet delivered."""
        return self.data / "orders"

    def prepare(self) -> None:
        """Makes what is missing. Raises CannotWrite."""
        another = "Name another one with --data or SONGREEL_HOME."
        for folder in (self.data, self.logs, self.orders, self.cache):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CannotWrite(f"The folder {folder} cannot be made: {error.strerror}. {another}") from error
        if not os.access(self.data, os.W_OK):
            raise CannotWrite(f"The folder {self.data} cannot be written to. {another}")


def make_runtime_folder() -> Path:
    """A new private folder whose path is short enough for sockets in it."""
    room = SOCKET_PATH_BYTES - len("/reel-12345678/assembly.sock")
    own = Path(f"/run/user/{os.getuid()}")  # where systemd's XDG_RUNTIME_DIR is
    for parent in (own, Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108  # mkdtemp is private
        if os.access(parent, os.W_OK) and len(os.fsencode(parent)) < room:
            return Path(tempfile.mkdtemp(prefix="reel-", dir=parent))
    raise CannotWrite("No temporary folder can be written to: set TMPDIR to a folder with a short path.")

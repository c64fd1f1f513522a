"""The local stack as a command uses it: started, or joined when another command of this user has started it.

        nobody runs one                        somebody does
              │                                      │
lock, weights, start, wait for /readyz     join, wait for /readyz
              │                                      │  its owner died?  then start one: the job goes on
             use                                    use
              │                                      │
wait for those who joined, stop                    leave
"""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from songreel_weights import DiskFull, Progress

from songreel_client.client import Songreel
from songreel_client.errors import CannotWrite, StackFailed, Unreachable
from songreel_client.stack.folders import Folders, make_runtime_folder
from songreel_client.stack.lock import StackAddress, StackLock, Users
from songreel_client.stack.plans import HOST, SERVICES, child_plans, choose_port, inherited_environment
from songreel_client.stack.supervisor import Supervisor
from songreel_client.stack.weights import ensure_weights

LOOK_SECONDS = 0.2
WARM_UP_SECONDS = 600.0


class Screen(Protocol):
    """Where a person sees what is going on."""

    def say(self, text: str) -> None:
        """One line that stays."""

    def busy(self, text: str) -> None:
        """What is being waited for now."""

    def fetching(self, progress: Progress) -> None:
        """How far a model's download is."""


class LocalStack:
    """One stack per data folder, shared by all commands that want it."""

    def __init__(self, folders: Folders, screen: Screen, port: int = 0, services: Sequence[str] = SERVICES) -> None:
        """`port` 0 takes a free one. A stack without some services is left as soon as its owner is done: those who
        wait for more than it has start their own then."""
        self._folders = folders
        self._screen = screen
        self._port = port
        self._services = tuple(services)
        self._lock = StackLock(folders.data)
        self._users = Users(folders.data)
        self._supervisor: Supervisor | None = None
        self._runtime_folder: Path | None = None

    @property
    def owned(self) -> bool:
        """Whether this process runs the stack."""
        return self._supervisor is not None

    def open(self) -> str:
        """The URL of a gateway that is ready. Raises StackFailed and CannotWrite."""
        self._folders.prepare()
        self._users.leave()
        while True:
            if self._lock.take():
                return self._start()
            self._users.join()
            if url := self._joined():
                return url
            self._users.leave()  # its owner is gone: try to take its place

    def check(self) -> None:
        """Nothing, or StackFailed when a process was given up."""
        if self._supervisor:
            self._supervisor.check()

    def wait_for_others(self) -> None:
        """Returns when nobody else uses our stack any more."""
        if self.owned and set(SERVICES) <= set(self._services) and self._users.others():
            self._screen.say("Another songreel command is using this stack; it stays up until that is done.")
            while self._users.others():
                self.check()
                time.sleep(LOOK_SECONDS)

    def close(self) -> None:
        """Stops our stack, or leaves somebody else's."""
        if self._supervisor:
            self._supervisor.stop()
            self._supervisor = None
        if self._runtime_folder:
            shutil.rmtree(self._runtime_folder, ignore_errors=True)
            self._runtime_folder = None
        self._lock.free()
        self._users.leave()

    def _start(self) -> str:
        if stale := self._lock.address():
            self._screen.say(f"An earlier stack (process {stale.pid}) ended without goodbye; its jobs go on now.")
            remove_stale(stale)
            self._lock.forget()
        port = choose_port(self._port)
        environment = inherited_environment()
        if self._services:
            environment |= self._fetch_weights(environment)
        url = f"http://{HOST}:{port}"
        self._runtime_folder = make_runtime_folder()
        plans = child_plans(self._folders, self._runtime_folder, port, environment, self._services)
        self._lock.publish(StackAddress(os.getpid(), url, str(self._runtime_folder)))
        self._supervisor = Supervisor(plans, self._runtime_folder, self._screen.say)
        self._supervisor.start()
        if not self._ready(url, lambda: True):
            raise StackFailed("The stack is not ready.")
        return url

    def _fetch_weights(self, environment: dict[str, str]) -> dict[str, str]:
        try:
            cache, screen = self._folders.cache, self._screen
            return ensure_weights(cache, screen.say, screen.fetching, environment, self._services)
        except DiskFull as error:
            raise CannotWrite(str(error)) from error

    def _joined(self) -> str | None:
        """The URL of the running stack once it is ready; None when its owner went away meanwhile."""

        def owner_lives() -> bool:
            if self._lock.take():
                self._lock.release()
                return False
            return True

        while (address := self._lock.address()) is None:
            if not owner_lives():
                return None
            self._screen.busy("Waiting for another songreel command to start the stack")
            time.sleep(LOOK_SECONDS)
        return address.url if self._ready(address.url, owner_lives) else None

    def _ready(self, url: str, owner_lives: Callable[[], bool]) -> bool:
        """True once the gateway (and what we need of it) serves; false when the owner went away."""
        deadline = time.monotonic() + WARM_UP_SECONDS
        with Songreel(url) as songreel:
            while owner_lives():
                self.check()
                try:
                    if not self._services:
                        songreel.alive()
                        return True
                    missing = songreel.unready(self._services if set(self._services) < set(SERVICES) else ())
                except Unreachable:
                    missing = ["gateway"]
                if not missing:
                    return True
                if time.monotonic() > deadline:
                    raise StackFailed(
                        f"Not ready after {WARM_UP_SECONDS / 60:.0f} minutes: {', '.join(missing)}. "
                        f"Read {self._folders.logs / missing[0]}.log."
                    )
                self._screen.busy(f"Warming up: {', '.join(missing)}")
                time.sleep(LOOK_SECONDS)
        return False


def remove_stale(address: StackAddress) -> None:
    """The dead stack's runtime folder is gone, if it is one of ours; its children died with it."""
    folder = Path(address.runtime_folder)
    if folder.name.startswith("reel-") and folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)

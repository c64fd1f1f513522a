"""Child processes: how each is started, and how it is made sure that none is left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHILD, WARDEN = Path(__file__).with_name("child.py"), Path(__file__).with_name("warden.py")
LOG_BYTES = 8 << 20


@dataclass(frozen=True)
class ChildPlan:
    """A process of the stack."""

    name: str
    module: str
    """Run as `python -m module`."""
    environment: Mapping[str, str]
    log: Path


def start_child(plan: ChildPlan) -> subprocess.Popen[bytes]:
    """The process, leader of a group of its own, writing to its log. Its starter must be a thread that lives on:
    the kernel counts the thread, not the process, as the parent whose death kills."""
    command = [sys.executable, "-P", str(CHILD), str(os.getpid()), plan.module]
    with plan.log.open("ab") as log:
        return subprocess.Popen(
            command, env=dict(plan.environment),
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip


def shorten_log(log: Path) -> None:
    """A log that grew large makes room for a new one; one older part is kept."""
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))


def end_children(children: list[subprocess.Popen[bytes]], grace_seconds: float) -> None:
    """All children and their groups are gone: asked first, killed when the grace is over."""
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
    deadline = time.monotonic() + grace_seconds
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.0, deadline - time.monotonic()))
    for child in children:
        kill_group(child)


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """The child and everything it started are gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


class Warden:
    """The process that cleans up when this one dies of `kill -9`."""

    def __init__(self, runtime_folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(WARDEN), str(runtime_folder)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, bufsize=0,
        )  # fmt: skip

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """It still watches."""
        return self._process.poll() is None

    def watch(self, child: subprocess.Popen[bytes]) -> None:
        """The child's group dies with us."""
        self._tell(f"+{child.pid}")

    def forget(self, child: subprocess.Popen[bytes]) -> None:
        """The child's group is gone."""
        self._tell(f"-{child.pid}")

    def dismiss(self) -> None:
        """Everything was cleaned up; the warden removes the runtime folder and goes."""
        self._tell("bye")
        self.close()

    def close(self) -> None:
        """Our end of its pipe is closed and it has ended."""
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait()

    def _tell(self, line: str) -> None:
        if self._process.stdin:
            with contextlib.suppress(OSError):  # it died; the supervisor finds out and starts another
                self._process.stdin.write(line.encode() + b"\n")

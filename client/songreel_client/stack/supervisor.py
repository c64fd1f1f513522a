"""The stack's children kept alive: a dead one starts again, one that keeps dying is given up with its last words."""

import json
import re
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from songreel_client.errors import StackFailed
from songreel_client.stack.processes import ChildPlan, Warden, end_children, kill_group, shorten_log, start_child

LOOK_SECONDS = 0.1
SETTLED_SECONDS = 20.0  # one that lived this long was a good start
EARLY_DEATHS_LIMIT = 3
LONGEST_PAUSE_SECONDS = 30.0
STOP_SECONDS = 5.0
LAST_LINES, LAST_BYTES = 6, 65_536


class Kept:
    """One child and what became of it so far."""

    def __init__(self, plan: ChildPlan) -> None:
        self.plan = plan
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0
        self.early_deaths = 0
        self.restart_at = 0.0
        self.log_offset = 0

    def start(self) -> subprocess.Popen[bytes]:
        """The new process. Raises OSError."""
        shorten_log(self.plan.log)
        self.log_offset = self.plan.log.stat().st_size if self.plan.log.exists() else 0
        self.process = start_child(self.plan)
        self.started_at = time.monotonic()
        return self.process

    def note_death(self, now: float) -> float:
        """The pause before the next start, in seconds."""
        self.early_deaths = self.early_deaths + 1 if now - self.started_at < SETTLED_SECONDS else 1
        pause = min(0.5 * 2.0 ** (self.early_deaths - 1), LONGEST_PAUSE_SECONDS)
        self.process, self.restart_at = None, now + pause
        return pause


class Supervisor:
    """Starts and watches children from one thread that lives as long as they do."""

    def __init__(self, plans: Sequence[ChildPlan], runtime_folder: Path, say: Callable[[str], None]) -> None:
        """`say` gets one line for each death, from the supervisor's thread."""
        self._kept = [Kept(plan) for plan in plans]
        self._runtime_folder = runtime_folder
        self._say = say
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)
        self._failure: StackFailed | None = None
        self._warden: Warden | None = None
        self._grace_seconds = STOP_SECONDS

    def start(self) -> None:
        """Returns at once."""
        self._thread.start()

    def check(self) -> None:
        """Nothing, or StackFailed when a child was given up."""
        if self._failure:
            raise self._failure

    def pids(self) -> dict[str, int]:
        """Process ids of the children that are alive, by name, and of the warden."""
        found = {kept.plan.name: kept.process.pid for kept in self._kept if kept.process}
        return found | ({"warden": self._warden.pid} if self._warden else {})

    def stop(self, grace_seconds: float = STOP_SECONDS) -> None:
        """All children are gone: SIGTERM first, SIGKILL after the grace."""
        self._grace_seconds = grace_seconds
        self._stopping.set()
        if self._thread.ident:
            self._thread.join()

    def _run(self) -> None:
        try:
            while not self._stopping.is_set() and not self._failure:
                self._look()
                self._stopping.wait(LOOK_SECONDS)
            self._stopping.wait()  # given up: keep what runs until somebody says stop
        finally:
            end_children([kept.process for kept in self._kept if kept.process], self._grace_seconds)
            if self._warden:
                self._warden.dismiss()

    def _look(self) -> None:
        warden = self._warden
        if warden is None or not warden.alive:
            if warden:
                warden.close()
            warden = self._warden = Warden(self._runtime_folder)
            for kept in self._kept:
                if kept.process:
                    warden.watch(kept.process)
        for kept in self._kept:
            if kept.process and kept.process.poll() is not None:
                self._bury(kept, warden)
            if kept.process is None and not self._failure and time.monotonic() >= kept.restart_at:
                try:
                    warden.watch(kept.start())
                except OSError as error:
                    self._failure = StackFailed(f"The {kept.plan.name} process cannot be started: {error}.")

    def _bury(self, kept: Kept, warden: Warden) -> None:
        process = kept.process
        if process is None:
            return
        kill_group(process)  # what it started itself
        warden.forget(process)
        how = how_it_ended(process.returncode)
        pause = kept.note_death(time.monotonic())
        if kept.early_deaths >= EARLY_DEATHS_LIMIT:
            self._failure = given_up(kept.plan, how, kept.log_offset)
            return
        self._say(f"The {kept.plan.name} process {how}; it starts again in {pause:g} s. Its log: {kept.plan.log}")


def how_it_ended(status: int) -> str:
    """In words: "was killed by signal 9" or "ended with status 1"."""
    return f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"


def given_up(plan: ChildPlan, how: str, log_offset: int) -> StackFailed:
    """The error of a child that does not stay alive."""
    words = last_words(plan.log, log_offset)
    said = f" It last said:\n{words}\n" if words else " It said nothing. "
    return StackFailed(
        f"The {plan.name} process {how}, {EARLY_DEATHS_LIMIT} times in a row.{said}"
        f"The whole log is {plan.log}. `songreel doctor` looks for what this machine lacks."
    )


def last_words(log: Path, offset: int = 0) -> str:
    """What the process wrote last, from a place in its log on: a few indented lines, without the frames of a traceback
    and without what Python grumbles while it shuts down."""
    try:
        with log.open("rb") as file:
            file.seek(max(offset, log.stat().st_size - LAST_BYTES))
            text = file.read().decode(errors="replace")
    except OSError:
        return ""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text).partition("Exception ignored in")[0]
    chatter = (" ", "Traceback", '{"', "The above exception was")
    lines = [line for line in text.splitlines() if line.strip() and (not line.startswith(chatter) or is_trouble(line))]
    return "\n".join("  " + line[:300] for line in lines[-LAST_LINES:])


def is_trouble(line: str) -> bool:
    """Whether a line of a JSON log tells of more than the usual course of things."""
    try:
        return json.loads(line).get("level") in ("warning", "error", "critical")
    except (ValueError, AttributeError):
        return False

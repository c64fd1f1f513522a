"""The processes of a local stack: watched, started again, and never left behind. They are real and killed for real."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from songreel_client.errors import StackFailed
from songreel_client.stack.folders import make_runtime_folder
from songreel_client.stack.lock import StackAddress, StackLock, Users
from songreel_client.stack.plans import choose_port
from songreel_client.stack.processes import ChildPlan
from songreel_client.stack.supervisor import Supervisor, last_words

from tests.processes import is_alive, wait_until

SLEEPER = "import time, subprocess, sys; subprocess.Popen(['sleep', '1000']); print('up', flush=True); time.sleep(1000)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(1000)"
)
DYING = "print('hello'); raise SystemExit('libGL.so.1 is missing')"


def group_of(pid: int) -> list[int]:
    """All living processes of its group."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.getpgid(int(entry.name)) == pid and is_alive(int(entry.name)):
                    found.append(int(entry.name))
            except ProcessLookupError:
                continue
    return found


def plan(folder: Path, name: str, code: str) -> ChildPlan:
    (folder / f"fake_{name}.py").write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return ChildPlan(name, f"fake_{name}", environment, folder / f"{name}.log")


def says(child: ChildPlan, text: str = "up") -> bool:
    return child.log.exists() and text in child.log.read_text()


def test_a_dead_child_starts_again_with_one_line(tmp_path: Path, short_folder: Path) -> None:
    """`kill -9` of a child: another takes its place, what it had started is gone, and a line says so."""
    said: list[str] = []
    supervisor = Supervisor([plan(tmp_path, "one", SLEEPER)], short_folder / "run", said.append)
    supervisor.start()
    wait_until(lambda: "one" in supervisor.pids() and len(group_of(supervisor.pids()["one"])) == 2, 10, "the child")
    first = supervisor.pids()["one"]
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: supervisor.pids().get("one", first) != first, 10, "the next child")
    assert group_of(first) == []
    assert len(said) == 1
    assert "one process was killed by signal 9" in said[0]
    supervisor.stop()


def test_a_child_that_keeps_dying_is_given_up_with_its_last_words(tmp_path: Path, short_folder: Path) -> None:
    """Three times in a row: the error has what it said and what to do, and the others are stopped."""
    steady = plan(tmp_path, "steady", SLEEPER)
    supervisor = Supervisor([plan(tmp_path, "frail", DYING), steady], short_folder / "run", lambda line: None)

    def given_up() -> str:
        try:
            supervisor.check()
        except StackFailed as failure:
            return str(failure)
        return ""

    supervisor.start()
    wait_until(given_up, 20, "the end of patience")
    assert "libGL.so.1 is missing" in given_up()
    assert "songreel doctor" in given_up()
    assert str(tmp_path / "frail.log") in given_up()
    pids = supervisor.pids()
    supervisor.stop()
    wait_until(lambda: group_of(pids["steady"]) == [], 5, "its end")
    assert not is_alive(pids["warden"])


def test_a_child_that_ignores_sigterm_is_killed(tmp_path: Path, short_folder: Path) -> None:
    """After the grace."""
    stubborn = plan(tmp_path, "stubborn", STUBBORN)
    supervisor = Supervisor([stubborn], short_folder / "run", lambda line: None)
    supervisor.start()
    wait_until(lambda: says(stubborn), 10, "the child")
    pid = supervisor.pids()["stubborn"]
    supervisor.stop(grace_seconds=0.2)
    assert not is_alive(pid)


def test_a_killed_warden_is_replaced(tmp_path: Path, short_folder: Path) -> None:
    """There is always one."""
    supervisor = Supervisor([plan(tmp_path, "one", SLEEPER)], short_folder / "run", lambda line: None)
    supervisor.start()
    wait_until(lambda: len(supervisor.pids()) == 2, 10, "child and warden")
    first = supervisor.pids()["warden"]
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: supervisor.pids()["warden"] != first, 10, "the next warden")
    supervisor.stop()


PARENT = """
import json, sys, time
from pathlib import Path
from songreel_client.stack.processes import ChildPlan
from songreel_client.stack.supervisor import Supervisor

plans = [ChildPlan(name, module, env, Path(log)) for name, module, env, log in json.loads(sys.argv[1])]
supervisor = Supervisor(plans, Path(sys.argv[2]), print)
supervisor.start()
while len(supervisor.pids()) < len(plans) + 1:
    time.sleep(0.05)
print(json.dumps(supervisor.pids()), flush=True)
time.sleep(1000)
"""


def test_children_and_grandchildren_die_with_a_killed_parent(tmp_path: Path, short_folder: Path) -> None:
    """`kill -9` of the process that started the stack leaves no process and no runtime folder behind."""
    runtime = short_folder / "run"
    runtime.mkdir()
    children = [plan(tmp_path, "one", SLEEPER), plan(tmp_path, "two", STUBBORN)]
    described = json.dumps([[c.name, c.module, dict(c.environment), str(c.log)] for c in children])
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, described, str(runtime)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    pids = json.loads(parent.stdout.readline())
    wait_until(lambda: says(children[0]) and says(children[1]) and len(group_of(pids["one"])) == 2, 10, "the children")
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not any(map(is_alive, pids.values())), 10, "all processes to be gone")
    assert group_of(pids["one"]) == []
    assert not runtime.exists()


def test_last_words_leave_out_frames_colours_and_shutdown_noise(tmp_path: Path) -> None:
    """What remains is the reason."""
    log = tmp_path / "x.log"
    log.write_text(
        'old\n{"level": "info"}\n{"level": "error"}\nTraceback (most recent call last):\n  File "a.py", line 1\n'
        "\x1b[31mImportError\x1b[0m: no skia\nException ignored in: <function>\nRuntimeError: loop\n"
    )
    assert last_words(log, offset=4).split("\n") == ['  {"level": "error"}', "  ImportError: no skia"]
    assert last_words(tmp_path / "none.log") == ""


def test_a_lock_ends_with_its_process_however_that_dies(tmp_path: Path) -> None:
    """While the owner lives nobody else gets it; after `kill -9` the next one does, and still reads who it was."""
    code = (
        "import sys, time, os; from pathlib import Path; from songreel_client.stack.lock import *;"
        "lock = StackLock(Path(sys.argv[1])); assert lock.take();"
        "lock.publish(StackAddress(os.getpid(), 'http://x', '/tmp/reel-x')); print('up', flush=True); time.sleep(1000)"
    )
    owner = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert owner.stdout
    owner.stdout.readline()
    lock = StackLock(tmp_path)
    assert not lock.take()
    owner.kill()
    owner.wait()
    owner.stdout.close()
    assert lock.take()
    assert lock.address() == StackAddress(owner.pid, "http://x", "/tmp/reel-x")  # noqa: S108  # only a name
    lock.free()
    assert lock.address() is None


def test_users_are_seen_while_they_use_the_stack(tmp_path: Path) -> None:
    """Two join, both leave."""
    owner, users = Users(tmp_path), [Users(tmp_path), Users(tmp_path)]
    seen = [owner.others()]
    for user in users:
        user.join()
        seen.append(owner.others())
    for user in users:
        user.leave()
        seen.append(owner.others())
    assert seen == [False, True, True, True, False]


def test_a_taken_port_is_refused_with_what_to_do() -> None:
    """A listening one is; a free one and 0 are not."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        with pytest.raises(StackFailed, match="--port"):
            choose_port(taken.getsockname()[1])
        assert choose_port(0) != taken.getsockname()[1]


def test_socket_paths_are_short_enough() -> None:
    """Whatever TMPDIR is."""
    folder = make_runtime_folder()
    try:
        assert len(os.fsencode(folder / "assembly.sock")) < 100
        assert folder.stat().st_mode & 0o777 == 0o700
    finally:
        folder.rmdir()

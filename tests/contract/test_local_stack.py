"""The local stack: watched, shared, and never left behind. Processes are real and killed for real."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from songreel_client.errors import StackFailed
from songreel_client.stack.folders import make_runtime_folder
from songreel_client.stack.lock import StackAddress, StackLock, Users
from songreel_client.stack.plans import choose_port
from songreel_client.stack.processes import ChildPlan
from songreel_client.stack.supervisor import Supervisor, last_words

from tests.processes import free_port, wait_until
from tests.stand_ins import ROOT, write_stand_ins

SLEEPER = "import time, subprocess, sys; subprocess.Popen(['sleep', '1000']); print('up', flush=True); time.sleep(1000)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(1000)"
)
DYING = "print('hello'); raise SystemExit('libGL.so.1 is missing')"


def is_alive(pid: int) -> bool:
    """Neither gone nor a zombie."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


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


class Desk:
    """A user's machine: a song, an environment of stand-ins, and `songreel` commands run as processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = write_stand_ins(folder)
        self.home = folder / "home"
        self.song = folder / "my song.mp3"
        self.song.write_bytes(b"la la la")
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / "songreel"), *arguments],
            env={**self.environment, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self.started.append(process)
        return process

    def run(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def began(self, name: str) -> list[int]:
        """Process ids of all that ran under the name, oldest first."""
        log = self.home / "logs" / f"{name}.log"
        lines = log.read_text().splitlines() if log.exists() else []
        return [json.loads(line)["pid"] for line in lines if line.startswith("{")]

    def nobody_left(self) -> bool:
        names = [log.stem for log in (self.home / "logs").glob("*.log")]
        return not any(is_alive(pid) for name in names for pid in self.began(name))

    def orders(self) -> int:
        return len(json.loads((self.home / "ordered.json").read_text()))

    def ordered(self) -> bool:
        return (self.home / "ordered.json").exists()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    for process in desk.started:
        process.kill()
        process.communicate()
    wait_until(desk.nobody_left, 10, "all stand-ins to be gone")


def test_make_starts_a_stack_delivers_the_film_and_stops(desk: Desk) -> None:
    """The film and its certificate lie beside the song, stdout is one document, no process is left; and again."""
    for _ in range(2):  # the second time the film of the first is replaced
        status, out, err = desk.run("make", str(desk.song), "--json")
        assert status == 0, err
        told = json.loads(out)
        film = desk.folder / "my song.film.mp4"
        assert told["film_path"] == str(film)
        assert told["certificate"] == json.loads((desk.folder / "my song.film.certificate.json").read_text())
        assert film.stat().st_size == int(told["film"]["sizeBytes"])
        assert "\x1b" not in err
        assert desk.nobody_left()
    assert not list(desk.home.glob("stack.json"))
    assert desk.orders() == 2


def test_an_interrupted_make_keeps_the_job_and_goes_on_with_it(desk: Desk) -> None:
    """Ctrl-C: status 130, a sentence, no process left; the same command then ends the same video."""
    process = desk.start("make", str(desk.song), STAND_IN_SECONDS="1000")
    wait_until(desk.ordered, 30, "the order")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert "goes on with the job" in err
    assert desk.nobody_left()
    assert not (desk.folder / "my song.film.mp4").exists()
    assert desk.run("make", str(desk.song))[0] == 0
    assert desk.orders() == 1


def test_a_killed_make_leaves_nothing_and_its_job_goes_on(desk: Desk) -> None:
    """`kill -9`: all processes die with it; the same command says so, cleans up and ends the same video."""
    process = desk.start("make", str(desk.song), STAND_IN_SECONDS="1000")
    wait_until(desk.ordered, 30, "the order")
    runtime = Path(json.loads((desk.home / "stack.json").read_text())["runtime_folder"])
    process.kill()
    process.communicate()
    wait_until(desk.nobody_left, 10, "all processes to be gone")
    status, _, err = desk.run("make", str(desk.song))
    assert status == 0, err
    assert "ended without goodbye" in err
    assert not runtime.exists()
    assert desk.orders() == 1


def test_a_second_command_uses_the_running_stack(desk: Desk) -> None:
    """One gateway for `up`, `list` and `make`; killed, it is started again and the film comes all the same."""
    up = desk.start("up", "--port", str(free_port()))
    wait_until(lambda: len(desk.began("gateway")) == 1, 30, "the stack")
    make = desk.start("make", str(desk.song), "--json")
    wait_until(desk.ordered, 30, "the order")
    os.kill(desk.began("gateway")[0], signal.SIGKILL)
    out, err = make.communicate(timeout=60)
    assert make.returncode == 0, err
    assert json.loads(out)["video_id"] == "v1"
    assert json.loads(desk.run("list", "--json")[1])["videos"][0]["id"] == "v1"
    status, _, err = desk.run("up")
    assert (status, "already running" in err) == (3, True)
    assert len(desk.began("gateway")) == 2
    assert len(desk.began("audio")) == 1
    up.send_signal(signal.SIGTERM)
    up.communicate(timeout=30)
    assert up.returncode == 0


def test_a_command_takes_over_when_the_stack_it_uses_dies(desk: Desk) -> None:
    """`kill -9` of `songreel up` under a running `make`: that starts a stack itself and gets its film."""
    up = desk.start("up", "--port", "0", STAND_IN_SECONDS="1000")
    wait_until(lambda: len(desk.began("gateway")) == 1, 30, "the stack")
    make = desk.start("make", str(desk.song))
    wait_until(desk.ordered, 30, "the order")
    up.kill()
    up.communicate()
    _, err = make.communicate(timeout=60)
    assert make.returncode == 0, err
    assert len(desk.began("gateway")) == 2


def test_a_service_that_does_not_start_ends_the_command_with_its_words(desk: Desk) -> None:
    """Status 3, the service's last words, what to do; nothing is left."""
    status, _, err = desk.run("make", str(desk.song), STAND_IN_THAT_DIES="video", STAND_IN_SECONDS="1000")
    assert status == 3
    assert "libEGL.so.1" in err
    assert "songreel doctor" in err
    assert "Traceback" not in err


def test_without_a_network_the_stack_starts_with_what_it_has(desk: Desk) -> None:
    """No models, no hub, no package index: it says what that means, and makes the film."""
    nowhere = f"http://127.0.0.1:{free_port()}"
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"), nowhere)
    indexes = dict.fromkeys(("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"), nowhere)
    backends = {
        "SONGREEL_AUDIO_BEATS": "beatnet",
        "SONGREEL_AUDIO_TAGS": "musicnn",
        "SONGREEL_AUDIO_VOCALS": "spleeter",
        "SONGREEL_SCRIPT_BACKEND": "embedded",
        "SONGREEL_SCRIPT_SENSE": "minilm",
    }
    status, _, err = desk.run("make", str(desk.song), **proxies, **indexes, **backends, NO_PROXY="")
    assert status == 0, err
    assert err.count("Going on without") == 5
    said = (desk.home / "logs" / "audio.log").read_text() + (desk.home / "logs" / "script.log").read_text()
    assert '"audio_beats": "librosa"' in said
    assert '"audio_tags": "none"' in said
    assert '"audio_vocals": "none"' in said
    assert '"script_backend": "rules"' in said
    assert '"script_sense": "words"' in said


def test_a_taken_port_ends_up_with_a_sentence(desk: Desk) -> None:
    """Status 3, and what to do."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, _, err = desk.run("up", "--port", str(taken.getsockname()[1]))
    assert (status, "--port" in err) == (3, True)


def test_a_stack_waits_for_those_who_use_it(desk: Desk) -> None:
    """The owner's own film is done first; the other command still gets its own from the same stack."""
    second = desk.folder / "second.mp3"
    second.write_bytes(b"lo lo lo")
    owner = desk.start("make", str(desk.song), STAND_IN_SECONDS="1000")
    wait_until(desk.ordered, 60, "the first order")
    user = desk.start("make", str(second), "--seed", "2")
    wait_until(lambda: desk.orders() == 2, 60, "the second order")
    (desk.home / "finish-v1").touch()
    wait_until((desk.folder / "my song.film.certificate.json").exists, 60, "the owner's film")
    assert user.poll() is None
    (desk.home / "finish-v2").touch()
    for process in (user, owner):
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    assert len(desk.began("gateway")) == 1

"""Commands that start a local stack, share one, and outlive one. Processes are real and killed for real."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import free_port, is_alive, wait_until
from tests.stand_ins import ROOT, write_stand_ins


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

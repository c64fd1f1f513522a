"""The `songreel` command as a process: what it prints where, and how it ends."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_gateway import FakeGateway, fake_gateway
from tests.processes import free_port, wait_until

SONGREEL = str(Path(sys.executable).parent / "songreel")


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with fake_gateway() as gateway:
        yield gateway


@pytest.fixture
def song(tmp_path: Path) -> Path:
    path = tmp_path / 'a "song"\n\'2.mp3'
    path.write_bytes(b"la la la")
    return path


def environment(folder: Path, gateway: str = "") -> dict[str, str]:
    return {**os.environ, "SONGREEL_HOME": str(folder / "home"), "SONGREEL_GATEWAY": gateway}


def songreel(folder: Path, *arguments: str, gateway: str = "") -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    done = subprocess.run(
        [SONGREEL, *arguments], capture_output=True, text=True, timeout=60, env=environment(folder, gateway)
    )
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    return done.returncode, done.stdout, done.stderr


def test_help_teaches(tmp_path: Path) -> None:
    """Examples that can be copied, and every exit status."""
    status, out, _ = songreel(tmp_path, "--help")
    assert status == 0
    assert "songreel make song.mp3" in map(str.strip, out.splitlines())
    for word in ("0 made", "1 the video failed", "2 wrong usage", "3 gateway", "4 disk", "130 interrupted"):
        assert word in " ".join(out.split())


def test_a_film_by_a_named_gateway(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """Result on standard output, progress on standard error, film and certificate beside the song."""
    gateway.states = ["queued", "hearing", "filming", "completed"]
    status, out, err = songreel(tmp_path, "make", str(song), "--brief", "rain", "--seed", "7", gateway=gateway.url)
    assert status == 0, err
    assert song.with_name(f"{song.stem}.film.mp4").read_bytes() == gateway.film
    assert "48 frames at 24/s" in out
    assert "\\n'2.film.mp4" in out  # a line break in a name is spelled out
    assert "Filming." in err
    order = json.loads(gateway.bodies["/v1/videos"])
    assert (order["seed"], order["brief"], order["song_id"]) == (7, {"text": "rain"}, "song-1")


def test_json_is_one_document(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """The JSON forms of Film and Certificate, and the resources as the API gives them."""
    film = tmp_path / "out" / "film.mp4"
    film.parent.mkdir()
    made = json.loads(songreel(tmp_path, "make", str(song), "-o", str(film), "--json", gateway=gateway.url)[1])
    assert (made["film"]["frames"], made["certificate"], made["film_path"]) == (48, gateway.certificate, str(film))
    listed = json.loads(songreel(tmp_path, "list", "--json", gateway=gateway.url)[1])
    assert listed["videos"][0]["state"] == "completed"
    watched = json.loads(songreel(tmp_path, "watch", "v1", "--json", gateway=gateway.url)[1])
    assert watched["id"] == "v1"
    assert json.loads(songreel(tmp_path, "cancel", "v1", "--json", gateway=gateway.url)[1])["state"] == "cancelled"


def test_a_film_can_be_fetched_later(gateway: FakeGateway, tmp_path: Path) -> None:
    """`songreel download`, twice: the second replaces the first, for it is the same film's."""
    for _ in range(2):
        status, _, err = songreel(tmp_path, "download", "v1", "-o", str(tmp_path / "f.mp4"), gateway=gateway.url)
        assert status == 0, err
    assert (tmp_path / "f.mp4").read_bytes() == gateway.film


def test_a_failed_video_ends_with_its_problem(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """1 for a failure, 2 when the song is to blame; the service's own sentence; no file."""
    gateway.states = ["failed"]
    ends = []
    for status in (502, 422):
        gateway.error = {"status": status, "detail": "This is not audio. Upload a song."}
        ends.append(songreel(tmp_path, "make", str(song), gateway=gateway.url))
    assert [end[0] for end in ends] == [1, 2]
    assert all("This is not audio. Upload a song." in end[2] for end in ends)
    assert list(tmp_path.glob("*film*")) == []
    assert len(gateway.orders) == 3  # an order that is known to have failed is made anew, once


def test_a_refused_song_is_bad_input(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """The gateway's own words, and the trace that names it in the logs."""
    gateway.refusals["POST", "/v1/songs"] = (413, {"title": "T", "detail": "The song is too large.", "trace_id": "ab"})
    status, _, err = songreel(tmp_path, "make", str(song), gateway=gateway.url)
    assert (status, err.splitlines()[-1]) == (2, "songreel: The song is too large. (trace ab)")


BAD_USAGE: dict[str, tuple[list[str], int, str]] = {
    "no command": ([], 2, "Usage"),
    "no song": (["make"], 2, "SONG"),
    "missing song": (["make", "no such.mp3"], 2, "no such.mp3"),
    "a folder": (["make", "/"], 2, "folder"),
    "an unknown preset": (["make", "x.mp3", "--preset", "huge"], 2, "preview"),
    "an unknown model": (["models", "fetch", "beatnet"], 2, "beatnet-1"),
    "a non-URL": (["list", "--gateway", "localhost:80"], 2, "It looks like"),
    "a data folder in a file": (["list", "--data", "/dev/null/x"], 4, "--data"),
}


@pytest.mark.parametrize("case", BAD_USAGE)
def test_wrong_usage_ends_with_a_sentence(tmp_path: Path, case: str) -> None:
    """Exit status and a word that helps."""
    arguments, expected, word = BAD_USAGE[case]
    status, out, err = songreel(tmp_path, *arguments)
    assert status == expected, err
    assert word in out + err


def test_places_that_take_no_film_are_told_before_any_work(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """4, and the gateway was not even asked."""
    for output in (tmp_path / "nowhere" / "f.mp4", Path("/proc/f.mp4")):
        status, _, err = songreel(tmp_path, "make", str(song), "-o", str(output), gateway=gateway.url)
        assert (status, "--output" in err) == (4, True)
    assert gateway.requests == []


def test_a_gateway_that_is_not_there_is_told(song: Path, tmp_path: Path) -> None:
    """3, with its URL."""
    url = f"http://127.0.0.1:{free_port()}"
    status, _, err = songreel(tmp_path, "make", str(song), gateway=url)
    assert (status, url in err) == (3, True)


def test_something_else_on_the_port_is_told(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """A server that is no gateway."""
    gateway.refusals["GET", "/v1/videos"] = (404, {})
    status, _, err = songreel(tmp_path, "make", str(song), gateway=gateway.url)
    assert (status, "404" in err) == (2, True)


def test_an_interrupted_command_on_a_far_gateway_says_how_to_go_on(
    gateway: FakeGateway, song: Path, tmp_path: Path
) -> None:
    """130; the next command ends the same video."""
    gateway.states = ["filming"]
    process = subprocess.Popen(
        [SONGREEL, "make", str(song)], env=environment(tmp_path, gateway.url), stderr=subprocess.PIPE, text=True
    )
    wait_until(lambda: gateway.asked("GET", "/v1/videos/v1"), 30, "the order")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, "goes on with the job" in err) == (130, True)
    gateway.states = ["completed"]
    assert songreel(tmp_path, "make", str(song), gateway=gateway.url)[0] == 0
    assert len(gateway.orders) == 1


def test_models_are_listed_with_their_licences(tmp_path: Path) -> None:
    """Also where there is no network and no cache."""
    status, out, _ = songreel(tmp_path, "models", "list", "--json", "--cache", str(tmp_path / "cache"))
    entry = next(each for each in json.loads(out)["models"] if each["name"] == "beatnet-1")
    assert (status, entry["here"], entry["licence"]["commercial"]) == (0, False, True)


def test_the_doctor_tells_what_is_missing(tmp_path: Path) -> None:
    """A cache without models is no hindrance, and it says how to fill it."""
    status, out, _ = songreel(tmp_path, "doctor", "--json", "--cache", str(tmp_path / "cache"))
    checks = {check["name"]: check for check in json.loads(out)["checks"]}
    assert not checks["models"]["ok"]
    assert "songreel models fetch" in checks["models"]["advice"]
    assert status == (0 if all(check["ok"] for check in checks.values() if check["needed"]) else 3)


def test_a_terminal_gets_bars_and_is_left_as_it_was(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """The shots' sentences are seen in colour, the cursor is back at the end, the result is on standard output."""
    gateway.states = ["hearing", "filming", "filming", "completed"]
    master, terminal = pty.openpty()
    process = subprocess.Popen(
        [SONGREEL, "make", str(song)],
        env={**environment(tmp_path, gateway.url), "TERM": "xterm-256color", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=terminal,
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            shown += (piece := os.read(master, 65536))
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
    os.close(master)
    out = process.communicate()[0].decode()
    assert process.returncode == 0, shown
    assert "━".encode() in shown
    assert b"1 of 1 shots" in shown
    assert shown.rindex(b"\x1b[?25h") > shown.rindex(b"\x1b[?25l")
    assert out.startswith("Film ")

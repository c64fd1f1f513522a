"""`songreel hear` and the SDK's hearings: what they ask for, print and draw, and how they end."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from google.protobuf import json_format
from songreel_client import ApiError, HearingFailed, HearingOrder, Lyrics, Songreel, Unreachable
from songreel_client.stack.weights import ensure_weights

from tests.contract.test_command import SONGREEL, environment, songreel
from tests.contract.test_local_stack import Desk
from tests.fake_gateway import FakeGateway, fake_gateway
from tests.heard_songs import whole_analysis
from tests.processes import free_port, wait_until


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with fake_gateway() as gateway:
        gateway.analysis = json_format.MessageToDict(whole_analysis())
        yield gateway


@pytest.fixture
def song(tmp_path: Path) -> Path:
    path = tmp_path / 'a "song"\n\'2.mp3'
    path.write_bytes(b"la la la")
    return path


def test_the_sdk_hears_a_song(gateway: FakeGateway, song: Path) -> None:
    """Upload, order, wait, and the analysis as its message; members of a newer gateway are left out."""
    gateway.analysis |= {"newer": 1}
    gateway.hearing_states = ["queued", "hearing", "completed"]
    with Songreel(gateway.url) as client:
        heard = client.hear(song, order=HearingOrder("random", "25", 7), lyrics=Lyrics("la"))
    assert heard == whole_analysis()
    asked = json.loads(gateway.bodies["/v1/hearings"])
    lyrics = {"text": "la", "language": ""}
    assert asked == {
        "song_id": "song-1", "segmentation": "random", "rate": "25", "seed": 7, "lyrics": lyrics, "anew": False,
    }  # fmt: skip


def test_a_hearing_that_fails_carries_its_problem(gateway: FakeGateway, song: Path) -> None:
    """And a gateway that stays away is told in the end."""
    gateway.hearing_states, gateway.error = ["hearing", "failed"], {"status": 422, "detail": "This is not audio."}
    with Songreel(gateway.url) as client:
        with pytest.raises(HearingFailed, match="This is not audio") as failed:
            client.hear(song)
        assert failed.value.exit_status == 2
        gateway.refusals["POST", "/v1/hearings"] = (404, {"title": "No", "detail": "There is no song."})
        with pytest.raises(ApiError, match="no song"):
            client.hearings.create("song-0")
        gateway.hearing_states = ["hearing"]
        hearing = client.hearings.get("hearing-1")
    gateway.shutdown()
    gateway.server_close()
    with Songreel(gateway.url) as client, pytest.raises(Unreachable):
        client.hearings.get(hearing.id).wait(patience_seconds=0.2)


def test_a_song_is_told_of_and_drawn(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """The summary on standard output, what is going on on standard error, the page beside the song; and again."""
    gateway.hearing_states = ["queued", "hearing", "completed"]
    for _ in range(2):  # the page of the first time is replaced
        status, out, err = songreel(tmp_path, "hear", str(song), "--seed", "7", gateway=gateway.url)
        assert status == 0, err
    assert song.with_name(f"{song.stem}.hearing.png").read_bytes().startswith(b"\x89PNG")
    assert out.startswith('Heard     a "song"\\n\'2.mp3\n          2:48.0 · 120.0 bpm')
    assert "Paper lanterns on the water" in out
    assert out.splitlines()[-1].startswith("Page      ")
    assert "was heard on 2026-05-01 10:20 UTC" in err
    assert json.loads(gateway.bodies["/v1/hearings"])["seed"] == 7


def test_what_is_waited_for_is_said(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """The service and its own words."""
    gateway.hearing_states = ["queued", "queued", "completed"]
    assert "Waiting for audio: It does not answer." in songreel(tmp_path, "hear", str(song), gateway=gateway.url)[2]


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_json_is_the_message_and_a_page_is_drawn_where_it_is_named(
    gateway: FakeGateway, song: Path, tmp_path: Path, suffix: str
) -> None:
    """One document on standard output; without --output no page."""
    status, out, err = songreel(tmp_path, "hear", str(song), "--json", gateway=gateway.url)
    assert status == 0, err
    assert json.loads(out) == json_format.MessageToDict(whole_analysis())
    assert sorted(tmp_path.glob("*hearing*")) == []
    page = tmp_path / f"page.{suffix}"
    arguments = (
        "--lyrics-file",
        str(lyrics_file(tmp_path)),
        "--anew",
        "--segmentation",
        "beat",
        "--rate",
        "30000/1001",
    )
    status, out, err = songreel(tmp_path, "hear", str(song), "--json", "-o", str(page), *arguments, gateway=gateway.url)
    assert (status, json.loads(out)["tempo"]["bpm"], page.exists()) == (0, 120.0, True), err
    asked = json.loads(gateway.bodies["/v1/hearings"])
    assert (asked["anew"], asked["segmentation"], asked["rate"]) == (True, "beat", "30000/1001")
    assert asked["lyrics"]["text"] == "[00:01.00]la\n"


def lyrics_file(folder: Path) -> Path:
    path = folder / "song.lrc"
    path.write_text("[00:01.00]la\n")
    return path


def test_a_song_that_cannot_be_heard_is_bad_input(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """2 with the service's sentence, 1 when something failed, 2 for what the gateway refuses; no page."""
    gateway.hearing_states, ends = ["failed"], []
    for status in (422, 502):
        gateway.error = {"status": status, "detail": "This is not audio. Upload a song."}
        ends.append(songreel(tmp_path, "hear", str(song), gateway=gateway.url))
    gateway.refusals["POST", "/v1/hearings"] = (422, {"title": "T", "detail": "/rate: no.", "trace_id": "ab"})
    ends.append(songreel(tmp_path, "hear", str(song), "--rate", "0", gateway=gateway.url))
    assert [end[0] for end in ends] == [2, 1, 2]
    assert "This is not audio. Upload a song." in ends[0][2]
    assert ends[2][2].splitlines()[-1] == "songreel: /rate: no. (trace ab)"
    assert sorted(tmp_path.glob("*hearing*")) == []


def test_places_that_take_no_page_are_told_before_any_work(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """Another ending, no folder, somebody's file, no song: the gateway is not even asked."""
    (tmp_path / "mine.png").write_bytes(b"a picture of mine")
    for output, expected in (("page.gif", 2), ("nowhere/page.png", 4), ("mine.png", 2)):
        status, _, err = songreel(tmp_path, "hear", str(song), "-o", str(tmp_path / output), gateway=gateway.url)
        assert (status, "songreel: " in err) == (expected, True)
    assert songreel(tmp_path, "hear", str(tmp_path / "no.mp3"), gateway=gateway.url)[0] == 2
    assert songreel(tmp_path, "hear", str(song), gateway=f"http://127.0.0.1:{free_port()}")[0] == 3
    assert gateway.requests == []


def test_an_interrupted_hearing_goes_on_later(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """130 and a sentence."""
    gateway.hearing_states = ["hearing"]
    process = subprocess.Popen(
        [SONGREEL, "hear", str(song)], env=environment(tmp_path, gateway.url), stderr=subprocess.PIPE, text=True
    )
    wait_until(lambda: gateway.asked("GET", "/v1/hearings/hearing-1"), 30, "the hearing")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, "goes on" in err) == (130, True)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    for process in desk.started:
        process.kill()
        process.communicate()
    wait_until(desk.nobody_left, 10, "all stand-ins to be gone")


def test_on_this_machine_only_the_audio_service_starts(desk: Desk) -> None:
    """Beside the gateway; and no model of another service is wanted, or fetched."""
    status, out, err = desk.run("hear", str(desk.song), "--json", SONGREEL_SCRIPT_BACKEND="embedded")
    assert status == 0, err
    assert json.loads(out)["tempo"]["bpm"] == 120.0
    assert len(desk.began("audio")) == len(desk.began("gateway")) == 1
    assert [desk.began(name) for name in ("script", "video", "critic", "assembly")] == [[], [], [], []]
    assert "Fetching" not in err
    assert desk.nobody_left()


def test_a_film_does_not_wait_for_ever_on_a_stack_that_only_hears(desk: Desk) -> None:
    """`make` beside a running `hear`: when that ends, it starts a whole stack and gets its film."""
    hear = desk.start("hear", str(desk.song), "--json", STAND_IN_HEARS_SECONDS="4")
    wait_until(lambda: (desk.home / "stack.json").exists(), 60, "the stack that hears")
    make = desk.start("make", str(desk.song), "--json")
    _, err = make.communicate(timeout=90)
    assert make.returncode == 0, err
    assert hear.wait(30) == 0
    assert len(desk.began("gateway")) == 2


def test_a_hearing_beside_a_running_stack_uses_it(desk: Desk) -> None:
    """No second gateway."""
    up = desk.start("up", "--port", "0")
    wait_until(lambda: len(desk.began("gateway")) == 1, 30, "the stack")
    assert desk.run("hear", str(desk.song), "--json")[0] == 0
    assert (len(desk.began("gateway")), len(desk.began("audio"))) == (1, 1)
    up.send_signal(signal.SIGTERM)
    up.communicate(timeout=30)


def test_a_hearing_goes_on_when_the_stack_it_uses_goes_away(desk: Desk) -> None:
    """Two commands, one stack; its owner is interrupted, the other one starts a stack itself and gets its answer."""
    owner = desk.start("hear", str(desk.song), "--json", STAND_IN_HEARS_SECONDS="1000")
    wait_until(lambda: len(desk.began("gateway")) == 1, 60, "the stack")
    user = desk.start("hear", str(desk.song), "--json", "--seed", "2")
    time.sleep(3)  # by then it waits for the same gateway, or is about to
    owner.send_signal(signal.SIGINT)
    assert owner.wait(30) == 130
    out, err = user.communicate(timeout=90)
    assert user.returncode == 0, err
    assert json.loads(out)["tempo"]["bpm"] == 120.0
    assert len(desk.began("gateway")) == 2


def test_models_of_services_that_do_not_start_are_not_fetched(tmp_path: Path) -> None:
    """Nothing is wanted here, so nothing is said."""
    said: list[str] = []
    chosen = {f"SONGREEL_AUDIO_{name}": "none" for name in ("BEATS", "TAGS", "VOCALS", "LYRICS")}
    assert ensure_weights(tmp_path, said.append, lambda _: None, chosen, ("audio",)) == {}
    assert said == []


def test_the_page_without_its_libraries_says_what_to_install(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """2, and the summary can still be had with --json."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "skia.py").write_text("raise ImportError('libEGL.so.1: cannot open shared object file')")
    where = {**environment(tmp_path, gateway.url), "PYTHONPATH": str(tmp_path / "broken")}
    done = subprocess.run([SONGREEL, "hear", str(song)], env=where, capture_output=True, text=True, timeout=60)
    assert (done.returncode, "songreel-client[page]" in done.stderr, "libEGL" in done.stderr) == (2, True, True)
    done = subprocess.run(
        [SONGREEL, "hear", str(song), "--json"], env=where, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0

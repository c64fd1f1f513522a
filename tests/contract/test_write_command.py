"""`songreel write`, `check` and `make --script`, and the SDK's scripts: what they ask for, print and write."""

import json
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from google.protobuf import json_format
from songreel_client import Brief, Lyrics, Order, ScriptOrder, Songreel, WritingFailed
from songreel_client.script_file import read_script

from tests.contract.test_command import SONGREEL, environment, songreel
from tests.fake_gateway import FakeGateway, fake_gateway
from tests.heard_songs import whole_analysis
from tests.processes import wait_until
from tests.scripts import whole_script

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with fake_gateway() as gateway:
        gateway.analysis = json_format.MessageToDict(whole_analysis())
        gateway.script = json_format.MessageToDict(whole_script())
        yield gateway


@pytest.fixture
def song(tmp_path: Path) -> Path:
    path = tmp_path / "Feelings.mp3"
    path.write_bytes(b"la la la")
    return path


@pytest.fixture
def script(gateway: FakeGateway, song: Path, tmp_path: Path) -> Path:
    """Written by the command."""
    status, _, err = songreel(tmp_path, "write", str(song), "--seed", "7", gateway=gateway.url)
    assert status == 0, err
    return song.with_name("Feelings.script.yaml")


def test_the_sdk_writes_a_script_and_films_it(gateway: FakeGateway, song: Path) -> None:
    """Of a video's order a script gets what it depends on; members of a newer gateway are left out."""
    gateway.script |= {"newer": 1}
    gateway.writing_states = ["queued", "hearing", "writing", "completed"]
    with Songreel(gateway.url) as client:
        order = Order(seed=7, captions="karaoke")
        script = client.write(song, brief=Brief(text="rain"), order=order, lyrics=Lyrics("la"))
        asked = json.loads(gateway.bodies["/v1/scripts"])
        client.videos.create("song-1", order=order, lyrics=Lyrics("la"), script=script)
    assert script == whole_script()
    assert asked == {
        "song_id": "song-1", "brief": {"text": "rain"}, "pipeline": "clap", "preset": "preview",
        "segmentation": "planned", "aspect": "16:9", "seed": 7, "lyrics": {"text": "la", "language": ""}, "anew": False,
    }  # fmt: skip
    ordered = json.loads(gateway.bodies["/v1/videos"])
    assert (ordered["script"], ordered["brief"], ordered["captions"]) == (
        json_format.MessageToDict(whole_script()), {}, "karaoke",
    )  # fmt: skip


def test_a_writing_that_fails_carries_its_problem(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """In the SDK and in the command."""
    gateway.writing_states, gateway.error = ["failed"], {"status": 502, "detail": "The model gave nothing usable."}
    with Songreel(gateway.url) as client, pytest.raises(WritingFailed, match="nothing usable"):
        client.scripts.create("song-1", order=ScriptOrder()).wait()
    status, out, err = songreel(tmp_path, "write", str(song), gateway=gateway.url)
    assert (status, out, "nothing usable" in err) == (1, "", True)
    assert list(tmp_path.glob("*.yaml")) == []


def test_a_treatment_is_told_and_a_file_is_written(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """Logline, people, arc with times, shot list on standard output; progress on standard error; and again."""
    gateway.writing_states = ["queued", "hearing", "writing", "writing", "completed"]
    options = ("--brief", "rain", "--explicitness", "mature", "--seed", "7", "--aspect", "9:16")
    for _ in range(2):  # the file of the first time, which nobody edited, is replaced
        status, out, err = songreel(tmp_path, "write", str(song), *options, gateway=gateway.url)
        assert status == 0, err
    told = " ".join(out.split())
    assert "Feelings.mp3 · 2:48 · 45 shots · written by tiny, seed 7" in told
    assert "Logline A lighthouse keeper's last night: he waits for one ship." in told
    assert "Keeper: an old man in a blue coat" in told
    assert "0:08-0:32 verse He climbs the stair. (a stair)" in told
    assert "Ends on The lamp goes out" in told
    assert re.search(r"^ *2  0:04-0:08  +4.0 s  wide +An old man", out, re.MULTILINE)
    assert "♪ Paper lanterns on the water" in out
    assert max(len(line) for line in out.splitlines() if str(tmp_path) not in line) <= 100  # a path is not broken
    assert all(line == line.rstrip() for line in out.splitlines())
    assert "was written on 2026-05-01 10:20 UTC" in err
    asked = json.loads(gateway.bodies["/v1/scripts"])
    assert (asked["brief"], asked["aspect"]) == ({"text": "rain", "explicitness": "mature"}, "9:16")
    file, _ = read_script(song.with_name("Feelings.script.yaml"))
    assert (file.script, file.order.aspect, file.order.seed) == (whole_script(), "9:16", 7)


def test_progress_is_told_in_lines(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """What is waited for, hearing, writing, and how far the words are."""
    gateway.writing_states = ["queued", "hearing", "writing", "completed"]
    err = songreel(tmp_path, "write", str(song), gateway=gateway.url)[2]
    for words in ("Waiting for script: It does not answer.", "Hearing the song.", "Written 5 of 10 shots."):
        assert words in err


def test_json_and_markdown_write_no_file_unless_it_is_named(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """One document each; the JSON is taken by `check` and `make` as it is."""
    status, out, err = songreel(tmp_path, "write", str(song), "--json", gateway=gateway.url)
    assert status == 0, err
    printed = json.loads(out)
    assert json_format.ParseDict(printed["script"], type(whole_script())()) == whole_script()
    assert printed["analysis"]["shots"][1]["startFrame"] == whole_analysis().shots[1].start_frame
    assert "energy" not in printed["analysis"]
    assert list(tmp_path.glob("*script*")) == []
    (tmp_path / "mine.json").write_text(out)
    assert songreel(tmp_path, "check", str(tmp_path / "mine.json"), str(song))[0] == 0
    named = tmp_path / "named.yaml"
    status, out, _ = songreel(tmp_path, "write", str(song), "--markdown", "-o", str(named), gateway=gateway.url)
    assert (status, named.exists()) == (0, True)
    assert out.startswith("# Feelings.mp3\n")
    assert "| 2 | 0:04-0:08 | 4.0 s | wide, push in | An old man in a blue coat climbs step 2," in out
    both = songreel(tmp_path, "write", str(song), "--markdown", "--json", gateway=gateway.url)
    assert (both[0], "Choose" in both[2]) == (2, True)


def test_an_edited_script_is_never_replaced_unasked(gateway: FakeGateway, script: Path, tmp_path: Path) -> None:
    """Told before any work; --force replaces it; places that take no file are told too."""
    song = script.with_name("Feelings.mp3")
    edited = script.read_text().replace("lamp", "lantern")
    script.write_text(edited)
    gateway.requests.clear()
    status, _, err = songreel(tmp_path, "write", str(song), gateway=gateway.url)
    assert (status, "was edited" in err, script.read_text(), gateway.requests) == (2, True, edited, [])
    for output, expected in (("x.txt", 2), ("nowhere/x.yaml", 4)):
        assert songreel(tmp_path, "write", str(song), "-o", str(tmp_path / output), gateway=gateway.url)[0] == expected
    assert songreel(tmp_path, "write", str(song), "--force", gateway=gateway.url)[0] == 0
    assert "lantern above" not in script.read_text()


def test_an_interrupted_writing_goes_on_later(gateway: FakeGateway, song: Path, tmp_path: Path) -> None:
    """130 and a sentence."""
    gateway.writing_states = ["writing"]
    process = subprocess.Popen(
        [SONGREEL, "write", str(song)], env=environment(tmp_path, gateway.url), stderr=subprocess.PIPE, text=True
    )
    wait_until(lambda: gateway.asked("GET", "/v1/scripts/script-1"), 30, "the writing")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, "Nothing is lost" in err) == (130, True)


def test_check_tells_every_line(script: Path, tmp_path: Path) -> None:
    """As editors read them: file, line, column; 2. A faultless one gives 0, another song is told."""
    status, out, _ = songreel(tmp_path, "check", str(script), str(script.with_name("Feelings.mp3")))
    assert (status, "45 shots, nothing to mend" in out) == (0, True)
    (tmp_path / "other.mp3").write_bytes(b"lu")
    status, _, err = songreel(tmp_path, "check", str(script), str(tmp_path / "other.mp3"))
    assert (status, "for another song (Feelings.mp3)" in err) == (2, True)
    script.write_text(script.read_text().replace("framing: wide", "framing: wyde", 2))
    status, _, err = songreel(tmp_path, "check", str(script))
    assert status == 2
    assert len(re.findall(rf"^{re.escape(str(script))}:\d+:14: .*Did you mean `wide`", err, re.MULTILINE)) == 2


def test_a_script_is_filmed_as_it_is(gateway: FakeGateway, script: Path, tmp_path: Path) -> None:
    """Edited words and the file's own order; the picture may be wished otherwise, and that is said."""
    song = str(script.with_name("Feelings.mp3"))
    script.write_text(script.read_text().replace("one ship", "no ship"))
    options = ("--script", str(script), "--preset", "final", "--segmentation", "planned")
    status, _, err = songreel(tmp_path, "make", song, *options, gateway=gateway.url)
    assert status == 0, err
    ordered = json.loads(gateway.bodies["/v1/videos"])
    assert (ordered["script"]["logline"].endswith("no ship."), ordered["brief"]) == (True, {})
    assert (ordered["seed"], ordered["preset"]) == (7, "final")
    assert "Filming the script" in err
    assert "--preset final; the script says preview." in err


def test_options_that_a_script_has_settled_are_refused(gateway: FakeGateway, script: Path, tmp_path: Path) -> None:
    """Those of the words and of the cuts, before any work."""
    song = str(script.with_name("Feelings.mp3"))
    gateway.requests.clear()
    for option in (("--brief", "x"), ("--segmentation", "beat"), ("--style", "noir")):
        status, _, err = songreel(tmp_path, "make", song, "--script", str(script), *option, gateway=gateway.url)
        assert (status, option[0] in err) == (2, True)
    script.write_text(script.read_text().replace("segmentation: planned", "segmentation: random"))
    status, _, err = songreel(tmp_path, "make", song, "--script", str(script), "--seed", "8", gateway=gateway.url)
    assert (status, "--seed" in err) == (2, True)
    (tmp_path / "other.mp3").write_bytes(b"lu")
    status, _, err = songreel(tmp_path, "make", str(tmp_path / "other.mp3"), "--script", str(script))
    assert (status, "another song" in err, gateway.requests) == (2, True, [])


def test_what_the_services_find_is_told_at_its_line(gateway: FakeGateway, script: Path, tmp_path: Path) -> None:
    """At once by the gateway, or later in the failed video."""
    errors = [{"pointer": "/script/shots/1/sentence", "detail": "It shows 'lamp'."}]
    line = [number for number, text in enumerate(script.read_text().splitlines(), 1) if "sentence:" in text]
    arguments = ("make", str(script.with_name("Feelings.mp3")), "--script", str(script))
    wanted = f"{script}:{line[len(whole_analysis().sections) + 1]}:15: It shows 'lamp'."
    gateway.states, gateway.error = ["failed"], {"status": 422, "detail": "No.", "errors": errors}
    status, _, err = songreel(tmp_path, *arguments, gateway=gateway.url)
    assert (status, wanted in err) == (2, True), err
    gateway.refusals["POST", "/v1/videos"] = (422, {"title": "T", "detail": "No.", "errors": errors})
    status, _, err = songreel(tmp_path, *arguments, gateway=gateway.url)
    assert (status, wanted in err) == (2, True), err


def test_the_readme_example_of_a_script_works(
    gateway: FakeGateway, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copied from the page and run."""
    monkeypatch.chdir(song.parent)
    song.rename("song.mp3")
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    example = next(block for block in blocks if "songreel.scripts" in block)
    gateway.events = [(1, "video.state", {"state": "completed"})]
    exec(example.replace("http://127.0.0.1:8080", gateway.url), {})  # noqa: S102  # the page is ours
    assert Path("song.film.mp4").read_bytes() == gateway.film
    assert json.loads(gateway.bodies["/v1/videos"])["script"]["shots"][0]["sentence"].startswith("A paper boat")

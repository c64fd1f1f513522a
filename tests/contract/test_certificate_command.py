"""`songreel certificate`, `findings`, `waive` and `waivers`, and the SDK behind them, against canned answers."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import imageio_ffmpeg
import pytest
from songreel_assembly.signing import document, sign
from songreel_chassis.artifacts import file_sha256
from songreel_client import Songreel, Waiver
from songreel_client.certificates.sound import sound_sha256
from songreel_client.command import APP
from typer.testing import CliRunner

from tests.contract.test_command import environment
from tests.fake_gateway import FakeGateway, fake_gateway
from tests.unit.assembly.test_certificate import KEY, certificate

ROOT = Path(__file__).parent.parent.parent
DEFECT = {"measure": "shows_place", "severity": "SEVERITY_DEFECT", "sentence": "No pier is seen.", "newer": 1}
PASSED = {"measure": "black_frames", "severity": "SEVERITY_PASSED"}
WAIVING = ("shows_place", "--shot", "0", "--name", "Ada Byron", "--reason", "The fog hides the pier.")


def songreel(folder: Path, *arguments: str, gateway: str = "") -> tuple[int, str, str]:
    """Exit status, standard output, standard error; in this process, for a new one takes seconds."""
    done = CliRunner().invoke(APP, arguments, env=environment(folder, gateway), prog_name="songreel")
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with fake_gateway() as gateway:
        gateway.findings = [DEFECT, PASSED]
        yield gateway


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film with its certificate beside it."""
    path = tmp_path_factory.mktemp("films") / "song.film.mp4"
    sources = ["-f", "lavfi", "-i", "color=s=32x32:d=1", "-f", "lavfi", "-i", "sine=d=1"]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *sources, "-c:a", "aac", str(path)], check=True)
    made = certificate()
    made.film_sha256 = file_sha256(path)
    made.soundtrack.film_packets_sha256 = str(sound_sha256(path))
    sign(made, KEY)
    path.with_suffix(".certificate.json").write_text(document(made))
    return path


def test_a_defect_is_listed_waived_and_then_the_film_passes(gateway: FakeGateway, tmp_path: Path) -> None:
    """What passed is not listed, but is there for programs; who waived and why is told."""
    status, out, err = songreel(tmp_path, "findings", "v1", gateway=gateway.url)
    assert (status, out) == (0, "shot 0  shows_place  defect  No pier is seen.\n"), err
    _, out, _ = songreel(tmp_path, "findings", "v1", "--json", gateway=gateway.url)
    assert len(json.loads(out)["findings"]) == 2
    status, out, err = songreel(tmp_path, "waive", "v1", *WAIVING, gateway=gateway.url)
    assert (status, out) == (0, "shows_place in shot 0 is waived by Ada Byron: The fog hides the pier.\n"), err
    assert "passes now" in err
    asked = json.loads(gateway.bodies["/v1/videos/v1/waivers"])
    assert asked == {
        "measure": "shows_place", "shot_index": 0, "waived_by": "Ada Byron", "reason": "The fog hides the pier.",
    }  # fmt: skip
    _, out, _ = songreel(tmp_path, "waivers", "v1", gateway=gateway.url)
    assert out == "shot 0  shows_place  Ada Byron  The fog hides the pier.\n"


@pytest.mark.parametrize("left_out", ["--name", "--reason"])
def test_nothing_is_waived_without_a_name_and_a_reason(gateway: FakeGateway, tmp_path: Path, left_out: str) -> None:
    """The gateway is not even asked."""
    place = WAIVING.index(left_out)
    status, _, err = songreel(tmp_path, "waive", "v1", *WAIVING[:place], *WAIVING[place + 2 :], gateway=gateway.url)
    assert (status, left_out in err, gateway.waivers) == (2, True, [])


def test_a_refused_waiver_is_told_in_the_gateways_words(gateway: FakeGateway, tmp_path: Path) -> None:
    """Such as for a defect that was not found."""
    detail = "No defect cut_inside was found in the film."
    gateway.refusals["POST", "/v1/videos/v1/waivers"] = (422, {"title": "T", "detail": detail})
    status, _, err = songreel(tmp_path, "waive", "v1", "cut_inside", *WAIVING[3:], gateway=gateway.url)
    assert (status, detail in err) == (2, True), err


def test_a_film_beside_its_certificate_is_checked_without_a_gateway(film: Path, tmp_path: Path) -> None:
    """0 when all that can be checked holds; by the film's name and by the certificate's."""
    for named in (film, film.with_suffix(".certificate.json")):
        status, out, err = songreel(tmp_path, "certificate", str(named), "--verify")
        assert status == 0, out + err
        assert "whatever could be checked holds" in out
        assert re.search(r"holds +sound", out)


def test_another_film_under_that_name_is_found_out(film: Path, tmp_path: Path) -> None:
    """1, and the words say what does not hold; the same for programs."""
    other = tmp_path / "song.film.mp4"
    data = bytearray(film.read_bytes())
    data[-1] ^= 1
    other.write_bytes(data)
    line = ("certificate", str(film.with_suffix(".certificate.json")), "--verify", "--film", str(other))
    status, out, err = songreel(tmp_path, *line)
    assert (status, "is not the certified file" in out) == (1, True), out + err
    status, out, _ = songreel(tmp_path, *line, "--json")
    found = json.loads(out)
    assert (status, found["holds"]) == (1, False)
    assert {check["name"] for check in found["checks"] if check["answer"] == "fails"} == {"film"}


def test_a_certificate_is_shown_and_saved(gateway: FakeGateway, film: Path, tmp_path: Path) -> None:
    """In lines, as JSON that still verifies, and as the pages that the gateway has; no file is replaced unasked."""
    gateway.certificate = json.loads(film.with_suffix(".certificate.json").read_text())
    status, out, err = songreel(tmp_path, "certificate", "v1", gateway=gateway.url)
    assert (status, "blocks delivery, kept (at most 0)" in out) == (0, True), err
    status, out, _ = songreel(tmp_path, "certificate", "v1", "--verify", "--film", str(film), gateway=gateway.url)
    assert (status, "is the certified file" in out) == (0, True), out
    page = tmp_path / "page.pdf"
    for _ in range(2):
        line = ("certificate", "v1", "--pdf", "-o", str(page))
        status, _, err = songreel(tmp_path, *line, gateway=gateway.url)
    assert (status, "--force" in err, page.read_bytes()) == (2, True, b"a page as pdf"), err
    status, _, _ = songreel(tmp_path, "certificate", "v1", "--html", "-o", str(page), "--force", gateway=gateway.url)
    assert (status, page.read_bytes()) == (0, b"a page as html")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["v1", "--html", "--pdf"], "two files"),
        (["v1", "--verify", "--pdf"], "saves nothing"),
        (["v1", "--film", "x.mp4"], "--verify"),
        (["none.film.mp4", "--pdf"], "video's id"),
    ],
)
def test_options_that_contradict_each_other_are_refused(tmp_path: Path, line: list[str], words: str) -> None:
    """Before anything is asked of anybody."""
    status, _, err = songreel(tmp_path, "certificate", *line)
    assert (status, words in err) == (2, True), err


def test_the_sdk_tells_findings_takes_and_reasons(gateway: FakeGateway) -> None:
    """Of shots and in events."""
    gateway.events = [
        (1, "shot.rejected", {"index": 0, "take": 1, "reasons": ["It is black."]}),
        (2, "shot.filmed", {"index": 0, "take": 2, "used_take": 1, "reasons": ["It is black."]}),
        (3, "shot.filmed", {"index": 1, "take": 1}),
        (4, "video.state", {"state": "completed"}),
    ]
    with Songreel(gateway.url) as client:
        video = client.videos.get("v1")
        told = [(event.used_take, event.reasons) for event in video.events()]
        waiver = video.waive("shows_place", shot_index=0, waived_by="Ada", reason="Fog.")
        assert video.waivers() == (waiver,)
    assert told == [(None, ("It is black.",)), (1, ("It is black.",)), (1, ()), (None, ())]
    assert [finding.measure for finding in video.findings] == ["shows_place", "black_frames"]
    assert video.shots[0].reasons == ("No pier is seen.",)
    assert waiver == Waiver("shows_place", 0, "Ada", "Fog.", "2026-05-01T10:20:30Z")


def test_the_readme_example_of_a_certificate_works(
    gateway: FakeGateway,
    film: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Copied from the page and run."""
    monkeypatch.chdir(tmp_path)
    gateway.certificate = json.loads(film.with_suffix(".certificate.json").read_text())
    gateway.film, gateway.film_sha256 = film.read_bytes(), file_sha256(film)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    example = next(block for block in blocks if "check_certificate" in block)
    example = example.replace("http://127.0.0.1:8080", gateway.url).replace("VIDEO", "v1")
    exec(example, {})  # noqa: S102  # the page is ours
    printed = capsys.readouterr().out
    assert "shows_place 0 No pier is seen." in printed
    assert "film.mp4 is the certified file, bit for bit." in printed
    assert gateway.waivers[0]["waived_by"] == "Ada Byron"

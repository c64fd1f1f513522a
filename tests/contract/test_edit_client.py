"""The SDK and the command over a started gateway: edits, takes, budgets, decisions, deletion; README's example runs."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from songreel_client import ApiError, Budget, Order, ShotEdit, Songreel, VideoFailed

from tests.contract.test_command import SONGREEL
from tests.fake_stack import FakeStack, fake_stack

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    with (
        tempfile.TemporaryDirectory(prefix="reel-") as folder,
        fake_stack(Path(folder), SONGREEL_GPU_PRICES="*=3600") as stack,
    ):
        stack.start_fakes("video", "video", backend="wan", gpu_factor=1.0)
        stack.start_fakes("others", "audio", "script", "critic", "assembly")
        stack.start_gateway()
        stack.wait_until_alive()
        yield stack


@pytest.fixture
def songreel(stack: FakeStack) -> Iterator[Songreel]:
    with Songreel(f"http://127.0.0.1:{stack.port}") as songreel:
        yield songreel


def command(stack: FakeStack, *words: str) -> str:
    """What it prints; it must succeed."""
    where = ("--gateway", f"http://127.0.0.1:{stack.port}")
    done = subprocess.run([SONGREEL, *words, *where], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_the_readme_example_of_edits_works(
    stack: FakeStack,
    songreel: Songreel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Copied from the page and run."""
    monkeypatch.chdir(tmp_path)
    video = songreel.videos.create(stack.upload(), order=Order(seed=10)).wait()
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    example = next(block for block in blocks if "video.edit(" in block)
    exec(example.replace("http://127.0.0.1:8080", f"http://127.0.0.1:{stack.port}").replace("VIDEO", video.id), {})  # noqa: S102  # the page is ours
    assert capsys.readouterr().out.splitlines() == ["1 accepted False 10 2.0", "2 accepted True 10 2.0"]
    assert Path("film.first.mp4").read_bytes() == b"\n".join(b"clip %d" % index for index in range(5))
    video = video.refresh()
    assert (video.revision, [shot.used_take for shot in video.shots]) == (3, [2, 2, 1, 1, 1])
    assert [each.captions for each in video.revisions()] == ["none", "sidecar", "none"]
    events = [event for event in video.events() if event.name == "video.state"]
    assert [event.data["state"] for event in events].count("completed") == 3


def test_decisions_are_typed(stack: FakeStack, songreel: Songreel, tmp_path: Path) -> None:
    """Approval with edits, a budget that is raised, a shot that fails, deletion."""
    video = songreel.videos.create(stack.upload(), order=Order(seed=30, approval="script", budget=Budget(amount=7)))
    stack.asks(video.id)
    video = video.refresh()
    assert video.required_action and video.required_action.type == "approve_script"
    video.approve(ShotEdit(4, sentence="Her cup holds poison."))
    stack.asks(video.id)
    video = video.refresh()
    assert video.required_action and video.required_action.type == "raise_budget"
    assert video.spend.amount == pytest.approx(6.0)
    assert video.spend.budget == Budget(amount=7)
    video = video.set_budget(Budget(gpu_seconds=100))
    stack.asks(video.id)
    video = video.refresh()
    assert video.required_action and video.required_action.shots == (4,)
    with pytest.raises(ApiError, match="4"):
        video.resolve(ShotEdit(0, retake=True))
    assert video.resolve(ShotEdit(4, drop=True)).wait().state == "completed"
    assert [take.state for take in video.takes(4)] == ["failed", "accepted"]
    assert video.download_clip(4, 2, tmp_path / "clip.mp4").read_bytes() == b"clip 4"
    video.delete()
    with pytest.raises(ApiError, match="no video"):
        video.refresh()


def test_the_command_edits_lists_and_deletes(stack: FakeStack, tmp_path: Path) -> None:
    """Each command follows the film to its end, and says how to get it."""
    video_id = stack.order(seed=50)
    stack.ended(video_id)
    assert "Revision 2 is made." in command(stack, "retake", video_id, "1-2")
    assert "Revision 3 is made." in command(stack, "edit", video_id, "3", "--sentence", "A fox crosses.")
    assert "A fox crosses." in command(stack, "shots", video_id)
    assert json.loads(command(stack, "choose", video_id, "1", "1", "--json").split("\n}\n")[0] + "\n}")["revision"] == 4
    assert "Revision 5 is made." in command(
        stack, "recut", video_id, "--captions", "sidecar", "--transition", "3=flash"
    )
    listed = command(stack, "takes", video_id, "1", "-o", str(tmp_path / "takes"))
    assert re.search(r"1 +accepted +in the film +seed 50 +2.0 GPU-s", listed)
    assert sorted(path.name for path in (tmp_path / "takes").iterdir()) == [f"shot-1-take-{n}.mp4" for n in (1, 2)]
    assert "captions: sidecar" in command(stack, "revisions", video_id)
    assert "revision 1" in command(stack, "revisions", video_id, "--get", "1", "-o", str(tmp_path / "first.mp4"))
    assert "20.00 USD" in command(stack, "budget", video_id, "--amount", "20")
    assert "deleted" in command(stack, "delete", video_id, "--yes")
    assert stack.http.get(f"/v1/videos/{video_id}").status_code == 404


def test_a_revision_that_fails_is_told_and_the_film_before_stays(stack: FakeStack, songreel: Songreel) -> None:
    """A video that fails altogether is another matter."""
    song = stack.upload(b"bad song")
    with pytest.raises(VideoFailed, match="not audio"):
        songreel.videos.create(song).wait()
    with pytest.raises(ApiError, match="no film to edit"):
        songreel.videos.list()[0][0].retake(0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("retake", "v1", "x-2"), "names no shots"),
        (("recut", "v1", "--transition", "flash"), "3=flash"),
        (("budget", "v1", "--amount", "1", "--gpu-seconds", "1"), "one of the two"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_asked(words: tuple[str, ...], said: str) -> None:
    """Exit status 2 and a sentence."""
    done = subprocess.run(
        [SONGREEL, *words, "--gateway", "http://127.0.0.1:9"], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr

"""A song heard by the real services of a local stack, and its page looked at."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import skia
from google.protobuf import json_format
from songreel.audio.v1 import audio_pb2

from tests.songs import SongTruth, synthesise

SONGREEL = str(Path(sys.executable).parent / "songreel")
SECTIONS = [("intro", 2, 0.3), ("verse", 4, 0.5), ("chorus", 4, 0.9)]


class Desk:
    """A folder with a song whose truth is known, and the command."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.truth: SongTruth = synthesise(folder / "Paper Lanterns.mp3", bpm=120.0, sections=SECTIONS, seed=4)
        self.song = self.truth.path

    def hear(self, *arguments: str) -> tuple[str, str]:
        """Standard output and standard error of a command that succeeds."""
        environment = {**os.environ, "SONGREEL_HOME": str(self.home), "SONGREEL_GATEWAY": ""}
        command = [SONGREEL, "hear", str(self.song), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stderr
        return done.stdout, done.stderr


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("hearing"))


def test_a_song_is_heard_told_and_drawn_on_this_machine(desk: Desk) -> None:
    """The tempo that was played, a page beside the song, and no process but the audio service and the gateway; the
    next command is answered from what was kept."""
    out, _ = desk.hear()
    assert "120.0 bpm" in out
    assert "chorus" in out
    page = desk.song.with_name("Paper Lanterns.hearing.png")
    image = skia.Image.MakeFromEncoded(skia.Data.MakeFromFileName(str(page)))
    assert image is not None
    assert image.width() == 2400
    assert {path.stem for path in (desk.home / "logs").glob("*.log")} == {"audio", "gateway"}

    out, err = desk.hear("--json")
    assert "--anew" in err
    analysis = json_format.ParseDict(json.loads(out), audio_pb2.SongAnalysis())
    assert analysis.duration_seconds == pytest.approx(desk.truth.duration_seconds, abs=0.1)
    assert analysis.shots[-1].end_frame == analysis.frames == round(24 * analysis.duration_seconds)
    heard = (desk.home / "logs" / "audio.log").read_text()
    assert heard.count("/HearSong") == 1, "what was heard is kept over a restart of the stack"


def test_options_reach_the_planner(desk: Desk) -> None:
    """The frame grid of the ordered rate, and cuts that do not listen."""
    page = desk.song.with_name("page.svg")
    out, _ = desk.hear("--json", "--rate", "30000/1001", "--segmentation", "fixed", "-o", str(page))
    analysis = json_format.ParseDict(json.loads(out), audio_pb2.SongAnalysis())
    assert (analysis.rate.numerator, analysis.rate.denominator) == (30000, 1001)
    assert {shot.cut.reason for shot in analysis.shots[1:]} == {audio_pb2.CUT_REASON_STRATEGY}
    assert page.read_bytes().startswith(b"<?xml")

"""Quotes of a started gateway over fakes, and the command that tells them."""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from songreel_client import ApiError, QuoteOrder, Songreel

from tests.contract.test_command import SONGREEL
from tests.contract.test_gateway_identity import deployed
from tests.fake_stack import FakeStack, fake_stack
from tests.fakes.ways import Ways

SHOTS = 4


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    with (
        tempfile.TemporaryDirectory(prefix="reel-") as folder,
        fake_stack(Path(folder), SONGREEL_GPU_PRICES="*=3.60", SONGREEL_CURRENCY="EUR") as stack,
    ):
        stack.start_all(shot_seconds=0.1, shots=SHOTS)
        yield stack


@pytest.fixture
def songreel(stack: FakeStack) -> Iterator[Songreel]:
    with Songreel(f"http://127.0.0.1:{stack.port}") as songreel:
        yield songreel


def test_a_song_is_quoted_in_every_preset_without_being_filmed(stack: FakeStack, songreel: Songreel) -> None:
    """First it is heard, then the pod is asked; no video is ordered and nothing filmed."""
    song_id = stack.upload(b"a song to be quoted")
    quote = songreel.quotes.read(songreel.quotes.wait(song_id))
    assert (quote.state, quote.shots, quote.pods, quote.waiting_shots, quote.currency) == ("ready", SHOTS, 1, 0, "EUR")
    assert [each.preset for each in quote.quotes] == ["preview", "draft", "final"]
    for each in quote.quotes:
        assert each.pod_seconds == pytest.approx(2.0 * SHOTS)  # the fake takes a second for a second of film
        assert (each.gpu_seconds, each.amount, each.basis) == (0.0, 0.0, "assumed")
        assert each.finish_seconds == pytest.approx(2.0 * SHOTS)
        assert each.relative_error is None
    assert stack.http.get("/v1/videos").json()["videos"] == []
    assert stack.journalled("started") == []


def test_pods_that_film_from_keyframes_are_quoted_with_them(short_folder: Path) -> None:
    """One picture a shot; each pod was asked about itself once for each call."""
    with deployed(short_folder, "wan", "wan_i2v") as stack, Songreel(f"http://127.0.0.1:{stack.port}") as songreel:
        song_id = stack.upload(b"a song to be filmed from keyframes")
        songreel.quotes.wait(song_id, QuoteOrder(presets=("final",)))
        before = len(stack.journalled("described"))
        (quote,) = songreel.quotes.document(song_id, QuoteOrder(presets=("final",)))["quotes"]
        assert quote["pictures"] == Ways.shots
        assert quote["pod_seconds"] == pytest.approx(Ways.shots * (2.0 + 1 / 24))
        assert len(stack.journalled("described")) == before + 2


def test_one_preset_of_another_shape_may_be_asked_for(stack: FakeStack, songreel: Songreel) -> None:
    """What the pod cannot film is refused with words; an unknown song is 404."""
    song_id = stack.upload()
    document = songreel.quotes.wait(song_id, QuoteOrder(presets=("final",)))
    assert [each["preset"] for each in document["quotes"]] == ["final"]
    with pytest.raises(ApiError, match="no song"):
        songreel.quotes.ask("song-0")
    with pytest.raises(ApiError) as refused:
        songreel.quotes.ask(song_id, QuoteOrder(presets=()))
    assert refused.value.status == 422


def test_the_command_tells_a_quote(stack: FakeStack, tmp_path: Path) -> None:
    """A table for people, the gateway's JSON for programs."""
    song = tmp_path / "song.mp3"
    song.write_bytes(b"la la")
    command = [SONGREEL, "quote", str(song), "--gateway", f"http://127.0.0.1:{stack.port}"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0, told.stderr
    assert f"{SHOTS} shots, 0:08 of film, on fake." in told.stdout
    assert "final" in told.stdout
    asked = subprocess.run([*command, "--json"], capture_output=True, text=True, timeout=120)
    assert json.loads(asked.stdout)["state"] == "ready"


def test_a_song_that_cannot_be_heard_is_told_and_not_heard_for_ever(stack: FakeStack, songreel: Songreel) -> None:
    """However often the quote is asked for."""
    song_id = stack.upload(b"bad song")
    for _ in range(2):
        with pytest.raises(ApiError, match="not audio"):
            songreel.quotes.wait(song_id)

"""The Beat This! backend on a small network of its true architecture with random weights."""

import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
from songreel_audio.backends.beats import load_beat_tracker
from songreel_audio.backends.beats.beat_this import BeatThisTracker
from songreel_audio.curves import draw_curves
from songreel_audio.settings import AudioSettings
from songreel_audio.song import HEARING_RATE_HZ
from songreel_audio.warm_up import warm_up_song
from songreel_chassis.errors import NotConfigured

pytest.importorskip("beat_this")
SMALL = {"transformer_dim": 64, "n_layers": 1, "stem_dim": 32}


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As its trainer stores it: hyperparameters of more than the network, tensors under a prefix."""
    from beat_this.model.beat_tracker import BeatThis

    torch.manual_seed(0)
    state = {f"model.{name}": tensor for name, tensor in BeatThis(**SMALL).state_dict().items()}
    path = tmp_path_factory.mktemp("beat_this") / "small.ckpt"
    torch.save({"hyper_parameters": {**SMALL, "lr": 1e-3}, "state_dict": state}, path)
    return path


@pytest.mark.parametrize("seconds", [0.01, 3.0, 30.1])
def test_logits_are_those_of_its_own_inference(
    checkpoint: Path, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a song is cut into chunks, and for one shorter than a window."""
    monkeypatch.setitem(sys.modules, "torchaudio", ModuleType("torchaudio"))  # imported, not used for a spectrum
    from beat_this.inference import Spect2Frames

    tracker = BeatThisTracker(checkpoint)
    noise = np.random.default_rng(0).standard_normal(round(seconds * HEARING_RATE_HZ)).astype(np.float32) * 0.1
    spectrum = tracker.spectrum(noise)
    with torch.inference_mode():
        ours = tracker._logits(spectrum)
    theirs = torch.stack(Spect2Frames(str(checkpoint))(spectrum))
    assert torch.allclose(ours, theirs, atol=1e-4)


def test_a_song_is_tracked_and_the_checkpoint_named(checkpoint: Path) -> None:
    """Probabilities exclude each other, a frame each 20 ms; the certificate says whose weights they are."""
    settings = AudioSettings(
        artifacts_url="file:///tmp", audio_beats="beat_this", audio_beat_this_checkpoint=str(checkpoint)
    )
    tracker = load_beat_tracker(settings)
    assert isinstance(tracker, BeatThisTracker)
    song = warm_up_song()
    heard = tracker.probabilities(song.samples)
    assert heard.shape == (501, 2)
    assert heard.min() >= 0
    assert heard.sum(1).max() <= 1
    assert tracker.track(song, draw_curves(song.samples)).bpm >= 0
    assert tracker.heard_by.model == "beat_this small"
    assert len(tracker.heard_by.weights_sha256) == 64


@pytest.mark.parametrize("content", [None, b"not a checkpoint"])
def test_a_missing_or_foreign_checkpoint_is_refused_in_words(tmp_path: Path, content: bytes | None) -> None:
    """The message names the file and says what to put there."""
    path = tmp_path / "odd.ckpt"
    if content:
        path.write_bytes(content)
    with pytest.raises(NotConfigured, match=r"odd\.ckpt.*final0\.ckpt"):
        load_beat_tracker(
            AudioSettings(artifacts_url="file:///tmp", audio_beats="beat_this", audio_beat_this_checkpoint=str(path))
        )

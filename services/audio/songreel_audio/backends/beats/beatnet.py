"""Beats from BeatNet: a real model on numpy, no GPU and no model hub."""

from pathlib import Path

from songreel.audio.v1 import audio_pb2
from songreel_weights import fetch

from songreel_audio.backends.credits import credit
from songreel_audio.beatnet import BeatNet
from songreel_audio.beats import find_pulse
from songreel_audio.checkpoints.converted import converted
from songreel_audio.checkpoints.torch_zip import read_torch_checkpoint
from songreel_audio.curves import Curves
from songreel_audio.song import Song
from songreel_audio.tempo import Pulse

MODEL = "beatnet-1"


class BeatNetTracker:
    """The default backend."""

    def __init__(self, network: BeatNet, heard_by: audio_pb2.HeardBy) -> None:
        self._network = network
        self.heard_by = heard_by

    def track(self, song: Song, curves: Curves) -> Pulse:
        """Beats of a song: about half a second for each minute of it."""
        return find_pulse(self._network(song.samples), curves)


def load_beatnet(cache_folder: Path) -> BeatNetTracker:
    """The backend with its weights, fetched on first use. Raises songreel_weights.WeightsError."""
    model = fetch(MODEL, cache_folder=cache_folder)
    weights = converted(model.folder, lambda: read_torch_checkpoint(model.files["weights"]))
    return BeatNetTracker(BeatNet(weights), credit("beats", model, "weights"))

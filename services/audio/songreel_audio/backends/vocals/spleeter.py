"""Vocal activity from Spleeter: real networks on numpy, no GPU and no model hub."""

from pathlib import Path

from songreel.audio.v1 import audio_pb2
from songreel_weights import fetch

from songreel_audio.backends.credits import credit
from songreel_audio.checkpoints.converted import converted
from songreel_audio.checkpoints.tensorflow_bundle import read_tensorflow_checkpoint
from songreel_audio.curves import HOP_SAMPLES
from songreel_audio.song import Song
from songreel_audio.spleeter import FRAMES_PER_SECOND, Spleeter
from songreel_audio.voice import Voice, find_voice

MODEL = "spleeter-2stems"


class SpleeterEar:
    """The default backend."""

    def __init__(self, networks: Spleeter, heard_by: audio_pb2.HeardBy) -> None:
        self._networks = networks
        self.heard_by = heard_by

    def listen(self, song: Song) -> Voice:
        """The voice in a song: about a second for each minute of it on two cores."""
        power = self._networks(song.samples)
        return find_voice(power.vocals, power.mix, FRAMES_PER_SECOND, len(song.samples) // HOP_SAMPLES + 1)


def load_spleeter(cache_folder: Path) -> SpleeterEar:
    """The backend with its weights, fetched on first use. Raises songreel_weights.WeightsError."""
    model = fetch(MODEL, cache_folder=cache_folder)
    weights = converted(model.folder, lambda: read_tensorflow_checkpoint(model.files["index"], model.files["data"]))
    return SpleeterEar(Spleeter(weights), credit("vocals", model, "data"))

"""Beats from BeatNet, tags from musicnn: real models on numpy, no GPU and no model hub."""

from collections.abc import Sequence
from pathlib import Path

from songreel.audio.v1 import audio_pb2
from songreel_weights import FetchedModel, fetch

from songreel_audio.backends import Impression
from songreel_audio.beatnet import BeatNet
from songreel_audio.beats import find_pulse
from songreel_audio.checkpoints.converted import converted
from songreel_audio.checkpoints.tensorflow_bundle import read_tensorflow_checkpoint
from songreel_audio.checkpoints.torch_zip import read_torch_checkpoint
from songreel_audio.curves import Curves
from songreel_audio.musicnn import Musicnn
from songreel_audio.song import Song

BEATS_MODEL = "beatnet-1"
TAGS_MODEL = "musicnn-msd"


class EmbeddedListener:
    """The default backend."""

    def __init__(self, beatnet: BeatNet, musicnn: Musicnn, heard_by: Sequence[audio_pb2.HeardBy]) -> None:
        """`heard_by` credits both models."""
        self._beatnet = beatnet
        self._musicnn = musicnn
        self._heard_by = tuple(heard_by)

    def listen(self, song: Song, curves: Curves) -> Impression:
        """Beats and tags of a song: about a second for each minute of it."""
        pulse = find_pulse(self._beatnet(song.samples), curves)
        return Impression(pulse, self._musicnn(song.samples), self._heard_by)


def load_embedded(cache_folder: Path) -> EmbeddedListener:
    """The backend with its weights, fetched on first use. Raises songreel_weights.WeightsError."""
    beats = fetch(BEATS_MODEL, cache_folder=cache_folder)
    tags = fetch(TAGS_MODEL, cache_folder=cache_folder)
    beatnet = converted(beats.folder, lambda: read_torch_checkpoint(beats.files["weights"]))
    musicnn = converted(tags.folder, lambda: read_tensorflow_checkpoint(tags.files["index"], tags.files["data"]))
    heard_by = [_credit("beats", beats, "weights"), _credit("tags", tags, "data")]
    return EmbeddedListener(BeatNet(beatnet), Musicnn(musicnn), heard_by)


def _credit(task: str, model: FetchedModel, role: str) -> audio_pb2.HeardBy:
    return audio_pb2.HeardBy(task=task, model=model.name, weights_sha256=model.sha256[role], licence=model.licence.spdx)
